"""`python -m tools.readme` writes the tables of README.md from the code; tests/test_house.py holds it to that."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tui_reader.app.commands import COMMANDS
from tui_reader.cli.table import ENTRIES

README = Path(__file__).resolve().parent.parent / "README.md"


def key_rows() -> Iterator[str]:
    """The keys of the reader, a table with a heading row for each group; the welcome panel explains itself."""
    yield from ("| key | does | command |", "|---|---|---|")
    group = ""
    for command in (command for command in COMMANDS if command.keys and command.scope == "reader"):
        if command.group != group:
            group = command.group
            yield f"| | **{group}** | |"
        yield f"| {' '.join(f'`{key}`' for key in command.keys)} | {command.help} | `{command.id}` |"


def command_rows() -> Iterator[str]:
    """The commands of the command line."""
    yield from ("| command | does |", "|---|---|")
    yield from (f"| `{entry.name}` | {entry.help} |" for entry in ENTRIES)


TABLES = {"keys": key_rows, "commands": command_rows}


def filled(text: str) -> str:
    """`text` with the lines between `<!-- NAME -->` and `<!-- end -->` made anew, for each name in `TABLES`."""
    for name, rows in TABLES.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        made = "\n".join(rows()) + "\n"
        text, count = pattern.subn(lambda found, made=made: f"{found[1]}{made}{found[2]}", text)  # type: ignore[misc]
        if count != 1:
            raise ValueError(f"README.md needs one <!-- {name} --> ... <!-- end -->")
    return text


def main() -> int:
    """Rewrite README.md where its tables are out of date."""
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
