"""Reads shares and multiples written in words: "a third of", "one in five", "doubled"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tui_reader.model import Span
from tui_reader.stories.numbers import LOWER, NEAR_ABOVE, NEAR_BELOW, SCALES, SMALL, UPPER, plain

PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
         "ninth": 9, "tenth": 10}  # fmt: skip
TIMES = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "halv": 0.5,
         "twofold": 2.0, "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0, "tenfold": 10.0}  # fmt: skip
WIDTH = 0.1  #: how far a share in words reaches on either side, of itself: "a third" is said of 30 and of 36 percent
_COUNT = "a|an|one|two|three|four|five|six|seven|eight|nine"
_LEAD = rf"(?:\b(?P<lead>{LOWER}|{UPPER}|{NEAR_BELOW}|{NEAR_ABOVE}|about|around|some|roughly|only|just)\s+)?"
_NUMBER = rf"\d{{1,4}}|{'|'.join(SMALL)}"
FRACTION = re.compile(
    rf"{_LEAD}(?:\b(?P<count>{_COUNT})[\s-]+)?\b(?P<part>half|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?)"
    r"\s+(?P<of>of\s+(?:an?\s+(?P<scale>hundred|thousand|million|billion|trillion)\b)?|(?=(?:the|all|its|his|her|their|our)\s))",
    re.I,
)
ONE_IN = re.compile(
    rf"{_LEAD}\b(?P<some>{_NUMBER})\s+(?:in(?:\s+every)?|out\s+of(?:\s+every)?)\s+(?P<all>{_NUMBER})\b(?![\d%.,:/-])"
    r"(?!\s*(?:percent|per\s?cent|million|billion|thousand|hundred|days?|weeks?|months?|years?|hours?|minutes?|seconds?))",
    re.I,
)
MULTIPLE = re.compile(
    r"\b(?P<lead>(?:more than|nearly|almost|about|at least)\s+)?"
    r"(?:(?P<verb>doubl|tripl|trebl|quadrupl|halv)(?:e[ds]?|ing)\b|(?P<fold>(?:two|three|four|five|ten)fold)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share or a multiple as an interval."""

    span: Span  #: its words
    low: float  #: least value: percent, times or, where `is_scaled`, a plain amount
    high: float  #: greatest
    shown: str  #: for people
    is_multiple: bool = False  #: how many times as much, not how much of it
    is_scaled: bool = False  #: "a quarter of a million" is an amount, no share


def shares(text: str) -> Iterator[Share]:
    """Shares and multiples of `text`, by kind and then in order. Half-times, quarters of a year and ranks are none."""
    for match in FRACTION.finditer(text):
        made = _fraction(match)
        if made is not None:
            yield made
    for match in ONE_IN.finditer(text):
        some, whole = _value(match["some"]), _value(match["all"])
        if 0 < some < whole <= 20:
            yield _share(match, 100 * some / whole, f"{match['some']} in {match['all']}")
    for match in MULTIPLE.finditer(text):
        value = TIMES[(match["verb"] or match["fold"]).lower()]
        off = 0.1 * value if match["lead"] else 0.05 * value
        high = float("inf") if (match["lead"] or "").lower().strip() in ("more than", "at least") else value + off
        yield Share(match.span(), value - off, high, f"× {plain(value)}", is_multiple=True)


def _fraction(match: re.Match[str]) -> Share | None:
    part = match["part"].lower()
    count = (match["count"] or "").lower()
    is_half = part == "half"
    if not count and not is_half:  # "the third of four trials" is a rank
        return None
    some = 1 if count in ("", "a", "an", "one") else SMALL[count]
    whole = PARTS[part if is_half else part.removesuffix("s")]
    if some >= whole or (some > 1) != part.endswith("s") or (count and is_half and count not in ("a", "one")):
        return None
    value = some / whole
    if match["scale"]:
        amount = value * SCALES[match["scale"].lower()]
        return Share(match.span(), amount * 0.95, amount * 1.05, plain(amount), is_scaled=True)
    return _share(match, 100 * value, f"{some}/{whole}")


def _share(match: re.Match[str], value: float, shown: str) -> Share:
    lead = " ".join((match["lead"] or "").lower().split())
    off = WIDTH * value
    if re.fullmatch(LOWER, lead):
        return Share(match.span(), value - 0.5, 100.0, f"≥ {shown}")
    if re.fullmatch(UPPER, lead):
        return Share(match.span(), 0.0, value + 0.5, f"≤ {shown}")
    if re.fullmatch(NEAR_BELOW, lead):
        return Share(match.span(), value - off, value, f"~ {shown}")
    if re.fullmatch(NEAR_ABOVE, lead):
        return Share(match.span(), value, value + off, f"~ {shown}")
    return Share(match.span(), value - off, min(100.0, value + off), shown)


def _value(written: str) -> int:
    return int(written) if written.isdigit() else SMALL[written.lower()]
