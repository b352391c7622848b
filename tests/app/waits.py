"""Waiting for conditions, never for moments: a busy machine is late, not wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

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


async def rest(pilot: Pilot[None]) -> None:
    """Until the panes have followed the list, and what they asked for has come."""
    app = pilot.app
    assert isinstance(app, NewsreadApp)

    def is_still() -> bool:
        waiting = any(worker.group in ASKED and not worker.is_finished for worker in app.workers)
        return app.reader._following is None and not waiting

    await until(pilot, is_still)
    await pilot.pause()
