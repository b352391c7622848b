"""The plain numbers of a text, without dates and clock times: a quick look for grouping, as `figures` is slow."""

from __future__ import annotations

import re

from tui_reader.model.body import meets
from tui_reader.stories import dates
from tui_reader.stories.numbers import SMALL

NUMBER = re.compile(
    r"(?<![\w:/.-])(?:(?P<digits>\d{1,3}(?:,\d{3})+|\d+(?:\.\s?\d+)?)(?![:\w/]|[.,]\d|\s?:|\s?[ap]\.?\s?m\b)"
    r"|\b(?P<word>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)",
    re.IGNORECASE,
)


def quantities(text: str) -> frozenset[str]:
    """Numbers of `text` from two on, in digits: "23", "6.1"; "five" reads "5". One says nothing and is left out."""
    stated = [found.span for found in dates.stated_dates(text) if found.weekday is None]
    found = set()
    for match in NUMBER.finditer(text):
        if not meets(match.span(), stated):
            word = match["word"]
            found.add(str(SMALL[word.lower()]) if word else match["digits"].replace(",", "").replace(" ", ""))
    return frozenset(found - {"0", "1"})


def agreement(
    one_head: frozenset[str], one: frozenset[str], other_head: frozenset[str], other: frozenset[str]
) -> float:
    """1 where the heads of two texts share a number, -1 where neither head's numbers are in the other text, else 0."""
    if one_head & other_head:
        return 1.0
    if one_head and other_head and not one_head & other and not other_head & one:
        return -1.0
    return 0.0
