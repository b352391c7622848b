"""A filter asked of a saved claim: bookmarks are few and outlive their articles, so they are matched as values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from tui_reader.query import And, Field, Flag, Not, Or, Query, Regex, When, Words
from tui_reader.query.tree import Node
from tui_reader.store.folding import fold

if TYPE_CHECKING:
    from tui_reader.model import Bookmark

SavedOrder = Literal["saved", "published", "outlet", "source"]


def in_order(bookmarks: Sequence[Bookmark], order: SavedOrder) -> list[Bookmark]:
    """Saved claims by another order than the one they come in ("saved"): newest article, outlet or source first."""
    match order:
        case "published":
            return sorted(bookmarks, key=lambda b: b.published_at or b.saved_at, reverse=True)
        case "outlet":
            return sorted(bookmarks, key=lambda b: (fold(b.outlet), fold(b.article_title), b.claim.spans))
        case "source":
            return sorted(bookmarks, key=_speaker)
    return list(bookmarks)


def _speaker(bookmark: Bookmark) -> tuple[bool, str]:
    """Named sources by name, the outlet's own words and unknown ones behind them."""
    source = bookmark.claim.source
    name = (source.name or source.mention) if source else ""
    return not name, fold(name or bookmark.outlet)


def matches(bookmark: Bookmark, query: Query | None, now: datetime) -> bool:
    """Whether the saved claim meets the filter. What only a stored article knows (unread, folder ...) never holds."""
    return query is None or query.root is None or _holds(query.root, bookmark, now)


def _holds(node: Node, bookmark: Bookmark, now: datetime) -> bool:
    match node:
        case And(parts):
            return all(_holds(part, bookmark, now) for part in parts)
        case Or(parts):
            return any(_holds(part, bookmark, now) for part in parts)
        case Not(part):
            return not _holds(part, bookmark, now)
        case Flag():
            return node.name == "saved"
        case When():
            at = bookmark.published_at or bookmark.saved_at
            return (at >= node.bound(now)) == (node.order == "newer")
        case Words():
            return _has_words(node, bookmark)
        case Regex():
            return re.search(node.pattern, _words_of(bookmark), re.IGNORECASE) is not None
        case Field():
            return _has_field(node, bookmark)


def _has_words(words: Words, bookmark: Bookmark) -> bool:
    wanted = re.findall(r"\w+", fold(words.text))
    text = fold(_words_of(bookmark))
    end = "" if words.is_prefix else r"(?!\w)"
    return bool(wanted) and re.search(r"(?<!\w)" + r"\W+".join(map(re.escape, wanted)) + end, text) is not None


def _has_field(field: Field, bookmark: Bookmark) -> bool:
    claim, wanted = bookmark.claim, fold(field.value)
    source = claim.source
    match field.name:
        case "badge" | "mode" | "stance":
            return str(getattr(claim, field.name)) == field.value
        case "tag":
            return wanted in map(fold, bookmark.tags)
        case "source":
            return source is not None and (wanted in fold(source.name) or wanted in fold(source.role))
        case "outlet":
            return wanted in fold(bookmark.outlet)
        case "title":
            return wanted in fold(bookmark.article_title)
        case "author":
            return wanted in fold(bookmark.author)
        case "channel":
            return wanted in fold(claim.channel)
        case "note":
            return wanted in fold(bookmark.note)
        case _:
            return False


def _words_of(bookmark: Bookmark) -> str:
    return f"{bookmark.claim.text}\n{bookmark.note}\n{bookmark.article_title}"
