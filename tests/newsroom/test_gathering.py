"""A refresh, from addresses to stored articles, over a transport that answers from memory."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.feeds.wires import NamedResolver
from tests.store.fiction import NOON
from tui_reader.errors import DatabaseBusy
from tui_reader.feeds.client import open_client
from tui_reader.feeds.parsing import LARGE_BYTES
from tui_reader.model import Progress
from tui_reader.newsroom import gathering
from tui_reader.newsroom.gathering import Gathering
from tui_reader.newsroom.settings import Settings
from tui_reader.newsroom.wire import watch
from tui_reader.store import Store

Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def feed(*items: tuple[str, str], title: str = "The Courier") -> bytes:
    """An RSS feed of (guid, title) items."""
    entries = "".join(
        f"<item><guid>{guid}</guid><link>http://127.0.0.1/{guid}</link><title>{words}</title>"
        f"<description>The words of {words}.</description></item>"
        for guid, words in items
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{entries}</channel></rss>".encode()


async def refresh(store: Store, answer: Answer, *, force: bool = True) -> list[Progress]:
    client = open_client(httpx.MockTransport(answer))
    return [step async for step in Gathering(store, Settings(), client=client).run(force=force)]


async def test_new_changed_and_same(store: Store) -> None:
    one = store.feeds.add("http://127.0.0.1/one", added_at=NOON)
    bodies = [feed(("a", "Ferry sails"), ("b", "Gulls")), feed(("a", "Ferry stays"), ("c", "Storm"))]

    steps = await refresh(store, lambda request: httpx.Response(200, content=bodies[0]))
    assert [step.outcome for step in steps] == ["start", "new", "end"]
    assert (steps[-1].new, steps[-1].changed) == (2, 0)
    assert store.feeds.get(one.id).title == "The Courier"
    assert [row.title for row in store.articles.page(None, 9)] == ["Ferry sails", "Gulls"]

    steps = await refresh(store, lambda request: httpx.Response(200, content=bodies[0]))
    assert [step.outcome for step in steps] == ["start", "same", "end"]

    steps = await refresh(store, lambda request: httpx.Response(200, content=bodies[1]))
    assert (steps[-1].new, steps[-1].changed) == (1, 1)
    assert {row.title: row.is_edited for row in store.articles.page(None, 9)} == {
        "Ferry stays": True,
        "Gulls": False,
        "Storm": False,
    }


async def test_validators_are_sent_back_and_a_304_changes_nothing(store: Store) -> None:
    store.feeds.add("http://127.0.0.1/one", added_at=NOON)
    seen: list[httpx.Headers] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers)
        if "if-none-match" in request.headers:
            return httpx.Response(304)
        return httpx.Response(200, content=feed(("a", "Ferry")), headers={"ETag": '"v1"', "Last-Modified": "yesterday"})

    await refresh(store, answer)
    steps = await refresh(store, answer)
    assert steps[1].outcome == "same"
    assert (seen[1]["if-none-match"], seen[1]["if-modified-since"]) == ('"v1"', "yesterday")


async def test_h03_what_was_cut_or_mended_is_told_until_it_comes_whole(store: Store) -> None:
    known = store.feeds.add("http://127.0.0.1/one", added_at=NOON)
    whole = feed(("a", "Ferry"), ("b", "Gulls"))
    bodies = [whole[: whole.index(b"<guid>b")], whole.replace(b"Gulls", b"Gulls & terns"), whole]

    async def told(body: bytes) -> str:
        await refresh(store, lambda request: httpx.Response(200, content=body))
        return store.feeds.get(known.id).note

    assert "broke off" in await told(bodies[0])
    assert [row.title for row in store.articles.page(None, 9)] == ["Ferry"]
    assert "mended" in await told(bodies[1])
    assert await told(bodies[2]) == ""
    assert len(store.articles.ids()) == 2


async def test_x9_a_large_body_goes_through_a_file_and_is_stored_like_any_other(store: Store) -> None:
    known = store.feeds.add("http://127.0.0.1/one", added_at=NOON)
    body = feed(("a", "Ferry " + "\u00e4" * LARGE_BYTES), ("b", "Gulls"))
    steps = await refresh(store, lambda request: httpx.Response(200, content=body))
    assert [(step.outcome, step.new) for step in steps[1:-1]] == [("new", 2)]
    steps = await refresh(store, lambda request: httpx.Response(200, content=body))
    assert steps[1].outcome == "same"
    cut = body + b" " * (16 << 20)
    await refresh(store, lambda request: httpx.Response(200, content=cut))
    assert "larger than 16 MB" in store.feeds.get(known.id).note
    assert len(store.articles.ids()) == 2


async def test_one_bad_feed_is_shown_and_stops_nobody(store: Store) -> None:
    good = store.feeds.add("http://127.0.0.1/good", added_at=NOON)
    bad = store.feeds.add("http://127.0.0.1/bad", added_at=NOON)
    page = store.feeds.add("http://127.0.0.1/page", added_at=NOON)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/good":
            return httpx.Response(200, content=feed(("a", "Ferry")))
        if request.url.path == "/page":
            return httpx.Response(200, content=b"<!doctype html><html><body>Please log in</body></html>")
        return httpx.Response(500)

    steps = await refresh(store, answer)
    outcomes = {step.feed_id: step.outcome for step in steps[1:-1]}
    assert outcomes == {good.id: "new", bad.id: "failed", page.id: "failed"}
    assert (steps[-1].done, steps[-1].new) == (3, 1)
    assert "500" in store.feeds.get(bad.id).last_error
    assert store.feeds.get(page.id).last_error != ""
    assert store.feeds.get(bad.id).failures == 1


async def test_h06_h07_a_feed_that_moved_is_asked_there_and_one_that_is_gone_no_more(store: Store) -> None:
    moving = store.feeds.add("http://news.example/feed", added_at=NOON)
    closed = store.feeds.add("http://other.example/feed", added_at=NOON)
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        if request.url.host == "other.example":
            return httpx.Response(410)
        if request.url.scheme == "http":
            return httpx.Response(301, headers={"Location": "https://news.example/feed"})
        return httpx.Response(200, content=feed(("a", "Ferry")))

    for _ in range(2):
        client = open_client(httpx.MockTransport(answer), resolver=NamedResolver())
        steps = [step async for step in Gathering(store, Settings(), client=client).run()]
    assert store.feeds.get(moving.id).url == "https://news.example/feed"
    assert store.feeds.states([moving.id])[moving.id].old_url == "http://news.example/feed"
    assert asked.count("http://other.example/feed") == asked.count("http://news.example/feed") == 1
    assert store.feeds.get(closed.id).is_gone
    assert {step.feed_id: step.error for step in steps[1:-1]} == {moving.id: "", closed.id: "gone for good"}


async def test_a_feed_that_is_not_due_is_skipped_unless_forced(store: Store) -> None:
    store.feeds.add("http://127.0.0.1/one", added_at=NOON)

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=feed(("a", "Ferry")), headers={"Cache-Control": "max-age=3600"})

    assert [s.outcome for s in await refresh(store, answer, force=False)] == ["start", "new", "end"]
    assert [s.outcome for s in await refresh(store, answer, force=False)] == ["start", "skipped", "end"]
    assert [s.outcome for s in await refresh(store, answer, force=True)] == ["start", "same", "end"]


async def test_muted_words_hide_what_comes_in(store: Store) -> None:
    store.feeds.add("http://127.0.0.1/one", added_at=NOON)
    store.saved.put_mute("gulls")
    await refresh(store, lambda request: httpx.Response(200, content=feed(("a", "Ferry"), ("b", "Gulls"))))
    assert [row.title for row in store.articles.page(None, 9)] == ["Ferry"]


async def test_leaving_a_refresh_half_way_keeps_what_was_stored(store: Store) -> None:
    for number in range(6):
        store.feeds.add(f"http://127.0.0.1/{number}", added_at=NOON)
    client = open_client(httpx.MockTransport(lambda request: httpx.Response(200, content=feed(("a", "Ferry")))))
    run = Gathering(store, Settings(), client=client).run(force=True)
    async for step in run:
        if step.done >= 1:
            break
    await run.aclose()
    assert store.refresher() is None
    assert len(store.articles.ids()) >= 1


async def test_while_another_process_refreshes_nothing_is_asked(store: Store) -> None:
    store.feeds.add("http://127.0.0.1/one", added_at=NOON)
    store._connection.execute(  # another live process: this one's parent
        "INSERT INTO refresher VALUES (1, ?, strftime('%s', 'now') * 1000, strftime('%s', 'now') * 1000, 0, 1)",
        (os.getppid(),),
    )
    steps = await refresh(store, lambda request: pytest.fail("nothing may be asked"))
    assert [step.outcome for step in steps] == ["end"]
    assert "another newsread" in steps[0].error


async def test_a_slow_feed_does_not_make_the_refresh_look_dead(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "BEAT_SECONDS", 0.001)
    store.feeds.add("http://127.0.0.1/one", added_at=NOON)

    def last_beat() -> int:
        ((beat_at,),) = store._connection.execute("SELECT beat_at FROM refresher").fetchall()
        return int(beat_at)

    async def answer(request: httpx.Request) -> httpx.Response:
        begun = last_beat()
        while last_beat() == begun:  # the suite's time-out is the limit
            await asyncio.sleep(0)
        return httpx.Response(200, content=feed(("a", "Ferry")))

    client = open_client(httpx.MockTransport(answer))
    steps = [step async for step in Gathering(store, Settings(), client=client).run()]
    assert [step.outcome for step in steps] == ["start", "new", "end"]


async def test_a_second_refresh_watches_the_first_to_its_end(store: Store) -> None:
    def report(done: int) -> None:
        store._connection.execute(
            "INSERT OR REPLACE INTO refresher VALUES"
            " (1, ?, strftime('%s', 'now') * 1000, strftime('%s', 'now') * 1000, ?, 9)",
            (os.getppid(), done),
        )

    report(2)
    seen = []
    async for step in watch(store, 0.0):
        seen.append((step.outcome, step.done, step.total))
        assert step.is_elsewhere
        if step.done == 2:
            report(5)
        else:
            store._connection.execute("DELETE FROM refresher")
    assert seen == [("start", 2, 9), ("same", 5, 9), ("end", 9, 9)]


async def test_d09_a_full_disk_fails_the_feed_in_one_line_and_keeps_the_rest(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as store:
        small = store.feeds.add("http://127.0.0.1/small", added_at=NOON)
        large = store.feeds.add("http://127.0.0.1/large", added_at=NOON)
        await refresh(store, lambda request: httpx.Response(200, content=feed(("a", "Ferry"))))
        before = store.articles.ids()
        store.articles.mark_read(before, True)
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        items = [(f"g{number}", "".join(map(chr, range(200 + number, 3000 + number)))) for number in range(80)]

        def answer(request: httpx.Request) -> httpx.Response:
            grown = request.url.path == "/large"
            return httpx.Response(200, content=feed(*items) if grown else feed(("a", "Ferry")))

        steps = await refresh(store, answer)
        outcomes = {step.feed_id: (step.outcome, step.error) for step in steps[1:-1]}
        assert outcomes[small.id][0] == "same"
        assert outcomes[large.id][0] == "failed"
        assert "disk is full" in outcomes[large.id][1]
        assert store.articles.ids() == before
        assert all(row.is_read for row in store.articles.rows(before))
        assert store.check() == []


def test_d09_a_lock_held_by_another_process_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as one, Store.open(tmp_path / "news.db", wait_seconds=0.0) as other:
        kept = one.feeds.add("http://127.0.0.1/one", added_at=NOON)
        with one.transaction():
            one.feeds.set(kept.id, title="Ours")
            with pytest.raises(DatabaseBusy, match="another process"):
                other.feeds.set(kept.id, title="Theirs")
            assert other.feeds.get(kept.id).title == "http://127.0.0.1/one"
        assert other.feeds.get(kept.id).title == "Ours"
