"""Which predicted attributions agree with which marked ones: the scorer's rules, with the pairs laid open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from training.corpus import Event, Span
from tui_reader.claims.attribution import Attribution


@dataclass(slots=True)
class Match:
    """One predicted attribution and the marked one it was paired with by content."""

    predicted: int  #: index
    marked: int  #: index, -1 where none overlaps by half
    overlap: float  #: Jaccard index of content tokens
    is_right: bool  #: lenient: content by half, and the sources overlap or both are missing


def match(scorer: ModuleType, text: str, events: Sequence[Event], found: Sequence[Attribution]) -> list[Match]:
    """Pair greedily by content overlap, as the scorer does."""
    tokens = scorer.tokens(text)

    begins, ends = [b for b, _ in tokens], [e for _, e in tokens]

    def inside(spans: Sequence[Span]) -> set[int]:
        return {i for s, t in spans for i in range(bisect_right(ends, s), bisect_left(begins, t))}

    marked = [(inside(e.content), inside(e.source)) for e in events]
    given = [(inside(a.content), inside(a.source)) for a in found]
    pairs = sorted(
        (
            (len(g[0] & p[0]) / len(g[0] | p[0]), i, j)
            for i, g in enumerate(marked)
            for j, p in enumerate(given)
            if g[0] & p[0]
        ),
        reverse=True,
    )
    result = [Match(j, -1, 0.0, False) for j in range(len(found))]
    taken: set[int] = set()
    for overlap, i, j in pairs:
        if i in taken or result[j].marked >= 0 or overlap < 0.5:
            continue
        taken.add(i)
        sources = bool(marked[i][1] & given[j][1]) or (not marked[i][1] and not given[j][1])
        result[j] = Match(j, i, overlap, sources)
    return result


def mode_of(text: str, content: Sequence[Span]) -> str:
    """direct, mixed or indirect, by the quotation marks at and inside a content."""
    piece = " ".join(text[b:e] for b, e in content).strip()
    around = text[max(0, content[0][0] - 1) : content[0][0]] + piece[:1]
    if any(mark in around for mark in "“\"‘'") and piece.rstrip(".,;:!?")[-1:] in "”\"’'":
        return "direct"
    return "mixed" if any(mark in piece for mark in '“”"') else "indirect"
