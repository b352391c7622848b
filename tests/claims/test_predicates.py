"""Finite verbs and noun phrases, told without parsing."""

from __future__ import annotations

import pytest

from tui_reader.claims.predicates import is_noun_phrase, is_told


@pytest.mark.parametrize(
    "content",
    [
        "three parts of the engine that shake when it is cold",
        "a plan for how the ferry was to be paid",
        "the order issued by the court",
        "the endangered list of harbour birds",
        "no posts in spring",
        "her to be head of the port",
    ],
)
def test_a_noun_with_what_hangs_on_it(content: str) -> None:
    assert is_noun_phrase(content)


@pytest.mark.parametrize(
    "content",
    [
        "people who live there are angry",
        "the voters want change",
        "Vale leads by four points",
        "the plan that was made costs too much",
        "it to be told by others",
        "the ferry sank",
    ],
)
def test_a_clause_is_no_noun_phrase(content: str) -> None:
    assert not is_noun_phrase(content)


def test_what_stands_outside_quotation_marks_tells_or_does_not() -> None:
    assert is_told("the deal was “a shame”")
    assert not is_told("a film called “It Was Late”")
