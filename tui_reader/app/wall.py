"""The panes at the right: which articles are open, where their cursors rest, and how they follow one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.app.documents import Documents
from tui_reader.app.grid_view import leave_grid, show_grid
from tui_reader.app.layout import Arrangement, arrange
from tui_reader.app.linked import follow, neighbour
from tui_reader.app.render.claims import ClaimItem, Claims
from tui_reader.app.render.document import Document
from tui_reader.app.render.grid import Grid
from tui_reader.app.story_view import StoryView, in_order
from tui_reader.app.widgets.pane import Pane
from tui_reader.app.widgets.pane_row import PaneRow, Slot

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.model import Comparison


class Wall:
    """State of the panes. Widgets draw it; this decides."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self.room = screen.room
        self.slots: list[Slot] = []
        self.active = 0
        self.first = 0
        self.is_zoomed = False
        self.story: StoryView | None = None
        self.documents = Documents(screen.room)
        self.pinned = False
        self.wants_grid = False
        self.is_starting = True  # the list leaves room for the panes that follow it
        self.before_grid: tuple[list[Slot], int] | None = None

    @property
    def row(self) -> PaneRow:
        """The widget."""
        return self.screen.pane_row

    @property
    def slot(self) -> Slot | None:
        """The active slot, its cursor where its pane has it: what a pane says of it may still be on its way."""
        slot = self.slots[self.active] if self.active < len(self.slots) else None
        pane = self.pane
        if slot is not None and pane is not None and slot.document is not None and pane.document is slot.document:
            slot.cursor = pane.cursor
        return slot

    @property
    def pane(self) -> Pane | None:
        """The active slot's widget, while it is in sight."""
        return self.row.pane_of(self.active)

    @property
    def is_grid(self) -> bool:
        """Whether the story is compared as a grid."""
        return bool(self.slots) and self.slots[0].kind == "grid"

    @property
    def article_id(self) -> int:
        """The article of the active pane, 0 for none."""
        item = self.item
        return item.article_id if item else self.slot.article_id if self.slot else 0

    @property
    def item(self) -> ClaimItem | None:
        """The current claim: of the active claims pane, or of the article whose text is active."""
        slot = self.slot
        if slot is None:
            return None
        if slot.kind == "text":
            slot = self._twin(slot) or slot
        document = slot.document
        if isinstance(document, Grid):
            return document.item_at(slot.cursor)
        if not isinstance(document, Claims) or not document.items:
            return None
        item = document.items[min(slot.cursor, len(document.items) - 1)]
        return None if item.claim.label else item

    # what is open ---------------------------------------------------------------------------------------------------

    def open_article(self, article_id: int, *, index: int | None = None) -> None:
        """One article: its claims, and its text beside them where there is room."""
        self.story = None
        at = self.room.library.position(article_id) if index is None else index
        self.open_slots([Slot("claims", article_id, cursor=at), Slot("text", article_id)])

    def open_story(self, story_id: int) -> None:
        """A story: the claims of its outlets side by side, oldest first; a lone article gets its text beside it."""
        story = self.room.library.story(story_id)
        rows = in_order(self.room.library.article_rows(story.article_ids))
        if len(rows) == 1:
            self.open_article(rows[0].id)
        else:
            self.open_slots([Slot("claims", row.id, cursor=self.room.library.position(row.id)) for row in rows])
        self.story = StoryView(story, self.room.library.comparison(story_id))
        if self.story.comparison is None and len(rows) > 1:
            self.screen.background.compare(story_id)
        self.redress()

    def open_document(self, document: Document) -> None:
        """One pane of its own: a card, or claims of many articles."""
        self.story = None
        self.open_slots([Slot("claims" if isinstance(document, Claims) else "card", document=document)])

    def add(self, article_id: int) -> None:
        """One more pane for an article, behind the active one; an open one is made active."""
        leave_grid(self)
        for at, slot in enumerate(self.slots):
            if slot.kind == "claims" and slot.article_id == article_id:
                self.focus(at)
                return
        kept = [slot for slot in self.slots if slot.kind == "claims"]
        at = len(kept) if self.slot not in kept else kept.index(self.slot) + 1
        kept.insert(at, Slot("claims", article_id, cursor=self.room.library.position(article_id)))
        self.slots, self.active = kept, at
        self.lay()

    def close(self) -> bool:
        """Close the active pane; False where none is left."""
        if leave_grid(self):
            return True
        if self.slots:
            del self.slots[self.active]
            self.pinned = self.pinned and len(self.slots) > 0
            self.active = max(0, min(self.active, len(self.slots) - 1))
            self.is_zoomed = self.is_zoomed and len(self.slots) > 1
        self.lay()
        return bool(self.slots)

    def open_slots(self, slots: list[Slot]) -> None:
        """Other panes, the first one active; the story stays the one they are of."""
        self.documents.finder = self.screen.shelf.finder
        self.slots, self.active, self.first, self.is_zoomed, self.before_grid = slots, 0, 0, False, None
        self.pinned = self.wants_grid = self.is_starting = False
        self.lay()

    # layout ---------------------------------------------------------------------------------------------------------

    def _arrangement(self) -> Arrangement:
        """What fits now."""
        settings = self.screen.settings
        return arrange(
            self.screen.size.width,
            len(self.slots),
            active=self.active,
            first=self.first,
            narrowest=settings.pane_width,
            is_list_wanted=not self.screen.is_list_hidden and not self.is_grid,
            is_in_panes=self.screen.is_in_panes,
            is_zoomed=self.is_zoomed or (self.is_grid and self.screen.is_in_panes),
        )

    def lay(self) -> None:
        """Fill the slots that come into sight and hand them to the widgets."""
        if self.is_starting:
            width = self.screen.app.size.width  # the screen has no size of its own before the first paint
            self.screen.show_arrangement(arrange(width, 1, narrowest=self.screen.settings.pane_width))
            return
        arrangement = self._arrangement()
        self.first = arrangement.first
        for at in range(arrangement.first, arrangement.first + arrangement.count):
            slot = self.slots[at]
            if slot.document is None:
                slot.document = self._document(slot)
        self.screen.show_arrangement(arrangement)
        self._follow()  # documents are lit before they are laid out, not twice
        self.row.lay(self.slots, arrangement)
        self._follow()
        self.screen.places.moved()

    def focus(self, at: int) -> None:
        """Make slot `at` active and give it the keys."""
        self.active = max(0, min(at, len(self.slots) - 1))
        self.screen.is_in_panes = True
        self.lay()
        pane = self.pane
        if pane is not None:
            self.screen.set_focus(pane, scroll_visible=False)
        self.screen.show_hints()

    def _document(self, slot: Slot) -> Document:
        """What a slot shows; claims that are not there yet are asked for."""
        document = self.documents.make(slot.kind, slot.article_id, self.story, self.screen.ink)
        if isinstance(document, Claims):
            if document.is_waiting:
                self.screen.background.split(slot.article_id)
            else:
                slot.cursor = document.position(slot.cursor)
        return document

    def redress(self, article_id: int = 0) -> None:
        """Marks have changed, or claims have come: make the documents anew where they stand."""
        for at, slot in enumerate(self.slots):
            if slot.kind != "claims" or not slot.article_id or article_id not in (0, slot.article_id):
                continue
            if slot.document is None:
                continue
            was_waiting = isinstance(slot.document, Claims) and slot.document.is_waiting
            document = self._document(slot) if was_waiting else self._remark(slot)
            pane = self.row.pane_of(at)
            is_shown = pane is not None and pane.document is slot.document
            slot.document = document
            if pane is not None and is_shown:
                if was_waiting:
                    pane.show(document, slot.cursor)
                else:
                    pane.update(document)
        self._follow()

    def compared(self, comparison: Comparison) -> None:
        """The story's comparison has come."""
        if self.story is None:
            return
        self.story = StoryView(self.story.story, comparison)
        self.redress()
        if self.wants_grid:
            self.wants_grid = False
            show_grid(self)

    def _remark(self, slot: Slot) -> Document:
        """The same claims with fresh marks."""
        claims = self.documents.claims(slot.article_id)
        if claims is None or not isinstance(slot.document, Claims):
            return self._document(slot)
        article = self.documents.article(slot.article_id)
        return slot.document.with_items(self.documents.items(article, claims, self.story))

    def forget(self, article_id: int = 0) -> None:
        """An article has changed: read it again."""
        self.documents.forget(article_id)
        for slot in self.slots:
            if slot.article_id and article_id in (0, slot.article_id) and slot.kind in ("claims", "text"):
                slot.document = None
        self.lay()

    # cursors --------------------------------------------------------------------------------------------------------

    def moved(self, pane: Pane, index: int) -> None:
        """A cursor came to rest: remember it, bring its counterparts into sight."""
        at = self.row.slot_of(pane)
        if at < 0:
            return
        self.slots[at].cursor = index
        if self.screen.focused is pane or not self.screen.is_in_panes:  # else `tab` was quicker
            self.active = at
        self._follow()

    def step(self, count: int) -> bool:
        """Move the active cursor; in a text by the article's claims. False where it could not."""
        slot, pane = self.slot, self.pane
        if slot is None or pane is None:
            return False
        twin = self._twin(slot)
        if slot.kind != "text" or twin is None or not isinstance(twin.document, Claims) or not twin.document.items:
            return pane.move(count)
        at = neighbour(twin.document, twin.cursor, count)
        if at is None:
            return pane.move(count)
        twin.cursor = at
        twin_pane = self.row.pane_of(self.slots.index(twin))
        if twin_pane is not None:
            twin_pane.move_to(at, is_quiet=True)
        self._follow()
        return True

    def _twin(self, slot: Slot) -> Slot | None:
        """The claims of the article whose text a slot shows."""
        return next((s for s in self.slots if s.kind == "claims" and s.article_id == slot.article_id), None)

    def _follow(self) -> None:
        """Cursors follow the active one."""
        if self.slots:
            follow(self.slots, self.active, self.item, self.story, self.row)

    def laid(self, pane: Pane) -> None:
        """A pane has got its size: what is lit in it may have to be brought into sight."""
        at = self.row.slot_of(pane)
        if at >= 0:
            self.slots[at].revealed = None
            self._follow()
