"""docs/claims.md: its example is what the room answers, and its table names every badge."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

from tui_reader.claims import split, to_record
from tui_reader.model import Badge

PAGE = (Path(__file__).parent.parent.parent / "docs" / "claims.md").read_text(encoding="utf-8")


def test_the_example_is_what_the_rules_answer() -> None:
    example = json.loads(PAGE.split("```json\n")[1].split("```")[0])
    found = split("The port will stay closed, Mayor Ann Roe said.", engine="rules")
    assert [to_record(claim) for claim in found] == example["claims"]


def test_every_badge_is_documented_in_the_order_of_decision() -> None:
    assert tuple(re.findall(r"^\| `([A-Z]+)` \|", PAGE, re.MULTILINE)) == get_args(Badge)
