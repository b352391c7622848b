"""Which engine answers, and what it says where it cannot."""

from __future__ import annotations

import pytest

from tui_reader.claims import engines, split
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
