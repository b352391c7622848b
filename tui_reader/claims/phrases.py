"""Noun phrases around a reporting verb, found by their borders instead of by parsing.

A subject reaches from its verb leftwards to a comma, a quotation mark, a conjunction or the sentence's beginning.
"""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.claims.lexicon import verbs, words_in
from tui_reader.claims.words import (
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Word,
    is_plural_possessive,
)

LONGEST = 14  #: words of a subject; longer ones are clauses more often than names
LONGEST_ASIDE = 30  #: words between the commas of "X, who ..., said"
SUBJECTS = words_in("subject")
OPENING = words_in("connector")
STOPS = frozenset([",", ":", ";", "—", "–", "(", ")", "“", "”", '"', "‘", "’", ".", "?", "!", "…", "-", "[", "]"])
NOUNISH = words_in("nounish")
ASIDE_OPENERS = words_in("aside")

Range = tuple[int, int]


def subject_before(words: Sequence[Word], first: int, verb: int) -> tuple[Range, bool] | None:
    """Range of the subject of the verb at `verb` in the sentence that begins at `first`, and whether it is passive.

    Returns None where no subject can be told.
    """
    at = verb - 1
    passive = False
    while at >= first and (words[at].is_adverb or words[at].lower in AUXILIARIES) and words[at].quote < 0:
        passive = passive or words[at].lower in {"is", "are", "was", "were", "been", "be", "being"}
        at -= 1
    at = skip_time_back(words, first, at)
    if at < first or words[at].quote >= 0:
        return None
    if words[at].lower in {"and", "but"} and at > first + 1:
        found = opening_phrase(words, first, at)
        return (found, passive) if found else None
    if words[at].lower in SUBJECTS:
        return (at, at + 1), passive
    is_aside = words[at].text in {",", ")", "—", "–"}
    found = before_aside(words, first, at) if is_aside else walk_left(words, first, at)
    return (found, passive) if found else None


def opening_phrase(words: Sequence[Word], first: int, limit: int) -> Range | None:
    """The subject of "X did this and said ...": a pronoun or name that opens the sentence, up to its first verb."""
    begin = first
    while begin < limit and is_opening(words[begin]):
        begin += 1
    if begin < limit and words[begin].lower in SUBJECTS:
        return begin, begin + 1
    at = begin
    while at < limit and at - begin < LONGEST and words[at].is_capital and words[at].quote < 0:
        at += 1
    is_verb = at < limit and (words[at].lower in verbs() or words[at].lower in FINITE or words[at].lower.endswith("ed"))
    return (begin, at) if at > begin and is_verb else None


def skip_time_back(words: Sequence[Word], first: int, at: int) -> int:
    """Step back over "on Tuesday" or "Tuesday" before `at`."""
    here = at
    while here >= first and (words[here].lower in DAYS or words[here].text.isdigit()):
        here -= 1
    if here == at:
        return at
    if here >= first and words[here].lower in {"on", "in", "last", "late", "early", "since"}:
        here -= 1
    return here


def before_aside(words: Sequence[Word], first: int, comma: int) -> Range | None:
    """Subject of "X, who ..., said": the verb's left neighbour is the mark at `comma`; the aside is part of it."""
    opener = {")": "("}.get(words[comma].text, words[comma].text)
    for at in range(comma - 1, max(first, comma - LONGEST_ASIDE), -1):
        if words[at].text == opener and words[at].quote < 0:
            after = words[at + 1]
            is_marked = after.lower in ASIDE_OPENERS or after.is_capital or after.text[0].isdigit()
            if opener == "," and not is_marked and at + 1 < comma and not is_role_like(words[at + 1 : comma]):
                continue
            found = walk_left(words, first, at - 1)
            return (found[0], comma) if found else None
    return None


def is_role_like(words: Sequence[Word]) -> bool:
    """Whether an aside holds no finite verb: "director of the centre"."""
    return not any(word.lower in FINITE for word in words)


def walk_left(words: Sequence[Word], first: int, last: int) -> Range | None:
    """The noun phrase that ends with the word at `last`."""
    at = last
    while at >= first and last - at < LONGEST and is_phrase_word(words, at, last):
        at -= 1
    if at > first and words[at].lower in {"who", "whose"} and at < last and words[at].quote < 0:
        before = walk_left(words, first, at - 1)
        return (before[0], last + 1) if before else None
    begin = at + 1
    while begin <= last and is_opening(words[begin]) and begin < last:
        begin += 1
    if begin > last or last - at >= LONGEST:
        return None
    if any(word.lower in FINITE for word in words[begin : last + 1]):
        return None
    head = words[begin]
    if head.lower in PREPOSITIONS or not (head.text[0].isalnum() or head.text[0] in "@$"):
        return None
    return begin, last + 1


def is_telling(word: Word) -> bool:
    """Whether a word is a finite verb of saying, over which no subject reaches: "Roe said Vale believes"."""
    verb = verbs().get(word.lower)
    return verb is not None and verb.form in {"past", "third"} and "c" in verb.takes and word.lower not in NOUNISH


def is_opening(word: Word) -> bool:
    """Whether a word before a subject links sentences or colours the verb and is no part of the subject."""
    return word.lower in OPENING or (word.is_adverb and word.lower not in DETERMINERS)


def is_phrase_word(words: Sequence[Word], at: int, last: int) -> bool:
    """Whether the phrase that ends at `last` goes on leftwards over the word at `at`."""
    word = words[at]
    if word.quote >= 0 or (word.text in STOPS and not is_plural_possessive(words, at)):
        return False
    if at < last and is_telling(word):
        return False
    if word.lower in SUBORDINATORS or (word.lower in PRONOUNS and word.lower not in DETERMINERS and at < last):
        return False
    if word.lower == "and" and at < last:
        return not (words[at + 1].lower in SUBJECTS or (at > 0 and words[at - 1].text == ","))
    return True


def phrase_after(words: Sequence[Word], begin: int, last: int) -> Range | None:
    """The noun phrase that begins at `begin`, at most up to `last`: for "said X" and "according to X"."""
    at = begin
    is_aside = False
    while at < last and at - begin < LONGEST + 6:
        word = words[at]
        if is_plural_possessive(words, at):
            at += 1
            continue
        if word.quote >= 0 or (word.text in STOPS and (is_aside or not is_inner_comma(words, at, begin, last))):
            break
        is_aside = is_aside or word.text == ","
        if is_aside:
            at += 1
            continue
        if at > begin and (word.lower in SUBORDINATORS - {"of"} or word.lower in FINITE):
            break
        if at > begin and word.lower in {"in", "on", "at", "during"} and is_adjunct(words, at, last):
            break
        if at > begin and word.lower in DAYS:
            break
        at += 1
    if at == begin or words[begin].lower in PREPOSITIONS:
        return None
    return begin, at


def is_inner_comma(words: Sequence[Word], at: int, begin: int, last: int) -> bool:
    """Whether the comma at `at` opens an apposition that runs to the end: "said Ann Roe, head of the centre."."""
    if words[at].text != "," or at == begin or at + 1 >= last or words[at + 1].quote >= 0:
        return False
    rest = words[at + 1 : last]
    stop = next((i for i, word in enumerate(rest) if word.text in STOPS or word.quote >= 0), len(rest))
    aside = rest[:stop]
    opens = bool(aside) and (aside[0].lower in ASIDE_OPENERS - {"also", "then", "now"} or is_title_like(aside))
    is_clause = bool(aside) and aside[0].lower in {"who", "whose"}
    return (opens and len(aside) <= 16 and words[begin].is_capital) or is_clause


def is_title_like(words: Sequence[Word]) -> bool:
    """Whether an apposition without an article is a role: "head of the centre", "Ukraine's defence minister"."""
    return not words[0].lower.endswith("ing") and words[0].lower not in PREPOSITIONS and is_role_like(words)


def is_adjunct(words: Sequence[Word], at: int, last: int) -> bool:
    """Whether the preposition at `at` opens a place, time or channel of the saying, not a part of the name."""
    following = words[at + 1 : min(last, at + 4)]
    if not following:
        return True
    channel = {"statement", "interview", "tweet", "speech", "letter", "email", "news", "press", "report", "post"}
    return (
        words[at].lower in {"on", "at", "during"}
        or following[0].lower in {"a", "an"}
        or any(word.lower in DAYS or word.lower in channel for word in following)
    )


def is_past(words: Sequence[Word], at: int) -> bool:
    """Whether a word in -ed is the verb between a subject and its object: "police confronted 3,000 supporters"."""
    if not words[at].lower.endswith("ed") or words[at].is_capital or at < 1:
        return False
    before, after = words[at - 1], words[at + 1]
    opens = after.text[0].isdigit() or after.is_capital or after.lower in DETERMINERS
    return opens and before.lower not in DETERMINERS and not before.is_adverb


def noun_phrase(words: Sequence[Word], first: int, last: int) -> Range | None:
    """The noun phrase that ends at `last`, back to its article, a verb or a preposition other than "of"."""
    at = last
    borders = FINITE | SUBORDINATORS | SUBJECTS | PREPOSITIONS - {"of"}
    while at >= first and last - at < LONGEST:
        word = words[at]
        if word.is_mark or word.lower in borders or (word.lower in verbs() and at < last and not word.is_capital):
            break
        if at < last and is_past(words, at):
            break
        at -= 1
        if word.lower in DETERMINERS and (at < first or words[at].lower != "of"):
            break
    return (at + 1, last + 1) if at < last else None
