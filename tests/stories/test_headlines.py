"""The title of a story: typical of its recent articles, with the newest figure, and steady."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import permutations

import pytest

from tests.stories.samples import START
from tui_reader.stories.headlines import headline

QUAKE = (
    (0.0, "Quake kills 3 in Arden"),
    (1.0, "Arden earthquake: three dead, dozens trapped"),
    (5.0, "Death toll of Arden quake rises to 41"),
)


def at(*titles: tuple[float, str]) -> list[tuple[str, datetime]]:
    """Titles with the hours after `START` of their articles."""
    return [(title, START + timedelta(hours=hours)) for hours, title in titles]


def test_a_developing_story_bears_the_newer_figure() -> None:
    assert headline(at(*QUAKE), "Quake kills 3 in Arden") == "Death toll of Arden quake rises to 41"
    later = (7.0, "At least 1,200 dead after Arden quake")
    assert headline(at(*QUAKE, later), "Death toll of Arden quake rises to 41") == later[1]


def test_a_figure_in_words_is_a_figure() -> None:
    same = at((0.0, "Quake kills 3 in Arden"), (1.0, "Quake kills three in Arden"))
    assert headline(same, "Quake kills 3 in Arden") == "Quake kills 3 in Arden"
    more = at((0.0, "Quake kills three in Arden"), (1.0, "Quake kills twelve in Arden"))
    assert headline(more, "Quake kills three in Arden") == "Quake kills twelve in Arden"


@pytest.mark.parametrize("hours", [5.5, 9.0, 30.0])
def test_an_off_topic_follow_up_does_not_flip_the_title(hours: float) -> None:
    stray = (hours, "Premier cuts short her visit to 7 vineyards")
    assert headline(at(*QUAKE, stray), QUAKE[2][1]) == QUAKE[2][1]


def test_the_present_title_stays_while_no_other_is_clearly_better() -> None:
    members = at((0.0, "Harbour bridge in Salvo closed"), (1.0, "Salvo closes its harbour bridge at once"))
    for title, _ in members:
        assert headline(members, title) == title


def test_an_old_title_gives_way_to_what_the_newer_ones_share() -> None:
    members = at(
        (0.0, "Search for missing trawler Aster goes on"),
        (20.0, "Wreck of trawler Aster found off Brindle"),
        (21.0, "Trawler Aster found: wreck lies off Brindle"),
    )
    assert headline(members, members[0][0]) == members[1][0]


def test_two_of_a_kind_are_told_by_the_newer_one_after_some_hours() -> None:
    members = at((0.0, "Salvo votes on harbour tax"), (9.0, "Harbour tax passes in Salvo vote"))
    assert headline(members, members[0][0]) == members[1][0]


@pytest.mark.parametrize(
    "title",
    [
        "Arden quake: live updates",
        "Live: Arden quake kills 41",
        "Arden quake kills 90 – as it happened",
        "News round-up: Arden quake kills 41, dozens trapped",
        "Arden quake: what we know",
        "Opinion: Arden quake kills 41 and nobody learns",
        "Morning briefing",
        "",
    ],
)
def test_live_pages_and_round_ups_lose(title: str) -> None:
    assert headline(at(*QUAKE[:2], (2.0, title)), title) in {one for _, one in QUAKE[:2]}
    assert headline(at((0.0, title)), "") == title, "where there is nothing else they give the title"


def test_one_article_gives_its_title_and_none_gives_none() -> None:
    assert headline(at((0.0, "Gulls return")), "Gone") == "Gulls return"
    assert headline([], "Gone") == ""


def test_neither_order_nor_repetition_changes_the_choice() -> None:
    members = at(*QUAKE, (6.0, "Premier visits Arden"))
    chosen = {headline(order, "Quake kills 3 in Arden") for order in permutations(members)}
    assert len(chosen) == 1
    [title] = chosen
    assert headline(members, title) == title


def test_titles_without_words_are_no_error() -> None:
    assert headline(at((0.0, "?!"), (1.0, "…")), "") in {"?!", "…"}
