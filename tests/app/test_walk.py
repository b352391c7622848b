"""Every key in every view, at every size: nothing crashes, and one can always get out again."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.keys import _character_to_key

from tests.app.conftest import SETTINGS
from tui_reader.app.app import NewsreadApp
from tui_reader.app.commands import COMMANDS
from tui_reader.newsroom import Newsroom

VIEWS = {
    "stories": ("list.stories",),
    "river": ("list.river",),
    "feeds": ("list.feeds",),
    "sources": ("list.sources",),
    "saved": ("list.stories", "move.in", "claim.bookmark", "list.saved"),
    "panes": ("list.stories", "move.in"),
    "text": ("list.river", "move.in", "pane.next"),
    "grid": ("list.stories", "move.in", "story.compare"),
    "feed": ("list.feeds", "move.in"),
    "speaker": ("list.sources", "move.in"),
}
LEAVES = {"app.quit", "app.quit-now", "claim.open", "claim.note", "app.sample", "feed.refresh-all", "feed.refresh"}
KEYS = [
    command.keys[0] for command in COMMANDS if command.scope == "reader" and command.keys and command.id not in LEAVES
]
SIZES = [(1, 1), (13, 10), (40, 10), (80, 24), (200, 60)]


def key_event(key: str) -> events.Key:
    """A key as the terminal would send it."""
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    return events.Key(key, " " if key == "space" else None)


async def press(app: NewsreadApp, key: str) -> None:
    """Press a key and let everything it starts begin."""
    app.post_message(key_event(key))
    for _ in range(8):
        await asyncio.sleep(0)


async def until_alone(app: NewsreadApp) -> None:
    """Escape until the reader is on top."""
    for _ in range(400):
        if len(app.screen_stack) > 1:
            app.post_message(events.Key("escape", None))
        elif not [worker for worker in app.workers if worker.group == "dialog" and not worker.is_finished]:
            return
        await asyncio.sleep(0.002)
    raise AssertionError("no way out by Escape")


def place_of(app: NewsreadApp) -> tuple[object, ...]:
    """Where the reader is, so that a walk starts over only after a key that led away."""
    wall = app.reader.wall
    return app.reader.shelf.level.kind, app.reader.is_in_panes, wall.is_grid, wall.active, wall.is_zoomed


@pytest.mark.parametrize("view", VIEWS)
async def test_every_key_in_every_view(view: str, room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        wanted = None
        for key in KEYS:
            if place_of(app) != wanted:
                for way in VIEWS[view]:
                    await app.reader.do(way)
                wanted = place_of(app)
            await press(app, key)
            await until_alone(app)
            assert app.is_running
        await pilot.pause()
        assert app._exception is None


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_view_at_every_size(size: tuple[int, int], room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=size) as pilot:
        for ways in VIEWS.values():
            for way in ways:
                await app.reader.do(way)
            await pilot.pause()
        for command in ("app.help", "app.palette", "claim.provenance", "list.filter"):
            await app.reader.do(command)
            await pilot.pause()
            await until_alone(app)
        assert app._exception is None


async def test_every_resize_leaves_something_in_sight(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await app.reader.do("move.in")
        for size in (*SIZES, (77, 12), (120, 36)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.reader.pane_row.display
        await app.reader.do("move.out")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.reader.listing.display
