"""The desk: everything the reader changes, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.store.fiction import BODY, NOON, OWN, QUOTE, incoming, stocked
from tui_reader.errors import NotFound, QueryError
from tui_reader.newsroom.desk import Desk
from tui_reader.newsroom.library import Library
from tui_reader.newsroom.undo import LEVELS, Journal
from tui_reader.query import parse
from tui_reader.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store)


def article_with_claims(store: Store) -> int:
    feed = store.feeds.add("https://courier.example/f", title="The Courier", added_at=NOON)
    key = store.articles.add(feed.id, incoming(1, body=BODY), NOON)
    store.claims.put(key, "e", [QUOTE, OWN])
    return key


def test_undo_gives_back_exactly_the_marks_that_changed(store: Store, desk: Desk, library: Library) -> None:
    ids = stocked(store)
    desk.mark_read(ids[:1])
    assert desk.mark_read(ids) == "2 marked read"
    assert desk.undo() == "2 marked read"
    assert [row.is_read for row in library.article_rows(ids)] == [True, False, False]
    assert desk.undo() == "1 marked read"
    assert library.counts().unread == 3
    assert desk.undo() is None


def test_marking_what_is_marked_leaves_nothing_to_undo(store: Store, desk: Desk) -> None:
    ids = stocked(store)
    desk.mark_read(ids)
    desk.mark_read(ids)
    assert desk.undo() == "3 marked read"
    assert desk.undo() is None


def test_a_saved_claim_keeps_its_provenance(store: Store, desk: Desk, library: Library) -> None:
    key = article_with_claims(store)
    kept = desk.save_claim(key, 0)
    assert (kept.claim, kept.outlet, kept.article_title) == (QUOTE, "The Courier", "Ferry 1 sails")
    assert (kept.paragraph, kept.prefix, kept.suffix) == (BODY.text, "“", BODY.text[26:58])
    assert (kept.url, kept.author, kept.published_at) == (
        "https://courier.example/1",
        "Ada Quill",
        NOON + timedelta(0),
    )
    assert library.saved_claims(key) == {0: kept.id}
    assert desk.save_claim(key, 0) == kept
    with pytest.raises(NotFound):
        desk.save_claim(key, 9)


def test_saving_and_removing_a_claim_can_be_undone(store: Store, desk: Desk, library: Library) -> None:
    key = article_with_claims(store)
    kept = desk.save_claim(key, 0)
    desk.annotate(kept.id, note="call her", tags=["ferry"])
    desk.remove_bookmark(kept.id)
    assert library.bookmarks() == []
    desk.undo()
    [back] = library.bookmarks()
    assert (back.id, back.note, back.tags) == (kept.id, "call her", ("ferry",))
    desk.undo()
    assert library.bookmark(kept.id).note == ""
    desk.undo()
    assert library.bookmarks() == []


def test_a_removed_claim_comes_back_even_without_its_article(store: Store, desk: Desk, library: Library) -> None:
    key = article_with_claims(store)
    kept = desk.save_claim(key, 0)
    desk.remove_bookmark(kept.id)
    store.articles.purge([key])
    desk.undo()
    assert library.bookmark(kept.id).article_id is None


def test_saved_claims_match_filters_after_their_feed_is_gone(store: Store, desk: Desk, library: Library) -> None:
    kept = desk.save_claim(article_with_claims(store), 0)
    desk.annotate(kept.id, tags=["Harbour"])
    store.articles.purge(store.articles.of_feed(1))
    for text in ("ferry", '"ferry sails"', "source:holt", "badge:name", "tag:harbour", "outlet:courier", "/mon.ay/",
                 "saved", "ferr*", "author:quill", "channel:statement", "older:1d", "~stance:deny"):  # fmt: skip
        assert library.bookmarks(parse(text)) != [], text
    for text in ("badge:anon", "tag:x", "ferr", "newer:1d", "unread", "~ferry", "folder:x"):
        assert library.bookmarks(parse(text)) == [], text


def test_importing_saved_claims_twice_doubles_nothing(store: Store, desk: Desk, library: Library) -> None:
    kept = desk.save_claim(article_with_claims(store), 0)
    assert desk.import_bookmarks([kept]) == 0
    desk.remove_bookmark(kept.id)
    assert desk.import_bookmarks([kept, kept]) == 1
    desk.undo()
    assert library.bookmarks() == []


def test_subscriptions_come_and_go(store: Store, desk: Desk, library: Library) -> None:
    feed = desk.add_feed("https://a.example/f", title="A", folder="North")
    assert desk.add_feed("https://a.example/f", title="Other").title == "A"
    desk.set_feed(feed.id, title="Aleph", full_text="never")
    assert library.feed(feed.id).title == "Aleph"
    desk.undo()
    assert (library.feed(feed.id).title, library.feed(feed.id).full_text) == ("A", "default")
    assert desk.remove_feed(feed.id) == "A removed"
    assert library.feeds() == []
    desk.undo()
    assert [f.title for f in library.feeds()] == ["A"]
    desk.undo()
    assert library.feeds() == []


def test_muted_articles_leave_and_come_back(store: Store, desk: Desk, library: Library) -> None:
    ids = stocked(store)
    assert desk.mute('title:"Ferry 1"') == 'muted title:"Ferry 1" (1 hidden)'
    assert library.article_ids() == [ids[2], ids[0]]
    assert [row.id for row in library.muted()] == [ids[1]]
    desk.undo()
    assert library.article_ids() == ids[::-1]
    desk.mute("ferry")
    desk.unmute("ferry")
    assert library.article_ids() == ids[::-1]
    desk.undo()
    assert library.article_ids() == []
    with pytest.raises(QueryError):
        desk.mute("(")


def test_saved_searches(desk: Desk, library: Library) -> None:
    desk.save_search("storms", "storm unread")
    desk.save_search("storms", "storm")
    assert library.saved_searches() == [("storms", "storm")]
    desk.undo()
    assert library.saved_searches() == [("storms", "storm unread")]
    desk.remove_search("storms")
    assert library.saved_searches() == []
    desk.undo()
    assert library.saved_searches() == [("storms", "storm unread")]


def test_stories_are_merged_and_split_by_hand(store: Store, desk: Desk, library: Library) -> None:
    a, b, c = stocked(store)
    store.stories.assign([(a, a), (b, a), (c, c)])
    desk.merge_stories([a, c])
    assert library.story(a).article_ids == (c, b, a)
    assert library.story(a).is_pinned
    assert store.stories.rules() == [(a, c, True)]
    desk.undo()
    assert (library.story(a).article_ids, library.story(c).article_ids) == ((b, a), (c,))
    assert store.stories.rules() == []
    desk.split_off(a)
    assert library.story_of(a) != a
    assert library.story(a).article_ids == (b,)
    assert store.stories.rules() == [(a, b, False)]
    desk.undo()
    assert library.story(a).article_ids == (b, a)
    with pytest.raises(NotFound):
        desk.split_off(c)


def test_the_journal_forgets_the_oldest_steps_first() -> None:
    journal = Journal()
    taken: list[int] = []
    for number in range(LEVELS + 5):
        journal.record(str(number), lambda number=number: taken.append(number))  # type: ignore[misc]
    while journal.undo():
        pass
    assert taken == list(range(LEVELS + 4, 4, -1))
