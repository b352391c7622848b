"""One connection to the database, and the verbs of every topic on it.

WAL mode: any number of processes read while one writes. A `Store` belongs to one thread at a time.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from tui_reader.errors import DatabaseNewer, StoreError
from tui_reader.store.articles import ArticleVerbs
from tui_reader.store.claims import ClaimVerbs
from tui_reader.store.connection import Connection
from tui_reader.store.feeds import FeedVerbs
from tui_reader.store.saved import SavedVerbs
from tui_reader.store.schema import APPLICATION_ID, MIGRATIONS
from tui_reader.store.search import SearchVerbs
from tui_reader.store.stories import StoryVerbs


class Store:
    """An open database; verbs live on `feeds`, `articles`, `claims`, `saved`, `stories` and `search`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection
        self._depth = 0
        self.feeds = FeedVerbs(connection)
        self.articles = ArticleVerbs(connection)
        self.claims = ClaimVerbs(connection)
        self.saved = SavedVerbs(connection)
        self.stories = StoryVerbs(connection)
        self.search = SearchVerbs(connection)

    @classmethod
    def open(
        cls, path: Path | str, *, wait_seconds: float = 3.0, migrations: Sequence[Sequence[str]] = MIGRATIONS
    ) -> Self:
        """Open `path` (made with its folder where missing; ":memory:" works) and bring it to this version.

        Raises DatabaseNewer (file untouched), DatabaseBusy after `wait_seconds`, StoreError for what is no database.
        """
        target = Path(path)
        try:
            if str(path) != ":memory:":
                target.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(
                str(path),
                timeout=wait_seconds,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
                factory=Connection,
            )
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"cannot open the database {path}: {error}; choose another with --db") from error
        try:
            _prepare(connection, path, migrations)
        except BaseException:
            connection.close()
            raise
        return cls(connection, target)

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; nested calls join the outer one. Raises DatabaseBusy (another process), StoreError (disk)."""
        if self._depth:
            yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        else:
            self._connection.execute("COMMIT")
        finally:
            self._depth = 0

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Within it a database that another process holds is DatabaseBusy at once: nobody waits for it."""
        before = self._connection.execute("PRAGMA busy_timeout").fetchone()[0]
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {int(before)}")

    def check(self) -> list[str]:
        """What SQLite's integrity check finds wrong; [] for a sound database. Reads the whole file."""
        rows = self._connection.execute("PRAGMA integrity_check").fetchall()
        return [] if rows == [("ok",)] else [str(row[0]) for row in rows]

    def data_version(self) -> int:
        """A number that changes when another connection has written: cheap to poll."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    # ------------------------------------------------ one refresher at a time, across processes

    def claim_refresher(self, total: int, *, stale_seconds: float = 15.0) -> bool:
        """Become the one refresher; False while another live process is (its last beat under `stale_seconds` ago)."""
        with self.transaction():
            row = self._connection.execute("SELECT pid, beat_at FROM refresher").fetchone()
            if (
                row
                and row[0] != os.getpid()
                and _is_alive(row[0])
                and time.time() * 1000 - row[1] < stale_seconds * 1000
            ):
                return False
            stamp = int(time.time() * 1000)
            self._connection.execute(
                "INSERT OR REPLACE INTO refresher VALUES (1, ?, ?, ?, 0, ?)", (os.getpid(), stamp, stamp, total)
            )
        return True

    def beat(self, done: int, total: int) -> None:
        """Tell other processes how far this refresh is."""
        self._connection.execute(
            "UPDATE refresher SET beat_at = ?, done = ?, total = ? WHERE pid = ?",
            (int(time.time() * 1000), done, total, os.getpid()),
        )

    def release_refresher(self) -> None:
        """Step back as the refresher."""
        self._connection.execute("DELETE FROM refresher WHERE pid = ?", (os.getpid(),))

    def refresher(self, *, stale_seconds: float = 15.0) -> tuple[int, int, int] | None:
        """(pid, done, total) of the live process that refreshes now, None when there is none."""
        row = self._connection.execute("SELECT pid, beat_at, done, total FROM refresher").fetchone()
        if not row or not _is_alive(row[0]) or time.time() * 1000 - row[1] >= stale_seconds * 1000:
            return None
        return row[0], row[2], row[3]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _prepare(connection: sqlite3.Connection, path: Path | str, migrations: Sequence[Sequence[str]]) -> None:
    """Check what the file is, then migrate it and set the connection up."""
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and application != APPLICATION_ID:
            raise StoreError(f"{path} is a database of another program; choose another with --db")
        if version > len(migrations):
            raise DatabaseNewer(
                f"{path} was written by a newer newsread (version {version}, this one knows {len(migrations)}); "
                "update newsread or choose another with --db"
            )
        connection.execute("PRAGMA foreign_keys = ON")
        if version < len(migrations):
            connection.execute("PRAGMA journal_mode = WAL")
            _migrate(connection, migrations)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -8000")
        connection.execute("PRAGMA temp_store = MEMORY")
    except sqlite3.OperationalError as error:
        raise StoreError(f"cannot use the database {path}: {error}; choose another with --db") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} is not a newsread database: {error}; choose another with --db") from error


def _migrate(connection: sqlite3.Connection, migrations: Sequence[Sequence[str]]) -> None:
    """Apply the migrations that are missing, each in a transaction with the row that records it."""
    while True:
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]  # another process may have been faster
            if version >= len(migrations):
                connection.execute("COMMIT")
                return
            if version == 0:
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute("CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL)")
            for statement in migrations[version]:
                connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?, ?)", (version + 1, int(time.time() * 1000)))
            connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
