"""Which feeds a web page names, and where sites usually keep them; nothing is fetched here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from tui_reader.text import clean, clean_url
from tui_reader.text.markup import walk_html

LONGEST_PAGE = 2_000_000
"""Characters of a page that are searched."""
MOST_CANDIDATES = 50

_FEED_TYPES = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
    "application/rdf+xml": "rdf",
    "application/x.atom+xml": "atom",
    "text/rss+xml": "rss",
    "text/xml": "xml",
    "application/xml": "xml",
    "application/json": "json",
}
_USUAL = (
    "feed",
    "rss",
    "rss.xml",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "feed.json",
    "feeds/posts/default",
    "?feed=rss2",
)
_NAMES = ("rss", "atom", "/feed", "feed.", "feeds.", ".rdf", "xml/rss")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a feed."""

    url: str  #: absolute http(s) address
    title: str  #: what the page calls it, may be ""
    type: str  #: "rss", "atom", "json", "rdf", "xml", or "" where only the address suggests a feed


def feed_links(html: str, base_url: str) -> list[Candidate]:
    """Return the feeds that a page at `base_url` names: what `<link rel=alternate>` declares, then likely links.

    Feeds of comments come last. Broken pages are read as far as they go; linear in their length.
    """
    finder = _Finder(base_url)
    walk_html(html[:LONGEST_PAGE], finder)
    found: dict[str, Candidate] = {}
    for candidate in (*finder.declared, *finder.likely):
        found.setdefault(candidate.url, candidate)
    ranked = sorted(found.values(), key=lambda one: (not one.type, "comment" in f"{one.title} {one.url}".lower()))
    return ranked[:MOST_CANDIDATES]


def usual_paths(url: str) -> list[str]:
    """Addresses where sites keep feeds, those below the page at `url` first, then those at its root."""
    parts = urlsplit(clean_url(url))
    if not parts.netloc:
        return []
    root = f"{parts.scheme}://{parts.netloc}/"
    folder = root + parts.path.strip("/") + "/" if parts.path.strip("/") else root
    return list(dict.fromkeys(start + path for start in (folder, root) for path in _USUAL))


class _Finder:
    """A parser target that looks at links only."""

    def __init__(self, base_url: str) -> None:
        self._page = base_url
        self._base = base_url
        self._open: str = ""  # address of the link whose words are being read
        self._words: list[str] = []
        self.declared: list[Candidate] = []
        self.likely: list[Candidate] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "base" and self._base == self._page:
            self._base = clean_url(attributes.get("href") or "", self._page) or self._page
        elif tag == "link":
            self._declare(attributes)
        elif tag == "a":
            self._finish_link()
            address = clean_url(attributes.get("href") or "", self._base)
            parts = urlsplit(address)
            if any(name in f"{parts.netloc}{parts.path}?{parts.query}".lower() for name in _NAMES):
                self._open = address

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "a":
            self._finish_link()

    def data(self, data: str) -> None:
        """Characters."""
        if self._open and len(self._words) < 50:
            self._words.append(data)

    def close(self) -> None:
        """The end of the page."""
        self._finish_link()

    def _declare(self, attributes: Mapping[str, str]) -> None:
        relation = (attributes.get("rel") or "").lower().split()
        kind = _FEED_TYPES.get((attributes.get("type") or "").partition(";")[0].strip().lower(), "")
        if "feed" not in relation and not ("alternate" in relation and kind):
            return
        url = clean_url(attributes.get("href") or "", self._base)
        if url and url != self._page:
            self.declared.append(Candidate(url, clean(attributes.get("title") or "", limit=200), kind or "xml"))

    def _finish_link(self) -> None:
        if self._open:
            self.likely.append(Candidate(self._open, clean("".join(self._words), limit=200), ""))
        self._open, self._words = "", []
