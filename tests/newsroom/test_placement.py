"""The titles of stories follow what comes, what changes and what the reader arranges; ids stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.fiction import NOON, incoming
from tui_reader.model import Body, ParsedEntry, ParsedFeed
from tui_reader.newsroom.background import Background
from tui_reader.newsroom.desk import Desk
from tui_reader.newsroom.intake import take_in
from tui_reader.newsroom.placement import place
from tui_reader.store import Store

FIRST = "Quake kills 3 in Arden"
SECOND = "Arden quake kills 3, dozens trapped"
THIRD = "Death toll of Arden quake rises to 41"
STRAY = "Premier cuts short her visit to the vineyards"
WORDS = "An earthquake shook the hill town of Arden at dawn. Rescuers dug through rubble in Arden; {} people died."


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def added(store: Store, *titles: str) -> list[int]:
    """An article an hour of an outlet each; their keys, oldest first."""
    start = len(store.articles.ids())
    keys = []
    for number, title in enumerate(titles, start):
        feed = store.feeds.add(f"https://outlet{number}.example/f", title=f"Outlet {number}", added_at=NOON)
        item = incoming(number, words=WORDS.format(number + 3), minutes=60 * number)
        keys.append(store.articles.add(feed.id, replace(item, title=title), NOON + timedelta(hours=number)))
    return keys


def test_grouping_renews_the_title_and_keeps_the_story(store: Store) -> None:
    background = Background(store, engine="rules")
    first, *_ = added(store, FIRST, SECOND)
    background.group()
    [before] = store.stories.rows(store.stories.ids())
    assert before.id == first and before.title in {FIRST, SECOND}
    added(store, THIRD)
    background.group()
    [after] = store.stories.rows(store.stories.ids())
    assert (after.id, after.title, len(after.article_ids)) == (before.id, THIRD, 3)


def test_a_stray_follow_up_changes_nothing(store: Store) -> None:
    keys = added(store, FIRST, SECOND, THIRD)
    place(store, [(key, keys[0]) for key in keys])
    [stray] = added(store, STRAY)
    place(store, [(stray, keys[0])])
    assert store.stories.get(keys[0]).title == THIRD


def test_a_headline_changed_in_place_retitles_the_story(store: Store) -> None:
    feed = store.feeds.add("https://outlet.example/f", title="Outlet", added_at=NOON)
    for title in (FIRST, THIRD):
        entry = ParsedEntry("g", "https://outlet.example/1", title, "", NOON, None, Body(WORDS.format(title)))
        take_in(store, feed.id, ParsedFeed("Outlet", "", entries=(entry,)), NOON)
        Background(store, engine="rules").group()
        [story] = store.stories.rows(store.stories.ids())
        assert story.title == title


def test_merging_splitting_and_undo_leave_titles_of_members(store: Store) -> None:
    a, b, c = added(store, FIRST, THIRD, STRAY)
    place(store, [(a, a), (b, b), (c, c)])
    assert [store.stories.get(key).title for key in (a, b, c)] == [FIRST, THIRD, STRAY]
    desk = Desk(store)
    desk.merge_stories([a, b])
    assert store.stories.get(a).title == THIRD
    desk.split_off(b)
    assert store.stories.get(a).title == FIRST
    assert store.stories.get(store.stories.of_article(b) or 0).title == THIRD
    desk.undo()
    assert store.stories.get(a).title == THIRD
    desk.undo()
    assert [store.stories.get(key).title for key in (a, b, c)] == [FIRST, THIRD, STRAY]


def test_the_store_alone_keeps_a_title_while_an_article_has_it(store: Store) -> None:
    a, b = added(store, FIRST, SECOND)
    assert store.stories.assign([(a, a), (b, a)]) == {a}
    store.stories.retitle(a, SECOND)
    store.stories.assign([(a, a)])
    assert store.stories.titles(a) == (SECOND, [(SECOND, NOON + timedelta(hours=1)), (FIRST, NOON)])
    store.stories.assign([(b, b)])
    assert store.stories.get(a).title == FIRST
    assert store.stories.titles(99) == ("", [])
