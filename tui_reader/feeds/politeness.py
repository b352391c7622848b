"""When a feed may be asked again, and at which address: pure decisions about values, no network and no clock."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from tui_reader.errors import FeedError, FetchError, Gone, TryLater
from tui_reader.feeds.addresses import host_of, scheme_of
from tui_reader.feeds.fetched import Fetched
from tui_reader.model import FeedState, ParsedFeed

#: First wait after a failure; it doubles with each further one.
BACK_OFF_FIRST = timedelta(minutes=10)
#: The longest wait after failures, and the longest that max-age, Expires or ttl are believed.
WAIT_MOST = timedelta(hours=24)
#: Waits are spread by this part of themselves, so that feeds that failed together do not return together.
JITTER = 0.2
#: A feed that answered 404 for this long is taken as gone.
MISSING_MOST = timedelta(days=14)
#: After so many 304 in a row the feed is asked once without conditions: some servers answer 304 for ever.
NOT_MODIFIED_MOST = 48
#: A permanent redirect is believed after so many visits in a row ...
MOVED_VISITS = 3
#: ... over at least this long (the rule of seven days).
MOVED_SPAN = timedelta(days=7)

#: Characters of what is said about a delivery.
NOTE_LIMIT = 300

#: Whether a feed may be asked: "due"; "early" (its server said how long the answer stays fresh, or it failed lately);
#: "asked-to-wait" (Retry-After); "gone" (410, or 404 for a fortnight).
Verdict = Literal["due", "early", "asked-to-wait", "gone"]


def may_visit(state: FeedState, now: datetime) -> Verdict:
    """Whether to ask a feed now. An automatic refresh asks only what is "due"; a manual one may also ask what is
    "early" and "gone", and warns where it is "asked-to-wait"."""
    if state.is_gone:
        return "gone"
    if state.retry_at is not None and now < state.retry_at:
        return "asked-to-wait"
    if state.next_at is not None and now < state.next_at:
        return "early"
    return "due"


def conditional_headers(state: FeedState) -> dict[str, str | bytes]:
    """The validators to send, byte for byte as they came; none now and then after many 304 in a row."""
    if state.not_modified >= NOT_MODIFIED_MOST:
        return {}
    headers: dict[str, str | bytes] = {}
    if state.etag:
        headers["If-None-Match"] = state.etag.encode("latin-1", "ignore")
    if state.last_modified:
        headers["If-Modified-Since"] = state.last_modified.encode("latin-1", "ignore")
    return headers


def is_unchanged(state: FeedState, fetched: Fetched) -> bool:
    """Whether there is nothing to parse: a 304, or the very body that was parsed last time."""
    return fetched.is_not_modified or (bool(state.body_hash) and state.body_hash == fetched.body_hash)


def next_visit(
    state: FeedState,
    outcome: Fetched | FeedError,
    now: datetime,
    rng: random.Random,
    parsed: ParsedFeed | None = None,
) -> FeedState:
    """What to remember after a visit at `now`, and when the next automatic one may be.

    `outcome` is what the visit brought, or the error that fetching or parsing it ended with; `parsed` is the feed where
    the body was parsed, None where `is_unchanged` said that it need not be.
    """
    if isinstance(outcome, Fetched):
        return _after_success(state, outcome, now, parsed)
    return _after_failure(state, outcome, now, rng)


def _after_success(state: FeedState, fetched: Fetched, now: datetime, parsed: ParsedFeed | None) -> FeedState:
    ttl_minutes = state.ttl_minutes if parsed is None else parsed.ttl_minutes
    fresh_for = max(fetched.fresh_for or timedelta(), timedelta(minutes=min(max(ttl_minutes or 0, 0), 10**6)))
    state = replace(
        state,
        fetched_at=now,
        next_at=now + min(fresh_for, WAIT_MOST) if fresh_for else None,
        ttl_minutes=ttl_minutes,
        failures=0,
        failing_since=None,
        missing_since=None,
        retry_at=None,
        is_gone=False,
        not_modified=state.not_modified + 1 if fetched.is_not_modified else 0,
        note=state.note if parsed is None else note_of(fetched, parsed),
    )
    return _with_validators(_with_move(state, fetched, now), fetched, parsed)


def note_of(fetched: Fetched, parsed: ParsedFeed) -> str:
    """What was odd about a delivery, in one line: why it is not whole, what had to be mended or left out."""
    notes = [note for note in parsed.notes if not (fetched.is_partial and "broke off" in note)]  # said already
    return "; ".join(dict.fromkeys(filter(None, (fetched.note, *notes))))[:NOTE_LIMIT]


def _with_validators(state: FeedState, fetched: Fetched, parsed: ParsedFeed | None) -> FeedState:
    """Take over the validators, but those of a whole and readable body only: a poisoned one would be kept for ever."""
    if fetched.is_not_modified:  # a 304 may bring a new one (newsboat#3279), or none at all
        return replace(
            state,
            etag=fetched.etag or state.etag,
            last_modified=fetched.last_modified or state.last_modified,
        )
    if fetched.is_partial or (parsed is not None and parsed.is_partial):
        return replace(state, etag="", last_modified="", body_hash="")
    return replace(state, etag=fetched.etag, last_modified=fetched.last_modified, body_hash=fetched.body_hash)


def _with_move(state: FeedState, fetched: Fetched, now: datetime) -> FeedState:
    """Count the visits in a row that ended, by permanent redirects alone, at the same readable feed."""
    if not fetched.moved_to:
        return replace(state, moved_to="", moved_count=0, moved_since=None)
    if fetched.moved_to != state.moved_to:
        return replace(state, moved_to=fetched.moved_to, moved_count=1, moved_since=now)
    return replace(state, moved_count=state.moved_count + 1)


def stored_address(url: str, state: FeedState, now: datetime) -> str:
    """The address to ask from now on, after a successful visit: `url`, or where it has moved for good.

    From http to https on the same host at once; elsewhere after three visits over seven days that found a feed there.
    """
    target = state.moved_to
    if not target or target == url or scheme_of(target) not in {"http", "https"}:
        return url
    is_upgrade = scheme_of(url) == "http" and scheme_of(target) == "https" and host_of(url) == host_of(target)
    is_confirmed = (
        state.moved_count >= MOVED_VISITS and state.moved_since is not None and now - state.moved_since >= MOVED_SPAN
    )
    return target if is_upgrade or is_confirmed else url


def moved(url: str, state: FeedState) -> FeedState:
    """The state of a feed whose address has just been rewritten from `url`: the old one is kept for undo."""
    return replace(state, old_url=url, moved_to="", moved_count=0, moved_since=None)


def _after_failure(state: FeedState, error: FeedError, now: datetime, rng: random.Random) -> FeedState:
    """Validators stay as they are; the wait doubles with each failure and is as long as the server asks."""
    failures = state.failures + 1
    retry_at = error.retry_at if isinstance(error, TryLater) else None
    next_at = now + back_off(failures, rng)
    status = error.status if isinstance(error, FetchError) else None
    missing_since = (state.missing_since or now) if status == 404 else None
    is_missing = missing_since is not None and now - missing_since >= MISSING_MOST
    is_stale = status == 304  # 'not modified' without having been asked: conditions mean nothing there
    return replace(
        state,
        fetched_at=now,
        next_at=max(next_at, retry_at) if retry_at else next_at,
        failures=failures,
        failing_since=state.failing_since or now,
        missing_since=missing_since,
        retry_at=retry_at,
        is_gone=state.is_gone or isinstance(error, Gone) or is_missing,
        not_modified=0 if is_stale else state.not_modified,
    )


def back_off(failures: int, rng: random.Random) -> timedelta:
    """The wait after so many failures in a row: ten minutes, doubled each time, a day at most, spread by a fifth."""
    doubled: int = 2 ** min(max(failures - 1, 0), 20)
    wait = min(BACK_OFF_FIRST * doubled, WAIT_MOST)
    return min(wait * rng.uniform(1 - JITTER, 1 + JITTER), WAIT_MOST)
