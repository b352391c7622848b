"""The reader's keys, as a reader presses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import SETTINGS
from tests.app.fakes import ScriptedWire, room_at
from tests.app.test_hostile import text_of
from tests.app.waits import rest, type_words, until
from tui_reader.app.app import NewsreadApp
from tui_reader.app.render.article import Text
from tui_reader.app.render.claims import Claims
from tui_reader.app.render.grid import Grid
from tui_reader.app.settings import AppSettings
from tui_reader.model import Candidate, Feed, Progress
from tui_reader.newsroom import Newsroom


def read_outlets(room: Newsroom) -> set[str]:
    """Outlets of which something is read."""
    return {row.outlet for row in room.library.article_rows(room.library.article_ids()) if row.is_read}


async def test_a_story_opens_side_by_side_and_a_claim_is_bookmarked_and_unsaved(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await rest(pilot)
        wall = app.reader.wall
        assert [slot.kind for slot in wall.slots[:2]] == ["claims", "claims"]
        unread = room.library.counts().unread
        await pilot.press("l")
        assert app.reader.is_in_panes
        assert room.library.counts().unread == unread - 2, "what is in sight is opened"
        await pilot.press("j", "b")
        item = wall.item
        assert item is not None and item.is_saved, "the mark is there at once"
        assert "★" in text_of(app)
        assert "Saved:" in text_of(app)
        await pilot.press("u")
        assert not room.library.bookmarks()
        assert "Undone: claim saved" in text_of(app)
        await pilot.press("b", "b")
        assert not room.library.bookmarks(), "a second b takes it back"
        await pilot.press("u", "escape")
        assert not app.reader.is_in_panes
        assert len(room.library.bookmarks()) == 1


async def test_cursors_of_a_story_are_linked_and_the_grid_has_the_same_claim(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        wall = app.reader.wall
        await pilot.press("l")
        story = wall.story
        assert story is not None and wall.item is not None
        while not story.is_linked(wall.item):
            await pilot.press("right_square_bracket")
        item = wall.item
        for slot in wall.slots:
            other = story.counterpart(item, slot.article_id)
            assert (
                slot.kind != "claims"
                or other is None
                or not isinstance(slot.document, Claims)
                or (slot.document.items[slot.cursor].index == other)
            )
        await pilot.press("c")
        grid = wall.slots[0].document
        assert isinstance(grid, Grid) and wall.item is not None
        assert (wall.item.article_id, wall.item.index) == (item.article_id, item.index)
        await pilot.press("L", "ampersand")
        assert isinstance(wall.slots[0].document, Grid) and wall.slots[0].document.column == 1
        await pilot.press("escape")
        assert not wall.is_grid and app.reader.is_in_panes


async def test_a_lone_article_shows_its_text_with_the_claim_lit(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("2", "j")
        await rest(pilot)
        wall = app.reader.wall
        assert [slot.kind for slot in wall.slots] == ["claims", "text"]
        await pilot.press("l", "j", "j")
        text = wall.slots[1].document
        assert isinstance(text, Text) and wall.item is not None
        assert text.lit == wall.item.claim.spans
        await pilot.press("tab", "k")
        again = wall.slots[1].document
        assert isinstance(again, Text) and again.lit == wall.item.claim.spans != text.lit


async def test_panes_are_added_closed_and_zoomed(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(200, 40)) as pilot:
        wall = app.reader.wall
        await pilot.press("2", "v", "j", "v", "j", "j", "v")
        await rest(pilot)
        shown = [slot.article_id for slot in wall.slots if slot.kind == "claims"]
        assert len(set(shown)) == 3, "three articles side by side, and moving on keeps them"
        assert app.reader.pane_row.count == 3
        await pilot.press("tab", "z")
        assert app.reader.pane_row.count == 1
        await pilot.press("z", "x")
        assert len(wall.slots) == 2 and app.reader.is_in_panes
        await pilot.press("x", "x")
        assert not app.reader.is_in_panes


async def test_a_read_article_stays_under_the_cursor_until_the_list_is_opened_anew(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("2", "U")
        before = list(app.reader.shelf.level.ids)
        await pilot.press("j", "l", "escape")
        await app.reader.news_came()
        assert app.reader.shelf.level.ids == before
        assert app.reader.listing.current == before[1]
        await pilot.press("U", "U")
        assert before[1] not in app.reader.shelf.level.ids


async def test_a_filter_follows_the_typing_and_points_at_mistakes(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("2", "f")
        await type_words(pilot, "outlet:kestrel")
        outlets = {row.outlet for row in room.library.article_rows(app.reader.shelf.level.ids)}
        assert outlets == {"Kestrel"}
        await type_words(pilot, " (x")
        await until(pilot, lambda: "at character" in text_of(app))
        await pilot.press("escape")
        assert app.reader.shelf.level.filter == ""
        assert len(app.reader.shelf.level.ids) == room.library.counts().articles


async def test_search_finds_claims_and_n_goes_through_them(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("slash")
        await type_words(pilot, "dam")
        await pilot.press("enter")
        await rest(pilot)
        assert app.reader.shelf.level.kind == "hits"
        first = app.reader.listing.current
        await pilot.press("n")
        assert app.reader.listing.current != first
        await rest(pilot)
        assert app.reader.wall.item is not None and "dam" in app.reader.wall.item.claim.text.lower()
        await pilot.press("escape")
        assert app.reader.shelf.level.kind == "stories"


async def test_tags_and_notes_are_typed_in_one_line(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("l", "t")
        await type_words(pilot, "#flood #dam look again")
        await pilot.press("enter")
        await until(pilot, room.library.bookmarks)
        (mark,) = room.library.bookmarks()
        assert (mark.tags, mark.note) == (("flood", "dam"), "look again") or set(mark.tags) == {"flood", "dam"}
        assert mark.note == "look again"


async def test_the_palette_takes_a_command_with_its_argument(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("colon")
        await type_words(pilot, "mark read outlet:kestrel")
        await pilot.press("enter")
        await until(pilot, lambda: read_outlets(room))
        assert read_outlets(room) == {"Kestrel"}
        await pilot.press("u")
        await until(pilot, lambda: not read_outlets(room))


async def test_a_key_of_the_readers_own_takes_the_place_of_ours(room: Newsroom) -> None:
    settings = AppSettings(keymap={"claim.bookmark": ("B",)}, refresh_on_start=False, refresh_minutes=0)
    app = NewsreadApp(room, settings=settings)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("b")
        assert not room.library.bookmarks()
        await pilot.press("B")
        assert len(room.library.bookmarks()) == 1


async def test_a_feed_is_added_chosen_and_removed_after_a_question(tmp_path: Path, room: Newsroom) -> None:
    wire = room.wire
    assert isinstance(wire, ScriptedWire)
    wire.found = [Candidate("https://new.example/a.xml", "New A"), Candidate("https://new.example/b.xml", "New B")]
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("3", "a")
        await type_words(pilot, "new.example")
        await pilot.press("enter")
        await until(pilot, lambda: "New B" in text_of(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(wire.asked) > 0)
        added = [feed for feed in room.library.feeds() if feed.title == "New B"]
        assert len(added) == 1 and wire.asked[-1][0] == [added[0].id]
        row = app.reader.shelf.row()
        assert isinstance(row, Feed) and row.id == added[0].id
        await pilot.press("d", "n")
        assert len(room.library.feeds()) == 6
        await pilot.press("d", "y")
        await until(pilot, lambda: len(room.library.feeds()) == 5)
        await pilot.press("u")
        await until(pilot, lambda: len(room.library.feeds()) == 6)


async def test_a_subscription_list_is_added_whole_as_one_step(room: Newsroom) -> None:
    wire = room.wire
    assert isinstance(wire, ScriptedWire)
    wire.found = [
        Candidate("https://new.example/a.xml", "New A", "OPML", problems=("line 3: b: broken, but found",)),
        Candidate("https://new.example/b.xml", "New B", "OPML"),
    ]
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(140, 30)) as pilot:
        await pilot.press("3", "a")
        await type_words(pilot, "new.example")
        await pilot.press("enter")
        await until(pilot, lambda: "Subscribe to the 2 feeds of this list?" in text_of(app))
        await pilot.press("y")
        await until(pilot, lambda: len(room.library.feeds()) == 7)
        await until(pilot, lambda: "line 3: b: broken" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.reader)
        await pilot.press("u")
        await until(pilot, lambda: len(room.library.feeds()) == 5)


async def test_the_mouse_moves_opens_and_changes_faces(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.click("#list", offset=(5, 4))
        assert app.reader.listing.cursor == 1
        await pilot.click("#list", offset=(5, 4))
        assert app.reader.is_in_panes
        await pilot.click("#top", offset=(15, 0))
        assert app.reader.shelf.level.kind == "river"
        await pilot.click("#foot", offset=(2, 0))
        assert len(app.screen_stack) == 2


@pytest.mark.parametrize("steps", [[Progress(0, 0, outcome="end", error="the refresher died")]])
async def test_errors_stand_in_the_footer_and_the_app_goes_on(room: Newsroom, steps: list[Progress]) -> None:
    wire = room.wire
    assert isinstance(wire, ScriptedWire)
    wire.steps = steps
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: "the refresher died" in text_of(app))
        await pilot.press("j")
        assert app.is_running


async def test_the_sample_of_another_process_is_left_alone(room: Newsroom, tmp_path: Path) -> None:
    with room_at(tmp_path / "news.db") as other:
        app = NewsreadApp(room, settings=SETTINGS)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("l", "b")
            assert len(other.library.bookmarks()) == 1, "two processes see one database"
