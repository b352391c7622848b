"""Python's garbage is collected while the reader reads: looking through all there is takes longer than a key may."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Final

YOUNG: Final = 700
"""New objects after which Python looks through them: 0.1 ms."""

MIDDLE: Final = 3
"""Such looks after which what outlived them is looked through once more: 0.5 ms."""

NEVER: Final = 1_000_000
"""Such looks after which Python would look through everything, 40 ms, in the middle of whatever the reader does."""

REST: Final = 3.0  #: seconds without a key after which nobody waits
LOOK_EVERY: Final = 5.0  #: seconds between two looks whether the reader rests


class Sweep:
    """Says when everything is looked through: once in each rest, where something has come to be looked through."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._touched = now()

    def begin(self, every: Callable[[float, Callable[[], object]], object]) -> None:
        """Start collecting where the command line put it off until now; `every` calls again after so many seconds."""
        if gc.isenabled():
            return  # whoever else uses this process has its own mind about it
        gc.freeze()  # modules and stylesheets stay as long as the process
        gc.set_threshold(YOUNG, MIDDLE, NEVER)
        gc.enable()
        every(LOOK_EVERY, self.look)

    def touched(self) -> None:
        """A key was pressed."""
        self._touched = self._now()

    def look(self) -> None:
        """Collect if the reader rests and there is something to do."""
        if gc.get_count()[2] and self._now() - self._touched >= REST:
            gc.collect()
