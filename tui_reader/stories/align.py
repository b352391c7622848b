"""Lines up claims of different outlets that say the same thing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tui_reader.model import Claim
from tui_reader.stories import terms
from tui_reader.stories.documents import Document
from tui_reader.stories.linkage import Pair, average_linkage

LEAST = 0.65  #: average likeness at which claims share a row
FAINT = 0.05  #: likeness below which a pair is not remembered
SHARED_EVENTS = 1  #: words for what happened that two claims must share to be compared
MOST_EVENTS = 8  #: shared event words beyond this add nothing
WEIGHTS = (1.13, 1.99, -1.75, 0.8, 1.35)  #: of `features`, fitted (docs/stories.md)
BIAS = -2.04
SURE = 6.0  #: rarity up to which a word's weight grows


@dataclass(frozen=True, slots=True)
class Unit:
    """One claim as it is compared."""

    article: int  #: position of its document in the story
    claim: int  #: position in the document's claims
    place: float  #: where in the article, 0 the first claim, towards 1 the last
    terms: frozenset[str]  #: all it is compared by
    names: frozenset[str]  #: terms that are parts of names
    numbers: frozenset[str]  #: figures
    events: frozenset[str]  #: the rest: words for what happened


@dataclass(frozen=True, slots=True)
class Alignment:
    """Claims that say the same thing: one row before it is laid out."""

    units: tuple[Unit, ...]  #: primary claims, one an article, in the order of the articles
    also: tuple[Unit, ...]  #: more claims of the same articles
    score: float  #: 0..1, likeness of the weakest primary claim to the others
    why: str  #: shared names, figures and words


def units(documents: Sequence[Document]) -> list[Unit]:
    """Every claim of `documents` that is shown and claims something, ready to be compared."""
    found = []
    for article, document in enumerate(documents):
        last = max(1, len(document.claims))
        for index, claim in enumerate(document.claims):
            if claim.shown and not claim.label and claim.text.strip():
                found.append(_unit(article, index, index / last, claim))
    return found


def _unit(article: int, index: int, place: float, claim: Claim) -> Unit:
    all_terms = frozenset(terms.terms(claim.text))
    names = frozenset(terms.names(claim.text)) & all_terms
    numbers = frozenset(term for term in all_terms if term[0].isdigit())
    return Unit(article, index, place, all_terms, names, numbers, all_terms - names - numbers)


class Weights:
    """How much a shared term says inside one story: rare in the store and not in every article of the story."""

    def __init__(self, found: Sequence[Unit], articles: int, rarity: terms.Rarity) -> None:
        holders: dict[str, set[int]] = {}
        for unit in found:
            for term in unit.terms:
                holders.setdefault(term, set()).add(unit.article)
        self.rarity = rarity
        self.local = {
            term: math.log(1 + (articles + 1) / len(where)) * min(rarity.of(term), SURE) / SURE
            for term, where in holders.items()
        }
        self.mass = {id(unit): sum(self.local[term] for term in unit.terms) for unit in found}
        self.named = {id(unit): sum(rarity.of(term) for term in unit.names) for unit in found}

    def features(self, one: Unit, other: Unit, events: int) -> tuple[float, ...]:
        """How alike two claims are, in the order of `WEIGHTS`; symmetrical."""
        shared = sum(self.local[term] for term in one.terms & other.terms)
        whole = self.mass[id(one)] + self.mass[id(other)]
        named = sum(self.rarity.of(term) for term in one.names & other.names)
        naming = self.named[id(one)] + self.named[id(other)]
        return (
            min(events, MOST_EVENTS),
            2 * shared / whole if whole else 0.0,
            max(one.place, other.place),
            2 * named / naming if naming else 0.0,
            len(one.numbers & other.numbers),
        )

    def likeness(self, one: Unit, other: Unit, events: int) -> float:
        """Chance, 0..1, that two claims say the same: a logistic model of `features`."""
        found = self.features(one, other, events)
        total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, found, strict=True))
        return 1.0 / (1.0 + math.exp(-total))


def shared_events(found: Sequence[Unit]) -> dict[Pair, int]:
    """How many event words each pair of claims of different articles shares, where it is any."""
    postings: dict[str, list[int]] = {}
    counts: dict[Pair, int] = {}
    for number, unit in enumerate(found):
        seen: Counter[int] = Counter()
        for term in unit.events:
            seen.update(postings.setdefault(term, []))
        for other, count in seen.items():
            if found[other].article != unit.article and count >= SHARED_EVENTS:
                counts[other, number] = count
        for term in unit.events:
            postings[term].append(number)
    return counts


def likenesses(found: Sequence[Unit], articles: int, rarity: terms.Rarity) -> dict[Pair, float]:
    """Likeness of each pair of claims (by position in `found`) that is worth remembering."""
    weights = Weights(found, articles, rarity)
    values = {}
    for (one, other), events in shared_events(found).items():
        value = weights.likeness(found[one], found[other], events)
        if value >= FAINT:
            values[one, other] = value
    return values


def align(documents: Sequence[Document], rarity: terms.Rarity | None = None) -> list[Alignment]:
    """Rows of claims that say the same across documents, most corroborated first; a claim is in one row at most.

    Documents of one outlet count as one voice: their claims never make a row on their own. `rarity` weighs words; by
    default the table of common words and the documents themselves do.
    """
    found = units(documents)
    if rarity is None:
        rarity = terms.Rarity()
        rarity.add_all(
            set().union(*(unit.terms for unit in found if unit.article == at)) for at in range(len(documents))
        )
    values = likenesses(found, len(documents), rarity)
    clusters = average_linkage([[number] for number in range(len(found))], values, (), LEAST)
    rows = []
    for cluster in clusters:
        members = [found[number] for number in cluster]
        if len({documents[unit.article].outlet for unit in members}) > 1:
            rows.append(_row(cluster, found, values))
    return sorted(rows, key=lambda row: (-len(row.units), -round(row.score, 6), _place(row)))


def _place(row: Alignment) -> tuple[tuple[int, int], ...]:
    return tuple((unit.article, unit.claim) for unit in row.units)


def _same_article(found: Sequence[Unit]) -> Iterable[Pair]:
    by_article: dict[int, list[int]] = {}
    for number, unit in enumerate(found):
        for other in by_article.setdefault(unit.article, []):
            yield other, number
        by_article[unit.article].append(number)


def _row(cluster: Sequence[int], found: Sequence[Unit], values: Mapping[Pair, float]) -> Alignment:
    def tie(number: int) -> float:
        others = [other for other in cluster if found[other].article != found[number].article]
        return sum(values.get((min(number, other), max(number, other)), 0.0) for other in others) / len(others)

    strength = {number: tie(number) for number in cluster}
    best: dict[int, int] = {}
    for number in sorted(cluster, key=lambda number: (-strength[number], number)):
        best.setdefault(found[number].article, number)
    primary = [best[article] for article in sorted(best)]
    also = tuple(found[number] for number in sorted(set(cluster) - set(primary)))
    members = tuple(found[number] for number in primary)
    return Alignment(members, also, min(strength[number] for number in primary), explain(members))


def explain(members: Sequence[Unit]) -> str:
    """Why claims share a row, for people: what most of them have in common."""
    parts = []
    for label, sets in (
        ("names", [unit.names for unit in members]),
        ("figures", [unit.numbers for unit in members]),
        ("words", [unit.events for unit in members]),
    ):
        counts = Counter(term for terms_ in sets for term in terms_)
        common = sorted(term for term, count in counts.items() if count > 1 and 2 * count >= len(members))
        if common:
            parts.append(f"{label}: {', '.join(common[:6])}")
    return "; ".join(parts)
