"""Feeds: add, remove, edit, refresh, see what fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.app.actions.asking import ask_choice, ask_line, ask_yes, show_sheet
from tui_reader.app.actions.registry import does
from tui_reader.app.render.document import Card, Para
from tui_reader.app.render.words import count
from tui_reader.app.screens.picker import Pick
from tui_reader.errors import NewsreadError
from tui_reader.model import ArticleRow, Candidate, Feed
from tui_reader.newsroom.addresses import as_address

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen


def current_feed(screen: ReaderScreen) -> Feed | None:
    """The feed a command means: highlighted, or the one whose articles are listed."""
    row = screen.shelf.row()
    if isinstance(row, Feed):
        return row
    level = screen.shelf.level
    return screen.room.library.feed(level.feed_id) if level.feed_id else None


@does("feed.add")
async def add_feed(screen: ReaderScreen, argument: str) -> None:
    """Find the feeds at an address, let the reader choose where there are several, subscribe, fetch."""
    address = argument or await ask_line(
        screen, "add", hint="the address of a site or a feed, or a file; Enter looks for feeds there"
    )
    if not address or not address.strip():
        return
    screen.foot.set_progress("looking for feeds")
    try:
        found = await screen.room.wire.find_feeds(as_address(address.strip()))
    except NewsreadError as error:
        screen.say(f"{address.strip()}: {error}", is_error=True)
        return
    finally:
        screen.foot.set_progress("")
    if not found:
        screen.say(f"No feed found at {address.strip()}", is_error=True)
        return
    if found[0].kind == "OPML":
        await _add_list(screen, found)
        return
    chosen = found[0]
    if len(found) > 1:
        picks = [Pick(str(at), one.title or one.url, f"{one.kind} {one.url}") for at, one in enumerate(found)]
        choice = await ask_choice(screen, "Several feeds here: choose one", picks)
        if choice is None or not choice.id:
            return
        chosen = found[int(choice.id)]
    feed = screen.room.desk.add_feed(chosen.url, title=chosen.title)
    screen.say(f"{feed.title or feed.url} added; u undoes")
    screen.is_welcome = False
    if screen.shelf.level.kind == "feeds":
        screen.shelf.refresh()
        screen.listing.select(feed.id)
    screen.show_top()
    if not screen.background.is_refreshing:
        screen.background.refresh([feed.id])


async def _add_list(screen: ReaderScreen, found: Sequence[Candidate]) -> None:
    """All feeds of a subscription list, after a question where they are several; what was broken in it is shown."""
    if len(found) > 1 and not await ask_yes(screen, f"Subscribe to the {len(found)} feeds of this list?"):
        return
    added = screen.room.desk.add_listed(found)
    screen.say(f"{count(len(added), 'feed')} added, {len(found) - len(added)} known already; u undoes")
    screen.is_welcome = screen.is_welcome and not added
    screen.shelf.refresh()
    screen.show_top()
    if added and not screen.background.is_refreshing:
        screen.background.refresh([feed.id for feed in added])
    if problems := found[0].problems:
        paras = [Para("What could be read of it is subscribed."), *(Para(problem) for problem in problems)]
        await show_sheet(
            screen, Card("Subscription list", paras, title=f"{count(len(problems), 'problem')} in the list")
        )


@does("feed.remove")
async def remove_feed(screen: ReaderScreen, argument: str) -> None:
    """Unsubscribe, after a question."""
    feed = current_feed(screen)
    if feed is None:
        return
    if await ask_yes(screen, f"Remove {feed.title or feed.url} and its {feed.total:,} articles? Saved claims stay."):
        words = screen.room.desk.remove_feed(feed.id)
        if screen.shelf.level.kind == "feed":
            screen.shelf.back()
        screen.shelf.refresh()
        screen.say(f"{words}; u undoes")
        screen.show_top()


@does("feed.edit")
async def edit_feed(screen: ReaderScreen, argument: str) -> None:
    """Title, folder and full text of a feed."""
    feed = current_feed(screen)
    if feed is None:
        return
    title = await ask_line(screen, "title", feed.title, hint="empty: the feed's own title")
    if title is None:
        return
    folder = await ask_line(screen, "folder", feed.folder, hint="empty: no folder; / between levels")
    if folder is None:
        return
    names = {
        "default": "as configured",
        "on-open": "when opened",
        "always": "always",
        "never": "never, the feed's words",
    }
    picks = [
        Pick(key, f"Full text: {name}", keys="now" if key == feed.full_text else "") for key, name in names.items()
    ]
    choice = await ask_choice(screen, "When is the page's own text fetched?", picks)
    policy = choice.id if choice is not None and choice.id in names else feed.full_text
    screen.room.desk.set_feed(feed.id, title=title.strip(), folder=folder.strip(), full_text=policy)  # type: ignore[arg-type]
    screen.say("Feed changed; u undoes")
    screen.shelf.refresh()
    screen.opening.again()


@does("feed.failing")
def failing(screen: ReaderScreen, argument: str) -> None:
    """The failing feeds; their errors stand beside them, r tries one again."""
    if screen.is_in_panes:
        screen.focus_list()
    screen.shelf.open_failing()


@does("feed.refresh")
def refresh_this(screen: ReaderScreen, argument: str) -> None:
    """Refresh the feed of the row, or the feeds of this story; of everything where neither is there.

    With letters: the feeds that have them in title, folder or address.
    """
    if argument:
        letters = argument.casefold()
        named = [f.id for f in screen.room.library.feeds() if letters in f"{f.title} {f.folder} {f.url}".casefold()]
        if named:
            screen.background.refresh(named)
        else:
            screen.say(f"No feed has {argument} in its title, folder or address", is_error=True)
        return
    feed = current_feed(screen) if not screen.is_in_panes else None
    if feed is not None:
        screen.background.refresh([feed.id])
        return
    wall = screen.wall
    ids = [wall.article_id] if screen.is_in_panes and wall.article_id else screen.shelf.articles(screen.shelf.row())
    rows: list[ArticleRow] = screen.room.library.article_rows(ids)
    feeds = list(dict.fromkeys(row.feed_id for row in rows if row.feed_id))
    screen.background.refresh(feeds or None)


@does("feed.refresh-all")
def refresh_all(screen: ReaderScreen, argument: str) -> None:
    """Refresh all feeds."""
    screen.background.refresh()


@does("feed.stop")
def stop(screen: ReaderScreen, argument: str) -> None:
    """Stop the refresh; what has come is kept."""
    screen.say("Refresh stopped; what has come is kept" if screen.background.stop() else "No refresh is under way")


@does("feed.packs")
async def packs(screen: ReaderScreen, argument: str) -> None:
    """Choose starter packs."""
    found = screen.opening.starter_packs()
    picks = [
        Pick(str(at), name, f"{number} feeds", "subscribed" if is_on else "")
        for at, (name, number, is_on) in enumerate(found, 1)
    ]
    choice = await ask_choice(screen, "Starter packs", picks)
    if choice is not None and choice.id:
        toggle_pack(screen, int(choice.id))


def toggle_pack(screen: ReaderScreen, number: int) -> None:
    """Subscribe a starter pack, or drop it again."""
    found = screen.opening.starter_packs()
    if number > len(found):
        screen.say(f"There are {len(found)} packs")
        return
    name, _, is_on = found[number - 1]
    try:
        if is_on:
            gone = [feed for feed in screen.room.library.feeds() if feed.folder == name]
            screen.say(f"{name}: {screen.room.desk.remove_feeds([feed.id for feed in gone])}; u undoes")
        else:
            feeds = screen.room.desk.subscribe_starter([name])
            screen.say(f"{name}: {len(feeds)} feeds subscribed; u undoes")
            if not screen.background.is_refreshing:
                screen.background.refresh([feed.id for feed in feeds])
    except NewsreadError as error:
        screen.say(str(error), is_error=True)
    screen.shelf.refresh()
    screen.show_top()
    screen.opening.packs_changed()
