"""The words the filter language knows, each with its line of help; parser, completion and docs go by it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, get_args

from tui_reader.model import Badge, Mode, Stance

FlagName = Literal["unread", "read", "saved", "edited", "differs", "only-here", "failing"]
FieldName = Literal[
    "outlet", "title", "author", "folder", "source", "badge", "mode", "stance", "channel", "tag", "note"
]

FLAGS: Final[Mapping[FlagName, str]] = MappingProxyType(
    {
        "unread": "not opened yet",
        "read": "opened",
        "saved": "bookmarked claims, and articles that hold one",
        "edited": "changed by the outlet since newsread first saw it",
        "differs": "figures, dates or denials that outlets tell differently",
        "only-here": "claims that no other outlet of the story has",
        "failing": "from feeds whose last visit failed",
    }
)

FIELDS: Final[Mapping[FieldName, str]] = MappingProxyType(
    {
        "outlet": "name of the outlet holds these letters",
        "title": "headline holds these letters",
        "author": "author's line holds these letters",
        "folder": "folder of the feed, with the folders below it",
        "source": "name or role of who is speaking holds these letters",
        "badge": "kind of source: " + ", ".join(value.lower() for value in get_args(Badge)),
        "mode": "how it is quoted: " + ", ".join(get_args(Mode)),
        "stance": "what the source does: " + ", ".join(get_args(Stance)),
        "channel": "how the words came out: statement, social:X, told:..., via-agency:...",
        "tag": "your own tag of a saved claim",
        "note": "your own note holds these letters",
    }
)

TIMES: Final[Mapping[Literal["newer", "older", "today"], str]] = MappingProxyType(
    {
        "newer": "not older than: 30m, 6h, 2d, 3w, 2026-11-20, today, yesterday",
        "older": "older than, written the same way",
        "today": "since midnight here; the same as newer:today",
    }
)

VALUES: Final[Mapping[FieldName, tuple[str, ...]]] = MappingProxyType(
    {"badge": get_args(Badge), "mode": get_args(Mode), "stance": get_args(Stance)}
)
"""Fields with a fixed set of values, spelled as the model spells them."""

CLAIM_FIELDS: Final[frozenset[FieldName]] = frozenset({"source", "badge", "mode", "stance", "channel", "tag", "note"})
"""Fields of a claim; asked of an article they mean: some claim of it. All others are fields of the article."""

CLAIM_FLAGS: Final[frozenset[FlagName]] = frozenset({"saved", "differs", "only-here"})
"""Flags of a claim, likewise."""
