"""Grouping: what belongs together, what must not, and what stays as it is."""

from __future__ import annotations

from tests.stories.samples import FLOOD, STRIKE
from tui_reader.stories.cluster import Grouper


def test_groups_two_events_of_several_outlets() -> None:
    grouper = Grouper()
    grouper.add([*STRIKE, *FLOOD])
    assert sorted(sorted(ids) for ids in grouper.stories().values()) == [[1, 2, 3], [4, 5]]


def test_story_has_the_id_of_its_first_article() -> None:
    grouper = Grouper()
    grouper.add([*FLOOD, *STRIKE])
    assert grouper.story_of(3) == 1
    assert grouper.story_of(5) == 4
