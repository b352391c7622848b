"""The network in this very process: for commands, which have nobody to keep waiting and no second Python to start."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING

from tui_reader.newsroom.settings import Settings
from tui_reader.newsroom.wire import is_page_wanted, watch
from tui_reader.store import Store

if TYPE_CHECKING:
    from tui_reader.model import Article, Candidate, Progress


class WireHere:
    """`Wire` without child processes of its own (bodies that are risky to parse still have theirs)."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    async def refresh(self, feed_ids: Sequence[int] | None = None, *, force: bool = False) -> AsyncIterator[Progress]:
        """See `Wire`. While another process refreshes, its progress is shown instead."""
        from tui_reader.newsroom.gathering import Gathering

        if self._store.refresher() is not None:
            async for step in watch(self._store):
                yield step
            return
        async with aclosing(Gathering(self._store, self._settings).run(feed_ids, force=force)) as steps:
            async for step in steps:
                yield step

    async def find_feeds(self, address: str) -> list[Candidate]:
        """See `Wire`."""
        from tui_reader.newsroom.pages import PageDesk

        async with PageDesk() as desk:
            return await desk.find(address)

    async def fetch_page(self, article_id: int) -> Article:
        """See `Wire`."""
        from tui_reader.newsroom.pages import PageDesk

        article = self._store.articles.get(article_id)
        if is_page_wanted(article, self._store.feeds.get(article.feed_id).full_text, self._settings):
            async with PageDesk() as desk:
                await desk.fetch_page(self._store, article_id)
            article = self._store.articles.get(article_id)
        return article

    async def close(self) -> None:
        """Nothing to end."""
