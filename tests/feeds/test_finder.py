"""Finding feeds at an address that somebody typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from tests.feeds.wires import Handler, answer, serving
from tui_reader.errors import FetchError, NotAFeed
from tui_reader.feeds.finder import find_feeds
from tui_reader.feeds.parse import parse
from tui_reader.model import Candidate, ParsedFeed

SITE = "https://news.example"


def rss(title: str = "The Lantern", *items: str) -> bytes:
    entries = "".join(f"<item><title>{item}</title><link>{SITE}/{item}</link></item>" for item in items or ("ferry",))
    return f'<rss version="2.0"><channel><title>{title}</title>{entries}</channel></rss>'.encode()


def atom(title: str = "The Lantern", item: str = "ferry") -> bytes:
    entry = f'<entry><id>{item}</id><title>{item}</title><link href="{SITE}/{item}"/></entry>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>{entry}</feed>'.encode()


def page(*links: str) -> bytes:
    """A page that names feeds, one a line, as `links_of` reads it."""
    return b"<html>" + "\n".join(links).encode()


def links_of(body: bytes, url: str, content_type: str) -> Sequence[str]:
    return [str(httpx.URL(url).join(line)) for line in body.decode().removeprefix("<html>").split("\n") if line]


class Parser:
    """Reads bodies in this process."""

    async def parse(self, body: bytes, *, url: str, content_type: str = "") -> ParsedFeed:
        return parse(body, url=url, content_type=content_type)


async def find(
    address: str, pages: dict[str, bytes | httpx.Response], seen: list[str] | None = None
) -> list[Candidate]:
    """Look for feeds in a web of `pages` (paths of `SITE`, or whole addresses)."""
    known: dict[str, httpx.Response | Handler] = {}
    for place, body in pages.items():
        url = f"{SITE}{place}" if place.startswith("/") else place
        known[url] = _repeat(body) if isinstance(body, bytes) else body
    requests: list[httpx.Request] = []
    try:
        return await find_feeds(address, serving(known, requests), Parser(), links_of)
    finally:
        if seen is not None:
            seen += [request.url.path for request in requests]


def _repeat(body: bytes) -> Handler:
    return lambda request: answer(body)


async def test_the_address_of_a_feed_is_the_feed() -> None:
    assert await find(f"{SITE}/feed.xml", {"/feed.xml": rss("The Lantern", "a", "b")}) == [
        Candidate(f"{SITE}/feed.xml", "The Lantern", "RSS", 2)
    ]


async def test_a_site_gives_the_feeds_that_its_page_names() -> None:
    pages = {"/": page("/news.xml", "/sport.atom", "/gone.xml", "/about"), "/news.xml": rss(), "/about": page()}
    found = await find("news.example", {**pages, "/sport.atom": atom("Sport", "match")})
    assert [(one.url, one.title, one.kind) for one in found] == [
        (f"{SITE}/news.xml", "The Lantern", "RSS"),
        (f"{SITE}/sport.atom", "Sport", "Atom"),
    ]


async def test_one_feed_in_two_formats_and_at_two_addresses_is_one() -> None:
    pages = {"/": page("/news.xml", "/news.atom", "/news.xml", "/copy.xml"), "/news.xml": rss(), "/news.atom": atom()}
    found = await find(SITE, {**pages, "/copy.xml": rss()})
    assert [one.url for one in found] == [f"{SITE}/news.xml"]


async def test_usual_places_are_tried_where_the_page_names_none() -> None:
    seen: list[str] = []
    found = await find(f"{SITE}/blog/", {"/blog/": page(), "/atom.xml": atom()}, seen)
    assert [one.url for one in found] == [f"{SITE}/atom.xml"]
    assert seen[1:5] == ["/blog/feed", "/blog/rss", "/blog/rss.xml", "/blog/feed.xml"]
    seen.clear()
    await find(f"{SITE}/blog/", {"/blog/": page(), "/blog/feed": rss()}, seen)
    assert len(seen) == 5, "no more places are asked than needed"


async def test_a_name_alone_is_tried_without_tls_too() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    client = serving({f"{SITE}/": refuse, "http://news.example/": answer(rss())})
    found = await find_feeds("news.example/", client, Parser(), links_of)
    assert [one.url for one in found] == ["http://news.example/"]
    with pytest.raises(FetchError, match="cannot be reached"):
        await find_feeds(f"{SITE}/", client, Parser(), links_of)


async def test_a_feed_that_has_moved_for_good_is_subscribed_where_it_is() -> None:
    pages: dict[str, bytes | httpx.Response] = {"/old": answer(b"", 301, location="/new.xml"), "/new.xml": rss()}
    assert [one.url for one in await find(f"{SITE}/old", pages)] == [f"{SITE}/new.xml"]


async def test_a_file_of_this_computer(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss())
    assert [one.url for one in await find(path.as_uri(), {})] == [path.as_uri()]
    path.write_bytes(page("/x"))
    with pytest.raises(NotAFeed):
        await find(path.as_uri(), {})


async def test_h05_a_page_cannot_name_feeds_in_the_private_network() -> None:
    secret = "http://router.example/feed.xml"
    found = await find(SITE, {"/": page(secret, "/news.xml"), secret: rss("INTERNAL SECRET"), "/news.xml": rss()})
    assert [one.title for one in found] == ["The Lantern"]


@pytest.mark.parametrize("address", ["", "  ", "nowhere.example", "javascript:alert(1)"])
async def test_addresses_that_cannot_be_read(address: str) -> None:
    with pytest.raises(FetchError):
        await find(address, {})


async def test_a_site_without_feeds_says_so() -> None:
    seen: list[str] = []
    with pytest.raises(NotAFeed, match="no feed found"):
        await find(SITE, {"/": page("/about"), "/about": page()}, seen)
    assert len(seen) <= 20


async def test_a_subscription_list_gives_all_that_it_holds() -> None:
    listed = (
        b"<?xml version='1.0'?><OPML version='2.0'><body><outline text='North'>"
        b"<outline text='One' xmlUrl='https://one.example/feed'/></outline>"
        b"<outline text='Two' xmlUrl='https://two.example/feed'/></body></OPML>"
    )
    found = await find(f"{SITE}/list", {"/list": listed})
    assert [(one.url, one.title, one.kind, one.folder) for one in found] == [
        ("https://one.example/feed", "One", "OPML", "North"),
        ("https://two.example/feed", "Two", "OPML", ""),
    ]
    broken = listed.replace(b"'One'", b"'One & 'only''").replace(b"/></OPML>", b">")
    found = await find(f"{SITE}/list", {"/list": broken})
    assert found[0].problems and found[0].problems[0].startswith("line 1"), "what is wrong with it is told by line"
    with pytest.raises(NotAFeed, match="no feed in this list"):
        await find(f"{SITE}/list", {"/list": b"<opml version='2.0'><body/></opml>"})
