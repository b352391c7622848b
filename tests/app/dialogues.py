"""Answering dialogues as a reader does: a `:` line, a line that is asked for, a row of a choice."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from tests.app.waits import type_words, until
from tui_reader.app.app import NewsreadApp
from tui_reader.app.screens.picker import Picker
from tui_reader.app.screens.prompt import Prompt


def is_asking(app: NewsreadApp, kind: type[object]) -> Callable[[], bool]:
    """Whether a dialogue of that kind is open."""
    return lambda: isinstance(app.screen, kind)


async def say_line(pilot: Pilot[None], words: str) -> None:
    """A `:` line."""
    await pilot.press("colon")
    await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
    await type_words(pilot, words)
    await pilot.press("enter")


async def answer_line(pilot: Pilot[None], words: str) -> None:
    """Another text in the line that is asked for."""
    await until(pilot, lambda: isinstance(pilot.app.screen, Prompt))
    screen = pilot.app.screen
    assert isinstance(screen, Prompt)
    screen.field.value = words
    await pilot.press("enter")


async def pick(pilot: Pilot[None], words: str) -> None:
    """The row of a choice that these words narrow it to."""
    await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
    await type_words(pilot, words)
    await pilot.press("enter")
