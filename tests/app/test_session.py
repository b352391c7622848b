"""What was open is opened again: lists, filters and panes, as far as they are still there."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.conftest import SETTINGS
from tests.app.fakes import room_at
from tests.app.waits import rest, until
from tui_reader.app.app import NewsreadApp
from tui_reader.app.history import write_privately
from tui_reader.app.screens.reader import ReaderScreen
from tui_reader.app.session import FILE, View, read_view
from tui_reader.newsroom import Newsroom


@asynccontextmanager
async def reader(
    room: Newsroom, folder: Path, *, restore: bool = True
) -> AsyncIterator[tuple[ReaderScreen, Pilot[None]]]:
    """The reader with a state folder, at rest."""
    app = NewsreadApp(room, settings=replace(SETTINGS, history=folder, restore=restore))
    async with app.run_test(size=(130, 36)) as pilot:
        await until(pilot, lambda: app.reader.places.session._is_ready)
        await rest(pilot)
        yield app.reader, pilot


async def leave(screen: ReaderScreen, pilot: Pilot[None]) -> None:
    """By the key that leaves from anywhere."""
    await rest(pilot)
    await pilot.press("ctrl+q")


async def test_a_story_is_open_again_at_its_pane_and_claim(room: Newsroom, tmp_path: Path) -> None:
    async with reader(room, tmp_path) as (screen, pilot):
        await pilot.press("j", "l", "tab", "j", "j")
        wall = screen.wall
        assert wall.story is not None and wall.active == 1 and wall.item is not None
        before = (wall.story.story.id, wall.active, wall.item.article_id, wall.item.index, screen.listing.current)
        await leave(screen, pilot)
    async with reader(room, tmp_path) as (screen, pilot):
        wall = screen.wall
        assert wall.story is not None and wall.item is not None and screen.is_in_panes
        assert before == (
            wall.story.story.id,
            wall.active,
            wall.item.article_id,
            wall.item.index,
            screen.listing.current,
        ), "story, pane, claim and highlight are as they were left"
        await pilot.press("h", "j")
        await rest(pilot)
        assert wall.story is None or wall.story.story.id != before[0], "the panes follow the list as ever"
    async with reader(room, tmp_path, restore=False) as (screen, pilot):
        assert not screen.is_in_panes and screen.listing.cursor == 0, "unless the reader wants to start afresh"


async def test_a_filtered_list_and_panes_side_by_side_are_open_again(room: Newsroom, tmp_path: Path) -> None:
    async with reader(room, tmp_path) as (screen, pilot):
        await pilot.press("2")
        await screen.do("list.filter", "outlet:courier")
        await until(pilot, lambda: screen.shelf.level.filter)
        await pilot.press("v", "j", "v", "j", "v")
        before = [(slot.kind, slot.article_id) for slot in screen.wall.slots]
        assert screen.wall.pinned and len(before) > 2
        row = screen.listing.current
        await leave(screen, pilot)
    async with reader(room, tmp_path) as (screen, pilot):
        assert (screen.shelf.level.kind, screen.shelf.level.filter) == ("river", "outlet:courier")
        assert [(slot.kind, slot.article_id) for slot in screen.wall.slots] == before
        assert screen.wall.pinned and screen.listing.current == row
        room.desk.remove_feed(room.library.article_rows([before[0][1]])[0].feed_id or 0)
        await leave(screen, pilot)
    async with reader(room, tmp_path) as (screen, pilot):
        assert {slot.article_id for slot in screen.wall.slots}.isdisjoint(id_ for _, id_ in before), "it is gone"


@pytest.mark.parametrize(
    ("keys", "kind"), [(("3", "j", "l"), "feed"), (("slash", *"dam", "enter"), "hits"), (("5",), "saved")]
)
async def test_lists_within_lists_are_open_again(
    keys: tuple[str, ...], kind: str, room: Newsroom, tmp_path: Path
) -> None:
    async with reader(room, tmp_path) as (screen, pilot):
        await pilot.press(*keys)
        await until(pilot, lambda: screen.shelf.level.kind == kind)
        before = (screen.shelf.level.title, list(screen.shelf.level.ids))
        await leave(screen, pilot)
    async with reader(room, tmp_path) as (screen, pilot):
        assert screen.shelf.level.kind == kind
        assert (screen.shelf.level.title, list(screen.shelf.level.ids)) == before


async def test_a_grid_is_open_again_and_a_closed_pane_stays_closed(room: Newsroom, tmp_path: Path) -> None:
    async with reader(room, tmp_path) as (screen, pilot):
        await pilot.press("l", "x", "c")
        await until(pilot, lambda: screen.wall.is_grid)
        assert screen.wall.before_grid is not None
        before = [slot.article_id for slot in screen.wall.before_grid[0]]
        await leave(screen, pilot)
    async with reader(room, tmp_path) as (screen, pilot):
        assert screen.wall.is_grid
        await pilot.press("c")
        assert [slot.article_id for slot in screen.wall.slots] == before


async def test_what_is_open_is_kept_though_nobody_leaves(room: Newsroom, tmp_path: Path) -> None:
    async with reader(room, tmp_path) as (_, pilot):
        await pilot.press("2", "j", "l")

        def kept() -> View | None:
            return read_view(tmp_path / FILE)

        await until(pilot, lambda: (view := kept()) is not None and view.face == "river" and view.is_in_panes)
        assert (tmp_path / FILE).stat().st_mode & 0o077 == 0, "nobody else's business"


def kept_with(**values: object) -> str:
    """A file as the reader keeps it, but for these values."""
    return json.dumps(asdict(View(panes=(("claims", 1),))) | values)


@pytest.mark.parametrize(
    "foul",
    [
        "",
        "{",
        "[]",
        "[" * 50_000,
        '{"face": 1}',
        '{"panes": [[1, "x"]], "closed": []}',
        "\x00" * 50,
        kept_with(of_another_version=True),
        kept_with(is_grid="yes"),
        kept_with(face="elsewhere"),
        kept_with(feed_id=10**30),
        kept_with(row=float("inf")),
        kept_with(closed=[float("inf")]),
        kept_with(panes=[["claims", True]]),
        kept_with(panes=[["menu", 1]]),
        kept_with(panes=[["claims", 1]] * 61),
        kept_with(filter="x" * 3_000),
    ],
)
def test_a_file_that_is_foul_counts_as_none(foul: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(kept_with())
    assert read_view(tmp_path / FILE) == View(panes=(("claims", 1),)), "else this shows nothing"
    (tmp_path / FILE).write_text(foul)
    assert read_view(tmp_path / FILE) is None
    assert read_view(tmp_path / "none.json") is None
    assert read_view(tmp_path) is None


def test_words_of_a_file_are_cleaned_as_all_others(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(kept_with(filter="title:\x1b]0;ferry\x07", search="half a \ud800"))
    view = read_view(tmp_path / FILE)
    assert view is not None
    assert (view.filter, view.search) == ("title:]0;ferry", "half a")


async def test_another_database_opens_nothing_of_this_one(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        '{"database": "/elsewhere.db", "face": "saved", "panes": [["claims", 1]], "closed": []}'
    )
    async with reader(room, tmp_path) as (screen, _):
        assert screen.shelf.level.kind == "stories" and not screen.is_in_panes


async def test_a_first_session_is_kept_too(tmp_path: Path) -> None:
    with room_at(tmp_path / "empty.db") as empty:
        async with reader(empty, tmp_path) as (screen, pilot):
            assert screen.opening.shown[0] == "welcome"
            await screen.do("list.river")
            await leave(screen, pilot)
        kept = read_view(tmp_path / FILE)
        assert kept is not None and kept.face == "river"


def test_what_cannot_be_written_leaves_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / FILE / "in the way").mkdir(parents=True)
    with pytest.raises(OSError):
        write_privately(tmp_path / FILE, "words")
    assert [each.name for each in tmp_path.iterdir()] == [FILE]
    write_privately(tmp_path / "other", "words")
    assert (tmp_path / "other").read_text() == "words"
