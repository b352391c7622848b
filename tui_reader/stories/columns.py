"""Tells standing columns, which tell many events or none, by their titles."""

from __future__ import annotations

import re

from tui_reader.stories.tables import lines, word_list

TITLES = frozenset(lines("columns.txt"))
FILLERS = word_list("column-words.txt")
SERIES = re.compile(
    r"^(?:your (?:mon|tues|wednes|thurs|fri|satur|sun)day (?:briefing|evening|morning)"
    r"|(?:[a-z]+: )?(?:morning|evening|daily|news|weekend|afternoon|midday)"
    r" (?:briefing|digest|mail|update|bulletin|roundup)"
    r"|(?:newspaper headlines|the papers|what the papers say|letters(?: to the editor)?|readers' letters"
    r"|in pictures|(?:the )?(?:week|day) in pictures|photos of the (?:day|week)|pictures of the (?:day|week)"
    r"|quiz of the week|(?:weekly |daily )?news quiz|today in history|on this day|cartoon of the day|corrections"
    r"|horoscopes?|crossword|(?:today's |daily )?weather(?: forecast)?|news in brief|sports? in brief"
    r"|podcast|listen)\s*(?:[:|–—-]|for\b|as\b|$))"
)
EDGES = re.compile(r"^\W+|\W+$")
DATE_WORDS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|\d+(?:st|nd|rd|th)?|[ap]m|of|for)\b",
    re.IGNORECASE,
)


def is_column(title: str) -> bool:
    """True where a title names a column or a digest and no event: "Live updates", "Letters: ...", "In pictures"."""
    plain = " ".join(title.lower().replace("’", "'").split())
    if SERIES.match(plain):
        return True
    words = re.findall(r"[^\W\d_]+", DATE_WORDS.sub(" ", plain))
    if words and all(word in FILLERS for word in words):
        return True
    undated = EDGES.sub("", " ".join(re.sub(r"[^\w' -]", " ", DATE_WORDS.sub(" ", plain)).split()))
    return bool(plain) and (undated == "" or undated in TITLES)
