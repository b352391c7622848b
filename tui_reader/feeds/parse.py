"""`parse`: the body of a feed, whatever its format and however broken, as a `ParsedFeed` or a typed error."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import IO

from tui_reader.errors import NotAFeed, ParseError
from tui_reader.feeds.charset import decode, decode_file
from tui_reader.feeds.entries import build_feed
from tui_reader.feeds.expat import Unfit, read_pieces, read_strictly
from tui_reader.feeds.jsonfeed import looks_like_json, read_json
from tui_reader.feeds.loose import read_loosely
from tui_reader.feeds.raw import RawFeed
from tui_reader.feeds.repair import repair
from tui_reader.model import ParsedFeed

MAX_BYTES = 32 * 1024 * 1024
"""Bytes of a body that are read; the rest is cut and the feed marked partial."""
MAX_ENTRIES = 2_000
"""Entries kept of one feed."""
MOST_PATIENCE = 4_000_000
"""Characters of a large file that are mended, or read as JSON: either takes many times as much memory."""

# atomic: comments before a root may be read in one way only, else a thousand of them are read in 2**1000
_HTML = re.compile(r"(?>\s*(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FEED_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)


def parse(body: bytes, *, url: str, content_type: str = "", max_entries: int = MAX_ENTRIES) -> ParsedFeed:
    """Read a feed fetched from `url`: JSON Feed, RSS, RDF, Atom, CDF; `content_type` is the HTTP header.

    The strict pass is tried as it is, then on the repaired text, then feedparser. Relative links are resolved
    against `url` and xml:base. Raises NotAFeed for an HTML page, ParseError for anything else that is no feed.
    Blocks for milliseconds to seconds: see `parsing.ParserPool`.
    """
    feed = try_strictly(body, url=url, content_type=content_type, max_entries=max_entries)
    if feed is not None:
        return feed
    text, is_cut = _text(body, content_type)
    return _finished(_read_patiently(text, max_entries), url, is_cut)


def parse_file(file: IO[bytes], *, url: str, content_type: str = "", max_entries: int = MAX_ENTRIES) -> ParsedFeed:
    """As `parse`, of a large body in a file, read in pieces so that only what is kept of it takes memory.

    What the strict pass does not vouch for is read up to `MOST_PATIENCE` characters.
    """
    text, _ = _joined(decode_file(file, content_type), 200_000)
    if not looks_like_json(text):
        _require_feed(text)
        try:
            file.seek(0)
            raw = read_pieces(decode_file(file, content_type), max_entries)
            return _finished(raw, url, False)
        except Unfit:
            pass
    file.seek(0)
    text, has_more = _joined(decode_file(file, content_type), MOST_PATIENCE)
    is_json = looks_like_json(text)
    raw = read_json(text, max_entries) if is_json else _read_patiently(text, max_entries)
    return _finished(raw, url, has_more)


def _joined(pieces: Iterator[str], most: int) -> tuple[str, bool]:
    """The first `most` characters or a few more, and whether there are others."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        kept.append(piece)
        length += len(piece)
        if length >= most:
            break
    return "".join(kept), any(pieces)


def _read_patiently(text: str, max_entries: int) -> RawFeed:
    """What the strict pass refuses: mended and tried again, then feedparser."""
    mended = repair(text)
    try:
        raw = read_strictly(mended, max_entries)
    except Unfit:
        raw = read_loosely(mended, max_entries)
    raw.notes.append("its XML is broken or unusual: mended and read as well as it can be")
    return raw


def try_strictly(body: bytes, *, url: str, content_type: str = "", max_entries: int = MAX_ENTRIES) -> ParsedFeed | None:
    """The fast passes of `parse` alone (about 1 ms a feed): None where the body needs more patience."""
    text, is_cut = _text(body, content_type)
    if looks_like_json(text):
        return _finished(read_json(text, max_entries), url, is_cut)
    _require_feed(text)
    try:
        return _finished(read_strictly(text, max_entries), url, is_cut)
    except Unfit:
        return None


def _text(body: bytes, content_type: str) -> tuple[str, bool]:
    """Characters of `body` and whether some were cut off."""
    is_cut = False
    if body[:2] == b"\x1f\x8b":
        body, is_cut = _inflated(body)
    if len(body) > MAX_BYTES:
        body, is_cut = body[:MAX_BYTES], True
    return decode(body, content_type), is_cut


def _inflated(body: bytes) -> tuple[bytes, bool]:
    """A gzip file that was served as it is, and whether it is cut or larger than `MAX_BYTES`."""
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        inflated = inflater.decompress(body, MAX_BYTES)
        inflated += inflater.flush() if len(inflated) < MAX_BYTES else b""
    except zlib.error as error:
        raise ParseError("a gzip file that cannot be unpacked") from error
    return inflated, not inflater.eof


def _require_feed(text: str) -> None:
    """Raise the error that explains an answer which is plainly no feed."""
    if not text.strip("\ufeff\x00 \t\r\n"):
        raise ParseError("the answer is empty")
    if _HTML.match(text) and not _FEED_ROOT.search(text[:20_000]):
        raise NotAFeed("an HTML page, not a feed: `add` can look for the feed it names")


def _finished(raw: RawFeed, url: str, is_cut: bool) -> ParsedFeed:
    """Build the feed and note what was left out."""
    if raw.is_capped:
        raw.notes.append(f"only the first {len(raw.entries)} entries were read")
    raw.is_partial = raw.is_partial or is_cut
    if raw.is_partial:
        raw.notes.append("the feed broke off; its whole entries were kept")
    return build_feed(raw, url)
