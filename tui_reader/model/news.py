"""Articles as they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.model.body import Body


@dataclass(frozen=True, slots=True)
class Article:
    """One article of one outlet, whole."""

    id: int  #: database key
    feed_id: int  #: of `Feed`; 0 for documents that are in no feed
    outlet: str  #: the feed's shown title
    title: str  #: one line
    url: str  #: http(s), may be ""
    author: str  #: one line, may be ""
    published_at: datetime | None  #: what the outlet says
    sort_at: datetime  #: min(published, first seen): the order of the river
    first_seen_at: datetime  #: when newsread first stored it
    updated_at: datetime | None  #: last change of words, None while never changed
    body: Body  #: its words
    revision: int = 1  #: counts changes of words
    content_hash: str = ""  #: hex digest of title and text
    is_read: bool = False  #: opened by the reader
    is_full_text: bool = False  #: the page's words, not the feed's
    note: str = ""  #: what the reader should know: "paywall", "feed's own words" ...
    language: str = ""  #: BCP 47 tag, "" unknown


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier wording of an article."""

    article_id: int  #: of `Article`
    revision: int  #: 1 is the first
    seen_at: datetime  #: when newsread first saw it
    title: str  #: then
    text: str  #: then
