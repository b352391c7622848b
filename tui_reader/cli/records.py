"""Stored things as the JSON that docs/cli.md and docs/claims.md describe, and as lines for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from tui_reader.app.badges import badge_text
from tui_reader.claims import to_record
from tui_reader.model import ArticleRow, Bookmark, Claim, Feed, Speaker, Story


def document_record(name: str, title: str, claims: Iterable[Claim]) -> dict[str, Any]:
    """A document with its claims as docs/claims.md writes it."""
    return {"document": name, "title": title, "claims": [to_record(claim) for claim in claims]}


def claim_line(claim: Claim, outlet: str) -> str:
    """A claim for people: badge, then words."""
    return f"{badge_text(claim, outlet)}: {claim.text}"


def printed_line(claim: Claim, outlet: str) -> str:
    """A claim with the outlet that printed it, named once where the words are its own."""
    return claim_line(claim, outlet) if claim.badge == "OUTLET" else f"{outlet}: {claim_line(claim, outlet)}"


def row_record(row: ArticleRow) -> dict[str, Any]:
    """An article of a list."""
    return asdict(row)


def feed_record(feed: Feed) -> dict[str, Any]:
    """A subscription."""
    return asdict(feed)


def story_record(story: Story) -> dict[str, Any]:
    """A story of the list."""
    return asdict(story)


def speaker_record(speaker: Speaker) -> dict[str, Any]:
    """A person or body that speaks."""
    return asdict(speaker)


def bookmark_record(bookmark: Bookmark) -> dict[str, Any]:
    """A saved claim, with the claim in the form of docs/claims.md."""
    return {**asdict(bookmark), "claim": to_record(bookmark.claim)}


def marks(row: ArticleRow) -> str:
    """What an article's row tells besides its title, in words: " (unread, edited, 2 saved)"."""
    words = [word for word, is_so in (("unread", not row.is_read), ("edited", row.is_edited)) if is_so]
    words += [f"{row.saved} saved"] if row.saved else []
    return f" ({', '.join(words)})" if words else ""
