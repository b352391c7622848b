"""Numbers before a key: `5j`, `10G`, `3u`; and what becomes of the digits that open lists.

A digit that opens a list does so at once. When a key that takes a number follows quicker than one looks up
(`AppSettings.count_within`), the digit was the begin of a number: the reader is back where the digit was pressed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui_reader.app.commands import NUMBERS, Command
from tui_reader.app.shelf import KINDS, ShelfPlace

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen

MOST_DIGITS = 6  #: more are ignored
FACES = frozenset(f"list.{kind}" for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader was before a digit opened a list."""

    shelf: ShelfPlace  #: lists, and the highlighted row
    is_in_panes: bool  #: who had the keys
    is_list_hidden: bool  #: likewise
    is_zoomed: bool  #: likewise
    active: int  #: pane

    @classmethod
    def of(cls, screen: ReaderScreen) -> Place:
        """The present one."""
        wall = screen.wall
        return cls(ShelfPlace.of(screen.shelf), screen.is_in_panes, screen.is_list_hidden, wall.is_zoomed, wall.active)

    def restore(self, screen: ReaderScreen) -> None:
        """Go back there; the panes have not followed yet."""
        self.shelf.restore(screen.shelf)
        if self.is_in_panes:
            screen.is_list_hidden, screen.wall.is_zoomed = self.is_list_hidden, self.is_zoomed
            screen.wall.focus(self.active)


class Counts:
    """Collects the digits typed before a key."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self.digits = ""
        self._place: Place | None = None  # not None: the one digit so far opened a list
        self._at = 0.0
        self._spent = ""

    @property
    def patience(self) -> float:
        """Seconds the panes wait before they follow a list that a digit opened: it may have been a number."""
        return self.screen.settings.count_within / 1000 if self._place is not None else 0.0

    async def hear(self, key: str, command: Command | None, at: float) -> bool:
        """Take a key pressed `at` (seconds) that belongs to a number; False: it means what it always means."""
        spent, self._spent = self._spent, ""
        digits, place = self.digits, self._place
        is_late = place is not None and (at - self._at) * 1000 > self.screen.settings.count_within
        if is_late:
            digits, place = "", None
        self._hold("")
        if len(key) == 1 and key in "0123456789":
            return await self._digit(key, command, digits, place, at)
        if not digits:
            return key == spent  # the second g of 10gg
        if command is None or command.takes not in NUMBERS:
            return place is None and key == "escape"
        if place is not None:
            place.restore(self.screen)
        await self.screen.do(command.id, digits)
        self._spent = key if command.id == "move.top" else ""
        if place is not None and not self.screen.foot.said:
            what = f"number {digits}" if command.takes == "ROW" else f"{command.label}, {digits} times"
            self.screen.say(f"{digits}{key}: {what} ({digits} alone opens its list)")
        return True

    async def _digit(self, key: str, command: Command | None, digits: str, place: Place | None, at: float) -> bool:
        screen = self.screen
        if digits:
            if place is not None:
                place.restore(screen)
            self._hold((digits + key)[:MOST_DIGITS])
            return True
        if command is None:
            self._hold(key.strip("0"))
            return key != "0"
        if command.id in FACES and screen.settings.count_within:
            before = Place.of(screen)
            await screen.do(command.id)
            self.digits, self._place, self._at = key, before, at
            return True
        return False

    def _hold(self, digits: str) -> None:
        self.digits, self._place = digits, None
        self.screen.foot.set_number(digits)
