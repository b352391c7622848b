"""What every reader of a feed format hands on: strings as the feed wrote them, not yet cleaned, resolved or judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Markup = Literal["html", "text", "guess"]
"""What a text is: HTML, literal characters, or what RSS leaves to the reader's judgement."""


class RawText(NamedTuple):
    """Words of a feed and how they want to be read."""

    value: str = ""  #: as in the feed, XML undone once
    markup: Markup = "guess"  #: what the feed declares
    base: str = ""  #: address that links in it are relative to


NOTHING = RawText()
"""No words."""


@dataclass(slots=True)
class RawEntry:
    """One entry in the making."""

    guid: str = ""  #: guid, id or rdf:about
    link: str = ""  #: resolved where the feed gives a base, else as written
    title: RawText = NOTHING  #: title
    authors: list[str] = field(default_factory=list)  #: as written, one each
    published: str = ""  #: pubDate, published, issued
    updated: str = ""  #: updated, modified, dc:date
    created: str = ""  #: created
    summary: RawText | None = None  #: description or summary
    contents: list[RawText] = field(default_factory=list)  #: fuller bodies
    enclosures: list[str] = field(default_factory=list)  #: addresses of attached media
    categories: list[str] = field(default_factory=list)  #: terms or labels
    comments: str = ""  #: address of the discussion


@dataclass(slots=True)
class RawFeed:
    """A feed in the making."""

    title: RawText = NOTHING  #: of the channel
    link: str = ""  #: the site
    language: str = ""  #: as declared
    ttl: str = ""  #: minutes, as written
    entries: list[RawEntry] = field(default_factory=list)  #: in the feed's order
    skipped: int = 0  #: entries that could not be read
    is_partial: bool = False  #: the body broke off
    is_capped: bool = False  #: more entries than asked for
    notes: list[str] = field(default_factory=list)  #: what was odd, one line each


def markup_of(content_type: str, is_atom: bool) -> Markup:
    """How text of a declared type wants to be read; RSS declares nothing that can be trusted."""
    if content_type in ("text/html", "application/xhtml+xml"):
        return "html" if is_atom else "guess"
    return "text" if is_atom else "guess"
