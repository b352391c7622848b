"""Finds figures in claims: how much of what, in which state, and what bounds the count."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from tui_reader.model import Span
from tui_reader.model.body import meets
from tui_reader.stories import dates, units
from tui_reader.stories import surroundings as around
from tui_reader.stories.numbers import VAGUE, Amount, amounts
from tui_reader.stories.ranks import Rank, ranks
from tui_reader.stories.shares import Share, shares
from tui_reader.stories.terms import VOCABULARY

FigureKind = Literal[
    "count", "money", "percent", "times", "measure", "duration", "age", "score", "vote", "ordinal", "magnitude"
]

RATE = re.compile(
    r"[^.;]{0,18}?\b(?:per|an?|each|every)\s+(?:year|month|week|day|season|hour|head|person|share|barrel|ton|tonne)\b|[^.;]{0,12}\bannual",
    re.I,
)
MONEY_TALK = re.compile(
    r"\b(?:cost|costs|costing|paid|pay|pays|worth|fined|fine|price[ds]?|sold|spent|earned?|raised|donated|budget|debt|owed?|bill|invest\w*|bid|deal|fund\w*)\b",
    re.I,
)
DEGREES = re.compile(
    r"(?:(?P<minus>\bminus\s|(?<!\w)[-−])\s?)?(?<![\w.])(?P<value>\d+(?:\.\d+)?)\s?"
    r"(?:(?:°|degrees?\b)(?:\s?(?P<scale>C|F|Celsius|Centigrade|Fahrenheit)\b)?|(?P<letter>[CF])\b(?![-.’']))"
)
COMPARED = re.compile(
    r"\s+(?:\w+\s+)?(?:warmer|colder|cooler|hotter|higher|lower|above|below|longer|shorter|further|farther|faster|slower"
    r"|rise|increase|drop|fall|warming)\b"
)
CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|GMT|o['’]clock)|\b\d{1,2}:\d\d\b", re.I)
VOTE = re.compile(r"\b(?:vot(?:e|es|ed|ing)|ballots?|lawmakers|senators|parliament|motion|bill|majority)\b", re.I)
MAGNITUDE = re.compile(
    r"magnitude\s+(?:of\s+)?$|magnitude of (?:about |at least )?$|measuring $|measured (?:at )?$", re.I
)
SPORT = re.compile(
    r"\b(?:won|win|wins|beat|beats|lost|loses|defeat|defeated|drew|draw|victory|thrash\w*|score|match|game)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a claim."""

    span: Span  #: its words, qualifier and noun included
    kind: FigureKind  #: what sort of quantity
    low: float  #: least value it can mean, in `unit`
    high: float  #: greatest
    unit: str  #: base unit or currency, "" for a count
    noun: str  #: what is counted, as written; for an age the name it belongs to
    state: str  #: what those counted went through ("killed"), "" unknown
    shown: str  #: for people: "≥ 1200 workers"
    scope: frozenset[str]  #: names and directions that bound it ("Aster", "north"), "*" for a total
    measured: frozenset[str]  #: what quantity it measures ("price", "turnout"), as terms
    is_part: bool = False  #: part of another count ("including three children")
    is_background: bool = False  #: belongs to an older event
    is_more: bool = False  #: comes on top of another count
    year: int | None = None  #: year its clause names

    def agrees(self, other: Figure) -> bool:
        """True where both can hold."""
        return self.low <= other.high + 1e-9 and other.low <= self.high + 1e-9


def figures(text: str, offset: int = 0) -> list[Figure]:
    """Figures of `text` in order; spans are moved by `offset`. Dates, clock times and names with numbers are none."""
    taken = [date.span for date in dates.stated_dates(text) if date.weekday is None and not _is_count(text, date)]
    taken += [match.span() for match in CLOCK.finditer(text)]
    found = [_ordinal(rank) for rank in ranks(text)]
    taken += [figure.span for figure in found]
    degrees = [_degrees(text, match) for match in DEGREES.finditer(text)]
    found += degrees
    taken += [figure.span for figure in degrees]
    all_amounts = []
    for share in shares(text):
        if not meets(share.span, taken):
            taken.append(share.span)
            if share.is_scaled:
                all_amounts.append(Amount(share.span, share.span, share.low, share.high, share.shown, is_word=True))
            else:
                found.append(_share(text, share))
    all_amounts += [amount for amount in amounts(text) if not meets(amount.span, taken)]
    all_amounts.sort(key=lambda amount: amount.span)
    for position, amount in enumerate(all_amounts):
        left = all_amounts[position - 1].span[1] if position else 0
        right = all_amounts[position + 1].span[0] if position + 1 < len(all_amounts) else len(text)
        figure = _figure(text, amount, left, right)
        if figure is not None and not _is_equivalent(text, figure, found):
            found.append(figure)
    found.sort(key=lambda figure: figure.span)
    return [replace(figure, span=(figure.span[0] + offset, figure.span[1] + offset)) for figure in found]


def _is_equivalent(text: str, figure: Figure, found: list[Figure]) -> bool:
    """True for a figure in brackets right after one of its kind: "$1 million ($1.52 million)"."""
    return bool(found) and found[-1].kind == figure.kind and text[found[-1].span[1] : figure.span[0]].strip() == "("


def _is_count(text: str, date: dates.Stated) -> bool:
    """A bare "2000" before a noun is a count unless a preposition says it is a year."""
    if date.month is not None or date.year is None:
        return False
    before = text[: date.span[0]].rstrip().rsplit(None, 1)[-1:] or [""]
    after = around.words_after(text, date.span[1], 3)
    return before[0].lower() not in (
        "in",
        "of",
        "since",
        "by",
        "until",
        "from",
        "the",
        "early",
        "late",
        "mid",
    ) and bool(around.noun(after)[0])


def _ordinal(rank: Rank) -> Figure:
    nothing: frozenset[str] = frozenset()
    return Figure(
        rank.span, "ordinal", rank.number, rank.number, rank.noun, rank.noun, "", rank.shown, nothing, nothing
    )


def _degrees(text: str, match: re.Match[str]) -> Figure:
    """A temperature: in degrees Celsius where the text names a scale, else in degrees of either."""
    value = float(match["value"]) * (-1 if match["minus"] else 1)
    scale = (match["scale"] or match["letter"] or "")[:1].upper()
    off = 0.5
    if scale == "F":
        value, off = (value - 32) / 1.8, 1.0
    begin, end = around.clause(text, Amount(match.span(), match.span(), value, value, ""), 0, len(text))
    return Figure(
        match.span(),
        "measure",
        value - off,
        value + off,
        "°C" if scale else "degrees",
        "",
        "",
        match[0].strip(),
        around.scope(text[begin:end], text),
        frozenset(),
        is_background=around.BACKGROUND.search(text, begin, end) is not None,
        is_more=COMPARED.match(text, match.end()) is not None or text[: match.start()].endswith(" by "),
    )


def _share(text: str, share: Share) -> Figure:
    """A share or a multiple; what it is a share of is its noun."""
    amount = Amount(share.span, share.span, share.low, share.high, share.shown)
    begin, end = around.clause(text, amount, 0, len(text))
    kind: FigureKind = "times" if share.is_multiple else "percent"
    return Figure(
        share.span,
        kind,
        share.low,
        share.high,
        "" if share.is_multiple else "%",
        "" if share.is_multiple else around.whole(text, share.span[1]),
        "",
        share.shown,
        around.scope(text[begin:end], text),
        _measured(text, share.span[0]),
        is_background=around.BACKGROUND.search(text, begin, end) is not None,
        year=next(iter(dates.years(text[begin:end])), None),
    )


def _measured(text: str, at: int) -> frozenset[str]:
    """Quantities that the sentence around `at` names, as terms."""
    sentence = text[max(text.rfind(". ", 0, at) + 1, 0) :]
    return frozenset(VOCABULARY[word] for word in re.findall(r"[^\W\d_]+", sentence)) & units.MEASURED


def _figure(text: str, amount: Amount, left: int, right: int) -> Figure | None:
    begin, end = around.clause(text, amount, left, right)
    before, after = text[begin : amount.span[0]], text[amount.span[1] : end]
    following = around.words_after(text, amount.span[1], 5)
    first = following[0][0].lower() if following else ""
    kind, unit, factor, tail = _kind(text, amount, following, first, before)
    noun, noun_end = ("", -1) if kind != "count" else around.noun(following, amount.shown in VAGUE)
    state = around.state(before, after, noun) if kind == "count" else ""
    if kind == "count":
        if noun in ("day", "days") or around.is_name_part(text, amount):
            return None
        if not noun and not around.stands_alone(text, amount, before, after, state):
            return None
        joined = noun and re.match(r"\s+and\s+(?:\w+\s+)?([^\W\d_]+)", text[noun_end:])
        if joined and (joined[1] in units.PEOPLE or joined[1] in units.IRREGULAR):
            noun, noun_end = f"{noun} and {joined[1]}", noun_end + joined.end()
        elif not noun:
            noun, noun_end = "people", amount.span[1]
    sentence_begin = max(text.rfind(". ", 0, amount.span[0]) + 1, 0)
    whole = text[begin:end]
    background = around.BACKGROUND.search(text, max(sentence_begin, 0), max(end, amount.span[1]))
    low, high = amount.low, amount.high
    if kind in ("score", "vote"):
        low = high = high * 1000 + low
    off = 0.01 * amount.high * factor if first in units.ROUGH_UNITS and amount.high < 1e12 else 0.0
    return Figure(
        (amount.span[0], max(noun_end, tail, amount.span[1])),
        kind,
        low * factor - off,
        high * factor + off,
        unit,
        _bearer(text, amount, kind, noun, tail),
        state,
        _shown(amount, kind, unit, noun, first),
        around.scope(whole, text),
        _measured(text, amount.span[0]),
        kind != "percent" and around.is_part(text, amount, before, after),
        background is not None,
        amount.is_more or (kind in ("measure", "duration") and COMPARED.match(text, tail) is not None),
        next(iter(dates.years(whole)), None),
    )


def _bearer(text: str, amount: Amount, kind: FigureKind, noun: str, tail: int) -> str:
    """Whom or what a figure belongs to: the counted noun, whose age it is, what it is a share of."""
    if kind == "age":
        return around.bearer(text, amount)
    return around.whole(text, tail) if kind == "percent" else noun


def _kind(
    text: str, amount: Amount, following: list[tuple[str, Span]], first: str, before: str
) -> tuple[FigureKind, str, float, int]:
    """Kind, base unit, factor to it, and where the unit's words end."""
    end = following[0][1][1] if following else amount.span[1]
    rest = text[amount.span[1] :]
    if not amount.currency and first in ("pound", "pounds") and not MONEY_TALK.search(text):
        return "measure", "kg", 0.4536, end
    if amount.currency or first in units.CURRENCIES:
        symbol = (amount.currency or first).lower()
        rate = "/time" if RATE.match(rest) else ""
        tail = amount.span[1] if amount.currency else end
        return "money", units.CURRENCIES.get(symbol, symbol) + rate, 1.0, tail
    if first == "%" or first in ("percent", "pct"):
        return "percent", "%", 1.0, end
    if first == "per" and len(following) > 1 and following[1][0].lower() == "cent":
        return "percent", "%", 1.0, following[1][1][1]
    if first == "percentage":
        return "percent", "points", 1.0, end
    if around.AGE_AFTER.match(rest) or re.search(r"\baged\s+$", text[: amount.span[0]], re.I):
        return "age", "years", 1.0, amount.span[1]
    if re.search(r"[^\W\d_],\s+$", text[: amount.span[0]]) and re.match(r"\s*[,.]", rest) and 0 < amount.low <= 115:
        return "age", "years", 1.0, amount.span[1]
    if re.match(r"-magnitude", rest) or MAGNITUDE.search(text[: amount.span[0]]):
        return "magnitude", "magnitude", 1.0, amount.span[1]
    if amount.is_pair and "-" in amount.shown and (VOTE.search(text) or SPORT.search(text)):
        return "vote" if VOTE.search(text) else "score", "", 1.0, amount.span[1]
    if first in units.MEASURES:
        family, factor = units.MEASURES[first]
        return ("duration" if family == "hours" else "measure"), family, factor, end
    return "count", "", 1.0, amount.span[1]


def _shown(amount: Amount, kind: FigureKind, unit: str, noun: str, first: str) -> str:
    if kind == "money":
        return f"{amount.shown} {unit.removesuffix('/time')}"
    if kind == "percent":
        return f"{amount.shown} {unit}" if unit != "%" else f"{amount.shown} %"
    if kind in ("measure", "duration"):
        return f"{amount.shown} {first}"
    if kind == "age":
        return f"{amount.shown} years old"
    if kind == "magnitude":
        return f"magnitude {amount.shown}"
    if amount.shown in VAGUE:
        shown = "0" if amount.high == 0 else f"{amount.shown.removesuffix(' of')} of"
        return f"{shown} {noun}"
    return f"{amount.shown} {noun}".strip()
