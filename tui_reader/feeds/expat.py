"""The fast pass: RSS 0.9x to 2.0, RDF and Atom by expat, entry for entry as feedparser reads them, or not at all.

It follows feedparser's rules (which title wins, when a description is a summary) for the elements that real feeds
use and raises `Unfit` at the first thing it does not know for certain: feedparser stays the judge of those.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from tui_reader.feeds.events import Enough, Reader, Unfit
from tui_reader.feeds.raw import RawFeed
from tui_reader.feeds.repair import TAIL, is_whole

__all__ = ["Unfit", "read_pieces", "read_strictly"]

_AT_THE_END = frozenset((3, 5, 6, 20))  # expat: no element found, unclosed token, partial character, unclosed CDATA


def read_strictly(text: str, max_entries: int) -> RawFeed:
    """Read well-formed XML. Raises Unfit.

    A body that merely breaks off gives its whole entries, or what came of its only one, and is marked partial. Nothing
    external is ever read, and a document that declares entities is refused.
    """
    return read_pieces((text,), max_entries)


def read_pieces(pieces: Iterable[str], max_entries: int) -> RawFeed:
    """As `read_strictly`, of a text that comes in pieces."""
    reader = Reader(max_entries)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = parser.SkippedEntityHandler = _refuse
    tail = ""
    try:
        for piece in pieces:
            tail = tail[-TAIL:] + piece if len(piece) < TAIL else piece[-TAIL:]
            parser.Parse(piece, False)
        parser.Parse("", True)
    except Enough:
        reader.writer.feed.is_capped = True
    except expat.ExpatError as error:
        reader.end_early()
        has_end = is_whole(tail)
        if error.code not in _AT_THE_END or not reader.is_feed or not (reader.writer.feed.entries or has_end):
            raise Unfit(str(error)) from error
        reader.writer.feed.is_partial = not has_end
    except UnicodeEncodeError as error:
        raise Unfit("half a surrogate pair") from error
    if not reader.is_feed:
        raise Unfit("no feed")
    return reader.writer.feed


def _refuse(*_: object) -> None:
    raise Unfit("declares entities")
