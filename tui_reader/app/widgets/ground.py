"""Lines drawn by hand on the background that the stylesheet gives their widget."""

from __future__ import annotations

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget


class Grounded(Widget):
    """A widget whose strips leave their background open; Textual does not lay one under lines of the Line API."""

    _ground: Style | None = None

    def notify_style_update(self) -> None:
        """The stylesheet may have changed the background."""
        self._ground = None
        super().notify_style_update()

    def grounded(self, strip: Strip) -> Strip:
        """`strip` with the widget's background where it has none of its own."""
        if self._ground is None:
            self._ground = Style(bgcolor=self.rich_style.bgcolor)
        return strip.apply_style(self._ground)
