"""httpx's transport for many hosts with few requests each: a small httpcore pool a host, to checked addresses only.

httpx's own transport keeps one pool for all hosts, whose bookkeeping costs CPU quadratically (300 requests: 0.8 s at 16
workers, 5.1 s all at once; a pool a host 0.5 s), and it resolves names a second time after they were checked.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections import OrderedDict
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass

import httpcore
import httpx

from tui_reader.feeds.addresses import Resolver

#: Connections to one host at a time.
PER_HOST = 4
#: Hosts whose idle connections are kept, and for how long: a thousand hosts must not use up the process's descriptors.
IDLE_HOSTS = 32
IDLE_SECONDS = 15.0
#: One address of several gets this long before the next is tried (a broken IPv6 route beside a good IPv4 one).
STEP_SECONDS = 3.0

#: What is left unread of a short body may take this long to arrive before the connection is given up instead.
DRAIN_SECONDS = 0.5

Origin = tuple[str, str, int]


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to the addresses that `resolver` gave when they were checked, never to what a second lookup says."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of `host` that answers; raises httpcore's ConnectError, ConnectTimeout."""
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._resolver.lookup(host, port)
                for address in addresses[:-1]:
                    with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                        return await self._network.connect_tcp(
                            address, port, STEP_SECONDS, local_address, socket_options
                        )
                return await self._network.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout("no connection in time") from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error

    async def sleep(self, seconds: float) -> None:
        """See httpcore."""
        await self._network.sleep(seconds)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Errors of httpcore as httpx's, which bear the same names."""
    try:
        yield
    except Exception as error:
        known = getattr(httpx, type(error).__name__, None)
        if type(error).__module__.startswith("httpcore") and known is not None:
            raise known(str(error)) from error
        raise


class _Body(httpx.AsyncByteStream):
    """The body of an answer, as it arrives, still compressed."""

    def __init__(self, answer: httpcore.Response, done: Callable[[], None]) -> None:
        self._answer = answer
        self._done = done
        self._is_begun = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        assert isinstance(self._answer.stream, AsyncIterable)
        self._is_begun = True
        with _translated():
            async for piece in self._answer.stream:
                yield piece

    async def aclose(self) -> None:
        """Give the connection back. What is short and unread (304, redirects) is read, else it could not be reused."""
        try:
            if not self._is_begun and _is_short(self._answer):
                with contextlib.suppress(httpx.TransportError, TimeoutError):
                    async with asyncio.timeout(DRAIN_SECONDS):
                        async for _ in self:
                            pass
            await self._answer.aclose()
        finally:
            self._done()


def _is_short(answer: httpcore.Response) -> bool:
    """Whether the body is declared to be next to nothing."""
    if answer.status in (204, 304):
        return True
    length = next((value for name, value in answer.headers if name.lower() == b"content-length"), b"")
    return len(length) <= 4 and length.isdigit()


@dataclass
class _Host:
    """The connections to one host."""

    pool: httpcore.AsyncConnectionPool  #: opens and keeps them
    busy: int = 0  #: requests under way


class PooledTransport(httpx.AsyncBaseTransport):
    """The transport. It belongs to one event loop; at most `PER_HOST` connections to a host are open at a time."""

    def __init__(self, resolver: Resolver, make_tls: Callable[[], ssl.SSLContext] = httpx.create_ssl_context) -> None:
        self._backend = CheckedBackend(resolver)
        self._make_tls = make_tls
        self._tls: ssl.SSLContext | None = None  # one for all: making it takes 60 ms
        self._hosts: OrderedDict[Origin, _Host] = OrderedDict()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request, one answer whose body is still on its way; raises httpx's errors."""
        await self._tidy()
        url = request.url
        host = self._host(url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80))
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        asked = httpcore.Request(request.method, target, headers=request.headers.raw, extensions=request.extensions)
        host.busy += 1
        try:
            with _translated():
                answer = await host.pool.handle_async_request(asked)
        except BaseException:
            host.busy -= 1
            raise

        def done() -> None:
            host.busy -= 1

        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer, done), extensions=answer.extensions
        )

    def _host(self, scheme: str, name: str, port: int) -> _Host:
        origin = (scheme, name, port)
        host = self._hosts.pop(origin, None) or _Host(self._pool(scheme))
        self._hosts[origin] = host
        return host

    async def _tidy(self) -> None:
        """Hang up on the hosts that were asked longest ago, where more are idle than may be."""
        idle = [origin for origin, host in self._hosts.items() if not host.busy]
        gone = [self._hosts.pop(origin) for origin in idle[: max(0, len(idle) - IDLE_HOSTS)]]
        for host in gone:
            await host.pool.aclose()

    def _pool(self, scheme: str) -> httpcore.AsyncConnectionPool:
        if scheme == "https" and self._tls is None:
            self._tls = self._make_tls()
        return httpcore.AsyncConnectionPool(
            ssl_context=self._tls,
            max_connections=PER_HOST,
            max_keepalive_connections=PER_HOST,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=self._backend,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        hosts, self._hosts = list(self._hosts.values()), OrderedDict()
        for host in hosts:
            await host.pool.aclose()
