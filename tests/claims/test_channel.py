"""Channels, stances and the outlet's distance."""

from __future__ import annotations

import pytest

from tests.claims.articles import only
from tui_reader.claims.stance import distance_of, stance_of

CHANNELS = [
    ("Ann Roe told Reuters that the bridge was closed.", "told:Reuters"),
    ("Ann Roe told the BBC that the bridge was closed.", "told:BBC"),
    ("Ann Roe said on X that the bridge was closed.", "social:X"),
    ("“The bridge is closed,” Ann Roe wrote on Facebook.", "social:Facebook"),
    ("“The bridge is closed,” Ann Roe tweeted.", "social:X"),
    ("Ann Roe said in a statement that the bridge was closed.", "statement"),
    ("Ann Roe said at a news conference that the bridge was closed.", "press-conference"),
    ("Ann Roe said in an interview that the bridge was closed.", "interview"),
    ("Ann Roe said in a speech that the bridge was closed.", "speech"),
    ("“The bridge is closed,” Ann Roe testified.", "testimony"),
    ("Ann Roe told the court that the bridge was closed.", "court"),
    ("The report said that the bridge was closed.", "document"),
    ("Ann Roe said on CNN that the bridge was closed.", "broadcast:CNN"),
    ("Ann Roe said that the bridge was closed.", "unstated"),
    ("Ann Roe said the man filmed on X was safe.", "unstated"),
]


@pytest.mark.parametrize(("text", "channel"), CHANNELS)
def test_channel(text: str, channel: str) -> None:
    assert only(text).channel == channel


STANCES = [
    ("said", "it is over", "say"),
    ("has insisted", "it is over", "assert"),
    ("admitted", "it is over", "admit"),
    ("denied", "it is over", "deny"),
    ("accused", "the firm of theft", "accuse"),
    ("warned", "it may fall", "warn"),
    ("predicted", "it will fall", "predict"),
    ("vowed", "to fight on", "plan"),
    ("told", "to leave at once", "order"),
    ("believes", "it is over", "believe"),
    ("asked", "“Is it over?”", "ask"),
    ("asked", "to leave", "order"),
    ("declined to", "comment", "decline"),
    ("did not immediately respond to", "a request", "decline"),
    ("'s claim", "that it is over", "assert"),
    ("promise", "of help", "plan"),
    ("went on to say", "it is over", "say"),
    ("gurgled", "it is over", "say"),
]


@pytest.mark.parametrize(("cue", "content", "stance"), STANCES)
def test_stance(cue: str, content: str, stance: str) -> None:
    assert stance_of(cue, content) == stance


def test_distance_is_the_outlets_and_not_the_speakers() -> None:
    assert distance_of("the alleged thief fled", "said") == "alleged"
    assert distance_of("“the alleged thief fled”", "said") == ""
    assert distance_of("the thief fled", "reportedly said") == "reportedly"
