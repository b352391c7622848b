"""Where the content begins that a reporting verb introduces: behind "that", a colon, a quotation mark, an addressee."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.claims.cues import Hit
from tui_reader.claims.lexicon import words_in
from tui_reader.claims.words import DAYS, DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS, Word

BARE = words_in("bare verb")
LEAST_CONTENT = 3  #: words; fewer are no clause unless they are quoted
LONGEST_ADJUNCT = 16  #: words between a verb and the content it introduces


def content_start(words: Sequence[Word], hit: Hit, last: int) -> int | None:
    """Index of the first word of content behind the verb, None where none follows."""
    takes, at = hit.verb.takes, hit.end
    if at >= last:
        return None
    if "a" in takes or hit.verb.lemma in {"ask", "warn", "urge"}:
        at = behind_addressee(words, at, last)
    if "i" in takes:
        later = at
        while later < last and (words[later].lower in DAYS or words[later].lower == "on"):
            later += 1
        if later < last and words[later].lower == "to":
            return later
    for here in range(at, min(last, at + LONGEST_ADJUNCT)):
        word = words[here]
        if word.quote >= 0:
            return here if here == at or words[here - 1].text in {",", ":"} or "q" in takes else None
        if word.lower == "that" and here + 1 < last and ("c" in takes or "a" in takes):
            return here + 1
        if word.text == ":" and here + 1 < last:
            return here + 1
        if here == at and hit.verb.lemma in BARE and not word.is_mark and starts_clause(words, here, last):
            return here
        if word.text in {",", ";", "."} and not (here + 1 < last and words[here + 1].quote >= 0):
            return behind_time(words, hit, at, here, last)
    return behind_time(words, hit, at, min(last, at + LONGEST_ADJUNCT), last)


def behind_time(words: Sequence[Word], hit: Hit, begin: int, end: int, last: int) -> int | None:
    """Content that follows "said Tuesday" or "said on Tuesday" without "that"."""
    if hit.verb.lemma not in BARE:
        return None
    at = begin
    while at < end and (
        words[at].lower in DAYS or words[at].text.isdigit() or words[at].lower in {"on", "late", "early"}
    ):
        at += 1
    if at == begin or at >= end:
        return None
    return at if starts_clause(words, at, last) else None


def starts_clause(words: Sequence[Word], at: int, last: int) -> bool:
    """Whether a clause without "that" begins at `at`."""
    word = words[at]
    if word.lower in PREPOSITIONS - {"after", "since", "before"} or word.lower in DAYS or word.is_adverb:
        return False
    if word.lower in {"and", "or", "of", "to", "more", "him", "them", "me", "us"}:
        return False
    end = next((i for i in range(at, last) if words[i].text in {",", ";"}), last)
    return end - at >= LEAST_CONTENT or last - at >= 2 * LEAST_CONTENT


def behind_addressee(words: Sequence[Word], at: int, last: int) -> int:
    """Index behind the addressee of "told X": a pronoun, "reporters", or a name with its article."""
    begin = at
    if at < last and words[at].lower in {"him", "her", "them", "me", "us", "you", "it", "reporters", "journalists"}:
        return at + 1
    while at < last and at - begin < LONGEST_ADJUNCT:
        word = words[at]
        if at - begin > 1 and words[at - 1].text.isdigit() and not word.is_capital:
            break
        if word.quote >= 0 or word.lower in SUBORDINATORS or word.is_mark:
            break
        if at > begin and (word.lower in PRONOUNS or word.lower in DETERMINERS):
            break
        if (
            at > begin
            and words[at - 1].is_capital
            and not word.is_capital
            and not word.text.isdigit()
            and word.lower not in {"of", "and", "on", "in"}
        ):
            break
        at += 1
    return at
