"""What each command does: one function a command."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from tui_reader.app.actions import articles, asking, claims, export, feeds, lists, movement, panes, rest, tags
from tui_reader.app.actions.arguments import described
from tui_reader.app.actions.registry import DEEDS
from tui_reader.app.commands import BY_ID
from tui_reader.errors import NewsreadError, QueryError

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen

__all__ = [
    "DEEDS",
    "articles",
    "asking",
    "claims",
    "export",
    "feeds",
    "lists",
    "movement",
    "panes",
    "perform",
    "rest",
    "tags",
]


TURNS = 10  #: of the event loop that a dialogue gets to open in; one that asks the network first opens later


async def perform(command_id: str, screen: ReaderScreen, argument: str = "") -> None:
    """Do a command. What asks the reader something goes on beside the screen; errors go to the footer."""
    command = BY_ID[command_id]
    if argument and not command.takes:
        screen.say(f"{command.label} takes no words after it: {argument}", is_error=True)
        return
    try:
        work = DEEDS[command_id](screen, argument)
    except NewsreadError as error:
        _complain(screen, error)
        return
    if work is not None:
        worker = screen.run_worker(_guarded(work, screen), group="dialog", exit_on_error=False)
        for _ in range(TURNS):  # a dialogue opens before the next key is heard, so that keys typed ahead reach it
            if worker.is_finished or not screen.is_active:
                break
            await asyncio.sleep(0)


async def _guarded(work: Coroutine[Any, Any, None], screen: ReaderScreen) -> None:
    """Errors of a dialogue go to the footer."""
    try:
        await work
    except NewsreadError as error:
        _complain(screen, error)
    screen.show_hints()


def _complain(screen: ReaderScreen, error: NewsreadError) -> None:
    screen.say(described(error) if isinstance(error, QueryError) else str(error), is_error=True)
