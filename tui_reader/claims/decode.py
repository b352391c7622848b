"""From class scores to spans: legal BIO paths, cue candidates, distances from a cue. Arrays in, indexes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Scores: TypeAlias = NDArray[np.float32]
WordSpan: TypeAlias = tuple[int, int]

OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5  # the B class of each role; its I class is one more
CLASSES = 7
STACK = 16  # paths that are searched at once
ROLES = (SOURCE, CUE, CONTENT)
STEPS = (1, 2, 3, 4, 6, 9, 14, 22, 35, 60)  # upper bounds of the distance buckets, in words
DISTANCES = 2 + 2 * (len(STEPS) + 1)  # padding, inside, then a bucket for each side

_ILLEGAL = np.zeros((CLASSES, CLASSES), dtype=np.float32)
for _role in ROLES:
    _ILLEGAL[:, _role + 1] = -1e4
    _ILLEGAL[_role, _role + 1] = _ILLEGAL[_role + 1, _role + 1] = 0.0
_START = np.array([0, 0, -1e4, 0, -1e4, 0, -1e4], dtype=np.float32)


def log_softmax(logits: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    result: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def viterbi(scores: Scores) -> NDArray[np.int64]:
    """The best legal BIO path for each row of log scores.

    `scores`: [rows, words, CLASSES]; padding must score 0 everywhere but OUTSIDE favoured. Gives classes [rows, words].
    """
    path: NDArray[np.int64] = scores.argmax(-1)
    before = np.zeros_like(path)
    before[:, 1:] = path[:, :-1]
    wrong = (_ILLEGAL[before, path] < 0).any(1)  # the likeliest classes are the best path wherever they are legal
    if wrong.any():
        path[wrong] = search(scores[wrong])
    return path


def search(scores: Scores) -> NDArray[np.int64]:
    """What `viterbi` gives, by dynamic programming for every row (Viterbi 1967)."""
    rows, length, _ = scores.shape
    back = np.zeros((rows, length, CLASSES), dtype=np.int64)
    best = scores[:, 0] + _START
    for at in range(1, length):
        paths = best[:, :, None] + _ILLEGAL[None]
        back[:, at] = paths.argmax(1)
        best = paths.max(1) + scores[:, at]
    path = np.zeros((rows, length), dtype=np.int64)
    path[:, -1] = best.argmax(1)
    every = np.arange(rows)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = back[every, at, path[:, at]]
    return path


def stacked_viterbi(rows: Sequence[Scores]) -> list[NDArray[np.int64]]:
    """`viterbi` of rows [words, CLASSES] of different lengths; rows of about the same length go together."""
    paths: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)] * len(rows)
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
    for first in range(0, len(order), STACK):
        group = order[first : first + STACK]
        stack = np.full((len(group), len(rows[group[-1]]), CLASSES), -1e4, dtype=np.float32)
        stack[:, :, OUTSIDE] = 0
        for at, number in enumerate(group):
            stack[at, : len(rows[number])] = rows[number]
        for number, path in zip(group, viterbi(stack), strict=True):
            paths[number] = path[: len(rows[number])]
    return paths


def spans_of(path: NDArray[np.int64], role: int) -> list[WordSpan]:
    """Half-open word spans of `role` on one legal path."""
    spans: list[WordSpan] = []
    begin = -1
    for at, label in enumerate([*path.tolist(), OUTSIDE]):
        if begin >= 0 and label != role + 1:
            spans.append((begin, at))
            begin = -1
        if label == role:
            begin = at
    return spans


def cue_candidates(log_probs: Scores, path: NDArray[np.int64], threshold: float, most: int = 1_000) -> list[WordSpan]:
    """Cues on the best path, and wherever a cue begins with at least `threshold` but lost; the `most` likely ones.

    `log_probs`: [words, CLASSES]. A candidate off the path goes on while a cue goes on more likely than not.
    """
    found = spans_of(path, CUE)
    taken = {word for begin, end in found for word in range(begin, end)}
    probs = np.exp(log_probs)
    for begin in np.flatnonzero(probs[:, CUE] >= threshold).tolist():
        if begin in taken:
            continue
        end = begin + 1
        while end < len(probs) and end not in taken and probs[end, CUE + 1] > 0.5 * (1 - probs[end, CUE]):
            end += 1
        found.append((begin, end))
    found.sort(key=lambda cue: (-float(probs[cue[0], CUE]), cue))
    return sorted(found[:most])


def distances(length: int, cue: WordSpan) -> NDArray[np.int64]:
    """Bucket of each word's distance from the cue: 1 inside, then by side; 0 is left for padding. [length]"""
    at = np.arange(length)
    gap = np.where(at < cue[0], cue[0] - at, np.where(at >= cue[1], at - cue[1] + 1, 0))
    bucket = np.searchsorted(np.array(STEPS), gap)
    side = np.where(at < cue[0], 2 + bucket, 2 + len(STEPS) + 1 + bucket)
    return np.where(gap == 0, 1, side)
