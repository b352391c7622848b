"""Reads JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1), with what can be saved of a body that breaks off."""

from __future__ import annotations

import json
import re
from typing import Any

from tui_reader.errors import ParseError
from tui_reader.feeds.raw import Markup, RawEntry, RawFeed, RawText

_ITEMS = re.compile(r'"items"\s*:\s*\[')
_DECODER = json.JSONDecoder(strict=False)  # raw control characters inside strings are common; cleaning removes them


def looks_like_json(text: str) -> bool:
    """Whether `text` begins as a JSON object does."""
    return text[:200].lstrip("\ufeff \t\r\n").startswith("{")


def read_json(text: str, max_entries: int) -> RawFeed:
    """Read a JSON Feed. Raises ParseError for JSON that is no feed; a cut body gives its whole items."""
    text = text.lstrip("\ufeff \t\r\n")
    is_partial = False
    try:
        feed, _ = _DECODER.raw_decode(text)
    except RecursionError as error:
        raise ParseError("the JSON is nested too deeply to be a feed") from error
    except ValueError as error:
        feed = _salvaged(text)
        if not feed["items"]:
            raise ParseError(f"not a JSON Feed: {error}") from error
        is_partial = True
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ParseError("JSON, but no JSON Feed: it has no list of items")
    raw = RawFeed(
        title=RawText(_text(feed.get("title")), "text"),
        link=_text(feed.get("home_page_url")),
        language=_text(feed.get("language")),
        is_partial=is_partial,
        is_capped=len(feed["items"]) > max_entries,
    )
    for item in feed["items"][:max_entries]:
        if isinstance(item, dict):
            raw.entries.append(_entry(item, feed))
        else:
            raw.skipped += 1
    return raw


def _salvaged(text: str) -> dict[str, Any]:
    """The items that are whole in JSON that is not."""
    items: list[Any] = []
    start = _ITEMS.search(text)
    at = start.end() if start else len(text)
    while at < len(text):
        at += len(text[at : at + 100]) - len(text[at : at + 100].lstrip(" \t\r\n,"))
        try:
            item, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        items.append(item)
    head: dict[str, Any] = {}
    for key in ("title", "home_page_url", "language"):
        match = re.search(rf'"{key}"\s*:\s*("(?:[^"\\]|\\.)*")', text[: start.start()] if start else "")
        if match:
            head[key] = json.loads(match[1], strict=False)
    return {**head, "items": items}


def _entry(item: dict[str, Any], feed: dict[str, Any]) -> RawEntry:
    contents = [
        RawText(value, markup)
        for key, markup in _BODIES
        if (value := _text(item.get(key)))
    ]  # fmt: skip
    summary = _text(item.get("summary"))
    attachments = [a for a in _list(item.get("attachments")) if isinstance(a, dict)]
    authors = _authors(item) or _authors(feed)
    return RawEntry(
        guid=_text(item.get("id")),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        title=RawText(_text(item.get("title")), "text"),
        authors=authors,
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        summary=RawText(summary, "text") if summary else None,
        contents=contents,
        enclosures=[_text(a.get("url")) for a in attachments],
        categories=[_text(tag) for tag in _list(item.get("tags"))],
    )


_BODIES: tuple[tuple[str, Markup], ...] = (("content_html", "html"), ("content_text", "text"))


def _authors(holder: dict[str, Any]) -> list[str]:
    """Names of 1.1's list and of 1.0's single author."""
    authors = [*_list(holder.get("authors")), holder.get("author")]
    return [name for author in authors if isinstance(author, dict) and (name := _text(author.get("name")))]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """A string as it is, a number as its digits (ids are often numbers), anything else as nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
