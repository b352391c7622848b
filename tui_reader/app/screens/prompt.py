"""One line at the foot of the screen: a filter, a search, an address, a yes or no. What is above stays in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.strip import Strip
from textual.widgets import Input

from tui_reader.app.render.ink import Ink
from tui_reader.app.render.words import cut, line, one_line
from tui_reader.app.screens.modal import Modal
from tui_reader.app.screens.typing_aids import Completed, Completer, Recall
from tui_reader.app.widgets.ground import Grounded


class Line(Grounded):
    """One line of plain words."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self, ink: Ink, words: str = "", style: str = "dim", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ink, self.words, self.style_name = ink, words, style

    def say(self, words: str, style: str | None = None) -> None:
        """Change the words."""
        self.words, self.style_name = words, style or self.style_name
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the window, on the widget's background."""
        return self.grounded(self._line(y))

    def _line(self, y: int) -> Strip:
        """The line."""
        style = getattr(self.ink, self.style_name)
        return line(
            [Segment(cut(self.words, self.size.width, self.ink.glyphs.more), style)], self.size.width, self.ink.text
        )


class Field(Input):
    """An input that shows nothing unseen: what stands in it may come from a feed or the clipboard."""

    def validate_value(self, value: str) -> str:
        """Controls become blanks."""
        return one_line(value)


class Prompt(Modal[str | None]):
    """Asks for one line; None when it is left by Escape."""

    CSS = """
    Prompt { align: left bottom; background: transparent; }
    Prompt > #hint { dock: bottom; height: 1; margin-bottom: 1; background: $panel; padding: 0 1; }
    Prompt > Horizontal { height: 1; width: 100%; background: $panel; dock: bottom; }
    Prompt #label { width: auto; background: $panel; }
    Prompt Input { border: none; height: 1; width: 1fr; padding: 0; background: $panel; }
    """
    AUTO_FOCUS = "Input"

    def __init__(
        self,
        ink: Ink,
        label: str,
        value: str = "",
        *,
        hint: str = "",
        changed: Callable[[str], str] | None = None,
        completed: Completed | None = None,
        history: Sequence[str] = (),
        is_suggestion: bool = False,
    ) -> None:
        super().__init__()
        self.ink, self.label, self.value, self.hint = ink, label, value, hint
        self.changed = changed
        self.completer = Completer(completed)
        self.recall = Recall(history)
        self.field = Field(value, select_on_focus=is_suggestion)  # what is only suggested goes when one types
        self.hints = Line(ink, hint, id="hint")

    def compose(self) -> ComposeResult:
        """Label and input, a hint above."""
        yield self.hints
        with Horizontal():
            label = Line(self.ink, f" {self.label} ", "key", id="label")
            label.styles.width = len(self.label) + 2
            yield label
            yield self.field

    def on_mount(self) -> None:
        """What may be typed, or how to go on with what stands there; no hint, no line for it."""
        self._hint(self.completer.look(self.value, len(self.value)) if not self.hint else "")

    def _hint(self, words: str, style: str = "dim") -> None:
        self.hints.display = bool(words or self.hint)
        self.hints.say(words or self.hint, style)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell who wants to follow; what it answers is shown as an error."""
        self.recall.leave(event.value)
        problem = self.changed(event.value) if self.changed else ""
        ways = self.completer.look(event.value, self.field.cursor_position)
        self._hint(*said_of(problem, ways, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The line is ready."""
        event.stop()
        self.answer(event.value)

    def on_key(self, event: events.Key) -> None:
        """Escape leaves, up and down walk through earlier lines, tab completes."""
        field = self.field
        if event.key in ("escape", "ctrl+c"):
            event.stop()
            self.answer(None)
        elif event.key in ("up", "down"):
            event.stop()
            line = self.recall.walk(1 if event.key == "down" else -1, field.value)
            if line is not None:
                put(field, line)
        elif event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            complete(field, self.completer, 1 if event.key == "tab" else -1)
        elif event.is_printable and event.character:  # typed before the line had the keys
            event.stop()
            field.insert_text_at_cursor(event.character)


def said_of(problem: str, ways: str, typed: str) -> tuple[str, str]:
    """What stands over a line that is being typed, and its style: a word that can still be completed is no mistake."""
    is_unfinished = bool(ways) and (typed[-1:].isalnum() or typed.endswith((":", "-", "#")))
    return (problem, "error") if problem and not is_unfinished else (ways, "dim")


def put(field: Input, text: str, cursor: int | None = None) -> None:
    """Another line in the field, the cursor at its end or where it is wanted."""
    field.value = text
    field.cursor_position = len(text) if cursor is None else cursor


def complete(field: Input, completer: Completer, step: int) -> None:
    """Go on with the line in the next way there is."""
    way = completer.turn(step)
    if way is not None:
        put(field, way.text, way.cursor)


class Question(Modal[bool]):
    """Asks for a yes; anything but y and Enter is a no."""

    CSS = """
    Question { align: left bottom; background: transparent; }
    Question > Line { dock: bottom; height: 1; width: 100%; background: $panel; padding: 0 1; }
    """

    def __init__(self, ink: Ink, words: str) -> None:
        super().__init__()
        self.ink, self.words = ink, words

    def compose(self) -> ComposeResult:
        """One line."""
        yield Line(self.ink, f"{self.words}  y yes, n no", "accent")

    def on_key(self, event: events.Key) -> None:
        """The answer."""
        event.stop()
        event.prevent_default()
        self.answer(event.key in ("y", "Y", "enter"))
