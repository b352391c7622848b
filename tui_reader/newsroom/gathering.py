"""One refresh: visit feeds politely, parse what changed, store each feed in a transaction of its own.

Runs in a process of its own beside the app (`wire_room`) or in the command line's. What is committed stays, whenever
the process ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tui_reader.errors import FeedError, StoreError, WorkerError
from tui_reader.feeds.client import Client, open_client
from tui_reader.feeds.fetch import fetch
from tui_reader.feeds.fetched import AUTOMATIC, MANUAL, Fetched
from tui_reader.feeds.parsing import LARGE_BYTES, ParserPool
from tui_reader.feeds.politeness import is_unchanged, may_visit, moved, next_visit, stored_address
from tui_reader.feeds.schedule import Job, visit_all
from tui_reader.model import Feed, FeedState, ParsedFeed, Progress
from tui_reader.newsroom.intake import Intake, take_in
from tui_reader.newsroom.settings import Settings
from tui_reader.query import parse
from tui_reader.store import Store

BEAT_SECONDS = 1.0
"""Between two signs of life for other processes."""

_BUSY = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class _Visit:
    """What became of one feed."""

    outcome: str
    intake: Intake = Intake()  # noqa: RUF009  # frozen
    error: str = ""


class Gathering:
    """A refresh of some feeds of one database."""

    def __init__(self, store: Store, settings: Settings, *, client: Client | None = None) -> None:
        self._store = store
        self._settings = settings
        self._client = client
        self._random = random.Random()
        self._done = 0

    async def run(
        self, feed_ids: Sequence[int] | None = None, *, force: bool = False
    ) -> AsyncGenerator[Progress, None]:
        """Refresh `feed_ids` (all by default) and yield "start", one step a feed, "end".

        Feeds that are not due are skipped unless `force`; those whose server asked for patience always are. Where
        another process refreshes already, yields one "end" whose error says so.
        """
        feeds = self._store.feeds.all()
        if feed_ids is not None:
            feeds = [feed for feed in feeds if feed.id in set(feed_ids)]
        if not self._store.claim_refresher(len(feeds)):
            yield Progress(0, len(feeds), outcome="end", error="another newsread refreshes these feeds right now")
            return
        try:
            async with aclosing(self._steps(feeds, force=force)) as steps:
                async for step in steps:
                    yield step
        finally:
            self._store.release_refresher()

    async def _steps(self, feeds: Sequence[Feed], *, force: bool) -> AsyncGenerator[Progress, None]:
        began, total = time.monotonic(), len(feeds)
        yield Progress(0, total, outcome="start")
        states = self._store.feeds.states([feed.id for feed in feeds])
        by_id = {feed.id: feed for feed in feeds}
        queue: asyncio.Queue[Progress | None] = asyncio.Queue()
        client = self._client or open_client()
        pool = ParserPool()

        async def visit(job: Job) -> bool:
            feed = by_id[job.key]
            try:
                done = await self._visit(client, pool, feed, states[feed.id], force=force)
            except StoreError as error:  # a full disk, a lock held for seconds: this feed waits for the next refresh
                done = _Visit("failed", error=str(error))
            queue.put_nowait(_progress(feed, done))
            return done.outcome == "failed" and "cannot be reached" in done.error

        async def skip(job: Job) -> None:
            queue.put_nowait(_progress(by_id[job.key], _Visit("skipped", error="its host does not answer")))

        async def run() -> None:
            try:
                jobs = [Job(feed.id, feed.url, states[feed.id].failures) for feed in feeds]
                await visit_all(jobs, visit, skip=skip)
            finally:
                queue.put_nowait(None)

        self._done = new = changed = 0
        running, beating = asyncio.create_task(run()), asyncio.create_task(self._beat(total))
        try:
            while (step := await queue.get()) is not None:
                self._done, new, changed = self._done + 1, new + step.new, changed + step.changed
                yield replace(step, done=self._done, total=total)
            await running
            self._mute()
            await self._fetch_pages(feeds)
        finally:
            running.cancel()
            beating.cancel()
            await asyncio.gather(running, beating, return_exceptions=True)
            await pool.aclose()
            if self._client is None:
                await client.aclose()
        yield Progress(self._done, total, outcome="end", new=new, changed=changed, seconds=time.monotonic() - began)

    async def _beat(self, total: int) -> None:
        """Signs of life for other processes, by the clock: a slow feed must not make this refresh look dead."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            with contextlib.suppress(StoreError):
                self._store.beat(self._done, total)

    async def _visit(self, client: Client, pool: ParserPool, feed: Feed, state: FeedState, *, force: bool) -> _Visit:
        now = datetime.now(UTC)
        verdict = may_visit(state, now)
        if verdict == "asked-to-wait" or (verdict != "due" and not force):
            return _Visit("skipped", error=_reason(verdict, state))
        try:
            limits = replace(MANUAL if force else AUTOMATIC, held_bytes=LARGE_BYTES)
            with contextlib.closing(await fetch(client, feed.url, state, limits=limits)) as fetched:
                if is_unchanged(state, fetched):
                    self._keep(feed, next_visit(state, fetched, now, self._random), now)
                    return _Visit("same")
                parsed = await _parse(pool, fetched)
        except (FeedError, WorkerError) as error:
            cause = error if isinstance(error, FeedError) else FeedError(str(error))
            self._store.feeds.fail(feed.id, next_visit(state, cause, now, self._random), str(error), now)
            return _Visit("failed", error=str(error))
        return self._save(feed, state, fetched, parsed, now)

    def _save(self, feed: Feed, state: FeedState, fetched: Fetched, parsed: ParsedFeed, now: datetime) -> _Visit:
        """Store a feed: articles, its own description and what to remember, in one transaction."""
        with self._store.transaction():
            intake = take_in(self._store, feed.id, parsed, now, most=self._settings.max_entries)
            self._store.feeds.describe(feed.id, title=parsed.title, site_url=parsed.site_url)
            self._keep(feed, next_visit(state, fetched, now, self._random, parsed), now)
        return _Visit("new" if intake.new or intake.changed else "same", intake)

    def _keep(self, feed: Feed, state: FeedState, now: datetime) -> None:
        """Remember a good visit, and the address the feed has moved to for good."""
        address = stored_address(feed.url, state, now)
        if address != feed.url and self._store.feeds.move(feed.id, address):
            state = moved(feed.url, state)
        self._store.feeds.succeed(feed.id, state, now)

    async def _fetch_pages(self, feeds: Sequence[Feed]) -> None:
        """Full texts for the feeds whose policy is to fetch them always."""
        is_default = self._settings.full_text == "always"
        if any(feed.full_text == "always" or (is_default and feed.full_text == "default") for feed in feeds):
            from tui_reader.newsroom.pages import PageDesk

            async with PageDesk() as desk:
                await desk.fetch_wanted(self._store, self._settings)

    def _mute(self) -> None:
        """Hide what muted queries match among the articles that came in."""
        now = datetime.now(UTC).astimezone()
        for text in self._store.saved.mutes():
            with self._store.transaction():
                self._store.articles.hide(self._store.search.article_ids(parse(text), now), True)


async def _parse(pool: ParserPool, fetched: Fetched) -> ParsedFeed:
    """The feed of a body, wherever that lies. Raises FeedError."""
    url, content_type = fetched.final_url, fetched.content_type
    if fetched.file is None:
        return await pool.parse(fetched.body, url=url, content_type=content_type)
    return await pool.parse_file(fetched.file, url=url, content_type=content_type)


def _progress(feed: Feed, done: _Visit) -> Progress:
    return Progress(
        done=0,
        total=0,
        feed_id=feed.id,
        feed_title=feed.title,
        outcome=done.outcome,  # type: ignore[arg-type]  # one of the four a visit ends with
        new=done.intake.new,
        changed=done.intake.changed,
        error=done.error,
    )


def _reason(verdict: str, state: FeedState) -> str:
    if verdict == "asked-to-wait" and state.retry_at is not None:
        return f"its server asks not to be asked before {state.retry_at.astimezone():%d %b %H:%M}"
    return {"gone": "gone for good", "early": "not due yet"}.get(verdict, verdict)
