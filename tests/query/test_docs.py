"""docs/filters.md says what the vocabulary says."""

from __future__ import annotations

import re
from pathlib import Path

from tui_reader.query import FIELDS, FLAGS, TIMES, parse

DOC = (Path(__file__).resolve().parents[2] / "docs" / "filters.md").read_text(encoding="utf-8")


def table(heading: str) -> dict[str, str]:
    """First and second cell of each row of the table below `heading`."""
    section = DOC.split(f"## {heading}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `(.+?)` \| (.+?) \|$", section, re.MULTILINE))


def test_the_tables_are_the_vocabulary() -> None:
    assert table("Flags") == dict(FLAGS)
    assert table("Fields") == {f"{name}:": line for name, line in FIELDS.items()}
    assert {name.rstrip(":"): line for name, line in table("Times").items()} == dict(TIMES)


def test_every_example_parses() -> None:
    examples = re.findall(r"^    (.+)$", DOC, re.MULTILINE) + list(table("Words")) + list(table("Flags"))
    assert len(examples) > 10
    for example in examples:
        assert parse(example).root is not None
