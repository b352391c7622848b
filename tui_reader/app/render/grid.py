"""A story as a grid: rows are claims, columns are articles, a blank is an omission."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tui_reader.app.render.badge import badge_segments
from tui_reader.app.render.words import age, cut, figures, line, one_line, spread, wrap_rows

if TYPE_CHECKING:
    from tui_reader.app.render.claims import ClaimItem
    from tui_reader.app.render.ink import Ink
    from tui_reader.model import Article, Comparison

NARROWEST = 26  #: cells of a column
ROWS = 4  #: lines of a claim in a cell; the whole is one Enter away

Kept = Literal["all", "differs", "only-here", "shared"]


class Compared(Protocol):
    """What a grid needs of a story."""

    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A comparison as a document; the pane's cursor is the row, `column` the cell in it."""

    name: str  #: the story's headline
    outlets: tuple[str, ...]  #: one a column
    article_ids: tuple[int, ...]  #: likewise
    rows: tuple[Mapping[int, ClaimItem], ...]  #: article id -> claim
    stamps: tuple[str, ...] = ()  #: how old each article is, likewise
    origins: int = 0  #: independent origins
    column: int = 0  #: current
    first: int = 0  #: leftmost column in sight
    kept: Kept = "all"  #: which rows are shown
    order: int = 0  #: article whose order the rows follow, 0: most corroborated first

    @classmethod
    def of(
        cls,
        name: str,
        compared: Compared,
        articles: Mapping[int, Article],
        items: Mapping[int, Mapping[int, ClaimItem]],
        now: datetime,
    ) -> Grid:
        """The grid of a comparison; rows whose claims are hidden are left out."""
        comparison = compared.comparison
        if comparison is None:
            return cls(name, (), (), ())
        rows = []
        for row in comparison.rows:
            cells = {
                cell.article_id: items[cell.article_id][cell.index]
                for cell in row.cells
                if cell.index in items.get(cell.article_id, {})
            }
            if any(not item.claim.label for item in cells.values()):
                rows.append(cells)
        ids = comparison.article_ids
        outlets = tuple(articles[id_].outlet for id_ in ids)
        stamps = tuple(age(articles[id_].sort_at, now) for id_ in ids)
        return cls(name, outlets, ids, tuple(rows), stamps, comparison.origins)

    @property
    def shown(self) -> list[Mapping[int, ClaimItem]]:
        """The rows that the filter keeps, in order."""
        rows = [row for row in self.rows if self._is_kept(row)]
        if self.order:
            rows.sort(key=lambda row: row[self.order].index if self.order in row else 1_000_000)
        return rows

    def _is_kept(self, row: Mapping[int, ClaimItem]) -> bool:
        if self.kept == "differs":
            return any(item.differs for item in row.values())
        if self.kept == "only-here":
            return len(row) == 1
        return self.kept == "all" or len(row) > 1

    def __len__(self) -> int:
        return max(1, len(self.shown))

    def size(self, index: int) -> int:
        """Characters of a row, about."""
        return 400

    def is_stop(self, index: int) -> bool:
        """Rows are stops."""
        return bool(self.shown)

    def row_of(self, item: ClaimItem | None) -> int:
        """The row a claim stands in, else the first."""
        if item is None:
            return 0
        for number, row in enumerate(self.shown):
            if item.article_id in row and row[item.article_id].index == item.index:
                return number
        return 0

    def item_at(self, index: int) -> ClaimItem | None:
        """The claim under the cursor; in a blank cell the row's first."""
        rows = self.shown
        if not 0 <= index < len(rows):
            return None
        row = rows[index]
        return row.get(self.article_ids[self.column]) or next(iter(row.values()), None)

    def at_column(self, column: int, width: int) -> Grid:
        """With another current column, in sight at `width` cells."""
        column = max(0, min(column, len(self.article_ids) - 1))
        number = columns_in(width, len(self.article_ids))
        first = min(max(self.first, column - number + 1), column)
        return replace(self, column=column, first=first)

    def keeping(self, kept: Kept) -> Grid:
        """With only some of the rows."""
        return replace(self, kept=kept)

    def ordered(self) -> Grid:
        """In the order of the current column's article; asked again, most corroborated first."""
        article_id = self.article_ids[self.column] if self.article_ids else 0
        return replace(self, order=0 if self.order == article_id else article_id)

    def header(self, width: int, ink: Ink, is_focus: bool, current: int) -> list[Strip]:
        """The story, then the outlets over their columns."""
        number = columns_in(width, len(self.article_ids))
        glyphs = ink.glyphs
        bar = ink.head_focus if is_focus else ink.head
        facts = [f"{current + 1}/{len(self)}"] if self.shown else []
        if self.kept != "all":
            facts.insert(0, self.kept)
        if self.order:
            facts.insert(0, f"order of {one_line(self.outlets[self.article_ids.index(self.order)])}")
        if self.origins:
            facts.insert(0, f"{self.origins} independent of {len(set(self.outlets))} outlets")
        if number < len(self.article_ids):
            facts.append(f"columns {self.first + 1}-{self.first + number} of {len(self.article_ids)}")
        right = f" {f' {glyphs.dot} '.join(facts)} "
        title = cut(self.name, max(0, width - len(right) - 2), glyphs.more)
        strips = [
            spread(
                [Segment(glyphs.cursor if is_focus else " ", bar), Segment(title, bar)],
                [Segment(right, bar)],
                width,
                bar,
            )
        ]
        cells = column_cells(width, number)
        segments: list[Segment] = []
        for at in range(self.first, min(self.first + number, len(self.article_ids))):
            style = ink.key + ink.soft if at == self.column else ink.strong
            stamp = f" {self.stamps[at]}" if at < len(self.stamps) else ""
            name = cut(self.outlets[at], cells - 3 - len(stamp), glyphs.more)
            segments += [
                Segment("  ", ink.text),
                Segment(name, style),
                Segment(stamp, ink.dim),
                Segment(" " * (cells - 2 - cell_len(name) - len(stamp)), ink.text),
            ]
        return [
            *strips,
            line(segments, width, ink.text),
            line([Segment(glyphs.rule * width, ink.dim)], width, ink.text),
        ]

    def draw(self, index: int, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """A row: the cells in sight side by side."""
        rows = self.shown
        if not rows:
            words = {"differs": "No figures differ here.", "only-here": "Nothing stands in one outlet only."}
            return [line([Segment("  " + words.get(self.kept, "No claims to compare."), ink.dim)], width, ink.text)]
        number = columns_in(width, len(self.article_ids))
        cells = column_cells(width, number)
        columns = []
        for at in range(self.first, min(self.first + number, len(self.article_ids))):
            item = rows[index].get(self.article_ids[at])
            is_here = is_current and at == self.column
            columns.append(_cell(item, self.outlets[at], cells, ink, is_here))
        height = max(len(column) for column in columns) if columns else 1
        strips = []
        for part in range(height):
            segments: list[Segment] = []
            for column in columns:
                segments += column[part] if part < len(column) else [Segment(" " * cells, ink.text)]
            strips.append(line(segments, width, ink.text))
        return [*strips, line([], width, ink.text)]


def columns_in(width: int, number: int) -> int:
    """How many columns fit."""
    return max(1, min(number, width // NARROWEST))


def column_cells(width: int, number: int) -> int:
    """Cells of each column."""
    return max(4, width // max(1, number))


def _cell(item: ClaimItem | None, outlet: str, width: int, ink: Ink, is_here: bool) -> list[list[Segment]]:
    """One cell as lines of `width` cells; a blank is an omission and says so by its dot."""
    bar = Segment(f"{ink.glyphs.cursor} " if is_here else "  ", ink.cursor)
    if item is None:
        return [[bar, Segment(ink.glyphs.dot.ljust(width - 2), ink.dim)]]
    room = width - 4
    marks = "".join(
        f" {sign}"
        for sign, is_set in (
            (ink.glyphs.differs, item.differs),
            (ink.glyphs.copied, item.is_copied),
            (ink.glyphs.saved, item.is_saved),
        )
        if is_set
    )
    badge = badge_segments(item.claim, outlet, ink, max(2, room - cell_len(marks)))
    head = [bar, *badge, Segment(marks, ink.accent)]
    words = one_line(item.claim.text)
    lines = [head, *([bar, Segment(row, ink.text)] for row in wrap_rows(words, room, ROWS, ink.glyphs.more))]
    if item.differs:
        others = f"{ink.glyphs.differs} {figures(item.differs, ink.glyphs.is_ascii)}"
        lines.append([bar, Segment(cut(others, room, ink.glyphs.more), ink.accent)])
    padded = []
    for segments in lines:
        used = sum(cell_len(segment.text) for segment in segments)
        padded.append([*segments, Segment(" " * max(0, width - used), ink.text)])
    return padded


def evidence_items(row: Mapping[int, ClaimItem], article_ids: Sequence[int]) -> list[ClaimItem]:
    """A row's claims in the order of the columns."""
    return [row[id_] for id_ in article_ids if id_ in row]
