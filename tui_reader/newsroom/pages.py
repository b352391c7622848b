"""Pages of the web: found feeds, full texts of articles, single addresses. Runs beside the app, never in it."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Self

from tui_reader.errors import FeedError, NotAFeed
from tui_reader.feeds.charset import decode_page
from tui_reader.feeds.client import open_client
from tui_reader.feeds.discover import feed_links
from tui_reader.feeds.finder import find_feeds
from tui_reader.feeds.fulltext import Extracted
from tui_reader.feeds.page import Pages
from tui_reader.feeds.parsing import ParserPool
from tui_reader.model import Body, Candidate
from tui_reader.newsroom.settings import Settings
from tui_reader.newsroom.wire import ENOUGH
from tui_reader.store import Store

AT_ONCE = 200
"""Pages fetched after one refresh where the policy is "always"; the rest follows after the next."""

SIDE_BY_SIDE = 8
"""Pages under way at a time; each host is still asked one page a second."""

LONGER = 1.2
"""A page's text replaces the feed's where it is longer by this factor: many feeds carry the whole article."""


class PageDesk:
    """One client and one pool of parsers for all pages; belongs to one event loop."""

    def __init__(self) -> None:
        self._client = open_client()
        self._pool = ParserPool()
        self._pages = Pages(self._client)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pool.aclose()
        await self._client.aclose()

    async def find(self, address: str) -> list[Candidate]:
        """Feeds at an address that somebody typed, best first. Raises FeedError."""
        return await find_feeds(address, self._client, self._pool, _links)

    async def extract(self, url: str, home: str) -> Extracted:
        """The article at `url`, which the feed (or reader) at `home` named. Raises FeedError."""
        page = await self._pages.fetch(url, home=home)
        return await self._pool.extract(page.body, url=page.final_url, content_type=page.content_type)

    async def fetch_wanted(self, store: Store, settings: Settings) -> int:
        """Fetch the pages of unread articles whose feeds ask for it ("always"), newest first; how many were asked."""
        wanted = store.articles.without_page(settings.full_text == "always", AT_ONCE)
        fitting = [key for key in wanted if len(store.articles.get(key).body.text) < ENOUGH]
        gate = asyncio.Semaphore(SIDE_BY_SIDE)

        async def fetch_one(article_id: int) -> None:
            async with gate:
                await self.fetch_page(store, article_id)

        await asyncio.gather(*map(fetch_one, fitting))
        return len(fitting)

    async def fetch_page(self, store: Store, article_id: int) -> None:
        """Put the words of the article's page into the store, or a note that says why they are not there.

        Trouble with the network is a note as well: the reader has the feed's words in front of them. Raises NotFound.
        """
        article = store.articles.get(article_id)
        try:
            found = await self.extract(article.url, store.feeds.get(article.feed_id).url)
        except FeedError as error:
            store.articles.set_note(article_id, f"the feed's own words: {error}")
            return
        if found.verdict != "ok":
            store.articles.set_note(article_id, found.note)
        elif len(found.body.text) < LONGER * len(article.body.text):
            store.articles.set_note(article_id, "the feed's own words: the page has no more")
        else:
            digest = hashlib.blake2b(f"{article.title}\0{found.body.text}".encode(), digest_size=12).hexdigest()
            with store.transaction():
                store.articles.set_full_text(article_id, found.body, digest)


def _links(body: bytes, url: str, content_type: str) -> list[str]:
    """Addresses of the feeds that a page names, best first."""
    return [candidate.url for candidate in feed_links(decode_page(body, content_type), url)]


def read_page(url: str) -> tuple[str, Body]:
    """Title and words of the article at an address somebody gave. Raises FeedError. Blocks: for the command line."""

    async def read() -> Extracted:
        async with PageDesk() as desk:
            return await desk.extract(url, url)

    found = asyncio.run(read())
    if not found.body.text:
        raise NotAFeed(found.note or "the page holds no article")
    return found.title, found.body
