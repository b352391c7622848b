"""Lines drawn by hand on the background that the stylesheet gives their widget, and kept until they change."""

from __future__ import annotations

from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

EDGES = {"vkey": "▏", "ascii": "|"}  #: what each kind of border looks like at the left


class Grounded(Widget):
    """A widget of the Line API whose strips leave their background open: Textual does not lay one under them.

    It finishes its lines itself. Textual's own way lays border, padding, outline, hatch, tint and opacity around every
    line, which costs more than drawing the words; here all there may be is a border or padding at the left.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._ground: Style | None = None
        self._lead: tuple[Segment, ...] = ()
        self._finished: dict[int, Strip] = {}
        self._finished_for: tuple[object, ...] = ()

    def notify_style_update(self) -> None:
        """The stylesheet may have changed the background or the border."""
        self._ground = None
        super().notify_style_update()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw the lines of `regions` again, all of them for none."""
        if repaint:
            for region in regions:
                for y in region.line_range:
                    self._finished.pop(y, None)
            if not regions:
                self._finished.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the part in sight; those that did not change are as they were."""
        filters = self.get_line_filters()
        background = self.background_colors[1]
        key = (self.outer_size, background, *filters)
        if key != self._finished_for:
            self._finished_for = key
            self._finished.clear()
        kept = self._finished
        width = self.outer_size.width
        for y in crop.line_range:
            if y not in kept:
                strip = self.render_line(y)
                for one in filters:
                    strip = strip.apply_filter(one, background)
                kept[y] = strip
        strips = [kept[y] for y in crop.line_range]
        if crop.column_span == (0, width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def grounded(self, strip: Strip) -> Strip:
        """`strip` behind border or padding in the widget's width, on its background where it has none of its own."""
        if self._ground is None:
            self._ground = Style(bgcolor=self.rich_style.bgcolor)
            kind, colour = self.styles.border_left
            edge = Segment(EDGES.get(kind, " "), Style(color=(self.background_colors[1] + colour).rich_color))
            cells = self.styles.gutter.left
            self._lead = (edge,) if kind else (Segment(" " * cells),) if cells else ()
        segments = list(Segment.apply_style([*self._lead, *strip], self._ground))
        width = self.outer_size.width
        cells = strip.cell_length + sum(len(one.text) for one in self._lead)
        if cells < width:
            segments.append(Segment(" " * (width - cells), self._ground))
        return Strip(segments, max(cells, width)).crop(0, width)


class Backdrop(Widget):
    """A container or screen that its children cover: one strip stands for all its lines.

    Textual cuts the lines of everything under a part that is drawn again at the edges of all that lies there; a strip
    that is the same for all lines it cuts once. To be named after Textual's class, whose stylesheet counts.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blank lines."""
        background = self.background_colors[1]
        strip = Strip.blank(crop.width, Style(bgcolor=background.rich_color))
        for one in self.get_line_filters():
            strip = strip.apply_filter(one, background)
        return [strip] * crop.height
