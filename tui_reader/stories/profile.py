"""What grouping remembers of a document, and how alike two of them are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tui_reader.stories import dates, terms
from tui_reader.stories.documents import Document, DocumentId

READ = 3000  #: characters of a text that grouping reads: news says what happened first
LEAD = 300  #: characters that count as headline and lead
LEAD_BOOST = 2  #: how often a term of the lead counts beside its place in the text
TERMS = 80  #: heaviest terms kept for the cosine

ADDRESS = re.compile(r"\s*(?:https?\s?:|www\s?\.)", re.IGNORECASE)
STAMP = re.compile(
    r"\W*(?:(?:last )?(?:updated|published|posted|modified)\b.*"
    r"|(?:\W|\d|\b(?:[ap]\.?m|gmt|utc|[ecmp][sd]t|at|on|th|st|nd|rd|of)\b"
    rf"|\b(?:{'|'.join(sorted(dates.MONTHS, key=len, reverse=True))})\b|\b(?:{'|'.join(dates.WEEKDAYS)})\b)+$)",
    re.IGNORECASE,
)

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Words:
    """A document's terms before anybody knows how rare they are."""

    id: DocumentId  #: of the document
    outlet: str  #: its outlet
    day: date | None  #: the day it is of
    hour: float | None  #: hours since 1970 it was published at, None unknown
    counts: Mapping[str, int]  #: term -> occurrences, those in the lead counted `1 + LEAD_BOOST` times
    lead: frozenset[str]  #: terms of headline and lead
    names: Mapping[str, int]  #: terms that are parts of names -> occurrences
    lead_names: frozenset[str]  #: those of the lead
    years: frozenset[int]  #: years it names


@dataclass(frozen=True, slots=True)
class Profile:
    """A document's terms, weighed."""

    words: Words  #: what it was made of
    vector: Weights  #: heaviest terms, heaviest first, length 1
    names: Weights  #: terms that are parts of names, length 1
    lead: Weights  #: terms of the lead, adding up to 1
    lead_names: Weights  #: names of the lead, adding up to 1
    lead_mass: float  #: rarity of the lead's terms, added up

    def posted(self, most: int) -> Iterator[tuple[str, float]]:
        """The `most` heaviest terms with their weights, by which others find this document."""
        return islice(self.vector.items(), most)


def read(document: Document) -> Words:
    """Terms of `document`. The title counts as part of the lead, once where the text repeats it."""
    title = document.title.strip()
    body = document.text[:READ]
    whole = body if not title or body.startswith(title) else f"{title}\n{body}"
    found = terms.terms(whole)
    head = lead_of(whole)
    lead = terms.terms(head)
    counts = Counter(found)
    for term in lead:
        counts[term] += LEAD_BOOST
    at = document.published_at
    return Words(
        document.id,
        document.outlet,
        dates.own_day(document.text, at),
        at.timestamp() / 3600 if at else None,
        counts,
        frozenset(lead),
        Counter(terms.names(whole)),
        frozenset(terms.names(head)),
        dates.years(whole),
    )


def lead_of(text: str) -> str:
    """The first `LEAD` characters of what a newsroom wrote: lines that are an address or a time stamp do not count."""
    kept: list[str] = []
    room = LEAD
    for line in text.splitlines():
        if room <= 0:
            break
        if not ADDRESS.match(line) and not (len(line) < 60 and STAMP.match(line)):
            kept.append(line[:room])
            room -= len(line)
    return "\n".join(kept)


def weigh(words: Words, rarity: terms.Rarity) -> Profile:
    """Weigh the terms of `words` by `rarity`: logarithmic counts times inverse document frequency."""
    of = rarity.of
    weights = {term: (1 + math.log(count)) * of(term) for term, count in words.counts.items()}
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:TERMS]
    weights = {term: weights[term] for term in heaviest}
    names = {term: (1 + math.log(count)) * of(term) for term, count in words.names.items()}
    lead = {term: of(term) for term in sorted(words.lead)}
    lead_names = {term: of(term) for term in sorted(words.lead_names)}
    return Profile(words, _unit(weights), _unit(names), _shares(lead), _shares(lead_names), sum(lead.values()))


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _shares(weights: dict[str, float]) -> dict[str, float]:
    total = sum(weights.values()) or 1.0
    return {term: weight / total for term, weight in weights.items()}


def cosine(one: Weights, other: Weights) -> float:
    """Dot product of two sparse vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def found_in(shares: Weights, counts: Mapping[str, int]) -> float:
    """Share of `shares` whose terms occur in `counts`; 0.5 where there is nothing to find."""
    if not shares:
        return 0.5
    return sum(share for term, share in shares.items() if term in counts)


FAR_DAYS = 30  #: documents whose own days lie further apart are of two events
NEAR_DAYS = 4  #: documents whose own days lie within this may well be of one


def agreement_of_dates(one: Words, other: Words) -> float:
    """1 where stated days or years speak for one event, -1 where they speak against it, 0 where they are silent."""
    score = 0.0
    if one.day and other.day:
        apart = abs((one.day - other.day).days)
        score += 1.0 if apart <= NEAR_DAYS else -1.0 if apart > FAR_DAYS else 0.0
    if one.years and other.years:
        score += 0.5 if one.years & other.years else -0.5
    return max(-1.0, min(1.0, score))


def features(one: Profile, other: Profile) -> tuple[float, ...]:
    """How alike two documents are, in the order of `WEIGHTS`; symmetrical."""
    a, b = one.words.counts, other.words.counts
    lead_one, lead_other = found_in(one.lead, b), found_in(other.lead, a)
    names_one, names_other = found_in(one.lead_names, b), found_in(other.lead_names, a)
    shared_mass = max(lead_one * one.lead_mass, lead_other * other.lead_mass)
    return (
        cosine(one.vector, other.vector),
        cosine(one.names, other.names),
        min(lead_one, lead_other),
        max(lead_one, lead_other),
        min(names_one, names_other),
        max(names_one, names_other),
        agreement_of_dates(one.words, other.words),
        min(shared_mass, 80.0) / 80.0,
        min(1.0, (min(len(a), len(b))) / 150.0),
    )


WEIGHTS = (1.85, 5.17, 2.07, 0.59, 0.76, 3.87, 2.16, 1.61, -0.93)  #: of `features`, fitted (docs/stories.md)
BIAS = -5.74


def likeness(one: Profile, other: Profile) -> float:
    """Chance, 0..1, that two documents tell of the same event: a logistic model of `features`."""
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features(one, other), strict=True))
    return 1.0 / (1.0 + math.exp(-total))
