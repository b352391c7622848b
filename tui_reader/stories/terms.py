"""What two news texts are compared by: stemmed words, names and numbers, and how rare each of them is."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tui_reader.model import Span
from tui_reader.stories.tables import lines, word_list

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
LONGEST = 40  #: longer runs of letters are noise (base64, "aaaa…") and are cut here
PRIOR_TEXTS = 1000.0  #: the table of common words counts as much as this many texts of the reader's own store
RARE_BAND = 12  #: a word outside the table is taken for one that a text in 2^12 holds

FUNCTION_WORDS = word_list("function-words.txt")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number of a text."""

    text: str  #: as written
    span: Span  #: where
    term: str  #: what it is compared by, "" for a function word
    is_name: bool  #: capitalised, and no common word with a capital


@cache
def bands() -> Mapping[str, int]:
    """How rare each common word is: about one news text in `2**band` holds it."""
    return {word: int(first) for first, *words in map(str.split, lines("common.txt")) for word in words}


@cache
def concepts() -> Mapping[str, str]:
    """Stem of a word -> the term that stands for its group."""
    found: dict[str, str] = {}
    for words in map(str.split, lines("concepts.txt")):
        for word in words:
            found.setdefault(_stripped(word), _stripped(words[0]))
    return found


def _stripped(word: str) -> str:
    """`word` (lower case) without its English ending; a light cut after Porter (1980), steps 1 and 5."""
    if len(word) <= 3 or not word.isascii():
        return word
    if word.endswith("ies") or word.endswith("ied"):
        word = word[:-3] + "y"
    elif word.endswith("sses") or word.endswith("shes") or word.endswith("ches") or word.endswith("xes"):
        word = word[:-2]
    elif word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    for ending in ("ing", "ed", "ly"):
        cut = word[: -len(ending)]
        if word.endswith(ending) and len(cut) >= 3 and any(vowel in cut for vowel in "aeiouy"):
            word = cut
            break
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if len(word) > 2 and word.endswith("y"):
        word = word[:-1] + "i"
    return word


@cache
def _priors() -> Mapping[str, float]:
    """Share of news texts that hold each term of the table."""
    shares: dict[str, float] = {}
    for word, band in bands().items():
        term = _term_of_word(word)
        if term:
            shares[term] = min(0.9, shares.get(term, 0.0) + 2.0**-band)
    return shares


def _term_of_word(word: str) -> str:
    if word in FUNCTION_WORDS:
        return ""
    stem = _stripped(word)
    return concepts().get(stem, stem)


class Vocabulary(dict[str, str]):
    """Word as written -> term ("" for function words): a memory, because news repeats itself."""

    LIMIT = 200_000  #: entries kept, so that hostile text cannot grow it without end

    def __missing__(self, word: str) -> str:
        plain = word.lower().replace("’", "'")[:LONGEST]
        if plain.endswith("'s"):
            plain = plain[:-2]
        if plain[:1].isdigit():
            term = plain.replace(",", "").rstrip(".:")
        elif len(plain) < 2 and plain.isascii():
            term = ""
        else:
            term = _term_of_word(plain)
        if len(self) >= self.LIMIT:
            self.clear()
        self[word] = term
        return term


VOCABULARY = Vocabulary()


def words(text: str) -> list[str]:
    """Words and numbers of `text` as written; scripts written without blanks come in pairs of letters."""
    found: list[str] = WORD.findall(text)
    if text.isascii() or not UNSPACED.search(text):
        return found
    return [piece for word in found for piece in _pieces(word)]


def _pieces(word: str) -> list[str]:
    if len(word) < 3 or not UNSPACED.search(word):
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1)]


def terms(text: str) -> list[str]:
    """Terms of `text` in order, function words left out."""
    known = VOCABULARY
    return [term for word in words(text) if (term := known[word])]


def is_name(word: str) -> bool:
    """True for a word with a capital that news does not also write in lower case ("Ortiz", not "Mayor")."""
    if not word[:1].isupper():
        return False
    plain = word.lower().replace("’", "'")
    if plain.endswith("'s"):
        plain = plain[:-2]
    return plain not in bands() and plain not in FUNCTION_WORDS


def names(text: str) -> list[str]:
    """Terms of the words in `text` that are (parts of) names, in order, repeats kept."""
    known = VOCABULARY
    return [term for word in words(text) if word[:1].isupper() and is_name(word) and (term := known[word])]


def tokens(text: str) -> list[Token]:
    """Every word and number of `text` with its place; slower than `terms`, for single claims."""
    known = VOCABULARY
    return [Token(match[0], match.span(), known[match[0]], is_name(match[0])) for match in WORD.finditer(text)]


class Rarity:
    """Inverse document frequencies: the reader's own store, smoothed by the table of common words.

    A term that n of N stored texts hold weighs `log((N + P) / (n + P * share + 0.5))`, where `share` is the table's
    and `P` is `PRIOR_TEXTS`: with an empty store the table speaks alone, with a large one the store does.
    """

    def __init__(self, frequencies: Mapping[str, int] | None = None, texts: int = 0) -> None:
        self.frequencies: Counter[str] = Counter(frequencies or {})
        self.texts = texts
        self._memory: dict[str, float] = {}

    def add_all(self, texts: Iterable[Iterable[str]]) -> None:
        """Count more texts, each given as the terms it holds."""
        for found in texts:
            self.frequencies.update(set(found))
            self.texts += 1
        self._memory.clear()

    def of(self, term: str) -> float:
        """Weight of `term`, 0 for "", otherwise at least 0.1."""
        weight = self._memory.get(term)
        if weight is None:
            weight = self._memory[term] = self._weight(term)
        return weight

    def _weight(self, term: str) -> float:
        if not term:
            return 0.0
        share = _priors().get(term, 2.0**-RARE_BAND)
        expected = self.frequencies.get(term, 0) + PRIOR_TEXTS * share + 0.5
        return max(0.1, math.log((self.texts + PRIOR_TEXTS) / expected))
