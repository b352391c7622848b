"""Interviews, dialogues and set quotations: whose words stand without a cue."""

from __future__ import annotations

from tests.claims.articles import attributed
from tui_reader.claims.assembly import split
from tui_reader.model import Block, Claim

INTERVIEW = (
    "The Gazette interviews the writer Ann Roe\n"
    "Ann Roe, a writer from Northmark, has a new book.\n"
    "What is your book about?\n"
    "I wrote about the harbour. It took me four years.\n"
    "Do you live there now?\n"
    "We moved to the hills when my sons were born.\n"
    "What will you write next?\n"
    "My next book will be a play.\n"
    "Where can your readers see you?\n"
    "I will read in the old mill in May."
)
DIALOGUE = (
    "Bo Lim and Ann Roe met in the harbour.\nBo Lim: The crane is old.\nAnn Roe: It was old in spring.\n"
    "Bo Lim: Nobody paid for it.\nAnn Roe: The city will pay."
)


def spoken(claims: list[Claim]) -> list[tuple[str, str]]:
    return [(each.source.name, each.text) for each in attributed(claims) if each.shown and each.source]


def test_answers_are_the_guests_words() -> None:
    claims = split(INTERVIEW, engine="rules")
    told = [each for each in attributed(claims) if each.shown]
    assert {each.source.name for each in told if each.source} == {"Ann Roe"}
    assert {(each.mode, each.channel, each.why) for each in told} == {("direct", "interview", "carry-over")}
    assert sum(each.label == "question" for each in claims) == 4
    assert [each.text for each in claims if each.badge == "OUTLET" and each.shown] == [
        "Ann Roe, a writer from Northmark, has a new book."
    ]


def test_an_article_that_asks_itself_is_no_interview() -> None:
    text = INTERVIEW.replace("your ", "the ").replace("you ", "she ").replace("you?", "she?")
    assert not spoken(split(text, engine="rules"))


def test_a_dialogue_gives_paragraphs_to_their_speakers() -> None:
    found = spoken(split(DIALOGUE, engine="rules"))
    assert found == [
        ("Bo Lim", "The crane is old."),
        ("Ann Roe", "It was old in spring."),
        ("Bo Lim", "Nobody paid for it."),
        ("Ann Roe", "The city will pay."),
    ]


def test_a_list_with_colons_is_no_dialogue() -> None:
    text = "The prices rose.\nHarbour: the crane was sold.\nMarket: the hall was closed.\nChurch: the bell was moved."
    assert not spoken(split(text, engine="rules"))


def blocks_of(pieces: list[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    text, blocks = "", []
    for kind, words in pieces:
        blocks.append(Block(kind, (len(text), len(text) + len(words))))  # type: ignore[arg-type]
        text += words + "\n"
    return text, tuple(blocks)


def test_a_set_quotation_is_the_last_speakers() -> None:
    text, blocks = blocks_of(
        [("paragraph", "Ann Roe said that the crane was old."), ("quote", "I told them. Nobody came to see it.")]
    )
    claim = split(text, blocks=blocks, engine="rules")[-1]
    assert (claim.text, claim.mode, claim.why) == ("I told them. Nobody came to see it.", "direct", "carry-over")
    assert claim.source is not None and claim.source.name == "Ann Roe"


def test_captions_and_one_paragraph_between_do_not_silence_a_speaker() -> None:
    quoted = "“Nobody came to see it in all that time.”"
    for between, confidence in (("caption", 0.6), ("heading", 0.6), ("paragraph", 0.45)):
        text, blocks = blocks_of(
            [("paragraph", "Ann Roe said that the crane was old."), (between, "The old crane."), ("paragraph", quoted)]
        )
        claim = split(text, blocks=blocks, engine="rules")[-1]
        assert (claim.text, claim.why, claim.confidence) == (quoted, "carry-over", confidence)


def test_two_paragraphs_between_silence_a_speaker() -> None:
    text = "Ann Roe said that the crane was old.\nIt fell.\nIt broke.\n“Nobody came to see it in all that time.”"
    assert split(text, engine="rules")[-1].badge == "OUTLET"


def test_a_list_of_places_is_no_dialogue() -> None:
    text = (
        "New laws begin today.\nOregon: Leave has been lengthened.\nTexas: The age was raised.\n"
        "Oregon: Fees were cut.\nTexas: A tax was dropped."
    )
    assert not spoken(split(text, engine="rules"))
