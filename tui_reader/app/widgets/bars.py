"""The two lines at the edges: faces and counts above, what is possible now and progress below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.render.ink import Ink
from tui_reader.app.render.words import cut, line, one_line, spread
from tui_reader.app.widgets.ground import Grounded


class TopBar(Grounded):
    """The faces of the list, which one is open, and how much there is."""

    DEFAULT_CSS = "TopBar { height: 1; width: 100%; }"
    ALLOW_SELECT = False

    @dataclass
    class Picked(Message):
        """A face was clicked."""

        face: int

    def __init__(self, ink: Ink, names: Sequence[str]) -> None:
        super().__init__(id="top")
        self.ink = ink
        self.names = tuple(names)
        self.active = 0
        self.right = ""
        self.flag = ""
        self.is_title = False
        self._edges: list[tuple[int, int]] = []

    def set(
        self, *, active: int | None = None, right: str | None = None, flag: str | None = None, is_title: bool = False
    ) -> None:
        """Change what it says; a title at the right is cut where it does not fit, numbers are left out."""
        before = (self.is_title, self.active, self.right, self.flag)
        self.is_title = is_title
        self.active = self.active if active is None else active
        self.right = self.right if right is None else right
        self.flag = self.flag if flag is None else flag
        if before != (self.is_title, self.active, self.right, self.flag):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the window, on the widget's background."""
        return self.grounded(self._line(y))

    def _line(self, y: int) -> Strip:
        """The line."""
        ink, width = self.ink, self.size.width
        ground = ink.head
        segments: list[Segment] = [Segment(" ", ground)]
        self._edges = []
        is_narrow = width < 60
        at = 1
        for number, name in enumerate(self.names):
            is_active = number == self.active
            words = f" {number + 1} {name} " if not is_narrow or is_active else f" {number + 1} "
            segments.append(Segment(words, ink.head_focus if is_active else ground))
            self._edges.append((at, at + cell_len(words)))
            at += cell_len(words)
        flag = f" {self.flag} " if self.flag else ""
        right = f" {one_line(self.right)} " if self.right else ""
        if at + cell_len(right) + cell_len(flag) > width:
            right = cut(right, max(0, width - at - cell_len(flag)), ink.glyphs.more) if self.is_title else ""
        tail = [Segment(right, ground), Segment(flag, ink.accent + Style(reverse=True))]
        return spread(segments, tail, width, ground)

    def on_click(self, event: events.Click) -> None:
        """A click on a name opens that face."""
        for number, (begin, end) in enumerate(self._edges):
            if begin <= event.x < end:
                self.post_message(self.Picked(number))


class Footer(Grounded):
    """Keys that do something now, or the last thing that was said; progress at the right."""

    DEFAULT_CSS = "Footer { height: 1; width: 100%; dock: bottom; }"
    ALLOW_SELECT = False

    @dataclass
    class Pressed(Message):
        """A key's name was clicked."""

        command: str

    def __init__(self, ink: Ink) -> None:
        super().__init__(id="foot")
        self.ink = ink
        self.hints: tuple[tuple[str, str, str], ...] = ()
        self.said = ""
        self.is_error = False
        self.progress = ""
        self.number = ""
        self._edges: list[tuple[int, int, str]] = []

    def hint(self, hints: Sequence[tuple[str, str, str]]) -> None:
        """Set what is possible now: (command id, key, label)."""
        if tuple(hints) != self.hints:
            self.hints = tuple(hints)
            self.refresh()

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Show one line in the place of the keys; "" brings them back."""
        self.said, self.is_error = words, is_error
        self.refresh()

    def set_progress(self, words: str) -> None:
        """Show what goes on behind, "" for nothing."""
        if words != self.progress:
            self.progress = words
            self.refresh()

    def set_number(self, digits: str) -> None:
        """Show the number typed so far, "" for none."""
        if digits != self.number:
            self.number = digits
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the window, on the widget's background."""
        return self.grounded(self._line(y))

    def _line(self, y: int) -> Strip:
        """The line."""
        ink, width = self.ink, self.size.width
        ground = Style(bgcolor=ink.head.bgcolor)
        room = width - 12 if self.said else width // 2
        right = [Segment(cut(f" {self.progress} ", room, ink.glyphs.more), ground + ink.good)] if self.progress else []
        right += [Segment(f" {self.number} ", ground + ink.key)] if self.number else []
        free = width - sum(cell_len(segment.text) for segment in right)
        self._edges = []
        if self.said:
            style = ground + (ink.error if self.is_error else ink.strong)
            return spread([Segment(" " + cut(self.said, free - 2, ink.glyphs.more), style)], right, width, ground)
        segments, at = [Segment(" ", ground)], 1
        for command, key, label in self.hints:
            words = cell_len(key) + 1 + cell_len(label) + 2
            if at + words > free:
                break
            segments += [Segment(key, ground + ink.key), Segment(f" {label}  ", ground + ink.dim)]
            self._edges.append((at, at + words, command))
            at += words
        return spread(segments, right, width, ground) if right else line(segments, width, ground)

    def on_click(self, event: events.Click) -> None:
        """A click on a hint does it."""
        for begin, end, command in self._edges:
            if begin <= event.x < end:
                self.post_message(self.Pressed(command))
