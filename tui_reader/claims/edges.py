"""Where a reported content begins and ends for a reader: without the "that" that opens it and the marks around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui_reader.claims.clause import is_clause
from tui_reader.claims.quotes import Quote
from tui_reader.claims.words import AUXILIARIES, BE, FINITE
from tui_reader.model import Span

THAT = re.compile(r"that[ \u00a0]+(?=([\w$][\w’'$]*))")
MARKS = ",;:–— \t\u00a0"
VERBS = FINITE | AUXILIARIES | BE
GIST = 1000  #: characters of a content that are looked at to judge it
LOOKED_AT = 200  #: characters of an edge that may be marks


def opened(text: str, spans: Sequence[Span], cue: Sequence[Span], quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """The spans without outer commas, colons and dashes that stand outside quotations, and without a leading "that".

    "that" stays where it is a pronoun ("that was wrong", "that question"), before its cue, inside a quotation or right
    before one, whose words are then part of the outlet's sentence.
    Spans that would be left empty stay as they are.
    """
    kept = list(spans)
    kept[0] = (trimmed(text, kept[0], quotes)[0], kept[0][1])
    kept[-1] = (kept[-1][0], trimmed(text, kept[-1], quotes)[1])
    begin, end = kept[0]
    found = THAT.match(text, begin, end)
    is_behind = bool(cue) and cue[0][0] < begin and not is_inside(begin, quotes)
    if found and is_behind and not is_pronoun(found.group(1)) and is_clause(text[found.end() : kept[-1][1]][:GIST]):
        kept[0] = (found.end(), end)
    return tuple(kept)


def is_pronoun(following: str) -> bool:
    """Whether "that" before this word stands for something: a finite verb follows."""
    return following.lower() in VERBS


def is_inside(offset: int, quotes: Sequence[Quote]) -> bool:
    """Whether the character at an offset stands inside a quotation or is one of its marks."""
    return any(quote.begin <= offset < quote.end for quote in quotes)


def trimmed(text: str, span: Span, quotes: Sequence[Quote]) -> Span:
    """A span without the marks at its two edges that stand outside quotations; as it is where nothing else is left."""
    begin, end = span
    low, high = min(end, begin + LOOKED_AT), max(begin, end - LOOKED_AT)
    while begin < low and text[begin] in MARKS and not is_inside(begin, quotes):
        begin += 1
    while end > high and end > begin and text[end - 1] in MARKS and not is_inside(end - 1, quotes):
        end -= 1
    return (begin, end) if begin < end else span
