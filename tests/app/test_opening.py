"""The first minutes: a first run, one without network, the sample edition."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.app.conftest import SETTINGS
from tests.app.fakes import InlineReading, ScriptedWire
from tests.app.test_hostile import text_of
from tests.app.waits import until
from tui_reader.app.app import NewsreadApp
from tui_reader.app.settings import AppSettings
from tui_reader.model import Progress
from tui_reader.newsroom import Newsroom
from tui_reader.newsroom.sample import fill
from tui_reader.store import Store


class Arriving(ScriptedWire):
    """A network that brings the sample edition with its second step."""

    async def refresh(self, feed_ids: Sequence[int] | None = None, *, force: bool = False) -> AsyncIterator[Progress]:
        """A failure, then everything."""
        yield Progress(0, 2)
        yield Progress(1, 2, 1, "Slow outlet", "failed", error="timed out")
        fill(self.store, datetime.now(UTC))
        yield Progress(2, 2, 2, "Sample", "new", new=16)
        yield Progress(2, 2, outcome="end", new=16)


async def test_a_first_run_shows_claims_without_a_key(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "news.db")
    with Newsroom(store, Arriving(store), InlineReading(store)) as room:
        app = NewsreadApp(room, settings=AppSettings(refresh_minutes=0))
        async with app.run_test(size=(100, 30)) as pilot:
            await until(pilot, lambda: app.reader.wall.item is not None)
            assert app.reader.wall.item is not None, text_of(app)
            assert room.library.feeds(), "the starter feeds are subscribed"


async def test_offline_it_says_so_and_opens_the_sample(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "news.db")
    steps = [Progress(0, 1), Progress(1, 1, 1, "Outlet", "failed", error="no network"), Progress(1, 1, outcome="end")]
    with Newsroom(store, ScriptedWire(store, steps), InlineReading(store)) as room:
        app = NewsreadApp(room, settings=AppSettings(refresh_minutes=0))
        async with app.run_test(size=(100, 30)) as pilot:
            await until(pilot, lambda: "No feed could be reached" in text_of(app))
            await pilot.press("s")
            await until(pilot, lambda: "SAMPLE" in text_of(app) and app.reader.wall.slots)
            await pilot.press("q")
            await until(pilot, lambda: app.reader.room is room)
            assert app.is_running, "q leads back to the reader's own news"


async def test_garbage_is_collected_again_after_the_first_paint(room: Newsroom) -> None:
    gc.disable()  # as the command line does on its way to the app
    try:
        async with NewsreadApp(room, settings=SETTINGS).run_test(size=(100, 30)) as pilot:
            await until(pilot, gc.isenabled)
    finally:
        gc.enable()
        gc.unfreeze()
