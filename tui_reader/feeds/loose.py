"""Reads what the strict pass rejects: feedparser, without its sanitizer and resolver, as the judge of last resort."""

from __future__ import annotations

import re
from typing import Any

from tui_reader.errors import ParseError
from tui_reader.feeds.raw import RawEntry, RawFeed, RawText, markup_of
from tui_reader.feeds.repair import cut_authors, is_whole

_ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)


def read_loosely(text: str, max_entries: int) -> RawFeed:
    """Read repaired XML by feedparser. Slow (20 ms for a common feed) and greedy: belongs in a worker.

    Raises ParseError where feedparser finds no feed or gives up.
    """
    import feedparser

    text, is_capped = _capped(cut_authors(text), max_entries)
    text, is_partial = (text, False) if is_capped else _whole_entries(text)
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        result = feedparser.parse(
            _Bytes(text.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # feedparser promises none and raises several (UnicodeEncodeError, RecursionError ...)
        raise ParseError(f"not readable as a feed: {type(error).__name__}") from error
    if not result.entries and is_partial:
        raise ParseError("broke off before its first entry")
    if not (result.entries or result.version or result.feed):
        raise ParseError("no feed: neither RSS, Atom, RDF nor CDF")
    feed = result.feed
    is_atom = result.version.startswith("atom")
    raw = RawFeed(
        title=_text_of(feed, "title", is_atom),
        link=_string(feed, "link"),
        language=_string(feed, "language"),
        ttl=_string(feed, "ttl"),
        is_capped=is_capped,
        is_partial=is_partial,
    )
    for entry in result.entries[:max_entries]:
        try:
            raw.entries.append(_entry(entry, is_atom))
        except (ValueError, LookupError, TypeError, AttributeError):
            raw.skipped += 1
    return raw


class _Bytes:
    """A stream for feedparser, which would take bytes for a file name."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self) -> bytes:
        """All of it."""
        return self._data


def _capped(text: str, max_entries: int) -> tuple[str, bool]:
    """`text` up to the end of its last entry that is wanted: reading on would only cost time."""
    for count, match in enumerate(_ENTRY_END.finditer(text), 1):
        if count > max_entries:
            return text[: match.start()], True
    return text, False


def _whole_entries(text: str) -> tuple[str, bool]:
    """`text` without the entry it breaks off in, and whether it does break off."""
    if is_whole(text):
        return text, False
    ends = [match.end() for match in _ENTRY_END.finditer(text)]
    return text[: ends[-1]] if ends else text, True


def _entry(entry: Any, is_atom: bool) -> RawEntry:
    summary = _text_of(entry, "summary", is_atom)
    contents = [_text(c.get("value"), c.get("type"), c.get("base"), is_atom) for c in dict.get(entry, "content", [])]
    return RawEntry(
        guid=_string(entry, "id"),
        link=_string(entry, "link"),
        title=_text_of(entry, "title", is_atom),
        authors=_authors(entry),
        published=_string(entry, "published"),
        updated=_string(entry, "updated"),
        created=_string(entry, "created"),
        # feedparser copies content into a missing summary, without its type
        summary=summary if summary.value and all(summary.value != content.value for content in contents) else None,
        contents=contents,
        enclosures=[link.get("href", "") for link in dict.get(entry, "links", []) if link.get("rel") == "enclosure"],
        categories=[tag.get("label") or tag.get("term") or "" for tag in dict.get(entry, "tags", [])],
        comments=_string(entry, "comments"),
    )


def _authors(entry: Any) -> list[str]:
    """Names, or what stands in for them, in order."""
    names = [author.get("name") or author.get("email") or "" for author in dict.get(entry, "authors", [])]
    return [name for name in names if name] or [_string(entry, "author")]


def _string(holder: Any, key: str) -> str:
    """`holder[key]` if it is text; past feedparser's own fall-backs from one key to another."""
    value = dict.get(holder, key)
    return value if isinstance(value, str) else ""


def _text_of(holder: Any, key: str, is_atom: bool) -> RawText:
    detail = dict.get(holder, f"{key}_detail") or {}
    return _text(_string(holder, key), detail.get("type"), detail.get("base"), is_atom)


def _text(value: str | None, content_type: str | None, base: str | None, is_atom: bool) -> RawText:
    return RawText(value or "", markup_of(content_type or "", is_atom), base or "")
