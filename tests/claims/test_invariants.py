"""What holds for every text: verbatim spans, one paragraph, full cover, determinism, no crash, no blow-up."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_reader.claims import split, to_record
from tui_reader.claims.assembly import assemble
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.quotes import quotations
from tui_reader.claims.segment import paragraphs, sentences
from tui_reader.model import Block, Claim, Span

WORDS = """Ann Roe|Mr.|he|She|they|said|told|that|according to|“|”|‘|’|"|'|,|.|?|!|:|;|—|(|)|\u00a0|Â|the minister
Reuters|U.S.|J.|who|which|and|but|not|to|is believed|report|poll|@roe|state media|quoting|“We won.”|added|5|…|KYIV|I
bridge was closed|\u2028|\ufeff|é|漢字。|نص|😀|of|in a statement|on X|officials|their|you|his|asked|“Why?”"""
PIECES = st.sampled_from([piece for line in WORDS.splitlines() for piece in line.split("|") if piece] + ["\n", "\r\n"])
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=60).map("".join),
)


def check(text: str, claims: Iterable[Claim], blocks: tuple[Block, ...] = ()) -> None:
    """C1 verbatim, in one paragraph, in order; C2 one source or the outlet; C3 cover."""
    homes = [block.span for block in paragraphs(text, blocks)]
    covered = bytearray(len(text))
    for claim in claims:
        assert claim.spans
        assert claim.text == " ".join(text[begin:end] for begin, end in claim.spans)
        assert all(begin < end for begin, end in claim.spans)
        assert all(first[1] <= second[0] for first, second in pairwise(claim.spans))
        low, high = claim.spans[0][0], claim.spans[-1][1]
        assert any(begin <= low and high <= end for begin, end in homes)
        assert 0 <= claim.confidence <= 1
        assert (claim.badge == "OUTLET") == (claim.mode == "narration")
        if claim.badge == "OUTLET":
            assert claim.source is None and claim.cue is None
        else:
            assert claim.label == ""
        if claim.source is not None and claim.source.span is not None:
            assert claim.source.mention == text[slice(*claim.source.span)]
        if claim.cue is not None:
            assert claim.cue.text == text[slice(*claim.cue.span)]
        if claim.shown or claim.label:
            covered[claim.sentence[0] : claim.sentence[1]] = b"\1" * (claim.sentence[1] - claim.sentence[0])
    for begin, end in homes:
        for first, last in sentences(text, begin, end):
            assert any(covered[first:last]), text[first:last]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text(text: str) -> None:
    claims = split(text, engine="rules")
    check(text, claims)
    assert claims == split(text, engine="rules")


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(st.integers(0, 400), max_size=8), st.sampled_from(["heading", "caption", "quote", "pre"]))
def test_any_blocks(text: str, cuts: list[int], kind: str) -> None:
    borders = sorted({min(cut, len(text)) for cut in cuts})
    blocks = tuple(Block(kind, pair) for pair in pairwise(borders))  # type: ignore[arg-type]
    if blocks:
        check(text, split(text, blocks=blocks, engine="rules"), blocks)


SPANS = st.lists(st.tuples(st.integers(0, 120), st.integers(1, 60)), max_size=3)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    TEXTS,
    st.lists(st.tuples(SPANS, SPANS, SPANS, st.floats(0, 1), st.sampled_from(["model", "carry-over"])), max_size=5),
    st.sampled_from(["paragraph", "quote", "heading"]),
)
def test_any_attributions(text: str, drawn: list[tuple[Any, ...]], kind: str) -> None:
    """Whatever spans an engine gives, the claims made of them are verbatim, in one paragraph and cover the text."""

    def placed(spans: list[tuple[int, int]]) -> tuple[Span, ...]:
        low = [(min(begin, len(text)), min(begin + size, len(text))) for begin, size in sorted(spans)]
        return tuple(span for span in low if span[0] < span[1])

    found = [
        Attribution(placed(content), placed(source), placed(cue), confidence, why)
        for content, source, cue, confidence, why in drawn
    ]
    blocks = tuple(Block(kind, block.span) for block in paragraphs(text))  # type: ignore[arg-type]
    claims = assemble(text, paragraphs(text, blocks), found)
    check(text, claims, blocks)
    assert claims == assemble(text, paragraphs(text, blocks), found)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_sentences_and_quotations_lie_in_order(text: str) -> None:
    for spans in (
        sentences(text),
        [(quote.begin, quote.end) for quote in quotations(text, 0, len(text))],
    ):
        assert all(0 <= begin < end <= len(text) for begin, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
    rest = list(text)
    for begin, end in sentences(text):
        rest[begin:end] = [" "] * (end - begin)
    assert "".join(rest).strip().strip("Â") == "" or not any(letter.isalnum() and letter != "Â" for letter in rest)


HOSTILE = {
    "one paragraph of 300 kB": "Ann Roe said that the bridge was closed, and he added that it would open. " * 4_000,
    "no punctuation at all": "the bridge was closed and nobody came " * 8_000,
    "ten thousand quotation marks": '"' * 10_000,
    "ten thousand quoted words": '"a" ' * 10_000,
    "opening marks alone": "“" * 10_000 + "a",
    "single marks": "‘a " * 10_000,
    "capitals": "Roe " * 40_000,
    "capitals of many names": " ".join(f"Ann Roe{number}" for number in range(8_000)),
    "one name, many times": "Ann Roe met Bill Vale. " * 3_000,
    "he": "he said " * 1_000,
    "who": "who, " * 20_000,
    "stops": "." * 100_000,
    "abbreviations": "U.S. " * 30_000,
    "commas": "a, " * 40_000,
    "brackets": "(" * 50_000,
    "possessives": "Roe’s " * 8_000,
    "cues": "said " * 3_000,
    "one word of a megabyte": "a" * 1_000_000,
    "one number": "1." * 100_000,
    "and": "Ann Roe and " * 4_000 + "said it rained.",
    "lines": "Ann Roe said so.\n" * 3_000,
    "short lines": "A\n" * 10_000,
}


@pytest.mark.no_cover
@pytest.mark.timeout(300)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_blow_up(text: str) -> None:
    """Each takes seconds at most; a square of its length would run past the time limit by far."""
    assert split(text, engine="rules")


FOREIGN = [
    "Бургомистр Анна Роу сообщила, что мост закрыт. «Он опасен», — сказала она.",
    "市长安娜说桥已经关闭。“它很危险，”她说。",
    "قالت رئيسة البلدية إن الجسر مغلق. وأضافت أنه خطير.",
    "Bürgermeisterin Anna Roe hat die Brücke gesperrt. Sie ist gefährlich.",
    "Ο δήμαρχος έκλεισε τη γέφυρα. Είναι επικίνδυνη.",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_fall_to_the_outlets_voice(text: str) -> None:
    shown = [claim for claim in split(text, engine="rules") if claim.shown]
    assert {claim.badge for claim in shown} == {"OUTLET"}
    check(text, shown)


@pytest.mark.corpus
def test_the_corpora_of_attributions(shared: Path) -> None:
    folder = shared / "data" / "attribution"
    texts = [path.read_bytes().decode() for path in sorted((folder / "polnear/dev/text").iterdir())]
    texts += [json.loads(line)["text"] for line in (folder / "gum/attributions.jsonl").read_text("utf-8").splitlines()]
    texts.append((folder / "seed/article.txt").read_bytes().decode())
    assert len(texts) > 100
    for text in texts:
        claims = split(text, engine="rules")
        check(text, claims)
        json.dumps([to_record(claim) for claim in claims])
