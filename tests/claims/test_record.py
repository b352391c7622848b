"""The JSON record: the documented keys, and the way back."""

from __future__ import annotations

import json

import pytest

from tests.claims.articles import HARBOUR
from tui_reader.claims import from_record, split, to_record

KEYS = [
    "spans", "text", "mode", "badge", "stance", "confidence", "why", "shown", "source", "cue", "channel", "chain",
    "label", "distance", "sentence",
]  # fmt: skip


def test_records_have_the_documented_keys_and_come_back_the_same() -> None:
    for claim in split(HARBOUR, engine="rules"):
        record = json.loads(json.dumps(to_record(claim)))
        assert list(record) == KEYS
        if record["source"]:
            assert list(record["source"]) == ["span", "mention", "name", "role", "naming", "affiliation"]
        if record["cue"]:
            assert list(record["cue"]) == ["span", "text"]
        assert from_record(record) == claim


def test_a_small_record_takes_the_defaults() -> None:
    claim = from_record({"spans": [[0, 2]], "text": "Hi", "mode": "narration", "badge": "OUTLET"})
    assert (claim.spans, claim.why, claim.shown, claim.source, claim.chain) == (((0, 2),), "rule", True, None, ())


def test_a_record_of_another_shape_is_an_error() -> None:
    with pytest.raises(KeyError):
        from_record({"text": "Hi"})
    with pytest.raises(ValueError):
        from_record({"spans": [[1, 2, 3]], "text": "Hi", "mode": "narration", "badge": "OUTLET"})
