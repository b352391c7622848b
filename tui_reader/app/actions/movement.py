"""Moving: within the list or pane that has the keys, inwards and outwards."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from tui_reader.app.actions.registry import does
from tui_reader.app.arrivals import complete
from tui_reader.app.grid_view import leave_grid
from tui_reader.app.render.claims import Claims
from tui_reader.app.render.grid import Grid
from tui_reader.model import Feed, Speaker

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.app.widgets.pane import Pane


def number(argument: str) -> int:
    """A number before a key, or behind a command: how often; 1 where there is none."""
    return max(1, int(argument)) if argument.isdecimal() else 1


@does("move.down")
def down(screen: ReaderScreen, argument: str) -> None:
    """One on."""
    _step(screen, number(argument))


@does("move.up")
def up(screen: ReaderScreen, argument: str) -> None:
    """One back."""
    _step(screen, -number(argument))


def _step(screen: ReaderScreen, count: int) -> None:
    if screen.is_in_panes:
        screen.wall.step(count)
    else:
        screen.listing.move(count)


@does("move.top")
def top(screen: ReaderScreen, argument: str) -> None:
    """The first, or the one with that number."""
    if not _to_row(screen, argument):
        _end(screen, is_bottom=False)


@does("move.bottom")
def bottom(screen: ReaderScreen, argument: str) -> None:
    """The last, or the one with that number."""
    if not _to_row(screen, argument):
        _end(screen, is_bottom=True)


def _to_row(screen: ReaderScreen, argument: str) -> bool:
    """Row or claim number so-and-so, counted from 1; False where no number is given."""
    if not argument.isdecimal():
        return False
    if not screen.is_in_panes:
        complete(screen.shelf)
        screen.listing.move_to(number(argument) - 1, -1)
    elif screen.wall.pane is not None:
        _to_item(screen.wall.pane, number(argument))
    return True


def _to_item(pane: Pane, wanted: int) -> None:
    """Claim number so-and-so of a pane; in a text that has none, the paragraph."""
    document = pane.document
    if document is None:
        return
    stops = [at for at in range(len(document)) if document.is_stop(at)]
    if stops:
        pane.move_to(stops[min(wanted, len(stops)) - 1])
    else:
        pane.reveal_line(min(wanted, len(document)) - 1)


def _end(screen: ReaderScreen, *, is_bottom: bool) -> None:
    if not screen.is_in_panes:
        complete(screen.shelf)
        screen.listing.move_to(len(screen.listing.ids) - 1 if is_bottom else 0, -1 if is_bottom else 1)
    elif screen.wall.pane is not None:
        screen.wall.pane.end(is_bottom)


@does("move.half-down")
def half_down(screen: ReaderScreen, argument: str) -> None:
    """Half a screenful on."""
    _page(screen, 0.5 * number(argument))


@does("move.half-up")
def half_up(screen: ReaderScreen, argument: str) -> None:
    """Half a screenful back."""
    _page(screen, -0.5 * number(argument))


@does("move.page-down")
def page_down(screen: ReaderScreen, argument: str) -> None:
    """A screenful on."""
    _page(screen, 1.0 * number(argument))


@does("move.page-up")
def page_up(screen: ReaderScreen, argument: str) -> None:
    """A screenful back."""
    _page(screen, -1.0 * number(argument))


def _page(screen: ReaderScreen, fraction: float) -> None:
    if not screen.is_in_panes:
        screen.listing.page(fraction)
    elif screen.wall.pane is not None:
        screen.wall.pane.page(fraction)


@does("move.next-unread")
def next_unread(screen: ReaderScreen, argument: str) -> None:
    """The next unread row; from the panes it is opened too."""
    _unread(screen, number(argument))


@does("move.previous-unread")
def previous_unread(screen: ReaderScreen, argument: str) -> None:
    """The previous unread row; from the panes it is opened too."""
    _unread(screen, -number(argument))


def _unread(screen: ReaderScreen, count: int) -> None:
    direction = 1 if count > 0 else -1
    at = screen.listing.cursor
    for _ in range(abs(count)):
        if not screen.shelf.next_unread(direction):
            break
    if screen.listing.cursor == at:
        screen.say("Nothing unread further " + ("down" if direction > 0 else "up"))
    elif screen.is_in_panes:
        enter_row(screen)


@does("move.in")
def step_in(screen: ReaderScreen, argument: str) -> Coroutine[Any, Any, None] | None:
    """Open the row; in the panes, show where the current claim comes from."""
    if screen.is_in_panes:
        from tui_reader.app.actions.claims import show_provenance

        return show_provenance(screen) if screen.wall.item is not None else None
    enter_row(screen)
    return None


def enter_row(screen: ReaderScreen) -> None:
    """Open the highlighted row: a feed and a source open their own list, anything else the panes."""
    row = screen.shelf.row()
    if row is None:
        return
    if isinstance(row, Feed):
        screen.shelf.open_feed(row)
        return
    if isinstance(row, Speaker):
        open_speaker(screen, row)
        return
    screen.opening.preview()
    articles = screen.shelf.articles(row)
    wall = screen.wall
    if wall.slots:
        wall.focus(0)
    shown = [slot.article_id for slot in wall.slots if slot.article_id in articles and slot.document is not None]
    mark_opened(screen, shown)


def mark_opened(screen: ReaderScreen, articles: list[int]) -> None:
    """What is opened is read; its page's own words are fetched where the policy says so."""
    opened = list(dict.fromkeys(articles))

    def show() -> None:
        screen.shelf.redraw()
        screen.show_top()

    screen.errands.do(lambda: screen.room.desk.mark_read(opened), show)
    for article_id in opened:
        screen.background.fetch_page(article_id)


def open_speaker(screen: ReaderScreen, speaker: Speaker) -> None:
    """A source's claims as a list, newest first."""
    library = screen.room.library
    screen.shelf.open_hits(speaker.name, lambda: list(library.speaker_claims(speaker.id)))


@does("move.out")
def step_out(screen: ReaderScreen, argument: str) -> None:
    """One level out: grid, zoom, panes, filter, list within a list."""
    wall = screen.wall
    if wall.is_grid:
        leave_grid(wall)
    elif wall.is_zoomed:
        wall.is_zoomed = False
        wall.lay()
    elif screen.is_in_panes:
        screen.places.keep()
        screen.focus_list()
    else:
        screen.shelf.back()


@does("move.next-match")
def next_match(screen: ReaderScreen, argument: str) -> None:
    """The next claim that others share or contradict."""
    _match(screen, number(argument))


@does("move.previous-match")
def previous_match(screen: ReaderScreen, argument: str) -> None:
    """The previous claim that others share or contradict."""
    _match(screen, -number(argument))


def _match(screen: ReaderScreen, count: int) -> None:
    wall = screen.wall
    slot, pane = wall.slot, wall.pane
    if slot is None or pane is None or wall.story is None or isinstance(slot.document, Grid):
        return
    if isinstance(slot.document, Claims):
        items = slot.document.items
        ways = range(slot.cursor + 1, len(items)) if count > 0 else range(slot.cursor - 1, -1, -1)
        found = [at for at in ways if wall.story.is_linked(items[at])][: abs(count)]
        if found:
            pane.move_to(found[-1])
            return
    screen.say("No further claim here that other outlets share or contradict")
