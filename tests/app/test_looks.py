"""Looks that can be chosen: plain signs, density, themes, none of which hides anything."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.app.conftest import SETTINGS
from tests.app.test_hostile import drawn, text_of
from tests.app.test_walk import go, until_alone
from tests.app.waits import rest
from tui_reader.app.app import NewsreadApp
from tui_reader.app.themes import OWN
from tui_reader.newsroom import Newsroom

BOXES = re.compile("[\u2500-\u25ff\u2190-\u21ff\u2260-\u2265\u2600-\u27ff\ue000-\uf8ff]")
VIEWS = (
    ("list.stories",),
    ("list.river", "move.bottom", "move.in"),
    ("list.stories", "move.in", "story.compare"),
    ("list.feeds",),
    ("list.sources", "move.in"),
    ("list.saved",),
    ("app.help",),
    ("list.stories", "move.in", "claim.provenance"),
    ("list.filter",),
)


@pytest.mark.parametrize("size", [(80, 16), (160, 30)], ids=str)
async def test_plain_signs_are_all_plain(size: tuple[int, int], room: Newsroom) -> None:
    room.desk.save_claim(room.library.article_ids()[3], 1)
    app = NewsreadApp(room, settings=replace(SETTINGS, glyphs="ascii"))
    async with app.run_test(size=size) as pilot:
        for ways in VIEWS:
            await go(app, ways)
            await rest(pilot)
            for line in drawn(app):
                assert not BOXES.search(line), (ways, line)
            await until_alone(app)


async def test_compact_shows_more_of_the_same(room: Newsroom) -> None:
    heights = {}
    for density in ("comfortable", "compact"):
        app = NewsreadApp(room, settings=replace(SETTINGS, density=density))
        async with app.run_test(size=(80, 40)) as pilot:
            await go(app, ("list.river", "move.in"))
            await rest(pilot)
            pane = app.reader.wall.pane
            assert pane is not None
            heights[density] = pane.virtual_size.height
    assert heights["compact"] < heights["comfortable"]


@pytest.mark.parametrize("theme", [*(theme.name for theme in OWN), "ansi-dark", "ansi-light", "nord", "textual-light"])
async def test_every_theme_shows_the_same_words(theme: str, room: Newsroom) -> None:
    app = NewsreadApp(room, settings=replace(SETTINGS, theme=theme))
    async with app.run_test(size=(110, 30)) as pilot:
        await rest(pilot)
        assert app.theme == theme
        words = text_of(app)
        assert "Stories" in words and "?" in words and "outlets" in words
        await go(app, (("app.theme", "newsread-light"),))
        await pilot.pause()
        assert app.theme == "newsread-light" and text_of(app) == words, "colours change, words stay"
