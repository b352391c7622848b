"""The list at the left: which face is open, how it is filtered, and the levels one can step back out of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from tui_reader import model
from tui_reader.app.arrivals import HEAD, complete
from tui_reader.app.faces import AnyFace, FeedsFace, HitsFace, RiverFace, SavedFace, SourcesFace, StoriesFace, merge
from tui_reader.app.render.found import Finder

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.model import Feed
    from tui_reader.newsroom.matching import SavedOrder
    from tui_reader.query import Query

NAMES = ("Stories", "River", "Feeds", "Sources", "Saved")
KINDS = ("stories", "river", "feeds", "sources", "saved")
EMPTY = {
    "stories": "No stories yet. They appear as articles arrive and are grouped.",
    "river": "No articles yet. R refreshes all feeds, a adds one.",
    "feeds": "No feeds yet. a adds a site or a feed by its URL.",
    "sources": "No sources yet. They appear as articles are read for claims.",
    "saved": "No saved claims yet. b saves the claim under the cursor.",
    "hits": "Nothing found.",
    "failing": "No feed is failing.",
}


@dataclass(slots=True)
class Level:
    """One list that can be stepped out of."""

    kind: str  #: one of `KINDS`, or "feed", "hits", "failing"
    face: AnyFace  #: its rows
    title: str = ""  #: beside the faces: a feed's or speaker's name, a search
    filter: str = ""  #: the filter's text
    ids: list[int] = field(default_factory=list)  #: rows shown
    current: int | None = None  #: highlighted row when another level was opened
    feed_id: int | None = None  #: of a feed's river
    is_partial: bool = False  #: `ids` is only the head of a long list; the rest is on its way
    seek: Callable[[], list[Any]] | None = None  #: how hits are found
    search: str = ""  #: the search that hits are of, as it was typed; "" for the claims of a speaker


@dataclass(frozen=True, slots=True)
class ShelfPlace:
    """Where the reader is in the lists."""

    levels: tuple[Level, ...]  #: the open ones
    left: dict[str, Level]  #: where the reader was in each face
    current: int | None  #: highlighted row
    line: int  #: first line of the list in sight

    @classmethod
    def of(cls, shelf: Shelf) -> ShelfPlace:
        """The present one."""
        listing = shelf.screen.listing
        return cls(tuple(shelf.levels), shelf._left, listing.current, listing.scroll_offset.y)

    def restore(self, shelf: Shelf) -> None:
        """Back there, the rows as they were."""
        shelf.levels, shelf._left = list(self.levels), self.left
        listing = shelf.screen.listing
        listing.show(shelf.level.face, shelf.level.ids, self.current, "")
        listing.scroll_line(self.line)
        shelf.screen.show_top()


class Shelf:
    """State of the list. The widget draws it; this decides."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self.room = screen.room
        self.levels: list[Level] = []
        self._left: dict[str, Level] = {}
        self.saved_order: SavedOrder = "saved"

    @property
    def level(self) -> Level:
        """The list in sight."""
        return self.levels[-1]

    @property
    def face_number(self) -> int:
        """Which of the five faces is at the bottom, from 0."""
        return KINDS.index(self.levels[0].kind) if self.levels else 0

    def open_face(self, kind: str, current: int | None = None) -> None:
        """Open one of the five, at its top level."""
        is_other = not self.levels or self.levels[0].kind != kind
        self._remember()
        self.levels = [Level(kind, self._face(kind, None))]
        before = self._left.get(kind)
        if before is not None and is_other:
            self.level.filter, current = before.filter, before.current if current is None else current
            self.level.face = before.face
        self._show(current)

    def _remember(self) -> None:
        """Keep where the reader was in each face."""
        if self.levels:
            self.levels[0].current = self.screen.listing.current if len(self.levels) == 1 else self.levels[0].current
            self._left = {**self._left, self.levels[0].kind: self.levels[0]}

    def push(self, level: Level) -> None:
        """Open a list within a list."""
        if self.levels:
            self.level.current = self.screen.listing.current
        self.levels.append(level)
        self._show(None)

    def open_feed(self, feed: Feed) -> None:
        """The articles of one feed."""
        self.push(Level("feed", RiverFace(self.room, None, feed.id), feed.title, feed_id=feed.id))

    def open_hits(self, title: str, find: Callable[[], list[Any]], query: Query | None = None) -> None:
        """A ranking of hits, the query's words lit in it; a further search takes the place of the one before."""
        if self.levels and self.level.kind == "hits":
            self.levels.pop()
        self.push(Level("hits", HitsFace(find, query), title, seek=find, search=query.text if query else ""))

    def open_failing(self) -> None:
        """Feeds whose last visit failed."""
        if self.levels and self.level.kind == "failing":
            return
        if self.levels[0].kind != "feeds":
            self.open_face("feeds")
        self.push(Level("failing", FeedsFace(self.room, is_failing=True), "failing"))

    def back(self) -> bool:
        """Drop the filter, else step out one level; False at the top."""
        if self.level.filter:
            self.filter("")
            return True
        if len(self.levels) == 1:
            return False
        self.levels.pop()
        self._show(self.level.current, is_fresh=False)
        return True

    def filter(self, text: str) -> None:
        """Show only what a filter keeps. Raises QueryError, and changes nothing then."""
        level = self.level
        if level.kind == "hits":
            return
        current = self.screen.listing.current
        if level.kind in ("feeds", "failing"):
            level.face = FeedsFace(self.room, words=text, is_failing=level.kind == "failing")
        elif level.kind == "sources":
            level.face = SourcesFace(self.room, text)
        else:
            query = self._query(text)
            level.face = self._face(level.kind, query)
        level.filter = text
        self._show(current)

    def order_saved(self) -> SavedOrder:
        """The next order of the saved claims, the highlight on the same one."""
        from tui_reader.newsroom.matching import SavedOrder

        orders: tuple[SavedOrder, ...] = get_args(SavedOrder)
        self.saved_order = orders[(orders.index(self.saved_order) + 1) % len(orders)]
        level = self.level
        level.face = self._face("saved", self._query(level.filter))
        level.ids = level.face.ids()
        self.screen.listing.show(level.face, level.ids, self.screen.listing.current)
        return self.saved_order

    def refresh(self, *, is_strict: bool = False) -> None:
        """Rows have come or gone: show them, nothing vanishing under the cursor.

        `is_strict`: rows a filter no longer keeps go too; after an undo they may be of feeds that are gone.
        """
        level = self.level
        fresh = level.face.ids()
        level.ids = merge(level.ids, fresh) if level.filter and not is_strict else fresh
        level.is_partial = False
        self.screen.listing.replace(level.ids)

    def redraw(self) -> None:
        """Marks of rows have changed."""
        if self.level.kind in ("feeds", "failing", "saved"):
            self.refresh()
        else:
            self.screen.listing.replace(self.level.ids)

    @property
    def finder(self) -> Finder:
        """What lights the words of the search whose hits are in sight."""
        return self.level.face.finder if isinstance(self.level.face, HitsFace) else Finder()

    def row(self) -> Any | None:
        """The highlighted row: a Story, ArticleRow, Feed, Speaker, Bookmark, ClaimHit or ArticleHit."""
        current = self.screen.listing.current
        return None if current is None else self.screen.listing.row(current)

    def articles(self, row: Any | None) -> list[int]:
        """The articles a row stands for."""
        match row:
            case model.Story():
                return list(row.article_ids)
            case model.ArticleRow():
                return [row.id]
            case model.ClaimHit() | model.ArticleHit():
                return [row.article.id]
            case model.Bookmark():
                return [row.article_id] if row.article_id else []
            case model.Feed():
                return self.room.library.article_ids(feed_id=row.id)
        return []

    def all_articles(self) -> list[int]:
        """The articles of the whole list."""
        complete(self)
        ids = self.level.ids
        if isinstance(self.level.face, RiverFace):
            return list(ids)
        rows = self.level.face.rows(ids)
        return [article for id_ in ids if id_ in rows for article in self.articles(rows[id_])]

    def is_unread(self, id_: int) -> bool:
        """Whether a row has something unread."""
        row = self.screen.listing.row(id_)
        if isinstance(row, model.Story | model.Feed):
            return row.unread > 0
        article = row.article if isinstance(row, model.ClaimHit | model.ArticleHit) else row
        return isinstance(article, model.ArticleRow) and not article.is_read

    def next_unread(self, direction: int) -> bool:
        """Highlight the next row with something unread; False where there is none."""
        complete(self)
        at = self.screen.listing.cursor + direction
        while 0 <= at < len(self.level.ids):
            if self.is_unread(self.level.ids[at]):
                return self.screen.listing.move_to(at, direction)
            at += direction
        return False

    def _query(self, text: str) -> Query | None:
        from tui_reader.query import parse

        return parse(text) if text.strip() else None

    def _face(self, kind: str, query: Query | None) -> AnyFace:
        match kind:
            case "stories":
                return StoriesFace(self.room, query)
            case "river":
                return RiverFace(self.room, query)
            case "feed":
                return RiverFace(self.room, query, self.level.feed_id)
            case "sources":
                return SourcesFace(self.room)
            case "saved":
                return SavedFace(self.room, query, self.saved_order)
        return FeedsFace(self.room)

    def _show(self, current: int | None, *, is_fresh: bool = True) -> None:
        level = self.level
        fresh = level.face.ids(HEAD)
        level.is_partial = len(fresh) == HEAD
        if level.is_partial and current is not None and current not in fresh:
            fresh, level.is_partial = level.face.ids(), False  # the highlight lies further down
        level.ids = fresh if is_fresh or not level.ids else merge(level.ids, fresh)
        empty = EMPTY.get(level.kind, EMPTY["river"])
        if self.screen.opening.shown[0] == "welcome":
            empty = "The first news is on its way."
        if level.filter:
            empty = f"Nothing matches {level.filter}"
        self.screen.listing.show(level.face, level.ids, current, empty)
        self.screen.show_top()
        if level.is_partial:
            self.screen.background.catch_up()
