"""What the reader keeps: saved claims with tags and notes, saved searches, muted queries."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui_reader import model
from tui_reader.errors import NotFound
from tui_reader.store.codec import claim_from_json, claim_to_json, from_ms, maybe_ms, maybe_time, to_ms

if TYPE_CHECKING:
    from tui_reader.model import Bookmark

_COLUMNS = (
    "b.id, b.saved_at, b.article_id, b.outlet, b.article_title, b.author, b.url, b.published_at, b.fetched_at,"
    " b.content_hash, b.revision, b.paragraph, b.prefix, b.suffix, b.note, b.claim"
)


class SavedVerbs:
    """Verbs on what is kept. A bookmark is a snapshot: it outlives its article and its feed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, bookmark: Bookmark) -> Bookmark:
        """Store a bookmark; `bookmark.id` 0 takes the next free key, another is kept (undo brings back the same).

        Where its article is gone, the bookmark stands alone.
        """
        cursor = self._connection.execute(
            "INSERT INTO bookmarks VALUES (?, ?, (SELECT id FROM articles WHERE id = ?),"
            " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                bookmark.id or None, to_ms(bookmark.saved_at), bookmark.article_id, bookmark.outlet,
                bookmark.article_title, bookmark.author, bookmark.url, maybe_ms(bookmark.published_at),
                maybe_ms(bookmark.fetched_at), bookmark.content_hash, bookmark.revision, bookmark.paragraph,
                bookmark.prefix, bookmark.suffix, bookmark.note, claim_to_json(bookmark.claim),
            ),
        )  # fmt: skip
        key = int(cursor.lastrowid or 0)
        self._set_tags(key, bookmark.tags)
        return self.get(key)

    def get(self, bookmark_id: int) -> Bookmark:
        """One bookmark; NotFound where there is none."""
        found = self._read("b.id = ?", (bookmark_id,))
        if not found:
            raise NotFound(f"no saved claim has the number {bookmark_id}; `newsread saved` lists them")
        return found[0]

    def all(self) -> list[Bookmark]:
        """Every bookmark, newest first."""
        return self._read("1", ())

    def of_article(self, article_id: int) -> list[Bookmark]:
        """Bookmarks of one article, newest first."""
        return self._read("b.article_id = ?", (article_id,))

    def same(self, other: Bookmark) -> Bookmark | None:
        """A bookmark of the same words at the same place: importing `other` beside it would double it."""
        for known in self._read("b.url = ? AND b.article_title = ?", (other.url, other.article_title)):
            if (known.claim.text, known.claim.spans) == (other.claim.text, other.claim.spans):
                return known
        return None

    def annotate(self, bookmark_id: int, note: str | None, tags: Sequence[str] | None) -> Bookmark:
        """Change note or tags; None leaves them as they are."""
        if note is not None:
            self._connection.execute("UPDATE bookmarks SET note = ? WHERE id = ?", (note, bookmark_id))
        if tags is not None:
            self._set_tags(bookmark_id, tags)
        return self.get(bookmark_id)

    def remove(self, bookmark_id: int) -> None:
        """Take a bookmark out."""
        self._connection.execute("DELETE FROM bookmarks WHERE id = ?", (bookmark_id,))

    def tags(self) -> list[str]:
        """All tags in use, most used first."""
        rows = self._connection.execute("SELECT tag FROM tags GROUP BY tag ORDER BY count(*) DESC, tag")
        return [row[0] for row in rows]

    def searches(self) -> list[tuple[str, str]]:
        """Saved searches, by name."""
        return list(self._connection.execute("SELECT name, query FROM saved_searches ORDER BY name"))

    def put_search(self, name: str, query: str) -> None:
        """Save a search; a name that is taken gets the new query."""
        self._connection.execute("INSERT OR REPLACE INTO saved_searches VALUES (?, ?)", (name, query))

    def remove_search(self, name: str) -> None:
        """Forget a saved search."""
        self._connection.execute("DELETE FROM saved_searches WHERE name = ?", (name,))

    def mutes(self) -> list[str]:
        """Queries whose articles are hidden."""
        return [row[0] for row in self._connection.execute("SELECT query FROM mutes ORDER BY query")]

    def put_mute(self, query: str) -> None:
        """Remember a muted query."""
        self._connection.execute("INSERT OR IGNORE INTO mutes VALUES (?)", (query,))

    def remove_mute(self, query: str) -> None:
        """Forget a muted query."""
        self._connection.execute("DELETE FROM mutes WHERE query = ?", (query,))

    def _set_tags(self, bookmark_id: int, tags: Sequence[str]) -> None:
        self._connection.execute("DELETE FROM tags WHERE bookmark_id = ?", (bookmark_id,))
        self._connection.executemany(
            "INSERT OR IGNORE INTO tags VALUES (?, ?)", [(bookmark_id, tag) for tag in dict.fromkeys(tags)]
        )

    def _read(self, where: str, values: tuple[Any, ...]) -> list[Bookmark]:
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM bookmarks b WHERE {where} ORDER BY b.saved_at DESC, b.id DESC", values
        ).fetchall()
        tags: dict[int, list[str]] = {}
        for key, tag in self._connection.execute(
            f"SELECT t.bookmark_id, t.tag FROM tags t JOIN bookmarks b ON b.id = t.bookmark_id WHERE {where}"
            " ORDER BY t.tag",
            values,
        ):
            tags.setdefault(key, []).append(tag)
        return [_bookmark(row, tuple(tags.get(row[0], ()))) for row in rows]


def _bookmark(row: tuple[Any, ...], tags: tuple[str, ...]) -> Bookmark:
    return model.Bookmark(
        id=row[0], saved_at=from_ms(row[1]), article_id=row[2], outlet=row[3], article_title=row[4], author=row[5],
        url=row[6], published_at=maybe_time(row[7]), fetched_at=maybe_time(row[8]), content_hash=row[9],
        revision=row[10], paragraph=row[11], prefix=row[12], suffix=row[13], note=row[14],
        claim=claim_from_json(row[15]), tags=tags,
    )  # fmt: skip
