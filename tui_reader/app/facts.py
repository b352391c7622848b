"""What is there now, as a set of words; what is possible follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tui_reader import model
from tui_reader.app.commands import COMMANDS, Command, keys_in_force

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen


def facts_of(screen: ReaderScreen) -> frozenset[str]:
    """Words of `commands.When` and of `HERE` that hold now."""
    shelf, wall = screen.shelf, screen.wall
    row = shelf.row() if shelf.levels else None
    is_at_list = not screen.is_in_panes
    facts = {"always"}
    if row is not None:
        facts.add("row")
    if wall.slots:
        facts.add("panes")
    if wall.item is not None or (is_at_list and isinstance(row, model.Bookmark | model.ClaimHit)):
        facts.add("claim")
    if wall.article_id or (is_at_list and shelf.articles(row)[:1] and not isinstance(row, model.Feed | model.Speaker)):
        facts.add("article")
    if wall.story is not None or (is_at_list and isinstance(row, model.Story)):
        facts.add("story")
    if isinstance(row, model.Feed) or (shelf.levels and shelf.level.kind == "feed"):
        facts.add("feed")
    if shelf.levels and any(level.kind == "hits" for level in shelf.levels):
        facts.add("hits")
    if is_at_list and shelf.levels and shelf.level.kind in ("saved", "feeds"):
        facts.add(shelf.level.kind)
    if screen.is_in_panes or len(shelf.levels) > 1 or (shelf.levels and shelf.level.filter) or wall.is_grid:
        facts.add("level")
    if wall.is_grid:
        facts |= {"grid", "order"}
    elif is_at_list and shelf.levels and shelf.level.kind == "saved":
        facts.add("order")
    if screen.is_welcome:
        facts.add("welcome")
    return frozenset(facts)


def is_possible(command: Command, facts: frozenset[str]) -> bool:
    """Whether a command makes sense now; stepping out is always answered."""
    return command.when in facts or command.id == "move.out"


#: Places of commands in the footer where the list in sight calls for them: those of saved claims, of feeds, of hits.
HERE: Mapping[str, Mapping[str, int]] = {
    "saved": {"claim.annotate": 4, "app.export": 5},
    "feeds": {"feed.add": 4, "feed.refresh": 4, "feed.remove": 5},
    "hits": {"list.next-hit": 4},
}

#: What to say where a command is not possible, by what it waits for.
WHY_NOT: Mapping[str, str] = {
    "row": "no row is selected",
    "claim": "no claim is selected",
    "article": "no article is open",
    "story": "no story of several outlets is open",
    "panes": "no pane is open",
    "saved": "no saved claim is selected",
    "feed": "select a feed first (3 shows the feeds)",
    "hits": "search with / first; J goes to the next unread, K to the previous",
    "grid": "press c on a story first",
    "order": "press c on a story first, or 5 for saved claims",
    "level": "nothing to step out of",
    "welcome": "only at the welcome",
}


def hints_of(facts: frozenset[str], keymap: Mapping[str, Sequence[str]]) -> list[tuple[str, str, str]]:
    """The footer: (command id, key, label) of what is possible now, the most useful first."""
    keys = keys_in_force(keymap)
    here = {id_: rank for place, ranks in HERE.items() if place in facts for id_, rank in ranks.items()}
    shown = [(here.get(c.id, c.rank), c) for c in COMMANDS if keys[c.id] and c.when in facts]
    return [(c.id, keys[c.id][0], c.label) for rank, c in sorted(shown, key=lambda pair: pair[0]) if rank]
