"""The learned engine as shipped: what it finds in plain prose, that it is steady, that nothing makes it run away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_reader.claims import tagger
from tui_reader.claims.attribution import Attribution
from tui_reader.model import Span

pytestmark = pytest.mark.skipif(not tagger.is_available(), reason="onnxruntime has no wheel here: rules answer")

ARTICLE = """Harbour bridge to reopen in May, mayor says

The old harbour bridge will reopen in May, Mayor Ada Lindqvist said on Tuesday.
“We have replaced every cable,” Lindqvist said. “Nobody needs to be afraid.”
Engineers warned last year that the northern pillar could collapse within months.
According to the port authority, 4,000 lorries cross the river every day.
The bridge was built in 1931 and has two lanes.
"""


def lines_of(text: str) -> list[Span]:
    """Every non-empty line."""
    return [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def run(text: str) -> list[Attribution]:
    """The shipped engine over the lines of a text."""
    return tagger.attributions(text, lines_of(text))


def triples(text: str, found: list[Attribution]) -> list[tuple[str, str, list[str]]]:
    """Source, cue and pieces of content in words."""

    def words(spans: tuple[Span, ...]) -> str:
        return " ".join(text[b:e] for b, e in spans)

    return [(words(a.source), words(a.cue), [text[b:e].strip("“”,. ") for b, e in a.content]) for a in found]


def test_it_finds_who_says_what() -> None:
    found = triples(ARTICLE, run(ARTICLE))
    assert any(s == "Mayor Ada Lindqvist" and c == "said" and "reopen in May" in w[0] for s, c, w in found)
    assert any(s == "Engineers" and "warned" in c and "could collapse" in " ".join(w) for s, c, w in found)
    assert any("port authority" in s and c == "According to" and "4,000 lorries" in " ".join(w) for s, c, w in found)


def test_an_interrupted_quotation_is_one_attribution() -> None:
    found = triples(ARTICLE, run(ARTICLE))
    assert ("Lindqvist", "said", ["We have replaced every cable", "Nobody needs to be afraid"]) in found


def test_plain_narration_has_no_source() -> None:
    begin = ARTICLE.index("The bridge was built")
    assert not [a for a in run(ARTICLE) if a.content[-1][1] > begin]


def test_the_same_text_gives_the_same_answer() -> None:
    first = tagger.Tagger().attributions(ARTICLE, lines_of(ARTICLE))
    assert first == run(ARTICLE) == tagger.Tagger().attributions(ARTICLE, lines_of(ARTICLE))


def test_spans_lie_in_their_paragraph_in_order() -> None:
    for found in run(ARTICLE):
        assert any(b <= found.content[0][0] and found.content[-1][1] <= e for b, e in lines_of(ARTICLE))
        assert 0.0 <= found.confidence <= 1.0
        assert list(found.content) == sorted(found.content)


def test_other_languages_get_nothing() -> None:
    text = (
        "Der Bürgermeister sagte am Dienstag, die alte Brücke werde im Mai wieder geöffnet. Nach Angaben der "
        "Hafenbehörde überqueren jeden Tag viertausend Lastwagen den Fluss, und niemand müsse sich fürchten."
    )
    assert run(text) == []
    assert run("市长周二表示，大桥将于五月重新开放。" * 30) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "said", "\x00\ufffd", "“" * 10_000, "x" * 1_000_000])
def test_odd_texts_pass(text: str) -> None:
    for found in run(text):
        assert found.content


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200).map(lambda extra: f"“It is late,” the mayor said. {extra}"))
def test_any_text_keeps_to_the_paragraph(text: str) -> None:
    for found in run(text):
        for begin, end in found.content + found.source + found.cue:
            assert 0 <= begin < end <= len(text)
            assert "\n" not in text[begin:end]


def test_work_is_capped() -> None:
    spans = [(0, 100_000), (100_001, 400_000), (400_001, 500_000)]
    assert tagger.within(spans, 150_000) == [(0, 100_000), (100_001, 150_001)]


def test_batches_are_bounded_and_lose_nothing() -> None:
    sizes = [5, 900, 30, 2_000, 7, 400, 400]
    groups = list(tagger.batched(list(range(7)), sizes))
    assert sorted(n for group in groups for n in group) == list(range(7))
    for group in groups:
        assert len(group) == 1 or len(group) * max(sizes[n] for n in group) <= tagger.BATCH


def test_the_version_follows_the_files(tmp_path: Path) -> None:
    for name in tagger.FILES:
        (tmp_path / name).write_bytes(b"one")
    first = tagger.version(tmp_path)
    (tmp_path / "settings.json").write_bytes(b"two")
    tagger.version.cache_clear()
    assert len(first) == 12
    assert tagger.version(tmp_path) != first
    assert tagger.version(tmp_path / "nowhere") == ""
    assert not tagger.is_available(tmp_path / "nowhere")


def test_weights_fit_the_package() -> None:
    assert sum((tagger.MODEL / name).stat().st_size for name in tagger.FILES) <= 25_000_000
