"""Keys that come in a burst, as from a fast typist on a busy machine: each means what the ones before it left."""

from __future__ import annotations

from tests.app.conftest import SETTINGS
from tests.app.waits import key_event, until
from tui_reader.app.app import NewsreadApp
from tui_reader.app.render.claims import Claims
from tui_reader.newsroom import Newsroom


async def test_a_bookmark_is_of_the_claim_that_the_keys_before_it_reached(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        slot = app.reader.wall.slot
        assert slot is not None
        assert isinstance(slot.document, Claims)
        wanted = slot.document.items[2].claim.text
        for key in ("j", "j", "b"):
            app.post_message(key_event(key))
        await until(pilot, lambda: bool(room.library.bookmarks()))
        assert [mark.claim.text for mark in room.library.bookmarks()] == [wanted]


async def test_a_pane_that_was_left_does_not_take_the_keys_back(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        for key in ("j", "tab"):
            app.post_message(key_event(key))
        await until(pilot, lambda: app.reader.wall.active == 1)
        await pilot.pause()
        assert app.reader.wall.active == 1
