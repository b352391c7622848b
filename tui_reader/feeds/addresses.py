"""Addresses: which ones newsread may ask, what they resolve to, and how they are shown."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

#: Seconds for which a lookup is believed: a redirect is checked and then connected to by one and the same answer.
KEEP_SECONDS = 300.0
#: Seconds for which a failed lookup is believed: twenty feeds of one dead host wait for it once.
KEEP_FAILED_SECONDS = 30.0

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def tidy(address: str) -> str:
    """The address a person meant: blanks cut, `feed:` undone, `https://` put before a bare host name."""
    text = address.strip()
    lowered = text.lower()
    if lowered.startswith(("feed:http://", "feed:https://")):
        return text[len("feed:") :]
    if lowered.startswith("feed://"):
        return "http://" + text[len("feed://") :]
    if lowered.startswith(("http://", "https://", "file:")):
        return text
    if text.startswith("//"):
        return "https:" + text
    if not text or _has_scheme(text):
        return text
    scheme = "http" if is_loopback(host_of(f"//{text}")) else "https"
    return f"{scheme}://{text}"


def _has_scheme(text: str) -> bool:
    """Whether `text` names a scheme; `example.org:8080/feed` and `localhost:80` name a port instead."""
    scheme, colon, rest = text.partition(":")
    return bool(colon) and "." not in scheme and "/" not in scheme and not rest.split("/")[0].isdigit()


def scheme_of(url: str) -> str:
    """The scheme in lower case, "" where there is none."""
    return url.partition(":")[0].strip().lower() if ":" in url else ""


def host_of(url: str) -> str:
    """The host name in lower case, "" where the address has none or cannot be read."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def port_of(url: str) -> int:
    """The port, by the scheme where none is written; 0 where it cannot be read."""
    try:
        parts = urlsplit(url)
        return parts.port or _DEFAULT_PORTS.get(parts.scheme.lower(), 0)
    except ValueError:
        return 0


def shown(url: str) -> str:
    """The address without its user name and password, for messages."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url[:200]
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def is_public(address: str) -> bool:
    """Whether an IP address (no name) is one of the open internet, embedded IPv4 addresses looked through."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its name alone: no lookup is made."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_same_place(home: str, other: str) -> bool:
    """Whether `other` lies on the host and port of `home`, or is its step from http to https on the usual ports."""
    if host_of(home) != host_of(other):
        return False
    before, after = port_of(home), port_of(other)
    return before == after or (before, after) == (80, 443)


def _ask_system(host: str, port: int) -> tuple[str, ...]:
    """Addresses of a host by the system's resolver; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Resolver:
    """Host names to IP addresses, remembered, so that what was checked is what is connected to.

    Each lookup runs in a daemon thread of its own: dead name servers hold up neither the lookups of other hosts
    (the event loop's own pool has six threads on two cores) nor the end of the program.
    """

    def __init__(self, ask: Callable[[str, int], tuple[str, ...]] = _ask_system) -> None:
        self._ask = ask
        self._known: dict[str, tuple[float, asyncio.Future[tuple[str, ...] | OSError]]] = {}

    async def lookup(self, host: str, port: int) -> tuple[str, ...]:
        """IP addresses of `host`, best first; raises OSError where it has none."""
        try:
            return (str(ipaddress.ip_address(host)),)
        except ValueError:
            pass
        answer = await asyncio.shield(self._asked(host, port))
        if isinstance(answer, OSError):
            raise OSError(*answer.args)
        return answer

    def _asked(self, host: str, port: int) -> asyncio.Future[tuple[str, ...] | OSError]:
        """The running or remembered lookup of `host`."""
        loop = asyncio.get_running_loop()
        if (known := self._known.get(host)) is not None and not self._is_stale(*known, loop.time()):
            return known[1]
        future: asyncio.Future[tuple[str, ...] | OSError] = loop.create_future()
        self._known[host] = (loop.time(), future)

        def deliver(answer: tuple[str, ...] | OSError) -> None:
            if not future.done():
                future.set_result(answer)

        def work() -> None:
            answer: tuple[str, ...] | OSError
            try:
                answer = self._ask(host, port) or OSError("no address")
            except (OSError, UnicodeError) as error:  # UnicodeError: a label over 63 characters
                answer = error if isinstance(error, OSError) else OSError(str(error))
            # a closed loop wants no answer any more
            if not loop.is_closed():
                try:
                    loop.call_soon_threadsafe(deliver, answer)
                except RuntimeError:
                    return

        threading.Thread(target=work, name=f"lookup {host}", daemon=True).start()
        return future

    @staticmethod
    def _is_stale(asked_at: float, future: asyncio.Future[tuple[str, ...] | OSError], now: float) -> bool:
        """Whether a remembered lookup is too old to be believed."""
        if not future.done():
            return False
        keep = KEEP_FAILED_SECONDS if isinstance(future.result(), OSError) else KEEP_SECONDS
        return now - asked_at > keep
