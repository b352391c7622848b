"""The newsroom: one object that the app and the command line talk to."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from tui_reader.newsroom.beside import Beside
from tui_reader.newsroom.desk import Desk
from tui_reader.newsroom.library import Library
from tui_reader.newsroom.reading import Reading, ReadingRoom
from tui_reader.newsroom.settings import Settings
from tui_reader.newsroom.wire import NoWire, Wire, WireRoom
from tui_reader.newsroom.wire_here import WireHere
from tui_reader.store import Store

REMOVED_FOR = timedelta(days=30)
"""Removed feeds come back by undo or by subscribing again within this time; then their articles go."""


class Newsroom:
    """Reads by `library` (long ones by `beside`), writes by `desk`, the network by `wire`, claims by `reading`."""

    def __init__(self, store: Store, wire: Wire, reading: Reading, *, folder: Path | None = None) -> None:
        self.library = Library(store)
        self.beside = Beside(store.path)
        self.desk = Desk(store)
        self.wire = wire
        self.reading = reading
        self.path = store.path
        self._store = store
        self._folder = folder

    @classmethod
    def open(cls, path: Path, *, settings: Settings | None = None, is_patient: bool = False) -> Self:
        """Open (and make or migrate) the database at `path`. Raises DatabaseNewer, DatabaseBusy, StoreError.

        `is_patient`: nobody watches a screen, so the network may be asked in this process.
        """
        store = Store.open(path)
        settings = settings or Settings()
        wire = WireHere(store, settings) if is_patient else WireRoom(store, settings)
        return cls(store, wire, ReadingRoom(store, settings))

    @classmethod
    def open_demo(cls, settings: Settings | None = None) -> Self:
        """The sample edition in a temporary database: no network, and nothing of the reader's is touched."""
        from tui_reader.newsroom.sample import fill

        folder = Path(tempfile.mkdtemp(prefix="newsread-demo-"))
        try:
            store = Store.open(folder / "sample.db")
            fill(store, datetime.now(UTC))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return cls(store, NoWire(store), ReadingRoom(store, settings or Settings()), folder=folder)

    @property
    def is_demo(self) -> bool:
        """Whether this is the sample edition."""
        return self._folder is not None

    def tidy(self, settings: Settings) -> int:
        """Drop what the keeping rules let go: feeds long removed, read articles past `keep_days`. How many articles."""
        now = datetime.now(UTC)
        gone = 0
        with self._store.transaction():
            for feed_id in self._store.feeds.removed_before(now - REMOVED_FOR):
                ids = self._store.articles.of_feed(feed_id)
                self._store.articles.purge(ids)
                self._store.feeds.delete(feed_id)
                gone += len(ids)
            if settings.keep_days:
                ids = self._store.articles.older_than(now - timedelta(days=settings.keep_days))
                self._store.articles.purge(ids)
                gone += len(ids)
        return gone

    def check(self) -> list[str]:
        """What is wrong with the database file; [] for a sound one."""
        return self._store.check()

    async def aclose(self) -> None:
        """End the helper processes, then close."""
        await self.wire.close()
        await self.reading.close()
        self.close()

    def close(self) -> None:
        """Close the database; the sample edition's is deleted."""
        self.beside.close()
        self._store.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
