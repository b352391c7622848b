"""A choice from a list with a line to narrow it: commands, help, links, saved searches, discovered feeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip
from textual.widgets import Input

from tui_reader.app.render import rows as draw
from tui_reader.app.render.ink import Ink
from tui_reader.app.screens.modal import Modal
from tui_reader.app.screens.prompt import Field, Line, complete, put, said_of
from tui_reader.app.screens.typing_aids import Completed, Completer, Recall
from tui_reader.app.widgets.virtual_list import VirtualList


@dataclass(frozen=True, slots=True)
class Pick:
    """One row of a choice."""

    id: str  #: what the choice gives back
    label: str  #: first, bright
    detail: str = ""  #: behind it, dim
    keys: str = ""  #: at the right
    is_heading: bool = False  #: cannot be chosen


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: a row, or the words typed where no row fits or the row takes words."""

    id: str  #: of the row, "" for words alone
    words: str  #: what stood in the line


def score(needle: str, pick: Pick) -> int:
    """How well a row fits what is typed, 0 for not at all: whole words first, then parts, then letters in order."""
    if not needle:
        return 1
    label, rest = pick.label.casefold(), f"{pick.id} {pick.detail} {pick.keys}".casefold()
    if needle == pick.keys.casefold() or needle in pick.keys.casefold().split():
        return 100
    if label.startswith(needle):
        return 90
    if f" {needle}" in f" {label}":
        return 80
    parts = needle.split()
    if all(part in label for part in parts):
        return 70
    if all(part in f"{label} {rest}" for part in parts):
        return 50
    letters = iter(label)
    return 20 if len(needle) > 2 and all(letter in letters for letter in needle) else 0


class PickFace:
    """Rows of a choice."""

    def __init__(self, picks: Sequence[Pick]) -> None:
        self.picks = picks
        self.widest = max((cell_len(pick.label) for pick in picks if pick.detail), default=0)

    def rows(self, ids: Sequence[int]) -> dict[int, Any]:
        """By place."""
        return {id_: self.picks[id_] for id_ in ids}

    def row_height(self, width: int, ink: Ink) -> int:
        """One line."""
        return 1

    def draw(self, row: Any, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """A heading or a row."""
        if row.is_heading:
            return draw.heading_lines(row.label, width, ink)
        column = min(self.widest, width * 2 // 5)
        return draw.pick_lines(row.label, row.detail, row.keys, width, ink, is_current, column=column)

    def is_stop(self, id_: int) -> bool:
        """Headings are none."""
        return not self.picks[id_].is_heading


class Picker(Modal[Choice | None]):
    """Asks for a row; None when it is left by Escape."""

    CSS = """
    Picker { align: center top; background: $background 40%; }
    Picker > Vertical { width: 90%; max-width: 96; height: auto; max-height: 88%; margin-top: 1; background: $surface;
                        border: round $primary; padding: 0; }
    Picker Horizontal { height: 1; width: 100%; }
    Picker #prompt { width: 3; }
    Picker Input { border: none; height: 1; width: 1fr; padding: 0; background: $surface; }
    Picker VirtualList { height: 30; max-height: 100%; width: 100%; margin-top: 1; background: $surface;
                         scrollbar-background: $surface; }
    """
    AUTO_FOCUS = "Input"

    def __init__(
        self,
        ink: Ink,
        title: str,
        picks: Sequence[Pick],
        *,
        sign: str = ">",
        value: str = "",
        is_free: bool = False,
        is_letters: bool = False,
        changed: Callable[[str], str] | None = None,
        completed: Completed | None = None,
        history: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.changed = changed
        self.completer = Completer(completed)
        self.recall = Recall(history)
        self.ink, self.heading, self.picks, self.sign, self.value = ink, title, picks, sign, value
        self.is_free, self.is_letters = is_free, is_letters
        self.shown: list[Pick] = []
        self.field = Field(value, select_on_focus=False)
        self.head = Line(ink, f" {title}", "dim")
        self.listing = VirtualList(ink, id="picks")

    def compose(self) -> ComposeResult:
        """A line and the list below it."""
        with Vertical():
            yield self.head
            with Horizontal():
                yield Line(self.ink, f" {self.sign} ", "key", id="prompt")
                yield self.field
            yield self.listing

    def on_mount(self) -> None:
        """All rows at first."""
        self._narrow(self.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list; where letters choose, choose."""
        if self.is_letters:
            found = [pick for pick in self.picks if pick.keys == event.value]
            if found:
                self.answer(Choice(found[0].id, event.value))
                return
        self.recall.leave(event.value)
        problem = self.changed(event.value) if self.changed else ""
        ways = self.completer.look(event.value, self.field.cursor_position)
        said, style = said_of(problem, ways, event.value)
        self.head.say(f" {said or self.heading}", style)
        self._narrow(event.value)

    def _narrow(self, words: str) -> None:
        needle = words.strip().casefold()
        if needle:
            scored = [(score(needle, pick), -at, pick) for at, pick in enumerate(self.picks) if not pick.is_heading]
            self.shown = [pick for value, _, pick in sorted(scored, key=lambda s: s[:2], reverse=True) if value]
            if not self.shown and self.is_free:
                first = needle.split(" ")[0]
                scored = [(score(first, pick), -at, pick) for at, pick in enumerate(self.picks) if not pick.is_heading]
                self.shown = [
                    pick for value, _, pick in sorted(scored, key=lambda s: s[:2], reverse=True) if value >= 50
                ]
        else:
            self.shown = list(self.picks)
        self.listing.show(PickFace(self.shown), range(len(self.shown)), None, "Nothing fits.")
        self.listing.move_to(0)
        self.on_resize()

    def on_resize(self) -> None:
        """The list takes what is there; that nothing fits takes two lines to say."""
        self.listing.styles.height = max(2, min(len(self.shown), max(3, self.size.height * 88 // 100 - 5)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter chooses."""
        event.stop()
        self._choose()

    def _choose(self) -> None:
        words = self.field.value
        current = self.listing.current
        if current is not None and self.shown and not self.shown[current].is_heading:
            self.answer(Choice(self.shown[current].id, words))
        elif self.is_free and words.strip():
            self.answer(Choice("", words))

    def on_virtual_list_chosen(self, event: VirtualList.Chosen) -> None:
        """A click on the highlighted row chooses it."""
        event.stop()
        self._choose()

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """Not the reader's list."""
        event.stop()

    def on_key(self, event: events.Key) -> None:
        """Arrows move while the line keeps the letters; above the first row they walk through earlier lines."""
        steps = {"down": 1, "ctrl+n": 1, "ctrl+j": 1, "up": -1, "ctrl+k": -1}
        if event.key in ("escape", "ctrl+c"):
            event.stop()
            self.answer(None)
        elif event.key in steps:
            event.stop()
            event.prevent_default()
            self._step(steps[event.key])
        elif event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            complete(self.field, self.completer, 1 if event.key == "tab" else -1)
        elif event.key in ("pagedown", "pageup"):
            event.stop()
            self.listing.page(0.9 if event.key == "pagedown" else -0.9)
        elif event.is_printable and event.character:  # typed before the line had the keys
            event.stop()
            self.field.insert_text_at_cursor(event.character)

    def _step(self, step: int) -> None:
        is_top = step < 0 and self.listing.cursor == 0
        line = self.recall.walk(step, self.field.value) if is_top or self.recall.is_walking else None
        if line is not None:
            put(self.field, line)
        else:
            self.listing.move(step)
