"""Packs paragraphs into windows for the encoder: several to a window, each window behind the end of the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui_reader.claims.wordpiece import CASES, QUOTES, Pieces, WordPiece, cut
from tui_reader.model import Span

LONGEST_UNIT = 256  # pieces; longer paragraphs are cut at a sentence's end
CAPACITY = 128  # pieces a window, special ones included
CONTEXT = 16  # pieces of the unit before that open a window: 40 took a fifth more time for no better score
PLACES = 4  # first, second, third, later unit of the document: headlines and datelines stand at the top
FEATURES = len(CASES) * len(QUOTES) * 2 * PLACES
ENDS = frozenset('.!?”"’')


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder sees at once."""

    ids: list[int]  #: vocabulary rows, `[CLS]` first, `[SEP]` after each unit
    features: list[int]  #: surface feature of each piece, below `FEATURES`
    units: tuple[tuple[int, int], ...]  #: (unit, position of its first piece); the context is not among them


def cut_units(wordpiece: WordPiece, text: str, paragraphs: Sequence[Span], longest: int = LONGEST_UNIT) -> list[Pieces]:
    """Paragraphs as units of at most `longest` pieces; empty ones are left out."""
    units: list[Pieces] = []
    for begin, end in paragraphs:
        pieces = wordpiece.encode(text, begin, end)
        units.extend(split_long(text, pieces, longest))
    return units


def split_long(text: str, pieces: Pieces, longest: int) -> Iterator[Pieces]:
    """Cut a paragraph after the last sentence end that fits, else after the last word that fits."""
    first, count = 0, len(pieces.words)
    starts = [*pieces.words, len(pieces.ids)]
    while first < count:
        last = end = first + 1
        while last < count and starts[last + 1] - starts[first] <= longest:
            last += 1
            if text[pieces.ends[last - 1] - 1] in ENDS and (last == count or text[pieces.ends[last - 1]].isspace()):
                end = last
        if last == count or end == first + 1:
            end = last
        yield cut(pieces, first, end)
        first = end


def feature_of(case: int, quote: int, space: int, place: int) -> int:
    """Row of the feature table."""
    return ((case * len(QUOTES) + quote) * 2 + space) * PLACES + place


def features_of(unit: Pieces, index: int) -> list[int]:
    """Feature rows of all pieces of the document's unit number `index`."""
    place = min(index, PLACES - 1)
    return [feature_of(c, q, s, place) for c, q, s in zip(unit.case, unit.quote, unit.space, strict=True)]


def pack(
    wordpiece: WordPiece, units: Sequence[Pieces], capacity: int = CAPACITY, context: int = CONTEXT
) -> list[Window]:
    """Windows that hold every unit once, in order; a unit longer than the capacity gets a window of its own."""
    windows: list[Window] = []
    at = 0
    while at < len(units):
        ids, features = [wordpiece.cls], [0]
        places: list[tuple[int, int]] = []
        if at and context:
            ids += units[at - 1].ids[-context:]
            features += features_of(units[at - 1], at - 1)[-context:]
            ids.append(wordpiece.sep)
            features.append(0)
        while at < len(units) and (not places or len(ids) + len(units[at].ids) + 1 <= capacity):
            places.append((at, len(ids)))
            ids += units[at].ids
            features += features_of(units[at], at)
            ids.append(wordpiece.sep)
            features.append(0)
            at += 1
        windows.append(Window(ids, features, tuple(places)))
    return windows
