"""The transport over real sockets of this machine: rows H2, H3, H14 and H15 of the list of threats."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest

from tests.feeds.wires import RSS
from tui_reader.errors import FetchError
from tui_reader.feeds.addresses import Resolver
from tui_reader.feeds.client import Client, open_client
from tui_reader.feeds.fetch import fetch
from tui_reader.feeds.fetched import Fetched, Limits

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

OK = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(RSS), RSS)


class Server:
    """A server on a free port that talks as it is told; counts connections and requests."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self.connections = 0
        self.open = 0
        self.most = 0
        self.url = ""

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await self._talk(reader, writer)
        finally:
            self.open -= 1
            writer.transport.abort()


@contextlib.asynccontextmanager
async def serving(talk: Talk) -> AsyncIterator[Server]:
    server = Server(talk)
    listener = await asyncio.start_server(server, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}/feed.xml"
    try:
        yield server
    finally:
        listener.close()


async def heard(reader: asyncio.StreamReader) -> bytes:
    return await reader.readuntil(b"\r\n\r\n")


def once(raw: bytes) -> Talk:
    """Answer one request with `raw` and hang up."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await heard(reader)
        writer.write(raw)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    return talk


def always(raw: bytes) -> Talk:
    """Answer every request of a connection with `raw`."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await heard(reader)
            await asyncio.sleep(0.002)
            writer.write(raw)

    return talk


async def visit(raw: bytes, limits: Limits | None = None) -> Fetched:
    async with serving(once(raw)) as server, open_client(trust_env=False) as client:
        return await fetch(client, server.url, limits=limits or Limits())


@pytest.mark.parametrize(
    "raw",
    [
        OK,
        b"HTTP/1.0 200 OK\r\n\r\n" + RSS,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(RSS), RSS),
        b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK,
    ],
)
async def test_answers_in_every_framing(raw: bytes) -> None:
    fetched = await visit(raw)
    assert fetched.body == RSS and not fetched.is_partial


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + RSS,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s" % (len(RSS) + 50, RSS),
    ],
)
async def test_h03_truncated_bodies_over_a_socket(raw: bytes) -> None:
    fetched = await visit(raw)
    assert fetched.body == RSS and fetched.is_partial


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\x01SSH-2.0-garbage\r\n" * 10,
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-H%d: v\r\n" % n for n in range(20_000)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX-Big: " + b"a" * 400_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX\x00Y: z\r\n\r\n",
        b"HTTP/1.1 2000 Odd\r\n\r\n",
    ],
)
async def test_h14_header_flood_and_garbage_are_errors(raw: bytes) -> None:
    with pytest.raises(FetchError, match=r"not proper HTTP|broke off"):
        await visit(raw)


@pytest.mark.parametrize("raw", [b"", b"HTTP/1.1 200 OK\r\nX-1: y\r\n", OK[:-20]])
async def test_h02_silence_at_any_point_ends_the_visit(raw: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await heard(reader)
        writer.write(raw)
        await reader.read()  # until the other side hangs up

    async with serving(talk) as server, open_client(trust_env=False) as client:
        for limits in (Limits(read_seconds=0.05), Limits(seconds=0.05)):
            with pytest.raises(FetchError):
                await fetch(client, server.url, limits=limits)
        while server.open:
            await asyncio.sleep(0)
        assert server.connections == 2


async def test_nobody_listens() -> None:
    async with serving(once(b"")) as server:
        pass
    async with open_client(trust_env=False) as client:
        with pytest.raises(FetchError, match="cannot be reached"):
            await fetch(client, server.url)


async def test_h15_at_most_four_connections_to_a_host_and_they_are_used_again() -> None:
    async with serving(always(OK)) as server, open_client(trust_env=False) as client:
        fetched = await asyncio.gather(*(fetch(client, server.url) for _ in range(40)))
        assert {one.body for one in fetched} == {RSS}
        assert server.most <= 4 and server.connections <= 4


async def test_an_idle_connection_that_the_server_dropped_is_replaced() -> None:
    async with serving(once(OK)) as server, open_client(trust_env=False) as client:
        for _ in range(3):
            assert (await fetch(client, server.url)).body == RSS
        assert server.connections == 3


async def test_redirects_and_304_leave_the_connection_usable() -> None:
    answers = [b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 3\r\n\r\nxxx", OK]

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await heard(reader)
            writer.write(answers.pop(0))

    async with serving(talk) as server, open_client(trust_env=False) as client:
        assert (await fetch(client, server.url)).final_url.endswith("/b")
        assert server.connections == 1


async def test_a_second_address_is_tried_where_the_first_refuses() -> None:
    async with serving(always(OK)) as server:
        port = server.url.split(":")[2].split("/")[0]
        resolver = Resolver(lambda host, port: ("127.0.0.2", "127.0.0.1"))
        async with open_client(resolver=resolver, trust_env=False) as client:
            assert (await fetch(client, f"http://two.example:{port}/feed.xml")).body == RSS


async def test_plain_http_where_tls_is_expected_is_an_error() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()

    async with serving(talk) as server, open_client(trust_env=False) as client:
        with pytest.raises(FetchError, match=r"secure connection|broke off|cannot be reached"):
            await fetch(client, server.url.replace("http:", "https:"))


async def test_a_cancelled_visit_gives_its_place_back() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with serving(talk) as server, open_client(trust_env=False) as client:
        for number in (1, 2, 3):
            tasks = [asyncio.create_task(fetch(client, server.url)) for _ in range(4)]
            while server.connections < 4 * number:
                await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
            assert all(
                isinstance(one, asyncio.CancelledError) for one in await asyncio.gather(*tasks, return_exceptions=True)
            )
        assert server.connections == 12


def test_the_environments_proxy_is_used_except_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "inside.example")
    client = open_client()
    assert client.is_proxied("https://news.example/") and not client.is_proxied("http://news.example/")
    assert not client.is_proxied("https://inside.example/") and not client.is_proxied("https://127.0.0.1/")
    assert not open_client(trust_env=False).is_proxied("https://news.example/")


async def test_a_proxy_asks_in_our_place_and_knows_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append((await heard(reader)).split(b"\r\n")[0])
        writer.write(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
        await writer.drain()

    async with serving(talk) as server:
        monkeypatch.setenv("http_proxy", server.url.removesuffix("/feed.xml"))
        monkeypatch.delenv("no_proxy", raising=False)
        async with open_client() as client:
            assert isinstance(client, Client) and not isinstance(client.transport, httpx.MockTransport)
            assert (await fetch(client, "http://only-the-proxy-knows.example/feed.xml")).body == RSS
    assert lines == [b"GET http://only-the-proxy-knows.example/feed.xml HTTP/1.1"]
