"""A story as a grid in the place of its panes, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tui_reader.app.render.claims import Claims
from tui_reader.app.render.grid import Grid, Kept
from tui_reader.app.widgets.pane_row import Slot

if TYPE_CHECKING:
    from tui_reader.app.wall import Wall

KEPT: tuple[Kept, ...] = ("all", "shared", "differs", "only-here")


def show_grid(wall: Wall) -> bool:
    """Compare the story as a grid; False where nothing can be compared yet."""
    story = wall.story
    if story is None or story.comparison is None:
        return False
    documents = wall.documents
    articles = {id_: documents.article(id_) for id_ in story.comparison.article_ids}
    items = {
        id_: {item.index: item for item in documents.items(article, documents.claims(id_) or (), story)}
        for id_, article in articles.items()
    }
    grid = Grid.of(story.story.title, story, articles, items, datetime.now(UTC))
    cursor = grid.row_of(wall.item)
    wall.before_grid = (wall.slots, wall.active)
    wall.slots, wall.active = [Slot("grid", document=grid, cursor=cursor)], 0
    wall.focus(0)
    return True


def leave_grid(wall: Wall) -> bool:
    """Back to the panes, at the claim the grid's cursor was on; False where there was no grid."""
    if not wall.is_grid or wall.before_grid is None:
        return False
    item = wall.item
    wall.slots, wall.active = wall.before_grid
    wall.before_grid = None
    if item is not None:
        for at, slot in enumerate(wall.slots):
            if slot.article_id == item.article_id and isinstance(slot.document, Claims):
                wall.active, slot.cursor = at, slot.document.position(item.index)
    wall.focus(wall.active)
    return True


def shift(wall: Wall, columns: int) -> None:
    """Move the grid's column."""
    slot, pane = wall.slot, wall.pane
    if slot is not None and pane is not None and isinstance(slot.document, Grid):
        width = pane.scrollable_content_region.width
        slot.document = slot.document.at_column(slot.document.column + columns, width)
        pane.update(slot.document)


def narrow(wall: Wall, kept: Kept) -> None:
    """Show only some rows of the grid; the cursor stays on its claim where it can."""
    slot, pane = wall.slot, wall.pane
    if slot is None or pane is None or not isinstance(slot.document, Grid):
        return
    item = wall.item
    slot.document = slot.document.keeping(kept)
    slot.cursor = slot.document.row_of(item)
    pane.show(slot.document, slot.cursor)


def order(wall: Wall) -> None:
    """Rows in the order of the current column's article, or most corroborated first again."""
    slot, pane = wall.slot, wall.pane
    if slot is None or pane is None or not isinstance(slot.document, Grid):
        return
    item = wall.item
    slot.document = slot.document.ordered()
    slot.cursor = slot.document.row_of(item)
    pane.show(slot.document, slot.cursor)
