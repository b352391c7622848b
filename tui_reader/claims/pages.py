"""An article read once: its paragraphs with their quotations, sentences and words, and the cast of its names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tui_reader.claims.labels import dateline, is_title_case
from tui_reader.claims.mentions import mentions
from tui_reader.claims.names import Cast, cast_of
from tui_reader.claims.quotes import Quote, quotations
from tui_reader.claims.segment import sentences
from tui_reader.claims.words import Word, words_of
from tui_reader.model import Block, Span

LONGEST_HEADLINE = 24  #: words
#: A name of several words with its initials in brackets.
SHORT_FORM = re.compile(
    r"(?P<long>\b[A-Z][\w’'-]{0,30}(?: (?:of|for|and|the|on|in|[A-Z][\w’'-]{0,30})){1,8}) \((?P<short>[A-Z]{2,8})\)"
)
LAST = 1 << 62  #: behind every offset


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, taken apart."""

    block: Block  #: kind and span
    sentences: tuple[Span, ...]  #: in order
    quotes: tuple[Quote, ...]  #: outermost quotations
    words: tuple[Word, ...]  #: words and marks
    begins: tuple[int, ...]  #: offset of each word, for look-ups

    def between(self, begin: int, end: int) -> Sequence[Word]:
        """The words that touch `begin..end`."""
        first = bisect_right(self.begins, begin) - 1
        first = max(0, first)
        while first < len(self.words) and self.words[first].end <= begin:
            first += 1
        last = first
        while last < len(self.words) and self.words[last].begin < end:
            last += 1
        return self.words[first:last]

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds `offset`, or the one before it."""
        at = bisect_right(self.sentences, (offset, LAST)) - 1
        return self.sentences[max(0, at)] if self.sentences else self.block.span

    def index(self, offset: int) -> int:
        """Index of the word that begins at or before `offset`."""
        return max(0, bisect_right(self.begins, offset) - 1)


@dataclass(frozen=True, slots=True)
class Page:
    """A whole article, taken apart."""

    text: str  #: as read
    paragraphs: tuple[Paragraph, ...]  #: in order
    cast: Cast  #: its names
    starts: tuple[int, ...]  #: offset of each sentence, in order
    begins: tuple[int, ...]  #: offset of each paragraph, in order
    title: str = ""  #: the headline, where it is not part of the text

    def sentence_number(self, offset: int) -> int:
        """Number of the sentence that holds `offset`, counted over the whole article."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that holds `offset`."""
        return self.paragraphs[self.number_at(offset)]

    def number_at(self, offset: int) -> int:
        """Number of the paragraph that holds `offset`."""
        return max(0, bisect_right(self.begins, offset) - 1)


def is_shouting(text: str, part: Paragraph) -> bool:
    """Whether a short line is written In Title Case, so that capitals tell no names."""
    begin, end = part.block.span
    words = text[begin : min(end, begin + 240)].split()
    if len(part.sentences) != 1 or not 3 < len(words) <= LONGEST_HEADLINE or text[end - 1] in ",;:":
        return False
    return is_title_case(words, 0.85 if text[end - 1] == "." else 0.75)


def behind_dateline(text: str, part: Paragraph) -> int:
    """Offset where a paragraph's own words begin: a dateline names nobody who acts."""
    place = dateline(text, *part.block.span)
    return place[1] if place else part.block.span[0]


def lengthened(cast: Cast, text: str) -> Cast:
    """The cast with bodies under their long names where the text tells what is short for them: "Port Police (PP)"."""
    for match in SHORT_FORM.finditer(text):
        words = [word for word in match.group("long").split() if word[0].isupper()]
        body = cast.by_name.get(match.group("short"))
        for first in range(len(words)):
            if body and "".join(word[0] for word in words[first:]) == match.group("short"):
                begin = match.group("long").index(words[first])
                body.name = match.group("long")[begin:]
                break
    return cast


def read(text: str, blocks: Sequence[Block], title: str = "") -> Page:
    """Take an article apart; `blocks` are its paragraphs as `segment.paragraphs` gives them."""
    taken = []
    for block in blocks:
        quotes = tuple(quotations(text, *block.span))
        words = tuple(words_of(text, *block.span, quotes))
        begins = tuple(word.begin for word in words)
        taken.append(Paragraph(block, tuple(sentences(text, *block.span)), quotes, words, begins))
    found = [
        each
        for part in taken
        if not is_shouting(text, part)
        for each in mentions(text, part.words, part.quotes)
        if each.span[0] >= behind_dateline(text, part)
    ]
    starts = tuple(begin for part in taken for begin, _end in part.sentences)
    return Page(
        text, tuple(taken), lengthened(cast_of(found), text), starts, tuple(part.block.span[0] for part in taken), title
    )
