"""Every command of the app, declared once: keys, palette, help, footer and the README's table come from here.

Standard library only, so that the command line and the docs read it without loading the app.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Scope = Literal["reader", "welcome"]
When = Literal[
    "always", "row", "claim", "article", "story", "panes", "feed", "hits", "level", "grid", "order", "welcome"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the reader can do. Its id is public: configurations name it."""

    id: str  #: "<pane>.<verb>", stable
    keys: tuple[str, ...]  #: default keys, as people write them: "b", "ctrl+d", "shift+tab"
    label: str  #: one or two words for the footer
    help: str  #: one line for help, palette and manual
    group: str  #: heading it stands under in the help
    when: When = "always"  #: what must be there for it to be possible
    rank: int = 0  #: place in the footer, smallest first; 0 keeps it out
    scope: Scope = "reader"  #: where its keys are heard; keys may repeat between scopes
    takes: str = ""  #: what may follow it on the `:` line, e.g. "QUERY"


def _group(name: str, *rows: Command) -> tuple[Command, ...]:
    """Rows of the table with their heading filled in."""
    return tuple(Command(c.id, c.keys, c.label, c.help, name, c.when, c.rank, c.scope, c.takes) for c in rows)


def _c(
    id: str,  # noqa: A002 - the table reads best so
    keys: str,
    label: str,
    help: str,  # noqa: A002
    when: When = "always",
    rank: int = 0,
    scope: Scope = "reader",
    takes: str = "",
) -> Command:
    """One row of the table; keys are parted by blanks."""
    return Command(id, tuple(keys.split()), label, help, "", when, rank, scope, takes)


COMMANDS: tuple[Command, ...] = (
    *_group(
        "Move",
        _c("move.down", "j down", "down", "One row or claim down", takes="COUNT"),
        _c("move.up", "k up", "up", "One row or claim up", takes="COUNT"),
        _c("move.top", "g home", "top", "To the first row or claim", takes="ROW"),
        _c("move.bottom", "G end", "bottom", "To the last row or claim", takes="ROW"),
        _c("move.half-down", "ctrl+d", "half page", "Half a page down", takes="COUNT"),
        _c("move.half-up", "ctrl+u", "half page up", "Half a page up", takes="COUNT"),
        _c("move.page-down", "space pagedown ctrl+f", "page", "A page down", takes="COUNT"),
        _c("move.page-up", "pageup ctrl+b", "page up", "A page up", takes="COUNT"),
        _c("move.next-unread", "J", "next unread", "To the next unread article or story", "row", takes="COUNT"),
        _c(
            "move.previous-unread",
            "K",
            "previous unread",
            "To the previous unread article or story",
            "row",
            takes="COUNT",
        ),
        _c("move.in", "l enter right", "open", "In: open the row, then the panes, then a claim's provenance", rank=2),
        _c("move.out", "h escape left", "back", "Out, one level at a time", "level", rank=3),
        _c(
            "move.next-match",
            "]",
            "next match",
            "To the next claim that other outlets share or contradict",
            "story",
            takes="COUNT",
        ),
        _c(
            "move.previous-match",
            "[",
            "previous match",
            "To the previous claim that others share",
            "story",
            takes="COUNT",
        ),
    ),
    *_group(
        "Lists",
        _c("list.stories", "1", "stories", "Stories: what several outlets report"),
        _c("list.river", "2", "river", "River: all articles, newest first"),
        _c("list.feeds", "3", "feeds", "Feeds: folders, unread counts, failing feeds"),
        _c("list.sources", "4", "sources", "Sources: people and bodies that speak, across outlets"),
        _c("list.saved", "5", "saved", "Saved claims"),
        _c("list.filter", "f", "filter", "Filter the list as you type", rank=9, takes="QUERY"),
        _c("list.unread", "U", "unread only", "Show only what is unread, or all again"),
        _c("list.search", "/", "search", "Search claims and articles", rank=8, takes="QUERY"),
        _c("list.next-hit", "n", "next hit", "To the next search hit", "hits", takes="COUNT"),
        _c("list.previous-hit", "N", "previous hit", "To the previous search hit", "hits", takes="COUNT"),
        _c(
            "list.searches",
            "F",
            "saved searches",
            "Saved searches: open one, keep or drop the present one",
            takes="NAME",
        ),
        _c("list.collapse", "\\", "hide list", "Hide or show the list"),
        _c("list.muted", "", "muted", "What mute rules keep out, and the rules themselves", takes="QUERY"),
    ),
    *_group(
        "Panes",
        _c("pane.next", "tab L", "next pane", "To the next pane", "panes", rank=12, takes="COUNT"),
        _c("pane.previous", "shift+tab H", "previous pane", "To the previous pane", "panes", takes="COUNT"),
        _c("pane.add", "v", "beside", "Open this article in one more pane", "article", rank=6),
        _c("pane.close", "x", "close", "Close this pane", "panes"),
        _c("pane.zoom", "z", "zoom", "This pane alone, or all again", "panes"),
        _c("pane.text", "T", "text", "Show the article's text beside its claims, or hide it", "article"),
        _c("pane.jump", "'", "jump", "Jump: a letter on each pane and list", "panes"),
        _c("story.compare", "c", "compare", "Compare as a grid of claims and outlets, or as panes", "story", rank=5),
        _c(
            "story.rows",
            "&",
            "rows",
            "In the grid: all rows, shared, differing, in one outlet only",
            "grid",
            7,
        ),
        _c(
            "story.order",
            "O",
            "order",
            "Order: grid rows by this column; saved claims by time, outlet, source",
            "order",
        ),
        _c("story.merge", "M", "merge", "Merge this story with another", "story"),
        _c("story.split", "S", "split off", "Split this article off its story", "article"),
    ),
    *_group(
        "Claims",
        _c(
            "claim.bookmark", "b s", "bookmark", "Bookmark this claim; again removes it", "claim", rank=4, takes="QUERY"
        ),
        _c("claim.annotate", "t", "tags, note", "Tags and note of a saved claim", "claim", takes="#TAG NOTE"),
        _c("claim.tag", "", "tag", "Tag this claim, or every claim that a filter finds", "claim", takes="#TAG QUERY"),
        _c("claim.note", "ctrl+e", "note in editor", "Write the note of a saved claim in $EDITOR", "claim"),
        _c(
            "claim.provenance",
            "p",
            "provenance",
            "Provenance: source, cue, exact words, outlet, times, others",
            "claim",
        ),
        _c("claim.source", "w", "who else", "All claims of this source, across outlets", "claim"),
        _c("claim.copy", "y", "copy", "Copy the claim with attribution and link", "claim"),
        _c("claim.open", "o", "browser", "Open the page in the browser, at the claim", "article", rank=7),
    ),
    *_group(
        "Articles",
        _c("article.copy-url", "Y", "copy URL", "Copy the article's URL", "article"),
        _c("article.links", "i", "links", "Links of the article, numbered: choose one to open", "article"),
        _c("article.toggle-read", "m", "mark read", "Mark read, or unread again", "row", takes="QUERY"),
        _c("list.mark-read", "A", "mark all read", "Mark the whole list read (undoable)", takes="QUERY"),
        _c("article.revisions", "D", "revisions", "What changed: revisions of this article", "article"),
        _c("article.full-text", "P", "full page", "Fetch the page's own text now", "article"),
    ),
    *_group(
        "Feeds",
        _c("feed.add", "a", "add feed", "Add a feed or a site by its URL", takes="URL"),
        _c("feed.remove", "d", "remove feed", "Unsubscribe from this feed (asks; undoable; saved claims stay)", "feed"),
        _c("feed.edit", "ctrl+t", "edit feed", "Title and folder of this feed", "feed"),
        _c("feed.failing", "E", "failing", "Failing feeds: error, last success, retry"),
        _c("feed.refresh", "r", "refresh this", "Refresh this feed, or the feeds of this story", takes="FEED"),
        _c("feed.refresh-all", "R", "refresh", "Refresh all feeds", rank=11),
        _c("feed.stop", "ctrl+x", "stop", "Stop the refresh; what has come is kept"),
        _c("feed.packs", "", "starter packs", "Starter packs: subscribe more of the bundled outlets"),
    ),
    *_group(
        "The rest",
        _c("app.undo", "u ctrl+z", "undo", "Undo: read marks, bookmarks, removals, merges", rank=10, takes="COUNT"),
        _c(
            "app.export",
            "e",
            "export",
            "Export claims: saved ones, of this view, or of a filter",
            takes="FORMAT FILE QUERY",
        ),
        _c("app.palette", ": ctrl+p", "commands", "Every command by name; words after it are its argument", rank=13),
        _c("app.help", "? f1", "help", "Keys, searchable; Enter runs the chosen one", rank=1, takes="WORDS"),
        _c("app.theme", "", "theme", "Choose colours", takes="NAME"),
        _c("app.sample", "", "sample edition", "Open the bundled sample edition (our own fiction)"),
        _c("app.quit", "q", "quit", "Out one level; at the top, quit"),
        _c("app.quit-now", "ctrl+q ctrl+c", "quit now", "Quit from anywhere"),
    ),
    *_group(
        "Welcome",
        *(
            _c(
                f"welcome.pack-{n}",
                str(n),
                f"pack {n}",
                f"Subscribe starter pack {n}, or drop it again",
                "welcome",
                scope="welcome",
            )
            for n in range(1, 10)
        ),
        _c("welcome.sample", "s", "sample", "Open the bundled sample edition", "welcome", scope="welcome"),
    ),
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

#: What a command may take that a number before its key gives: `5j`, `10G`.
NUMBERS = frozenset({"COUNT", "ROW"})

#: Keys a terminal can send besides single printable characters.
NAMED_KEYS = frozenset(
    {"space", "enter", "tab", "escape", "backspace", "delete", "insert", "pageup", "pagedown", "home", "end"}
    | {"up", "down", "left", "right"}
    | {f"f{number}" for number in range(1, 25)}
)
#: Keys no program may take: a terminal sends them as enter, tab, escape or backspace.
SAME_BYTES = {"ctrl+m": "enter", "ctrl+i": "tab", "ctrl+[": "escape", "ctrl+h": "backspace", "ctrl+j": "enter"}


def key_problem(key: str) -> str:
    """Why `key` can never be pressed, "" when it can."""
    if key in SAME_BYTES:
        return f"a terminal sends {key!r} as {SAME_BYTES[key]!r}"
    if len(key) == 1:
        return "" if key.isprintable() and not key.isspace() else f"{key!r} is not a key; write its name, e.g. 'space'"
    if key in NAMED_KEYS:
        return ""
    *modifiers, last = key.split("+")
    known = {("ctrl",), ("shift",), ("ctrl", "shift"), ("alt",)}
    if tuple(modifiers) == ("ctrl",) and len(last) == 1 and last.isascii() and (last.islower() or last in "\\]^_@"):
        return ""
    if tuple(modifiers) in known and last in NAMED_KEYS:
        return ""
    return f"{key!r} is not a key a terminal sends"


def as_keys(value: str | Sequence[str]) -> tuple[str, ...]:
    """A configured value as keys: "b", "b, s" and ["b", "s"] are all read."""
    if not isinstance(value, str):
        return tuple(value)
    return (value,) if value == "," else tuple(part.strip() for part in value.split(",") if part.strip())


def keys_in_force(mapping: Mapping[str, str | Sequence[str]] | None = None) -> dict[str, tuple[str, ...]]:
    """Command id -> keys, the reader's own mapping laid over the defaults. Unknown ids are left out."""
    own = {id_: as_keys(value) for id_, value in (mapping or {}).items()}
    return {command.id: own.get(command.id, command.keys) for command in COMMANDS}


def validate_keymap(mapping: Mapping[str, str | Sequence[str]]) -> list[str]:
    """One line for each thing wrong with a reader's keymap; [] when it is good.

    A problem starts with the command's id, so that the configuration can name the line. Found are: an id that is
    no command, a key no terminal sends, one key for two commands that listen in the same place.
    """
    problems = [f"{id_}: no such command; `newsread keys` lists them" for id_ in mapping if id_ not in BY_ID]
    for id_, value in mapping.items():
        problems += [f"{id_}: {problem}" for key in as_keys(value) if (problem := key_problem(key))]
    owners: dict[tuple[str, str], str] = {}
    for id_, keys in keys_in_force(mapping).items():
        for key in keys:
            first = owners.setdefault((BY_ID[id_].scope, key), id_)
            if first != id_:
                named = id_ if id_ in mapping else first
                other = first if named == id_ else id_
                problems.append(f"{named}: {key!r} is taken by {other}")
    return problems


def key_table(mapping: Mapping[str, str | Sequence[str]] | None = None) -> Iterable[tuple[Command, tuple[str, ...]]]:
    """Commands in the order of the help with the keys in force."""
    keys = keys_in_force(mapping)
    return ((command, keys[command.id]) for command in COMMANDS)
