"""The reader: a list at the left, panes at the right, what is possible now at the foot. It owns the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import Reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from tui_reader.app.arrivals import catch_up
from tui_reader.app.background import Background
from tui_reader.app.commands import BY_ID, Command, keys_in_force
from tui_reader.app.counts import Counts
from tui_reader.app.errands import Errands
from tui_reader.app.facts import WHY_NOT, facts_of, hints_of, is_possible
from tui_reader.app.history import History
from tui_reader.app.layout import Arrangement
from tui_reader.app.opening import Opening
from tui_reader.app.places import Places
from tui_reader.app.render.ink import Ink
from tui_reader.app.render.words import count, one_line
from tui_reader.app.settings import AppSettings
from tui_reader.app.shelf import NAMES, Shelf
from tui_reader.app.sweep import Sweep
from tui_reader.app.wall import Wall
from tui_reader.app.widgets.bars import Footer, TopBar
from tui_reader.app.widgets.ground import Backdrop
from tui_reader.app.widgets.pane import Pane
from tui_reader.app.widgets.pane_row import PaneRow
from tui_reader.app.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from tui_reader.model import Progress
    from tui_reader.newsroom import Newsroom

ROOMY = 46  #: cells; in less a note over the panes would hide more than it tells
SAID_FOR = 6.0  #: seconds a line stays in the footer
BEGIN_AFTER = 0.05  #: seconds between the first paint and the work behind it
FOLLOW_AFTER = 0.06  #: seconds the list must rest before the panes follow it


class Workspace(Horizontal, Backdrop):
    """List and panes."""


class ReaderScreen(Screen[None], Backdrop):
    """Holds the list (`shelf`), the panes (`wall`) and what goes on behind (`background`)."""

    CSS = """
    ReaderScreen { layout: vertical; }
    ReaderScreen > Workspace { height: 1fr; width: 100%; }
    """
    AUTO_FOCUS = ""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)  # list and pane draw it, not the whole screen

    def __init__(self, room: Newsroom, settings: AppSettings, ink: Ink) -> None:
        super().__init__()
        self.room = room
        self.settings = settings
        self.ink = ink
        self.set_class(settings.glyphs == "ascii", "-ascii")
        self.is_in_panes = False
        self.is_list_hidden = False
        self.is_welcome = False
        self.keys: dict[tuple[str, str], Command] = {
            (BY_ID[id_].scope, key): BY_ID[id_] for id_, keys in keys_in_force(settings.keymap).items() for key in keys
        }
        self.top = TopBar(ink, NAMES)
        self.listing = VirtualList(ink, id="list")
        self.pane_row = PaneRow(ink)
        self.foot = Footer(ink)
        self.background = Background(self)
        self.shelf = Shelf(self)
        self.wall = Wall(self)
        self.history = History(settings.history)
        self.opening = Opening(self)
        self.places = Places(self)
        self.counts = Counts(self)
        self.sweep = Sweep()
        self.errands = Errands(self)
        self._progress: Progress | None = None
        self._following: Timer | None = None

    def compose(self) -> ComposeResult:
        """Two bars, and between them the list and the panes."""
        yield self.top
        with Workspace():
            yield self.listing
            yield self.pane_row
        yield self.foot

    def on_mount(self) -> None:
        """Show what is stored; everything else comes after the first paint."""
        self.set_focus(self.listing)
        self.wall.lay()  # the first frame has the list at its place, or it would be drawn a second time
        self.shelf.open_face(self.settings.start_face)
        self.opening.first_paint()
        self.call_after_refresh(lambda: self.set_timer(BEGIN_AFTER, self.opening.begin))

    # keys -----------------------------------------------------------------------------------------------------------

    async def on_key(self, event: events.Key) -> None:
        """The one place where keys become commands. What was typed ahead of a dialogue is meant for that."""
        self.sweep.touched()
        if not self.is_active:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
            return
        key = event.character if event.is_printable and event.character and event.character != " " else event.key
        command = self.command_of(key)
        if await self.counts.hear(key, command, event.time):
            event.stop()
            event.prevent_default()
        elif command is not None:
            event.stop()
            event.prevent_default()
            await self.do(command.id)
        elif event.is_printable:
            self.say(f"{key} does nothing here; {self._help_key()} shows all keys")

    def _help_key(self) -> str:
        keys = keys_in_force(self.settings.keymap)["app.help"]
        return keys[0] if keys else ":help"

    def command_of(self, key: str) -> Command | None:
        """What a key means now; at the welcome its own keys go first."""
        welcome = self.keys.get(("welcome", key)) if self.is_welcome else None
        return welcome or self.keys.get(("reader", key))

    async def do(self, command_id: str, argument: str = "") -> None:
        """Do a command if it is possible now; say why not otherwise."""
        if self.foot.said:
            self.foot.say("")
        self.opening.is_touched = True
        command = BY_ID[command_id]
        is_about_query = bool(argument) and "QUERY" in command.takes  # then it matters little what is in sight
        if not is_about_query and not is_possible(command, facts_of(self)):
            self.say(f"{command.label}: {WHY_NOT.get(command.when, 'not possible here')}")
            return
        from tui_reader.app.actions import perform  # dialogues and all: loaded after the first paint

        await perform(command_id, self, argument)
        self.show_hints()

    async def _on_footer_pressed(self, event: Footer.Pressed) -> None:
        """A hint was clicked."""
        await self.do(event.command)

    async def _on_top_bar_picked(self, event: TopBar.Picked) -> None:
        """A face was clicked."""
        await self.do(f"list.{NAMES[event.face].lower()}")

    # list and panes -------------------------------------------------------------------------------------------------

    def _on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        """The panes follow the list once it rests."""
        if event.list is not self.listing:
            return
        if self._following is not None:
            self._following.stop()
        rest = max(FOLLOW_AFTER, self.counts.patience)
        self._following = self.set_timer(rest, self._follow) if self.settings.preview else None
        self.show_hints()

    def _follow(self) -> None:
        self._following = None
        if not self.is_in_panes:
            self.opening.preview()

    async def _on_virtual_list_chosen(self, event: VirtualList.Chosen) -> None:
        """A click on the highlighted row opens it."""
        await self.do("move.in")

    def _on_pane_moved(self, event: Pane.Moved) -> None:
        """Counterparts follow."""
        self.wall.moved(event.pane, event.index)
        self.places.moved()
        self.show_hints()

    async def _on_pane_chosen(self, event: Pane.Chosen) -> None:
        """A click on the current claim shows where it comes from."""
        await self.do("claim.provenance")

    def _on_pane_focused(self, event: Pane.Focused) -> None:
        """A click gave a pane the keys, and no later key has taken them away."""
        at = self.pane_row.slot_of(event.pane) if self.focused is event.pane else -1
        if at >= 0 and (at != self.wall.active or not self.is_in_panes):
            self.wall.focus(at)

    def _on_pane_laid(self, event: Pane.Laid) -> None:
        """A pane has got its size."""
        self.wall.laid(event.pane)

    def focus_list(self) -> None:
        """The list has the keys."""
        self.is_in_panes = False
        self.is_list_hidden = False
        self.wall.is_zoomed = False
        self.wall.lay()
        self.set_focus(self.listing)
        self.show_hints()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click gave the list the keys."""
        if event.widget is self.listing is self.focused and self.is_in_panes:
            self.is_in_panes = False
            self.wall.lay()
            self.show_hints()

    def on_resize(self, event: events.Resize) -> None:
        """Another size, another arrangement."""
        self.wall.lay()
        self.show_hints()

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Give list and panes their widths."""
        self.listing.display = arrangement.list_width > 0
        self.pane_row.display = arrangement.count > 0
        if arrangement.list_width:
            self.listing.styles.width = "100%" if arrangement.count == 0 else arrangement.list_width

    # what it says ---------------------------------------------------------------------------------------------------

    def say(self, words: str, *, is_error: bool = False) -> None:
        """One line in the footer for a while."""
        self.foot.say(words, is_error=is_error)
        if len(words) > self.size.width - 14 >= ROOMY:  # it is cut there, and its end says what to do
            self.app.clear_notifications()
            severity: SeverityLevel = "error" if is_error else "information"
            self.app.notify(one_line(words), severity=severity, timeout=SAID_FOR, markup=False)
        if words:
            self.set_timer(SAID_FOR, lambda: self.foot.say("") if self.foot.said == words else None)

    def show_hints(self) -> None:
        """What is possible now."""
        if self.is_mounted:
            self.foot.hint(hints_of(facts_of(self), self.settings.keymap))

    def show_top(self) -> None:
        """Face, filter and numbers at the top."""
        counts = self.room.library.totals()
        level = self.shelf.level
        words = [level.title] if level.title else []
        if level.filter:
            words.append(f"filter: {level.filter}")
        is_title = bool(words)
        if not words:
            words = [f"{counts.unread:,} unread", count(counts.feeds, "feed")] if counts.feeds else []
            if counts.failing:
                words.append(f"{counts.failing} failing")
        dot = f" {self.ink.glyphs.dot} "
        flag = "SAMPLE" if self.room.is_demo else ""
        self.top.set(active=self.shelf.face_number, right=dot.join(words), flag=flag, is_title=is_title)

    def show_progress(self, step: Progress | None) -> None:
        """What the refresh does now."""
        self._progress = step
        if step is None:
            self.foot.set_progress("")
        elif step.total:
            self.foot.set_progress(f"refreshing {step.done}/{step.total}")
        else:
            self.foot.set_progress("refreshing")

    async def news_came(self) -> bool:
        """Articles or stories have come: the list shows them, the highlight stays. False: look once more."""
        is_shown = await catch_up(self.shelf)
        self.show_top()
        self.opening.news_came()
        return is_shown

    def refreshed(self, last: Progress | None, failed: int) -> None:
        """A refresh has ended."""
        self.listing.forget()  # the ages of all rows, those too that are as they were
        self.opening.refreshed(last, failed)
        self.show_top()

    def recolour(self, ink: Ink) -> None:
        """Draw everything with other styles or signs."""
        self.ink = ink
        self.top.ink = self.foot.ink = ink
        self.top.refresh()
        self.foot.refresh()
        self.listing.recolour(ink)
        self.pane_row.recolour(ink)
