"""Subscription lists: OPML (and what else listparser knows) in, OPML 2.0 out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tui_reader.errors import OpmlError
from tui_reader.feeds.charset import decode
from tui_reader.feeds.repair import repair
from tui_reader.model import Feed
from tui_reader.text import clean, clean_url

MOST_BYTES = 16 * 1024 * 1024
"""Bytes of a list that are read."""
MOST_OUTLINES = 10_000
"""Outlines that are read; the largest real list of the corpora has 300."""
MOST_PROBLEMS = 20
"""Problems that are told; one broken line often makes many."""
DEEPEST = 8
"""Levels of folders that are kept."""
DEEPEST_NESTING = 100
"""Outlines inside each other that are read."""

_OUTLINE_EDGE = re.compile(r"</?outline\b|/>", re.IGNORECASE)
_CUT = f"larger than {MOST_OUTLINES} outlines or {DEEPEST_NESTING} levels: only its beginning was read"
_ADDRESS = re.compile(r"""\bxmlUrl\s*=\s*["']([^"'<>]{8,2000})["']""", re.IGNORECASE)
_FEED_OUTLINE = re.compile(r"""<outline\b(?=[^<>]*\btype\s*=\s*["'](?:rss|atom)["'])[^<>]*>""", re.IGNORECASE)
_TEXT = re.compile(r"""\b(?:text|title)\s*=\s*["']([^"]*?)["']""", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed:(?=//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription of a list."""

    url: str  #: http or https address of the feed
    title: str  #: one line, may be ""
    folder: str = ""  #: path, "/" between levels, "" at the top


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list holds."""

    feeds: tuple[Outline, ...]  #: in the list's order, no address twice
    title: str = ""  #: the list's own
    problems: tuple[str, ...] = ()  #: one line each, "line 12: ...": what was mended or left out


def read_opml(data: bytes) -> Listing:
    """Read a subscription list, well-formed or not. Raises OpmlError where it gives no feed at all.

    Nothing is fetched: neither external entities nor lists that the list includes. Folders are the outlines around
    a feed, or its category where it stands at the top.
    """
    text = decode(data[:MOST_BYTES])
    text, is_cut = _cut(text)
    problems = [_CUT] if is_cut or len(data) > MOST_BYTES else _complaints(text)
    harvest = _harvest(repair(text))
    feeds: dict[str, Outline] = {}
    for item in harvest["feeds"]:
        url = clean_url(_FEED_SCHEME.sub("", item["url"], count=1), "http:")
        title = clean(item["title"], limit=300)
        if url:
            feeds.setdefault(url, Outline(url, title, _folder(item["categories"])))
        elif len(problems) < MOST_PROBLEMS:
            problems.append(
                f"{_place(text, item['url'])}{title or 'a feed'}: no web address: {clean(item['url'], limit=80)}"
            )
    problems += _without_address(text)[: max(0, MOST_PROBLEMS - len(problems))]
    _salvage(text, feeds, problems)
    if harvest["lists"]:
        problems.append(f"{len(harvest['lists'])} further lists that it names were not followed")
    if not feeds:
        raise OpmlError("no feed in this list" + (f" ({problems[0]})" if problems else ""))
    title = harvest["meta"].get("title", "")
    return Listing(tuple(feeds.values()), clean(title, limit=300), tuple(problems))


def write_opml(feeds: Iterable[Feed], title: str = "newsread subscriptions") -> str:
    """Return OPML 2.0 of `feeds`, folders as nested outlines, in the order given."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"  <head><title>{escape(clean(title))}</title></head>", "  <body>"]
    open_folders: list[str] = []
    for feed in sorted(feeds, key=lambda feed: feed.folder):
        path = [clean(name) for name in feed.folder.split("/") if clean(name)]
        shared = 0
        while shared < min(len(path), len(open_folders)) and path[shared] == open_folders[shared]:
            shared += 1
        while len(open_folders) > shared:
            lines.append("  " * (len(open_folders) + 1) + "</outline>")
            open_folders.pop()
        for name in path[shared:]:
            open_folders.append(name)
            lines.append("  " * (len(open_folders) + 1) + f"<outline text={quoteattr(name)} title={quoteattr(name)}>")
        lines.append("  " * (len(open_folders) + 2) + _outline(feed))
    lines += ["  " * level + "</outline>" for level in range(len(open_folders) + 1, 1, -1)]
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _salvage(text: str, feeds: dict[str, Outline], problems: list[str]) -> None:
    """Add the feeds of outlines whose attributes are too broken for a parser: quotes inside quotes, mostly."""
    folder = ""
    for match in _ADDRESS.finditer(text):
        url = clean_url(unescape(match[1]))
        if url in feeds:
            folder = feeds[url].folder
        elif url and len(feeds) < MOST_OUTLINES:
            names = _TEXT.search(text, max(0, text.rfind("<outline", 0, match.start())), match.start())
            title = clean(unescape(names[1]), limit=300) if names else ""
            feeds[url] = Outline(url, title, folder)
            if len(problems) < MOST_PROBLEMS:
                problems.append(f"{_place(text, match[0])}{title or url}: broken, but its address was found")


def _without_address(text: str) -> list[str]:
    """The outlines that call themselves feeds and name no address, which listparser passes over, by line."""
    problems: list[str] = []
    line, at = 1, 0
    for match in _FEED_OUTLINE.finditer(text):
        if "xmlurl" not in match[0].lower():
            line, at = line + text.count("\n", at, match.start()), match.start()
            names = _TEXT.search(match[0])
            title = clean(unescape(names[1]), limit=300) if names else ""
            problems.append(f"line {line}: {title or 'a feed'}: no address")
    return problems


def _outline(feed: Feed) -> str:
    name = quoteattr(clean(feed.title) or feed.url)
    site = f" htmlUrl={quoteattr(feed.site_url)}" if feed.site_url else ""
    return f'<outline type="rss" text={name} title={name} xmlUrl={quoteattr(feed.url)}{site}/>'


def _harvest(text: str) -> dict[str, Any]:
    """What listparser finds. It reads by lxml's HTML parser, which knows no entities of a document's own."""
    import listparser

    result: dict[str, Any] = listparser.parse(text.encode("ascii", "xmlcharrefreplace"))
    return result


def _cut(text: str) -> tuple[str, bool]:
    """`text` up to where it passes `MOST_OUTLINES` or `DEEPEST_NESTING`; listparser takes quadratic time in depth."""
    count = depth = 0
    for match in _OUTLINE_EDGE.finditer(text):
        if match[0] == "/>" or match[0].startswith("</"):
            depth = max(0, depth - 1)
            continue
        count, depth = count + 1, depth + 1
        if count > MOST_OUTLINES or depth > DEEPEST_NESTING:
            return text[: match.start()], True
    return text, False


def _folder(categories: list[list[str]]) -> str:
    """The path around a feed: listparser puts it behind the categories that the feed itself names."""
    path = categories[-1] if categories else []
    names = (clean(name.replace(" / ", " - ").replace("/", "-"), limit=100) for name in path)
    return "/".join([name for name in names if name][:DEEPEST])


def _complaints(text: str) -> list[str]:
    """What is wrong with the XML, by line; nothing external is read for it."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    with suppress(etree.LxmlError, ValueError):  # too broken even for that: the log has it
        etree.fromstring(text.encode("utf-8", "replace"), parser)
    seen: dict[int, str] = {}
    for entry in parser.error_log:
        seen.setdefault(entry.line, f"line {entry.line}: {clean(entry.message, limit=120)}")
    complaints = list(seen.values())
    if len(complaints) > MOST_PROBLEMS:
        complaints[MOST_PROBLEMS:] = [f"and {len(complaints) - MOST_PROBLEMS} more lines"]
    return complaints


def _place(text: str, words: str) -> str:
    """ "line 12: " of the first place of `words`."""
    at = text.find(words) if words else -1
    return f"line {text.count(chr(10), 0, at) + 1}: " if at >= 0 else ""
