"""What grouping remembers of a document, and how alike two of them are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import mul
from typing import NamedTuple

from tui_reader.stories import dates, quantities, terms
from tui_reader.stories.documents import Document, DocumentId

READ = 3000  #: characters of a text that grouping reads: news says what happened first
LEAD = 300  #: characters that count as headline and lead
HEAD = 600  #: characters in which news gives its central figures
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
    title: frozenset[str]  #: terms of the headline
    lead: frozenset[str]  #: terms of headline and lead
    names: Mapping[str, int]  #: terms that are parts of names -> occurrences
    lead_names: frozenset[str]  #: those of the lead
    years: frozenset[int]  #: years it names
    head_figures: frozenset[str]  #: numbers of its head
    figures: frozenset[str]  #: numbers of all that is read


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
    written = "\n".join(_written(whole))
    return Words(
        document.id,
        document.outlet,
        dates.own_day(document.text, at),
        at.timestamp() / 3600 if at else None,
        counts,
        frozenset(terms.terms(title)),
        frozenset(lead),
        Counter(terms.names(whole)),
        frozenset(terms.names(head)),
        dates.years(whole),
        quantities.quantities(written[:HEAD]),
        quantities.quantities(written),
    )


def _written(text: str) -> Iterator[str]:
    """Lines of `text` that a newsroom wrote: no addresses, no time stamps."""
    for line in text.splitlines():
        if not ADDRESS.match(line) and not (len(line) < 60 and STAMP.match(line)):
            yield line


def lead_of(text: str) -> str:
    """The first `LEAD` characters of what a newsroom wrote: lines that are an address or a time stamp do not count."""
    kept: list[str] = []
    room = LEAD
    for line in _written(text):
        if room <= 0:
            break
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
    """Dot product of two sparse vectors of length 1; `fsum`, so that no order of sets shows in it."""
    return math.fsum([one[term] * other[term] for term in one.keys() & other.keys()])


def found_in(shares: Weights, counts: Mapping[str, int]) -> float:
    """Share of `shares` whose terms occur in `counts`; 0.5 where there is nothing to find."""
    if not shares:
        return 0.5
    return math.fsum([shares[term] for term in shares.keys() & counts.keys()])


FAR_DAYS = 30  #: documents whose own days lie further apart are of two events
NEAR_DAYS = 4  #: documents whose own days lie within this may well be of one


def agreement_of_dates(one: Words, other: Words) -> float:
    """1 where stated days or years speak for one event, -1 where they speak against it, 0 where they are silent.

    That both were published in one week says nothing: all that is compared was.
    """
    score = 0.0
    if one.day and other.day:
        apart = abs((one.day - other.day).days)
        is_published = one.hour is not None and other.hour is not None
        score += -1.0 if apart > FAR_DAYS else 1.0 if apart <= NEAR_DAYS and not is_published else 0.0
    if one.years and other.years:
        score += 0.5 if one.years & other.years else -0.5
    return max(-1.0, min(1.0, score))


class Likeness(NamedTuple):
    """How alike two documents are, feature by feature; symmetrical, mostly between 0 and 1."""

    terms: float  #: cosine of all terms
    names: float  #: cosine of names
    least_lead: float  #: share of one lead found in the other document, the smaller of the two
    most_lead: float  #: the larger
    least_lead_names: float  #: likewise of the names in the leads
    most_lead_names: float  #: the larger
    dates: float  #: -1 against one event, 1 for it
    shared_mass: float  #: rarity of what the leads share with the other document
    length: float  #: terms of the shorter document
    shared_events: float  #: logarithm of the words, names aside, that both leads hold
    shared_names: float  #: rarity of the names that both leads hold
    rarest: float  #: rarity of the three rarest terms that both leads hold
    figures: float  #: -1 where the numbers of both heads speak against one event, 1 where they speak for it
    shared_title: float  #: rarity of the terms that both headlines hold
    hours: float  #: share of three days that lie between them, 0.3 where a time is unknown


def features(one: Profile, other: Profile) -> Likeness:
    """Measure the likeness of two documents."""
    a, b = one.words.counts, other.words.counts
    lead_one, lead_other = found_in(one.lead, b), found_in(other.lead, a)
    names_one, names_other = found_in(one.lead_names, b), found_in(other.lead_names, a)
    shared_mass = max(lead_one * one.lead_mass, lead_other * other.lead_mass)
    shared = one.words.lead & other.words.lead
    named = shared & (one.words.lead_names | other.words.lead_names)
    masses = {term: one.lead[term] * one.lead_mass for term in shared}
    events = sum(1 for term in shared if term not in named and not term[0].isdigit())
    return Likeness(
        cosine(one.vector, other.vector),
        cosine(one.names, other.names),
        min(lead_one, lead_other),
        max(lead_one, lead_other),
        min(names_one, names_other),
        max(names_one, names_other),
        agreement_of_dates(one.words, other.words),
        min(shared_mass, 80.0) / 80.0,
        min(1.0, min(len(a), len(b)) / 150.0),
        math.log1p(events),
        math.fsum([masses[term] for term in named]) / 20.0,
        math.fsum(sorted(masses.values(), reverse=True)[:3]) / 20.0,
        quantities.agreement(one.words.head_figures, one.words.figures, other.words.head_figures, other.words.figures),
        math.fsum([masses[term] for term in one.words.title & other.words.title & shared]) / 20.0,
        _apart(one.words.hour, other.words.hour),
    )


def _apart(one: float | None, other: float | None) -> float:
    return 0.3 if one is None or other is None else min(1.0, abs(one - other) / 72.0)


#: fitted on articles by training/fit_stories.py (docs/stories.md)
LONG = (1.98, 4.24, 1.4, 0.83, 1.14, 3.87, 2.03, 1.03, -0.94, 0.0, 0.0, 0.0, 0.73, 0.0, 0.0)
LONG_BIAS = -5.61
#: fitted on headlines with a sentence by training/fit_short.py
SHORT = (1.8, 2.42, -0.07, -0.11, -0.9, -0.02, 0.0, 1.32, -0.64, 1.14, 0.93, 3.6, 0.0, 2.64, -3.21)
SHORT_BIAS = -7.42
#: terms of the shorter document up to and from which each model speaks alone. On held-out pairs of feed items 15 and 35
#: let the model for articles join too much: precision 88.9 at recall 75.4, against 96.2 at 73.9
SHORT_TERMS, LONG_TERMS = 20, 80


def share_of_long(one: Words, other: Words) -> float:
    """How much the model for articles has to say about two documents, 0..1; the rest is that for short items.

    What a sentence shares by chance, an article shares always, so the length of the shorter document decides. The
    model for short items leans on their headlines and hours, as feeds give them: where a time is unknown, that for
    articles speaks alone.
    """
    if one.hour is None or other.hour is None:
        return 1.0
    size = min(len(one.counts), len(other.counts))
    return min(1.0, max(0.0, (size - SHORT_TERMS) / (LONG_TERMS - SHORT_TERMS)))


def likeness(one: Profile, other: Profile) -> float:
    """Chance, 0..1, that two documents tell of the same event.

    Two logistic models of `features`, one for articles and one for items of a sentence or two, blended by length.
    """
    found = features(one, other)
    share = share_of_long(one.words, other.words)
    total = 0.0
    if share > 0.0:
        total += share * (LONG_BIAS + sum(map(mul, LONG, found)))
    if share < 1.0:
        total += (1 - share) * (SHORT_BIAS + sum(map(mul, SHORT, found)))
    return 1.0 / (1.0 + math.exp(-total))
