"""How the words reached the outlet: told to somebody, in a statement, on a platform, on the air, in court."""

from __future__ import annotations

import re
from functools import cache

from tui_reader.claims.lexicon import media, platforms, rows

TOLD = re.compile(
    r"\b(?:told|tells|telling|tell|spoke (?:to|with)|speaking (?:to|with)|interview with|quoted by)\b"
    r"[ “\"]*(?P<who>[^,;.“”\"]{2,60})"
)
PLATFORM = re.compile(
    r"\b(?:on|via|in an?|to)\b (?:\w+[’']s |his |her |their |its |the |an? )?(?:official |personal |verified |own )?"
    r"(?P<what>[A-Z][\w]*(?: [A-Z]\w+)?|social media|social networks?|blog post|blog)\b"
)
TWEET = re.compile(r"\b(?:re)?tweet(?:s|ed|ing)?\b", re.IGNORECASE)


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The channels of `tables/channels.tsv` in their order."""
    return tuple((channel, re.compile(pattern, re.IGNORECASE)) for channel, pattern, _reason in rows("channels"))


DOCUMENT_BADGES = {"DOC", "DATA"}


def channel_of(around: str, near: str, badge: str) -> str:
    """The channel told by the sentence without the content (`around`) and by the words at the cue (`near`)."""
    if TWEET.search(near) or (badge == "POST" and TWEET.search(around)):
        return "social:X"
    for match in PLATFORM.finditer(near):
        shown = platforms().get(match.group("what").lower()) or platforms().get(match.group("what").split()[0].lower())
        if shown and (shown != "X" or match.group("what").split()[0] in {"X", "Twitter"}):
            return f"social:{shown}"
    told = told_to(around)
    if told:
        return told
    for channel, pattern in patterns():
        if pattern.search(around):
            return channel
    if outlet := on_air(around):
        return f"broadcast:{outlet}"
    return "document" if badge in DOCUMENT_BADGES else "unstated"


def told_to(around: str) -> str:
    """ "told:Reuters" for "told Reuters", "interview" for "told reporters in an interview" and the like."""
    match = TOLD.search(around)
    if not match:
        return ""
    words = match.group("who").split()
    if words and words[0].lower() in {"the", "a", "an"} and len(words) > 1:
        lookups = [" ".join(words[: size + 1]) for size in (4, 3, 2, 1)] + [
            " ".join(words[1 : size + 1]) for size in (4, 3, 2, 1)
        ]
    else:
        lookups = [" ".join(words[:size]) for size in (4, 3, 2, 1)]
    for name in lookups:
        plain = re.sub(r"[’']s?$", "", name)
        known = media().get(plain)
        if known:
            is_relay = match.group().lower().startswith("quoted by")
            return f"via-agency:{known[1]}" if is_relay and known[0] in {"agency", "state"} else f"told:{known[1]}"
    return ""


AIR = re.compile(r"\b(?:on|to) (?:the )?(?P<who>[A-Z][\w&]*(?: (?:[A-Z]\w*|&))?)(?:[’']s\b|[ ,.]|$)")


def on_air(around: str) -> str:
    """The broadcaster in "said on CNN", "on NBC’s “Meet the Press”", "" if none."""
    for match in AIR.finditer(around):
        known = media().get(match.group("who")) or media().get(match.group("who").split()[0])
        if known and (known[0] == "broadcaster" or known[1] in {"RT", "CCTV", "Rossiya"}):
            return known[1]
    return ""
