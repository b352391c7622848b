"""Fetching from the hostile loopback server, all modes at once, and politeness scored from what it counted."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import FeedServer, running
from tests.feeds.wires import NOW
from tui_reader.errors import FeedError, FetchError, Gone, NotAllowed, ParseError, TryLater
from tui_reader.feeds.client import USER_AGENT, Client, open_client
from tui_reader.feeds.fetch import fetch
from tui_reader.feeds.fetched import Fetched, Limits
from tui_reader.feeds.politeness import is_unchanged, may_visit, next_visit
from tui_reader.feeds.schedule import Job, visit_all
from tui_reader.model import FeedState, ParsedFeed

pytestmark = pytest.mark.corpus

#: Takes the server seconds to compress or to send; tested on bodies of our own in test_fetch.py.
COSTLY = {"gzip-bomb", "gzip-bomb-200", "gzip-twice", "deflate-bomb", "huge-50mb", "many-items", "huge-item", "endless"}
SILENT = {"hang", "drip", "drip-headers"}
#: What no address of these modes can give.
REFUSED: dict[str, type[FetchError]] = {
    "500": FetchError, "404": FetchError, "401": FetchError, "403": FetchError, "410": Gone, "429": TryLater,
    "429-date": TryLater, "429-huge": TryLater, "429-bad": TryLater, "503": TryLater, "redirect-loop": FetchError,
    "redirect-nowhere": FetchError, "redirect-file": NotAllowed, "redirect-internal": NotAllowed,
    "redirect-js": NotAllowed, "redirect-chain": FetchError, "garbage": FetchError, "header-flood": FetchError,
    "header-long": FetchError, "always-304": FetchError, "hang": FetchError, "drip": FetchError,
    "drip-headers": FetchError,
}  # fmt: skip
PARTIAL = {"truncated", "truncated-chunked", "reset", "gzip-cut"}


@pytest.fixture
def server(shared: Path) -> Iterator[FeedServer]:
    with running(shared, feeds=2) as one:
        yield one


@dataclass
class Reader:
    """The least newsroom that can be polite: fetch, look for the end of a feed, remember."""

    client: Client  #: asks; its clock is set to each refresh
    states: dict[str, FeedState] = field(default_factory=dict)  #: by address
    errors: dict[str, FeedError] = field(default_factory=dict)  #: of the last visit
    bodies: dict[str, Fetched] = field(default_factory=dict)  #: of the last visit that brought one

    async def refresh(self, urls: list[str], at: timedelta = timedelta()) -> None:
        """Visit what is due."""
        self.client = replace(self.client, now=lambda: NOW + at)
        jobs = [Job(n, url) for n, url in enumerate(urls) if may_visit(self._state(url), NOW + at) == "due"]

        async def visit(job: Job) -> None:
            await self._visit(job.url, at)

        await visit_all(jobs, visit)

    def _state(self, url: str) -> FeedState:
        return self.states.get(url, FeedState())

    async def _visit(self, url: str, at: timedelta) -> None:
        state, parsed = self._state(url), None
        outcome: Fetched | FeedError
        try:
            is_silent = any(f"/{mode}.xml" in url for mode in SILENT)
            outcome = await fetch(self.client, url, state, limits=Limits(seconds=1.0 if is_silent else 90.0))
            if not is_unchanged(state, outcome):
                self.bodies[url] = outcome
                if not any(end in outcome.body for end in (b"</rss>", b"</feed>", b"jsonfeed.org")):
                    raise ParseError("no feed")
                parsed = ParsedFeed("", "", ())
        except FeedError as error:
            outcome = self.errors[url] = error
        self.states[url] = next_visit(state, outcome, NOW + at, random.Random(1), parsed)


async def test_every_mode_gives_a_body_or_a_typed_error(server: FeedServer) -> None:
    modes = [mode for mode in server.modes() if mode not in COSTLY]
    async with open_client(trust_env=False) as client:
        reader = Reader(client)
        await reader.refresh([server.chaos(mode) for mode in modes] + server.urls(2, is_spread=False))
    refused = {mode: type(reader.errors[server.chaos(mode)]) for mode in modes if mode in REFUSED}
    assert refused == REFUSED
    assert {mode for mode in modes if mode not in REFUSED} == {
        mode for mode in modes if server.chaos(mode) in reader.bodies
    }
    assert {mode for mode in modes if (one := reader.bodies.get(server.chaos(mode))) and one.is_partial} == PARTIAL
    assert all(len(reader.bodies[url].body) > 50_000 for url in server.urls(2, is_spread=False))
    stats = server.stats()
    assert (stats["internal_hits"], stats["xxe_hits"], stats["img_hits"]) == (0, 0, 0)
    assert stats["peak_inflight"] <= 5  # four visits, and this question
    assert set(stats["ua"]) == {USER_AGENT}


async def test_h06_to_h15_politeness_as_the_server_counted_it(server: FeedServer) -> None:
    modes = [
        "301",
        "410",
        "404",
        "429",
        "429-date",
        "429-huge",
        "429-bad",
        "503",
        "etag-churn",
        "etag-on-304",
        "etag-weak",
        "etag-poison",
        "etag-bad",
        "lm-only",
        "set-cookie",
        "cache-hour",
        "flap",
    ]
    feed = server.urls(1, is_spread=False)[0]
    async with open_client(trust_env=False) as client:
        reader = Reader(client)
        for minutes in (0, 30, 59):
            await reader.refresh([server.chaos(mode) for mode in modes] + [feed], timedelta(minutes=minutes))
    asked = {name.removeprefix("chaos:"): mode for name, mode in server.stats()["by_mode"].items()}
    assert_asked(asked)
    cookie = reader.bodies[server.chaos("set-cookie")].body
    assert b"cookie seen: False" in cookie and asked["set-cookie"]["n"] == 3


def assert_asked(asked: dict[str, Any]) -> None:
    """One line a rule, over three visits within the hour."""
    assert asked["301"]["n"] == 3, "H6: not rewritten after three visits in an hour"
    assert (asked["feed"]["n"], asked["feed"]["cond"]) == (6, 4), (
        "H9: conditional from the second visit on, behind the 301 too"
    )
    assert asked["410"]["n"] == 1, "H7: gone is gone"
    assert asked["404"]["n"] == 3, "H7: 404 backs off"
    for mode in ("429", "429-date", "429-huge", "429-bad"):
        assert asked[mode]["n"] == 1, f"H8: {mode}"
    assert asked["503"]["n"] == 3, "H8: after two minutes it may be asked again"
    assert asked["etag-churn"]["inm"] == ["", '"e1"', '"e2"'], "H10"
    assert asked["etag-on-304"]["inm"] == ["", '"n0"', '"n2"'], "H10"
    assert asked["etag-weak"]["inm"][1:] == ['W/"abc-gzip"'] * 2, "H11"
    assert asked["lm-only"]["ims"][1:] == ["Tue, 01 Sep 2026 12:00:00 +0000 (odd)"] * 2, "H11"
    assert asked["etag-poison"]["inm"][1] == "" and asked["etag-poison"]["inm"][2] == '"p"', "H12"
    assert asked["flap"]["inm"][1:] == ['"flap"'] * 2, "H13: an error leaves the validators as they are"
    assert asked["etag-bad"]["inm"] == ["", "", ""], "H14"
    assert asked["cache-hour"]["n"] == 1, "H15"


async def test_h02_hang_and_drip_do_not_hold_up_good_feeds(server: FeedServer) -> None:
    async with open_client(trust_env=False) as client:
        limits = Limits(seconds=2.0)
        tasks = [asyncio.create_task(fetch(client, server.chaos(mode), limits=limits)) for mode in sorted(SILENT)]
        good = await fetch(client, server.urls(1, is_spread=False)[0])
        assert good.status == 200 and not any(task.done() for task in tasks)
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(end) for end in ends] == [FetchError] * 3
