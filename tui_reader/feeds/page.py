"""The pages of articles, for full text: fetched under the guards of feeds, at most one a second from one host."""

from __future__ import annotations

import asyncio
from datetime import datetime

from tui_reader.errors import FetchError, TryLater
from tui_reader.feeds.addresses import host_of, is_loopback
from tui_reader.feeds.client import ACCEPT_PAGE, Client
from tui_reader.feeds.fetch import fetch
from tui_reader.feeds.fetched import Fetched, Limits

#: A page is no feed: it is smaller, and somebody waits for it.
PAGE_LIMITS = Limits(seconds=20.0, wire_bytes=4 << 20, body_bytes=8 << 20)
#: Seconds between the starts of two visits to one host; this machine is not spaced.
SPACING = 1.0

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")


class Pages:
    """Fetches pages politely; belongs to one client and one event loop."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._next_at: dict[str, float] = {}
        self._resting: dict[str, datetime] = {}

    async def fetch(self, url: str, *, home: str, limits: Limits = PAGE_LIMITS) -> Fetched:
        """The page at `url`, an address that the feed at `home` named: private hosts other than that of `home`
        are refused. Raises FetchError where there is no page to read, TryLater while its host wants to be left alone.
        """
        host = host_of(url)
        until = self._resting.get(host)
        if until is not None and self._client.now() < until:
            raise TryLater(f"its server asks not to be asked before {until:%Y-%m-%d %H:%M} UTC", until)
        await self._wait_turn(host)
        try:
            page = await fetch(self._client, url, limits=limits, home=home, accept=ACCEPT_PAGE)
        except TryLater as error:
            self._resting[host] = error.retry_at
            raise
        kind = page.content_type.partition(";")[0].strip().lower()
        if kind and kind not in _PAGE_TYPES and not page.body.lstrip()[:1] == b"<":
            raise FetchError(f"the address holds no article to read but {_described(kind)}")
        if not page.body.strip():
            raise FetchError("the page is empty")
        return page

    async def _wait_turn(self, host: str) -> None:
        """Keep the distance to the last visit of this host."""
        if is_loopback(host):
            return
        now = asyncio.get_running_loop().time()
        start = max(now, self._next_at.get(host, now))
        self._next_at[host] = start + SPACING
        await asyncio.sleep(start - now)


def _described(kind: str) -> str:
    """A media type in words; nothing but the plain characters of one is repeated."""
    plain = "".join(character for character in kind if character.isalnum() or character in "/+-.")[:40]
    family = plain.partition("/")[0]
    return {"image": "a picture", "video": "a film", "audio": "a recording"}.get(family, plain or "something else")
