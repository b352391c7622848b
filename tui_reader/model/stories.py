"""Stories: claims of several outlets, aligned. newsread never says which is true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tui_reader.model.body import Span
from tui_reader.model.claims import Badge


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A claim by its place."""

    article_id: int  #: of `Article`
    index: int  #: position in the article's list of claims


@dataclass(frozen=True, slots=True)
class Row:
    """Claims of two or more articles that say the same thing, or one claim alone."""

    cells: tuple[ClaimRef, ...]  #: at most one an article, in the story's order of articles
    score: float = 1.0  #: 0..1, weakest link of the row
    why: str = ""  #: for people: shared names, figures, words
    also: tuple[ClaimRef, ...] = ()  #: further claims of those articles that say it again (headline and lead)


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One outlet's figure in a `Difference`."""

    claim: ClaimRef  #: where it is claimed
    span: Span  #: the words in that article's text
    value: str  #: normalised, for people: "≥ 1200 workers"


@dataclass(frozen=True, slots=True)
class Difference:
    """Figures, dates, places or denials of aligned claims that cannot both hold. newsread never says which is true."""

    what: str  #: the counted noun or the kind: "workers", "date", "denial"
    cells: tuple[FigureCell, ...]  #: two or more, of different articles


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claims of a story side by side."""

    article_ids: tuple[int, ...]  #: columns, one an article, oldest first
    rows: tuple[Row, ...]  #: most corroborated first, single claims after
    differs: tuple[Difference, ...] = ()  #: see `Difference`
    copies: tuple[tuple[int, ...], ...] = ()  #: groups of articles that are one text
    origins: int = 0  #: independent origins among the articles
    credits: tuple[tuple[int, str], ...] = ()  #: (article id, agency) where a credit line names one


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
