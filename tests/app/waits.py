"""Waiting for conditions, never for moments: a busy machine is late, not wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tui_reader.app.app import NewsreadApp

PATIENCE = 2_000  #: looks before a condition counts as not coming, 5 ms apart at least
ASKED = ("split", "compare", "page")  #: workers whose answers the panes wait for


async def until(pilot: Pilot[None], is_so: Callable[[], object]) -> None:
    """Let the app go on until a condition holds; AssertionError where it never does."""
    for _ in range(PATIENCE):
        await pilot.pause()
        if is_so():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("waited in vain")


def key_event(key: str) -> events.Key:
    """A key as the terminal would send it."""
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    return events.Key(key, " " if key == "space" else None)


async def type_words(pilot: Pilot[None], words: str) -> None:
    """Type a line as a quick hand does, no key waiting for what the one before does."""
    await pilot.pause()
    for character in words:
        pilot.app.post_message(key_event(character))
    await pilot.pause()


async def rest(pilot: Pilot[None]) -> None:
    """Until the panes have followed the list, and what they asked for has come."""
    app = pilot.app
    assert isinstance(app, NewsreadApp)

    def is_still() -> bool:
        waiting = any(worker.group in ASKED and not worker.is_finished for worker in app.workers)
        return app.reader._following is None and not waiting

    for _ in range(2):  # what came is laid out, and asks again where it has less room now
        await until(pilot, is_still)
        await pilot.pause()
