"""Reads amounts, in digits and in words, with what limits them ("at least", "dozens"), as intervals."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tui_reader.model import Span

INFINITY = math.inf
LARGEST = 1e18  #: amounts beyond it count nothing; digits go on as long as somebody types them
SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
VAGUE = {
    "dozens": (20, 150), "scores": (30, 200), "hundreds": (150, 2_000), "thousands": (1_500, 20_000),
    "tens of thousands": (15_000, 200_000), "hundreds of thousands": (150_000, 2_000_000),
    "millions": (1_500_000, 1e9), "tens of millions": (1.5e7, 2e8), "a handful of": (2, 10), "a couple of": (2, 3),
    "a few dozen": (20, 70), "several dozen": (20, 110), "a few hundred": (150, 800),
    "several hundred": (150, 950), "a few thousand": (1_500, 8_000), "several thousand": (1_500, 9_500),
    "no one": (0, 0), "nobody": (0, 0), "none": (0, 0),
}  # fmt: skip
LOWER = (
    "at least|more than|greater than|over|no fewer than|no less than|not less than|not fewer than|a minimum of"
    "|upwards of|above|exceeding|in excess of"
)
UPPER = (
    "up to|as many as|as much as|at most|no more than|not more than|fewer than|less than|under|below|a maximum of"
    "|maximum of"
)
NEAR_BELOW = "nearly|almost|close to|just under|just below|approaching"
NEAR_ABOVE = "just over|just above|a little over|a little more than|slightly more than|little more than"
ABOUT = "about|around|some|roughly|approximately|an estimated|estimated|circa|more or less|at around|at about"
EXACT = "only|just|exactly|all|the|another|a total of"

_SMALL_WORD = "|".join([*sorted(SMALL, key=len, reverse=True), *TENS])
_UNIT_WORD = "|".join(sorted(SMALL, key=len, reverse=True)[0:20])
_WORDS = (
    rf"(?:(?:an?|half an?|{_SMALL_WORD})[\s-]+)?(?:hundred|thousand|million|billion|trillion|dozen)\b"
    rf"(?:[\s-]+(?:thousand|million|billion|trillion)\b)?"
    rf"(?:[\s-]+(?:and[\s-]+)?(?:{_SMALL_WORD})(?:-(?:{_UNIT_WORD}))?\b(?:[\s-]+(?:hundred|thousand|million|billion)\b)?)*"
    rf"|(?:{'|'.join(TENS)})-(?:{_UNIT_WORD})\b(?:[\s-]+(?:hundred|thousand|million|billion)\b)?"
    rf"|(?:{_SMALL_WORD})\b"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion|lakh|crore|mn|bn|tn)\b|(?(money)[mkb]\b|k\b))"
_PLAIN = rf"(?:(?:{_DIGITS}){_SCALE}?|{_WORDS})"
_VAGUE = "|".join(re.escape(word) for word in sorted(VAGUE, key=len, reverse=True))
_CURRENCY = r"(?:(?:US|A|C|NZ|HK|S)?\$|[£€¥₹₩₽])"
AMOUNT = re.compile(
    rf"(?:\b(?P<lead>{LOWER}|{UPPER}|{NEAR_BELOW}|{NEAR_ABOVE}|{ABOUT}|{EXACT})\s+)?"
    rf"(?P<money>{_CURRENCY}\s?)?"
    rf"(?:(?P<vague>\b(?:{_VAGUE})\b)"
    rf"|(?:\bbetween\s+(?P<from>{_PLAIN})\s+and\s+(?P<till>{_PLAIN}))"
    rf"|(?<![\w.,])(?<![^\W\d_][-–])(?P<one>{_PLAIN})(?:\s?(?:-|–|to|or)\s?(?={_CURRENCY}?(?:\d|{_SMALL_WORD}))(?:{_CURRENCY})?(?P<two>{_PLAIN}))?)"
    rf"(?P<more>\s+or (?:more|so)\b|\s?\+|\s+or fewer\b)?",
    re.IGNORECASE,
)
ROUND_SHARE = 0.025  #: how far a round figure ("1,200") may be off what it rounds
SCALED_SHARE = 0.05  #: likewise where a word scales it ("1.2 million")
ABOUT_SHARE = 0.12  #: how far "about" reaches on either side
NEAR_SHARE = 0.1  #: how far "nearly" and "just over" reach


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount as an interval of what it can mean."""

    span: Span  #: its words, qualifier included
    number: Span  #: its words without the qualifier
    low: float  #: least value it can mean
    high: float  #: greatest
    shown: str  #: normalised, for people: "≥ 1200", "~ 900", "20-30"
    currency: str = ""  #: symbol before it, as written
    is_more: bool = False  #: comes on top of another count ("another 12", "three more")
    is_word: bool = False  #: written in letters
    is_pair: bool = False  #: two numbers with a dash or "to" that need not be a range ("3-1")


def value_of(text: str) -> float | None:
    """Value of a plain number, in digits or words: "1.2 million"; None where it is none, or too large to be meant."""
    value = _value(text)
    return value if value is not None and value <= LARGEST else None


def _value(text: str) -> float | None:
    plain = text.lower().replace(",", "").strip()
    match = re.match(r"(\d+(?:\.\d+)?)\s?([a-z]*)$", plain)
    if match:
        scale = SCALES.get(match[2], 1.0 if not match[2] else None)
        return None if scale is None else float(match[1]) * scale
    total = part = 0.0
    words = [word for word in re.split(r"[\s-]+", plain) if word != "and"]
    if words[:2] in (["half", "a"], ["half", "an"]):
        return 0.5 * SCALES.get(words[2], 1.0) if len(words) > 2 else None
    for word in words:
        if word in ("a", "an"):
            part += 1
        elif word in SMALL or word in TENS:
            part += SMALL.get(word, 0) + TENS.get(word, 0)
        elif word in ("hundred", "dozen"):
            part = max(part, 1.0) * SCALES[word]
        elif word in SCALES:
            total, part = total + max(part, 1.0) * SCALES[word], 0.0
        else:
            return None
    return total + part


def slack(value: float, text: str) -> float:
    """How far the thing counted may be from `value` as written in `text`, where round figures are rounded ones."""
    if value < 100:
        decimals = re.search(r"\.(\d+)", text)
        return 0.5 * 10 ** -len(decimals[1]) if decimals else 0.0
    scaled = re.search(r"(?i)[a-z]", text) is not None
    step = 1.0
    while step * 10 <= value and value % (step * 10) == 0:
        step *= 10
    return min(step / 2, value * (SCALED_SHARE if scaled else ROUND_SHARE)) if step > 1 else 0.0


def plain(value: float) -> str:
    """A value for people: no separators, no needless decimals."""
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"


def amounts(text: str) -> Iterator[Amount]:
    """Amounts of `text` in order."""
    for match in AMOUNT.finditer(text):
        made = _amount(text, match)
        if made is not None:
            yield made


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    lead = " ".join((match["lead"] or "").lower().split())
    begin = match.start("money") if match["money"] else match.end("lead") + 1 if lead else match.start()
    number = (begin + len(text[begin : match.end()]) - len(text[begin : match.end()].lstrip()), match.end())
    currency = (match["money"] or "").strip()
    more = re.match(r"\s+(?:more|others?|additional|further)\b", text[match.end() :]) is not None or lead == "another"
    if match["vague"]:
        low, high = VAGUE[" ".join(match["vague"].lower().split())]
        return Amount(match.span(), number, low, high, match["vague"].lower(), currency, more, True)
    if match["from"] or match["two"]:
        return _range(match, number, currency, more)
    written = match["one"]
    value = value_of(written)
    if value is None or written.lower() in ("a", "an"):
        return None
    low, high, sign = _limits(lead, (match["more"] or "").strip().lower(), value, written)
    return Amount(match.span(), number, low, high, f"{sign}{plain(value)}", currency, more, written[0].isalpha())


def _range(match: re.Match[str], number: Span, currency: str, more: bool) -> Amount | None:
    first, second = match["from"] or match["one"], match["till"] or match["two"]
    low, high = value_of(first), value_of(second)
    if low is None or high is None:
        return None
    scale = re.search(r"(?i)(million|billion|trillion|thousand|bn|mn|m|k)$", second)
    if scale and low < high and not re.search(r"(?i)[a-z]$", first):
        low *= SCALES[scale[1].lower()]
    shown = f"{plain(low)}-{plain(high)}"
    is_pair = match["from"] is None
    return Amount(match.span(), number, min(low, high), max(low, high), shown, currency, more, False, is_pair)


def _limits(lead: str, tail: str, value: float, written: str) -> tuple[float, float, str]:
    """Interval and sign of one number under its qualifier."""
    off = slack(value, written)
    if tail in ("or more", "+") or re.fullmatch(LOWER, lead):
        return value - off, INFINITY, "≥ "
    if tail == "or fewer" or re.fullmatch(UPPER, lead):
        return 0.0, value + off, "≤ "
    if re.fullmatch(NEAR_BELOW, lead):
        return value * (1 - NEAR_SHARE), value, "~ "
    if re.fullmatch(NEAR_ABOVE, lead):
        return value, value * (1 + NEAR_SHARE), "~ "
    if tail == "or so" or re.fullmatch(ABOUT, lead):
        return value * (1 - ABOUT_SHARE), value * (1 + ABOUT_SHARE), "~ "
    return value - off, value + off, ""
