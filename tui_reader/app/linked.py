"""Cursors that follow one another: counterparts in a story's other panes, the current claim in its article's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tui_reader.app.render.article import Text
from tui_reader.app.render.claims import ClaimItem, Claims
from tui_reader.app.render.ink import Ink
from tui_reader.app.story_view import StoryView
from tui_reader.app.widgets.pane import Pane
from tui_reader.app.widgets.pane_row import PaneRow, Slot


def follow(slots: Sequence[Slot], active: int, item: ClaimItem | None, story: StoryView | None, row: PaneRow) -> None:
    """Bring what belongs to the current claim `item` of slot `active` into sight and light it."""
    for at, slot in enumerate(slots):
        pane = row.pane_of(at)
        document = slot.document
        is_counterpart = bool(story and item and story.counterpart(item, slot.article_id) is not None)
        is_twin = slots[active].kind == "text" and slots[active].article_id == slot.article_id
        slot.is_lit = at == active or is_counterpart or is_twin or slot.kind != "claims"
        if pane is not None and pane.is_lit != slot.is_lit:
            pane.is_lit = slot.is_lit
            pane.refresh()
        if isinstance(document, Text):
            _light(slot, pane, item, row.ink)
        elif story and item and at != active and isinstance(document, Claims):
            other = story.counterpart(item, slot.article_id)
            if other is not None:
                slot.cursor = document.position(other)
                if pane is not None and pane.document is document:
                    pane.move_to(slot.cursor, is_quiet=True)


def _light(slot: Slot, pane: Pane | None, item: ClaimItem | None, ink: Ink) -> None:
    """Show where in its article the current claim stands, once a claim and a pane."""
    document = slot.document
    if item is None or item.article_id != slot.article_id or not isinstance(document, Text):
        return
    is_shown = pane is not None and pane.document is document
    if document.lit != item.claim.spans:
        soft = [item.claim.source.span] if item.claim.source and item.claim.source.span else []
        soft += [item.claim.cue.span] if item.claim.cue else []
        document = replace(document, lit=item.claim.spans, soft=tuple(soft))
        slot.document, slot.revealed = document, None
        if pane is not None and is_shown:
            pane.update(document)
    width = pane.scrollable_content_region.width if pane is not None else 0
    if pane is not None and width and slot.revealed is not pane and pane.document is document and document.lit:
        slot.revealed = pane
        pane.reveal_line(*document.line_of(document.lit[0][0], width, ink))


def neighbour(document: Claims, cursor: int, count: int) -> int | None:
    """The stop `count` from `cursor`, or the next one beyond; None past the end."""
    at = cursor + count
    direction = 1 if count > 0 else -1
    while 0 <= at < len(document) and not document.is_stop(at):
        at += direction
    return at if 0 <= at < len(document) else None
