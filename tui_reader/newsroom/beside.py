"""Questions to the library that take longer than a key may wait, answered in a thread on a connection of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tui_reader.errors import StoreError
from tui_reader.newsroom.library import Library
from tui_reader.store import Store

T = TypeVar("T")


class Beside:
    """A second reader of the database at `path`; its connection is opened at the first question."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: Store | None = None
        self._is_closed = False
        self._lock = threading.Lock()

    async def ask(self, question: Callable[[Library], T]) -> T:
        """What `question` answers, one at a time, in a thread. Raises what it raises, StoreError once closed."""
        return await asyncio.to_thread(self._answer, question)

    def _answer(self, question: Callable[[Library], T]) -> T:
        with self._lock:
            if self._is_closed:
                raise StoreError("the database was closed")
            if self._store is None:
                self._store = Store.open(self._path)
            return question(Library(self._store))

    def close(self) -> None:
        """Close the connection once the question under way is answered."""
        with self._lock:
            self._is_closed = True
            if self._store is not None:
                self._store.close()
                self._store = None
