"""The current claim and its article: save, cite, show where it comes from, open in the browser."""

from __future__ import annotations

import os
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_reader.app import safe
from tui_reader.app.actions.asking import show_sheet
from tui_reader.app.actions.current import claims_found, current_bookmark, current_claim, show_marks
from tui_reader.app.actions.movement import open_speaker
from tui_reader.app.actions.registry import does
from tui_reader.app.badges import badge_text
from tui_reader.app.render import cards
from tui_reader.app.render.claims import ClaimItem
from tui_reader.app.render.document import Card
from tui_reader.app.render.grid import Grid, evidence_items
from tui_reader.model import Claim

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen


@does("claim.bookmark")
def bookmark(screen: ReaderScreen, argument: str) -> None:
    """Save the current claim, or forget it if it is saved; the mark shows at once. With a query: save all it finds."""
    if argument:
        bookmark_query(screen, argument)
        return
    found = current_claim(screen)
    if found is None:
        return
    article_id, index, _, mark = found
    desk = screen.room.desk
    if mark is not None:
        screen.say(desk.remove_bookmark(mark.id) + "; u undoes")
    else:
        saved = screen.room.library.saved_claims(article_id)
        if index in saved:
            screen.say(desk.remove_bookmark(saved[index]) + "; u undoes")
        else:
            kept = desk.save_claim(article_id, index)
            screen.say(f"Saved: {badge_text(kept.claim, kept.outlet, screen.ink.glyphs)}. t adds tags or a note")
    screen.wall.redress(article_id)
    screen.shelf.redraw()
    screen.show_top()


def bookmark_query(screen: ReaderScreen, text: str) -> None:
    """`:bookmark badge:anon newer:2d`: save every claim that a query finds, as one step. Raises QueryError."""
    from tui_reader.query import parse

    hits = claims_found(screen, parse(text))
    if hits is None:
        return
    label = screen.room.desk.save_claims([(hit.article.id, hit.index) for hit in hits])
    saved = {id_: screen.room.library.saved_claims(id_) for id_ in {hit.article.id for hit in hits}}
    known = sum(hit.index in saved[hit.article.id] for hit in hits)
    screen.say(f"{label}, {known:,} of {text} are kept; u undoes" if hits else f"No claim matches {text}")
    show_marks(screen)


@does("claim.note")
def note_in_editor(screen: ReaderScreen, argument: str) -> None:
    """The note in the reader's own editor; the screen comes back when it ends."""
    mark = current_bookmark(screen)
    if mark is None:
        return
    problem, note = edited(screen, mark.note)
    if problem or note == mark.note:
        screen.say(problem or "The note stays as it was", is_error=bool(problem))
        return
    screen.room.desk.annotate(mark.id, note=note)
    screen.say("Note kept; u undoes")
    screen.shelf.redraw()
    screen.opening.again()


def edited(screen: ReaderScreen, text: str) -> tuple[str, str]:
    """What went wrong, "" for nothing, and `text` as the reader's editor left it."""
    import tempfile

    from textual.app import SuspendNotSupported

    with tempfile.TemporaryDirectory(prefix="newsread-note-") as folder:  # editors may put another file in its place
        file = Path(folder) / "note.md"
        file.write_text(text, encoding="utf-8")
        try:
            with screen.app.suspend():  # nothing may be raised in here: the screen would not come back
                problem = safe.edit(file, os.environ)
            return problem, text if problem else file.read_text(encoding="utf-8", errors="replace").strip()
        except SuspendNotSupported:
            return "No editor can be opened here; t edits the note in one line", text
        except OSError as error:
            return f"the editor left no note: {error.strerror}; it stays as it was", text


@does("claim.provenance")
def provenance(screen: ReaderScreen, argument: str) -> Coroutine[Any, Any, None]:
    """Where the current claim comes from; in the grid, the row's evidence."""
    return show_provenance(screen)


async def show_provenance(screen: ReaderScreen) -> None:
    """The sheet, and what can be done from it."""
    found = current_claim(screen)
    if found is None:
        return
    article_id, index, claim, mark = found
    slot = screen.wall.slot
    if mark is not None:
        card = cards.bookmark_card(mark, screen.ink)
    elif screen.is_in_panes and slot is not None and isinstance(slot.document, Grid):
        card = _evidence(screen, slot.document, slot.cursor)
    else:
        card = _provenance(screen, article_id, index, claim)
    answer = await show_sheet(screen, card, {"b": "bookmark", "y": "copy", "o": "browser", "w": "who else"})
    commands = {"b": "claim.bookmark", "y": "claim.copy", "o": "claim.open", "w": "claim.source"}
    if answer in commands:
        await screen.do(commands[answer])


def _provenance(screen: ReaderScreen, article_id: int, index: int, claim: Claim) -> Card:
    """Provenance with what the story's other outlets say."""
    documents, story = screen.wall.documents, screen.wall.story
    article = documents.article(article_id)
    item = ClaimItem(claim, article_id, index, article.outlet)
    if story is None:
        return cards.provenance(item, article, screen.ink)
    row = story.row_of(item)
    others = []
    for cell in row.cells if row else ():
        if cell.article_id != article_id:
            other = documents.article(cell.article_id)
            claims = documents.claims(cell.article_id) or []
            if cell.index < len(claims):
                others.append(story.marked(ClaimItem(claims[cell.index], other.id, cell.index, other.outlet)))
    return cards.provenance(item, article, screen.ink, others, row, story.differences(item))


def _evidence(screen: ReaderScreen, grid: Grid, at: int) -> Card:
    """Every wording of a row of the grid."""
    items = evidence_items(grid.shown[at], grid.article_ids)
    cells = [(item, screen.wall.documents.article(item.article_id)) for item in items]
    story = screen.wall.story
    row = story.row_of(items[0]) if story else None
    found = [difference for item in items for difference in (story.differences(item) if story else ())]
    differences = [d for at, d in enumerate(found) if d not in found[:at]]
    return cards.evidence(grid.name, cells, row, differences, screen.ink)


@does("claim.source")
def who_else(screen: ReaderScreen, argument: str) -> None:
    """All claims of this source, across outlets."""
    found = current_claim(screen)
    source = found[2].source if found else None
    name = (source.name or source.mention) if source else ""
    if not name:
        screen.say("This claim names no source")
        return
    library = screen.room.library
    known = [one for one in library.speakers(limit=20, letters=name) if name in (one.name, *one.spellings)]
    if not known:
        screen.say(f"{name} has no further claims yet")
        return
    screen.focus_list()
    open_speaker(screen, known[0])


@does("claim.copy")
def copy(screen: ReaderScreen, argument: str) -> None:
    """The claim with attribution and link, to the clipboard."""
    from tui_reader.export.citation import sentence

    found = current_claim(screen)
    if found is None:
        return
    article_id, _, claim, mark = found
    if mark is not None:
        words = sentence(claim, mark.outlet, mark.article_title, mark.url, mark.published_at)
    else:
        article = screen.wall.documents.article(article_id)
        words = sentence(claim, article.outlet, article.title, article.url, article.published_at)
    screen.app.copy_to_clipboard(safe.copyable(words))
    screen.say("Claim copied, with attribution and link")
