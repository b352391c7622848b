"""The panes at the right: which articles are open, where their cursors rest, and how they follow one another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader.app.documents import Documents
from tui_reader.app.layout import Arrangement, arrange
from tui_reader.app.render.article import Text
from tui_reader.app.render.claims import ClaimItem, Claims
from tui_reader.app.render.document import Document
from tui_reader.app.render.grid import Grid
from tui_reader.app.story_view import StoryView, in_order
from tui_reader.app.widgets.pane import Pane
from tui_reader.app.widgets.pane_row import PaneRow, Slot
from tui_reader.model import Comparison

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen


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
        self._before_grid: tuple[list[Slot], int] | None = None

    @property
    def row(self) -> PaneRow:
        """The widget."""
        return self.screen.pane_row

    @property
    def slot(self) -> Slot | None:
        """The active slot."""
        return self.slots[self.active] if self.active < len(self.slots) else None

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
            slot = next((s for s in self.slots if s.kind == "claims" and s.article_id == slot.article_id), slot)
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
        self._open([Slot("claims", article_id, cursor=at), Slot("text", article_id)])

    def open_story(self, story_id: int) -> None:
        """A story: the claims of its outlets side by side, oldest first; a lone article gets its text beside it."""
        story = self.room.library.story(story_id)
        rows = in_order(self.room.library.article_rows(story.article_ids))
        if len(rows) == 1:
            self.open_article(rows[0].id)
        else:
            self._open([Slot("claims", row.id, cursor=self.room.library.position(row.id)) for row in rows])
        self.story = StoryView(story, self.room.library.comparison(story_id))
        if self.story.comparison is None and len(rows) > 1:
            self.screen.background.compare(story_id)
        self.redress()

    def open_card(self, card: Document) -> None:
        """A card: a feed's state, a saved claim, a welcome."""
        self.story = None
        self._open([Slot("card", document=card)])

    def open_claims(self, document: Claims, cursor: int = 0) -> None:
        """Claims of many articles in one pane."""
        self.story = None
        self._open([Slot("claims", document=document, cursor=cursor)])

    def add(self, article_id: int) -> None:
        """One more pane for an article, behind the active one; an open one is made active."""
        self.leave_grid()
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
        if self.is_grid:
            self.leave_grid()
            return True
        if self.slots:
            del self.slots[self.active]
            self.pinned = self.pinned and len(self.slots) > 0
            self.active = max(0, min(self.active, len(self.slots) - 1))
            self.is_zoomed = self.is_zoomed and len(self.slots) > 1
        self.lay()
        return bool(self.slots)

    def _open(self, slots: list[Slot]) -> None:
        self.slots, self.active, self.first, self.is_zoomed, self._before_grid = slots, 0, 0, False, None
        self.pinned = self.wants_grid = False
        self.lay()

    # layout ---------------------------------------------------------------------------------------------------------

    def arrangement(self) -> Arrangement:
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
        arrangement = self.arrangement()
        self.first = arrangement.first
        for at in range(arrangement.first, arrangement.first + arrangement.count):
            slot = self.slots[at]
            if slot.document is None:
                slot.document = self._document(slot)
        self._light()
        self.screen.show_arrangement(arrangement)
        self.row.lay(self.slots, arrangement)
        self.follow()

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
        self._light()
        self.follow()

    def compared(self, comparison: Comparison) -> None:
        """The story's comparison has come."""
        if self.story is None:
            return
        self.story = StoryView(self.story.story, comparison)
        self.redress()
        if self.wants_grid:
            self.wants_grid = False
            self.show_grid()

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
        self.active = at
        self._light()
        self.follow()

    def step(self, count: int) -> bool:
        """Move the active cursor; in a text by the article's claims. False where it could not."""
        slot, pane = self.slot, self.pane
        if slot is None or pane is None:
            return False
        if slot.kind == "text":
            twin = next((s for s in self.slots if s.kind == "claims" and s.article_id == slot.article_id), None)
            if twin is not None and isinstance(twin.document, Claims) and twin.document.items:
                before = twin.cursor
                at = before + count
                direction = 1 if count > 0 else -1
                while 0 <= at < len(twin.document) and not twin.document.is_stop(at):
                    at += direction
                if not 0 <= at < len(twin.document):
                    return pane.move(count)
                twin.cursor = at
                twin_pane = self.row.pane_of(self.slots.index(twin))
                if twin_pane is not None:
                    twin_pane.move_to(at, is_quiet=True)
                self.follow()
                return True
        return pane.move(count)

    def follow(self) -> None:
        """Light the current claim in its article's text, and its counterparts in the other panes."""
        item = self.item
        for at, slot in enumerate(self.slots):
            pane = self.row.pane_of(at)
            if slot.kind == "text" and isinstance(slot.document, Text):
                self._light_text(slot, pane, item)
            elif (
                slot.kind == "claims"
                and self.story
                and item
                and at != self.active
                and isinstance(slot.document, Claims)
            ):
                other = self.story.counterpart(item, slot.article_id)
                if other is not None:
                    slot.cursor = slot.document.position(other)
                    if pane is not None and pane.document is slot.document:
                        pane.move_to(slot.cursor, is_quiet=True)

    def _light_text(self, slot: Slot, pane: Pane | None, item: ClaimItem | None) -> None:
        """Show where in its article the current claim stands."""
        assert isinstance(slot.document, Text)
        if item is None or item.article_id != slot.article_id:
            return
        soft = [item.claim.source.span] if item.claim.source and item.claim.source.span else []
        soft += [item.claim.cue.span] if item.claim.cue else []
        if slot.document.lit == item.claim.spans:
            return
        is_shown = pane is not None and pane.document is slot.document
        slot.document = replace(slot.document, lit=item.claim.spans, soft=tuple(soft))
        if pane is not None and is_shown:
            pane.update(slot.document)
            block, part = slot.document.line_of(
                item.claim.spans[0][0], pane.scrollable_content_region.width, self.screen.ink
            )
            pane.reveal_line(block, part)

    def _light(self) -> None:
        """A cursor shows in the active pane, and where the story has a counterpart."""
        item = self.item
        for at, slot in enumerate(self.slots):
            is_counterpart = bool(self.story and item and self.story.counterpart(item, slot.article_id) is not None)
            slot.is_lit = at == self.active or is_counterpart or slot.kind != "claims" or self.slot is None
            if self.slot is not None and self.slot.kind == "text" and slot.article_id == self.slot.article_id:
                slot.is_lit = True
            pane = self.row.pane_of(at)
            if pane is not None and pane.is_lit != slot.is_lit:
                pane.is_lit = slot.is_lit
                pane.refresh()

    # the grid -------------------------------------------------------------------------------------------------------

    def show_grid(self) -> bool:
        """Compare the story as a grid; False where nothing can be compared yet."""
        if self.story is None or self.story.comparison is None:
            return False
        documents = self.documents
        articles = {id_: documents.article(id_) for id_ in self.story.comparison.article_ids}
        items = {
            id_: {item.index: item for item in documents.items(article, documents.claims(id_) or (), self.story)}
            for id_, article in articles.items()
        }
        grid = Grid.of(self.story.story.title, self.story, articles, items)
        cursor = grid.row_of(self.item)
        self._before_grid = (self.slots, self.active)
        self.slots, self.active = [Slot("grid", document=grid, cursor=cursor)], 0
        self.focus(0)
        return True

    def leave_grid(self) -> bool:
        """Back to the panes, at the claim the grid's cursor was on; False where there was no grid."""
        if not self.is_grid or self._before_grid is None:
            return False
        item = self.item
        self.slots, self.active = self._before_grid
        self._before_grid = None
        if item is not None:
            for at, slot in enumerate(self.slots):
                if slot.article_id == item.article_id and isinstance(slot.document, Claims):
                    self.active, slot.cursor = at, slot.document.position(item.index)
        self.focus(self.active)
        return True

    def shift(self, columns: int) -> None:
        """Move the grid's column."""
        slot, pane = self.slot, self.pane
        if slot is None or pane is None or not isinstance(slot.document, Grid):
            return
        slot.document = slot.document.at_column(slot.document.column + columns, pane.scrollable_content_region.width)
        pane.update(slot.document)
