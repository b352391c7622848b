"""The `:` line: which command it names, what may follow, and how both are completed. Standard library only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tui_reader.app.commands import COMMANDS, Command

#: Names people type by habit, beside id and label.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "list.mark-read": ("mark-read", "read"),
    "article.toggle-read": ("mark", "toggle read"),
    "feed.add": ("add", "subscribe"),
    "feed.remove": ("delete feed", "unsubscribe"),
    "feed.refresh-all": ("refresh all", "reload"),
    "app.quit-now": ("quit", "q", "exit"),
    "app.theme": ("colours", "colors"),
    "list.search": ("find",),
    "list.muted": ("mute",),
    "claim.bookmark": ("save",),
    "claim.annotate": ("note",),
}


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on with a line."""

    shown: str  #: the piece that is added, as the hint names it
    text: str  #: the whole line then
    cursor: int  #: where the cursor stands then


#: What may follow a command: the argument so far and the cursor in it -> ways to go on, the argument alone.
Arguments = Callable[[Command, str, int], Sequence[Completion]]


def names_of(command: Command) -> tuple[str, ...]:
    """Names a `:` line may call `command` by."""
    return (command.id, command.id.replace(".", " ").replace("-", " "), command.label, *ALIASES.get(command.id, ()))


def read_line(line: str) -> tuple[Command, str] | None:
    """A `:` line as command and argument, None where no command fits.

    A command is named by its id, its id with blanks ("feed add"), its label or an alias; the longest name wins and the
    rest is its argument ("mark read newer:2d").
    """
    found = split_line(line.strip().removeprefix(":").strip())
    return (found[0], found[2].strip()) if found else None


def split_line(line: str) -> tuple[Command, str, str] | None:
    """A line as command, its name as typed, and what follows the name; None where no command fits."""
    best: tuple[Command, str] | None = None
    for command in COMMANDS:
        for name in names_of(command):
            if (line == name or line.startswith(name + " ")) and (best is None or len(name) > len(best[1])):
                best = (command, name)
    return (best[0], best[1], line[len(best[1]) :]) if best else None


def complete_line(line: str, cursor: int, arguments: Arguments) -> list[Completion]:
    """Ways to go on with a line at its cursor: a command's name first, behind it what the command takes."""
    before = line[:cursor]
    found = split_line(before)
    names: list[Completion] = []
    if before.strip():
        labels = dict.fromkeys(name for c in COMMANDS if c.scope == "reader" for name in (c.label, *names_of(c)[3:]))
        names = [
            Completion(label, label + " " + line[cursor:].lstrip(), len(label) + 1)
            for label in labels
            if label.startswith(before.lstrip()) and label != before.strip()
        ]
    if found is None or not found[2].startswith(" "):
        return names
    command, name, rest = found
    argument = rest[1:] + line[cursor:]
    lead = name + " "
    return names + [
        Completion(one.shown, lead + one.text, len(lead) + one.cursor)
        for one in arguments(command, argument, len(rest) - 1)
    ]
