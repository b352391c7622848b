"""What a command means by "this claim" and "this article"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.model import Article, Bookmark, Claim, ClaimHit

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.query import Query

MANY = 1_000  #: claims that a command does something to at once


def current_claim(screen: ReaderScreen) -> tuple[int, int, Claim, Bookmark | None] | None:
    """The claim a command means: article, index, claim and, in the list of saved ones, its bookmark."""
    row = None if screen.is_in_panes else screen.shelf.row()
    if isinstance(row, Bookmark):
        return row.article_id or 0, -1, row.claim, row
    if isinstance(row, ClaimHit):
        return row.article.id, row.index, row.claim, None
    item = screen.wall.item
    return (item.article_id, item.index, item.claim, None) if item else None


def current_bookmark(screen: ReaderScreen) -> Bookmark | None:
    """The bookmark of the current claim; an unsaved claim is saved first."""
    found = current_claim(screen)
    if found is None:
        return None
    article_id, index, _, mark = found
    if mark is not None:
        return mark
    library = screen.room.library
    saved = library.saved_claims(article_id)
    kept = library.bookmark(saved[index]) if index in saved else screen.room.desk.save_claim(article_id, index)
    screen.wall.redress(article_id)
    return kept


def claims_found(screen: ReaderScreen, query: Query) -> list[ClaimHit] | None:
    """The claims that a command on a query means; None, and a line that says so, where they are too many."""
    hits = screen.room.library.search(query, limit=MANY + 1)
    if len(hits) > MANY:
        screen.say(f"More than {MANY:,} claims match: narrow it", is_error=True)
        return None
    return hits


def show_marks(screen: ReaderScreen) -> None:
    """Claims were saved, tagged or dropped: panes, list and numbers tell."""
    screen.wall.redress()
    screen.shelf.redraw()
    screen.show_top()


def current_article(screen: ReaderScreen) -> Article | None:
    """The article a command means."""
    row = None if screen.is_in_panes else screen.shelf.row()
    ids = screen.shelf.articles(row)[:1] if row is not None else []
    article_id = screen.wall.article_id or (ids[0] if ids else 0)
    if not screen.is_in_panes and ids and screen.wall.article_id not in screen.shelf.articles(row):
        article_id = ids[0]
    return screen.wall.documents.article(article_id) if article_id else None
