"""Forms of attribution that the rules know, each with a fictional sentence: source, cue, content."""

from __future__ import annotations

import pytest

from tui_reader.claims import rules
from tui_reader.claims.segment import paragraphs

FORMS = [
    # (text, source, cue, content)
    ("Ann Roe said the bridge was closed.", "Ann Roe", "said", "the bridge was closed"),
    ("Ann Roe said that the bridge was closed.", "Ann Roe", "said", "the bridge was closed"),
    ("The bridge was closed, Ann Roe said.", "Ann Roe", "said", "The bridge was closed"),
    ("The bridge was closed on Monday, the ministry said.", "the ministry", "said", "The bridge was closed on Monday"),
    ("“The bridge is closed,” said Ann Roe.", "Ann Roe", "said", "“The bridge is closed,”"),
    (
        "“The bridge is closed,” Ann Roe, head of the council, said.",
        "Ann Roe, head of the council",
        "said",
        "“The bridge is closed,”",
    ),
    (
        "Ann Roe, who runs the port, said the bridge was closed.",
        "Ann Roe, who runs the port",
        "said",
        "the bridge was closed",
    ),
    ("According to police, the bridge was closed.", "police", "According to", "the bridge was closed"),
    (
        "The bridge was closed, according to the Port Authority.",
        "the Port Authority",
        "according to",
        "The bridge was closed",
    ),
    ("Roe told reporters that the bridge was closed.", "Roe", "told", "the bridge was closed"),
    ("Roe told the council the bridge was closed.", "Roe", "told", "the bridge was closed"),
    (
        "“Close the bridge,” Roe said. “Close it now, please.”",
        "Roe",
        "said",
        "“Close the bridge,”|“Close it now, please.”",
    ),
    ("“Close the bridge,” Roe said, “or it will fall.”", "Roe", "said", "“Close the bridge,”|“or it will fall.”"),
    ("Roe added: “Close the bridge.”", "Roe", "added", "“Close the bridge.”"),
    ("Meanwhile, Roe has warned that the bridge may fall.", "Roe", "warned", "the bridge may fall"),
    ("Roe on Monday announced that the bridge was closed.", "Roe", "announced", "the bridge was closed"),
    ("Roe said in a statement that the bridge was closed.", "Roe", "said", "the bridge was closed"),
    ("The test, Norland said, was its biggest yet.", "Norland", "said", "The test|was its biggest yet"),
    ("Some 1,200 ships came, said the ministry (PM).", "the ministry", "said", "Some 1,200 ships came"),
    ("The bridge is believed to be unsafe.", "", "is believed", "The bridge|to be unsafe"),
    ("‘The bridge is closed,’ said Ann Roe.", "Ann Roe", "said", "‘The bridge is closed,’"),
    ('"The bridge is closed," Roe said.', "Roe", "said", '"The bridge is closed,"'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), FORMS)
def test_forms(text: str, source: str, cue: str, content: str) -> None:
    found = rules.attributions(text, paragraphs(text))
    assert found
    first = found[0]
    assert "|".join(text[begin:end] for begin, end in first.content) == content
    assert "|".join(text[begin:end] for begin, end in first.source) == source
    assert "|".join(text[begin:end] for begin, end in first.cue) == cue


HEADLINES = [
    ("Roe: no deal on bridge", "Roe", "no deal on bridge"),
    ("No deal on bridge: mayor", None, None),
    ("Bridge must close now: Roe", "Roe", "Bridge must close now"),
    ("Roe says bridge must close", "Roe", "bridge must close"),
    ("Bridge must close, says Roe", "Roe", "Bridge must close"),
]


@pytest.mark.parametrize(("line", "source", "content"), HEADLINES)
def test_headlines(line: str, source: str | None, content: str | None) -> None:
    text = line + "\nThe bridge over the river has been closed since Monday for repairs."
    found = rules.attributions(text, paragraphs(text))
    if source is None:
        assert found == []
        return
    assert [text[slice(*each.source[0])] for each in found] == [source]
    assert [text[slice(*each.content[0])] for each in found] == [content]


def test_quotations_that_follow_are_carried_over() -> None:
    lines = (
        "“We waited for days,” Ann Roe said.",
        "“Nobody came to help us at all.”",
        "The road was open.",
        "“A new day.”",
    )
    text = "\n".join(lines)
    found = rules.attributions(text, paragraphs(text))
    assert [each.why for each in found] == ["rule", "carry-over"]
    assert text[slice(*found[1].content[0])] == "“Nobody came to help us at all.”"
    assert found[1].source == ()


def test_a_quotation_runs_on_over_paragraphs() -> None:
    text = "Ann Roe said: “We waited for days.\n“Nobody came to help us at all.\n“We went home.”"
    found = rules.attributions(text, paragraphs(text))
    assert [each.why for each in found] == ["rule", "carry-over"]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed on Monday.",
        "The report comes after a long winter.",
        "He had a say in the plan.",
        "The United States of the north are far.",
        "Norland has been required to pay.",
        "The so-called “bridge to nowhere” was closed.",
    ],
)
def test_no_attribution(text: str) -> None:
    assert rules.attributions(text, paragraphs(text)) == []


def test_rules_give_spans_in_order_inside_one_paragraph() -> None:
    text = "\n".join(form[0] for form in FORMS)
    blocks = paragraphs(text)
    for each in rules.attributions(text, blocks):
        spans = [*each.content, *each.source, *each.cue]
        home = [block for block in blocks if block.span[0] <= spans[0][0] < block.span[1]]
        assert len(home) == 1
        assert all(home[0].span[0] <= begin < end <= home[0].span[1] for begin, end in spans)
        assert 0 < each.confidence <= 1


def test_a_transcript_names_its_speakers() -> None:
    text = "Ann Roe met Bill Vale.\nROE: Why is the pier closed?\nVALE: It was never safe.\nNOTE This is not one."
    found = rules.attributions(text, paragraphs(text))
    assert [text[slice(*each.source[0])] for each in found] == ["ROE", "VALE"]
    assert [text[slice(*each.content[0])] for each in found] == ["Why is the pier closed?", "It was never safe."]
