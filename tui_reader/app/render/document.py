"""What a pane can show: a header that stays, and items of a few lines each."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui_reader.app.render.ink import Ink
from tui_reader.app.render.words import cut, line, one_line, painted, plain, spread, wrap, wrap_rows


class Document(Protocol):
    """Items that a pane lays out; the pane owns cursor and scrolling. Heights must not depend on the cursor."""

    def __len__(self) -> int:
        """Number of items."""

    def size(self, index: int) -> int:
        """About how many characters item `index` has, for cutting monsters into pages."""

    def is_stop(self, index: int) -> bool:
        """Whether the cursor may rest on item `index`."""

    def header(self, width: int, ink: Ink, is_focus: bool, current: int) -> list[Strip]:
        """Lines that stay at the top."""

    def draw(self, index: int, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """Item `index` as lines of exactly `width` cells."""


PAGE_ITEMS = 250  #: items laid out at once
PAGE_CHARACTERS = 40_000  #: characters laid out at once


def pages_of(document: Document) -> list[tuple[int, int]]:
    """Ranges of items that are laid out together: an article of 5,000 claims opens as fast as one of 50."""
    pages, begin, size = [], 0, 0
    for index in range(len(document)):
        size += document.size(index)
        if index > begin and (index - begin >= PAGE_ITEMS or size > PAGE_CHARACTERS):
            pages.append((begin, index))
            begin, size = index, document.size(index)
    return [*pages, (begin, len(document))]


def stop_near(document: Document, index: int) -> int:
    """The first stop from item `index` on, else before it, else `index`."""
    size = len(document)
    start = max(0, min(index, size - 1))
    near = itertools.chain(range(start, min(size, start + 400)), range(start, max(-1, start - 400), -1))
    return next(filter(document.is_stop, near), start)


def page_line(page: int, pages: int, width: int, ink: Ink) -> Strip:
    """What stands below the last item of page `page`, counted from 0."""
    rule = ink.glyphs.rule * 2
    return line([Segment(cut(f"  {rule} page {page + 1} of {pages} {rule}", width), ink.dim)], width, ink.text)


def pane_header(
    name: str, right: str, title: str, facts: str, width: int, ink: Ink, is_focus: bool, *, rows: int = 2
) -> list[Strip]:
    """The header all panes share: a bar with name and numbers, up to `rows` lines of title, one fewer of dim facts."""
    bar = ink.head_focus if is_focus else ink.head
    mark = ink.glyphs.cursor if is_focus else " "
    tail = f" {one_line(right)} " if right and width > 20 else " "
    left = [Segment(mark, bar), Segment(cut(name, max(0, width - 1 - len(tail)), ink.glyphs.more), bar)]
    strips = [spread(left, [Segment(tail, bar)], width, bar)]
    for row in wrap_rows(title, width - 3, rows, ink.glyphs.more) if title else []:
        strips.append(line([Segment("  ", ink.strong), Segment(row, ink.strong)], width, ink.text))
    for row in wrap_rows(facts, width - 3, max(2, rows - 1), ink.glyphs.more) if facts else []:
        strips.append(line([Segment("  ", ink.dim), Segment(row, ink.dim)], width, ink.text))
    strips.append(line([], width, ink.text))
    return strips


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph of a card: plain words in one style, with marks of their own."""

    text: str  #: may hold newlines
    style: str = "text"  #: a style of `Ink`
    marks: tuple[tuple[int, int, str], ...] = ()  #: begin, end, style of `Ink`
    label: str = ""  #: a short name in a column before it
    indent: int = 0  #: cells
    stop: bool = False  #: the cursor may rest here
    gap: bool = False  #: an empty line before it


LABEL_CELLS = 14  #: widest column of labels


@dataclass(frozen=True, slots=True)
class Card:
    """A document of paragraphs: provenance, evidence, a feed's state, a welcome, a diff."""

    name: str  #: in the header's bar
    paras: Sequence[Para]  #: in order
    title: str = ""  #: under the bar
    right: str = ""  #: at the bar's right end

    def __len__(self) -> int:
        return len(self.paras)

    def size(self, index: int) -> int:
        """Characters of the paragraph."""
        return len(self.paras[index].text) + 20

    def is_stop(self, index: int) -> bool:
        """Whether the cursor may rest on it."""
        return self.paras[index].stop

    def header(self, width: int, ink: Ink, is_focus: bool, current: int) -> list[Strip]:
        """The shared header."""
        return pane_header(self.name, self.right, self.title, "", width, ink, is_focus, rows=3)

    def draw(self, index: int, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """The paragraph, wrapped, its label in a column of its own where there is room."""
        para = self.paras[index]
        base: Style = getattr(ink, para.style)
        text = plain(para.text)
        marks = [((begin, end), getattr(ink, style)) for begin, end, style in para.marks]
        widest = max((len(one.label) for one in self.paras), default=0)
        cells = min(LABEL_CELLS, widest + 2) if para.label and width >= 34 else 0
        strips = [line([], width, ink.text)] if para.gap else []
        if para.label and not cells:
            strips.append(line([Segment("  " + cut(para.label, width - 2), ink.dim)], width, ink.text))
        bar = Segment(f"{ink.glyphs.cursor} ", ink.cursor) if is_current and para.stop else Segment("  ", ink.text)
        room = min(width - 3 - cells - para.indent, ink.text_width)
        for number, (begin, end) in enumerate(wrap(text, room)):
            name = cut(para.label, cells - 1).ljust(cells) if cells and number == 0 else " " * cells
            lead = [bar, Segment(name, ink.dim), Segment(" " * para.indent, base)]
            strips.append(line([*lead, *painted(text, (begin, end), base, marks)], width, ink.text))
        return strips
