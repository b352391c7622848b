"""Words that attribute, found in a sentence: reporting verbs, "according to", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tui_reader.claims.lexicon import Verb, verbs, words_in
from tui_reader.claims.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, Word

ACCORDING = Verb("according to", "base", "according", "say")
REPORTEDLY = Verb("reportedly", "base", "adverb", "say")
#: Verbs that are plain nouns or names far more often where no subject stands before them.
NOUNISH = words_in("nounish")


@cache
def longest_cues() -> dict[str, int]:
    """First word of each reporting verb -> words of the longest that begins with it."""
    longest: dict[str, int] = {}
    for phrase in verbs():
        words = phrase.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a list of words."""

    begin: int  #: index of its first word
    end: int  #: index behind its last
    verb: Verb  #: what it is


def cues(words: Sequence[Word], first: int, last: int) -> Iterator[Hit]:
    """The cues among `words[first:last]` outside quotations, in order."""
    at = first
    while at < last:
        hit = cue_at(words, at, last) if words[at].quote < 0 else None
        if hit:
            yield hit
            at = hit.end
        else:
            at += 1


def cue_at(words: Sequence[Word], at: int, last: int) -> Hit | None:
    """The longest cue that begins at `at`."""
    word = words[at]
    if word.lower == "according" and at + 1 < last and words[at + 1].lower == "to":
        return Hit(at, at + 2, ACCORDING)
    if word.lower == "reportedly":
        return Hit(at, at + 1, REPORTEDLY)
    for length in range(min(longest_cues().get(word.lower, 0), last - at), 0, -1):
        phrase = word.lower if length == 1 else " ".join(each.lower for each in words[at : at + length])
        verb = verbs().get(phrase)
        if verb:
            return Hit(at, at + length, verb) if is_verb(words, at, verb) else None
    return None


def is_verb(words: Sequence[Word], at: int, verb: Verb) -> bool:
    """Whether the form at `at` is used as a finite verb or as "saying ...", judged by its left neighbour."""
    before = words[at - 1] if at else None
    if before is None:
        return verb.form in {"past", "ing"} and not words[at].is_capital
    if words[at].is_capital and (before.is_capital or verb.form in {"base", "third"}):
        return False  # "the United States"
    if before.lower == "to" or (before.lower in DETERMINERS and before.lower not in {"some", "many", "most", "others"}):
        return False
    if before.text in {"-", "$"} or (before.lower.endswith(("’s", "'s")) and verb.form in {"base", "third"}):
        return False
    if at + 1 < len(words) and words[at + 1].lower in verbs() and verb.form in {"base", "third"}:
        return False  # "census figures show"
    if verb.form == "ing":
        return before.text == "," or before.is_mark or before.lower in {"in", "by", "and", "while", "was", "is"}
    if before.lower in PREPOSITIONS:
        return False
    if verb.form == "base":
        return (
            before.lower in AUXILIARIES
            or before.is_adverb
            or before.lower in SUBJECT_PLURAL
            or (verb.lemma not in NOUNISH and before.lower.endswith("s") and before.lower not in {"is", "was", "has"})
        )
    return True


SUBJECT_PLURAL = words_in("plural subject")
