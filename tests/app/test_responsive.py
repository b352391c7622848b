"""What a key and a piece of news cost, counted in questions to the database, rows drawn and lines painted."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from tests.app.conftest import SETTINGS
from tests.app.fakes import InlineReading, ScriptedWire
from tests.app.test_hostile import text_of
from tests.app.waits import rest, until
from tui_reader.app.app import NewsreadApp
from tui_reader.app.arrivals import HEAD, catch_up
from tui_reader.app.background import Background
from tui_reader.app.widgets.virtual_list import VirtualList
from tui_reader.model import Body, Prepared, Progress
from tui_reader.newsroom import Newsroom
from tui_reader.newsroom.library import Library
from tui_reader.store import Store
from tui_reader.store.records import Incoming

BEGIN = datetime(2031, 10, 4, 6, 0, tzinfo=UTC)


def add(store: Store, number: int) -> int:
    """Article number so-and-so, each a minute younger than the one before; its key."""
    feed = store.feeds.add("https://outlet.example/feed", title="Outlet", added_at=BEGIN)
    at = BEGIN + timedelta(minutes=number)
    words = Body(f"Words of report {number}.")
    item = Incoming(f"g{number}", "", f"c{number}", "", f"Report {number}", "", at, words, f"h{number}")
    return store.articles.add(feed.id, item, at)


class Counted:
    """What a list asked for, drew and painted since it was looked at last."""

    def __init__(self, listing: VirtualList) -> None:
        self.asked = 0
        self.drawn: list[int] = []
        self.painted = 0
        face = listing.face
        assert face is not None
        rows, draw, refresh = face.rows, face.draw, listing.refresh

        def counted_rows(ids: Sequence[int]) -> dict[int, object]:
            self.asked += 1
            return rows(ids)

        def counted_draw(row: object, *arguments: object) -> list[Strip]:
            self.drawn.append(getattr(row, "id", 0))
            return draw(row, *arguments)  # type: ignore[arg-type]  # as they came

        def counted_refresh(*regions: Region, **kinds: bool) -> VirtualList:
            if kinds.get("repaint", True):
                self.painted += sum(region.height for region in regions) if regions else listing.size.height
            return refresh(*regions, **kinds)

        face.rows, face.draw = counted_rows, counted_draw  # type: ignore[method-assign,assignment]
        listing.refresh = counted_refresh  # type: ignore[method-assign]

    def look(self) -> tuple[int, list[int], int]:
        """Questions, rows drawn, lines painted; then from nothing again."""
        seen = (self.asked, sorted(self.drawn), self.painted)
        self.asked, self.drawn, self.painted = 0, [], 0
        return seen


async def river(pilot: Pilot[None], app: NewsreadApp) -> Counted:
    """The river, at rest, counted from now on."""
    await pilot.press("2")
    await rest(pilot)
    return Counted(app.reader.listing)


async def test_a_cursor_key_paints_two_rows_and_asks_for_nothing(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(100, 60)) as pilot:
        counted = await river(pilot, app)
        listing = app.reader.listing
        before, after = listing.ids[0], listing.ids[1]
        await pilot.press("j")
        asked, drawn, painted = counted.look()
        assert asked == 0
        assert drawn == sorted([before, after])
        assert painted == 2 * listing.row_height


async def test_news_without_a_change_paint_nothing(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(100, 60)) as pilot:
        counted = await river(pilot, app)
        assert await app.reader.news_came()
        await pilot.pause()
        asked, drawn, painted = counted.look()
        assert (asked, drawn, painted) == (1, [], 0)


async def test_news_paint_the_rows_that_changed_and_keep_the_highlight(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "news.db")
    for number in range(200):
        add(store, number)
    with Newsroom(store, ScriptedWire(store), InlineReading(store)) as room:
        app = NewsreadApp(room, settings=SETTINGS)
        async with app.run_test(size=(100, 30)) as pilot:
            counted = await river(pilot, app)
            listing = app.reader.listing
            await pilot.press(*"jjj")
            await rest(pilot)
            counted.look()
            changed, current = listing.ids[5], listing.current
            store.articles.mark_read([changed], True)
            assert await app.reader.news_came()
            await pilot.pause()
            assert counted.look() == (1, [changed], listing.row_height)
            line = listing.cursor * listing.row_height - listing.scroll_offset.y
            fresh = add(store, 500)
            assert await app.reader.news_came()
            await pilot.pause()
            assert listing.ids[0] == fresh and listing.current == current
            assert listing.cursor * listing.row_height - listing.scroll_offset.y == line
            assert fresh not in counted.drawn, "what came above is out of sight and not drawn"


async def test_what_comes_next_is_read_for_claims_ahead(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "news.db")
    for number in range(20):
        add(store, number)
    with Newsroom(store, ScriptedWire(store), OnlyAsked(store)) as room:
        app = NewsreadApp(room, settings=replace(SETTINGS, start_face="river"))
        async with app.run_test(size=(120, 30)) as pilot:
            await rest(pilot)
            ids = app.reader.shelf.level.ids
            await until(pilot, lambda: room.library.claims(ids[3]) is not None)
            assert [room.library.claims(id_) is not None for id_ in ids[:5]] == [True, True, True, True, False]


async def test_a_long_list_shows_its_head_and_then_the_rest(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "news.db")
    with store.transaction():
        for number in range(HEAD + 30):
            add(store, number)
    with Newsroom(store, ScriptedWire(store), InlineReading(store)) as room:
        app = NewsreadApp(room, settings=SETTINGS)
        async with app.run_test(size=(100, 30)) as pilot:
            level = app.reader.shelf.level
            await until(pilot, lambda: len(level.ids) == HEAD + 30)
            app.reader.shelf.open_face("stories")
            app.reader.shelf.open_face("river")
            assert app.reader.shelf.level.is_partial
            await app.reader.do("move.bottom")
            assert app.reader.listing.cursor == HEAD + 29, "the end is the end of the whole list"


async def test_a_list_that_changed_meanwhile_is_looked_at_again(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(100, 30)) as pilot:
        await river(pilot, app)
        late = asyncio.create_task(catch_up(app.reader.shelf))
        await asyncio.sleep(0)
        app.reader.shelf.open_face("feeds")
        assert not await late, "the answer belongs to another list"
        assert app.reader.shelf.level.kind == "feeds"


async def test_an_opened_article_is_counted_in_the_same_frame(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("2")
        unread = room.library.totals().unread
        assert f"{unread} unread" in text_of(app)
        await app.reader.do("move.in")
        assert f"{unread - 1} unread" in app.reader.top.right


async def test_giving_a_pane_the_keys_does_not_paint_the_whole_screen(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 30)) as pilot:
        await river(pilot, app)
        painted: list[bool] = []
        refresh = app.reader.refresh

        def counted(*regions: Region, **kinds: bool) -> object:
            painted.append(kinds.get("repaint", True))
            return refresh(*regions, **kinds)

        app.reader.refresh = counted  # type: ignore[method-assign,assignment]
        await pilot.press("l")
        assert app.reader.is_in_panes and not any(painted)


class OnlyAsked(InlineReading):
    """A reading room without steps of its own."""

    async def prepare(self) -> Prepared:
        """Nothing to do."""
        return Prepared()


class Busy(ScriptedWire):
    """A refresh of many feeds that arrive all at once."""

    async def refresh(self, feed_ids: Sequence[int] | None = None, *, force: bool = False) -> AsyncIterator[Progress]:
        """300 feeds, each with news."""
        for done in range(300):
            yield Progress(done, 300, 1, "Outlet", "new", new=1)
        yield Progress(300, 300, outcome="end", new=300)


async def test_a_refresh_of_many_feeds_is_told_and_shown_a_few_times(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "news.db")
    add(store, 1)
    with Newsroom(store, Busy(store), InlineReading(store)) as room:
        app = NewsreadApp(room, settings=SETTINGS)
        async with app.run_test(size=(100, 30)) as pilot:
            await rest(pilot)
            told: list[str] = []
            shown: list[int] = []
            screen = app.reader
            set_progress, news_came = screen.foot.set_progress, screen.news_came

            async def counted_news() -> bool:
                shown.append(1)
                return await news_came()

            def counted_words(words: str) -> None:
                told.append(words)
                set_progress(words)

            screen.foot.set_progress = counted_words  # type: ignore[method-assign]
            screen.news_came = counted_news  # type: ignore[method-assign]
            work = Background(screen)
            work.prepare = lambda: None  # type: ignore[method-assign]
            began = asyncio.get_running_loop().time()
            await work._refresh(None, True)
            seconds = asyncio.get_running_loop().time() - began
            assert len(told) <= 3 + seconds / 0.25
            assert len(shown) <= 2 + seconds / 0.7


async def test_long_questions_are_answered_beside_the_event_loop(room: Newsroom) -> None:
    threads = await room.beside.ask(lambda library: (type(library), library.totals()))
    assert threads == (Library, room.library.totals())


def test_frames_follow_keys_closely() -> None:
    words = "import os, tui_reader.app, textual.constants as c; print(c.MAX_FPS)"
    environment = {key: value for key, value in os.environ.items() if key != "TEXTUAL_FPS"}
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, env=environment, check=True)
    assert int(done.stdout) >= 200
