"""Answers for tests of fetching: bodies that arrive in pieces, break off, or never end."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from datetime import UTC, datetime

import httpx

from tui_reader.feeds.addresses import Resolver
from tui_reader.feeds.client import Client, open_client

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
HOME = "https://news.example/feed.xml"
RSS = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>The Lantern</title><item><title>Ferry back</title>'
    b"<guid>1</guid></item></channel></rss>"
)
#: What the names of these tests resolve to.
NAMES = {
    "news.example": ("93.184.215.14",),
    "other.example": ("93.184.215.15",),
    "sly.example": ("93.184.215.16", "10.0.0.7"),
    "router.example": ("192.168.1.1",),
    "localhost": ("127.0.0.1",),
}

Handler = Callable[[httpx.Request], httpx.Response]


class Pieces(httpx.AsyncByteStream):
    """A body in pieces, `pause` seconds before each, then perhaps an error; counts what was taken."""

    def __init__(self, pieces: Iterable[bytes], pause: float = 0.0, error: Exception | None = None) -> None:
        self._pieces = pieces
        self._pause = pause
        self._error = error
        self.taken = 0
        self.is_closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            await asyncio.sleep(self._pause)
            self.taken += len(piece)
            yield piece
        if self._error is not None:
            raise self._error

    async def aclose(self) -> None:
        self.is_closed = True


def answer(body: bytes | httpx.AsyncByteStream = RSS, status: int = 200, **headers: str) -> httpx.Response:
    """An answer; underscores in header names stand for hyphens."""
    stream = Pieces([body]) if isinstance(body, bytes) else body
    return httpx.Response(status, headers={k.replace("_", "-"): v for k, v in headers.items()}, stream=stream)


class NamedResolver(Resolver):
    """Looks names up in `NAMES`, at once."""

    async def lookup(self, host: str, port: int) -> tuple[str, ...]:
        if host.replace(".", "").isdigit() or ":" in host:
            return (host,)
        if host not in NAMES:
            raise OSError("no such host")
        return NAMES[host]


def client_of(handler: Handler) -> Client:
    """A client whose server is `handler`, at `NOW`."""
    return open_client(httpx.MockTransport(handler), resolver=NamedResolver(), now=lambda: NOW)


def serving(pages: Mapping[str, httpx.Response | Handler], seen: list[httpx.Request] | None = None) -> Client:
    """A client whose server knows `pages` by address; other addresses answer 404."""

    def handle(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(request)
        found = pages.get(str(request.url)) or pages.get(f"{request.url}/")
        if found is None:
            return answer(b"not found", 404)
        return found if isinstance(found, httpx.Response) else found(request)

    return client_of(handle)


def zipped(megabytes: int, rounds: int = 1) -> bytes:
    """So many megabytes of blanks behind a feed's beginning, gzipped `rounds` times."""
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    blank = b" " * (1 << 20)
    body = engine.compress(RSS) + b"".join(engine.compress(blank) for _ in range(megabytes)) + engine.flush()
    for _ in range(rounds - 1):
        body = gzip.compress(body, 9, mtime=0)
    return body
