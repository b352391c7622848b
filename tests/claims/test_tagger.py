"""The learned engine as shipped: what it finds in plain prose, that it is steady, that nothing makes it run away."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_reader.claims import tagger
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.decode import CLASSES, distances, log_softmax, search, viterbi
from tui_reader.claims.windows import cut_units, pack
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


def test_every_word_gets_states_and_probabilities() -> None:
    engine = tagger.Tagger()
    wordpiece = engine.open()[0]
    units = cut_units(wordpiece, ARTICLE * 3, lines_of(ARTICLE * 3))
    states, tagged = engine.tag(units)
    assert len(pack(wordpiece, units)) > 1
    assert [len(rows) for rows in states] == [len(unit.words) for unit in units] == [len(rows) for rows in tagged]
    for rows in tagged:
        assert np.allclose(np.exp(rows).sum(-1), 1, atol=1e-5)


def test_words_that_are_not_asked_about_change_little() -> None:
    wordpiece, _, trunk, _ = tagger.Tagger().open()
    window = pack(wordpiece, cut_units(wordpiece, ARTICLE, lines_of(ARTICLE)))[0]
    ids, features = (np.array(column, dtype=np.int64) for column in (window.ids, window.features))
    every = np.arange(len(ids))
    _, whole = trunk.run(None, {"ids": ids, "features": features, "words": every})
    _, part = trunk.run(None, {"ids": ids, "features": features, "words": every[::2]})
    assert np.abs(whole[::2] - part).max() < 0.5  # int8 scales follow the largest activation; logits are some ten apart


def test_cues_of_a_paragraph_are_read_alone_as_together() -> None:
    engine = tagger.Tagger()
    wordpiece, _, _, reader = engine.open()
    units = cut_units(wordpiece, ARTICLE, lines_of(ARTICLE))
    states, _ = engine.tag(units)
    words = len(units[1].words)
    cues = [(13, 14), (2, 4), (7, 8)]
    distance = np.stack([distances(words, cue) for cue in cues])
    logits, judged = reader.run(None, {"states": states[1], "distance": distance})
    assert logits.shape == (3, words, CLASSES)
    for number in range(3):
        alone, judge = reader.run(None, {"states": states[1], "distance": distance[number : number + 1]})
        assert np.abs(alone[0] - logits[number]).max() < 0.5
        assert abs(judge[0] - judged[number]) < 0.5


@given(st.integers(1, 4), st.integers(1, 30), st.floats(0.5, 9), st.integers(0, 2**32 - 1))
def test_the_short_way_to_the_best_path_finds_what_the_search_finds(
    rows: int, length: int, spread: float, seed: int
) -> None:
    scores = np.random.default_rng(seed).normal(0, spread, (rows, length, CLASSES)).astype(np.float32)
    assert (viterbi(log_softmax(scores)) == search(log_softmax(scores))).all()


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


@pytest.mark.parametrize(
    "text",
    [
        "Local police say a driver steered a lorry full of sand into a harbour basin, hours after learning his house "
        "had been sold.",
        "Seven dockers will face a hearing over claims of slow work following a report in Monday’s Gazette, which "
        "they deny.",
    ],
)
def test_a_short_summary_is_english(text: str) -> None:
    assert tagger.is_english(text)


def test_a_short_summary_in_another_language_is_not() -> None:
    assert not tagger.is_english(
        "De haven blijft nog een week dicht, zegt de burgemeester, en de schepen moeten over een maand in de andere "
        "stad zijn."
    )
