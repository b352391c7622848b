"""Stories: claims of several outlets, aligned. newsread never says which is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.model.body import Span


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
