"""The faces of the list: where each gets its rows, in which order, and how a row looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from textual.strip import Strip

from tui_reader import model
from tui_reader.app.render import rows as draw
from tui_reader.app.render.found import Finder
from tui_reader.app.render.ink import Ink

if TYPE_CHECKING:
    from tui_reader.model import ArticleHit, ArticleRow, Bookmark, ClaimHit, Feed, Speaker, Story
    from tui_reader.newsroom import Newsroom
    from tui_reader.newsroom.library import Library
    from tui_reader.newsroom.matching import SavedOrder
    from tui_reader.query import Query


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class StoriesFace:
    """Stories, the most recent first."""

    def __init__(self, room: Newsroom, query: Query | None, now: Callable[[], datetime] = utc_now) -> None:
        self.room, self.query, self.now = room, query, now

    def ids(self, limit: int = 0) -> list[int]:
        """Ids, newest first, all of them for 0."""
        return self.seek(self.room.library, limit)

    def seek(self, library: Library, limit: int = 0) -> list[int]:
        """The same of any `library`: it may be asked in a thread."""
        return library.story_ids(self.query, limit=limit)

    def rows(self, ids: Sequence[int]) -> dict[int, Story]:
        """Stories by id."""
        return {story.id: story for story in self.room.library.story_rows(ids)}

    def row_height(self, width: int, ink: Ink) -> int:
        """Headline and facts."""
        return draw.title_rows(width, ink) + 1

    def draw(self, row: Any, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """A story."""
        return draw.story_lines(row, width, ink, self.now(), is_current)

    def is_stop(self, id_: int) -> bool:
        """Always."""
        return True


class RiverFace(StoriesFace):
    """Articles, newest first; of one feed where `feed_id` says so."""

    def __init__(
        self, room: Newsroom, query: Query | None, feed_id: int | None = None, now: Callable[[], datetime] = utc_now
    ) -> None:
        super().__init__(room, query, now)
        self.feed_id = feed_id

    def seek(self, library: Library, limit: int = 0) -> list[int]:
        """Ids of articles."""
        return library.article_ids(self.query, feed_id=self.feed_id, limit=limit)

    def rows(self, ids: Sequence[int]) -> dict[int, ArticleRow]:  # type: ignore[override]
        """Articles by id."""
        return {row.id: row for row in self.room.library.article_rows(ids)}

    def draw(self, row: Any, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """An article."""
        return draw.article_lines(row, width, ink, self.now(), is_current)


class Listed:
    """A face over rows that are all in memory; ids are theirs or their places."""

    height = 1

    def __init__(self) -> None:
        self.all: dict[int, Any] = {}

    def load(self) -> dict[int, Any]:
        """All rows by id, in order."""
        return self.all

    def ids(self, limit: int = 0) -> list[int]:
        """Ids in order, asked anew; always all of them."""
        self.all = self.load()
        return list(self.all)

    def rows(self, ids: Sequence[int]) -> dict[int, Any]:
        """Rows by id."""
        return {id_: self.all[id_] for id_ in ids if id_ in self.all}

    def row_height(self, width: int, ink: Ink) -> int:
        """Lines of a row."""
        return self.height

    def draw(self, row: Any, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """A row."""
        return []

    def is_stop(self, id_: int) -> bool:
        """Always."""
        return True


class FeedsFace(Listed):
    """Folders and their feeds; a folder's id is below zero."""

    def __init__(self, room: Newsroom, *, words: str = "", is_failing: bool = False) -> None:
        super().__init__()
        self.room, self.words, self.is_failing = room, words.casefold(), is_failing

    def load(self) -> dict[int, Any]:
        """Folders with the sum of their unread, each before its feeds."""
        rows: dict[int, Any] = {}
        folders: dict[str, list[Feed]] = {}
        for feed in self.room.library.feeds():
            is_wanted = (not self.is_failing or feed.last_error or feed.is_gone or feed.note) and (
                self.words in f"{feed.title} {feed.url} {feed.folder}".casefold()
            )
            if is_wanted:
                folders.setdefault(feed.folder, []).append(feed)
        for number, (folder, feeds) in enumerate(folders.items(), 1):
            if folder:
                rows[-number] = (folder, sum(feed.unread for feed in feeds))
            rows |= {feed.id: feed for feed in feeds}
        return rows

    def draw(self, row: Any, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """A folder or a feed."""
        if isinstance(row, model.Feed):
            return draw.feed_lines(row, width, ink, is_current)
        return draw.folder_lines(row[0], row[1], width, ink, is_current)

    def is_stop(self, id_: int) -> bool:
        """Feeds only."""
        return id_ > 0


class SourcesFace(Listed):
    """People and bodies that speak, by number of claims and outlets."""

    height = 2

    def __init__(self, room: Newsroom, letters: str = "", now: Callable[[], datetime] = utc_now) -> None:
        super().__init__()
        self.room, self.letters, self.now = room, letters, now

    def load(self) -> dict[int, Speaker]:
        """Speakers by id."""
        return {speaker.id: speaker for speaker in self.room.library.speakers(limit=2_000, letters=self.letters)}

    def draw(self, row: Any, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """A speaker."""
        return draw.speaker_lines(row, width, ink, self.now(), is_current)


class SavedFace(Listed):
    """Saved claims, the one saved last first, or in another order."""

    def __init__(
        self,
        room: Newsroom,
        query: Query | None,
        order: SavedOrder = "saved",
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__()
        self.room, self.query, self.order, self.now = room, query, order, now

    def load(self) -> dict[int, Bookmark]:
        """Bookmarks by id."""
        return {mark.id: mark for mark in self.room.library.bookmarks(self.query, order=self.order)}

    def row_height(self, width: int, ink: Ink) -> int:
        """Words and facts."""
        return draw.title_rows(width, ink) + 1

    def draw(self, row: Any, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """A saved claim."""
        return draw.bookmark_lines(row, width, ink, self.now(), is_current)


class HitsFace(Listed):
    """What a search found, or all claims of a speaker: ids are places in the ranking."""

    def __init__(
        self,
        load: Callable[[], Sequence[ClaimHit | ArticleHit]],
        query: Query | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__()
        self.find, self.now = load, now
        self.finder = Finder(query)

    def load(self) -> dict[int, ClaimHit | ArticleHit]:
        """Hits by place."""
        return dict(enumerate(self.find()))

    def row_height(self, width: int, ink: Ink) -> int:
        """Words and facts."""
        return draw.title_rows(width, ink) + 1

    def draw(self, row: Any, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """A claim with its badge and outlet, or an article with the words around the hit."""
        if isinstance(row, model.ClaimHit):
            return draw.claim_hit_lines(row, width, ink, self.now(), is_current, self.finder)
        return draw.article_hit_lines(row, width, ink, self.now(), is_current, self.finder)


AnyFace = StoriesFace | RiverFace | FeedsFace | SourcesFace | SavedFace | HitsFace


def merge(old: Sequence[int], fresh: Sequence[int]) -> list[int]:
    """`fresh`, with what is only in `old` kept behind the row it stood behind: nothing vanishes under the cursor.

    >>> merge([5, 4, 3, 2], [6, 5, 3, 2])
    [6, 5, 4, 3, 2]
    """
    have = set(fresh)
    if all(id_ in have for id_ in old):
        return list(fresh)
    kept_behind: dict[int | None, list[int]] = {}
    anchor: int | None = None
    for id_ in old:
        if id_ in have:
            anchor = id_
        else:
            kept_behind.setdefault(anchor, []).append(id_)
    merged = list(kept_behind.get(None, ()))
    for id_ in fresh:
        merged.append(id_)
        merged += kept_behind.get(id_, ())
    return merged
