"""The wire room: refreshes and pages in another process, against a server on this machine."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.loopback import Server, news_server
from tests.store.fiction import NOON
from tui_reader.errors import FeedError
from tui_reader.model import Progress
from tui_reader.newsroom import Newsroom, Settings
from tui_reader.newsroom.gathering import Gathering
from tui_reader.store import Store

KILLS = int(os.environ.get("NEWSREAD_KILLS", "4"))
"""Moments at which a refresh is killed; 100 of them take some minutes."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with news_server() as running:
        yield running


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    opened = Newsroom.open(tmp_path / "news.db")
    yield opened
    await opened.aclose()


async def refreshed(room: Newsroom, *, force: bool = False) -> list[Progress]:
    return [step async for step in room.wire.refresh(force=force)]


async def test_a_refresh_in_another_process(room: Newsroom, server: Server) -> None:
    for outlet in range(5):
        room.desk.add_feed(f"{server.base}/feed/{outlet}")
    steps = await refreshed(room)
    assert [step.outcome for step in steps] == ["start", *["new"] * 5, "end"]
    assert (steps[-1].new, steps[-1].done, steps[-1].total) == (30, 5, 5)
    assert room.library.counts().unread == 30
    assert {feed.title for feed in room.library.feeds()} == {f"Outlet {n}" for n in range(5)}
    assert [step.outcome for step in await refreshed(room, force=True)] == ["start", *["same"] * 5, "end"]


async def test_leaving_a_refresh_ends_its_process_at_once(room: Newsroom, server: Server) -> None:
    for outlet in range(40):
        room.desk.add_feed(f"{server.base}/feed/{outlet}")
    steps = room.wire.refresh()
    async for step in steps:
        if step.done:
            break
    began = time.monotonic()
    await steps.aclose()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 5
    assert room.library.refreshing() is None
    assert room.check() == []
    assert room.library.counts().articles >= 6
    steps_after = await refreshed(room)
    assert steps_after[-1].outcome == "end"
    assert room.library.counts().articles == 240


async def test_a_feed_is_found_by_its_address(room: Newsroom, server: Server) -> None:
    [found] = await room.wire.find_feeds(f"{server.base}/feed/3")
    assert (found.title, found.entries) == ("Outlet 3", 6)
    with pytest.raises(FeedError):
        await room.wire.find_feeds(f"{server.base}/nothing")


async def test_the_page_of_an_opened_article_takes_the_place_of_its_summary(room: Newsroom, server: Server) -> None:
    room.desk.add_feed(f"{server.base}/feed/1")
    await refreshed(room)
    article_id = room.library.article_ids()[0]
    before = room.library.article(article_id)
    after = await room.wire.fetch_page(article_id)
    assert after.is_full_text
    assert len(after.body.text) > 3 * len(before.body.text)
    assert "We count every plank" in after.body.text
    assert "All rights reserved" not in after.body.text
    assert len(after.body.blocks) > 10
    asked = len(server.asked)
    assert await room.wire.fetch_page(article_id) == after
    assert len(server.asked) == asked


async def test_a_page_that_is_not_there_leaves_the_feeds_words_and_a_note(room: Newsroom, server: Server) -> None:
    room.desk.add_feed(f"{server.base}/feed/1")
    await refreshed(room)
    article_id = room.library.article_ids()[1]
    before = room.library.article(article_id)
    with Store.open(room.path) as store, store.transaction():
        store._connection.execute("UPDATE articles SET url = ?", (f"{server.base}/nothing",))
    after = await room.wire.fetch_page(article_id)
    assert after.body == before.body
    assert after.note.startswith("the feed's own words")


async def test_pages_are_fetched_with_the_feed_where_the_reader_wants_them_always(
    room: Newsroom, server: Server
) -> None:
    always, never = (room.desk.add_feed(f"{server.base}/feed/{n}") for n in (1, 2))
    room.desk.set_feed(always.id, full_text="always")
    room.desk.set_feed(never.id, full_text="never")
    await refreshed(room)
    for feed, expected in ((always, True), (never, False)):
        ids = room.library.article_ids(feed_id=feed.id)
        assert [room.library.article(key).is_full_text for key in ids] == [expected] * 6
    asked = len(server.asked)
    await room.wire.fetch_page(room.library.article_ids(feed_id=never.id)[0])
    assert len(server.asked) == asked


@pytest.mark.parametrize("moment", random.Random(4).sample(range(40, 900), KILLS))
def test_d09_a_killed_refresh_loses_and_doubles_nothing(tmp_path: Path, server: Server, moment: int) -> None:
    path = tmp_path / "news.db"
    with Store.open(path) as store:
        for outlet in range(30):
            store.feeds.add(f"{server.base}/feed/{outlet}", added_at=NOON)
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "tui_reader.newsroom.wire_room", str(path), "{}", "refresh", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    time.sleep(moment / 1000)  # the moment is what is tested
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with Store.open(path) as store:
        assert store.check() == []
        before = set(store.articles.ids())
        for feed in store.feeds.all():
            assert feed.total in (0, 6)
            assert (feed.last_success_at is None) == (feed.total == 0)
        assert refresh_here(store)[-1].outcome == "end"
        assert before <= set(store.articles.ids())
        assert len(store.articles.ids()) == 180


def refresh_here(store: Store) -> list[Progress]:
    """A whole refresh in this process."""

    async def run() -> list[Progress]:
        return [step async for step in Gathering(store, Settings()).run(force=True)]

    return asyncio.run(run())
