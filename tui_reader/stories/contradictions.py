"""Says where aligned claims that are otherwise alike swap a date, a place or a name, or where one denies the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from tui_reader.stories import dates
from tui_reader.stories.differences import Clash, Point, Wording, is_update
from tui_reader.stories.surroundings import BACKGROUND
from tui_reader.stories.tables import sections
from tui_reader.stories.terms import FUNCTION_WORDS, Token, is_name, tokens

TITLES = sections("titles.txt")["before"]  #: no part of a name
ALIKE = 0.75  #: share of their other words that two claims must have in common
LEAST_SHARED = 4  #: words they must have in common
NEGATION = re.compile(
    r"\b(?:did|does|do|was|were|is|are|has|have|had|will|would|could|can)(?:\s+not|n['’]t)\b|\b(?:never|denied|denies|deny)\b",
    re.I,
)
SOFT = re.compile(
    r"\b(?:no|none|nobody|without|unsure|unclear|unable|refus\w+|reject\w*|declin\w+|yet to|fail\w*|un\w{4,}ed)\b", re.I
)
SILENCE = re.compile(
    r"\b(?:not|n['’]t)\s+(?:immediately\s+|yet\s+|further\s+)?(?:say|said|saying|comment|respond|reply|disclose|elaborate"
    r"|specify|give|name|identify|known|clear|only|just|available|provide|explain|confirm|release)\b",
    re.I,
)
PLACE = re.compile(
    r"\b(?:in|near|(?:flown|flew|taken|moved|sent|fled|returned|brought|transferred|travelled|traveled|went)\s+to)\s+"
    r"(?:the\s+)?(?:\w+\s+of\s+)?((?:[A-Z][\w'’-]+)(?:\s[A-Z][\w'’-]+)*)"
)
OPENING = re.compile(r"(?:(?:late|early|and|but)\s+)*(?:on\s+)?(?:late\s+|early\s+)?", re.I)
SAID_AFTER = re.compile(r",?\s+(?:[\w.'’-]+\s+){1,4}?(?:said|says|told|announced|reported|confirmed|wrote)\b")
SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|reported|wrote|added|speaking|statement)\s+(?:\w+\s+){0,2}(?:on\s+)?$", re.I
)


def contradictions(wordings: Sequence[Wording]) -> list[Clash]:
    """Clashes of kind date, place, name and denial among aligned claims, at most one of each kind."""
    found = []
    for what, judge in (("date", _dates), ("place", _places), ("name", _names), ("denial", _denials)):
        points: dict[int, Point] = {}
        for one, other in combinations(wordings, 2):
            if one.article == other.article or one.outlet == other.outlet or is_update(one, other):
                continue
            for point in judge(one, other):
                points.setdefault(point.wording.article, point)
        if len(points) > 1:
            found.append(Clash(what, tuple(points[article] for article in sorted(points))))
    return found


def _alike(one: Wording, other: Wording, leave_out: frozenset[str]) -> bool:
    """True where two claims share most of their words, those in `leave_out` aside."""
    a, b = (
        {token.term for token in tokens(wording.text) if token.term and token.text.lower() not in leave_out}
        for wording in (one, other)
    )
    shared = len(a & b)
    return shared >= LEAST_SHARED and 2 * shared >= ALIKE * (len(a) + len(b))


def _point(wording: Wording, found: re.Match[str], group: int = 0) -> Point:
    return Point(wording, found.span(group), found[group])


def _stated(wording: Wording) -> list[dates.Stated]:
    return [
        found
        for found in dates.stated_dates(wording.text)
        if not SAID_ON.search(wording.text[: found.span[0]])
        and not (OPENING.fullmatch(wording.text[: found.span[0]]) and SAID_AFTER.match(wording.text, found.span[1]))
        and not BACKGROUND.search(wording.text)
    ]


def _dates(one: Wording, other: Wording) -> tuple[Point, ...]:
    first, second = _stated(one), _stated(other)
    if len(first) != 1 or len(second) != 1 or not dates.disagree(first[0], second[0]):
        return ()
    words = frozenset(
        token.text.lower()
        for wording, found in ((one, first[0]), (other, second[0]))
        for token in tokens(wording.text[found.span[0] : found.span[1]])
    )
    if not _alike(one, other, words):
        return ()
    return tuple(
        Point(wording, found.span, wording.text[found.span[0] : found.span[1]])
        for wording, found in ((one, first[0]), (other, second[0]))
    )


def _places(one: Wording, other: Wording) -> tuple[Point, ...]:
    first, second = (_only_place(wording) for wording in (one, other))
    if first is None or second is None or first[1] in other.text or second[1] in one.text:
        return ()
    parts = [{word.lower() for word in re.findall(r"\w+", found[1])} for found in (first, second)]
    if parts[0] & parts[1] or not _alike(one, other, frozenset(parts[0] | parts[1])):
        return ()
    return _point(one, first, 1), _point(other, second, 1)


def _only_place(wording: Wording) -> re.Match[str] | None:
    found = [
        match
        for match in PLACE.finditer(wording.text)
        if is_name(match[1].split()[0]) and not any(word.lower() in FUNCTION_WORDS for word in match[1].split())
    ]
    return found[0] if len(found) == 1 else None


def _subject(wording: Wording) -> list[Token]:
    """The name a claim begins with, titles left out, at least two words long."""
    found: list[Token] = []
    for token in tokens(wording.text)[:5]:
        if not found and token.text.lower() in TITLES:
            continue
        if not token.is_name or (found and wording.text[found[-1].span[1] : token.span[0]] != " "):
            break
        found.append(token)
    return found if len(found) > 1 else []


def _names(one: Wording, other: Wording) -> tuple[Point, ...]:
    first, second = _subject(one), _subject(other)
    if not first or not second:
        return ()
    words = frozenset(token.text.lower() for token in first + second)
    apart = not any(token.text in other.text for token in first) and not any(token.text in one.text for token in second)
    if not apart or not _alike(one, other, words):
        return ()
    return tuple(
        Point(wording, (name[0].span[0], name[-1].span[1]), wording.text[name[0].span[0] : name[-1].span[1]])
        for wording, name in ((one, first), (other, second))
    )


def _denials(one: Wording, other: Wording) -> tuple[Point, ...]:
    marks = [list(NEGATION.finditer(wording.text)) for wording in (one, other)]
    if any(SILENCE.search(wording.text) or SOFT.search(wording.text) for wording in (one, other)):
        return ()
    denied = [bool(found) != wording.is_denied for wording, found in zip((one, other), marks, strict=True)]
    if denied[0] == denied[1] or not _alike(one, other, frozenset(("did", "not", "denied", "denies", "deny", "never"))):
        return ()
    return tuple(
        Point(wording, found[0].span() if found else (0, len(wording.text)), "denied" if no else "stated")
        for wording, found, no in zip((one, other), marks, denied, strict=True)
    )
