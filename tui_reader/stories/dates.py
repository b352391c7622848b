"""Dates that a text states outright: for vetoes between look-alike events and for swapped dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from tui_reader.model import Span

MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10,
    "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?:1[89]\d\d|20\d\d)\b"
DATE = re.compile(
    rf"\b(?P<m1>{_MONTH})\s+(?P<d1>{_DAY})(?:\s?,?\s+(?P<y1>{_YEAR}))?"
    rf"|\b(?P<d2>{_DAY})\s+(?:of\s+)?(?P<m2>{_MONTH})(?:\s?,?\s+(?P<y2>{_YEAR}))?"
    rf"|\b(?P<y3>{_YEAR})\s?[-/.]\s?(?P<m3>0[1-9]|1[0-2])\s?[-/.]\s?(?P<d3>0[1-9]|[12]\d|3[01])\b"
    rf"|\b(?P<m4>{_MONTH})\s+(?P<y4>{_YEAR})"
    rf"|\b(?P<y5>{_YEAR})"
    r"|\b(?P<w6>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)
LOWER_MAY = re.compile(r"(?:may|march|mar)\b")
HEADER = 320  #: characters in which a page's own date stands


@dataclass(frozen=True, slots=True)
class Stated:
    """One date as a text states it; unknown parts are None."""

    span: Span  #: its words
    year: int | None = None  #: 1800..2099
    month: int | None = None  #: 1..12
    day: int | None = None  #: 1..31
    weekday: int | None = None  #: 0 is Monday

    def day_of_year(self) -> date | None:
        """The calendar day, None where a part is unknown or the day does not exist."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def stated_dates(text: str) -> list[Stated]:
    """Dates of `text` in order. "may" and "march" in lower case count only beside a day and a year."""
    found = []
    for match in DATE.finditer(text):
        parts = match.groupdict()
        month = next((parts[key] for key in ("m1", "m2", "m4") if parts[key]), None)
        year = next((parts[key] for key in ("y1", "y2", "y3", "y4", "y5") if parts[key]), None)
        if month and not year and LOWER_MAY.match(month):
            continue
        day = next((parts[key] for key in ("d1", "d2", "d3") if parts[key]), None)
        number = MONTHS[month.lower().rstrip(".")] if month else int(parts["m3"]) if parts["m3"] else None
        found.append(
            Stated(
                match.span(),
                int(year) if year else None,
                number,
                int(re.sub(r"\D", "", day)) if day else None,
                WEEKDAYS[parts["w6"].lower()] if parts["w6"] else None,
            )
        )
    return found


def years(text: str) -> frozenset[int]:
    """Years that `text` names."""
    return frozenset(int(found) for found in re.findall(rf"\b{_YEAR}", text))


def own_day(text: str, published_at: datetime | None) -> date | None:
    """The day a document is of: as published, else the first full date at the head of its text, else None."""
    if published_at is not None:
        return published_at.date()
    for found in stated_dates(text[:HEADER]):
        if day := found.day_of_year():
            return day
    return None


def disagree(one: Stated, other: Stated) -> bool:
    """True where two stated dates share a known part's kind and cannot be the same date."""
    if one.weekday is not None and other.weekday is not None:
        return one.weekday != other.weekday
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    return bool(known) and any(a != b for a, b in known)
