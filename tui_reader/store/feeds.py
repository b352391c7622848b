"""Subscriptions and what the fetcher remembers of them."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tui_reader import model
from tui_reader.errors import NotFound
from tui_reader.store.codec import maybe_ms, maybe_time, to_ms

if TYPE_CHECKING:
    from tui_reader.model import Feed, FeedState

_COLUMNS = (
    "id, url, title, own_title, site_url, folder, added_at, unread, total, last_success_at, last_error,"
    " failing_since, next_at, state, full_text"
)
_TIMES = ("_at", "_since")  #: ends of the names of those fields of a state that are times


def pack_state(state: FeedState) -> str:
    """The state as JSON, times as milliseconds; fields at their default are left out."""
    values: dict[str, Any] = {}
    for field in dataclasses.fields(model.FeedState):
        value = getattr(state, field.name)
        if value != field.default:
            values[field.name] = to_ms(value) if isinstance(value, datetime) else value
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpack_state(data: str) -> FeedState:
    """Inverse of `pack_state`; fields of a newer version are left out."""
    known = {field.name for field in dataclasses.fields(model.FeedState)}
    raw = {key: value for key, value in json.loads(data).items() if key in known}
    values: dict[str, Any] = {key: maybe_time(value) if key.endswith(_TIMES) else value for key, value in raw.items()}
    return model.FeedState(**values)


def _feed(row: tuple[Any, ...]) -> Feed:
    (key, url, title, own, site, folder, added, unread, total, success, error, failing, next_at, state, policy) = row
    remembered = unpack_state(state)
    return model.Feed(
        id=key,
        url=url,
        title=own or title or url,
        site_url=site,
        folder=folder,
        added_at=maybe_time(added),
        unread=unread,
        total=total,
        last_success_at=maybe_time(success),
        last_error=error,
        failing_since=maybe_time(failing),
        failures=remembered.failures,
        next_at=maybe_time(next_at),
        is_gone=remembered.is_gone,
        full_text=policy,
        note=remembered.note,
    )


class FeedVerbs:
    """Verbs on subscriptions. Removed feeds stay, hidden, until `purge_removed`, so that a removal can be undone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Feed]:
        """Every subscription, by folder, then title."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM feeds WHERE removed_at IS NULL")
        return sorted(map(_feed, rows), key=lambda feed: (feed.folder.casefold(), feed.title.casefold(), feed.id))

    def totals(self) -> tuple[int, int, int, int]:
        """Feeds, articles, unread articles and failing feeds, from counters: 0.1 ms at 300 feeds."""
        row = self._connection.execute(
            "SELECT count(*), coalesce(sum(total), 0), coalesce(sum(unread), 0), coalesce(sum(last_error <> ''), 0)"
            " FROM feeds WHERE removed_at IS NULL"
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2]), int(row[3])

    def get(self, feed_id: int) -> Feed:
        """One subscription; NotFound where there is none."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM feeds WHERE id = ?", (feed_id,)).fetchone()
        if row is None:
            raise NotFound(f"no feed has the number {feed_id}; `newsread feeds` lists them")
        return _feed(row)

    def find(self, url: str) -> Feed | None:
        """The subscription to `url`, a removed one included."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM feeds WHERE url = ?", (url,)).fetchone()
        return _feed(row) if row else None

    def is_removed(self, feed_id: int) -> bool:
        """Whether the feed was removed and is only kept for undo."""
        row = self._connection.execute("SELECT removed_at FROM feeds WHERE id = ?", (feed_id,)).fetchone()
        return bool(row) and row[0] is not None

    def add(self, url: str, *, title: str = "", folder: str = "", added_at: datetime) -> Feed:
        """Subscribe to `url`; a removed subscription comes back with its articles, a present one stays as it is."""
        known = self.find(url)
        if known is not None:
            if self.is_removed(known.id):
                self.restore(known.id)
            return self.get(known.id)
        cursor = self._connection.execute(
            "INSERT INTO feeds (url, own_title, folder, added_at) VALUES (?, ?, ?, ?)",
            (url, title, folder, to_ms(added_at)),
        )
        return self.get(int(cursor.lastrowid or 0))

    def remove(self, feed_id: int, at: datetime) -> None:
        """Hide the feed and its articles; saved claims stay."""
        self._connection.execute("UPDATE feeds SET removed_at = ? WHERE id = ?", (to_ms(at), feed_id))
        self._connection.execute("UPDATE articles SET is_hidden = is_hidden | 2 WHERE feed_id = ?", (feed_id,))

    def restore(self, feed_id: int) -> None:
        """Undo `remove`."""
        self._connection.execute("UPDATE feeds SET removed_at = NULL WHERE id = ?", (feed_id,))
        self._connection.execute("UPDATE articles SET is_hidden = is_hidden & ~2 WHERE feed_id = ?", (feed_id,))

    def removed_before(self, at: datetime) -> list[int]:
        """Feeds removed before `at`: for good, once their articles are purged."""
        rows = self._connection.execute("SELECT id FROM feeds WHERE removed_at < ?", (to_ms(at),))
        return [row[0] for row in rows]

    def delete(self, feed_id: int) -> None:
        """Take a feed out of the database; its articles must be purged first (the search index needs their words)."""
        self._connection.execute("DELETE FROM feeds WHERE id = ?", (feed_id,))

    def set(
        self, feed_id: int, *, title: str | None = None, folder: str | None = None, full_text: str | None = None
    ) -> Feed:
        """Change what the reader may choose; None leaves a value as it is. An empty title shows the feed's own."""
        for column, value in (("own_title", title), ("folder", folder), ("full_text", full_text)):
            if value is not None:
                self._connection.execute(f"UPDATE feeds SET {column} = ? WHERE id = ?", (value, feed_id))
        return self.get(feed_id)

    def own_title(self, feed_id: int) -> str:
        """The title the reader gave, "" where the feed's own is shown."""
        row = self._connection.execute("SELECT own_title FROM feeds WHERE id = ?", (feed_id,)).fetchone()
        return str(row[0]) if row else ""

    def describe(self, feed_id: int, *, title: str, site_url: str) -> None:
        """Keep what the feed says of itself; empty values leave the old ones."""
        self._connection.execute(
            "UPDATE feeds SET title = coalesce(nullif(?, ''), title), site_url = coalesce(nullif(?, ''), site_url)"
            " WHERE id = ?",
            (title, site_url, feed_id),
        )

    def move(self, feed_id: int, url: str) -> bool:
        """Ask `url` from now on; False (and nothing changed) where another subscription has that address."""
        cursor = self._connection.execute("UPDATE OR IGNORE feeds SET url = ? WHERE id = ?", (url, feed_id))
        return cursor.rowcount > 0

    def states(self, feed_ids: Sequence[int]) -> dict[int, FeedState]:
        """What the fetcher remembers, by feed."""
        marks = ",".join("?" * len(feed_ids))
        rows = self._connection.execute(f"SELECT id, state FROM feeds WHERE id IN ({marks})", tuple(feed_ids))
        return {key: unpack_state(state) for key, state in rows}

    def succeed(self, feed_id: int, state: FeedState, at: datetime) -> None:
        """Record a visit that ended well (200 or 304)."""
        self._connection.execute(
            "UPDATE feeds SET state = ?, next_at = ?, last_success_at = ?, last_error = '', failing_since = NULL"
            " WHERE id = ?",
            (pack_state(state), maybe_ms(state.next_at), to_ms(at), feed_id),
        )

    def fail(self, feed_id: int, state: FeedState, error: str, at: datetime) -> None:
        """Record a visit that failed, with one line that says why."""
        self._connection.execute(
            "UPDATE feeds SET state = ?, next_at = ?, last_error = ?, failing_since = coalesce(failing_since, ?)"
            " WHERE id = ?",
            (pack_state(state), maybe_ms(state.next_at), error, to_ms(at), feed_id),
        )
