"""What goes on behind the screen, as tasks of the event loop: refreshing, reading for claims, comparing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from tui_reader import model
from tui_reader.app.arrivals import catch_up
from tui_reader.errors import NewsreadError

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.model import Article, Progress

SHOW_EVERY = 0.7  #: seconds between two looks for news during a refresh, at least
SHOW_SHARE = 20  #: and that many times as long as one takes: lists of 100,000 rows are no pastime
TELL_EVERY = 0.25  #: seconds between two redrawings of the progress
QUIET = 2.0  #: seconds without an answer after which what has come is grouped and read: one slow feed holds up nothing
STEP_PAUSE = 0.05  #: seconds between two background steps, so that what the reader asks for comes first


class Background:
    """Starts workers of the screen and tells it what came of them."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self.room = screen.room
        self.is_refreshing = False
        self.failed: list[tuple[str, str]] = []
        self._asked: set[tuple[str, int]] = set()
        self._is_dirty = False  # articles have come that the list does not show yet
        self._is_unread = False  # articles have come that nobody has read for claims yet
        self._pause = SHOW_EVERY

    # claims and stories ---------------------------------------------------------------------------------------------

    def split(self, article_id: int) -> None:
        """Find an article's claims; the wall shows them when they come."""
        self._once("split", article_id, self._split(article_id))

    async def _split(self, article_id: int) -> None:
        await self.room.reading.claims(article_id)
        self.screen.wall.redress(article_id)
        self.screen.show_hints()

    def read_ahead(self, article_ids: Sequence[int]) -> None:
        """Find the claims of what the reader is likely to look at next; a later call takes the place of this one."""
        wanted = [article_id for article_id in article_ids if self.room.library.claims(article_id) is None]
        if wanted:
            self._alone("ahead", partial(self._read_ahead, wanted))

    async def _read_ahead(self, article_ids: Sequence[int]) -> None:
        for article_id in article_ids:
            try:
                await self.room.reading.claims(article_id)
            except NewsreadError:
                return  # nobody asked for it: should it be opened, it says then what is wrong

    def compare(self, story_id: int) -> None:
        """Compare a story's claims; the wall shows what comes of it."""
        self._once("compare", story_id, self._compare(story_id))

    async def _compare(self, story_id: int) -> None:
        comparison = await self.room.reading.compare(story_id)
        wall = self.screen.wall
        if wall.story is not None and wall.story.story.id == story_id:
            wall.compared(comparison)

    def fetch_page(self, article_id: int) -> None:
        """The page's own words for an article that was opened."""
        self._once("page", article_id, self._fetch_page(article_id))

    async def _fetch_page(self, article_id: int) -> None:
        before = self.screen.wall.documents.article(article_id)
        article = await self.room.wire.fetch_page(article_id)
        if article.body != before.body:
            self.screen.wall.forget(article_id)
            self.screen.show_hints()
        elif article.note != before.note:
            self._renote(article)

    def _renote(self, article: Article) -> None:
        """The page had no more to say: the headers tell why."""
        wall = self.screen.wall
        wall.row.rehead(wall.slots, article.id, wall.documents.renote(article, self.screen.ink))

    def _alone(self, group: str, work: Callable[[], Coroutine[Any, Any, None]]) -> Worker[None]:
        """Run work of a group in the place of what is under way there."""
        return self.screen.run_worker(work, group=group, exclusive=True, exit_on_error=False)

    def _once(self, verb: str, id_: int, work: object) -> None:
        """Run a request that is not under way already; its errors go to the footer."""
        key = (verb, id_)
        if key in self._asked:
            work.close()  # type: ignore[attr-defined]  # a coroutine nobody will await
            return
        self._asked.add(key)
        self.screen.run_worker(self._guarded(key, work), group=verb, exit_on_error=False)

    async def _guarded(self, key: tuple[str, int], work: object) -> None:
        try:
            await work  # type: ignore[misc]
        except NewsreadError as error:
            self.screen.say(str(error), is_error=True)
        finally:
            self._asked.discard(key)

    # refresh --------------------------------------------------------------------------------------------------------

    def refresh(self, feed_ids: Sequence[int] | None = None, *, force: bool = True) -> None:
        """Refresh feeds; one refresh at a time."""
        if self.is_refreshing:
            self.screen.say("A refresh is under way; ctrl+x stops it")
            return
        self.is_refreshing = True
        self.screen.run_worker(self._refresh(feed_ids, force), group="refresh", exit_on_error=False)

    def stop(self) -> bool:
        """Stop the refresh; False where none was."""
        if not self.is_refreshing:
            return False
        self.screen.workers.cancel_group(self.screen, "refresh")
        return True

    async def _refresh(self, feed_ids: Sequence[int] | None, force: bool) -> None:
        last: Progress | None = None
        self.failed = []
        ticker = asyncio.get_running_loop()
        shown_at = told_at = ticker.time()
        opening = self.screen.opening
        self.screen.show_progress(model.Progress(0, 0))
        try:
            async for step in self.room.wire.refresh(feed_ids, force=force):
                last = step
                self._is_dirty = self._is_dirty or bool(step.new or step.changed)
                if step.outcome == "failed":
                    self.failed.append((step.feed_title, step.error))
                if ticker.time() - told_at > TELL_EVERY or step.outcome == "start":
                    told_at = ticker.time()
                    self.screen.show_progress(step)
                opening.progressed(step)
                if self._is_dirty and (ticker.time() - shown_at > self._pause or opening.is_waiting):
                    shown_at = ticker.time()
                    await self.show_news()
        except NewsreadError as error:
            self.screen.say(str(error), is_error=True)
        finally:
            self.is_refreshing = False
            self.screen.show_progress(None)
        await self.show_news()
        self.screen.refreshed(last, len(self.failed))
        self.prepare()

    async def show_news(self) -> None:
        """Let the list show what came, as soon as it is known."""
        began = asyncio.get_running_loop().time()
        self._is_dirty = False
        try:
            self._is_dirty = not await self.screen.news_came()
        except NewsreadError as error:
            self.screen.say(str(error), is_error=True)
        self._pause = max(SHOW_EVERY, SHOW_SHARE * (asyncio.get_running_loop().time() - began))

    def catch_up(self) -> None:
        """Bring the rest of a long list."""
        self._alone("catch-up", self._catch_up)

    async def _catch_up(self) -> None:
        while not await catch_up(self.screen.shelf):
            await asyncio.sleep(0)

    # background steps -----------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Group, split and index what is new, in short steps."""
        self._alone("prepare", self._prepare)

    async def _prepare(self) -> None:
        ticker = asyncio.get_running_loop()
        shown_at = ticker.time()
        is_shown = True
        while True:
            try:
                step = await self.room.reading.prepare()
            except NewsreadError as error:
                self.screen.say(str(error), is_error=True)
                return
            if not (step.split or step.grouped or step.indexed or step.speakers):
                break
            is_shown = False
            if ticker.time() - shown_at > 2 * self._pause:
                shown_at, is_shown = ticker.time(), True
                await self.show_news()
            await asyncio.sleep(STEP_PAUSE)
        if not is_shown:
            await self.show_news()
