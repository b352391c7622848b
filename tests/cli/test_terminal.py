"""The reader started by the command in a real pseudo-terminal: it opens, it leaves at once, nothing stays behind."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are Unix's", allow_module_level=True)

PATIENCE = 30.0


def read_until(terminal: int, mark: bytes) -> bytes:
    """What the program wrote until `mark`, or until it closed the terminal. Fails where it takes too long."""
    seen, end = b"", time.monotonic() + PATIENCE
    while mark not in seen:
        ready, _, _ = select.select([terminal], [], [], end - time.monotonic())
        assert ready, f"no {mark!r} within {PATIENCE} s"
        try:
            seen += os.read(terminal, 65_536)
        except OSError:  # Linux says so when the other side is gone
            break
    return seen


def test_the_sample_opens_and_q_leaves(tmp_path: Path) -> None:
    main, side = pty.openpty()
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "COLUMNS": "100",
        "LINES": "30",
    }
    command = [sys.executable, "-m", "tui_reader", "--demo"]
    with subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env=environment) as child:
        os.close(side)
        assert b"Stories" in read_until(main, b"SAMPLE")
        os.write(main, b"\x11")  # ctrl+q
        read_until(main, b"\x1b[?1049l")
        assert child.wait(PATIENCE) == 0
    os.close(main)
    assert [name for name in os.listdir(tmp_path) if name.startswith("newsread-demo")] == []
    assert Path(tempfile.gettempdir()) != tmp_path  # the check above looked where the child looked, not here
