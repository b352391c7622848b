"""Whom words before mean: the noun phrase before a relative pronoun, the speaker who leads to a quotation."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.claims.badges import kind_of, named
from tui_reader.claims.cues import cues
from tui_reader.claims.kinds import UNKNOWN, Kind
from tui_reader.claims.pages import Page, Paragraph
from tui_reader.claims.phrases import noun_phrase, subject_before
from tui_reader.claims.pronouns import FEMALE, MALE, NEUTER, PLURAL
from tui_reader.claims.words import Word, is_plural_possessive

NEARBY = 600  #: characters
LONGEST_NAME = 40  #: characters before its last word
THIRD = MALE | FEMALE | PLURAL | NEUTER


def sentence_around(page: Page, part: Paragraph, offset: int) -> str:
    """The sentence that holds `offset`, in lower case; of a very long one the words near `offset`."""
    begin, end = part.sentence_at(offset)
    return page.text[max(begin, offset - NEARBY) : min(end, offset + NEARBY)].lower()


def antecedent(page: Page, part: Paragraph, word: Word) -> Kind:
    """Who a relative pronoun means: the noun phrase right before it."""
    at = part.index(word.begin) - 1
    while at > 0 and part.words[at].text in {",", "—", "–", "and", "both", "all"}:
        at -= 1
    opening = part.index(part.sentence_at(word.begin)[0])
    first = at
    while first > opening and part.words[first].is_capital and part.words[first - 1].is_capital:
        first -= 1
    if first > opening and is_plural_possessive(part.words, first - 1):
        first = opening  # "Workers’ Union, which": the noun phrase tells more than the run of capitals
    found = (first, at + 1) if opening < first < at else noun_phrase(part.words, opening, at) if at >= opening else None
    words = part.words[found[0] : found[1]] if found else part.words[at : at + 1]
    if not words or words[0].lower in THIRD or words[0].is_mark:
        return UNKNOWN
    told = told_of(page, part, words[0]) if word.lower in {"who", "whose"} else None
    return told or kind_of(words, sentence_around(page, part, word.begin), page.cast)


def told_of(page: Page, part: Paragraph, first: Word) -> Kind | None:
    """The person before an apposition that begins with `first`: "Bill Vale, a Northmark Republican who"."""
    at = part.index(first.begin)
    while at > 0 and part.words[at - 1].is_capital and part.words[at].lower not in {"a", "an", "the"}:
        at -= 1
    if at > 0 and part.words[at].lower not in {"a", "an", "the"} and part.words[at - 1].lower in {"a", "an", "the"}:
        at -= 1
    if at < 2 or part.words[at].lower not in {"a", "an", "the"} or part.words[at - 1].text != ",":
        return None
    name = part.words[at - 2]
    for entity, found in page.cast.within(name.begin - LONGEST_NAME, name.end):
        if found.span[1] == name.end and not found.is_possessive:
            return named(entity)
    return None


def leading(page: Page, offset: int) -> tuple[Paragraph, Sequence[Word]] | None:
    """Who leads to a quotation that opens its paragraph at `offset`, by the end of the paragraph before.

    "The union said in its report:" is the union; None where no verb of saying and no colon stand there.
    """
    number = page.number_at(offset)
    part = page.paragraphs[number - 1]
    if not number or page.begins[number] != offset or not part.words or part.words[-1].text != ":":
        return None
    first = part.index(part.sentences[-1][0])
    for hit in cues(part.words, first, len(part.words)):
        subject = subject_before(part.words, first, hit.begin)
        if subject and not subject[1] and "q" in hit.verb.takes:
            return part, part.words[slice(*subject[0])]
    return None
