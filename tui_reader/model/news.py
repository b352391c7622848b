"""Feeds and articles: as they come from the wire (`Parsed*`) and as they are stored (bare nouns)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tui_reader.model.body import Body


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One entry as a feed delivered it, cleaned but not judged."""

    guid: str  #: the feed's own id for it, "" where it has none
    url: str  #: absolute http(s) link, "" where it has none
    title: str  #: one line of plain text, may be ""
    author: str  #: one line, may be ""
    published_at: datetime | None  #: as the feed says, unclamped; None where it says nothing readable
    updated_at: datetime | None  #: likewise
    body: Body  #: the longer of content and summary, as text
    categories: tuple[str, ...] = ()  #: as the feed names them
    comments_url: str = ""  #: absolute http(s) address of a discussion


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as it was delivered."""

    title: str  #: one line, may be ""
    site_url: str  #: the site's own address, may be ""
    entries: tuple[ParsedEntry, ...]  #: in the feed's order
    language: str = ""  #: BCP 47 tag as the feed says
    ttl_minutes: int | None = None  #: RSS ttl
    skipped: int = 0  #: entries that could not be read
    is_partial: bool = False  #: the body broke off or was cut at a cap: what came is kept, validators are not
    notes: tuple[str, ...] = ()  #: one line each, what was odd about it


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription and how its last visits went."""

    id: int  #: database key
    url: str  #: the address that is asked
    title: str  #: the reader's own title if set, else the feed's; shown as the outlet's name
    site_url: str = ""  #: the outlet's site
    folder: str = ""  #: OPML folder path, "/" between levels, "" at the top
    added_at: datetime | None = None  #: when subscribed
    unread: int = 0  #: unread articles
    total: int = 0  #: stored articles
    last_success_at: datetime | None = None  #: last visit that ended well (200 or 304)
    last_error: str = ""  #: one line of the last failure, "" after a success
    failing_since: datetime | None = None  #: first failure in the present run of failures
    failures: int = 0  #: failures in a row
    next_at: datetime | None = None  #: not asked automatically before this
    is_gone: bool = False  #: answered 410: no longer asked
    full_text: Literal["default", "on-open", "always", "never"] = "default"  #: policy for this feed
    note: str = ""  #: one line: what was odd about the last body that was read (cut, broken off, mended), "" nothing


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the fetcher must remember of a feed between visits; the store keeps it byte for byte."""

    etag: str = ""  #: as received, at most 1 KB
    last_modified: str = ""  #: as received
    body_hash: str = ""  #: hex digest of the last parsed body
    fetched_at: datetime | None = None  #: last visit
    next_at: datetime | None = None  #: earliest automatic visit
    failures: int = 0  #: in a row
    not_modified: int = 0  #: 304 answers in a row; validators are dropped now and then
    moved_to: str = ""  #: where a permanent redirect pointed
    moved_count: int = 0  #: refreshes in a row that confirmed it
    moved_since: datetime | None = None  #: first of them
    old_url: str = ""  #: address before the last rewrite, for undo
    is_gone: bool = False  #: answered 410, or 404 for a fortnight
    ttl_minutes: int | None = None  #: RSS ttl of the last parsed body
    failing_since: datetime | None = None  #: first failure in the present run of failures
    missing_since: datetime | None = None  #: first 404 in the present run of 404
    retry_at: datetime | None = None  #: not asked before this, by the server's own word (Retry-After)
    note: str = ""  #: what was odd about the last parsed body, one line


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
class ArticleRow:
    """An article as a list shows it."""

    id: int  #: database key
    feed_id: int  #: of `Feed`
    outlet: str  #: shown name
    title: str  #: one line
    url: str  #: http(s), may be ""
    sort_at: datetime  #: order of the river
    is_read: bool = False  #: opened
    is_edited: bool = False  #: changed since first seen
    saved: int = 0  #: claims of it that are saved


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier wording of an article."""

    article_id: int  #: of `Article`
    revision: int  #: 1 is the first
    seen_at: datetime  #: when newsread first saw it
    title: str  #: then
    text: str  #: then


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a refresh, for whoever watches."""

    done: int  #: feeds finished
    total: int  #: feeds asked
    feed_id: int = 0  #: the feed that just finished, 0 at the start and the end
    feed_title: str = ""  #: its shown title
    outcome: Literal["start", "new", "same", "failed", "skipped", "end"] = "start"  #: what became of it
    new: int = 0  #: articles added by this step; at the end, in all
    changed: int = 0  #: articles changed
    error: str = ""  #: one line where it failed
    seconds: float = 0.0  #: wall time, at the end
    is_elsewhere: bool = False  #: of a refresh that another process does and this one watches


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did."""

    total: int  #: feeds asked
    new: int  #: articles added
    changed: int  #: articles changed
    failed: tuple[tuple[int, str], ...] = field(default=())  #: (feed id, one line)
    seconds: float = 0.0  #: wall time
