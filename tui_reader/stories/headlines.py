"""Chooses which member's title stands for a story: the most typical of the recent ones, with the newest figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tui_reader.stories.columns import is_column
from tui_reader.stories.numbers import SMALL, TENS
from tui_reader.stories.terms import VOCABULARY, words

RECENT = timedelta(hours=8)
"""Titles this close to the newest member's are recent; older than that, the present one has no privilege."""
AGED = 2
"""Spans of `RECENT` after which a title is as old as it gets; each costs it a `MARGIN`."""
FEWEST = 4
"""The newest members that always count as recent, so that one late follow-up does not choose alone."""
MOST = 40
"""Recent titles that are looked at, newest first: each is compared with each."""
MARGIN = 0.1
"""How much more typical another title must be to replace a recent present one."""
SAME = 0.6
"""Titles this alike, figures aside, are one headline; the newer figure replaces the older."""
AMOUNTS = {word: str(number) for word, number in (SMALL | TENS).items() if word not in {"zero", "one"}}
ROUND_UP = re.compile(
    r"^(?:op-ed|opinion|comment|column|analysis|editorial|letters?|explainer|factbox|podcast|video|watch)\s?[:|–—]"
    r"|\blive\b.*\bupdates?\b|\blive (?:blog|coverage|text)\b|\bliveblog\b|\blive$|\blive\s?[:|–—]|\bas it happened\b"
    r"|\bround-?up\b|\bwhat (?:we|to) know\b|\b(?:what|things) you need to know\b|\bat a glance\b"
    r"|\bin (?:brief|pictures)\b|\btimeline\b|\bkey (?:moments|points)\b|\btakeaways\b"
    r"|\b(?:news|top|world) (?:summary|briefing|digest|headlines|stories)\b"
)


@dataclass(frozen=True, slots=True)
class _Headline:
    """A title as it is compared."""

    title: str  #: verbatim
    at: datetime  #: of its article
    terms: frozenset[str] = field(default=frozenset())  #: its words, without function words and figures
    figures: frozenset[str] = field(default=frozenset())  #: its figures


def headline(members: Sequence[tuple[str, datetime]], present: str = "") -> str:
    """The title for a story: that of one of its `members`, (title, time) in any order; "" for none.

    Of the recent titles the one is taken that shares most words with the others on average (Dice's coefficient,
    figures aside), less something for its age. `present`, the title so far, stays while it is recent and none is
    clearly better. A newer title in nearly the same words brings the newer figure in. Live pages, round-ups and
    opinion lose to anything else.
    """
    able = [one for one in members if not _is_round_up(one[0])] or members
    ordered = sorted(able, key=lambda one: (one[1], one[0]), reverse=True)
    recent = [
        _read(title, at)
        for number, (title, at) in enumerate(ordered[:MOST])
        if number < FEWEST or ordered[0][1] - at <= RECENT
    ]
    if not recent:
        return ""
    scores = [_typical(number, recent) - _aged(one.at, recent[0].at) for number, one in enumerate(recent)]
    best = scores.index(max(scores))
    kept = next((number for number, one in enumerate(recent) if one.title == present), None)
    if kept is not None and recent[0].at - recent[kept].at <= RECENT and scores[best] - scores[kept] < MARGIN:
        best = kept
    chosen = recent[best]
    for newer in reversed(recent[:best]):
        if chosen.figures and newer.figures and newer.figures != chosen.figures and _alike(newer, chosen) >= SAME:
            chosen = newer
    return chosen.title


def _is_round_up(title: str) -> bool:
    plain = " ".join(title.lower().split())
    return not plain or is_column(title) or bool(ROUND_UP.search(plain))


def _read(title: str, at: datetime) -> _Headline:
    found: set[str] = set()
    figures: set[str] = set()
    for word in words(title):
        term = VOCABULARY[word]
        if term[:1].isdigit():
            figures.add(term)
        elif word.lower() in AMOUNTS:
            figures.add(AMOUNTS[word.lower()])
        elif term:
            found.add(term)
    return _Headline(title, at, frozenset(found), frozenset(figures))


def _typical(number: int, recent: Sequence[_Headline]) -> float:
    """Mean likeness to the other titles."""
    others = [one for at, one in enumerate(recent) if at != number]
    return sum(_alike(recent[number], other) for other in others) / max(1, len(others))


def _aged(at: datetime, newest: datetime) -> float:
    """What a title's age takes from its likeness: of two alike the newer stands for the story."""
    return MARGIN * min(AGED, (newest - at) / RECENT)


def _alike(one: _Headline, other: _Headline) -> float:
    """Dice's coefficient of their words."""
    both = len(one.terms) + len(other.terms)
    return 2 * len(one.terms & other.terms) / both if both else 0.0
