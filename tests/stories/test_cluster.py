"""Grouping: what belongs together, what must not, and what stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories.samples import FLOOD, STRIKE, document
from tui_reader.stories.cluster import Grouper
from tui_reader.stories.documents import Document, DocumentId


def partition(grouper: Grouper) -> set[frozenset[DocumentId]]:
    """The stories of a grouper as sets of articles."""
    return {frozenset(ids) for ids in grouper.stories().values()}


def grouped(*documents: Document) -> set[frozenset[DocumentId]]:
    """Stories of `documents` grouped at once."""
    grouper = Grouper()
    grouper.add(documents)
    return partition(grouper)


def test_groups_two_events_of_several_outlets() -> None:
    assert grouped(*STRIKE, *FLOOD) == {frozenset({1, 2, 3}), frozenset({4, 5})}


def test_order_of_input_does_not_show() -> None:
    assert grouped(*FLOOD, *reversed(STRIKE)) == grouped(*STRIKE, *FLOOD)


def test_story_has_the_id_of_its_first_article_and_keeps_it() -> None:
    grouper = Grouper()
    grouper.add(STRIKE[1:])
    assert grouper.story_of(3) == 2
    changes = grouper.add(STRIKE[:1])
    assert [(change.document_id, change.story_id, change.previous) for change in changes] == [(1, 2, None)]
    assert grouper.stories() == {2: (2, 3, 1)}


def test_restore_gives_the_same_state_and_goes_on_from_it() -> None:
    grouper = Grouper()
    grouper.add([*STRIKE[:2], FLOOD[0]])
    kept = {id_: grouper.story_of(id_) for id_ in (1, 2, 4)}
    again = Grouper.restore([*STRIKE[:2], FLOOD[0]], {id_: story for id_, story in kept.items() if story is not None})
    assert again.stories() == grouper.stories()
    again.add([STRIKE[2], FLOOD[1]])
    assert partition(again) == {frozenset({1, 2, 3}), frozenset({4, 5})}


def test_hand_made_pairs_are_obeyed_and_the_last_word_wins() -> None:
    grouper = Grouper(together=[(1, 4)], apart=[(2, 3)])
    grouper.add([*STRIKE, *FLOOD])
    assert grouper.story_of(1) == grouper.story_of(4)
    assert grouper.story_of(2) != grouper.story_of(3)
    grouper.constrain(apart=[(1, 4)], together=[(2, 3)])
    assert grouper.story_of(1) != grouper.story_of(4)
    assert grouper.story_of(2) == grouper.story_of(3)


def test_articles_days_apart_are_not_compared() -> None:
    late = document(9, "Post", STRIKE[0].text, STRIKE[0].title, hours=24 * 9)
    assert frozenset({9}) in grouped(*STRIKE, late)


def test_undated_articles_are_grouped_all_the_same() -> None:
    bare = [document(d.id, d.outlet, d.text, d.title, hours=None) for d in (*STRIKE, *FLOOD)]
    assert grouped(*bare) == {frozenset({1, 2, 3}), frozenset({4, 5})}


def test_a_changed_article_is_read_anew() -> None:
    grouper = Grouper()
    grouper.add([*STRIKE, *FLOOD])
    grouper.add([document(3, "Radio 6", FLOOD[0].text, FLOOD[0].title, hours=3)])
    assert partition(grouper) == {frozenset({1, 2}), frozenset({3, 4, 5})}


def test_forgotten_articles_leave_their_story() -> None:
    grouper = Grouper()
    grouper.add(STRIKE)
    grouper.forget([1, 77])
    assert grouper.stories() == {1: (2, 3)}
    grouper.add([STRIKE[0]])
    assert grouper.stories() == {1: (2, 3, 1)}


def test_same_event_elsewhere_is_another_story() -> None:
    quakes = [
        document(n, outlet, f"A magnitude {size} earthquake struck {place} on Sunday, killing {dead} people and "
                 f"destroying homes in {town}, officials said.", f"Earthquake in {place} kills {dead}", n)
        for n, (outlet, size, place, town, dead) in enumerate(
            [("Courier", 6.1, "Bray", "Hasen", 11), ("Ledger", 6.1, "Bray", "Hasen", 12),
             ("Courier", 5.8, "Osterland", "Nimm", 10), ("Post", 5.8, "Osterland", "Nimm", 10)]
        )
    ]  # fmt: skip
    assert grouped(*quakes) == {frozenset({0, 1}), frozenset({2, 3})}


def test_matches_obituaries_and_columns_stay_apart() -> None:
    texts = [
        ("Dorran Rovers 3-1 Pell City", "Dorran Rovers beat Pell City on Saturday with two late goals by Amin Tor."),
        ("Kelmar United 3-1 Lorne Athletic", "Kelmar United beat Lorne Athletic on Saturday with two late goals."),
        ("Anna Kestrel, actor, dies aged 88", "The stage actor Anna Kestrel, known for The Lamp, has died aged 88."),
        ("Paul Verrin, actor, dies aged 88", "The film actor Paul Verrin, known for Nightboat, has died aged 88."),
        ("Letters to the editor", "Readers write about trains, taxes and the weather."),
        ("Letters to the editor", "Readers write about trains, bread and the weather."),
        ("Morning briefing", "Five things to know as you start your day."),
        ("Morning briefing: what to know today", "Five things to know as you start your day."),
        ("The week in pictures", "A selection of the best photographs from around the world."),
        ("In pictures", "A selection of the best photographs from around the world."),
        ("Weather", "Rain in the north, sun in the south, with highs of 21 degrees."),
        ("Weather forecast for Sunday", "Rain in the north, sun in the south, with highs of 19 degrees."),
    ]
    documents = [document(n, f"Outlet {n % 5}", text, title) for n, (title, text) in enumerate(texts)]
    assert grouped(*documents) == {frozenset({n}) for n in range(len(texts))}


@pytest.mark.no_cover
def test_ten_thousand_live_updates_merge_nothing() -> None:
    documents = [document(n, f"Outlet {n % 9}", "", "Live updates") for n in range(10_000)]
    assert len(grouped(*documents)) == 10_000


def test_empty_documents_are_stories_of_one() -> None:
    assert grouped(document(1, "A", ""), document(2, "B", "")) == {frozenset({1}), frozenset({2})}
    assert Grouper().add([]) == []


NEWS = ("Ortiz", "Salvo", "port", "strike", "flood", "Bray", "river", "12", "killed", "union", "raise", "Monday", "of")
WORDS = st.lists(st.sampled_from(NEWS), max_size=30)
TEXTS = st.one_of(st.text(max_size=300), WORDS.map(" ".join))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, st.text(max_size=40)), max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]), max_size=4),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]), max_size=1),
)
def test_any_text_is_grouped_once_alike_and_as_told(
    texts: list[tuple[str, str]], apart: list[tuple[int, int]], together: list[tuple[int, int]]
) -> None:
    documents = [document(n, f"O{n % 3}", text, title) for n, (text, title) in enumerate(texts)]
    wished = {frozenset(pair) for pair in apart} - {frozenset(pair) for pair in together}
    pairs = [(min(pair), max(pair)) for pair in wished]
    first, second = Grouper(apart=pairs, together=together), Grouper(apart=pairs, together=together)
    first.add(documents)
    second.add(reversed(documents))
    assert first.stories() == second.stories()
    assert sorted(str(id_) for ids in first.stories().values() for id_ in ids) == sorted(str(d.id) for d in documents)
    for one, other in together:
        if max(one, other) < len(documents):
            assert first.story_of(one) == first.story_of(other)
    for one, other in pairs:
        if other < len(documents):
            assert first.story_of(one) != first.story_of(other)
