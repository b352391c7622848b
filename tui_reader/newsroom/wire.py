"""Asking the wire room: refreshes, discovery and pages, in processes of their own."""

from __future__ import annotations

import asyncio
import dataclasses
import json
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol

from tui_reader import model
from tui_reader.errors import FeedError, WorkerError
from tui_reader.newsroom.children import Child, stream
from tui_reader.newsroom.settings import Settings
from tui_reader.store import Store

if TYPE_CHECKING:
    from tui_reader.model import Article, Candidate, Progress

ENOUGH = 2_500
"""Characters of a feed's own text from which its page is not asked for: such feeds carry whole articles."""

WATCH_SECONDS = 0.5
"""Between two looks at another process's refresh."""


class Wire(Protocol):
    """What screens may ask of the network."""

    def refresh(self, feed_ids: Sequence[int] | None = None, *, force: bool = False) -> AsyncIterator[Progress]:
        """Refresh feeds (all that are due by default): "start", one step a feed, "end". `force`: not due ones too."""

    async def find_feeds(self, address: str) -> list[Candidate]:
        """Feeds at a site's or a feed's address. Raises FeedError."""

    async def fetch_page(self, article_id: int) -> Article:
        """The article with its page's words, where policy and page allow; its note says why not. Raises NotFound."""

    async def close(self) -> None:
        """End the helper processes."""


class WireRoom:
    """`Wire` by child processes on the same database."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._arguments = [str(store.path), _settings_line(settings)]
        self._child = Child("tui_reader.newsroom.wire_room", self._arguments)

    async def refresh(self, feed_ids: Sequence[int] | None = None, *, force: bool = False) -> AsyncIterator[Progress]:
        """See `Wire`. While another process refreshes, its progress is shown instead."""
        if self._store.refresher() is not None:
            async for step in watch(self._store):
                yield step
            return
        wanted = ["refresh", str(int(force)), *map(str, feed_ids or ())]
        steps = stream("tui_reader.newsroom.wire_room", [*self._arguments, *wanted])
        try:
            async for raw in steps:
                yield model.Progress(**raw)
        except WorkerError as error:
            yield model.Progress(0, 0, outcome="end", error=str(error))
        finally:
            await steps.aclose()  # type: ignore[attr-defined]  # it is a generator: ends the child

    async def find_feeds(self, address: str) -> list[Candidate]:
        """See `Wire`."""
        try:
            reply = await self._child.ask("find", address=address)
        except WorkerError as error:
            raise FeedError(str(error)) from error
        return [model.Candidate(**{**raw, "problems": tuple(raw["problems"])}) for raw in reply["found"]]

    async def fetch_page(self, article_id: int) -> Article:
        """See `Wire`."""
        article = self._store.articles.get(article_id)
        if is_page_wanted(article, self._store.feeds.get(article.feed_id).full_text, self._settings):
            await self._child.ask("page", article=article_id)
            article = self._store.articles.get(article_id)
        return article

    async def close(self) -> None:
        """See `Wire`."""
        await self._child.close()


async def watch(store: Store, pause: float = WATCH_SECONDS) -> AsyncIterator[Progress]:
    """Another process's refresh, as the database shows it, looked at again after `pause` seconds."""
    last = model.Progress(0, 0, outcome="start", is_elsewhere=True)
    while (run := store.refresher()) is not None:
        outcome: Literal["start", "same"] = "start" if last.total == 0 else "same"
        step = model.Progress(done=run[1], total=run[2], outcome=outcome, is_elsewhere=True)
        if step.done != last.done or step.total != last.total:
            yield step
            last = step
        await asyncio.sleep(pause)
    yield model.Progress(last.total, last.total, outcome="end", is_elsewhere=True)


def is_page_wanted(article: Article, policy: str, settings: Settings) -> bool:
    """Whether to fetch the article's page: by the feed's policy, else the general one, and only once."""
    is_known = article.is_full_text or bool(article.note) or len(article.body.text) >= ENOUGH
    if is_known or not article.url.startswith(("http://", "https://")):
        return False
    return (settings.full_text if policy == "default" else policy) != "never"


def _settings_line(settings: Settings) -> str:
    """The settings as one argument for a child."""
    return json.dumps(dataclasses.asdict(settings))


def settings_of(line: str) -> Settings:
    """Inverse of `_settings_line`."""
    raw: dict[str, Any] = json.loads(line)
    return Settings(**raw)


class NoWire:
    """The wire of the sample edition: no network, and it says so."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def refresh(self, feed_ids: Sequence[int] | None = None, *, force: bool = False) -> AsyncIterator[Progress]:
        """Nothing to fetch."""
        yield model.Progress(0, 0, outcome="start")
        yield model.Progress(0, 0, outcome="end")

    async def find_feeds(self, address: str) -> list[Candidate]:
        """Always FeedError."""
        raise FeedError("this is the sample edition: start newsread without --demo to add feeds")

    async def fetch_page(self, article_id: int) -> Article:
        """The article as it is."""
        return self._store.articles.get(article_id)

    async def close(self) -> None:
        """Nothing to end."""
