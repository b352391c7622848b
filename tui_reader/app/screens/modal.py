"""What all screens over the reader share: they answer once."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Modal(ModalScreen[Answer], Generic[Answer]):
    """Asks or shows something over the reader."""

    def answer(self, result: Answer) -> None:
        """Close with an answer; keys that were typed ahead find the screen closed and do nothing."""
        if self.is_current:
            self.dismiss(result)
