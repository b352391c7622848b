"""What stays when things go wrong: places in articles, ways out, stories while a feed is slow, text on one pane."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.app.conftest import SETTINGS
from tests.app.fakes import InlineReading, ScriptedWire
from tests.app.test_hostile import text_of
from tests.app.waits import key_event, rest, until
from tui_reader.app.app import NewsreadApp
from tui_reader.app.screens.prompt import Prompt
from tui_reader.app.settings import AppSettings
from tui_reader.model import Progress
from tui_reader.newsroom import Newsroom
from tui_reader.newsroom.sample import fill
from tui_reader.store import Store


async def test_a_place_is_kept_while_reading_not_only_on_leaving(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.reader.do("list.river")
        await rest(pilot)
        await pilot.press("l", "j", "j")
        item = app.reader.wall.item
        assert item is not None and item.index
        await until(pilot, lambda: room.library.position(item.article_id) == item.index)


async def test_a_database_that_cannot_be_written_lets_one_read_and_leave(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(80, 24)) as pilot:
        await rest(pilot)
        room._store._connection.execute("PRAGMA query_only = ON")
        await pilot.press("l", "j")
        assert app.reader.is_in_panes
        await pilot.press("b")
        assert "cannot be written" in text_of(app)
        await pilot.press("q")
        assert not app.reader.is_in_panes, "a place that cannot be kept keeps nobody"
        await pilot.press("l", "x", "q", "q")
        assert app._exit


class Stalling(ScriptedWire):
    """A network of which one feed never answers."""

    async def refresh(self, feed_ids: Sequence[int] | None = None, *, force: bool = False) -> AsyncIterator[Progress]:
        """The sample edition, then nothing for ever."""
        fill(self.store, datetime.now(UTC))
        yield Progress(1, 2, 1, "Sample", "new", new=16)
        await asyncio.Event().wait()


async def test_stories_do_not_wait_for_a_slow_feed(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "news.db")
    with Newsroom(store, Stalling(store), InlineReading(store)) as room:
        app = NewsreadApp(room, settings=AppSettings(refresh_minutes=0))
        async with app.run_test(size=(100, 30)) as pilot:
            await until(pilot, room.library.story_ids)
            assert app.reader.background.is_refreshing


async def test_where_one_pane_fits_the_text_comes_into_sight(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.reader.do("list.river")
        await rest(pilot)
        await pilot.press("l", "T")
        wall = app.reader.wall
        assert wall.slot is not None and wall.slot.kind == "text" and wall.pane is not None
        await pilot.press("T")
        assert wall.slot.kind == "claims" and len(wall.slots) == 1, "a second time puts it away"
        await pilot.press("T")
        assert wall.slot.kind == "text"


async def test_typing_takes_the_place_of_a_suggested_name(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.reader.do("list.filter", "badge:official")
        await pilot.press("F", "enter")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await pilot.press("m", "e", "enter")
        await until(pilot, room.library.saved_searches)
        assert room.library.saved_searches() == [("me", "badge:official")]
        await pilot.press("F", *"zzz")
        await until(pilot, lambda: "Nothing fits." in text_of(app))


async def test_keys_typed_ahead_reach_the_dialogue_that_the_first_one_opens(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await rest(pilot)
        unread = room.library.counts().unread
        for key in (":", *"theme newsread-light", "enter"):
            app.post_message(key_event("space" if key == " " else key))
        await until(pilot, lambda: app.theme == "newsread-light")
        assert room.library.counts().unread == unread, "no letter of the line was taken for a key"
        for key in "lpie/":
            app.post_message(key_event(key))
        await until(pilot, lambda: len(app.screen_stack) == 2)
        for _ in range(20):
            await pilot.pause()
        assert len(app.screen_stack) == 2, "one dialogue at a time"


async def test_the_header_of_the_pane_that_has_the_keys_says_so_at_once(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await rest(pilot)

        def marked() -> list[bool]:
            return [pane._head[0].text.startswith("▌") for pane in app.reader.pane_row.panes[:2]]

        assert marked() == [False, False]
        await pilot.press("l")
        assert marked() == [True, False]
        await pilot.press("tab")
        assert marked() == [False, True]
        await pilot.press("h")
        assert marked() == [False, False]
