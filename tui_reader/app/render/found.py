"""Where the words of a search stand in a text, so that they can be shown: as the index finds them, accents and all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.model import Span
    from tui_reader.query import Node, Query, Words

LONGEST = 200_000  #: characters of a text that are looked through


class Finder:
    """The words of a query; regular expressions are left out, as one could hold up the screen."""

    def __init__(self, query: Query | None = None) -> None:
        patterns = [_pattern(words) for words in _wanted(query.root)] if query else []
        self._pattern = re.compile("|".join(patterns)) if any(patterns) else None

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where they stand in `text`, as offsets, in order."""
        if self._pattern is None:
            return ()
        text = text[:LONGEST]
        if text.isascii():
            return tuple(match.span() for match in self._pattern.finditer(text.lower()))
        folded, places = _folded(text)
        return tuple(
            (places[match.start()], places[match.end() - 1] + 1)
            for match in self._pattern.finditer(folded)
            if match.end() > match.start()
        )


def _wanted(node: Node | None) -> Iterable[Words]:
    """Words that a hit holds: not those behind a ~."""
    from tui_reader.query import And, Or, Words  # by the first search: the first paint need not wait for it

    match node:
        case Words():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)


def _pattern(words: Words) -> str:
    """The words next to each other, whole but for the end of a beginning."""
    folded, _ = _folded(words.text)
    tokens = re.findall(r"[^\W_]+", folded)
    end = "" if words.is_prefix else r"(?![^\W_])"
    return r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, tokens)) + end if tokens else r"(?!)"


def _folded(text: str) -> tuple[str, list[int]]:
    """`text` without case and accents, and for each of its characters the one of `text` it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter):
            if not unicodedata.combining(part):
                small = part.casefold()
                letters.append(small)
                places += [at] * len(small)
    return "".join(letters), places
