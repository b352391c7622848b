"""What a list shows a row of: stories, articles, feeds, speakers. The first paint needs no other nouns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tui_reader.model.claims import Badge


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one event, as a list shows them."""

    id: int  #: stable over refreshes
    title: str  #: verbatim title of the most typical of its recent articles
    article_ids: tuple[int, ...]  #: newest first
    outlets: tuple[str, ...]  #: distinct, newest first
    latest_at: datetime  #: sort_at of its newest article
    unread: int = 0  #: unread articles in it
    has_differences: bool = False  #: figures differ
    origins: int = 0  #: independent origins, 0 not yet known
    is_pinned: bool = False  #: merged or split by hand


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
class Speaker:
    """A person or body that speaks, across outlets."""

    id: int  #: database key
    name: str  #: as most outlets write it
    badge: Badge  #: most frequent
    role: str  #: most frequent, verbatim
    claims: int  #: number of claims
    outlets: int  #: number of outlets
    latest_at: datetime  #: newest claim
    spellings: tuple[str, ...] = ()  #: other names joined into this one
