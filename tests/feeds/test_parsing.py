"""The parser pool: cheap bodies at once, others in a process that a deadline or a cancel can end."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest

from tui_reader.errors import NotAFeed, ParseError
from tui_reader.feeds.parsing import LARGE_BYTES, ParserPool

URL = "http://outlet.example/feed.xml"
# an unclosed element, which only feedparser reads
LOOSE = b"<rss version='2.0'><channel><title>Loose</title><item><title>One</title><link>/1</link></item></rss>"
STRICT = LOOSE.replace(b"</rss>", b"</channel></rss>")
# a worker that comes up and then dies, or sleeps, over its first request
DYING = (sys.executable, "-c", "import os; os.write(1, b'\\x01'); os.read(0, 8)")
SLEEPING = (sys.executable, "-c", "import os, time; os.write(1, b'\\x01'); time.sleep(600)")


@pytest.fixture
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(workers=2, deadline=60) as pool:
        yield pool


async def test_a_strict_feed_needs_no_worker() -> None:
    async with ParserPool(command=("/nonexistent",)) as pool:
        feed = await pool.parse(STRICT, url=URL)
    assert [(entry.title, entry.url) for entry in feed.entries] == [("One", "http://outlet.example/1")]


async def test_broken_feeds_go_to_workers_side_by_side(pool: ParserPool) -> None:
    feeds = await asyncio.gather(*(pool.parse(LOOSE, url=URL) for _ in range(6)))
    assert {(feed.title, feed.entries[0].title, feed.entries[0].url) for feed in feeds} == {
        ("Loose", "One", "http://outlet.example/1")
    }


async def test_large_bodies_go_to_workers(pool: ParserPool) -> None:
    body = STRICT.replace(b"One", b"One" + b" " * 300_000)
    feed = await pool.parse(body, url=URL)
    assert feed.entries[0].title == "One"


async def test_a_very_large_body_takes_its_worker_with_it(pool: ParserPool) -> None:
    body = STRICT.replace(b"One", b"One" + b" " * (LARGE_BYTES + 1))
    feeds = await asyncio.gather(*(pool.parse(body, url=URL) for _ in range(2)))
    assert [feed.entries[0].title for feed in feeds] == ["One", "One"]
    assert not pool._all
    assert (await pool.parse(LOOSE, url=URL)).title == "Loose"


async def test_typed_errors_come_through(pool: ParserPool) -> None:
    with pytest.raises(NotAFeed):
        await pool.parse(b"<!doctype html><html><body>Log in</body></html>", url=URL)
    with pytest.raises(ParseError):
        await pool.parse(b"<nothing", url=URL)
    assert (await pool.parse(LOOSE, url=URL)).title == "Loose"


async def test_a_body_that_takes_too_long_is_given_up() -> None:
    async with ParserPool(deadline=0.01, command=SLEEPING) as pool:
        with pytest.raises(ParseError, match="longer than"):
            await pool.parse(LOOSE, url=URL)


async def test_a_body_that_ends_its_worker_is_an_error() -> None:
    async with ParserPool(command=DYING) as pool:
        for _ in range(2):
            with pytest.raises(ParseError, match="ended the process"):
                await pool.parse(LOOSE, url=URL)


async def test_cancelling_ends_the_worker_at_once() -> None:
    async with ParserPool(workers=1, deadline=600, command=SLEEPING) as pool:
        task = asyncio.create_task(pool.parse(LOOSE, url=URL))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_closing_ends_a_busy_worker() -> None:
    pool = ParserPool(workers=1, deadline=600, command=SLEEPING)
    task = asyncio.create_task(pool.parse(LOOSE, url=URL))
    while not pool._all:
        await asyncio.sleep(0.01)
    await pool.aclose()
    with pytest.raises(ParseError):
        await task


ORPHANING = """
import asyncio, sys
from tui_reader.feeds.parsing import LARGE_BYTES, ParserPool
async def main():
    pool = ParserPool(workers=1, deadline=60)
    await pool.parse(sys.stdin.buffer.read(), url="http://outlet.example/")
    (worker,) = pool._all
    print(worker._process.pid, flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
async def test_no_worker_outlives_a_killed_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", ORPHANING], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert parent.stdin is not None
    assert parent.stdout is not None
    with parent:
        parent.stdin.write(LOOSE)
        parent.stdin.close()
        worker = int(parent.stdout.readline())
        assert _is_running(worker)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        while _is_running(worker):  # the suite's time-out is the limit
            await asyncio.sleep(0.01)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        with open(f"/proc/{process}/stat") as status:
            return status.read().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
