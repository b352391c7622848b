"""What is open, kept over restarts: the list with its filter, its highlight and the panes."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.app.grid_view import show_grid
from tui_reader.app.history import write_privately
from tui_reader.app.widgets.pane_row import Slot
from tui_reader.errors import NewsreadError, NotFound

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen

FILE = "session.json"
LARGEST = 100_000  #: characters of the file that are read
LONGEST = 2_000  #: characters of a filter or a search
LARGEST_KEY = 2**63 - 1  #: of a database
MOST_PANES = 60  #: panes that are kept


@dataclass(frozen=True, slots=True)
class View:
    """What is open, by the database's own keys."""

    database: str = ""  #: whose keys they are
    face: str = "stories"  #: the list at the bottom
    filter: str = ""  #: of the list in sight
    feed_id: int = 0  #: the feed whose articles are listed, 0 for none
    search: str = ""  #: the search whose hits are listed
    row: int = 0  #: highlighted row
    story_id: int = 0  #: whose outlets are side by side, 0 for none
    panes: tuple[tuple[str, int], ...] = ()  #: "claims" or "text", and the article
    closed: tuple[int, ...] = ()  #: articles of the story whose pane was closed
    active: int = 0  #: the pane that had the keys
    is_in_panes: bool = False  #: whether it had them
    is_grid: bool = False  #: the story was compared as a grid
    is_zoomed: bool = False  #: one pane alone
    is_pinned: bool = False  #: panes chosen by hand, which do not follow the list
    is_list_hidden: bool = False  #: no list beside the panes


def view_of(screen: ReaderScreen) -> View:
    """The present one."""
    shelf, wall = screen.shelf, screen.wall
    slots, active = wall.before_grid or (wall.slots, wall.active)
    panes = tuple((slot.kind, slot.article_id) for slot in slots[:MOST_PANES] if slot.article_id)
    story = wall.story.story if wall.story else None
    is_stopgap = screen.opening.is_stopgap and shelf.levels[0].kind == "river"
    shown = {article_id for kind, article_id in panes if kind == "claims"}
    return View(
        database=str(screen.room.path),
        face="stories" if is_stopgap else shelf.levels[0].kind,
        filter=shelf.level.filter,
        feed_id=shelf.level.feed_id or 0,
        search=shelf.level.search,
        row=0 if is_stopgap else screen.listing.current or 0,
        story_id=story.id if story else 0,
        panes=panes,
        closed=tuple(sorted(set(story.article_ids) - shown)) if story else (),
        active=active,
        is_in_panes=screen.is_in_panes,
        is_grid=wall.is_grid,
        is_zoomed=wall.is_zoomed,
        is_pinned=wall.pinned,
        is_list_hidden=screen.is_list_hidden,
    )


def read_view(file: Path) -> View | None:
    """What was kept; None where nothing was, or nothing that can be read."""
    try:
        with file.open(encoding="utf-8") as source:
            raw = json.loads(source.read(LARGEST))
        raw["panes"] = tuple((kind, article_id) for kind, article_id in raw["panes"])
        raw["closed"] = tuple(raw["closed"])
        view = View(**raw)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if not is_sound(view):
        return None
    from tui_reader.text import clean  # not before the first paint

    return replace(view, filter=clean(view.filter), search=clean(view.search))


def is_sound(view: View) -> bool:
    """Whether each value is such as `view_of` gives: the file may be of another version, or of another's making."""
    blank = View()
    if any(type(getattr(view, one.name)) is not type(getattr(blank, one.name)) for one in fields(View)):
        return False
    kinds, articles = [kind for kind, _ in view.panes], [article_id for _, article_id in view.panes]
    keys = [view.feed_id, view.row, view.story_id, view.active, *view.closed, *articles]
    return (
        view.face in ("stories", "river", "feeds", "sources", "saved")
        and len(view.panes) <= MOST_PANES
        and all(kind in ("claims", "text") for kind in kinds)
        and all(type(key) is int and abs(key) <= LARGEST_KEY for key in keys)
        and all(len(line) <= LONGEST for line in (view.filter, view.search))
    )


class Session:
    """Keeps the view of a screen in the state folder, and opens it again."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self._kept: View | None = None
        self._is_ready = False  # nothing is kept before there was a chance to open what was kept before

    @property
    def file(self) -> Path | None:
        """Where it is kept; None where the reader does not want it, or for the sample edition."""
        settings = self.screen.settings
        if settings.history is None or not settings.restore or self.screen.room.is_demo:
            return None
        return settings.history / FILE

    def keep(self) -> None:
        """Write what is open, if it is something else than before. A folder that cannot be written is no error."""
        if not self._is_ready or self.file is None or not self.screen.shelf.levels:
            return
        view = view_of(self.screen)
        if view != self._kept:
            with suppress(OSError):
                write_privately(self.file, json.dumps(asdict(view)) + "\n")
                self._kept = view

    def begin(self) -> None:
        """Nothing is there to be opened: from now on what is open is kept."""
        self._is_ready = True

    def restore(self) -> None:
        """Open what was open, as far as it is still there; else what the highlight is on."""
        screen, opening = self.screen, self.screen.opening
        view = read_view(self.file) if self.file is not None else None
        self.begin()
        if view is None or view.database != str(screen.room.path) or opening.is_touched:
            opening.preview()
            return
        opening.is_touched = True  # news that come open no other list
        try:
            self._open_list(view)
        except NewsreadError:  # a feed that is gone, a filter of another version
            screen.show_top()
        self._open_panes(view)
        screen.show_hints()

    def _open_list(self, view: View) -> None:
        """The list, its filter and its highlight. Raises NotFound, QueryError."""
        screen, shelf = self.screen, self.screen.shelf
        if view.face != shelf.levels[0].kind:
            shelf.open_face(view.face)
        if view.feed_id:
            shelf.open_feed(screen.room.library.feed(view.feed_id))
        elif view.search:
            from tui_reader.app.actions.lists import run_search

            run_search(screen, view.search)
        if view.filter:
            shelf.filter(view.filter)
        screen.listing.select(view.row)

    def _open_panes(self, view: View) -> None:
        """The panes whose articles are still there, each at the claim where the reader left off."""
        screen, wall = self.screen, self.screen.wall
        library = screen.room.library
        feeds = {feed.id for feed in library.feeds()}  # articles of a removed feed are stored for a while
        rows = library.article_rows(list({article_id for _, article_id in view.panes}))
        stored = {row.id for row in rows if row.feed_id in feeds}
        panes = [(kind, id_) for kind, id_ in view.panes if id_ in stored]
        is_followed = bool(set(screen.shelf.articles(screen.shelf.row())) & stored)
        if not panes or not (is_followed or view.is_in_panes or view.is_pinned):
            screen.opening.preview()
            if view.is_in_panes and wall.slots:
                wall.focus(0)
            return
        if is_followed and not view.is_pinned:
            screen.opening.preview()  # so that the list and the panes know that they belong together
        if view.story_id:
            with suppress(NotFound):
                wall.open_story(view.story_id)
        elif wall.story is not None:
            wall.story = None
        kept = set(panes)
        grown = [
            (slot.kind, slot.article_id)
            for slot in (wall.slots if wall.story else ())
            if (slot.kind, slot.article_id) not in kept and slot.article_id not in view.closed and slot.kind == "claims"
        ]
        wall.open_slots([Slot(kind, id_, cursor=library.position(id_)) for kind, id_ in [*panes, *grown]])
        wall.active = max(0, min(view.active, len(wall.slots) - 1))
        wall.pinned, wall.is_zoomed = view.is_pinned, view.is_zoomed
        screen.is_list_hidden = view.is_list_hidden and view.is_in_panes
        if view.is_in_panes:
            wall.focus(wall.active)
        else:
            wall.lay()
        if view.is_grid and not show_grid(wall) and wall.story is not None:
            wall.wants_grid = True  # the comparison, which is being made, opens it
