"""Sentences and paragraphs: a probe file of boundaries, and offsets that never lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.claims.segment import paragraphs, sentences, strip_span
from tui_reader.model import Block

PROBES = Path(__file__).parent / "data" / "sentences.tsv"


def probes() -> list[tuple[str, str]]:
    lines = [line for line in PROBES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("# ")]
    return [(case, why) for case, why in (line.split("\t") for line in lines)]


def test_the_probe_file_is_large_enough() -> None:
    assert len({case for case, _why in probes()}) >= 100


@pytest.mark.parametrize(("case", "why"), probes())
def test_sentence_boundaries(case: str, why: str) -> None:
    marked = case.replace("¶", "\u00a0")
    text = marked.replace("¦", "")
    wanted = [piece.strip(" Â\u00a0") for piece in marked.split("¦")]
    assert [text[begin:end] for begin, end in sentences(text)] == wanted, why


def test_paragraphs_are_lines_with_offsets_as_read() -> None:
    text = "One line.\r\n\r\n  Two.\u00a0\nThree\r"
    assert [text[begin:end] for begin, end in (block.span for block in paragraphs(text))] == [
        "One line.",
        "Two.",
        "Three",
    ]


def test_blocks_win_over_lines_and_empty_ones_are_left_out() -> None:
    text = "Head\n\nA line\nthat goes on.\n\n   "
    blocks = (Block("heading", (0, 4)), Block("paragraph", (6, 26)), Block("paragraph", (28, 31)))
    found = paragraphs(text, blocks)
    assert [(block.kind, text[slice(*block.span)]) for block in found] == [
        ("heading", "Head"),
        ("paragraph", "A line\nthat goes on."),
    ]


def test_a_broken_blank_is_no_part_of_a_sentence_but_a_letter_is() -> None:
    text = "Done.Â"
    assert strip_span(text, 0, len(text)) == (0, 5)
    assert strip_span("Â", 0, 1) == (0, 1)
    assert strip_span("PÂ", 0, 2) == (0, 2)


def test_sentences_of_a_part_keep_the_offsets_of_the_whole() -> None:
    text = "Skip this. One. Two. Not this."
    assert [text[begin:end] for begin, end in sentences(text, 11, 20)] == ["One.", "Two."]
