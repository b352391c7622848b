"""Panes side by side: a window over the open slots, as many as the width allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.containers import Horizontal

from tui_reader.app.layout import Arrangement
from tui_reader.app.render.article import Text
from tui_reader.app.render.claims import Claims
from tui_reader.app.render.document import Document
from tui_reader.app.render.ink import Ink
from tui_reader.app.widgets.ground import Backdrop
from tui_reader.app.widgets.pane import Pane


@dataclass(slots=True)
class Slot:
    """One open pane, on the screen or waiting beside it."""

    kind: str  #: "claims", "text", "grid" or "card"
    article_id: int = 0  #: whose article, 0 for none
    document: Document | None = None  #: what it shows, None until it comes into sight
    cursor: int = 0  #: item
    revealed: object = None  #: the pane in which what is lit was brought into sight
    is_lit: bool = True  #: its cursor is drawn: it is active, or it has the counterpart of the active one's claim


class PaneRow(Horizontal, Backdrop):
    """Shows slots `first` .. `first + count`; widgets are used again, slots are cheap."""

    DEFAULT_CSS = """
    PaneRow { width: 1fr; height: 100%; }
    PaneRow > Pane { border-left: vkey $foreground 20%; }
    PaneRow > Pane.-first-of-all { border-left: none; }
    """

    def __init__(self, ink: Ink) -> None:
        super().__init__(id="panes")
        self.ink = ink
        self.panes: list[Pane] = []
        self.first = 0
        self.count = 0

    def lay(self, slots: Sequence[Slot], arrangement: Arrangement) -> None:
        """Put the visible slots into panes; a pane whose document stays keeps its scrolling.

        Nothing is laid while the app ends: what was still under way must not turn a quick quit into an error.
        """
        if not self.is_attached:
            return
        self.first, self.count = arrangement.first, arrangement.count
        while len(self.panes) < self.count:
            pane = Pane(self.ink)
            self.panes.append(pane)
            self.mount(pane)
        for at, pane in enumerate(self.panes):
            is_shown = at < self.count
            pane.display = is_shown
            pane.set_class(at == 0 and arrangement.list_width == 0, "-first-of-all")
            if is_shown:
                slot = slots[self.first + at]
                pane.is_lit = slot.is_lit
                if slot.document is not None and pane.document is not slot.document:
                    pane.show(slot.document, slot.cursor)

    def rehead(self, slots: Sequence[Slot], article_id: int, facts: str) -> None:
        """Say other facts in the headers of an article whose words are the same: cursors and scrolling stay."""
        for at, slot in enumerate(slots):
            before, pane = slot.document, self.pane_of(at)
            if slot.article_id == article_id and isinstance(before, Claims | Text):
                slot.document = replace(before, facts=facts)
                if pane is not None and pane.document is before:
                    pane.rehead(slot.document)

    def pane_of(self, slot: int) -> Pane | None:
        """The widget that shows slot number `slot`, None while it is out of sight."""
        at = slot - self.first
        return self.panes[at] if 0 <= at < self.count else None

    def slot_of(self, pane: Pane) -> int:
        """The slot a widget shows, -1 for none."""
        return self.first + self.panes.index(pane) if pane in self.panes[: self.count] else -1

    def recolour(self, ink: Ink) -> None:
        """Draw with other styles or signs."""
        self.ink = ink
        for pane in self.panes:
            pane.recolour(ink)
