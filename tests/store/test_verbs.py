"""The verbs of the store: what goes in comes out, counters count, indexes follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.store.fiction import BODY, NOON, OWN, QUOTE, incoming, stocked
from tui_reader.errors import NotFound
from tui_reader.model import Body, Bookmark, ClaimRef, Comparison, Difference, FeedState, FigureCell, Row, Speaker
from tui_reader.query import parse
from tui_reader.store import Store
from tui_reader.store.codec import pack_body, unpack_body


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def test_bodies_round_trip() -> None:
    assert unpack_body(pack_body(BODY)) == BODY
    assert unpack_body(pack_body(Body(""))) == Body("")


def test_feeds_count_their_articles(store: Store) -> None:
    ids = stocked(store)
    assert (store.feeds.all()[0].total, store.feeds.all()[0].unread) == (3, 3)
    assert store.articles.mark_read(ids[:2], True) == ids[:2]
    assert store.articles.mark_read(ids, True) == ids[2:]
    assert store.feeds.all()[0].unread == 0
    store.articles.mark_read(ids[:1], False)
    store.articles.purge(ids[1:])
    assert (store.feeds.all()[0].total, store.feeds.all()[0].unread) == (1, 1)


def test_feed_state_round_trips(store: Store) -> None:
    feed = store.feeds.add("https://a.example/feed", added_at=NOON)
    state = FeedState(etag='W/"é"', failures=2, next_at=NOON, moved_since=NOON, is_gone=True)
    store.feeds.fail(feed.id, state, "the server stopped answering", NOON)
    assert store.feeds.states([feed.id]) == {feed.id: state}
    shown = store.feeds.get(feed.id)
    assert (shown.last_error, shown.failures, shown.is_gone) == ("the server stopped answering", 2, True)
    assert shown.failing_since == NOON
    store.feeds.fail(feed.id, state, "again", NOON + timedelta(days=1))
    assert store.feeds.get(feed.id).failing_since == NOON
    store.feeds.succeed(feed.id, FeedState(etag="x"), NOON)
    assert store.feeds.get(feed.id).last_error == ""
    assert store.feeds.get(feed.id).failing_since is None


def test_a_removed_feed_comes_back_with_its_articles(store: Store) -> None:
    ids = stocked(store)
    feed = store.feeds.all()[0]
    store.feeds.remove(feed.id, NOON)
    assert store.feeds.all() == []
    assert store.articles.ids() == []
    assert store.feeds.add(feed.url, added_at=NOON).id == feed.id
    assert store.articles.ids() == ids[::-1]


def test_a_feed_does_not_move_onto_another(store: Store) -> None:
    one = store.feeds.add("https://a.example/feed", added_at=NOON)
    store.feeds.add("https://b.example/feed", added_at=NOON)
    assert not store.feeds.move(one.id, "https://b.example/feed")
    assert store.feeds.move(one.id, "https://c.example/feed")
    assert store.feeds.get(one.id).url == "https://c.example/feed"


def test_unknown_keys_are_not_found(store: Store) -> None:
    for verb in (store.feeds.get, store.articles.get, store.stories.get, store.saved.get):
        with pytest.raises(NotFound):
            verb(99)


def test_the_river_pages_by_key_without_gap_or_repeat(store: Store) -> None:
    ids = stocked(store, 25)
    seen: list[int] = []
    after: tuple[datetime, int] | None = None
    while page := store.articles.page(after, 10):
        seen += [row.id for row in page]
        after = (page[-1].sort_at, page[-1].id)
    assert seen == ids[::-1]


def test_dates_of_the_future_and_of_nowhere_sort_by_first_sight(store: Store) -> None:
    feed = store.feeds.add("https://a.example/feed", added_at=NOON)
    seen = NOON + timedelta(days=1)
    tomorrow = store.articles.add(feed.id, replace(incoming(1), published_at=NOON + timedelta(days=3000)), seen)
    undated = store.articles.add(feed.id, replace(incoming(2), published_at=None), seen)
    ancient = store.articles.add(feed.id, replace(incoming(3), published_at=datetime(1, 1, 1, tzinfo=UTC)), seen)
    assert {store.articles.get(key).sort_at for key in (tomorrow, undated, ancient)} == {seen}
    assert store.articles.get(tomorrow).published_at == NOON + timedelta(days=3000)


def test_known_articles_are_found_by_any_key(store: Store) -> None:
    ids = stocked(store)
    feed = store.feeds.all()[0].id
    wanted = [("guid-0", "", ""), ("guid-9", "link-1", ""), ("", "", "content-77")]
    assert [known.id for known in store.articles.known(feed, wanted)] == ids[:2]
    assert store.articles.known(feed + 1, wanted) == []


def test_a_revision_keeps_the_old_words_and_the_read_mark(store: Store) -> None:
    key = stocked(store)[0]
    with store.transaction():
        store.search.index_some(10)
        store.articles.mark_read([key], True)
        store.claims.put(key, "e1", [OWN])
        store.articles.revise(key, replace(incoming(0, words="The crew is asleep."), title="Ferry stays"), NOON)
    now = store.articles.get(key)
    assert (now.title, now.revision, now.is_read, now.updated_at) == ("Ferry stays", 2, True, NOON)
    assert [(r.revision, r.title, r.text) for r in store.articles.revisions(key)] == [
        (1, "Ferry 0 sails", "The crew of ferry 0 is ready."),
        (2, "Ferry stays", "The crew is asleep."),
    ]
    assert store.claims.of(key) is None
    assert key not in store.search.article_ids(parse("ready"), NOON)
    assert store.search.article_ids(parse("asleep"), NOON) == [key]
    with store.transaction():
        store.search.index_some(10)
    assert store.search.article_ids(parse("asleep"), NOON) == [key]
    assert key not in store.search.article_ids(parse("ready"), NOON)


def test_full_text_stays_when_the_feed_repeats_its_summary(store: Store) -> None:
    key = stocked(store)[0]
    store.articles.set_full_text(key, BODY, "page-hash")
    store.articles.revise(key, incoming(0, words="A new summary."), NOON)
    article = store.articles.get(key)
    assert (article.body, article.is_full_text, article.revision) == (BODY, True, 1)
    assert (
        store.articles.known(article.feed_id, [("guid-0", "", "")])[0].content_hash
        == incoming(0, words="A new summary.").content_hash
    )


def test_claims_round_trip_without_their_words_in_the_table(store: Store) -> None:
    feed = store.feeds.add("https://a.example/feed", added_at=NOON)
    key = store.articles.add(feed.id, incoming(1, body=BODY), NOON)
    assert store.claims.of(key) is None
    store.claims.put(key, "engine-1", [QUOTE, OWN])
    assert store.claims.of(key) == [QUOTE, OWN]
    assert store.claims.of(key, "engine-2") is None
    assert store.claims.unsplit("engine-1", 9) == []
    assert store.claims.unsplit("engine-2", 9) == [key]
    store.claims.put(key, "engine-2", [OWN])
    assert store.claims.count() == 1
    store.articles.purge([key])
    assert store.claims.count() == 0


def test_speakers_lead_to_their_claims(store: Store) -> None:
    feed = store.feeds.add("https://a.example/feed", title="The Courier", added_at=NOON)
    key = store.articles.add(feed.id, incoming(1, body=BODY), NOON)
    store.claims.put(key, "e", [OWN, QUOTE])
    [use] = store.claims.uses()
    assert (use.name, use.badge, use.role, use.affiliation) == ("Mara Holt", "NAME", "mayor of Brindle", "government")
    assert (use.outlet, use.claims, use.latest_at) == ("The Courier", 1, NOON)
    speaker = Speaker(use.name_id, "Mara Holt", "NAME", "mayor", 1, 1, NOON, ("M. Holt",))
    store.claims.put_speakers([(speaker, [use.name_id])])
    assert store.claims.speakers(10) == store.claims.speakers(10, "m. h") == [speaker]
    assert store.claims.speakers(10, "%") == []
    assert store.claims.of_speaker(speaker.id, 10) == [(key, 1)]


def bookmark(article_id: int | None) -> Bookmark:
    return Bookmark(
        id=0, saved_at=NOON, claim=QUOTE, outlet="The Courier", article_id=article_id, article_title="Ferry sails",
        author="Ada Quill", url="https://courier.example/1", published_at=NOON, fetched_at=NOON, content_hash="h",
        paragraph=BODY.text, prefix="“", suffix=",”", note="call her", tags=("ferry", "brindle"),
    )  # fmt: skip


def test_bookmarks_outlive_their_article(store: Store) -> None:
    key = stocked(store)[0]
    kept = store.saved.add(bookmark(key))
    assert store.saved.get(kept.id) == replace(kept, tags=("brindle", "ferry"))
    assert store.articles.rows([key])[0].saved == 1
    assert store.saved.same(kept) is not None
    assert store.saved.same(replace(kept, claim=OWN)) is None
    assert store.saved.same(replace(kept, url="https://ledger.example/1")) is None
    store.articles.purge([key])
    left = store.saved.get(kept.id)
    assert (left.article_id, left.claim, left.note) == (None, QUOTE, "call her")
    store.saved.annotate(kept.id, None, ["x", "x"])
    assert store.saved.get(kept.id).tags == ("x",)
    store.saved.remove(kept.id)
    assert store.saved.all() == []
    assert store.saved.tags() == []


def test_stories_follow_their_articles(store: Store) -> None:
    ids = stocked(store)
    other = store.feeds.add("https://ledger.example/feed", title="Daily Ledger", added_at=NOON)
    ids.append(store.articles.add(other.id, incoming(7, minutes=7), NOON + timedelta(hours=1)))
    assert store.stories.ungrouped(10) == ids
    store.stories.assign([(key, ids[0]) for key in ids])
    story = store.stories.get(ids[0])
    assert story.outlets == ("Daily Ledger", "The Courier")
    assert (story.title, story.article_ids, story.unread) == ("Ferry 0 sails", tuple(ids[::-1]), 4)
    store.stories.assign([(ids[3], ids[3])])
    assert store.stories.get(ids[0]).outlets == ("The Courier",)
    assert store.stories.ids() == [ids[3], ids[0]]
    assert store.stories.free_id([ids[3]]) > ids[3]
    assert store.stories.free_id([ids[1], ids[2]]) == ids[1]


def test_comparisons_are_cached_under_what_they_were_made_from(store: Store) -> None:
    ids = stocked(store, 2)
    store.stories.assign([(key, ids[0]) for key in ids])
    assert store.stories.uncompared(5) == [ids[0]]
    one, two = ClaimRef(ids[0], 0), ClaimRef(ids[1], 2)
    comparison = Comparison(
        article_ids=tuple(ids),
        rows=(Row((one, two), 0.8, "ferry, Monday", also=(ClaimRef(ids[0], 5),)),),
        differs=(Difference("workers", (FigureCell(one, (3, 7), "1200"), FigureCell(two, (1, 4), "≈ 900"))),),
        copies=((ids[0], ids[1]),),
        origins=1,
        credits=((ids[0], "Brindle Wire"),),
    )
    store.stories.put_comparison(ids[0], "key-1", comparison)
    assert store.stories.comparison(ids[0]) == store.stories.comparison(ids[0], "key-1") == comparison
    assert store.stories.comparison(ids[0], "key-2") is None
    assert store.stories.get(ids[0]).has_differences
    assert store.stories.uncompared(5) == []
    store.stories.assign([(ids[1], ids[0])])
    assert store.stories.uncompared(5) == [ids[0]]
