"""A sheet over the reader: provenance, evidence, revisions. Reads and scrolls like a pane, Escape puts it away."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from tui_reader.app.render.document import Document
from tui_reader.app.render.ink import Ink
from tui_reader.app.screens.modal import Modal
from tui_reader.app.screens.prompt import Line
from tui_reader.app.widgets.pane import Pane

STEPS: Mapping[str, int] = {"j": 1, "down": 1, "k": -1, "up": -1}
PAGES: Mapping[str, float] = {
    "space": 1, "pagedown": 1, "ctrl+f": 1, "pageup": -1, "ctrl+b": -1, "ctrl+d": 0.5, "ctrl+u": -0.5
}  # fmt: skip


class Sheet(Modal[str | None]):
    """Shows one document; `keys` are answers: pressing one closes the sheet and gives it back."""

    CSS = """
    Sheet { align: center middle; background: $background 40%; }
    Sheet > Vertical { width: 94%; max-width: 104; height: 90%; background: $surface; border: round $primary; }
    Sheet Pane { height: 1fr; width: 100%; background: $surface; scrollbar-background: $surface; }
    Sheet Line { padding: 0 1; background: $surface; }
    """
    AUTO_FOCUS = "Pane"

    def __init__(self, ink: Ink, document: Document, keys: Mapping[str, str]) -> None:
        super().__init__()
        self.ink, self.document, self.keys = ink, document, keys
        self.pane = Pane(ink)

    def compose(self) -> ComposeResult:
        """The document and what can be pressed."""
        with Vertical():
            yield self.pane
            hints = [f"{key} {label}" for key, label in self.keys.items()]
            yield Line(self.ink, "  ".join(["Esc back", "j/k scroll", *hints]), "dim")

    def on_mount(self) -> None:
        """Show it."""
        self.pane.show(self.document)

    def on_pane_moved(self, event: Pane.Moved) -> None:
        """Not the reader's pane."""
        event.stop()

    def on_pane_focused(self, event: Pane.Focused) -> None:
        """Not the reader's pane."""
        event.stop()

    def on_pane_chosen(self, event: Pane.Chosen) -> None:
        """Not the reader's pane."""
        event.stop()

    def on_key(self, event: events.Key) -> None:
        """Scroll, answer or leave."""
        key = event.character if event.is_printable and event.character and event.character != " " else event.key
        pane = self.pane
        event.stop()
        event.prevent_default()
        if key in self.keys:
            self.answer(key)
        elif key in ("escape", "q", "h", "left", "enter", "ctrl+c"):
            self.answer(None)
        elif key in STEPS:
            pane.move(STEPS[key])
        elif key in PAGES:
            pane.page(PAGES[key])
        elif key in ("g", "home", "G", "end"):
            pane.end(key in ("G", "end"))
