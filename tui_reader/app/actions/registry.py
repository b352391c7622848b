"""Which function does which command."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen

Deed = Callable[["ReaderScreen", str], "Coroutine[Any, Any, None] | None"]

DEEDS: dict[str, Deed] = {}


def does(*command_ids: str) -> Callable[[Deed], Deed]:
    """Declare a function the deed of commands; it is called with the screen and the argument of a `:` line.

    A plain function does it at once. A coroutine function may ask the reader something: it runs beside the screen.
    """

    def declare(deed: Deed) -> Deed:
        for id_ in command_ids:
            if id_ in DEEDS:
                raise ValueError(f"two deeds for {id_}")
            DEEDS[id_] = deed
        return deed

    return declare
