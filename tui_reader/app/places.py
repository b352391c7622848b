"""Where the reader left off, in each article and in all: kept a moment after keys have come to rest, and on leaving."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui_reader.app.render.claims import Claims
from tui_reader.app.session import Session
from tui_reader.errors import DatabaseBusy, NewsreadError

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen

KEEP_AFTER = 1.0  #: seconds that a cursor rests before its place is written


class Places:
    """Writes the claims that the cursors of open articles rest on, each once, and what is open."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self._resting: Timer | None = None
        self._kept: dict[int, int] = {}
        self.session = Session(screen)

    def moved(self) -> None:
        """A cursor has moved, or panes have opened: write once they rest, so that a killed reader finds it again."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.screen.set_timer(KEEP_AFTER, self.keep)

    def keep(self) -> None:
        """Write the places now. A database that cannot be written keeps nobody from going on or leaving."""
        for slot in self.screen.wall.slots:
            if slot.kind == "claims" and slot.article_id and isinstance(slot.document, Claims) and slot.document.items:
                index = slot.document.items[min(slot.cursor, len(slot.document.items) - 1)].index
                if self._kept.get(slot.article_id) != index:
                    self._kept[slot.article_id] = index
                    self.screen.errands.do(partial(self._remember, slot.article_id, index))
        self.session.keep()

    def leave(self) -> None:
        """Write the places, and all that is still to be written, before the end."""
        self.keep()
        with suppress(NewsreadError):
            self.screen.errands.settle()

    def _remember(self, article_id: int, index: int) -> None:
        try:
            self.screen.room.desk.remember_position(article_id, index)
        except DatabaseBusy:
            raise  # the next time
        except NewsreadError:
            self._kept.pop(article_id, None)
