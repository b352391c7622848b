"""Every key in every view, at every size: nothing crashes, and one can always get out again."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.app.conftest import SETTINGS
from tui_reader.app.app import NewsreadApp
from tui_reader.app.commands import COMMANDS
from tui_reader.newsroom import Newsroom

VIEWS = {
    "stories": ("1",),
    "river": ("2",),
    "feeds": ("3",),
    "sources": ("4",),
    "saved": ("1", "l", "b", "5"),
    "panes": ("1", "l"),
    "text": ("2", "l", "tab"),
    "grid": ("1", "l", "c"),
    "feed": ("3", "l"),
    "speaker": ("4", "l"),
}
LEAVES = {"app.quit", "app.quit-now", "claim.open", "claim.note", "app.sample"}
TEXTUAL_NAMES = {
    "?": "question_mark", ":": "colon", "/": "slash", "'": "apostrophe", "\\": "backslash", "]": "right_square_bracket",
    "[": "left_square_bracket",
}  # fmt: skip
KEYS = [key for command in COMMANDS if command.scope == "reader" and command.id not in LEAVES for key in command.keys]


async def leave_modals(app: App[None], pilot: Pilot[None]) -> None:
    """Escape until the reader is on top."""
    for _ in range(4):
        if len(app.screen_stack) == 1:
            return
        await pilot.press("escape")
    assert len(app.screen_stack) == 1


@pytest.mark.parametrize("view", VIEWS)
async def test_every_key_in_every_view(view: str, room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36), notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        for key in KEYS:
            app.reader.wall.pinned = False
            for way in VIEWS[view]:
                await app.reader.do(app.reader.keys["reader", "enter" if way == "l" else way].id)
            await pilot.press(TEXTUAL_NAMES.get(key, key))
            await leave_modals(app, pilot)
            assert app.is_running
            assert app._exception is None
