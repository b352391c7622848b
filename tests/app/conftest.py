"""Databases for the app's tests, made once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import _wait

from tests.app.fakes import make_sample, room_at
from tui_reader.app.settings import AppSettings
from tui_reader.newsroom import Newsroom

#: Digits open lists and nothing else: how fast a test types must not matter. `test_counts.py` has its own.
SETTINGS = AppSettings(refresh_on_start=False, refresh_minutes=0, theme="newsread-dark", count_within=0)


@pytest.fixture(scope="session", autouse=True)
def quick_pilot() -> Iterator[None]:
    """Let Textual's pilot look every 10 ms whether the app is idle, and not 20: each key is two such looks.

    Two looks still last longer than a frame. Idle is a tenth of the time at work, a twentieth is never reached on a
    busy machine, where each key then takes the whole second that the pilot has patience for.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_wait, "SLEEP_GRANULARITY", 0.01)
        patch.setattr(_wait, "SLEEP_IDLE", 0.001)
        yield


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample edition, ready to be copied."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    make_sample(path)
    return path


@pytest.fixture
def room(sample_file: Path, tmp_path: Path) -> Iterator[Newsroom]:
    """The sample edition as the reader's own news."""
    path = tmp_path / "news.db"
    shutil.copy(sample_file, path)
    with room_at(path) as newsroom:
        yield newsroom
