"""`man`: the manual page, from the same tables as help and README."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tui_reader import __version__
from tui_reader.cli.entry import EXIT_CODES
from tui_reader.cli.table import ENTRIES


@click.command("man")
def man_command() -> None:
    """The manual page, as roff: newsread man > newsread.1, or newsread man | man -l -"""
    print("\n".join(page()))


def page() -> Iterator[str]:
    """The lines of newsread(1)."""
    from tui_reader.app.commands import COMMANDS
    from tui_reader.query import FIELDS, FLAGS, TIMES

    yield f'.TH NEWSREAD 1 "" "newsread {__version__}" "User Commands"'
    yield from (".SH NAME", r"newsread \- a terminal news reader that shows who says what, side by side")
    yield from (".SH SYNOPSIS", r".B newsread", r"[\-\-demo] [\-\-config FILE] [\-\-db FILE] [COMMAND ...]")
    yield ".SH DESCRIPTION"
    yield roff("Without a command it opens the reader. Commands that print data take --json for one object a line.")
    yield ".SH COMMANDS"
    for heading in dict.fromkeys(entry.group for entry in ENTRIES):
        yield f'.SS "{roff(heading)}"'
        yield from (line for entry in ENTRIES if entry.group == heading for line in term(entry.name, entry.help))
    yield ".SH KEYS"
    for heading in dict.fromkeys(command.group for command in COMMANDS):
        yield f'.SS "{roff(heading)}"'
        for command in (command for command in COMMANDS if command.group == heading and command.keys):
            yield from term(", ".join(command.keys), f"{command.help} ({command.id})")
    yield ".SH FILTERS"
    named = [*FLAGS.items(), *((f"{name}:", line) for name, line in FIELDS.items()), *TIMES.items()]
    yield from (line for name, help_line in named for line in term(name, help_line))
    yield ".SH EXIT STATUS"
    yield from (line for code, meaning in EXIT_CODES.items() for line in term(str(code), meaning))
    yield ".SH ENVIRONMENT"
    yield from term("NEWSREAD_CONFIG, NEWSREAD_DB", "as --config and --db")
    yield from term("NO_COLOR", "use the terminal's own colours")
    yield ".SH FILES"
    yield roff("newsread dirs tells where the configuration and the database are.")


def term(name: str, text: str) -> tuple[str, str, str]:
    """A term with its description."""
    return ".TP", rf"\fB{roff(name)}\fR", roff(text)


def roff(text: str) -> str:
    """`text` as roff prints it literally."""
    made = text.replace("\\", r"\e").replace("-", r"\-")
    return r"\&" + made if made.startswith((".", "'")) else made
