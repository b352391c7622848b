"""The main job from one end to the other: a server, `newsread refresh`, the app, a bookmark that survives a restart."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.loopback import news_server
from tui_reader.app.app import NewsreadApp
from tui_reader.app.settings import AppSettings
from tui_reader.newsroom import Newsroom

PATIENCE = 1500
"""Turns of 20 ms that something in another process may take on a busy machine."""


def newsread(database: Path, *words: str, code: int = 0) -> list[dict[str, Any]]:
    """Run the command on the database; what it printed as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "tui_reader", "--db", str(database), *words], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (code, ""), done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Wait for what another process must do first."""
    for _ in range(PATIENCE):
        if condition():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never happened")


async def test_feeds_to_a_bookmark_that_survives(tmp_path: Path) -> None:
    database = tmp_path / "news.db"
    with news_server(items=3) as server:
        for outlet in (1, 2):
            await asyncio.to_thread(newsread, database, "add", f"{server.base}/feed/{outlet}")
        await asyncio.to_thread(newsread, database, "refresh", "--json")
        assert len(newsread(database, "river", "--json")) == 6

        with Newsroom.open(database) as room:
            app = NewsreadApp(room, settings=AppSettings(refresh_on_start=False))
            async with app.run_test(size=(120, 36)) as pilot:
                await until(pilot, lambda: room.library.story_ids())
                first = room.library.story_rows(room.library.story_ids(limit=1))[0].article_ids[0]
                await until(pilot, lambda: room.library.claims(first))
                await pilot.press("enter", "j", "b")
                await until(pilot, lambda: room.library.counts().saved)
                asked = len(server.asked)
                await pilot.press("R")
                await until(pilot, lambda: len(server.asked) >= asked + 2)
                await pilot.press("q", "q", "q")

    [saved] = newsread(database, "saved", "--json")
    claim = saved["claim"]
    assert claim["text"] in saved["paragraph"]
    assert saved["outlet"] in {"Outlet 1", "Outlet 2"}
    assert saved["url"].startswith(server.base)
