"""Turns documents into labelled units, and units into batches of windows and cues."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from training.corpus import Document, Span, paragraphs_of
from tui_reader.claims.decode import CONTENT, CUE, OUTSIDE, SOURCE, WordSpan, distances
from tui_reader.claims.windows import CAPACITY, CONTEXT, cut_units, pack
from tui_reader.claims.wordpiece import Pieces, WordPiece


@dataclass(slots=True)
class Anchor:
    """One cue of a unit and what belongs to it."""

    cue: WordSpan  #: words of the unit
    labels: np.ndarray  #: class of every word of the unit with respect to this cue
    is_cue: bool = True  #: False for a candidate that no annotator marked


@dataclass(slots=True)
class LabelledUnit:
    """A paragraph with the truth about it."""

    pieces: Pieces  #: as the runtime cuts it
    labels: np.ndarray  #: class of every word, all attributions together
    anchors: list[Anchor] = field(default_factory=list)  #: one for each cue


@dataclass(slots=True)
class LabelledDocument:
    """A document as units, in order."""

    stem: str  #: of the document
    units: list[LabelledUnit]  #: paragraphs


def words_in(pieces: Pieces, span: Span) -> WordSpan | None:
    """The words that lie in a character span (at least half of each), None where there are none."""
    inside = [
        at
        for at, (begin, end) in enumerate(zip(pieces.begins, pieces.ends, strict=True))
        if min(end, span[1]) - max(begin, span[0]) > (end - begin) / 2
    ]
    return (inside[0], inside[-1] + 1) if inside else None


def paint(labels: np.ndarray, words: WordSpan | None, role: int) -> None:
    """Write a BIO span over `labels`."""
    if words is not None:
        labels[words[0] : words[1]] = role + 1
        labels[words[0]] = role


def label_document(wordpiece: WordPiece, document: Document) -> LabelledDocument:
    """Cut a document as the runtime does and lay the annotations over its words."""
    units = [
        LabelledUnit(pieces, np.full(len(pieces.words), OUTSIDE))
        for pieces in cut_units(wordpiece, document.text, paragraphs_of(document.text))
    ]
    for event in document.events:
        for unit in units:
            begin, end = unit.pieces.begins[0], unit.pieces.ends[-1]
            here = [s for s in event.cue if s[0] < end and s[1] > begin]
            own = np.full(len(unit.pieces.words), OUTSIDE)
            for role, spans in ((CONTENT, event.content), (SOURCE, event.source), (CUE, event.cue)):
                for span in spans:
                    if span[0] < end and span[1] > begin:
                        paint(own, words_in(unit.pieces, span), role)
            unit.labels = np.where(own != OUTSIDE, own, unit.labels)
            cue = words_in(unit.pieces, here[0]) if here else None
            if cue is not None:
                unit.anchors.append(Anchor(cue, own))
    return LabelledDocument(document.stem, units)


@dataclass(slots=True)
class Batch:
    """Windows of equal length after padding, and the words and cues in them."""

    ids: Tensor  #: [windows, pieces]
    features: Tensor  #: [windows, pieces]
    mask: Tensor  #: [windows, pieces], 1 on pieces
    units: list[tuple[LabelledUnit, np.ndarray]]  #: a unit and the flat position of each of its words


def windows_of(
    wordpiece: WordPiece, document: LabelledDocument, capacity: int, context: int
) -> Iterator[tuple[list[int], list[int], list[tuple[LabelledUnit, int]]]]:
    """The windows of a document: ids, features, and the units with the position of their first piece."""
    for window in pack(wordpiece, [u.pieces for u in document.units], capacity, context):
        yield window.ids, window.features, [(document.units[n], at) for n, at in window.units]


def batches(
    wordpiece: WordPiece, documents: Sequence[LabelledDocument], size: int, rng: random.Random | None
) -> Iterator[Batch]:
    """One pass over `documents` in batches of about `size` pieces; `rng` shuffles and varies the packing."""
    windows = []
    for document in documents:
        capacity, context = (
            (rng.choice((96, 128, 160, 160, 224)), rng.choice((0, 24, 40, 40, 64))) if rng else (CAPACITY, CONTEXT)
        )
        windows += list(windows_of(wordpiece, document, capacity, context))
    windows.sort(key=lambda w: len(w[0]) + (rng.uniform(-24, 24) if rng else 0))
    groups: list[list] = [[]]
    for window in windows:
        if groups[-1] and (len(groups[-1]) + 1) * len(window[0]) > size:
            groups.append([])
        groups[-1].append(window)
    if rng:
        rng.shuffle(groups)
    for group in groups:
        yield make_batch(group)


def make_batch(windows: list[tuple[list[int], list[int], list[tuple[LabelledUnit, int]]]]) -> Batch:
    """Pad windows to the longest."""
    length = max(len(ids) for ids, _, _ in windows)
    ids, features, mask = (torch.zeros((len(windows), length), dtype=torch.long) for _ in range(3))
    units = []
    for row, (window, surface, places) in enumerate(windows):
        ids[row, : len(window)] = torch.tensor(window)
        features[row, : len(window)] = torch.tensor(surface)
        mask[row, : len(window)] = 1
        units += [(unit, row * length + at + np.array(unit.pieces.words)) for unit, at in places]
    return Batch(ids, features, mask, units)


def reader_inputs(cues: Sequence[tuple[np.ndarray, WordSpan]]) -> tuple[Tensor, Tensor]:
    """Flat word positions and distance buckets, both [cues, longest unit], of (word positions, cue) pairs."""
    length = max(len(words) for words, _ in cues)
    index, distance = (np.zeros((len(cues), length), dtype=np.int64) for _ in range(2))
    for row, (words, cue) in enumerate(cues):
        index[row, : len(words)] = words
        distance[row, : len(words)] = distances(len(words), cue)
    return torch.from_numpy(index), torch.from_numpy(distance)
