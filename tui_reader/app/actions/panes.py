"""Panes: more of them, fewer, one alone; comparing a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.app.actions.asking import ask_choice, ask_yes
from tui_reader.app.actions.movement import mark_opened, number
from tui_reader.app.actions.registry import does
from tui_reader.app.grid_view import KEPT, leave_grid, narrow, order, shift, show_grid
from tui_reader.app.render.grid import Grid
from tui_reader.app.screens.picker import Pick
from tui_reader.app.widgets.pane_row import Slot
from tui_reader.model import Story

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen


ORDERS = {
    "saved": "as they were saved, the last one first",
    "published": "by the time of their article, the newest first",
    "outlet": "by outlet",
    "source": "by source",
}


@does("pane.next")
def next_pane(screen: ReaderScreen, argument: str) -> None:
    """The next pane; in the grid the next column; behind the last one the list."""
    for _ in range(min(number(argument), len(screen.wall.slots) + 1)):
        _turn(screen, 1)


@does("pane.previous")
def previous_pane(screen: ReaderScreen, argument: str) -> None:
    """The previous pane; in the grid the previous column; before the first one the list."""
    for _ in range(min(number(argument), len(screen.wall.slots) + 1)):
        _turn(screen, -1)


def _turn(screen: ReaderScreen, direction: int) -> None:
    wall = screen.wall
    if wall.is_grid and screen.is_in_panes:
        shift(wall, direction)
        return
    if not screen.is_in_panes:
        wall.focus(0 if direction > 0 else len(wall.slots) - 1)
    elif 0 <= wall.active + direction < len(wall.slots):
        wall.focus(wall.active + direction)
    elif wall.is_zoomed or screen.is_list_hidden:
        wall.focus((wall.active + direction) % len(wall.slots))
    else:
        screen.focus_list()
        return
    opened = wall.slot
    if opened is not None and opened.article_id:
        mark_opened(screen, [opened.article_id])


@does("pane.add")
def add_pane(screen: ReaderScreen, argument: str) -> None:
    """This article in one more pane."""
    wall = screen.wall
    row = None if screen.is_in_panes else screen.shelf.row()
    ids = screen.shelf.articles(row)[:1] if row is not None else [wall.article_id]
    if not ids or not ids[0]:
        return
    if screen.is_in_panes:
        _add_text(screen, ids[0])
        return
    if wall.pinned:
        wall.add(ids[0])
    else:
        screen.opening.preview()
        wall.pinned = True
    screen.say(f"{len(wall.slots)} panes: move on and press v again for one more, x closes one")
    mark_opened(screen, ids)


def _add_text(screen: ReaderScreen, article_id: int) -> None:
    """From within a pane: the article's own text beside it."""
    wall = screen.wall
    for at, slot in enumerate(wall.slots):
        if slot.kind == "text" and slot.article_id == article_id:
            wall.focus(at)
            return
    wall.slots.insert(wall.active + 1, Slot("text", article_id))
    wall.focus(wall.active + 1)


@does("pane.close")
def close_pane(screen: ReaderScreen, argument: str) -> None:
    """Close the active pane; with the last one the list has the keys."""
    screen.places.keep()
    if not screen.wall.close() or not screen.is_in_panes:
        screen.focus_list()
    else:
        screen.wall.focus(screen.wall.active)


@does("pane.zoom")
def zoom(screen: ReaderScreen, argument: str) -> None:
    """This pane alone, or all again."""
    wall = screen.wall
    wall.is_zoomed = not wall.is_zoomed
    wall.focus(wall.active)


@does("pane.text")
def show_text(screen: ReaderScreen, argument: str) -> None:
    """The article's text beside its claims, or away; where it was pushed out of sight it is brought back."""
    wall = screen.wall
    slot = wall.slot
    if slot is None or not slot.article_id:
        return
    for at, other in enumerate(wall.slots):
        if other.kind == "text" and other.article_id == slot.article_id and len(wall.slots) > 1:
            if at != wall.active and wall.row.pane_of(at) is None:
                wall.focus(at)
                return
            del wall.slots[at]
            wall.active = min(wall.active, len(wall.slots) - 1)
            wall.lay()
            if screen.is_in_panes:
                wall.focus(wall.active)
            return
    wall.slots.insert(wall.active + 1, Slot("text", slot.article_id))
    wall.lay()
    if wall.row.pane_of(wall.active + 1) is None:
        wall.focus(wall.active + 1)


@does("pane.jump")
async def jump(screen: ReaderScreen, argument: str) -> None:
    """A letter on each pane and list."""
    wall = screen.wall
    letters = "asdfghjklqwertyuiop"
    picks = [Pick("list", "the list", keys=letters[0])]
    for at, slot in enumerate(wall.slots[: len(letters) - 1]):
        name = getattr(slot.document, "name", "") or (
            wall.documents.article(slot.article_id).outlet if slot.article_id else slot.kind
        )
        picks.append(Pick(str(at), "Text" if slot.kind == "text" else name, keys=letters[at + 1]))
    choice = await ask_choice(screen, "Jump to", picks, is_letters=True)
    if choice is None:
        return
    if choice.id == "list":
        screen.focus_list()
    elif choice.id.isdigit():
        wall.focus(int(choice.id))


@does("list.collapse")
def collapse(screen: ReaderScreen, argument: str) -> None:
    """Hide or show the list."""
    if not screen.wall.slots:
        return
    screen.is_list_hidden = not screen.is_list_hidden
    if screen.is_list_hidden:
        screen.wall.focus(screen.wall.active)
    else:
        screen.wall.lay()


@does("story.compare")
def compare(screen: ReaderScreen, argument: str) -> None:
    """The story as a grid, or as panes again."""
    wall = screen.wall
    if wall.is_grid:
        leave_grid(wall)
        return
    row = screen.shelf.row()
    if not screen.is_in_panes and isinstance(row, Story):
        screen.opening.preview()
    if wall.story is None:
        screen.say("This article stands alone: no other outlet to compare with")
    elif len(wall.story.story.article_ids) < 2:
        screen.say("One outlet only: nothing to compare with yet")
    elif not show_grid(wall):
        wall.wants_grid = True
        screen.background.compare(wall.story.story.id)
        screen.say("Comparing ...")


@does("story.rows")
def rows(screen: ReaderScreen, argument: str) -> None:
    """The next kind of rows."""
    slot = screen.wall.slot
    if slot is not None and isinstance(slot.document, Grid):
        at = KEPT.index(slot.document.kept)
        narrow(screen.wall, KEPT[(at + 1) % len(KEPT)])


@does("story.order")
def order_rows(screen: ReaderScreen, argument: str) -> None:
    """In the grid the order of this column's article, or most shared first; saved claims by time, outlet or source."""
    if screen.wall.is_grid:
        order(screen.wall)
        return
    screen.say(f"Saved claims {ORDERS[screen.shelf.order_saved()]}")


@does("story.merge")
async def merge_story(screen: ReaderScreen, argument: str) -> None:
    """Merge this story with another that the reader picks."""
    story = _story(screen)
    if story is None:
        return
    others = [s for s in screen.room.library.story_rows(screen.room.library.story_ids()[:300]) if s.id != story.id]
    picks = [Pick(str(s.id), s.title, ", ".join(s.outlets)) for s in others]
    choice = await ask_choice(screen, f"Merge with: {story.title}", picks)
    if choice is not None and choice.id:
        screen.say(screen.room.desk.merge_stories([story.id, int(choice.id)]) + "; u undoes")
        screen.opening.again()


@does("story.split")
async def split_story(screen: ReaderScreen, argument: str) -> None:
    """Take this article out of its story."""
    article_id = screen.wall.article_id
    if not article_id:
        return
    title = screen.wall.documents.article(article_id).title
    if await ask_yes(screen, f"Split off “{title}”?"):
        screen.say(screen.room.desk.split_off(article_id) + "; u undoes")
        screen.opening.again()


def _story(screen: ReaderScreen) -> Story | None:
    """The story that is open or highlighted."""
    row = screen.shelf.row()
    if not screen.is_in_panes and isinstance(row, Story):
        return row
    return screen.wall.story.story if screen.wall.story else None
