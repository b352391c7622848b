"""Completion of filters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.query import complete, insert, parse

KNOWN = {"outlet": ["BBC News", "The Courier", "Radio Courier"], "tag": ["to-check"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unr", ["unread"]),
        ("bad", ["badge:"]),
        ("badge:an", ["badge:anon"]),
        ("~badge:of", ["badge:official"]),
        ("(stance:de", ["stance:deny", "stance:decline", "stance:order"]),
        ("outlet:cour", ['outlet:"The Courier"', 'outlet:"Radio Courier"']),
        ('outlet:"the c', ['outlet:"The Courier"']),
        ("unread tag:", ["tag:to-check"]),
        ("newer:y", ["newer:yesterday"]),
        ("source:x", []),
        ('"port tal', []),
    ],
)
def test_what_could_stand_at_the_cursor(text: str, expected: list[str]) -> None:
    found = complete(text, len(text), KNOWN)
    if text == "(stance:de":
        assert found[:2] == expected[:2]
    else:
        assert found == expected


def test_a_completion_replaces_what_was_typed() -> None:
    text = "unread (outlet:cour or strike)"
    cursor = text.index(" or")
    (best, *_) = complete(text, cursor, KNOWN)
    whole, after = insert(text, cursor, best)
    assert whole == 'unread (outlet:"The Courier" or strike)'
    assert whole[:after].endswith('"')
    assert parse(whole).root is not None


def test_a_field_waits_for_its_value() -> None:
    assert insert("out", 3, "outlet:") == ("outlet:", 7)
    assert insert("unr", 3, "unread") == ("unread ", 7)


@given(st.text(max_size=40), st.integers(0, 40))
def test_no_text_breaks_completion(text: str, cursor: int) -> None:
    place = min(cursor, len(text))
    for atom in complete(text, place, KNOWN):
        whole, after = insert(text, place, atom)
        assert whole[:after].rstrip().endswith(atom.rstrip())
