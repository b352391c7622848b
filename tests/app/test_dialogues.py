"""Every key in every dialogue: it stays there, nothing crashes, and Escape leads out."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual.screen import Screen

from tests.app.conftest import SETTINGS
from tests.app.test_walk import KEYS, WalkedApp, Way, go, press, until_alone
from tui_reader.newsroom import Newsroom

#: Dialogues over the reader: how each is opened.
DIALOGUES: dict[str, tuple[Way, ...]] = {
    "help": ("app.help",),
    "palette": ("app.palette",),
    "filter": ("list.river", "list.filter"),
    "search": ("list.search",),
    "provenance": ("list.stories", "move.in", "claim.provenance"),
    "evidence": ("list.stories", "move.in", "story.compare", "claim.provenance"),
    "revisions": ("list.river", "move.in", "article.revisions"),
    "annotate": ("list.stories", "move.in", "claim.annotate"),
    "merge": ("list.stories", "story.merge"),
    "split": ("list.stories", "story.split"),
    "jump": ("list.stories", "pane.jump"),
    "export": ("list.stories", "app.export"),
    "theme": ("app.theme",),
    "mute": ("list.muted",),
    "add": ("feed.add",),
    "remove": ("list.feeds", "feed.remove"),
    "edit": ("list.feeds", "feed.edit"),
}
CHANGING = frozenset({"split", "remove", "merge"})


async def opens(app: WalkedApp, ways: tuple[Way, ...]) -> bool:
    """Open a dialogue; once more where a key still on its way closed it at once."""
    for _ in range(3):
        await until_alone(app)
        await go(app, ways)
        for _ in range(1_000):
            if len(app.screen_stack) > 1:
                return True
            await asyncio.sleep(0.001)
    return False


@pytest.mark.parametrize("dialogue", DIALOGUES)
async def test_every_key_in_every_dialogue_stays_there(dialogue: str, room: Newsroom) -> None:
    app = WalkedApp(room, settings=SETTINGS)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        opened: Screen[Any] | None = None
        for key in [*KEYS, "q", "Z", "7"]:
            if dialogue in CHANGING and key in ("y", "Y", "enter"):
                continue  # a yes, after which there would be less to ask about
            if app.screen is not opened:
                assert await opens(app, DIALOGUES[dialogue]), dialogue
                opened = app.screen
            app.heard.clear()
            await press(app, key)
            if dialogue in CHANGING:
                await pilot.pause()  # any key but yes is a no and closes it; the next must not reach the reader
            assert app.is_running, key
            if app.screen is opened:
                assert app.heard == [], (key, "must not reach the reader below")
        await pilot.pause()
        await until_alone(app)
        assert app._exception is None
