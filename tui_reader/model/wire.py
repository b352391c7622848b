"""Feeds as they come from the wire, what is remembered of a visit, and how a refresh goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
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
