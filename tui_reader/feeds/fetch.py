"""One visit: ask politely, follow a few redirects with open eyes, bring back at most so many bytes in so much time."""

from __future__ import annotations

import asyncio
import http
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

import httpx

from tui_reader.errors import FetchError, Gone, NotAllowed, TryLater
from tui_reader.feeds import freshness
from tui_reader.feeds.addresses import host_of, is_public, is_same_place, port_of, scheme_of, shown
from tui_reader.feeds.client import ACCEPT_FEED, Client
from tui_reader.feeds.fetched import AUTOMATIC, Fetched, Limits
from tui_reader.feeds.inflate import Inflater
from tui_reader.feeds.localfile import read_local
from tui_reader.feeds.politeness import conditional_headers
from tui_reader.model import FeedState

#: A validator longer than this is not kept.
VALIDATOR_BYTES = 1024

_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: What may be sent in a header value, byte for byte (RFC 9110 field-value).
_SENDABLE = re.compile(rb"[\x21-\x7e\x80-\xff](?:[\x20-\x7e\x80-\xff\t]*[\x21-\x7e\x80-\xff])?")


@dataclass(frozen=True, slots=True)
class Errand:
    """A visit on its way: what is wanted and what it may cost."""

    url: str  #: the address that was asked
    home: str  #: the address the reader vouches for: its own host may be private, no other
    headers: Mapping[str, str | bytes]  #: to send
    limits: Limits  #: what it may cost
    began: float  #: `time.perf_counter` at its start


async def fetch(
    client: Client,
    url: str,
    state: FeedState | None = None,
    *,
    limits: Limits = AUTOMATIC,
    home: str | None = None,
    accept: str = ACCEPT_FEED,
) -> Fetched:
    """Visit `url`, conditionally where `state` holds validators.

    `home` is the address that the reader typed, `url` itself by default; give it where `url` was found on a page or in
    a feed: then a private host other than that of `home` is refused, as it is behind every redirect.
    Raises FetchError, or its children NotAllowed, Gone (410) and TryLater (429, 503 with Retry-After).
    """
    headers: dict[str, str | bytes] = {"Accept": accept, **conditional_headers(state or FeedState())}
    errand = Errand(url, home or url, headers, limits, time.perf_counter())
    if scheme_of(url) == "file":
        if errand.home != url:
            raise NotAllowed("a file of this computer is read only where you added it yourself")
        return await read_local(url, state or FeedState(), limits)
    try:
        async with asyncio.timeout(limits.seconds):
            return await _follow(client, errand)
    except TimeoutError:
        raise FetchError(f"no complete answer within {limits.seconds:g} seconds") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
        raise FetchError(_in_words(error)) from error


def _in_words(error: Exception) -> str:
    """A failure of the network as one line for people; nothing that the server wrote is repeated."""
    cause = str(error.__cause__ or error)
    if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
        return "the server cannot be reached: no connection in time"
    if isinstance(error, httpx.TimeoutException):
        return "the server stopped answering"
    if isinstance(error, httpx.ConnectError):
        if "CERTIFICATE" in cause.upper():
            return "the server's certificate is not valid"
        if "SSL" in cause.upper():
            return "no secure connection could be agreed with the server"
        is_nameless = "Errno -" in cause or "getaddrinfo" in cause or "Name or service" in cause
        return "no such host, or no network" if is_nameless else "the server cannot be reached"
    if isinstance(error, httpx.ReadError | httpx.WriteError):
        return "the connection broke off"
    if isinstance(error, httpx.ProtocolError):
        return "the server's answer is not proper HTTP"
    return "the address cannot be read"


async def _follow(client: Client, errand: Errand) -> Fetched:
    """Ask, hop by hop, until something else than a redirect answers."""
    target, is_permanent = errand.url, True
    await check_place(client, errand.home, target)
    for _ in range(errand.limits.hops + 1):
        response = await client.ask(target, errand.headers, _timeout(errand.limits))
        try:
            if response.status_code not in _REDIRECTS:
                moved_to = target if is_permanent and target != errand.url else ""
                return await _receive(client, errand, response, target, moved_to)
            is_permanent = is_permanent and response.status_code in _PERMANENT
            target = next_address(target, response.headers.get("location", ""))
        finally:
            await response.aclose()
        await check_place(client, errand.home, target)
    raise FetchError(f"more than {errand.limits.hops} redirects")


def _timeout(limits: Limits) -> httpx.Timeout:
    return httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)


def next_address(base: str, location: str) -> str:
    """Where a redirect leads: absolute, without credentials and fragment; raises FetchError or NotAllowed."""
    if not location.strip():
        raise FetchError("a redirect that does not say where to")
    try:
        target = httpx.URL(base).join(location.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError):
        scheme = scheme_of(location)
        if scheme and scheme not in {"http", "https"} and scheme.isalnum():
            raise NotAllowed(f"a redirect to {scheme[:20]}:, which newsread does not follow") from None
        raise FetchError("a redirect to an address that cannot be read") from None
    if target.scheme not in {"http", "https"} or not target.host:
        raise NotAllowed(f"a redirect to {target.scheme[:20]}:, which newsread does not follow")
    return str(target.copy_with(username=None, password=None, fragment=None))


async def check_place(client: Client, home: str, target: str) -> None:
    """Refuse a target on a private network that is not the very place the reader typed; raises NotAllowed, FetchError.

    Every address the name resolves to must be public, and the connection is then made to one of these very addresses.
    """
    if scheme_of(target) not in {"http", "https"}:
        raise NotAllowed("only http and https addresses are asked")
    if not host_of(target) or not port_of(target):
        raise FetchError("the address cannot be read")
    if is_same_place(home, target):
        return
    try:
        addresses = await client.resolver.lookup(host_of(target), port_of(target))
    except OSError as error:
        if client.is_proxied(target):  # behind a proxy names may be known to the proxy alone
            return
        raise FetchError("a redirect to a host that does not exist, or no network") from error
    if not all(is_public(address) for address in addresses):
        raise NotAllowed(f"{shown(target)[:120]} lies in a private network: not asked on another's word")


async def _receive(client: Client, errand: Errand, response: httpx.Response, target: str, moved_to: str) -> Fetched:
    """Turn the last answer into a value or an error."""
    status = response.status_code
    if not (status == 304 or (200 <= status < 300 and status not in {204, 205})):
        _refuse(client, response)
    is_conditional = "If-None-Match" in errand.headers or "If-Modified-Since" in errand.headers
    if status == 304 and not is_conditional:
        raise FetchError("the server says 'not modified' though it was asked without conditions", 304)
    head = Fetched(
        url=errand.url,
        final_url=target,
        status=304 if status == 304 else 200,
        content_type=response.headers.get("content-type", "")[:200],
        moved_to=moved_to,
        etag=validator(response, b"etag"),
        last_modified=validator(response, b"last-modified"),
        fresh_for=freshness.fresh_for(response.headers, client.now()),
    )
    if status != 304:
        head = await _read_body(response, head, errand.limits)
    return replace(head, seconds=time.perf_counter() - errand.began)


def _refuse(client: Client, response: httpx.Response) -> None:
    """Raise the error that an answer without a body to read stands for."""
    status = response.status_code
    phrase = http.HTTPStatus(status).phrase if status in set(http.HTTPStatus) else "unknown status"
    message = f"the server answered {status} {phrase}"
    if status == 410:
        raise Gone(f"{message}: this feed has been closed for good", status)
    if status in {429, 503}:
        until = freshness.retry_at(response.headers, client.now())
        if until is None and status == 429:
            until = client.now() + freshness.RETRY_UNREADABLE
        if until is not None:
            raise TryLater(f"{message}: not before {until:%Y-%m-%d %H:%M} UTC", until, status)
    raise FetchError(message, status)


def validator(response: httpx.Response, name: bytes) -> str:
    """A validator byte for byte (latin-1), "" where there is none that could be sent back."""
    values = [value for key, value in response.headers.raw if key.lower() == name]
    value = values[-1] if values else b""
    return value.decode("latin-1") if len(value) <= VALIDATOR_BYTES and _SENDABLE.fullmatch(value) else ""


async def _read_body(response: httpx.Response, head: Fetched, limits: Limits) -> Fetched:
    """The body, up to the caps; what came before a break is kept and marked partial."""
    inflater = Inflater(response.headers.get("content-encoding", ""), limits.body_bytes, limits.held_bytes)
    try:
        note = await _fill(inflater, response, limits)
        body, file = inflater.body()
    except BaseException:
        inflater.close()
        raise
    digest, size = inflater.digest(), inflater.wire
    return replace(head, body=body, file=file, body_hash=digest, is_partial=bool(note), note=note, wire_bytes=size)


async def _fill(inflater: Inflater, response: httpx.Response, limits: Limits) -> str:
    """Read the answer into `inflater`; why it is not whole, "" where it is."""
    note = ""
    assert isinstance(response.stream, httpx.AsyncByteStream)  # raw: httpx's own decoders know no cap
    try:
        async for piece in response.stream:
            inflater.feed(piece[: limits.wire_bytes - inflater.wire])
            if inflater.is_full or inflater.wire >= limits.wire_bytes:
                note = f"larger than {limits.wire_bytes >> 20} MB: only its beginning was read"
                break
    except (httpx.ReadError, httpx.RemoteProtocolError):
        if not inflater.size:
            raise
        note = "the connection broke off: only its beginning was read"
    inflater.finish()
    if inflater.is_bomb:
        return "grows out of all proportion when decompressed: only its beginning was read"
    if inflater.is_broken:
        return note or "the answer breaks off: only its beginning was read"
    return note
