"""Whose a quotation without a cue is: who spoke last, who leads to it, or nobody whom the text tells."""

from __future__ import annotations

from tests.claims.articles import attributed
from tui_reader.claims.assembly import split
from tui_reader.model import Block


def spoken(text: str, blocks: tuple[Block, ...] = ()) -> list[tuple[str, str, str]]:
    """Badge, name and words of the claims carried over."""
    claims = attributed(split(text, blocks=blocks, engine="rules"))
    carried = [each for each in claims if each.shown and each.why == "carry-over"]
    return [(each.badge, each.source.name if each.source else "", each.text) for each in carried]


def test_who_spoke_last_goes_on() -> None:
    text = "“The pier is closed,” Ann Roe said.\n“It will stay closed until the steel is mended.”"
    assert spoken(text) == [("NAME", "Ann Roe", "“It will stay closed until the steel is mended.”")]


def test_who_answers_a_question_is_not_told() -> None:
    text = (
        "“There is some risk. Do you deny that?” Ann Roe asked.\n“There may be a very small risk for a few.”\n"
        "“But nobody has been hurt in forty years.”"
    )
    assert [(badge, name) for badge, name, _text in spoken(text)] == [("UNKNOWN", ""), ("UNKNOWN", "")]


def test_who_leads_to_a_quotation_speaks_it() -> None:
    text = (
        "“The pier is closed,” Ann Roe said.\nThe Dock Workers’ Union said in a report last month:\n"
        "“Nobody has looked at the steel for a decade.”"
    )
    assert spoken(text) == [("ORG", "Dock Workers’ Union", "“Nobody has looked at the steel for a decade.”")]


def test_a_pulled_quotation_is_nobodys_again() -> None:
    text = (
        "“The pier is closed,” Ann Roe said.\n“Nobody has looked at the steel.”\n"
        "Bo Lim, a welder, told reporters: “Nobody has looked at the steel. It is as thin as paper by now.”"
    )
    assert not spoken(text)


def test_a_heading_in_quotation_marks_is_no_speech() -> None:
    text = "“The pier is closed,” Ann Roe said.\n“Openness and plenty of light”\nThe harbour was built in 1931."
    assert not spoken(text)


def blocks_of(text: str, kinds: tuple[str, ...]) -> tuple[Block, ...]:
    """A block for each line."""
    blocks, at = [], 0
    for kind, line in zip(kinds, text.split("\n"), strict=True):
        blocks.append(Block(kind, (at, at + len(line))))  # type: ignore[arg-type]
        at += len(line) + 1
    return tuple(blocks)


def test_a_page_set_as_quotation_is_nobodys_speech() -> None:
    text = "Ann Roe said that the pier was closed.\nThe harbour was built in 1931.\nIt has two cranes and a mole."
    assert not spoken(text, blocks_of(text, ("quote", "quote", "quote")))


def test_a_set_quotation_is_whose_words_lead_to_it() -> None:
    text = "Ann Roe said that the pier was closed.\nThe steel is too thin.\nIt has two cranes and a mole."
    assert [words for _badge, _name, words in spoken(text, blocks_of(text, ("paragraph", "quote", "paragraph")))] == [
        "The steel is too thin."
    ]
