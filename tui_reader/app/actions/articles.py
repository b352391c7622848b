"""The current article: its page, its links, its address, its revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.app import safe
from tui_reader.app.actions.asking import ask_choice, show_sheet
from tui_reader.app.actions.current import current_article, current_claim
from tui_reader.app.actions.registry import does
from tui_reader.app.render import cards
from tui_reader.app.screens.picker import Pick
from tui_reader.model import Bookmark, Claim

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen


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
