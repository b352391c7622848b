"""Reading standoff files, varying texts without losing their spans, matching, calibration: no torch, no corpus."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from training.augment import break_bytes, drop_lines, edit, swap_names, swap_quotes, vary
from training.calibrate import cue_words, fit_logistic, reliability
from training.corpus import Document, Event, fold_of, paragraphs_of, read_polnear
from training.matching import mode_of

TEXT = 'Bridge to close\nHillary Clinton said "it is old." Then she left.\nThe ferry sails on, Trump said.'


def spans_of(*words: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


DOCUMENT = Document(
    "fiction",
    TEXT,
    (
        Event(spans_of("Hillary Clinton"), spans_of("said"), spans_of('"it is old."')),
        Event(spans_of("Trump"), ((TEXT.rindex("said"), TEXT.rindex("said") + 4),), spans_of("The ferry sails on")),
    ),
)


def words(document: Document) -> list[list[str]]:
    return [[document.text[b:e] for b, e in (*v.source, *v.cue, *v.content)] for v in document.events]


def test_standoff_is_read_with_notes_that_hold_newlines(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one.txt").write_text("Ada said it rains", encoding="utf-8")
    (tmp_path / "attributions" / "one_ab12.ann").write_text(
        "T1\tSource 0 3\tAda\nT2\tCue 4 8\tsaid\nT3\tContent 9 11;12 17\tit\nrains\n"
        "T4\tAttribution 4 8\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
        encoding="utf-8",
    )
    (document,) = read_polnear(tmp_path)
    assert document.events == (Event(((0, 3),), ((4, 8),), ((9, 11), (12, 17))),)


def test_paragraphs_are_lines_that_are_not_blank() -> None:
    assert paragraphs_of("a b\n\n \r\nc\n") == [(0, 3), (8, 9)]


def test_folds_are_fixed_and_spread() -> None:
    assert [fold_of(f"story-{n}") for n in range(3)] == [fold_of(f"story-{n}") for n in range(3)]
    assert {fold_of(f"story-{n}") for n in range(200)} == set(range(10))


def test_an_edit_moves_what_comes_after_it() -> None:
    at = TEXT.index("Then")
    moved = edit(DOCUMENT, [(0, 6, "Old bridge"), (at, at + 4, "So")])
    assert words(moved) == words(DOCUMENT)
    assert moved.text.startswith("Old bridge to close")


def test_an_insertion_at_an_end_stays_outside() -> None:
    end = DOCUMENT.events[0].content[0][1]
    assert words(edit(DOCUMENT, [(end, end, "Â")])) == words(DOCUMENT)


@pytest.mark.parametrize("seed", range(6))
def test_names_change_with_their_spans(seed: int) -> None:
    varied = swap_names(DOCUMENT, random.Random(seed))
    assert "Clinton" not in varied.text and "Trump" not in varied.text
    source, cue, content = words(varied)[0]
    assert len(source.split()) >= 2 and (cue, content) == ("said", '"it is old."')


@pytest.mark.parametrize("seed", range(8))
def test_quotation_marks_change_in_place(seed: int) -> None:
    varied = swap_quotes(DOCUMENT, random.Random(seed))
    assert len(varied.text) == len(TEXT)
    assert words(varied)[0][2].strip("\"'“”‘’") == "it is old."


def test_broken_bytes_and_dropped_lines_keep_the_words() -> None:
    rng = random.Random(3)
    text = TEXT + "\n" + "\n".join(f"Line {n} is calm." for n in range(9))
    long = Document("fiction", text, DOCUMENT.events)
    assert words(break_bytes(long, rng)) == words(long)
    dropped = drop_lines(long, rng)
    assert dropped.text != text
    assert all(row in words(long) for row in words(dropped))


@pytest.mark.parametrize("seed", range(10))
def test_any_variant_keeps_its_spans_inside_the_text(seed: int) -> None:
    varied = vary(DOCUMENT, random.Random(seed))
    for row, event in zip(words(varied), varied.events, strict=True):
        assert all(row)
        assert max(s[1] for s in event.content) <= len(varied.text)


@pytest.mark.parametrize(
    ("content", "mode"), [('"it is old."', "direct"), ("The ferry sails on", "indirect"), ('said "it is', "mixed")]
)
def test_modes_follow_the_quotation_marks(content: str, mode: str) -> None:
    assert mode_of(TEXT, spans_of(content)) == mode


def test_logistic_regression_learns_a_slope() -> None:
    rng = np.random.default_rng(1)
    signals = rng.normal(0, 1, (800, 2))
    right = (rng.random(800) < 1 / (1 + np.exp(-(2 * signals[:, 0] - 1)))).astype(float)
    weights = fit_logistic(signals, right)
    assert weights == pytest.approx([2.0, 0.0, -1.0], abs=0.3)


def test_reliability_counts_by_tenths() -> None:
    table = reliability([0.95, 1.0, 0.15], [True, False, False]).splitlines()
    assert table[1].split() == ["0.1-0.2", "1", "0.150", "0.000"]
    assert table[2].split() == ["0.9-1.0", "2", "0.975", "0.500"]


def test_cue_words_are_counted_against_all_words() -> None:
    text = "Roe said it. " * 10 + "Roe left it. " * 10
    spans = [(at + 4, at + 8) for at in range(0, 130, 13)]
    events = tuple(Event(source=(), cue=(span,), content=((0, 3),)) for span in spans)
    words = cue_words([Document("one", text, events)])
    assert list(words) == ["said"]
    assert words["said"] > 1
