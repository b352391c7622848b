"""Every key in every view, at every size: it means its command, nothing crashes, and one can always get out again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual import events

from tests.app.conftest import SETTINGS
from tests.app.fakes import NOW, ScriptedWire, room_at
from tests.app.waits import key_event
from tui_reader.app.app import NewsreadApp
from tui_reader.app.commands import BY_ID, COMMANDS, Command
from tui_reader.app.facts import WHY_NOT, facts_of, is_possible
from tui_reader.app.screens.reader import ReaderScreen
from tui_reader.model import FeedState
from tui_reader.newsroom import Newsroom

#: How each view is reached: commands, and `:` lines as pairs of command and argument.
Way = str | tuple[str, str]
VIEWS: dict[str, tuple[Way, ...]] = {
    "stories": ("list.stories",),
    "river": ("list.river",),
    "filtered": ("list.river", ("list.filter", "outlet:kestrel")),
    "nothing": ("list.river", ("list.filter", "outlet:nowhere")),
    "feeds": ("list.feeds",),
    "failing": ("feed.failing",),
    "feed": ("list.feeds", "move.in"),
    "sources": ("list.sources",),
    "speaker": ("list.sources", "move.in"),
    "saved": ("list.stories", "move.in", "claim.bookmark", "list.saved"),
    "hits": ("list.stories", ("list.search", "dam")),
    "article hits": ("list.stories", ("list.search", "title:dam ~badge:outlet ~badge:name")),
    "panes": ("list.stories", "move.in"),
    "article": ("list.river", "move.in"),
    "text": ("list.river", "move.in", "pane.next"),
    "beside": ("list.river", "pane.add", "move.down", "pane.add", "pane.next"),
    "zoom": ("list.stories", "move.in", "pane.zoom"),
    "no list": ("list.stories", "move.in", "list.collapse"),
    "grid": ("list.stories", "move.in", "story.compare"),
}
#: The end of the app has its own test below; what starts a browser or a refresh that goes on has others elsewhere.
LEAVES = frozenset({"app.quit", "app.quit-now", "claim.open", "feed.refresh", "feed.refresh-all"})
READERS = [command for command in COMMANDS if command.scope == "reader"]
KEYS = {key: command for command in READERS if command.id not in LEAVES for key in command.keys}
#: In these views every key is pressed, in the others the first one of each command.
WHOLE = frozenset({"stories", "panes"})
SIZES = [(1, 1), (13, 10), (40, 10), (80, 24), (200, 60)]


async def press(app: NewsreadApp, key: str) -> None:
    """Press a key and let everything it starts begin."""
    app.post_message(key_event(key))
    for _ in range(8):
        await asyncio.sleep(0)


async def until_alone(app: NewsreadApp) -> None:
    """Escape, once for each dialogue, until the reader is on top."""
    for _ in range(4_000):
        top = app.screen
        if len(app.screen_stack) > 1:
            app.post_message(events.Key("escape", None))
            for _ in range(2_000):
                if app.screen is not top:
                    break
                await asyncio.sleep(0.002)
        elif not [worker for worker in app.workers if worker.group == "dialog" and not worker.is_finished]:
            return
        await asyncio.sleep(0.002)
    raise AssertionError("no way out by Escape")


def place_of(app: NewsreadApp) -> tuple[object, ...]:
    """Where the reader is, so that a walk starts over only after a key that led away."""
    reader = app.reader
    wall, level = reader.wall, reader.shelf.level
    return (
        level.kind, level.filter, level.title, reader.is_in_panes, reader.is_list_hidden,
        wall.is_grid, wall.active, wall.is_zoomed, len(wall.slots),
    )  # fmt: skip


class Heard(ReaderScreen):
    """The reader's screen, noting what it is told to do."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.heard: list[str] = []

    async def do(self, command_id: str, argument: str = "") -> None:
        """Do it, then note it."""
        await super().do(command_id, argument)
        self.heard.append(command_id)


class WalkedApp(NewsreadApp):
    """The app over a screen that notes."""

    def get_default_screen(self) -> Heard:
        """The first screen."""
        return Heard(self.room, self.settings, self.ink)

    @property
    def heard(self) -> list[str]:
        """What the first screen was told to do."""
        (screen,) = (screen for screen in self.screen_stack if isinstance(screen, Heard))
        return screen.heard


async def until_heard(app: WalkedApp) -> None:
    """Until the reader has done something; a busy machine is late, not wrong."""
    for turn in range(3_000):
        if app.heard:
            return
        await asyncio.sleep(0 if turn < 1_000 else 0.005)


async def go(app: NewsreadApp, ways: tuple[Way, ...]) -> None:
    """Reach a view."""
    for way in ways:
        await (app.reader.do(way) if isinstance(way, str) else app.reader.do(*way))
        for _ in range(4):
            await asyncio.sleep(0)


@pytest.fixture
def walked(room: Newsroom) -> Newsroom:
    """A newsroom with a saved claim and a failing feed."""
    wire = room.wire
    assert isinstance(wire, ScriptedWire)
    wire.store.feeds.fail(room.library.feeds()[0].id, FeedState(failures=1), "no answer", NOW)
    room.desk.save_claim(room.library.article_ids()[3], 1)
    return room


@pytest.mark.parametrize("view", VIEWS)
async def test_every_key_in_every_view_is_its_command(view: str, walked: Newsroom) -> None:
    app, faults = WalkedApp(walked, settings=SETTINGS), list[str]()
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        wanted: tuple[object, ...] | None = None
        for key, command in KEYS.items():
            if view not in WHOLE and key != command.keys[0]:
                continue
            if place_of(app) != wanted:
                await go(app, ("list.stories", "move.out", *VIEWS[view]))
                wanted = place_of(app)
            app.heard.clear()
            app.reader.say("")
            may = is_possible(command, facts_of(app.reader))
            await press(app, key)
            await until_heard(app)
            faults += [f"{key}: {fault}" for fault in faults_of(app, command, may, wanted)]
            await until_alone(app)
        await pilot.pause()
    assert faults == []
    assert app._exception is None


def faults_of(app: WalkedApp, command: Command, may: bool, place: tuple[object, ...]) -> Iterator[str]:
    """What a key that was pressed did other than its row of the table says."""
    if app.heard[:1] != [command.id]:
        yield f"did {app.heard} and not {command.id}"
    refusal = f"{command.label}: {WHY_NOT.get(command.when, '')}"
    said = app.reader.foot.said
    if may and said == refusal:
        yield f"is possible, but: {said}"
    if not may and (said != refusal or place_of(app)[:4] != place[:4]):
        yield f"is not possible here and does not say so: {said}"


@pytest.mark.parametrize("command", READERS, ids=lambda command: command.id)
def test_every_command_has_three_ways(command: Any) -> None:
    """By key (or on purpose none), by a name on the `:` line, and as a row of help and palette."""
    from tui_reader.app.lines import read_line

    found = read_line(command.id)
    assert found is not None and found[0] is command
    by_label = read_line(command.label)
    assert by_label is not None and by_label[0] is command, "a label names one command"
    keyless = {"list.muted", "claim.tag", "feed.packs", "app.theme", "app.sample"}
    assert bool(command.keys) == (command.id not in keyless)


async def test_every_command_stands_in_help_and_palette_and_runs_from_there(walked: Newsroom) -> None:
    app = WalkedApp(walked, settings=SETTINGS)
    async with app.run_test(size=(100, 30)) as pilot:
        for opener, hidden in (("app.help", set[str]()), ("app.palette", {"app.palette", "move.out"})):
            await app.reader.do(opener)
            await pilot.pause()
            picks = getattr(app.screen, "picks", ())
            assert {pick.id for pick in picks if not pick.is_heading} == {c.id for c in READERS} - hidden
            await until_alone(app)
        for id_ in ("list.river", "pane.jump", "app.theme", "list.muted"):
            await app.reader.do("app.palette")
            await pilot.pause()
            app.heard.clear()
            app.screen.field.value = BY_ID[id_].label  # type: ignore[attr-defined]
            await pilot.press("enter")
            await until_heard(app)
            assert app.heard == [id_]
            await until_alone(app)


@pytest.mark.parametrize("view", ["stories", "text", "grid", "speaker"])
async def test_q_steps_out_to_the_end_and_ctrl_q_ends_at_once(view: str, walked: Newsroom) -> None:
    for keys in (["q"] * 8, ["ctrl+q"], ["ctrl+c"]):
        app = NewsreadApp(walked, settings=SETTINGS)
        async with app.run_test(size=(100, 30)) as pilot:
            await go(app, VIEWS[view])
            await pilot.pause()
            presses = 0
            for key in keys:
                if not app.is_running or app._exit:
                    break
                await pilot.press(key)
                presses += 1
            assert app._exit
            assert (presses > 1) == (keys[0] == "q" and view != "stories")


async def test_the_welcomes_keys_are_its_own(tmp_path: Path) -> None:
    with room_at(tmp_path / "empty.db") as empty:
        app = WalkedApp(empty, settings=replace(SETTINGS, count_within=250))
        async with app.run_test(size=(100, 30)) as pilot:
            reader = app.reader
            reader.is_welcome = True
            for command in (command for command in COMMANDS if command.scope == "welcome"):
                if command.id == "welcome.sample":
                    continue
                for key in command.keys:
                    app.heard.clear()
                    await press(app, key)
                    await until_heard(app)
                    assert app.heard == [command.id]
                    reader.is_welcome = True
            await pilot.pause()
            assert app._exception is None


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_view_at_every_size(size: tuple[int, int], room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=size) as pilot:
        for ways in VIEWS.values():
            await go(app, ways)
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
