"""Lines up claims of different outlets that say the same thing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import mul

from tui_reader.model import Claim
from tui_reader.stories import profile, terms
from tui_reader.stories.documents import Document
from tui_reader.stories.linkage import Pair, average_linkage

LEAST = 0.62  #: average likeness at which claims share a row
FAINT = 0.2  #: likeness below which a pair is not remembered
ENOUGH_EVENTS = 2  #: words for what happened that earn two claims a comparison; with a shared name one is enough
MOST_EVENTS = 8  #: shared event words beyond this add nothing
WEIGHTS = (1.11, 1.86, -1.96, 0.94, 1.24)  #: of `features`, fitted by training/fit_stories.py (docs/stories.md)
BIAS = -2.15
SHORTEST = 10  #: claims of an article from which on a claim's place says anything
STRANGERS = 1.0  #: how much less alike claims are whose articles are not alike at all
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
        last = max(SHORTEST, len(document.claims))
        for index, claim in enumerate(document.claims):
            if claim.shown and not claim.label and claim.text.strip():
                found.append(_unit(article, index, index / last, claim))
    return found


def _unit(article: int, index: int, place: float, claim: Claim) -> Unit:
    """A claim with its source and cue: who said it is part of what two outlets report alike (+2 points of recall)."""
    source, cue = claim.source, claim.cue
    words = " ".join([claim.text, source.mention if source else "", cue.text if cue else ""])
    all_terms = frozenset(terms.terms(words))
    names = frozenset(terms.names(words)) & all_terms
    numbers = frozenset(term for term in all_terms if term[0].isdigit())
    return Unit(article, index, place, all_terms, names, numbers, all_terms - names - numbers)


class Weights:
    """How much a shared term says inside one story: rare in the store and not in every article of the story."""

    def __init__(self, found: Sequence[Unit], articles: int, rarity: terms.Rarity) -> None:
        holders: dict[str, set[int]] = {}
        for unit in found:
            for term in unit.terms:
                holders.setdefault(term, set()).add(unit.article)
        self.found = found
        self.local = {
            term: math.log(1 + (articles + 1) / len(where)) * min(rarity.of(term), SURE) / SURE
            for term, where in holders.items()
        }
        self.rare = {term: rarity.of(term) for unit in found for term in unit.names}
        self.mass = [math.fsum([self.local[term] for term in unit.terms]) for unit in found]
        self.named = [math.fsum([self.rare[term] for term in unit.names]) for unit in found]

    def features(self, one: int, other: int, events: int) -> tuple[float, ...]:
        """How alike two claims are, in the order of `WEIGHTS`; symmetrical."""
        local, rare = self.local, self.rare
        a, b = self.found[one], self.found[other]
        whole = self.mass[one] + self.mass[other]
        naming = self.named[one] + self.named[other]
        return (
            min(events, MOST_EVENTS),
            2 * math.fsum([local[term] for term in a.terms & b.terms]) / whole if whole else 0.0,
            max(a.place, b.place),
            2 * math.fsum([rare[term] for term in a.names & b.names]) / naming if naming else 0.0,
            len(a.numbers & b.numbers),
        )

    def likeness(self, one: int, other: int, events: int, kinship: float) -> float:
        """Chance, 0..1, that two claims say the same: a logistic model of `features`, less where the articles are
        hardly alike (`kinship` 0..1): a story can hold two look-alike events."""
        total = BIAS - STRANGERS * (1.0 - kinship) + sum(map(mul, WEIGHTS, self.features(one, other, events)))
        return 1.0 / (1.0 + math.exp(-total))


def shared_events(found: Sequence[Unit]) -> dict[Pair, int]:
    """How many event words each pair of claims shares, where that is enough to compare them."""
    postings: dict[str, list[int]] = {}
    counts: dict[Pair, int] = {}
    for number, unit in enumerate(found):
        seen: Counter[int] = Counter()
        for term in unit.events:
            seen.update(postings.setdefault(term, []))
        for other, count in seen.items():
            if count >= ENOUGH_EVENTS or not unit.names.isdisjoint(found[other].names):
                counts[other, number] = count
        for term in unit.events:
            postings[term].append(number)
    return counts


def likenesses(
    found: Sequence[Unit], articles: int, rarity: terms.Rarity, kinship: Mapping[Pair, float]
) -> dict[Pair, float]:
    """Likeness of each pair of claims (by position in `found`) that is worth remembering."""
    weights = Weights(found, articles, rarity)
    values = {}
    for (one, other), events in shared_events(found).items():
        kin = kinship.get((found[one].article, found[other].article), 1.0)
        value = weights.likeness(one, other, events, kin)
        if value >= FAINT:
            values[one, other] = value
    return values


def kinships(documents: Sequence[Document], rarity: terms.Rarity) -> dict[Pair, float]:
    """Likeness of each pair of articles of a story, by position, smaller first."""
    profiles = [profile.weigh(profile.read(document), rarity) for document in documents]
    return {
        (one, other): profile.likeness(profiles[one], profiles[other])
        for one, other in combinations(range(len(profiles)), 2)
    }


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
    values = likenesses(found, len(documents), rarity, kinships(documents, rarity))
    clusters = average_linkage([[number] for number in range(len(found))], values, (), LEAST)
    rows = []
    for cluster in clusters:
        members = [found[number] for number in cluster]
        if len({documents[unit.article].outlet for unit in members}) > 1:
            rows.append(_row(cluster, found, values))
    return sorted(rows, key=lambda row: (-len(row.units), -round(row.score, 6), _place(row)))


def _place(row: Alignment) -> tuple[tuple[int, int], ...]:
    return tuple((unit.article, unit.claim) for unit in row.units)


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
