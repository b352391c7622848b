"""Tells standing columns, which tell many events or none, by their titles."""

from __future__ import annotations

import re

NAMES = (
    "live updates", "live blog", "liveblog", "breaking news", "live", "as it happened", "rolling coverage",
    "morning briefing", "evening briefing", "daily briefing", "news briefing", "briefing", "the briefing",
    "morning edition", "evening edition", "morning report", "evening report", "morning mail", "evening update",
    "your wednesday briefing", "news in brief", "in brief", "news briefs", "world in brief", "news roundup",
    "news round-up", "roundup", "weekly roundup", "top stories", "today's headlines", "headlines", "news headlines",
    "news summary", "news digest", "daily digest", "digest", "newsletter", "bulletin", "news bulletin",
    "letters to the editor", "letters", "readers' letters", "your letters", "editorial", "opinion", "corrections",
    "corrections and clarifications", "for the record", "in pictures", "the week in pictures", "week in pictures",
    "pictures of the week", "pictures of the day", "photos of the day", "photos of the week", "news in pictures",
    "day in pictures", "the day in pictures", "today in pictures", "cartoon", "cartoon of the day", "cartoons",
    "weather", "weather forecast", "the weather", "today's weather", "forecast", "crossword", "quiz", "news quiz",
    "quiz of the week", "weekly quiz", "quick crossword", "cryptic crossword", "sudoku", "horoscope", "horoscopes",
    "tv guide", "what's on", "what's on tv", "today in history", "on this day", "this day in history",
    "quote of the day", "word of the day", "lottery", "lottery results", "lotto results", "obituaries",
    "deaths", "births", "birthdays", "market report", "markets", "stocks", "closing prices", "stock market today",
    "sport in brief", "sports in brief", "sports digest", "scores", "results", "scoreboard", "fixtures",
    "the papers", "what the papers say", "front pages", "newspaper headlines", "paper review", "podcast", "the daily",
    "watch live", "video", "videos", "photos", "gallery", "the latest", "latest news", "news", "world news",
    "evening news", "morning news", "sports news", "politics live", "business live", "sport", "coronavirus live",
)  # fmt: skip
TITLES = frozenset(NAMES)
SERIES = re.compile(
    r"^(?:your (?:mon|tues|wednes|thurs|fri|satur|sun)day (?:briefing|evening|morning)"
    r"|(?:morning|evening|daily|news|weekend|afternoon|midday) (?:briefing|digest|mail|update|bulletin|roundup)"
    r"|(?:newspaper headlines|the papers|what the papers say|letters(?: to the editor)?|readers' letters"
    r"|in pictures|(?:the )?(?:week|day) in pictures|photos of the (?:day|week)|pictures of the (?:day|week)"
    r"|quiz of the week|(?:weekly |daily )?news quiz|today in history|on this day|cartoon of the day|corrections"
    r"|horoscopes?|crossword|(?:today's |daily )?weather(?: forecast)?|news in brief|sports? in brief"
    r"|podcast|listen)\s*(?:[:|–—-]|for\b|$))"
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
    undated = EDGES.sub("", " ".join(re.sub(r"[^\w' -]", " ", DATE_WORDS.sub(" ", plain)).split()))
    return bool(plain) and (undated == "" or undated in TITLES)
