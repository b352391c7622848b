"""A story's comparison, asked by place: which claims of the others say the same, whose figures differ, who copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader import model

if TYPE_CHECKING:
    from tui_reader.app.render.claims import ClaimItem
    from tui_reader.model import ArticleRow, ClaimRef, Comparison, Difference, Row, Story


class StoryView:
    """A story with its comparison; None while that is being made."""

    def __init__(self, story: Story, comparison: Comparison | None) -> None:
        self.story = story
        self.comparison = comparison
        self._row_of: dict[ClaimRef, Row] = {}
        self._differences: dict[ClaimRef, list[Difference]] = {}
        self._copies: frozenset[int] = frozenset()
        if comparison is not None:
            for row in comparison.rows:
                self._row_of |= dict.fromkeys(row.cells, row)
            for difference in comparison.differs:
                for cell in difference.cells:
                    self._differences.setdefault(cell.claim, []).append(difference)
            self._copies = frozenset(id_ for group in comparison.copies for id_ in group)

    def row_of(self, item: ClaimItem) -> Row | None:
        """The aligned row a claim stands in."""
        return self._row_of.get(model.ClaimRef(item.article_id, item.index))

    def counterpart(self, item: ClaimItem, article_id: int) -> int | None:
        """The claim of another article that says the same, None where it says nothing of the kind."""
        row = self.row_of(item)
        if row is None:
            return None
        return next((cell.index for cell in row.cells if cell.article_id == article_id), None)

    def is_linked(self, item: ClaimItem) -> bool:
        """Whether others share or contradict a claim."""
        row = self.row_of(item)
        return bool(row and len(row.cells) > 1) or model.ClaimRef(item.article_id, item.index) in self._differences

    def differences(self, item: ClaimItem) -> Sequence[Difference]:
        """Figures, dates and denials in which a claim differs from others."""
        return self._differences.get(model.ClaimRef(item.article_id, item.index), ())

    def marked(self, item: ClaimItem) -> ClaimItem:
        """A claim with the marks of its story."""
        ref = model.ClaimRef(item.article_id, item.index)
        row = self._row_of.get(ref)
        others = [
            cell.value
            for difference in self._differences.get(ref, ())
            for cell in difference.cells
            if cell.claim.article_id != item.article_id
        ]
        return replace(
            item,
            shared=len(row.cells) if row else 0,
            differs=", ".join(dict.fromkeys(others)),
            is_copied=item.article_id in self._copies,
        )


def in_order(rows: Sequence[ArticleRow]) -> list[ArticleRow]:
    """Columns of a story: the first article of every outlet by time, then the further ones by time."""
    by_time = sorted(rows, key=lambda row: (row.sort_at, row.id))
    seen: set[str] = set()
    firsts: list[ArticleRow] = []
    further: list[ArticleRow] = []
    for row in by_time:
        (further if row.outlet in seen else firsts).append(row)
        seen.add(row.outlet)
    return firsts + further
