"""From the shell to an exit code: what was asked for runs, and what goes wrong is one line on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, NoReturn

EXIT_CODES: Final = {
    0: "all went well",
    1: "an error; the line on standard error says what to do",
    2: "the call or the configuration is wrong",
    3: "some feeds failed, the others were refreshed",
    4: "the database is busy, or was written by a newer newsread",
    130: "interrupted",
}


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with one of `EXIT_CODES`."""
    sys.exit(run(sys.argv[1:] if argv is None else argv))


def run(argv: Sequence[str]) -> int:
    """Run the command; returns the exit code. Never raises but by a debugger's wish (`$NEWSREAD_DEBUG`)."""
    from tui_reader.errors import NewsreadError

    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # a caller may have put something simpler in its place
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a locale without our letters stops nothing
    try:
        return dispatch(list(argv))
    except NewsreadError as error:
        complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        # whoever read us has seen enough (`| head`); keep the interpreter from complaining at its end
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        complain("interrupted")
        return 130
    except Exception as error:
        if os.environ.get("NEWSREAD_DEBUG"):
            raise
        complain(f"{type(error).__name__}: {error}: a fault of newsread; NEWSREAD_DEBUG=1 shows where")
        return 1


def dispatch(argv: list[str]) -> int:
    """Hand the call to whoever knows it; --version and the reader itself need no parser (a tenth of the start)."""
    if argv in (["--version"], ["-V"]):
        from tui_reader import __version__

        print(f"newsread {__version__}")
        return 0
    if "_NEWSREAD_COMPLETE" not in os.environ and (given := reader_options(argv)) is not None:
        from pathlib import Path

        from tui_reader.cli.reader import read
        from tui_reader.cli.session import Session

        config, database = (Path(given[name]) if name in given else None for name in ("--config", "--db"))
        return read(Session("--demo" in given, config, database))
    from tui_reader.cli.program import execute

    return execute(argv)


def reader_options(argv: Sequence[str]) -> dict[str, str] | None:
    """The options of a call that opens the reader, None of any other call or one that the parser must judge.

    >>> reader_options(["--demo", "--db=a.db", "--config", "c.toml"])
    {'--demo': '', '--db': 'a.db', '--config': 'c.toml'}
    >>> reader_options(["--db"]) or reader_options(["stories"]) or reader_options(["--db", "-h"])
    """
    given: dict[str, str] = {}
    rest = list(argv)
    while rest:
        name, sign, value = rest.pop(0).partition("=")
        if name == "--demo" and not sign:
            given[name] = ""
            continue
        if name not in ("--db", "--config"):
            return None
        value = value if sign else rest.pop(0) if rest else ""
        if not value or value.startswith("-"):
            return None
        given[name] = value
    return given


def complain(message: str) -> None:
    """One line on standard error."""
    from tui_reader.cli.output import one_line

    with suppress(OSError):
        print(f"newsread: {one_line(message)}", file=sys.stderr)
