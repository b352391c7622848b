"""One call of the command: which configuration, which database, and how to wait for slow rooms."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui_reader.errors import StoreError

if TYPE_CHECKING:
    from tui_reader.config import Config
    from tui_reader.newsroom import Newsroom

T = TypeVar("T")


@dataclass
class Session:
    """What the global options say."""

    is_demo: bool = False  #: the sample edition instead of the reader's database
    config_file: Path | None = None  #: --config
    database: Path | None = None  #: --db

    @cached_property
    def config(self) -> Config:
        """The configuration. Raises ConfigError."""
        from tui_reader.config import load

        named = self.config_file or (Path(value) if (value := os.environ.get("NEWSREAD_CONFIG")) else None)
        return load(named)

    @property
    def database_path(self) -> Path:
        """The database: --db, $NEWSREAD_DB, the configuration, the usual place. Raises ConfigError."""
        named = self.database or (Path(value) if (value := os.environ.get("NEWSREAD_DB")) else None)
        return named.expanduser() if named else self.config.database_path

    def open(self, *, is_patient: bool = True) -> Newsroom:
        """The newsroom asked for; close it. `is_patient` as `Newsroom.open` says. Raises ConfigError, StoreError."""
        from tui_reader.newsroom import Newsroom

        if self.is_demo:
            return Newsroom.open_demo(self.config.news)
        path = self.database_path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{path.parent}: {error.strerror}: name another place with --db FILE") from None
        return Newsroom.open(path, settings=self.config.news, is_patient=is_patient)

    @contextmanager
    def room(self) -> Iterator[Newsroom]:
        """The newsroom for reading and writing; closed at the end."""
        room = self.open()
        try:
            yield room
        finally:
            room.close()

    def settle_feeds(self, room: Newsroom) -> None:
        """Give single feeds what the configuration says of them, where it is not so yet."""
        own = self.config.feeds
        if not own or room.is_demo:
            return
        for feed in room.library.feeds():
            if (wanted := own.get(feed.url)) is None:
                continue
            title = wanted.title if wanted.title != feed.title else ""
            folder = wanted.folder if wanted.folder != feed.folder else ""
            policy = wanted.full_text if wanted.full_text != feed.full_text else ""
            if title or folder or policy:
                room.desk.set_feed(feed.id, title=title or None, folder=folder or None, full_text=policy or None)

    def wait(self, work: Callable[[Newsroom], Awaitable[T]]) -> T:
        """Open the newsroom, run `work` on it to its end, close it with its helper processes."""
        import asyncio

        async def whole() -> T:
            room = self.open()
            try:
                return await work(room)
            finally:
                await room.aclose()

        return asyncio.run(whole())
