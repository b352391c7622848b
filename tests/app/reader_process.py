"""The app as a process of its own, for tests in a pseudo-terminal: `python -m tests.app.reader_process DATABASE`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from tests.app.conftest import SETTINGS
from tests.app.fakes import room_at
from tui_reader.app.app import run

if __name__ == "__main__":
    with room_at(Path(sys.argv[1])) as room:
        sys.exit(run(room, replace(SETTINGS, theme="auto")))
