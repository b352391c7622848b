"""Word pieces of an uncased BERT vocabulary with exact code-point offsets, and what the encoder's lower case loses.

The same pieces and offsets as `tokenizers` gives for `BertNormalizer` (lower case, accents stripped),
`BertPreTokenizer` and `WordPiece`; `training.check_wordpiece` proves it on whole corpora. Beside each piece stand
surface features: letter case, whether it lies inside a quotation, whether white space comes before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

UNKNOWN = "[UNK]"
MAX_WORD = 100  # characters; longer words are unknown, as in BERT
CACHE_LIMIT = 50_000  # words; bounds memory on hostile input

CASES = ("none", "lower", "title", "upper", "mixed", "digit", "punctuation", "other")
QUOTES = ("outside", "double", "single", "open", "close")
PLAIN = re.compile("[0-9A-Za-z]+")


@dataclass(slots=True)
class Pieces:
    """Pieces of a stretch of text as parallel columns, and which of them begin a word."""

    ids: list[int] = field(default_factory=list)  #: rows of the vocabulary
    words: list[int] = field(default_factory=list)  #: index of each word's first piece
    begins: list[int] = field(default_factory=list)  #: of each word, code points into the document
    ends: list[int] = field(default_factory=list)  #: of each word
    case: list[int] = field(default_factory=list)  #: of each piece, index into `CASES`
    quote: list[int] = field(default_factory=list)  #: of each piece, index into `QUOTES`
    space: list[int] = field(default_factory=list)  #: of each piece, 1 where white space comes before its word


def is_punctuation(char: str) -> bool:
    """BERT's punctuation: every ASCII symbol, and what Unicode calls punctuation."""
    return (char.isascii() and char.isprintable() and not char.isalnum() and char != " ") or unicodedata.category(
        char
    ).startswith("P")


def is_dropped(char: str) -> bool:
    """Control, format, private and unassigned characters, which BERT deletes."""
    return char == "\ufffd" or (char not in "\t\n\r" and unicodedata.category(char).startswith("C"))


def is_space(char: str) -> bool:
    """White space by Unicode's property (`str.isspace` alone would add four separators that are controls)."""
    return char in "\t\n\r" or (char.isspace() and not unicodedata.category(char).startswith("C"))


def is_ideograph(char: str) -> bool:
    """A character of the CJK blocks, which BERT makes a word of its own."""
    point = ord(char)
    return (
        0x4E00 <= point <= 0x9FFF
        or 0x3400 <= point <= 0x4DBF
        or 0x20000 <= point <= 0x2A6DF
        or 0x2A700 <= point <= 0x2CEAF
        or 0xF900 <= point <= 0xFAFF
        or 0x2F800 <= point <= 0x2FA1F
    )


def fold(char: str) -> str:
    """`char` lower-cased with its accents stripped; "" for a bare accent."""
    if char.isascii():
        return char.lower()
    plain = "".join(c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn")
    return "".join(c.lower() for c in plain)


Word = tuple[str, int, int]  # folded form, begin, end


def split_words(text: str, begin: int, end: int) -> Iterator[Word]:
    """The folded words of `text[begin:end]` in order: runs without white space, punctuation apart."""
    form: list[str] = []
    first = last = begin
    after = begin
    while after < end:
        at, char = after, text[after]
        if run := PLAIN.match(text, at, end):  # nearly all of an English text
            folded, after = run[0].lower(), run.end()
        else:
            after += 1
            if char != " " and is_dropped(char):
                continue
            is_gap = char == " " or is_space(char)
            if is_gap or is_punctuation(char) or is_ideograph(char):
                if form:
                    yield "".join(form), first, last
                    form = []
                if not is_gap:
                    yield fold(char) or char, at, after
                continue
            folded = fold(char)
            if not folded:
                continue
        if not form:
            first = at
        form.append(folded)
        last = after
    if form:
        yield "".join(form), first, last


def case_of(surface: str) -> int:
    """Index into `CASES` of a word as it stands in the text."""
    if surface.isalpha() and surface.islower():  # most words: the rest is asked of the others only
        return 1
    if not any(c.isalnum() for c in surface):
        return 6
    if surface[0].isdigit():
        return 5
    if surface.islower():
        return 1
    if surface[0].isupper() and (len(surface) == 1 or surface[1:].islower()):
        return 2
    if surface.isupper():
        return 3
    if surface.lower() == surface.upper():
        return 7
    return 4


class QuoteState:
    """Follows quotation marks through one paragraph: straight ones toggle, curly ones open and close."""

    def __init__(self) -> None:
        self.is_double = False
        self.is_single = False

    def step(self, char: str, before: str, after: str) -> int:
        """Index into `QUOTES` of a one-character word between its neighbours; moves the state."""
        if char in '“"„«':
            closing = char == '"' and self.is_double
            self.is_double = not closing
            return 4 if closing else 3
        if char in "”»":
            self.is_double = False
            return 4
        opens = not before.isalnum() and not after.isspace()
        if char == "‘" or (char == "'" and opens and not self.is_single):
            self.is_single = opens
            return 3 if opens else self.value
        if char in "’'" and self.is_single and not after.isalnum():
            self.is_single = False
            return 4
        return self.value

    @property
    def value(self) -> int:
        """Index into `QUOTES` of a plain word here."""
        return 1 if self.is_double else 2 if self.is_single else 0


class WordPiece:
    """Cuts text into the pieces of a vocabulary, greedily the longest first (Wu et al. 2016, as in BERT)."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """`vocabulary`: pieces in the order of their rows; must hold `[UNK]`, `[CLS]` and `[SEP]`."""
        self.rows = {piece: row for row, piece in enumerate(vocabulary)}
        self.unknown, self.cls, self.sep = self.rows[UNKNOWN], self.rows["[CLS]"], self.rows["[SEP]"]
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> WordPiece:
        """Read a vocabulary file, one piece a line, UTF-8."""
        return cls(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def pieces_of(self, word: str) -> tuple[int, ...]:
        """Rows of one folded word; `[UNK]` alone where it cannot be built."""
        known = self._cache.get(word)
        if known is None:
            if len(self._cache) >= CACHE_LIMIT:
                self._cache.clear()
            known = self._cache[word] = self._cut(word)
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > MAX_WORD:
            return (self.unknown,)
        rows: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                row = self.rows.get(prefix + word[start:end])
                if row is not None:
                    break
            else:
                return (self.unknown,)
            rows.append(row)
            start = end
        return tuple(rows)

    def encode(self, text: str, begin: int, end: int) -> Pieces:
        """The pieces of `text[begin:end]`, taken as one paragraph, with document offsets."""
        out = Pieces()
        state = QuoteState()
        for form, first, last in split_words(text, begin, end):
            rows = self.pieces_of(form)
            before = text[first - 1] if first > begin else " "
            if last - first == 1 and text[first] in "\"“”„«»‘’'":
                quote = state.step(text[first], before, text[last] if last < end else " ")
            else:
                quote = state.value
            count = len(rows)
            out.words.append(len(out.ids))
            out.begins.append(first)
            out.ends.append(last)
            out.ids.extend(rows)
            out.case.extend([case_of(text[first:last])] * count)
            out.quote.extend([quote] * count)
            out.space.extend([int(before.isspace())] * count)
        return out


def cut(pieces: Pieces, first: int, last: int) -> Pieces:
    """The words `first` to `last` (exclusive) of `pieces` as columns of their own."""
    a = pieces.words[first]
    b = pieces.words[last] if last < len(pieces.words) else len(pieces.ids)
    columns: Sequence[list[int]] = (pieces.ids, pieces.case, pieces.quote, pieces.space)
    ids, case, quote, space = (column[a:b] for column in columns)
    words = [row - a for row in pieces.words[first:last]]
    return Pieces(ids, words, pieces.begins[first:last], pieces.ends[first:last], case, quote, space)
