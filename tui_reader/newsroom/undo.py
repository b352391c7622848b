"""What was done lately and how to take it back, several levels deep."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

LEVELS = 200
"""Steps remembered; older ones stay done."""


class Journal:
    """A stack of steps, each with its label and the call that takes it back."""

    def __init__(self) -> None:
        self._steps: deque[tuple[str, Callable[[], object]]] = deque(maxlen=LEVELS)

    def record(self, label: str, take_back: Callable[[], object]) -> str:
        """Remember a step; its label, for the status line."""
        self._steps.append((label, take_back))
        return label

    def undo(self) -> str | None:
        """Take the last step back; its label, None where nothing is left."""
        if not self._steps:
            return None
        label, take_back = self._steps.pop()
        take_back()
        return label

    def __len__(self) -> int:
        return len(self._steps)
