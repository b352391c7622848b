"""Reads ordinals that two claims can disagree on: "the fifth day", "its third fire this year", "finished second"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tui_reader.model import Span
from tui_reader.model.body import meets

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_NTH = rf"(?P<nth>{'|'.join(ORDINALS)}|\d{{1,4}}(?:st|nd|rd|th))"
_SPAN = r"this (?:year|month|week|season|summer|winter)|since|in a row|in (?:\w+ )?(?:days|weeks|months|years)"
PERIOD = re.compile(
    rf"\b{_NTH}\s+(?:\w+\s+)?(?P<of>day|week|month|year|night|round|term|time)\b",
    re.I,
)
AGAIN = re.compile(
    rf"\b(?:the|its|his|her|their|a)\s+{_NTH}\s+(?:(?:straight|consecutive|successive)\s+)?(?P<of>[a-z]{{4,}})\b"
    rf"(?=[^.;]{{0,40}}?\b(?:{_SPAN})\b)"
)
PLACE = re.compile(rf"\b(?:finish(?:ed|es)?|came|placed|ranked)\s+(?:in\s+)?{_NTH}(?:\s+(?P<of>place))?\b", re.I)


@dataclass(frozen=True, slots=True)
class Rank:
    """One ordinal."""

    span: Span  #: its words
    number: int  #: which in the row
    noun: str  #: of what
    shown: str  #: for people


def ranks(text: str) -> Iterator[Rank]:
    """Ordinals of `text`, by kind and then in order, none twice. "The second suspect" is a way to name, and none."""
    taken: list[Span] = []
    for pattern in (PERIOD, AGAIN, PLACE):
        for match in pattern.finditer(text):
            if not meets(match.span(), taken):
                taken.append(match.span())
                word = match["nth"].lower()
                noun = (match["of"] or "place").lower()
                number = ORDINALS.get(word) or int(re.sub(r"\D", "", word))
                yield Rank(match.span(), number, noun, f"{match['nth']} {noun}")
