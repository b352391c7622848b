"""The HTTP client of newsread: for a refresh or a session, no cookies, an honest name, everything injectable."""

from __future__ import annotations

import base64
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType

import httpx

from tui_reader import __version__
from tui_reader.feeds.addresses import Resolver, host_of, is_loopback
from tui_reader.feeds.transport import PooledTransport

USER_AGENT = f"newsread/{__version__} (+https://github.com/newsread/newsread)"
#: What a feed may be, most wanted first; an HTML page is still better than 406 Not Acceptable.
ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.3, */*;q=0.1"
)
#: What the page of an article may be.
ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Client:
    """What a visit needs; use as `async with open_client() as client`, in one event loop.

    It speaks to httpx's transports directly: `httpx.AsyncClient` would keep cookies, read `~/.netrc`, and fail on a
    redirect to `javascript:` even where it is told to follow none.
    """

    transport: httpx.AsyncBaseTransport  #: asks one thing and returns one answer
    resolver: Resolver = field(default_factory=Resolver)  #: names to addresses, shared with the connections
    is_proxied: Callable[[str], bool] = field(default=lambda url: False)  #: whether a proxy will do the asking
    now: Callable[[], datetime] = field(default=_utc_now)  #: the clock, aware UTC

    async def ask(self, url: str, headers: Mapping[str, str | bytes], timeout: httpx.Timeout) -> httpx.Response:
        """One GET and its answer, whose `stream` is still to be read and which is to be closed; httpx's errors."""
        target = httpx.URL(url)
        sent: dict[str, str | bytes] = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", **headers}
        if target.username or target.password:  # as the reader typed it; redirects never carry credentials
            pair = f"{target.username}:{target.password}".encode()
            sent["Authorization"] = b"Basic " + base64.b64encode(pair)
            target = target.copy_with(username=None, password=None)
        pairs = [(name.encode("ascii"), _as_bytes(value)) for name, value in sent.items()]
        request = httpx.Request("GET", target, headers=pairs, extensions={"timeout": timeout.as_dict()})
        return await self.transport.handle_async_request(request)

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close every idle connection."""
        await self.transport.aclose()


def _as_bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode("latin-1")


def open_client(
    transport: httpx.AsyncBaseTransport | None = None,
    *,
    resolver: Resolver | None = None,
    now: Callable[[], datetime] = _utc_now,
    trust_env: bool = True,
) -> Client:
    """A client over `transport`, by default the network (through the environment's proxies where `trust_env`)."""
    resolver = resolver or Resolver()
    if transport is not None:
        return Client(transport, resolver, now=now)
    proxies = _proxies() if trust_env else {}
    if not proxies:
        return Client(PooledTransport(resolver), resolver, now=now)
    return Client(_Proxied(proxies, resolver), resolver, lambda url: _is_proxied(url, proxies), now)


def _proxies() -> dict[str, str]:
    """Proxies of the environment (or the desktop's settings) for http and https, by scheme."""
    found = urllib.request.getproxies()
    default = found.get("all", "")
    proxies = {scheme: found.get(scheme, default) for scheme in ("http", "https")}
    return {
        scheme: proxy if "://" in proxy else f"http://{proxy}"
        for scheme, proxy in proxies.items()
        if proxy and not proxy.startswith("socks")  # needs a package that newsread does not carry
    }


def _is_proxied(url: str, proxies: dict[str, str]) -> bool:
    """Whether `url` goes through one of `proxies`; this machine and `no_proxy` hosts never do."""
    host = host_of(url)
    if url.partition(":")[0].lower() not in proxies or is_loopback(host):
        return False
    return not urllib.request.proxy_bypass(host)


class _Proxied(httpx.AsyncBaseTransport):
    """Requests through the environment's proxies, and directly for the hosts that bypass them."""

    def __init__(self, proxies: dict[str, str], resolver: Resolver) -> None:
        # few connections: httpx's pool costs quadratically, and a proxy is one host
        limits = httpx.Limits(max_connections=16, max_keepalive_connections=8)
        self._proxies = proxies
        self._through = {
            scheme: httpx.AsyncHTTPTransport(proxy=proxy, limits=limits) for scheme, proxy in proxies.items()
        }
        self._direct = PooledTransport(resolver)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request, by the way that its address takes."""
        is_proxied = _is_proxied(str(request.url), self._proxies)
        way = self._through[request.url.scheme] if is_proxied else self._direct
        return await way.handle_async_request(request)

    async def aclose(self) -> None:
        """Close what is idle."""
        await self._direct.aclose()
        for transport in self._through.values():
            await transport.aclose()
