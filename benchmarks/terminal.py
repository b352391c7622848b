"""A program in a pseudo-terminal: what it paints, when, and how soon it answers a key."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[ -/]*[0-~])")


def visible(raw: bytes) -> str:
    """The characters of `raw` without the sequences that colour and place them."""
    return _ESCAPES.sub(b"", raw).decode(errors="replace")


class ProgramEnded(Exception):
    """The program is gone; the message is the last it wrote."""


class Terminal:
    """A running program, its output read as it comes; times are `time.perf_counter` seconds."""

    def __init__(self, pid: int, handle: int, began: float) -> None:
        self.pid = pid
        self.began = began
        self._handle = handle
        self.seen = b""  #: everything so far

    def read(self, seconds: float) -> bytes:
        """What comes within `seconds`, as soon as something comes; b"" where nothing does."""
        if not select.select([self._handle], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            raw = os.read(self._handle, 1 << 16)
        except OSError as error:
            raise ProgramEnded(visible(self.seen)[-400:]) from error
        self.seen += raw
        return raw

    def wait_for(self, is_there: Callable[[str], bool], seconds: float) -> float | None:
        """Seconds until what came since now satisfies `is_there`; None where it did not in time."""
        began, raw = time.perf_counter(), b""
        while (left := began + seconds - time.perf_counter()) > 0:
            piece = self.read(left)
            at = time.perf_counter()
            raw += piece
            if piece and is_there(visible(raw)):
                return at - began
        return None

    def settle(self, quiet: float = 0.15, seconds: float = 20.0) -> float:
        """Read until nothing came for `quiet` seconds; seconds from now until the last byte."""
        began = last = time.perf_counter()
        while time.perf_counter() - began < seconds:
            if not self.read(quiet):
                break
            last = time.perf_counter()
        return last - began

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self._handle, keys)

    def latency(self, keys: bytes, is_there: Callable[[str], bool] = bool, seconds: float = 5.0) -> float | None:
        """Milliseconds from the key to its answer on the screen; waits for quiet before and after."""
        self.settle(quiet=0.03)
        self.press(keys)
        took = self.wait_for(is_there, seconds)
        return None if took is None else took * 1000


@contextlib.contextmanager
def opened(
    command: Sequence[str], env: Mapping[str, str], cwd: Path, size: tuple[int, int] = (40, 140)
) -> Iterator[Terminal]:
    """Run `command` in a terminal of `size` (rows, columns); killed at the end if it still runs."""
    began = time.perf_counter()
    pid, handle = pty.fork()
    if pid == 0:
        os.chdir(cwd)
        os.execvpe(command[0], list(command), {**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"})
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    try:
        yield Terminal(pid, handle, began)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(handle)
