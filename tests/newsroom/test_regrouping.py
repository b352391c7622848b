"""Stories that another version of grouping made are grouped anew; what the reader arranged stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.fiction import NOON, incoming
from tui_reader.newsroom.background import Background
from tui_reader.newsroom.desk import Desk
from tui_reader.store import Store
from tui_reader.stories.cluster import GROUPING_VERSION

QUAKE = (
    "Quake kills 3 in Arden",
    "An earthquake shook the hill town of Arden at dawn. Rescuers dug through rubble in Arden; three people died.",
)
VINES = (
    "Premier opens the Tessaly vineyards",
    "Premier Hollis Vane opened the vineyards of Tessaly to visitors and praised growers for a rich harvest of grapes.",
)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def stored(store: Store, texts: Sequence[tuple[str, str]], hours: Sequence[int]) -> list[int]:
    """An article of an outlet each, so many hours after noon; their keys."""
    keys = []
    for number, ((title, words), hour) in enumerate(zip(texts, hours, strict=True)):
        feed = store.feeds.add(f"https://outlet{number}.example/f", title=f"Outlet {number}", added_at=NOON)
        item = replace(incoming(number, words=words, minutes=60 * hour), title=title)
        keys.append(store.articles.add(feed.id, item, NOON + timedelta(hours=hour)))
    return keys


def stories(store: Store) -> dict[int, set[int]]:
    """Articles of each story."""
    return {story.id: set(story.article_ids) for story in store.stories.rows(store.stories.ids())}


def test_what_another_version_grouped_is_grouped_anew_once(store: Store) -> None:
    a, b, c, d = stored(store, [QUAKE, QUAKE, VINES, VINES], [0, 1, 2, 3])
    store.stories.assign([(a, a), (b, b), (c, a), (d, d)])
    background = Background(store, engine="rules")
    assert background.group() == 0
    assert background.regroup() == 4
    assert sorted(map(sorted, stories(store).values())) == [[a, b], [c, d]]
    assert stories(store)[a] == {a, b}, "a story keeps its id with the article it began with"
    assert background.regroup() == 0
    assert Background(store, engine="rules").regroup() == 0, "a second start finds nothing to do"
    assert store.stories.outdated("another version", 72, 10) == [a, b, c, d]


def test_stories_that_are_right_keep_their_ids(store: Store) -> None:
    a, b, c, d = stored(store, [QUAKE, QUAKE, VINES, VINES], [0, 1, 2, 3])
    store.stories.assign([(a, b), (b, b), (c, d), (d, d)])
    Background(store, engine="rules").regroup()
    assert stories(store) == {b: {a, b}, d: {c, d}}


def test_merged_and_split_stories_stay_as_the_reader_left_them(store: Store) -> None:
    a, b, c, d = stored(store, [QUAKE, QUAKE, VINES, VINES], [0, 1, 2, 3])
    store.stories.assign([(a, a), (b, a), (c, c), (d, c)])
    desk = Desk(store)
    desk.merge_stories([a, c])
    desk.split_off(b)
    before = stories(store)
    assert sorted(map(sorted, before.values())) == [[a, c, d], [b]]
    assert Background(store, engine="rules").regroup() == 4
    assert stories(store) == before


def test_what_lies_before_the_window_is_left_alone(store: Store) -> None:
    a, b, c = stored(store, [QUAKE, QUAKE, VINES], [0, 1, 100])
    store.stories.assign([(a, a), (b, b), (c, c)])
    assert Background(store, engine="rules").regroup() == 1
    assert stories(store) == {a: {a}, b: {b}, c: {c}}


def test_new_articles_are_signed_and_a_step_makes_up_for_the_old(store: Store) -> None:
    old = stored(store, [QUAKE, VINES], [0, 1])
    store.stories.assign([(old[0], old[0]), (old[1], old[0])])
    background = Background(store, engine="rules")
    assert background.step().grouped == 2
    assert sorted(map(sorted, stories(store).values())) == [[old[0]], [old[1]]]
    feed = store.feeds.add("https://late.example/f", title="Late", added_at=NOON)
    item = replace(incoming(9, words=QUAKE[1], minutes=300), title=QUAKE[0])
    late = store.articles.add(feed.id, item, NOON + timedelta(hours=5))
    assert background.group() == 1
    assert stories(store)[old[0]] == {old[0], late}
    assert store.stories.outdated(GROUPING_VERSION, 72, 10) == []
