"""Compares the articles of one story: rows of claims, differences, copies and origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui_reader.model import ClaimRef, Comparison, Difference, FigureCell, Row
from tui_reader.stories.align import Alignment, Unit, align, units
from tui_reader.stories.contradictions import contradictions
from tui_reader.stories.differences import Clash, Point, Wording, figure_clashes
from tui_reader.stories.documents import Document, order_key
from tui_reader.stories.origin import origins
from tui_reader.stories.terms import Rarity


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison together with the documents its article ids point at: ids are positions where they were text."""

    documents: tuple[Document, ...]  #: oldest first
    comparison: Comparison  #: its article ids are those of the documents, or their positions where an id is no int


def compare(documents: Sequence[Document], rarity: Rarity | None = None) -> Comparison:
    """All of it for one story; article ids are the documents', or their positions oldest first where those are text."""
    return compared(documents, rarity).comparison


def compared(documents: Sequence[Document], rarity: Rarity | None = None) -> Compared:
    """Compare the documents of one story.

    Columns are oldest first; rows most corroborated first, then single claims in the order of columns and texts.
    `rarity` weighs words (the grouper's, where there is one).
    """
    ordered = tuple(sorted({document.id: document for document in documents}.values(), key=order_key))
    numbered = all(isinstance(document.id, int) for document in ordered)
    ids = [document.id if numbered and isinstance(document.id, int) else at for at, document in enumerate(ordered)]
    aligned = align(ordered, rarity)
    found = origins(ordered)
    rows = [_row(alignment, ids) for alignment in aligned] + _single(ordered, aligned, ids)
    differs = [_difference(clash, ids) for alignment in aligned for clash in _clashes(alignment, ordered)]
    comparison = Comparison(
        tuple(ids),
        tuple(rows),
        tuple(dict.fromkeys(differs)),
        tuple(tuple(ids[at] for at in group) for group in found.copies),
        found.count,
        tuple((ids[at], agency) for at, agency in found.credits),
    )
    return Compared(ordered, comparison)


def _ref(unit: Unit, ids: Sequence[int]) -> ClaimRef:
    return ClaimRef(ids[unit.article], unit.claim)


def _row(alignment: Alignment, ids: Sequence[int]) -> Row:
    return Row(
        tuple(_ref(unit, ids) for unit in alignment.units),
        round(alignment.score, 4),
        alignment.why,
        tuple(_ref(unit, ids) for unit in alignment.also),
    )


def _single(documents: Sequence[Document], aligned: Sequence[Alignment], ids: Sequence[int]) -> list[Row]:
    taken = {(unit.article, unit.claim) for row in aligned for unit in (*row.units, *row.also)}
    return [Row((_ref(unit, ids),)) for unit in units(documents) if (unit.article, unit.claim) not in taken]


def _wording(unit: Unit, documents: Sequence[Document]) -> Wording:
    document = documents[unit.article]
    claim = document.claims[unit.claim]
    source = claim.source.name if claim.source else ""
    return Wording(
        unit.article,
        unit.claim,
        document.outlet,
        claim.text,
        claim.spans,
        source,
        document.published_at,
        claim.stance == "deny",
    )


def _clashes(alignment: Alignment, documents: Sequence[Document]) -> list[Clash]:
    wordings = [_wording(unit, documents) for unit in alignment.units]
    return figure_clashes(wordings) + contradictions(wordings)


def _difference(clash: Clash, ids: Sequence[int]) -> Difference:
    return Difference(clash.what, tuple(_cell(point, ids) for point in clash.points))


def _cell(point: Point, ids: Sequence[int]) -> FigureCell:
    wording = point.wording
    return FigureCell(ClaimRef(ids[wording.article], wording.claim), wording.place(point.span), point.value)
