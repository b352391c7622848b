"""Names that a word beside them proves to be bodies: "the airline Norair", "Norair, the company that flies there"."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.claims.lexicon import given_names, organisations, places, words_in
from tui_reader.claims.words import PREPOSITIONS, Word, is_plural_possessive

BODY_NOUNS = words_in("body noun")
OFFICES = words_in("company office")
OWNED = words_in("company part")
LONGEST_ASIDE = 12  #: words of an apposition
STOPS = frozenset({",", ".", "(", "that", "which", "who", "whose", "said", "says"})


def is_body_beside(words: Sequence[Word], begin: int, end: int) -> bool:
    """Whether a word for a body stands before the name `words[begin:end]` or heads the apposition behind it."""
    if words[begin].text in given_names():
        return False
    if begin and words[begin - 1].lower in BODY_NOUNS:
        return True
    if words[begin].text not in places() and (is_led(words, begin, end) or is_apart(words, begin, end)):
        return True
    if end + 2 >= len(words) or words[end].text != "," or words[end + 1].lower not in {"a", "an", "the"}:
        return False
    aside = words[end + 2 : end + 2 + LONGEST_ASIDE]
    borders = (at for at, word in enumerate(aside) if word.lower in STOPS or word.lower in PREPOSITIONS)
    last = next(borders, len(aside))
    return last > 0 and aside[last - 1].lower in BODY_NOUNS


def is_led(words: Sequence[Word], begin: int, end: int) -> bool:
    """Whether somebody works for the name: "founder and chief executive of Norair", "Norair’s shareholders"."""
    if begin > 1 and words[begin - 1].lower in {"of", "at"} and words[begin - 2].lower in OFFICES:
        return True
    is_owner = end - begin == 1 and words[begin].text.endswith(("’s", "'s"))
    return is_owner and end < len(words) and words[end].lower in OWNED


def is_apart(words: Sequence[Word], begin: int, end: int) -> bool:
    """Whether commas tell: "Its operator, Norair, said", "activist investor Stone Creek, which said"."""
    if end + 1 >= len(words) or words[end].text != ",":
        return False
    if begin > 1 and words[begin - 1].text == "," and words[begin - 2].lower in BODY_NOUNS:
        return True
    is_object = begin > 0 and words[begin - 1].lower in PREPOSITIONS  # "a letter to Roe, which the paper saw"
    return words[end + 1].lower == "which" and end - begin > 1 and not is_object


def joins_name(words: Sequence[Word], begin: int, at: int) -> bool:
    """Whether the "and" at `at` stands inside the name of a body: "the Harbour and Dock Workers’ Union".

    One capitalised word behind "the" stands before it, a capitalised run that ends with a word for a body behind it.
    """
    first = at - 1
    if begin < first - 1 or first < 1 or words[first - 1].lower != "the":
        return False
    if words[first].lower in organisations() or words[first].text in places():
        return False
    end = at + 1
    while end < len(words) and (words[end].is_capital or is_plural_possessive(words, end)):
        end += 1
    return end > at + 2 and words[end - 1].lower in organisations()
