"""A list of any length on the Line API: it asks for the rows it shows and keeps its highlight by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.render.ink import Ink
from tui_reader.app.widgets.scrolled import Scrolled

CHUNK = 48  #: rows asked for at once
KEPT = 3_000  #: rows and drawn rows remembered before starting over


class Face(Protocol):
    """Where a list gets its rows from, and how one looks."""

    def rows(self, ids: Sequence[int]) -> dict[int, Any]:
        """Rows by id; ids that are gone are left out."""

    def row_height(self, width: int, ink: Ink) -> int:
        """Lines of every row."""

    def draw(self, row: Any, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """A row as `row_height` lines of `width` cells."""

    def is_stop(self, id_: int) -> bool:
        """Whether the highlight may rest on a row."""


class VirtualList(Scrolled, can_focus=True, inherit_bindings=False):
    """Rows of one height, any number of them."""

    DEFAULT_CSS = """
    VirtualList { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """
    ALLOW_SELECT = False

    @dataclass
    class Moved(Message):
        """The highlight rests on another row."""

        list: VirtualList
        id: int

        can_replace_same_sender = True

        @property
        def control(self) -> VirtualList:
            """The list."""
            return self.list

    @dataclass
    class Chosen(Message):
        """A row was clicked that was highlighted already, or clicked twice."""

        list: VirtualList
        id: int

    def __init__(self, ink: Ink, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.ink = ink
        self.face: Face | None = None
        self.ids: Sequence[int] = ()
        self.cursor = 0
        self.empty = ""
        self._rows: dict[int, Any] = {}
        self._drawn: dict[tuple[int, bool], list[Strip]] = {}
        self._width = 1  # cells of a line: asked of Textual at a resize, not for every line drawn

    @property
    def current(self) -> int | None:
        """Id of the highlighted row, None in an empty list."""
        return self.ids[self.cursor] if 0 <= self.cursor < len(self.ids) else None

    @property
    def row_height(self) -> int:
        """Lines of a row at the present width."""
        return self.face.row_height(self._width, self.ink) if self.face else 1

    def show(self, face: Face, ids: Sequence[int], current: int | None = None, empty: str = "") -> None:
        """Show other rows; the highlight goes to the row `current`, else to the first."""
        self.face, self.ids, self.empty = face, ids, empty
        self.cursor = self._index_of(current, 0)
        while self.cursor + 1 < len(ids) and not face.is_stop(ids[self.cursor]):
            self.cursor += 1
        self.forget()
        self._resize()
        self.scroll_line(max(0, self.cursor * self.row_height - self.size.height // 2))
        self._reveal()
        self._announce()

    def replace(self, ids: Sequence[int]) -> None:
        """The same list with rows come or gone: highlight and its line on the screen stay.

        Only what looks different is drawn again; `forget` brings the ages of the others up to date.
        """
        current, at = self.current, self.cursor
        line = at * self.row_height - self.scroll_offset.y
        before, known = self._in_sight(), self._rows
        self.ids = ids
        self.cursor = self._index_of(current, at)
        self._rows = {}
        self._resize()
        self.scroll_line(max(0, self.cursor * self.row_height - line))
        self._reveal()
        after = self._in_sight()
        self._drawn = {key: strips for key, strips in self._drawn.items() if self._is_same(key[0], known)}
        changed = [n for n, id_ in enumerate(after) if id_ not in before or not self._is_same(id_, known)]
        if len(after) != len(before):
            self.refresh()
        elif changed or after != before:
            first, height = self.scroll_offset.y // self.row_height, self.row_height
            for n in changed if after == before else range(len(after)):
                self.refresh_lines((first + n) * height, height)
        if self.current != current:
            self._announce()

    def _in_sight(self) -> list[int]:
        """Ids of the rows on the screen, from the first that is partly seen; their rows are asked for."""
        if not self.ids or not self.size.height:
            return []
        first = self.scroll_offset.y // self.row_height
        ids = list(self.ids[first : first + self.size.height // self.row_height + 1])
        for n, id_ in enumerate(ids, first):
            self._ask(n, id_)
        return ids

    def _is_same(self, id_: int, known: dict[int, Any]) -> bool:
        """Whether a row is in memory and as it was in `known`."""
        return id_ in self._rows and id_ in known and bool(self._rows[id_] == known[id_])

    def forget(self) -> None:
        """Rows have changed: ask for them again."""
        self._rows.clear()
        self._drawn.clear()
        self.refresh()

    def recolour(self, ink: Ink) -> None:
        """Draw with other styles or signs."""
        self.ink = ink
        self.forget()
        self._resize()

    def scroll_line(self, y: int) -> None:
        """Scroll so that line `y` is the first in sight."""
        self.scroll_to(0, max(0, min(y, self.max_scroll_y)), animate=False, force=True)

    def _index_of(self, id_: int | None, fallback: int) -> int:
        if id_ is not None:
            try:
                return self.ids.index(id_)
            except ValueError:
                pass
        return max(0, min(fallback, len(self.ids) - 1))

    def _resize(self) -> None:
        self.set_length(self._width, max(1, len(self.ids) * self.row_height))

    def resized(self) -> None:
        """Widths are part of every drawn row."""
        self._width = max(1, self.scrollable_content_region.width)
        self._drawn.clear()
        self.refresh()
        self._resize()
        self._reveal()

    def move(self, step: int) -> bool:
        """Move the highlight by rows; False where it could not."""
        return self.move_to(self.cursor + step, 1 if step > 0 else -1)

    def move_to(self, index: int, direction: int = 1) -> bool:
        """Highlight row `index`, or the next one in `direction` that can be."""
        index = max(0, min(index, len(self.ids) - 1))
        while self.face and 0 <= index < len(self.ids) and not self.face.is_stop(self.ids[index]):
            index += direction
        if not 0 <= index < len(self.ids) or index == self.cursor:
            return False
        before, offset = self.cursor, self.scroll_offset.y
        self.cursor = index
        self._reveal()
        if self.scroll_offset.y == offset:  # nothing scrolled: two rows are all that changed
            self._redraw(before)
            self._redraw(index)
        self._announce()
        return True

    def select(self, id_: int) -> bool:
        """Highlight the row with an id; False where it is not in the list."""
        try:
            index = self.ids.index(id_)
        except ValueError:
            return False
        return index == self.cursor or self.move_to(index)

    def page(self, fraction: float) -> None:
        """Move by a part of a screenful."""
        rows = max(1, int(abs(fraction) * self.size.height / self.row_height))
        self.move(rows if fraction > 0 else -rows)

    def _announce(self) -> None:
        current = self.current
        if current is not None:
            self.post_message(self.Moved(self, current))

    def _reveal(self) -> None:
        """Scroll no more than needed, with a row of context where there is room."""
        height, row = self.size.height, self.row_height
        if not height or not self.ids:
            return
        context = row if height >= 5 * row else 0
        top = self.cursor * row
        offset = self.scroll_offset.y
        if top - context < offset:
            self.scroll_line(max(0, top - context))
        elif top + row + context > offset + height:
            self.scroll_line(top + row + context - height)

    def row(self, id_: int) -> Any | None:
        """The row with an id, asking for its neighbours too."""
        if id_ not in self._rows and self.face:
            if len(self._rows) > KEPT:
                self._rows.clear()
            self._rows.update(self.face.rows([id_]))
        return self._rows.get(id_)

    def _ask(self, index: int, id_: int) -> None:
        """Have the row of an id in memory, and those around it."""
        if id_ not in self._rows and self.face is not None:
            begin = index - index % CHUNK
            self._rows.update(self.face.rows(self.ids[begin : begin + CHUNK]))

    def _lines(self, index: int) -> list[Strip]:
        assert self.face is not None
        is_current = index == self.cursor
        key = (self.ids[index], is_current)
        if key not in self._drawn:
            if len(self._drawn) > KEPT:
                self._drawn.clear()
            self._ask(index, key[0])
            row = self.row(key[0])
            blank = [Strip.blank(self._width)] * self.row_height
            self._drawn[key] = self.face.draw(row, self._width, self.ink, is_current) if row is not None else blank
        return self._drawn[key]

    def render_line(self, y: int) -> Strip:
        """One line of the window, on the widget's background."""
        return self.grounded(self._line(y))

    def _line(self, y: int) -> Strip:
        """One line of the window."""
        width = self._width
        if self.face is None or not self.ids:
            return self._empty_line(y, width)
        index, part = divmod(y + self.scroll_offset.y, self.row_height)
        if index >= len(self.ids):
            return Strip.blank(width)
        lines = self._lines(index)
        strip = lines[part] if part < len(lines) else Strip.blank(width)
        if index == self.cursor and (self.ink.row.bgcolor or part == 0):
            strip = strip.apply_style(self.ink.row if self.has_focus else self.ink.row_idle)
        return strip

    def _empty_line(self, y: int, width: int) -> Strip:
        from rich.segment import Segment

        from tui_reader.app.render.words import line, plain, wrap

        empty = plain(self.empty)  # it may repeat a filter that was handed over, and not typed into a line
        rows = wrap(empty, max(2, width - 4))
        words = empty[slice(*rows[y - 1])] if 0 < y <= len(rows) else ""
        return line([Segment("  " + words, self.ink.dim)], width, self.ink.text)

    def on_focus(self) -> None:
        """The highlight shows who has the keys."""
        self._redraw(self.cursor)

    def on_blur(self) -> None:
        """The highlight shows who has the keys."""
        self._redraw(self.cursor)

    def _redraw(self, index: int) -> None:
        height = self.row_height
        self.redraw_rows(index * height - self.scroll_offset.y, height)

    def on_click(self, event: events.Click) -> None:
        """A click highlights; a second one opens."""
        index = (event.y + self.scroll_offset.y) // self.row_height
        if not 0 <= index < len(self.ids):
            return
        is_again = index == self.cursor or event.chain > 1
        self.move_to(index)
        if is_again and self.current is not None:
            self.post_message(self.Chosen(self, self.current))
