"""What scrolls: a part of the screen whose length changes without the screen being laid out anew."""

from __future__ import annotations

from math import ceil

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.widgets.ground import Grounded


class QuickBar(ScrollBar):
    """A vertical scrollbar that makes each kind of its lines once; Textual's way costs as much as a pane's words."""

    def __init__(self, thickness: int = 1) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._lines: list[Strip] = []
        self._lines_for: tuple[object, ...] = ()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the part in sight."""
        bar = self.render()
        assert isinstance(bar, ScrollBarRender) and isinstance(bar.style, Style)
        filters, background, size = self.get_line_filters(), self.background_colors[1], self.size
        key = (type(bar), size, bar.virtual_size, bar.window_size, bar.position, bar.style, background, *filters)
        if key != self._lines_for:
            self._lines_for = key
            kinds: dict[Segment, Strip] = {}
            for segment in (segments := _segments(bar, size)):
                if segment not in kinds:
                    kinds[segment] = Strip(Segment.apply_style([segment], self.rich_style), size.width)
                    for one in filters:
                        kinds[segment] = kinds[segment].apply_filter(one, background)
            self._lines = [kinds[segment] for segment in segments]
        lines = self._lines[crop.y : crop.bottom]
        return lines if crop.column_span == (0, size.width) else [line.crop(*crop.column_span) for line in lines]


def _segments(bar: ScrollBarRender, size: Size) -> list[Segment]:
    """One segment a line."""
    assert isinstance(bar.style, Style)
    back, front = bar.style.bgcolor, bar.style.color
    assert back is not None and front is not None
    drawn = bar.render_bar(
        size=size.height,
        virtual_size=ceil(bar.virtual_size),
        window_size=ceil(bar.window_size),
        position=bar.position,
        thickness=size.width,
        vertical=True,
        back_color=back,
        bar_color=front,
    )
    return list(drawn.segments)


class Scrolled(Grounded, ScrollView):
    """A scroll view of the Line API that may become longer or shorter at any time."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar at the right, made at the first need as Textual makes its own."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = QuickBar(self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Lay out the content for a new size at once: Textual draws a frame before it sends the message `Resize`."""
        before = self.outer_size
        is_told = super()._size_updated(size, virtual_size, container_size, layout)
        if self.outer_size != before:
            self.resized()
        return is_told

    def resized(self) -> None:
        """The size has changed: what depends on it is laid out anew."""

    def set_length(self, width: int, lines: int) -> None:
        """Have `lines` of `width` cells to scroll through.

        Setting `virtual_size` would lay out the whole screen, all of whose parts keep their places: only where the
        scrollbar comes or goes is it laid out.
        """
        size = Size(width, lines)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)

    def redraw_rows(self, top: int, count: int) -> None:
        """Draw `count` lines of the window again from line `top` on, as far as they are in it."""
        begin, end = max(0, top), min(top + count, self.outer_size.height)
        if begin < end:
            self.refresh(Region(0, begin, self.outer_size.width, end - begin))
