"""What no engine may show as a claim."""

from __future__ import annotations

import pytest

from tui_reader.claims.assembly import assemble, once, split
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.segment import paragraphs
from tui_reader.claims.vetoes import is_thing, is_vetoed


@pytest.mark.parametrize(
    ("content", "cue", "source"),
    [
        ("he has stayed and will stay", "has told", "Nobody"),
        ("the drink would receive this news coverage", "think", "you"),
        ("the views on rights were wrong", "thoughts about", "your"),
        ("it rained", "said", "Roe"),
        ("whether they would pay higher taxes", "Asked", ""),
        ("the new law and what it costs", "Asked about", ""),
        ("a revered standing for her push", "long enjoyed", "Roe"),
        ("a town of two thousand as the Pearl", "is known", ""),
        ("", "said", "Roe"),
        ("which would give him a chip in the talks", "hoped", "Roe"),
        ("the number of men who may have joined", "are worried about", "Officials"),
        ("concessions in the new bill that were small", "boasted of", "the team"),
        ("in which direction the dots had moved", "were asked to say", "The players"),
        ("him with taking a drive that was not his", "was charged", ""),
        ("a name that has become a sign of the times", ":", "Ann Roe"),
        ("law that would make the cuts last", "introduced", "House members"),
        ("the illegal use of a gun that was his", "has also been charged with", "Bo Lim"),
        ("the town is to blame for all of it", "could argue", "One"),
        ("the river could rise by a metre", "is worth noting", ""),
        ("the river has risen by a metre", "say", ""),
        ("How the town was built on sand", ":", "Harbour Finder"),
        ("whether the lights are on", "can choose", "the user"),
        ("when the side scored in the last minute", "cheered", "The crowd"),
        ("that was signed by all the judges", "wrote for the main opinion", "Roe"),
        ("why the crane was never mended", "was less interested in explaining", "Vale"),
        ("the crane was never mended", "tried to explain", "Vale"),
        ("Vale for claiming that the pier was larger than it was", "outed", "Roe"),
        ("Family leave has been lengthened by two weeks", ":", "Oregon"),
    ],
)
def test_no_claim(content: str, cue: str, source: str) -> None:
    assert is_vetoed(content, cue, source, False, 0.8)


@pytest.mark.parametrize(
    ("content", "cue", "source", "is_quoted"),
    [
        ("the bridge is closed", "said", "Roe", False),
        ("“No”", "said", "Roe", True),
        ("the reforms were under way", "came away convinced", "Roe", False),
        ("the bridge was hit", "according to", "the army", False),
        ("the bridge was hit", ":", "ROE", False),
        ("whether it would pay was a fair question", "asked", "Roe", False),
        ("the bridge was hit", "posted", "@roe", False),
        ("he would not stand again", "spoke of", "Roe", False),
        ("the bridge was hit", "are believed", "", False),
    ],
)
def test_a_claim(content: str, cue: str, source: str, is_quoted: bool) -> None:
    assert not is_vetoed(content, cue, source, is_quoted, 0.8)


def test_a_cue_that_no_table_knows_needs_confidence() -> None:
    assert is_vetoed("how he would fight the war", "came up in the row", "which", False, 0.17)
    assert not is_vetoed("how he would fight the war", "came up in the row", "which", False, 0.6)


def test_a_cue_of_nobody_that_is_no_passive_needs_confidence() -> None:
    assert is_vetoed("when the choice was made", "determine", "", False, 0.3)
    assert not is_vetoed("the choice was made in spring", "reportedly", "", False, 0.3)


def test_the_same_words_are_shown_once() -> None:
    text = "Ann Roe said that the bridge was closed to all."
    begin = text.index("the bridge")
    both = [Attribution(((begin, len(text) - 1),), ((0, 7),), ((8, 12),), confidence) for confidence in (0.4, 0.9)]
    claims = [each for each in assemble(text, paragraphs(text), both) if each.badge != "OUTLET"]
    assert sorted((each.confidence, each.shown) for each in claims) == [(0.4, False), (0.9, True)]


def test_once_keeps_what_is_not_shown() -> None:
    claims = split("Ann Roe said that the bridge was closed.\nIt rained.", engine="rules")
    assert once(claims) == claims


def test_a_news_service_is_the_press() -> None:
    claims = split("Harbour News Service reported that the port was closed again.", engine="rules")
    assert [each.badge for each in claims if each.shown] == ["MEDIA"]


def test_a_title_in_quotation_marks_is_no_claim() -> None:
    assert is_vetoed("“The Long Wall”", "titled", "a paper", True, 0.9)
    assert not is_vetoed("“The wall is long”", "titled", "a paper", True, 0.9)


@pytest.mark.parametrize(
    ("noun", "cue", "lifeless"),
    [
        ("tool", "reports", True),
        ("idea", "holds", True),
        ("shepherd", "believes", False),
        ("crowd", "believes", False),
        ("tool", "said", False),
        ("villagers", "believe", False),
    ],
)
def test_things_do_not_speak(noun: str, cue: str, lifeless: bool) -> None:
    assert is_thing(noun, cue) == lifeless


def test_a_plain_verb_needs_no_confidence() -> None:
    assert not is_vetoed("the bridge is closed", "said", "Roe", False, 0.1)
    assert is_vetoed("the bridge is closed", "feared", "Roe", False, 0.1)
