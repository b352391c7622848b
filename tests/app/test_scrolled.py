"""Parts that scroll: their bars look as Textual's, and they change their length without a layout of the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tests.app.conftest import SETTINGS
from tests.app.test_hostile import text_of
from tests.app.waits import rest
from tui_reader.app.app import NewsreadApp
from tui_reader.app.widgets.scrolled import QuickBar, Scrolled
from tui_reader.newsroom import Newsroom


class Part(Scrolled):
    """Numbered lines."""

    DEFAULT_CSS = "Part { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; height: 12; }"

    def render_line(self, y: int) -> Strip:
        """A number."""
        return self.grounded(Strip.blank(3))


class Parts(App[None]):
    """One such part."""

    def compose(self) -> ComposeResult:
        """It alone."""
        yield Part()


@pytest.mark.parametrize(("lines", "at"), [(13, 0), (40, 7), (40, 28), (5_000, 0), (5_000, 2_500), (5_000, 4_988)])
async def test_a_bar_is_drawn_as_textual_draws_it(lines: int, at: int) -> None:
    app = Parts()
    async with app.run_test(size=(20, 12)) as pilot:
        part = app.query_one(Part)
        part.set_length(19, lines)
        await pilot.pause()
        part.scroll_to(0, at, animate=False, force=True)
        await pilot.pause()
        bar = cast(QuickBar, part.vertical_scrollbar)
        assert isinstance(bar, QuickBar) and bar.display and part.scroll_offset.y == at
        for state in (False, True):
            bar.mouse_over = state
            whole = Region(0, 0, 1, bar.size.height)
            drawn = [list(line) for line in bar.render_lines(whole)]
            assert drawn == [list(line) for line in ScrollBar.render_lines(bar, whole)]
        assert len(bar.render_lines(Region(0, 3, 1, 4))) == 4


async def test_a_bar_comes_and_goes_with_the_length() -> None:
    app = Parts()
    async with app.run_test(size=(20, 12)) as pilot:
        part = app.query_one(Part)
        for lines, is_there in ((40, True), (5, False), (13, True)):
            part.set_length(19, lines)
            await pilot.pause()
            assert part.show_vertical_scrollbar is is_there
            assert part.max_scroll_y == max(0, lines - 12)


async def test_other_articles_are_shown_without_a_layout_of_the_screen(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 30)) as pilot:
        await rest(pilot)
        screen = app.reader
        await pilot.press("2")
        await rest(pilot)
        await pilot.press("j")  # both panes are there from here on
        await rest(pilot)
        bars = [pane.show_vertical_scrollbar for pane in screen.pane_row.panes]
        layouts: list[object] = []
        screen.screen_layout_refresh_signal.subscribe(screen, layouts.append, immediate=True)
        before = screen.wall.article_id
        await pilot.press("j")
        await rest(pilot)
        assert screen.wall.article_id != before
        assert not layouts or bars != [pane.show_vertical_scrollbar for pane in screen.pane_row.panes]


async def test_a_note_comes_into_the_header_and_moves_nothing(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 30)) as pilot:
        await rest(pilot)
        await pilot.press("2")
        await rest(pilot)
        await pilot.press("l", "j")
        await rest(pilot)
        screen = app.reader
        article = room.library.article(screen.wall.article_id)
        panes = screen.pane_row.panes[: screen.pane_row.count]
        for pane in panes:
            pane.set_length(40, 400)  # long enough to be scrolled
            pane.scroll_line(2)
        await pilot.pause()
        before = [(pane.cursor, pane.scroll_offset.y) for pane in panes]
        assert screen.wall.slots[0].cursor == panes[0].cursor > 0
        facts = screen.wall.documents.renote(replace(article, note="brief"), screen.ink)
        screen.pane_row.rehead(screen.wall.slots, article.id, facts)
        await pilot.pause()
        assert "brief" in text_of(app)
        assert [(pane.cursor, pane.scroll_offset.y) for pane in panes] == before
        assert all(slot.document is pane.document for slot, pane in zip(screen.wall.slots, panes, strict=True))
