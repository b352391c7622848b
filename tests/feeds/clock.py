"""An event loop whose time jumps: deadlines of twenty seconds are tested in no time, and always alike."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Jumping(selectors.SelectSelector):
    """Waits for nothing: where no socket is ready, the loop's clock is put forward instead."""

    ahead = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0.05 if timeout is None else 0.0)
        if not ready and timeout:
            self.ahead += timeout
        return ready


class JumpingLoop(asyncio.SelectorEventLoop):
    """An event loop that starts at second 0 and never really waits."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.ahead


def run_at_once(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` to its end in jumping time. It must not depend on threads or other processes."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        return runner.run(work)
