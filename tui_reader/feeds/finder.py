"""Finding the feeds of an address that somebody typed: a feed, a site, a file; each answer has been read as a feed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from tui_reader.errors import FetchError, NotAFeed, OpmlError, ParseError, WorkerError
from tui_reader.feeds.addresses import host_of, is_same_place, scheme_of, shown, tidy
from tui_reader.feeds.client import Client
from tui_reader.feeds.discover import usual_paths
from tui_reader.feeds.fetch import fetch
from tui_reader.feeds.fetched import MANUAL, Fetched
from tui_reader.model import Candidate, ParsedFeed

#: Feeds of one page that are tried; some pages name one for each comment thread.
CANDIDATES_MOST = 24
#: Seconds for one look at an address that may be a feed: most of the guessed ones are not.
LOOK = replace(MANUAL, seconds=15.0)

#: The addresses of feeds which an HTML page names, absolute, best first: of its bytes, its address, its Content-Type.
LinkReader = Callable[[bytes, str, str], Sequence[str]]


class Parser(Protocol):
    """What reads bodies: `parsing.ParserPool`."""

    def parse(self, body: bytes, *, url: str, content_type: str = "") -> Awaitable[ParsedFeed]:
        """A feed of a body; raises ParseError, NotAFeed, WorkerError."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A feed that was read."""

    candidate: Candidate  #: for the reader to choose
    entries: tuple[str, ...]  #: what tells its entries from those of another feed


async def find_feeds(address: str, client: Client, parser: Parser, feed_links: LinkReader) -> list[Candidate]:
    """Feeds at `address`, best first: the feed itself, or those that the page names, or one at the usual places.

    A subscription list gives all that it holds, unread, as kind "OPML", what is wrong with it on the first. Candidates
    with the same entries count once.
    A name without a scheme is tried as https, then as http.
    Raises FetchError where the address cannot be read, NotAFeed where no feed is found.
    """
    if not address.strip():
        raise FetchError("give the address of a site or a feed")
    typed = tidy(address)
    page = await _ask_typed(address, typed, client)
    if (found := await _read(page, parser)) is not None:
        return [found.candidate]
    if b"<opml" in page.body[:2048].lower():
        return _listed(page.body)
    if scheme_of(typed) == "file":
        raise NotAFeed("the file is not a feed newsread can read")
    home = typed if is_same_place(typed, page.final_url) else page.final_url
    named = list(dict.fromkeys(feed_links(page.body, page.final_url, page.content_type)))[:CANDIDATES_MOST]
    for urls in (named, *_in_fours(usual_paths(page.final_url))):
        looks = await asyncio.gather(*(_look(url, client, parser, home) for url in urls))
        if candidates := _each_once(looks):
            return candidates
    raise NotAFeed(f"no feed found at {shown(page.final_url)[:200]}: give the address of the feed itself")


def _listed(body: bytes) -> list[Candidate]:
    """The feeds of a subscription list, in its order. Raises NotAFeed where it holds none."""
    from tui_reader.feeds.opml import read_opml

    try:
        listed = read_opml(body)
    except OpmlError as error:
        raise NotAFeed(str(error)) from error
    found = [Candidate(outline.url, outline.title, "OPML", folder=outline.folder) for outline in listed.feeds]
    return [replace(found[0], problems=listed.problems), *found[1:]]


async def _ask_typed(address: str, typed: str, client: Client) -> Fetched:
    """The page or feed at the typed address; a name without a scheme is also tried without TLS."""
    try:
        return await fetch(client, typed, limits=MANUAL)
    except FetchError as error:
        was_guessed = scheme_of(typed) == "https" and not address.strip().lower().startswith("https:")
        if not was_guessed or error.status is not None:
            raise
        plain = "http" + typed.removeprefix("https")
        try:
            return await fetch(client, plain, limits=MANUAL)
        except FetchError:
            raise error from None


async def _look(url: str, client: Client, parser: Parser, home: str) -> _Found | None:
    """What is at an address that may be a feed, asked on behalf of the page at `home`."""
    try:
        return await _read(await fetch(client, url, limits=LOOK, home=home), parser)
    except FetchError:
        return None


async def _read(fetched: Fetched, parser: Parser) -> _Found | None:
    """A body that is a feed, None of any other."""
    try:
        feed = await parser.parse(fetched.body, url=fetched.final_url, content_type=fetched.content_type)
    except (ParseError, NotAFeed, WorkerError):
        return None
    url = fetched.moved_to or fetched.url
    entries = tuple(entry.url or entry.guid or entry.title for entry in feed.entries)
    candidate = Candidate(url, feed.title or host_of(url), _kind(fetched.body), len(entries))
    return _Found(candidate, entries or (fetched.final_url,))


def _each_once(looks: Iterable[_Found | None]) -> list[Candidate]:
    """What was found, in order; the same entries in another format or at another address are one feed."""
    by_entries: dict[tuple[str, ...], Candidate] = {}
    for found in looks:
        if found is not None:
            by_entries.setdefault(found.entries, found.candidate)
    return list({candidate.url: candidate for candidate in by_entries.values()}.values())


def _kind(body: bytes) -> str:
    """What people call the format, by the first thing that tells."""
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{"):
        return "JSON Feed"
    marks = {b"<feed": "Atom", b"<rdf:rdf": "RSS 1.0", b"<channel": "CDF", b"<rss": "RSS"}
    places = {name: head.find(mark) for mark, name in marks.items() if mark in head}
    return min(places, key=lambda name: places[name]) if places else "feed"


def _in_fours(urls: Sequence[str]) -> list[Sequence[str]]:
    """Four addresses at a time: most guesses are wrong, and one right one ends the search."""
    return [urls[at : at + 4] for at in range(0, len(urls), 4)]
