"""`serve`: the reader in a browser, on this machine alone."""

from __future__ import annotations

import shlex
import sys

import click

from tui_reader.cli import output
from tui_reader.cli.session import Session
from tui_reader.errors import NewsreadError, UsageError
from tui_reader.feeds.addresses import is_loopback


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
    if not is_here(host) and not public:
        raise UsageError(f"{host} can be reached by others and there is no login: say --public too if you mean it")
    session.config  # noqa: B018 - a wrong configuration is told here, not in the browser
    try:
        from tui_reader.cli.browser import BrowserServer
    except ImportError:
        raise NewsreadError("serving needs one more package: pip install 'newsread[serve]'") from None
    bare = host.strip("[]")
    address = f"http://[{bare}]:{port}" if ":" in bare else f"http://{bare}:{port}"
    output.hint(f"open {address}/ (ctrl+c ends)")
    BrowserServer(command_line(session), host=bare, port=port, title="newsread", public_url=address).serve()


def is_here(host: str) -> bool:
    """Whether only this machine reaches `host`, a name or an address as people type it."""
    return is_loopback(host.strip("[]").lower())


def command_line(session: Session) -> str:
    """The command that a browser's window runs: this newsread with the same global options."""
    parts = [sys.executable, "-m", "tui_reader"]
    parts += ["--demo"] if session.is_demo else []
    parts += ["--config", str(session.config_file)] if session.config_file else []
    parts += ["--db", str(session.database)] if session.database else []
    return shlex.join(parts)
