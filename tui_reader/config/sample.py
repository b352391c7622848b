"""The commented file that `newsread config init` writes: every option with its default, nothing switched on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tui_reader.app.commands import COMMANDS
from tui_reader.config.options import OPTIONS
from tui_reader.config.reading import sample

HEADINGS: Final = {
    "app": "How newsread looks.",
    "news": "How news is gathered and kept.",
    "files": "Where things are.",
}


def default_text() -> str:
    """The sample file: reading it changes nothing, each line is a value to uncomment."""
    return "\n".join(sample_lines()) + "\n"


def sample_lines() -> Iterator[str]:
    """The sample file, line by line."""
    yield "# The configuration of newsread. Lines such as #theme show defaults: take the # away and change the value."
    yield "# `newsread config check` finds mistakes."
    for section, heading in HEADINGS.items():
        yield from ("", f"# {heading}", f"[{section}]")
        for option in (option for option in OPTIONS if option.section == section):
            allowed = f" ({option.allowed})" if option.allowed != "text" else ""
            value = f'"{option.default}"' if option.kind is str else str(option.default).lower()
            yield from (f"# {option.help}{allowed}", f"#{option.key} = {value}")
    yield from ("", "# Keys of each command: one key in quotes or a list of keys; [] takes all of them away.", "[keys]")
    for command in COMMANDS:
        keys = ", ".join(f'"{key}"' if key != "\\" else "'\\'" for key in command.keys)
        yield f'#"{command.id}" = [{keys}]  # {command.help}'
    yield from ("", "# Options of single feeds, by address.", '#[feeds."https://courier.example/feed.xml"]')
    for option in (option for option in OPTIONS if option.section == "feeds"):
        yield f"#{option.key} = {sample(option)}  # {option.help}"
