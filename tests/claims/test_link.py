"""From scores to attributions: legal paths, cue candidates, choosing among readings, confidence, clauses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.claims.decode import (
    CLASSES,
    CONTENT,
    CUE,
    DISTANCES,
    OUTSIDE,
    SOURCE,
    Scores,
    cue_candidates,
    distances,
    log_softmax,
    spans_of,
    stacked_viterbi,
    viterbi,
)
from tui_reader.claims.link import (
    RARE,
    SIGNALS,
    WORDED,
    Reading,
    attribution_of,
    calibrate,
    choose,
    is_clause,
    read_cues,
    signals_of_words,
)
from tui_reader.claims.wordpiece import WordPiece


def scores_for(path: list[int], sure: float = 6.0) -> Scores:
    """Log-probabilities that favour `path`."""
    logits = np.zeros((len(path), CLASSES), dtype=np.float32)
    logits[np.arange(len(path)), path] = sure
    return log_softmax(logits)


# Mayor | Ada | said | the | bridge | is | safe | .
PATH = [SOURCE, SOURCE + 1, CUE, CONTENT, CONTENT + 1, CONTENT + 1, CONTENT + 1, OUTSIDE]


def reading(cue: tuple[int, int], content: tuple[int, int], judge: float) -> Reading:
    return Reading(cue, (), (content,), judge, (0.0,) * SIGNALS)


def test_spans_of_a_path() -> None:
    path = np.array(PATH)
    assert spans_of(path, SOURCE) == [(0, 2)]
    assert spans_of(path, CUE) == [(2, 3)]
    assert spans_of(path, CONTENT) == [(3, 7)]
    assert spans_of(np.array([CONTENT, CONTENT, CONTENT + 1]), CONTENT) == [(0, 1), (1, 3)]


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_viterbi_is_legal(seed: int, length: int) -> None:
    scores = log_softmax(np.random.default_rng(seed).normal(0, 3, (2, length, CLASSES)).astype(np.float32))
    for path in viterbi(scores):
        before = OUTSIDE
        for label in path.tolist():
            if label in (SOURCE + 1, CUE + 1, CONTENT + 1):
                assert before in (label, label - 1)
            before = label


def test_viterbi_of_stacked_rows_is_that_of_each() -> None:
    rng = np.random.default_rng(7)
    rows = [log_softmax(rng.normal(0, 3, (n, CLASSES)).astype(np.float32)) for n in (3, 40, 1, 12)]
    for row, path in zip(rows, stacked_viterbi(rows), strict=True):
        assert path.tolist() == viterbi(row[None])[0].tolist()


def test_candidates_are_the_path_and_what_nearly_won() -> None:
    logits = np.zeros((5, CLASSES), dtype=np.float32)
    logits[:, OUTSIDE] = 5
    logits[1, CUE] = 9
    logits[3, CUE] = 4.5
    scores = log_softmax(logits)
    path = viterbi(scores[None])[0]
    assert cue_candidates(scores, path, 0.15) == [(1, 2), (3, 4)]
    assert cue_candidates(scores, path, 0.9) == [(1, 2)]
    assert cue_candidates(scores, path, 0.15, most=1) == [(1, 2)]


def test_distances_name_side_and_closeness() -> None:
    found = distances(200, (100, 102)).tolist()
    assert found[100] == found[101] == 1
    assert len({found[99], found[98], found[102], found[103], 1}) == 5
    assert 0 not in found
    assert max(found) < DISTANCES
    assert found[0] == found[20] and found[199] == found[180]


def test_a_reading_has_source_cue_and_content() -> None:
    scores = scores_for(PATH)
    (read,) = read_cues(scores, [(2, 3)], scores[None], [3.0])
    assert (read.source, read.cue, read.content) == (((0, 2),), (2, 3), ((3, 7),))
    assert read.judge == pytest.approx(0.9526, abs=1e-4)
    assert len(read.signals) == SIGNALS


def test_interrupted_content_is_one_reading() -> None:
    path = [CONTENT, CONTENT + 1, CUE, SOURCE, OUTSIDE, CONTENT, CONTENT + 1]
    scores = scores_for(path)
    (read,) = read_cues(scores, [(2, 3)], scores[None], [2.0])
    assert read.content == ((0, 2), (5, 7))


def test_of_two_sources_the_surer_stays() -> None:
    scores = scores_for([SOURCE, CUE, CONTENT, OUTSIDE, SOURCE])
    scores[4] = scores_for([SOURCE], sure=2.0)[0]
    (read,) = read_cues(scores, [(1, 2)], scores[None], [2.0])
    assert read.source == ((0, 1),)


def test_choosing_keeps_the_surest_of_rivals() -> None:
    strong, rival, weak = reading((2, 3), (3, 9), 0.9), reading((10, 11), (3, 8), 0.8), reading((20, 21), (22, 25), 0.3)
    other = reading((30, 31), (32, 36), 0.7)
    assert choose([weak, rival, other, strong], 0.5) == [strong, other]
    assert choose([weak], 0.2) == [weak]
    assert choose([Reading((1, 2), (), (), 0.99, (0.0,) * SIGNALS)], 0.5) == []


def test_attributions_speak_in_offsets_of_the_document() -> None:
    text = "-- Mayor Ada said the bridge is safe."
    pieces = WordPiece(["[UNK]", "[CLS]", "[SEP]"]).encode(text, 3, len(text))
    scores = scores_for(PATH)
    (read,) = read_cues(scores, [(2, 3)], scores[None], [3.0])
    found = attribution_of(text, pieces, read, (0.0,) * (SIGNALS + WORDED) + (2.0,), {})
    assert [text[b:e] for b, e in found.source + found.cue + found.content] == [
        "Mayor Ada",
        "said",
        "the bridge is safe",
    ]
    assert (found.confidence, found.why, found.is_claim) == (0.8808, "model", True)


def test_confidence_is_a_logistic_curve() -> None:
    assert calibrate((1.0, 2.0), (0.0, 0.0, 0.0)) == 0.5
    assert calibrate((1.0,), (1e9, 0.0)) <= 1.0
    assert calibrate((1.0, 2.0), (1.0, -1.0, 0.0)) == pytest.approx(0.2689, abs=1e-4)


@pytest.mark.parametrize(
    "content",
    [
        "the bridge is safe",
        "that nobody was hurt",
        "“We will not leave the island”",
        "the ferry sank within minutes of leaving the northern harbour",
    ],
)
def test_clauses_are_claims(content: str) -> None:
    assert is_clause(content)


@pytest.mark.parametrize("content", ["support for the ferry", "to build a bridge", "of the plan", "“historic”", "it"])
def test_phrases_are_none(content: str) -> None:
    assert not is_clause(content)


def test_words_add_to_confidence() -> None:
    cues = {"said": 4.0, "in": -1.0}
    assert signals_of_words("said in", "the bridge is safe", cues) == (4.0, 0.0, 0.0)
    assert signals_of_words("looked", "a bridge called “Oru”", cues) == (RARE, 1.0, 1.0)
    assert signals_of_words("", "it is safe", cues)[0] == 0.0
