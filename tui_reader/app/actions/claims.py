"""The current claim and its article: save, cite, show where it comes from, open in the browser."""

from __future__ import annotations

import os
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from tui_reader.app import safe
from tui_reader.app.actions.asking import ask_choice, ask_line, show_sheet
from tui_reader.app.actions.movement import open_speaker
from tui_reader.app.actions.registry import does
from tui_reader.app.badges import badge_text
from tui_reader.app.render import cards
from tui_reader.app.render.claims import ClaimItem
from tui_reader.app.render.document import Card
from tui_reader.app.render.grid import Grid, evidence_items
from tui_reader.app.screens.picker import Pick
from tui_reader.model import Article, Bookmark, Claim, ClaimHit

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen


def current_claim(screen: ReaderScreen) -> tuple[int, int, Claim, Bookmark | None] | None:
    """The claim a command means: article, index, claim and, in the list of saved ones, its bookmark."""
    row = None if screen.is_in_panes else screen.shelf.row()
    if isinstance(row, Bookmark):
        return row.article_id or 0, -1, row.claim, row
    if isinstance(row, ClaimHit):
        return row.article.id, row.index, row.claim, None
    item = screen.wall.item
    return (item.article_id, item.index, item.claim, None) if item else None


def current_article(screen: ReaderScreen) -> Article | None:
    """The article a command means."""
    row = None if screen.is_in_panes else screen.shelf.row()
    ids = screen.shelf.articles(row)[:1] if row is not None else []
    article_id = screen.wall.article_id or (ids[0] if ids else 0)
    if not screen.is_in_panes and ids and screen.wall.article_id not in screen.shelf.articles(row):
        article_id = ids[0]
    return screen.wall.documents.article(article_id) if article_id else None


@does("claim.bookmark")
def bookmark(screen: ReaderScreen, argument: str) -> None:
    """Save the current claim, or forget it if it is saved; the mark shows at once."""
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


def _bookmark_of(screen: ReaderScreen) -> Bookmark | None:
    """The bookmark of the current claim; an unsaved claim is saved first."""
    found = current_claim(screen)
    if found is None:
        return None
    article_id, index, _, mark = found
    if mark is not None:
        return mark
    saved = screen.room.library.saved_claims(article_id)
    kept = (
        screen.room.library.bookmark(saved[index]) if index in saved else screen.room.desk.save_claim(article_id, index)
    )
    screen.wall.redress(article_id)
    return kept


@does("claim.annotate")
async def annotate(screen: ReaderScreen, argument: str) -> None:
    """Tags, then a note; words with # are tags, the rest is the note."""
    mark = _bookmark_of(screen)
    if mark is None:
        return
    value = " ".join([*(f"#{tag}" for tag in mark.tags), mark.note]).strip()
    known = " ".join(f"#{tag}" for tag in screen.room.library.tags()[:12])
    words = await ask_line(
        screen,
        "tags, note",
        value,
        hint=f"#tag #tag then a note. In use: {known}" if known else "#tag #tag then a note",
    )
    if words is None:
        return
    tags = [word[1:] for word in words.split() if word.startswith("#") and len(word) > 1]
    note = " ".join(word for word in words.split(" ") if not (word.startswith("#") and len(word) > 1)).strip()
    screen.room.desk.annotate(mark.id, note=note, tags=tags)
    screen.say("Tags and note kept; u undoes")
    screen.shelf.redraw()
    screen.opening.again()


@does("claim.note")
def note_in_editor(screen: ReaderScreen, argument: str) -> None:
    """The note in the reader's own editor; the screen comes back when it ends."""
    import subprocess
    import tempfile

    mark = _bookmark_of(screen)
    if mark is None:
        return
    with tempfile.NamedTemporaryFile("w+", suffix=".md", prefix="newsread-note-", encoding="utf-8") as file:
        file.write(mark.note)
        file.flush()
        try:
            with screen.app.suspend():
                done = subprocess.run([*safe.editor_argv(os.environ), file.name], check=False)
        except (OSError, ValueError) as error:
            screen.say(f"the editor did not start: {type(error).__name__}; set EDITOR", is_error=True)
            return
        if done.returncode != 0:
            screen.say("The editor ended with an error; the note stays as it was", is_error=True)
            return
        with open(file.name, encoding="utf-8", errors="replace") as written:
            screen.room.desk.annotate(mark.id, note=written.read().strip())
    screen.say("Note kept; u undoes")
    screen.shelf.redraw()
    screen.opening.again()


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


@does("article.copy-url")
def copy_url(screen: ReaderScreen, argument: str) -> None:
    """The article's address, to the clipboard."""
    article = current_article(screen)
    if article is None or not article.url:
        screen.say("This article has no address")
        return
    screen.app.copy_to_clipboard(safe.copyable(article.url))
    screen.say(f"Copied {article.url}")


@does("claim.open")
def open_page(screen: ReaderScreen, argument: str) -> None:
    """The page in the browser, at the claim."""
    found = current_claim(screen)
    row = None if screen.is_in_panes else screen.shelf.row()
    claim = found[2] if found else None
    if isinstance(row, Bookmark):
        url = row.url
    else:
        article = current_article(screen)
        if article is None:
            return
        url = article.url
        if found is not None and found[0] != article.id:
            claim = None
    visit(screen, url, claim)


def visit(screen: ReaderScreen, url: str, claim: Claim | None = None) -> None:
    """Open an address, or say why not."""
    target = safe.url_at(url, claim)
    problem = safe.open_in_browser(target) if target else "no http or https address here: not opened"
    screen.say(problem or f"Opening {url}", is_error=bool(problem))


@does("article.links")
async def links(screen: ReaderScreen, argument: str) -> None:
    """Choose one of the article's links to open."""
    article = current_article(screen)
    if article is None:
        return
    found = article.body.links
    if not found:
        screen.say("This article has no links")
        return
    text = article.body.text
    picks = [
        Pick(
            str(at),
            f"[{at + 1}] {'' if link.kind == 'link' else link.kind + ': '}{text[link.span[0] : link.span[1]]}",
            link.url,
        )
        for at, link in enumerate(found)
    ]
    choice = await ask_choice(screen, "Open a link in the browser", picks)
    if choice is not None and choice.id:
        visit(screen, found[int(choice.id)].url)


@does("article.revisions")
async def revisions(screen: ReaderScreen, argument: str) -> None:
    """What changed in this article."""
    article = current_article(screen)
    if article is not None:
        await show_sheet(screen, cards.revisions(screen.room.library.revisions(article.id), article.outlet))


@does("article.full-text")
def full_text(screen: ReaderScreen, argument: str) -> None:
    """The page's own words, now."""
    article = current_article(screen)
    if article is None:
        return
    if article.is_full_text:
        screen.say("This is the page's own text already")
        return
    screen.say("Fetching the page ...")
    screen.background.fetch_page(article.id)
