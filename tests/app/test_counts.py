"""Numbers before keys, and the digits that open lists: told apart by how soon the next key follows."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tests.app.conftest import SETTINGS
from tests.app.test_hostile import text_of
from tests.app.waits import rest
from tui_reader.app.app import NewsreadApp
from tui_reader.newsroom import Newsroom

HOURS = itertools.count()  # each call types in an hour of its own
COUNTING = replace(SETTINGS, count_within=250)


async def type_at(pilot: Pilot[None], keys: str, *, apart: float) -> None:
    """Keys as a terminal would send them, `apart` seconds between two of them: no clock is asked."""
    now = next(HOURS) * 3_600.0
    for key in keys:
        event = events.Key(_character_to_key(key), key)
        now += apart
        event.time = now
        pilot.app.post_message(event)
        await pilot.pause()


async def test_a_quick_number_moves_and_a_slow_digit_opens_its_list(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=COUNTING)
    async with app.run_test(size=(110, 36)) as pilot:
        reader = app.reader
        await type_at(pilot, "2", apart=1)
        assert reader.shelf.level.kind == "river"
        await type_at(pilot, "5j", apart=0.1)
        assert (reader.shelf.level.kind, reader.listing.cursor) == ("river", 5)
        assert "5j: down, 5 times (5 alone opens its list)" in text_of(app)
        await type_at(pilot, "5j", apart=0.4)
        assert reader.shelf.level.kind == "saved"
        await type_at(pilot, "2", apart=1)
        assert (reader.shelf.level.kind, reader.listing.cursor) == ("river", 5), "a list remembers its row"


@pytest.mark.parametrize(("keys", "row"), [("10G", 9), ("10gg", 9), ("12gg", 11), ("999999999G", 15), ("gg", 0)])
async def test_a_number_names_a_row(keys: str, row: int, room: Newsroom) -> None:
    app = NewsreadApp(room, settings=COUNTING)
    async with app.run_test(size=(110, 36)) as pilot:
        await type_at(pilot, "2", apart=1)
        await type_at(pilot, "jjj" + keys, apart=0.1)
        assert (app.reader.shelf.level.kind, app.reader.listing.cursor) == ("river", row)
        assert len(app.reader.shelf.level.ids) == 16


async def test_a_number_in_a_pane_moves_there_and_escape_forgets_it(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=COUNTING)
    async with app.run_test(size=(120, 36)) as pilot:
        await rest(pilot)
        await pilot.press("l")
        wall, reader = app.reader.wall, app.reader
        slots, at = list(wall.slots), wall.slots[0].cursor
        await type_at(pilot, "3j", apart=0.1)
        assert reader.is_in_panes and wall.slots == slots and reader.shelf.level.kind == "stories"
        three = wall.slots[0].cursor
        assert three >= at + 3
        await type_at(pilot, "7", apart=0.1)
        assert "7" in text_of(app).splitlines()[-1][-4:], "the number typed so far is shown"
        await pilot.press("escape")
        assert reader.is_in_panes, "Escape takes the number back and nothing else"
        await type_at(pilot, "j", apart=0.1)
        assert three < wall.slots[0].cursor <= three + 3
        await type_at(pilot, "2G", apart=0.1)
        await type_at(pilot, "k", apart=0.1)
        first = wall.slots[0].cursor
        await type_at(pilot, "gg", apart=0.1)
        assert wall.slots[0].cursor == first


async def test_a_number_before_a_key_that_takes_none_is_forgotten(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=COUNTING)
    async with app.run_test(size=(110, 36)) as pilot:
        await type_at(pilot, "7m", apart=0.1)
        assert "marked read" in text_of(app)
        await type_at(pilot, "j", apart=0.1)
        assert app.reader.listing.cursor == 1


async def test_several_steps_are_undone_at_once(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=COUNTING)
    async with app.run_test(size=(110, 36)) as pilot:
        await type_at(pilot, "2", apart=1)
        await type_at(pilot, "mjmjm", apart=0.1)
        assert room.library.counts().unread == 13
        await type_at(pilot, "2u", apart=0.1)
        assert room.library.counts().unread == 15
        assert "(and 1 before it)" in text_of(app)


async def test_with_lists_on_other_keys_every_digit_counts(room: Newsroom) -> None:
    keymap = {"list.stories": ("f1",), "app.help": ("?",), "list.river": ("f2",), "list.saved": ()}
    app = NewsreadApp(room, settings=replace(COUNTING, keymap=keymap))
    async with app.run_test(size=(110, 36)) as pilot:
        await pilot.press("f2")
        await type_at(pilot, "5j", apart=5)
        assert (app.reader.shelf.level.kind, app.reader.listing.cursor) == ("river", 5)
