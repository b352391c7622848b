"""Which engine answers, and what it says where it cannot."""

from __future__ import annotations

import pytest

from tui_reader.claims import engines, split
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.segment import paragraphs

TEXT = "Mayor Ann Roe said that the bridge was closed.\n“It will stay closed until May,” she said."


def test_auto_takes_the_engine_it_names() -> None:
    parts = paragraphs(TEXT)
    assert engines.attributions(TEXT, parts) == engines.attributions(TEXT, parts, engines.engine_name())


def test_the_model_answers_or_says_why_not() -> None:
    if engines.has_model():
        assert {claim.why for claim in split(TEXT, engine="model") if claim.badge != "OUTLET"} <= {
            "model",
            "carry-over",
        }
        return
    with pytest.raises(ImportError, match="learned engine cannot run here"):
        split(TEXT, engine="model")


def test_an_unknown_engine_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such engine: oracle"):
        engines.attributions(TEXT, paragraphs(TEXT), "oracle")


def test_the_version_tells_the_engine_and_the_rules() -> None:
    parts = engines.engine_version().split("-")
    assert parts[0] == engines.engine_name()
    assert len(parts) == (3 if engines.has_model() else 2)


def test_a_plain_quotation_that_the_tagger_left_is_found_by_the_rules() -> None:
    text = 'Mayor Ann Roe promised new buses. "Nobody will wait alone," she said during a visit.'
    parts = paragraphs(text)
    promise = Attribution(content=((22, 32),), source=((0, 13),), cue=((14, 22),))
    (missed,) = engines.left_over(text, parts, [promise])
    assert [text[begin:end] for begin, end in missed.content] == ['"Nobody will wait alone,"']
    assert [text[begin:end] for begin, end in missed.source] == ["she"]
    assert engines.left_over(text, parts, [promise, missed]) == []


@pytest.mark.parametrize(
    "text",
    (
        "The “grand new bus plan” of the council is late.",  # nobody says it
        "“Nobody will wait alone” reads the sign, which shines at night.",  # no plain verb of saying
    ),
)
def test_other_quotations_are_left_alone(text: str) -> None:
    assert engines.left_over(text, paragraphs(text), []) == []
