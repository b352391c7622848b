"""The yardstick of first paint: a Textual application with nothing in it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("ready to read")


if __name__ == "__main__":
    EmptyApp().run()
