"""A news server on this machine for tests: some outlets with a few articles each, ETags, and pages in full."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PLACES = ("Brindle", "Larkmoor", "Westhaven", "Alderport", "Montfort")


def item(outlet: int, number: int, base: str) -> str:
    """One article of an outlet, as RSS."""
    place = PLACES[(outlet + number) % len(PLACES)]
    at = datetime.now(UTC) - timedelta(minutes=7 * number + outlet)
    words = (
        f"<p>“The {place} bridge opens on day {number},” said Mara Holt, mayor of {place}.</p>"
        f"<p>About {100 + number} people came, according to the police. The toll stays as it is.</p>"
    )
    link = f"{base}/page/{outlet}/{number}"
    return (
        f"<item><guid isPermaLink='false'>{outlet}-{number}</guid><link>{link}</link>"
        f"<title>Bridge {number} of outlet {outlet} opens in {place}</title><pubDate>{format_datetime(at)}</pubDate>"
        f"<description><![CDATA[{words}]]></description></item>"
    )


def page(outlet: int, number: int) -> bytes:
    """The page of an article: much longer than what its feed carries."""
    place = PLACES[(outlet + number) % len(PLACES)]
    told = "".join(
        f"<p>On day {day} the crew of the {place} bridge laid {day + 20} planks between the two piers, and the people"
        f" of the lower town came down to the water to watch them do it. “We count every plank,” said Mara Holt.</p>"
        for day in range(1, 12)
    )
    return (
        f"<!doctype html><html><head><title>Bridge {number} opens</title></head><body><nav>Home News Sport</nav>"
        f"<article><h1>Bridge {number} opens</h1>{told}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


class Server(ThreadingHTTPServer):
    """`asked` counts requests by path."""

    daemon_threads = True

    def __init__(self, items: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.items = items
        self.asked: list[str] = []
        self.base = f"http://127.0.0.1:{self.server_address[1]}"

    def feed(self, outlet: int) -> bytes:
        """The feed of one outlet."""
        items = "".join(item(outlet, number, self.base) for number in range(self.items))
        return f"<rss version='2.0'><channel><title>Outlet {outlet}</title>{items}</channel></rss>".encode()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        kind, _, name = self.path.strip("/").partition("/")
        if kind == "page":
            self._send(200, page(*map(int, name.split("/"))), ("Content-Type", "text/html; charset=utf-8"))
        elif kind != "feed":
            self._send(404, b"nothing here")
        elif self.headers.get("If-None-Match") == f'"{name}"':
            self._send(304, b"")
        else:
            self._send(200, self.server.feed(int(name)), ("ETag", f'"{name}"'), ("Content-Type", "application/rss+xml"))

    def _send(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for header in headers:
            self.send_header(*header)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def news_server(items: int = 6) -> Iterator[Server]:
    """A running server; `/feed/N` for any N."""
    server = Server(items)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
