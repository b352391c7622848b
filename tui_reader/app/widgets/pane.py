"""A pane on the Line API: a header that stays and a document that scrolls, cut into pages where it is a monster."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.render.document import Document, page_line, pages_of, stop_near
from tui_reader.app.render.ink import Ink
from tui_reader.app.widgets.scrolled import Scrolled


class Pane(Scrolled, can_focus=True, inherit_bindings=False):
    """Shows one document; keys are the screen's business."""

    DEFAULT_CSS = """
    Pane { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; scrollbar-gutter: stable; width: 1fr; }
    """
    ALLOW_SELECT = False

    @dataclass
    class Moved(Message):
        """The cursor rests on another item."""

        pane: Pane
        index: int

    @dataclass
    class Chosen(Message):
        """The current item was clicked once more."""

        pane: Pane
        index: int

    @dataclass
    class Focused(Message):
        """The pane has got the keys."""

        pane: Pane

    @dataclass
    class Laid(Message):
        """The pane has got another size."""

        pane: Pane

    def __init__(self, ink: Ink, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.ink = ink
        self.document: Document | None = None
        self.cursor = 0
        self.is_lit = True
        self._has_keys = False  # Textual's `has_focus` changes only after `on_focus` and `on_blur` were heard
        self._pages: list[tuple[int, int]] = [(0, 0)]
        self._page = 0
        self._lines: list[tuple[int, int]] = []
        self._starts: dict[int, int] = {}
        self._drawn: dict[tuple[int, bool], list[Strip]] = {}
        self._width = 1  # cells of a line: asked of Textual at a resize, not for every line drawn
        self._head: list[Strip] = []

    @property
    def _room(self) -> int:
        """Lines below the header."""
        below: int = self.size.height - len(self._head)
        return max(1, below)

    def show(self, document: Document, cursor: int = 0) -> None:
        """Show another document with its cursor on an item."""
        self.document = document
        self._pages = pages_of(document)
        self.cursor = stop_near(document, cursor)
        self._page = self._page_of(self.cursor)
        self._build()
        self.scroll_line(0)
        self._reveal()

    def update(self, document: Document) -> None:
        """The same document with other marks: cursor and scrolling stay."""
        self.document = document
        self._pages = pages_of(document)
        self.cursor = min(self.cursor, len(document) - 1)
        self._page = min(self._page, len(self._pages) - 1)
        self._build()

    def rehead(self, document: Document) -> None:
        """The same items under another header: nothing else is drawn again unless it takes another number of lines."""
        self.document = document
        before = len(self._head)
        self._make_head()
        self.redraw_rows(0, before)
        if len(self._head) != before:
            self.set_length(self._width, len(self._head) + len(self._lines))
            self._reveal()
            self.refresh()

    def recolour(self, ink: Ink) -> None:
        """Draw with other styles or signs."""
        self.ink = ink
        self._build()

    def scroll_line(self, y: int) -> None:
        """Scroll so that line `y` of the page is the first below the header."""
        self.scroll_to(0, max(0, min(y, self.max_scroll_y)), animate=False, force=True)

    def _page_of(self, index: int) -> int:
        return next((at for at, (begin, end) in enumerate(self._pages) if begin <= index < end), 0)

    def _build(self) -> None:
        """Lay out the page."""
        self._drawn.clear()
        self._lines, self._starts = [], {}
        if self.document is None or not self.size.width:
            return
        self._make_head()
        begin, end = self._pages[self._page]
        for index in range(begin, end):
            self._starts[index] = len(self._lines)
            self._lines += [(index, part) for part in range(len(self._draw(index, False)))]
        if len(self._pages) > 1:
            self._lines.append((-1, 0))
        self.set_length(self._width, len(self._head) + len(self._lines))
        self.refresh()

    def _make_head(self) -> None:
        if self.document is None or not self.size.width:
            return
        head = self.document.header(self._width, self.ink, self._has_keys, self.cursor)
        self._head = head if self.size.height >= 12 else head[: max(1, min(len(head) - 1, self.size.height // 4))]

    def _draw(self, index: int, is_current: bool) -> list[Strip]:
        assert self.document is not None
        key = (index, is_current)
        if key not in self._drawn:
            self._drawn[key] = self.document.draw(index, self._width, self.ink, is_current)
        return self._drawn[key]

    def render_line(self, y: int) -> Strip:
        """One line of the window, on the widget's background."""
        return self.grounded(self._line(y))

    def _line(self, y: int) -> Strip:
        """One line of the window."""
        width = self._width
        if self.document is None:
            return Strip.blank(width)
        if y < len(self._head):
            return self._head[y]
        at = y - len(self._head) + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width)
        index, part = self._lines[at]
        if index < 0:
            return page_line(self._page, len(self._pages), width, self.ink)
        is_current = self.is_lit and index == self.cursor and self.document.is_stop(index)
        strips = self._draw(index, is_current)
        strip = strips[part] if part < len(strips) else Strip.blank(width)
        if is_current and self.ink.row.bgcolor and strip.text.strip():
            strip = strip.apply_style(self.ink.row if self.has_focus else self.ink.row_idle)
        return strip

    def move(self, step: int) -> bool:
        """Move the cursor by stops; where there are none scroll by lines. False where it could not."""
        assert self.document is not None
        at, direction = self.cursor, 1 if step > 0 else -1
        for _ in range(abs(step)):
            following = at + direction
            while 0 <= following < len(self.document) and not self.document.is_stop(following):
                following += direction
            if not 0 <= following < len(self.document):
                break
            at = following
        if at == self.cursor:
            return self._scroll_by(step)
        self.move_to(at)
        return True

    def _scroll_by(self, lines: int) -> bool:
        """Scroll, over the page's edge to the next page."""
        offset, last = self.scroll_offset.y, self.max_scroll_y
        before, target = (self._page, offset), offset + lines
        if target > last and offset >= last and self._page + 1 < len(self._pages):
            self._turn(self._page + 1)
            self.scroll_line(0)
        elif target < 0 and self._page > 0 and offset == 0:
            self._turn(self._page - 1)
            self.scroll_line(self.max_scroll_y)
        else:
            self.scroll_line(target)
        return before != (self._page, self.scroll_offset.y)

    def _turn(self, page: int) -> None:
        self._page = page
        self._build()

    def move_to(self, index: int, *, is_quiet: bool = False) -> None:
        """Put the cursor on an item and bring it into sight; `is_quiet` tells nobody."""
        if self.document is None or not len(self.document):
            return
        index, before = stop_near(self.document, index), self.cursor
        has_moved = index != before
        self.cursor = index
        if self._page_of(index) != self._page:
            self._turn(self._page_of(index))
            self.scroll_line(0)
        self._reveal()
        self._make_head()
        self._redraw(before, index)
        if has_moved and not is_quiet:
            self.post_message(self.Moved(self, index))

    def reveal_line(self, index: int, part: int = 0) -> None:
        """Bring a line of an item into sight, a third down where it was not."""
        if self._page_of(index) != self._page:
            self._turn(self._page_of(index))
        at = self._starts.get(index, 0) + part
        if not self.scroll_offset.y <= at < self.scroll_offset.y + self._room - 1:
            self.scroll_line(at - self._room // 3)
        self.refresh()

    def _reveal(self) -> None:
        """Scroll no more than the current item needs, its end and a line of context included where they fit."""
        top = self._starts.get(self.cursor)
        if self.document is None or top is None or not self.size.height:
            return
        height = len(self._draw(self.cursor, False))
        offset = self.scroll_offset.y
        if top < offset or height >= self._room:
            self.scroll_line(0 if self.cursor == stop_near(self.document, self._pages[self._page][0]) else top - 1)
        elif top + height > offset + self._room:
            self.scroll_line(top + height - self._room)

    def page(self, fraction: float) -> None:
        """Move by a part of a screenful; the cursor goes along."""
        lines = max(1, int(abs(fraction) * self._room) - 1) * (1 if fraction > 0 else -1)
        top = self._starts.get(self.cursor, self.scroll_offset.y)
        if self.document is None or not self.document.is_stop(self.cursor):
            self._scroll_by(lines)
            return
        at = max(0, min(top + lines, len(self._lines) - 1))
        index = self._lines[at][0] if self._lines else 0
        if index < 0 or (index == self.cursor):
            self.move(1 if lines > 0 else -1)
        else:
            self.move_to(index)

    def end(self, is_bottom: bool) -> None:
        """To the first or last item."""
        if self.document is None:
            return
        target = len(self.document) - 1 if is_bottom else 0
        if self.document.is_stop(stop_near(self.document, target)):
            self.move_to(target)
        self._turn(self._page_of(target))
        self.scroll_line(self.max_scroll_y if is_bottom else 0)

    def resized(self) -> None:
        """Lines depend on the width."""
        self._width = max(1, self.scrollable_content_region.width)
        self._build()
        self._reveal()
        self.post_message(self.Laid(self))

    def on_focus(self) -> None:
        """The header shows who has the keys."""
        self._refocus(True)
        self.post_message(self.Focused(self))

    def on_blur(self) -> None:
        """The header shows who has the keys."""
        self._refocus(False)

    def _refocus(self, has_keys: bool) -> None:
        self._has_keys = has_keys
        self._make_head()
        self._redraw(self.cursor)

    def _redraw(self, *items: int) -> None:
        """The header and some items look different; what scrolls is drawn again as a whole anyway."""
        head = len(self._head)
        self.redraw_rows(0, head)
        for index in items:
            if index in self._starts:
                self.redraw_rows(head + self._starts[index] - self.scroll_offset.y, len(self._draw(index, False)))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on an item; a second one chooses it."""
        at = event.y - len(self._head) + self.scroll_offset.y
        if event.y < len(self._head) or not 0 <= at < len(self._lines) or self.document is None:
            return
        index = self._lines[at][0]
        if index < 0 or not self.document.is_stop(index):
            return
        if index == self.cursor:
            self.post_message(self.Chosen(self, index))
        else:
            self.move_to(index)
