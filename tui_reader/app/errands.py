"""Small writes that nobody waits for: done at once, or as soon as another process lets go of the database."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from tui_reader.errors import DatabaseBusy, NewsreadError

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen

AGAIN_AFTER = 0.1  #: seconds until a database that was held is asked again


class Errands:
    """Writes in the order they were asked for. A refresh writes often: keys must not stand still meanwhile."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._left: deque[tuple[Callable[[], object], Callable[[], object]]] = deque()

    def __len__(self) -> int:
        return len(self._left)

    def do(self, write: Callable[[], object], then: Callable[[], object] = lambda: None) -> None:
        """Write, then show it; both now where the database is free. What else is wrong goes to the footer."""
        is_under_way = bool(self._left)
        self._left.append((write, then))
        if not is_under_way:
            self._go()

    def settle(self) -> None:
        """Do what is left, waiting for the database as everybody does. Raises DatabaseBusy; what is left then stays."""
        while self._left:
            self._do_first(nullcontext())

    def _go(self) -> None:
        """Do what can be done without waiting."""
        while self._left:
            try:
                self._do_first(self._screen.room.desk.hurried())
            except DatabaseBusy:
                self._screen.set_timer(AGAIN_AFTER, self._go)
                return

    def _do_first(self, patience: AbstractContextManager[object]) -> None:
        """Do the first that is left. Raises DatabaseBusy; another failure is said and holds up no other write."""
        write, then = self._left[0]
        try:
            with patience:
                write()
        except DatabaseBusy:
            raise
        except NewsreadError as error:
            self._screen.say(str(error), is_error=True)
            self._left.popleft()
            return
        self._left.popleft()
        then()
