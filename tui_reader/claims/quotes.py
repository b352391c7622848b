"""Quotations in a paragraph: curly, straight and single marks, and quotations that run on over paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = re.compile(r"[\"“”„«»]|''|``")
SINGLE = re.compile(r"(?<![^\s(\[“\"—–-])[‘'](?=\w)")
SINGLE_END = re.compile(r"[’'](?!\w)")
OPENING = {"“": "”", "„": "“", "«": "»", "``": "''"}
TOGGLING = frozenset({'"', "''"})  #: marks that open and close
MAX_SINGLE = 1500  #: longest quotation between single marks, in characters: an apostrophe must not reach further


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation; offsets as those of the text it was found in."""

    begin: int  #: of its opening mark, or of the paragraph where it runs on from the one before
    end: int  #: behind its closing mark, or the paragraph's end where it is not closed
    is_closed: bool = True  #: False: it runs on into the next paragraph, or somebody forgot the mark


def quotations(text: str, begin: int, end: int) -> list[Quote]:
    """The outermost quotations in the paragraph `text[begin:end]`, in order, without overlap. Linear in its length."""
    found: list[Quote] = []
    opened, closer = -1, ""
    last_curly = text.rfind("”", begin, end)
    for match in MARKS.finditer(text, begin, end):
        mark = match.group()
        if opened >= 0:
            is_mixed = mark == "”" and closer == '"' and text.find("“", opened, match.start()) < 0
            is_plain = is_mixed or (mark == closer and mark != "''")
            is_curly_left_open = mark == '"' and closer == "”" and match.start() > last_curly
            if is_plain or ((mark == closer or is_curly_left_open) and closes(text, match.end(), end)):
                found.append(Quote(opened, match.end()))
                opened = -1
            continue
        if mark in OPENING:
            opened, closer = match.start(), OPENING[mark]
        elif mark in TOGGLING and opens(text, match.start(), begin, match.end(), end):
            opened, closer = match.start(), mark
    if opened >= 0:
        found.append(Quote(opened, end, is_closed=False))
    return found or single_quotations(text, begin, end)


def opens(text: str, at: int, begin: int, after: int, end: int) -> bool:
    """Whether a straight mark may open: something follows, and no letter or figure stands right before it."""
    return after < end and not text[after].isspace() and (at == begin or not text[at - 1].isalnum())


def closes(text: str, after: int, end: int) -> bool:
    """Whether a straight mark may close: no letter or figure follows it."""
    return after >= end or not text[after].isalnum()


def single_quotations(text: str, begin: int, end: int) -> list[Quote]:
    """Quotations between single marks, for paragraphs that hold no double ones: British style and headlines."""
    found: list[Quote] = []
    at = begin
    while match := SINGLE.search(text, at, end):
        mark = match.group()
        following = SINGLE.search(text, match.end(), end)
        limit = min(end, match.end() + MAX_SINGLE, following.start() if following else end)
        close = single_end(text, match.end(), limit, "’" if mark == "‘" else "'")
        if close < 0:
            at = match.end()
            continue
        found.append(Quote(match.start(), close))
        at = close
    return found


def single_end(text: str, begin: int, limit: int, closer: str) -> int:
    """Offset behind the mark that closes a single quotation opened before `begin`, -1 if there is none.

    A mark after punctuation or before it closes; a mark after an "s" is likely a plural's ("officials’ demands") and
    closes only if no better one follows.
    """
    fallback = -1
    for match in SINGLE_END.finditer(text, begin, limit):
        if match.group() != closer:
            continue
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        if before in ",.?!" or after in {"", ",", ".", ":", ";", "?", "!", ")", "\n", "\r"} or before != "s":
            return match.end()
        if fallback < 0:
            fallback = match.end()
    return fallback
