"""What is shown as a claim: clauses that somebody says, not wishes, feelings and fragments."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.claims.clause import is_claim

PROBES = Path(__file__).parent / "data" / "shown.tsv"
LINES = [line.split("\t") for line in PROBES.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]


def test_the_probe_file_is_large_enough() -> None:
    assert len(LINES) >= 60
    assert {line[0] for line in LINES} == {"y", "n"}


@pytest.mark.parametrize(("shown", "source", "cue", "content", "why"), LINES)
def test_claims_and_attitudes(shown: str, source: str, cue: str, content: str, why: str) -> None:
    is_quoted = "“" in content
    assert is_claim(content, cue, is_quoted, bool(source)) == (shown == "y"), why
