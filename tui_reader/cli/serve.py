"""`serve`: the reader in a browser, on this machine alone."""

from __future__ import annotations

import shlex
import sys
from ipaddress import ip_address

import click

from tui_reader.cli import output
from tui_reader.cli.session import Session
from tui_reader.errors import NewsreadError, UsageError


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option("--public", is_flag=True, help="Yes, others may read and change everything: there is no login.")
@click.pass_obj
def serve_command(session: Session, host: str, port: int, public: bool) -> None:
    """The reader in a browser (needs the extra: pip install 'newsread[serve]').

    It listens on 127.0.0.1. Another address must be named with --host and confirmed with --public: whoever reaches it
    uses your reader.
    """
    if not is_loopback(host) and not public:
        raise UsageError(f"{host} can be reached by others and there is no login: say --public too if you mean it")
    session.config  # noqa: B018 - a wrong configuration is told here, not in the browser
    try:
        from textual_serve.server import Server
    except ImportError:
        raise NewsreadError("serving needs one more package: pip install 'newsread[serve]'") from None
    output.hint(f"open http://{host}:{port}/ (ctrl+c ends)")
    Server(command_line(session), host=host, port=port, title="newsread").serve()


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def command_line(session: Session) -> str:
    """The command that a browser's window runs: this newsread with the same global options."""
    parts = [sys.executable, "-m", "tui_reader"]
    parts += ["--demo"] if session.is_demo else []
    parts += ["--config", str(session.config_file)] if session.config_file else []
    parts += ["--db", str(session.database)] if session.database else []
    return shlex.join(parts)
