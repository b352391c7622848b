"""The server behind `newsread serve`: textual-serve's, closed to the pages of other sites."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.server import Server

from tui_reader.feeds.addresses import is_loopback

SECONDS_TO_LEAVE = 5.0  #: a reader writes down where it was before it ends


class BrowserServer(Server):
    """Serves the reader to the page it made itself.

    Browsers let a page of any site open a socket to this machine, and a socket here is the reader's whole keyboard.
    """

    def __init__(self, *parts: Any, **named: Any) -> None:
        super().__init__(*parts, **named)
        self._answering: set[asyncio.Task[Any]] = set()

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()
        app.middlewares.append(self._refuse_strangers)
        app.on_response_prepare.append(_forbid_frames)
        return app

    @web.middleware
    async def _refuse_strangers(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_own(request.host, request.headers.get("Origin", ""), is_local=is_loopback(self.host)):
            raise web.HTTPForbidden(text="newsread answers its own page only")
        task = asyncio.current_task()
        assert task is not None
        self._answering.add(task)
        try:
            return await handler(request)
        finally:
            self._answering.discard(task)

    async def on_shutdown(self, app: web.Application) -> None:
        """End the readers of windows that are still open; aiohttp would wait a minute for each to leave by itself."""
        if still := set(self._answering):
            for task in still:
                task.cancel()
            await asyncio.wait(still, timeout=SECONDS_TO_LEAVE)


def is_own(host: str, origin: str, *, is_local: bool) -> bool:
    """Whether a request comes from the page that was served, or from no page at all.

    `host` and `origin` are the headers of these names. What is served to this machine alone must also be asked for by
    an address of this machine: any site may give its own name that address (DNS rebinding).
    """
    try:
        if is_local and not is_loopback(urlsplit(f"//{host}").hostname or ""):
            return False
        return not origin or urlsplit(origin).netloc == host
    except ValueError:
        return False


async def _forbid_frames(request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
