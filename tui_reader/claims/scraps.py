"""Attributions of the tagger put right by their own words: cut names, loose words, a source taken for content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tui_reader.claims.attribution import Attribution
from tui_reader.claims.stance import verb_of
from tui_reader.model import Span
from tui_reader.model.body import meets

LOOSE = frozenset({"that", "the", "a", "an", "which", "who", "and", "but", "so"})
LONGEST_NAME = 60  #: characters of a source that was taken for content
NAME = re.compile(r"(?:he|she|they|[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|van|von|al|bin|of|the)){0,5})")
PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|get|got)\b")
#: What holds a name together that a tagger may cut: "Oru.example", "Al-Roe".
JOINTS = ".-_@/"


def sorted_out(text: str, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions with whole words for a source, without loose words, and with the source that stands in content.

    "say" that gives an example is no cue: "some of them (say, the oldest)".
    """
    for each in found:
        if not is_example(text, each):
            yield with_source(text, whole(text, without_loose(text, each)))


def is_example(text: str, each: Attribution) -> bool:
    """Whether the cue is a "say" that gives an example: behind a bracket, or between commas."""
    if not each.cue or text[slice(*each.cue[0])].lower() != "say":
        return False
    begin, end = each.cue[0]
    before, after = text[:begin].rstrip()[-1:], text[end : end + 1]
    return before in {"(", "—", "–"} or (before == "," and after == ",")


def without_loose(text: str, each: Attribution) -> Attribution:
    """An attribution without pieces of content that are a single word of no weight beside others."""
    kept = tuple(span for span in each.content if text[slice(*span)].lower() not in LOOSE)
    return replace(each, content=kept) if 0 < len(kept) < len(each.content) else each


def whole(text: str, each: Attribution) -> Attribution:
    """An attribution whose source begins with a whole word: "[Oru.example]" of "Oru.[example]"."""
    if not each.source:
        return each
    begin, end = each.source[0]
    while begin > 1 and text[begin - 1] in JOINTS and text[begin - 2].isalnum() and text[begin].isalnum():
        begin -= 1
        while begin > 0 and text[begin - 1].isalnum():
            begin -= 1
    is_taken = meets((begin, end), (*each.content, *each.cue))
    return each if is_taken or begin == each.source[0][0] else replace(each, source=((begin, end), *each.source[1:]))


def with_source(text: str, each: Attribution) -> Attribution:
    """An attribution without a source whose first piece of content is the name right before an active verb of saying.

    "[Roe] had written: [“It is late.”]" says that Roe had written.
    """
    if each.source or not each.cue or len(each.content) < 2:
        return each
    first, cue = each.content[0], text[slice(*each.cue[0])].lower()
    verb = verb_of(cue)
    if verb is None or not set("cq") & set(verb.takes) or PASSIVE.search(cue) or not is_name_before(text, first, each):
        return each
    return replace(each, source=(first,), content=each.content[1:])


def is_name_before(text: str, span: Span, each: Attribution) -> bool:
    """Whether a span is a name or pronoun that ends right before the cue."""
    begin, end = span
    is_near = each.cue[0][0] >= end and not text[end : each.cue[0][0]].strip()
    return is_near and end - begin <= LONGEST_NAME and NAME.fullmatch(text[begin:end]) is not None
