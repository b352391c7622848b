"""What the newsroom answers with: hits, counts and reports made of stored things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.model.body import Span
    from tui_reader.model.claims import Claim
    from tui_reader.model.rows import ArticleRow, Feed


@dataclass(frozen=True, slots=True)
class ClaimHit:
    """A claim found, with the article it stands in."""

    article: ArticleRow  #: where
    index: int  #: position among the article's claims
    claim: Claim  #: the claim itself
    score: float = 0.0  #: rank, higher is better; 0 where order is by time


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article found."""

    article: ArticleRow  #: which
    snippet: str  #: a verbatim piece of its text around the first hit
    marks: tuple[Span, ...] = ()  #: the hits, as offsets into `snippet`
    score: float = 0.0  #: rank, higher is better


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that discovery found at an address."""

    url: str  #: the feed's address
    title: str  #: its own title, may be ""
    kind: str = ""  #: "RSS", "Atom", "JSON Feed" ...
    entries: int = 0  #: entries it has now, 0 where not yet read
    folder: str = ""  #: where a subscription list keeps it, "/" between levels
    problems: tuple[str, ...] = ()  #: on the first of a list: what could not be read of the whole list, by line


@dataclass(frozen=True, slots=True)
class Counts:
    """The size of the library."""

    feeds: int  #: subscriptions
    articles: int  #: stored
    unread: int  #: not opened
    claims: int  #: of articles already split
    saved: int  #: bookmarks
    failing: int  #: feeds whose last visit failed


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a subscription list."""

    added: tuple[Feed, ...]  #: new subscriptions
    known: int  #: already there
    problems: tuple[str, ...] = ()  #: one line each, with the line of the file


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one background step did; all zeros: nothing is left to do."""

    split: int = 0  #: articles split into claims
    grouped: int = 0  #: articles put into stories
    indexed: int = 0  #: articles and claims put into the search index
    speakers: int = 0  #: mentions joined into speakers
