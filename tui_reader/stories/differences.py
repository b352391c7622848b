"""Says where aligned claims give figures that cannot both hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tui_reader.model import Span
from tui_reader.stories import units
from tui_reader.stories.figures import Figure, figures
from tui_reader.stories.terms import VOCABULARY

LIKE_DURATIONS = 15.0  #: durations further apart than this factor are of different things
UPDATE_HOURS = 1.0  #: a source that gives another figure this much later has updated it


@dataclass(frozen=True, slots=True)
class Wording:
    """One aligned claim, as differences are looked for."""

    article: int  #: position of its document in the story
    claim: int  #: position in the document's claims
    outlet: str  #: of the document
    text: str  #: of the claim
    spans: tuple[Span, ...]  #: where the claim's pieces stand in the document
    source: str = ""  #: canonical name of who is quoted, "" the outlet
    published_at: datetime | None = None  #: of the document
    is_denied: bool = False  #: its source denies what the text says

    def place(self, span: Span) -> Span:
        """A span of the claim's own text as a span of the document's; pieces are joined by one space."""
        at = 0
        for begin, end in self.spans:
            length = end - begin
            if span[0] < at + length:
                first = begin + span[0] - at
                return first, min(first + span[1] - span[0], end)
            at += length + 1
        return self.spans[-1]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a claim states that another may contradict."""

    wording: Wording  #: the claim
    span: Span  #: its words in the claim's text
    value: str  #: normalised, for people


@dataclass(frozen=True, slots=True)
class Clash:
    """Points of two or more claims that cannot all hold."""

    what: str  #: the counted noun or the kind
    points: tuple[Point, ...]  #: in the order of the articles


def comparable(one: Figure, other: Figure) -> bool:
    """True where two figures of aligned claims speak of the same quantity; in doubt, False."""
    if one.kind != other.kind or one.unit != other.unit or one.is_part != other.is_part or one.is_more != other.is_more:
        return False
    if one.is_background != other.is_background or (one.year and other.year and one.year != other.year):
        return False
    if _scopes_clash(one, other):
        return False
    if one.kind == "count":
        return _same_noun(one, other) and not (one.state and other.state and one.state != other.state)
    if one.kind == "percent" and one.noun and other.noun and set(one.noun.split()).isdisjoint(other.noun.split()):
        return False
    if one.kind in ("money", "percent", "times"):
        return (
            one.measured == other.measured
            or bool(one.measured & other.measured)
            or not (one.measured and other.measured)
        )
    if one.kind == "duration":
        return max(one.high, other.high) <= LIKE_DURATIONS * max(min(one.low, other.low), 1e-9)
    return not (one.kind == "age" and one.noun and other.noun and one.noun != other.noun)


def _same_noun(one: Figure, other: Figure) -> bool:
    general = [figure.noun in units.GENERIC_PEOPLE for figure in (one, other)]
    if all(general):
        return one.state == other.state
    if VOCABULARY[one.noun] == VOCABULARY[other.noun] and not any(general):
        return True
    if not any(general) or one.state != other.state or not one.state:
        return False
    special = other.noun if general[0] else one.noun
    return special in units.PEOPLE and special not in units.SUBSETS


def _scopes_clash(one: Figure, other: Figure) -> bool:
    """True where the counts are bounded differently: a total and a part, two places, two days or months."""
    directions = units.PART | {"*"}
    if one.scope & directions != other.scope & directions:
        return True
    for kind in ("day", "month", ""):
        a, b = ({word for word in figure.scope - directions if _bound(word) == kind} for figure in (one, other))
        if (a and b and not a & b) or (one.is_part and a != b):
            return True
    return False


def _bound(word: str) -> str:
    """What a word of a scope bounds a count by: "day", "month" or, for a place, ""."""
    return word.rpartition(":")[0]


def shared_figures(one: Sequence[Figure], other: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs of figures of two claims that speak of the same quantity; none where several could be meant."""
    pairs = [(a, b) for a in one for b in other if comparable(a, b)]
    kept = []
    for a, b in pairs:
        rivals = [(x, y) for x, y in pairs if (x is a) != (y is b)]
        if not rivals:
            kept.append((a, b))
        elif any(x.agrees(y) for x, y in [*rivals, (a, b)]):
            kept += [(a, b)] if a.agrees(b) else []
    return kept


def is_update(one: Wording, other: Wording) -> bool:
    """True where the same source, or the same outlet, says it anew later."""
    same = one.outlet == other.outlet or (one.source != "" and one.source == other.source)
    if not same or one.published_at is None or other.published_at is None:
        return one.outlet == other.outlet
    return abs((one.published_at - other.published_at).total_seconds()) >= UPDATE_HOURS * 3600


def label(one: Figure, other: Figure) -> str:
    """What two figures count, for people."""
    if one.kind == "count":
        noun = min((one.noun, other.noun), key=lambda noun: (noun in units.GENERIC_PEOPLE, noun))
        return (
            f"{noun} {one.state}"
            if noun in units.GENERIC_PEOPLE and one.state and noun not in units.STATE_NOUNS
            else noun
        )
    return one.unit or one.kind if one.kind not in ("age", "magnitude") else one.kind


def figure_clashes(wordings: Sequence[Wording]) -> list[Clash]:
    """Figures of aligned claims that cannot both hold, one clash for each quantity."""
    found = [(wording, figures(wording.text)) for wording in wordings]
    links: list[tuple[int, int, int, int]] = []
    clashing: set[tuple[int, int]] = set()
    names: dict[tuple[int, int], str] = {}
    keys = {(w, id(figure)): (w, k) for w, (_, list_) in enumerate(found) for k, figure in enumerate(list_)}
    for w, (one, first) in enumerate(found):
        for v in range(w + 1, len(found)):
            other, second = found[v]
            if one.article == other.article or is_update(one, other):
                continue
            for a, b in shared_figures(first, second):
                x, y = keys[w, id(a)], keys[v, id(b)]
                links.append((*x, *y))
                if not a.agrees(b):
                    clashing |= {x, y}
                    names.setdefault(x, label(a, b))
    return [
        _clash(group, found, names)
        for group in _groups(links)
        if any(member in clashing for member in group) and len({found[w][0].article for w, _ in group}) > 1
    ]


def _groups(links: Sequence[tuple[int, int, int, int]]) -> list[list[tuple[int, int]]]:
    home: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for w, k, v, j in links:
        joined = home.get((w, k), {(w, k)}) | home.get((v, j), {(v, j)})
        for member in joined:
            home[member] = joined
    unique = {min(group): sorted(group) for group in home.values()}
    return [unique[key] for key in sorted(unique)]


def _clash(
    group: Sequence[tuple[int, int]], found: Sequence[tuple[Wording, list[Figure]]], names: dict[tuple[int, int], str]
) -> Clash:
    points = []
    seen: set[int] = set()
    for w, k in group:
        wording, figure = found[w][0], found[w][1][k]
        if wording.article not in seen:
            seen.add(wording.article)
            points.append(Point(wording, figure.span, figure.shown))
    what = next(names[member] for member in group if member in names)
    return Clash(what, tuple(sorted(points, key=lambda point: point.wording.article)))
