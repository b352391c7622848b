"""Words of a paragraph with their offsets: what the rules walk over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.claims.lexicon import abbreviations, words_in
from tui_reader.claims.quotes import Quote

TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\$?\d{1,3}(?:,\d{3})+\b|\$?\w+(?:[’'.&/-]\w+)*|[^\w\s]")
POSSESSIVE = ("’s", "'s", "s’", "s'")

#: Words that stand between a subject and its verb.
ADVERBS = words_in("adverb")
AUXILIARIES = words_in("auxiliary")
BE = words_in("be")
PRONOUNS = words_in("pronoun")
DETERMINERS = words_in("determiner")
SUBORDINATORS = words_in("subordinator")
DAYS = words_in("day")
PREPOSITIONS = words_in("preposition")
FINITE = words_in("finite")


class Word(NamedTuple):
    """A word or mark; a named tuple because an article has thousands and frozen dataclasses take twice as long."""

    text: str  #: as written
    lower: str  #: in lower case
    begin: int  #: offset of its first character
    end: int  #: offset behind its last
    quote: int  #: number of the quotation it stands in, -1 outside

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not (self.text[0].isalnum() or self.text[0] == "$")

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_adverb(self) -> bool:
        """Whether it may stand between subject and verb without being either."""
        return self.lower in ADVERBS or (self.lower.endswith("ly") and len(self.lower) > 4 and not self.is_capital)


def is_plural_possessive(words: Sequence[Word], at: int) -> bool:
    """Whether the mark at `at` is the apostrophe of "Workers’ Union": between a word in -s and another word."""
    if not 0 < at < len(words) - 1 or words[at].text not in {"’", "'"}:
        return False
    before, after = words[at - 1], words[at + 1]
    is_near = before.end == words[at].begin and after.begin == words[at].end + 1
    return is_near and before.lower.endswith("s") and not after.is_mark and before.quote == after.quote


def words_of(text: str, begin: int, end: int, quotes: Sequence[Quote] = ()) -> list[Word]:
    """The words and marks of `text[begin:end]`; an abbreviation keeps its stop ("Gen.")."""
    found: list[Word] = []
    number, skip_to = 0, begin
    for match in TOKEN.finditer(text, begin, end):
        first, last = match.span()
        if first < skip_to:
            continue
        while number < len(quotes) and quotes[number].end <= first:
            number += 1
        inside = number if number < len(quotes) and quotes[number].begin <= first else -1
        word = match.group()
        if last < end and text[last] == "." and (word in abbreviations() or (len(word) == 1 and word.isupper())):
            last = skip_to = last + 1
            word = text[first:last]
        found.append(Word(word, word.lower(), first, last, inside))
    return found
