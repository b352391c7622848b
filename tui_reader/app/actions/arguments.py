"""What may follow a command on the `:` line: ways to complete it, and what is wrong with it so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.app.commands import Command
from tui_reader.app.lines import Completion, complete_line, read_line
from tui_reader.errors import QueryError

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen

MANY = 50  #: files of a folder that are offered


def problem_of(text: str) -> str:
    """What is wrong with a filter, pointing at the character; "" for nothing."""
    from tui_reader.query import parse

    try:
        parse(text)
    except QueryError as error:
        return described(error)
    return ""


def described(error: QueryError) -> str:
    """An error of a filter with its place."""
    return f"at character {error.position + 1}: {error}"


def queries(screen: ReaderScreen) -> Callable[[str, int], list[Completion]]:
    """What could stand at the cursor of a filter."""
    from tui_reader.query import complete, insert

    library = screen.room.library
    feeds = library.feeds()
    values = {
        "outlet": [feed.title for feed in feeds],
        "folder": sorted({feed.folder for feed in feeds if feed.folder}),
        "tag": library.tags(),
        "source": [speaker.name for speaker in library.speakers(limit=100)],
    }
    return lambda text, cursor: [
        Completion(atom, *insert(text, cursor, atom)) for atom in complete(text, cursor, values)
    ]


def lines(screen: ReaderScreen) -> Callable[[str, int], list[Completion]]:
    """What could stand at the cursor of a `:` line."""
    by_query = queries(screen)

    def arguments(command: Command, text: str, cursor: int) -> Sequence[Completion]:
        before = text[:cursor]
        if command.id == "app.export":
            return _export(before, text, cursor, by_query)
        if command.id == "claim.tag":
            return _tagging(screen, text, cursor, by_query)
        if "QUERY" in command.takes:
            return by_query(text, cursor)
        return [Completion(word, word, len(word)) for word in words_for(screen, command) if word.startswith(before)]

    return lambda text, cursor: complete_line(text, cursor, arguments)


def words_for(screen: ReaderScreen, command: Command) -> list[str]:
    """The words a command knows."""
    library = screen.room.library
    match command.id:
        case "app.theme":
            return sorted(screen.app.available_themes, key=lambda name: (not name.startswith("newsread"), name))
        case "feed.refresh":
            return [feed.title for feed in library.feeds()]
        case "list.searches":
            return [name for name, _ in library.saved_searches()]
        case "claim.annotate":
            return [f"#{tag}" for tag in library.tags()]
    return []


def tags_and_query(argument: str) -> tuple[list[str], str]:
    """What follows `:tag`: the first word and further ones with # are tags, the rest is a filter."""
    tags: list[str] = []
    rest = argument.strip()
    while rest and (not tags or rest.startswith("#")):
        word, _, rest = rest.partition(" ")
        tags += [word.removeprefix("#")] if word != "#" else []
        rest = rest.strip()
    return list(dict.fromkeys(tags)), rest


def _tagging(
    screen: ReaderScreen, text: str, cursor: int, by_query: Callable[[str, int], list[Completion]]
) -> Sequence[Completion]:
    """A tag in use, then a filter."""
    first, blank, rest = text.partition(" ")
    if not blank or cursor <= len(first):
        names = [f"#{tag}" for tag in screen.room.library.tags()]
        return [Completion(n, f"{n} {rest}", len(n) + 1) for n in names if n.startswith("#" + first.lstrip("#"))]
    return _behind(text, cursor, len(first) + 1, by_query)


def _export(
    before: str, text: str, cursor: int, by_query: Callable[[str, int], list[Completion]]
) -> Sequence[Completion]:
    """A format, then a file, then a filter."""
    from tui_reader.app.exporting import FORMATS, default_name

    words = before.split(" ")
    if len(words) == 1:
        return [Completion(name, f"{name} ", len(name) + 1) for name in FORMATS if name.startswith(before)]
    if len(words) == 2:
        names = [default_name(words[0])] if words[0] in FORMATS and not words[1] else files_like(words[1])
        return [Completion(name, f"{words[0]} {name}", len(words[0]) + 1 + len(name)) for name in names]
    return _behind(text, cursor, len(words[0]) + len(words[1]) + 2, by_query)


def _behind(
    text: str, cursor: int, begin: int, by_query: Callable[[str, int], list[Completion]]
) -> Sequence[Completion]:
    """What completes the filter that begins at `begin` of a line."""
    found = by_query(text[begin:], cursor - begin)
    return [Completion(one.shown, text[:begin] + one.text, begin + one.cursor) for one in found]


def files_like(typed: str) -> list[str]:
    """Paths that begin with what is typed, folders with a slash at their end; no names with blanks."""
    folder, slash, start = typed.rpartition("/")
    try:
        found = sorted(Path(folder + slash).expanduser().iterdir() if folder or slash else Path().iterdir())
        names = [path.name + "/" * path.is_dir() for path in found if path.name.startswith(start)]
    except (OSError, RuntimeError):
        return []
    shown = [name for name in names if name.isprintable() and " " not in name]
    return [folder + slash + name for name in shown if not name.startswith(".") or start.startswith(".")][:MANY]


def line_problem(line: str) -> str:
    """What is wrong with a `:` line while it is typed: only filters can be."""
    found = read_line(line)
    if found is None or not found[1] or found[0].takes not in ("QUERY", "#TAG QUERY"):
        return ""
    return problem_of(query_of(found[0].id, found[1]))


def query_of(command_id: str, argument: str) -> str:
    """The filter in the argument of a command: "read" or "unread" may stand before it, tags, the rest."""
    if command_id == "claim.tag":
        return tags_and_query(argument)[1]
    first, _, rest = argument.partition(" ")
    return rest if command_id in MARKING and first in ("read", "unread") else argument


MARKING = frozenset({"article.toggle-read", "list.mark-read"})
"""Commands whose argument may begin with the mark to set."""
