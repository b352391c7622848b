"""Writes that nobody waits for: they come when the database is free, in their order, and none is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing

import pytest
from textual.pilot import Pilot

from tests.app.conftest import SETTINGS
from tests.app.waits import rest, until
from tui_reader.app.app import NewsreadApp
from tui_reader.errors import DatabaseBusy, NotFound
from tui_reader.newsroom import Newsroom


@pytest.fixture
def other(room: Newsroom) -> Iterator[sqlite3.Connection]:
    """Another process, as far as SQLite can tell."""
    with closing(sqlite3.connect(room.path, isolation_level=None)) as connection:
        yield connection


@asynccontextmanager
async def river(room: Newsroom) -> AsyncIterator[tuple[NewsreadApp, Pilot[None]]]:
    """The reader at rest before all articles."""
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 30)) as pilot:
        await rest(pilot)
        await pilot.press("2")
        await rest(pilot)
        yield app, pilot


async def test_opening_waits_for_nobody_and_the_mark_comes_when_the_database_is_free(
    room: Newsroom, other: sqlite3.Connection
) -> None:
    async with river(room) as (app, pilot):
        before = room.library.totals().unread
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("l")
        assert app.reader.is_in_panes and len(app.reader.errands) == 1
        assert room.library.totals().unread == before and not app.reader.foot.is_error
        other.execute("ROLLBACK")
        await until(pilot, lambda: not app.reader.errands)
        assert room.library.totals().unread == before - 1
        await pilot.press("u")
        assert room.library.totals().unread == before


async def test_what_is_left_is_written_before_undo_and_before_the_end(
    room: Newsroom, other: sqlite3.Connection
) -> None:
    async with river(room) as (app, pilot):
        before = room.library.totals().unread
        marked: list[str] = []
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("l")
        app.reader.errands.do(lambda: marked.append("second"))
        assert not marked, "writes keep their order"
        other.execute("ROLLBACK")
        app.reader.places.leave()
        assert room.library.totals().unread == before - 1 and marked == ["second"]


async def test_undo_takes_back_what_was_still_to_be_written(room: Newsroom, other: sqlite3.Connection) -> None:
    async with river(room) as (app, pilot):
        before = room.library.totals().unread
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("l")
        other.execute("ROLLBACK")
        await app.reader.do("app.undo")
        assert "marked read" in app.reader.foot.said and room.library.totals().unread == before


async def test_a_write_that_fails_holds_up_no_other_at_the_end(room: Newsroom) -> None:
    done: list[str] = []
    is_held = True

    def held() -> None:
        if is_held:
            raise DatabaseBusy("held")

    def gone() -> None:
        raise NotFound("no such article")

    async with river(room) as (app, _):
        errands = app.reader.errands
        for write in (held, gone, lambda: done.append("last")):
            errands.do(write)
        with pytest.raises(DatabaseBusy):
            errands.settle()
        assert len(errands) == 3, "what is left stays"
        is_held = False
        app.reader.places.leave()
        assert done == ["last"] and not errands
        assert "no such article" in app.reader.foot.said
