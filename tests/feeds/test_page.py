"""Pages for full text: the guards of feeds, and manners (rows H5, H8 and H15 of the list of threats)."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from tests.feeds.clock import run_at_once
from tests.feeds.wires import HOME, answer, client_of, serving
from tui_reader.errors import FetchError, NotAllowed, TryLater
from tui_reader.feeds.page import Pages

STORY = "https://other.example/story.html"
HTML = b"<!doctype html><p>The ferry is back.</p>"


async def test_a_page_comes_back_as_bytes() -> None:
    seen: list[httpx.Request] = []
    pages = Pages(serving({STORY: answer(HTML, content_type="text/html; charset=utf-8")}, seen))
    page = await pages.fetch(STORY, home=HOME)
    assert (page.body, page.content_type) == (HTML, "text/html; charset=utf-8")
    assert seen[0].headers["accept"].startswith("text/html")


@pytest.mark.parametrize("kind", ["", "image/png", "text/html"])
async def test_what_looks_like_a_page_is_one_whatever_its_label(kind: str) -> None:
    pages = Pages(serving({STORY: answer(HTML, content_type=kind)}))
    assert (await pages.fetch(STORY, home=HOME)).body == HTML


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("application/pdf", b"%PDF-1.7", "application/pdf"),
        ("video/mp4", b"\x00\x00", "a film"),
        ("\x1b[31m/x", b"abc", "no article"),
        ("text/html", b"  ", "empty"),
    ],
)
async def test_what_is_no_page_is_said(kind: str, body: bytes, words: str) -> None:
    response = httpx.Response(200, headers=[(b"Content-Type", kind.encode())], content=body)
    with pytest.raises(FetchError, match=words) as caught:
        await Pages(serving({STORY: response})).fetch(STORY, home=HOME)
    assert "\x1b" not in str(caught.value)


async def test_h05_a_feed_cannot_send_newsread_into_the_private_network() -> None:
    pages = Pages(serving({}))
    for url in ("http://router.example/", "http://127.0.0.1/x", "file:///etc/passwd", "http://10.0.0.1/"):
        with pytest.raises(NotAllowed):
            await pages.fetch(url, home=HOME)


async def test_h08_a_host_that_asks_for_patience_gets_it() -> None:
    seen: list[httpx.Request] = []
    pages = Pages(serving({STORY: answer(b"", 429, retry_after="60")}, seen))
    for _ in range(3):
        with pytest.raises(TryLater):
            await pages.fetch(STORY, home=HOME)
    assert len(seen) == 1


@pytest.mark.parametrize(("home", "spacing"), [(HOME, 1.0), ("http://127.0.0.1/feed.xml", 0.0)])
def test_h15_pages_of_one_host_are_spaced_and_this_machine_is_not(home: str, spacing: float) -> None:
    starts: list[float] = []

    async def visit() -> None:
        def handle(request: httpx.Request) -> httpx.Response:
            starts.append(asyncio.get_running_loop().time())
            return answer(HTML)

        pages = Pages(client_of(handle))
        await asyncio.gather(*(pages.fetch(f"{home}/{n}", home=home) for n in range(3)))

    run_at_once(visit())
    assert starts == pytest.approx([0.0, spacing, 2 * spacing])
