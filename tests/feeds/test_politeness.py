"""When a feed is asked again, and at which address: rows H6 to H13 and H15 of the list of threats."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feeds.wires import HOME, NOW
from tui_reader.errors import FeedError, FetchError, Gone, NotAFeed, ParseError, TryLater
from tui_reader.feeds.fetched import Fetched
from tui_reader.feeds.politeness import (
    NOT_MODIFIED_MOST,
    NOTE_LIMIT,
    back_off,
    conditional_headers,
    is_unchanged,
    may_visit,
    moved,
    next_visit,
    stored_address,
)
from tui_reader.model import FeedState, ParsedFeed

RNG = random.Random(4)
FEED = ParsedFeed(title="The Lantern", site_url="", entries=())
MOVED = "https://other.example/feed.xml"
DAY = timedelta(days=1)


def body(**changes: object) -> Fetched:
    """A whole answer with validators."""
    plain = Fetched(HOME, HOME, 200, b"<rss/>", "hash1", etag='"e1"', last_modified="then")
    return replace(plain, **changes)  # type: ignore[arg-type]


def not_modified(**changes: object) -> Fetched:
    return replace(Fetched(HOME, HOME, 304), **changes)  # type: ignore[arg-type]


def after(
    state: FeedState, outcome: object, parsed: ParsedFeed | None = None, at: timedelta = timedelta()
) -> FeedState:
    return next_visit(state, outcome, NOW + at, RNG, parsed)  # type: ignore[arg-type]


def test_a_good_visit_leaves_the_feed_due_whenever_somebody_asks() -> None:
    state = after(FeedState(failures=3, failing_since=NOW - DAY), body(), FEED)
    assert may_visit(state, NOW) == "due"
    assert (state.failures, state.failing_since, state.fetched_at) == (0, None, NOW)
    assert (state.etag, state.last_modified, state.body_hash) == ('"e1"', "then", "hash1")


def test_what_was_odd_about_a_body_is_remembered_until_the_next_one_that_is_read() -> None:
    odd = replace(FEED, notes=("its XML is broken: mended", "the feed broke off"), is_partial=True)
    state = after(FeedState(), body(note="larger than 16 MB", is_partial=True), odd)
    assert state.note == "larger than 16 MB; its XML is broken: mended"
    assert after(FeedState(), body(), odd).note == "its XML is broken: mended; the feed broke off"
    assert after(state, not_modified()).note == state.note
    assert after(state, FetchError("no answer")).note == state.note
    assert after(state, body(), FEED).note == ""
    assert len(after(state, body(note="x" * 999), FEED).note) == NOTE_LIMIT


def test_h06_301_is_stored_only_after_three_visits_over_seven_days() -> None:
    state = FeedState()
    for visits, day in enumerate([0, 3, 6.9], start=1):
        state = after(state, body(moved_to=MOVED), FEED, at=day * DAY)
        assert state.moved_count == visits
        assert stored_address(HOME, state, NOW + day * DAY) == HOME
    state = after(state, not_modified(moved_to=MOVED), at=7 * DAY)
    assert stored_address(HOME, state, NOW + 7 * DAY) == MOVED
    assert moved(HOME, state).old_url == HOME and moved(HOME, state).moved_to == ""


def test_h06_two_visits_are_too_few_however_far_apart() -> None:
    state = after(FeedState(), body(moved_to=MOVED), FEED)
    state = after(state, body(moved_to=MOVED), FEED, at=30 * DAY)
    assert stored_address(HOME, state, NOW + 30 * DAY) == HOME


@pytest.mark.parametrize("other", ["", "https://third.example/"])
def test_h06_another_target_or_none_starts_the_count_again(other: str) -> None:
    state = FeedState(moved_to=MOVED, moved_count=9, moved_since=NOW - 30 * DAY)
    state = after(state, body(moved_to=other), FEED)
    assert stored_address(HOME, state, NOW) == HOME and state.moved_count == (1 if other else 0)


def test_h06_https_on_the_same_host_is_stored_at_once() -> None:
    old, new = "http://news.example/feed.xml", "https://news.example/feed.xml"
    state = after(FeedState(), body(moved_to=new), FEED)
    assert stored_address(old, state, NOW) == new
    assert stored_address(new, after(FeedState(), body(moved_to=old), FEED), NOW) == new, "never back to http"


def test_h06_redirect_301_to_html_never_counts() -> None:
    state = FeedState(moved_to=MOVED, moved_count=2, moved_since=NOW - 30 * DAY)
    state = after(state, NotAFeed("a page"))
    assert state.moved_count == 2 and stored_address(HOME, state, NOW) == HOME


def test_h07_410_stops_at_once() -> None:
    state = after(FeedState(etag='"e"'), Gone("gone", 410))
    assert may_visit(state, NOW + 365 * DAY) == "gone" and state.etag == '"e"'


def test_h07_404_stops_after_a_fortnight_of_nothing_else() -> None:
    state = after(FeedState(), FetchError("404", 404))
    state = after(state, FetchError("404", 404), at=13 * DAY)
    assert not state.is_gone
    assert after(state, FetchError("404", 404), at=14 * DAY).is_gone
    interrupted = after(state, FetchError("500", 500), at=13.5 * DAY)
    assert not after(interrupted, FetchError("404", 404), at=14 * DAY).is_gone


def test_h07_a_success_brings_a_gone_feed_back() -> None:
    assert not after(FeedState(is_gone=True), body(), FEED).is_gone


def test_h08_429_is_not_asked_before_the_time_the_server_named() -> None:
    state = after(FeedState(), TryLater("later", NOW + 5 * DAY, 429))
    assert may_visit(state, NOW + 4.9 * DAY) == "asked-to-wait"
    assert may_visit(state, NOW + 5 * DAY) == "due"


def test_h08_a_short_retry_after_does_not_shorten_the_back_off() -> None:
    state = after(FeedState(failures=8), TryLater("later", NOW + timedelta(minutes=1), 503))
    assert may_visit(state, NOW + timedelta(minutes=2)) == "early"


def test_h09_the_second_visit_is_conditional_with_both_headers() -> None:
    state = after(FeedState(), body(), FEED)
    assert conditional_headers(state) == {"If-None-Match": b'"e1"', "If-Modified-Since": b"then"}


def test_h10_etag_churn_and_etag_on_304_are_both_taken_over() -> None:
    state = after(after(FeedState(), body(), FEED), body(etag='"e2"', body_hash="hash2"), FEED)
    assert state.etag == '"e2"'
    state = after(state, not_modified(etag='"e3"'))
    assert (state.etag, state.last_modified, state.body_hash) == ('"e3"', "then", "hash2")
    assert after(state, not_modified()).etag == '"e3"'


def test_h10_a_same_body_under_a_new_etag_is_not_parsed_again() -> None:
    state = after(FeedState(), body(), FEED)
    again = body(etag='"e2"')
    assert is_unchanged(state, again) and not is_unchanged(state, body(body_hash="hash2"))
    assert after(state, again).etag == '"e2"'
    assert not is_unchanged(FeedState(), body(body_hash=""))


@given(st.binary(min_size=1, max_size=60))
def test_h11_a_validator_is_echoed_byte_for_byte(raw: bytes) -> None:
    state = after(FeedState(), body(etag=raw.decode("latin-1"), last_modified=raw.decode("latin-1")), FEED)
    assert set(conditional_headers(state).values()) == {raw}


@pytest.mark.parametrize("error", [ParseError("broken"), NotAFeed("a page"), FetchError("500", 500)])
def test_h12_etag_poison_validators_stay_until_a_good_parse(error: FeedError) -> None:
    assert conditional_headers(after(FeedState(), error)) == {}
    kept = after(FeedState(etag='"good"', body_hash="h"), error)
    assert (kept.etag, kept.body_hash) == ('"good"', "h")


@pytest.mark.parametrize(
    ("fetched", "parsed"), [(body(is_partial=True), FEED), (body(), replace(FEED, is_partial=True))]
)
def test_h03_truncated_bodies_leave_no_validators(fetched: Fetched, parsed: ParsedFeed) -> None:
    state = after(FeedState(etag='"old"', body_hash="old"), fetched, parsed)
    assert conditional_headers(state) == {} and state.body_hash == "" and state.failures == 0


def test_h13_always_304_validators_are_dropped_now_and_then() -> None:
    state = after(FeedState(), body(), FEED)
    for _ in range(NOT_MODIFIED_MOST):
        assert conditional_headers(state)
        state = after(state, not_modified())
    assert conditional_headers(state) == {} and state.etag == '"e1"'
    assert conditional_headers(after(state, body()))
    # a server that says 304 even then has failed, and is asked with conditions the next time
    assert conditional_headers(after(state, FetchError("304", 304)))


def test_h13_flap_backs_off_and_recovers() -> None:
    state = after(after(FeedState(), body(), FEED), FetchError("500", 500))
    assert state.failures == 1 and state.failing_since == NOW and state.etag == '"e1"'
    assert may_visit(state, NOW + timedelta(minutes=1)) == "early"
    assert after(state, not_modified()).failures == 0


def test_h15_cache_hour_and_ttl_hold_the_automatic_refresh_back() -> None:
    hour = timedelta(hours=1)
    state = after(FeedState(), body(fresh_for=hour), FEED)
    assert may_visit(state, NOW + 0.99 * hour) == "early" and may_visit(state, NOW + hour) == "due"
    state = after(FeedState(), body(fresh_for=hour), replace(FEED, ttl_minutes=180))
    assert may_visit(state, NOW + 2 * hour) == "early"
    assert may_visit(after(state, not_modified()), NOW + 2 * hour) == "early", "a 304 leaves the ttl as it was"


@pytest.mark.parametrize("minutes", [10**9, 60 * 24 * 365])
def test_h15_no_ttl_or_max_age_silences_a_feed_for_longer_than_a_day(minutes: int) -> None:
    state = after(FeedState(), body(fresh_for=timedelta(days=365)), replace(FEED, ttl_minutes=minutes))
    assert may_visit(state, NOW + DAY) == "due"


@pytest.mark.parametrize("minutes", [None, 0, -5])
def test_h15_a_ttl_of_nothing_means_nothing(minutes: int | None) -> None:
    assert may_visit(after(FeedState(), body(), replace(FEED, ttl_minutes=minutes)), NOW) == "due"


@given(st.integers(1, 10_000), st.integers())
def test_h16_back_off_doubles_with_jitter_up_to_a_day(failures: int, seed: int) -> None:
    wait = back_off(failures, random.Random(seed))
    middle = min(timedelta(minutes=10) * 2 ** min(failures - 1, 20), DAY)
    assert 0.8 * middle <= wait <= min(1.2 * middle, DAY)
