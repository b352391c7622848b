"""Lists: faces, filters, searches, read marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_reader.app.actions.arguments import problem_of, queries, query_of
from tui_reader.app.actions.asking import ask_choice, ask_line, ask_yes
from tui_reader.app.actions.movement import number
from tui_reader.app.actions.registry import does
from tui_reader.app.grid_view import narrow
from tui_reader.app.render.words import count
from tui_reader.app.screens.picker import Pick

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen


def _face(kind: str) -> Callable[[ReaderScreen, str], None]:
    def show(screen: ReaderScreen, argument: str) -> None:
        if screen.is_in_panes:
            screen.focus_list()
        screen.opening.is_stopgap = False  # this list was asked for
        screen.shelf.open_face(kind)

    return show


for _kind in ("stories", "river", "feeds", "sources", "saved"):
    does(f"list.{_kind}")(_face(_kind))


GRID_ROWS = {
    "all": "all rows",
    "shared": "shared: what two or more outlets say",
    "differs": "differs: figures, dates and denials that cannot both hold",
    "only-here": "only-here: what one outlet alone says",
}


@does("list.filter")
async def filter_list(screen: ReaderScreen, argument: str) -> None:
    """Filter as the reader types; Escape brings the list back as it was."""
    shelf = screen.shelf
    if screen.wall.is_grid and screen.is_in_panes:
        choice = await ask_choice(screen, "Rows of the grid", [Pick(kept, name) for kept, name in GRID_ROWS.items()])
        if choice is not None and choice.id:
            narrow(screen.wall, choice.id)  # type: ignore[arg-type]  # the keys are its values
        return
    if shelf.level.kind == "hits":
        screen.say("These are search hits: / searches again")
        return
    if screen.is_in_panes:
        screen.focus_list()
    before = shelf.level.filter
    if argument:
        shelf.filter(argument)
        return

    def follow(text: str) -> str:
        problem = "" if shelf.level.kind in ("feeds", "failing") else problem_of(text)
        if not problem:
            shelf.filter(text.strip())
        return problem

    words = await ask_line(
        screen, "filter", before, changed=follow, completed=queries(screen), history=screen.history.lines("filters")
    )
    if words is None:
        shelf.filter(before)
    elif words.strip() and not problem_of(words):
        screen.history.add("filters", words)


@does("list.unread")
def unread_only(screen: ReaderScreen, argument: str) -> None:
    """Only what is unread, or all again."""
    level = screen.shelf.level
    if level.kind not in ("stories", "river", "feed"):
        screen.say("Unread only: for stories and articles")
        return
    words = level.filter.split()
    kept = [word for word in words if word != "unread"]
    screen.shelf.filter(" ".join(kept if len(kept) < len(words) else ["unread", *words]))


@does("list.search")
async def search(screen: ReaderScreen, argument: str) -> None:
    """Search claims; with no hit among them, articles."""
    words = argument or await ask_line(
        screen, "search", hint="words, \"a phrase\", source:, outlet:, badge: ...", changed=problem_of,
        completed=queries(screen), history=screen.history.lines("searches"),
    )  # fmt: skip
    if words and words.strip():
        run_search(screen, words.strip())


def run_search(screen: ReaderScreen, text: str) -> None:
    """Show the hits of a search as a list. Raises QueryError."""
    from tui_reader.query import parse

    query = parse(text)
    library = screen.room.library
    screen.history.add("searches", text)
    if screen.is_in_panes:
        screen.focus_list()
    claims = library.search(query, kind="claims", limit=500)
    if claims:
        screen.shelf.open_hits(
            f"/{text}: {count(len(claims), 'claim')}",
            lambda: list(library.search(query, kind="claims", limit=500)),
            query,
        )
    else:
        articles = library.search(query, kind="articles", limit=500)
        title = f"/{text}: {count(len(articles), 'article')}" if articles else f"/{text}: nothing found"
        screen.shelf.open_hits(title, lambda: list(library.search(query, kind="articles", limit=500)), query)
    screen.opening.preview()


@does("list.next-hit")
def next_hit(screen: ReaderScreen, argument: str) -> None:
    """The next hit, shown in the panes."""
    _hit(screen, number(argument))


@does("list.previous-hit")
def previous_hit(screen: ReaderScreen, argument: str) -> None:
    """The previous hit, shown in the panes."""
    _hit(screen, -number(argument))


def _hit(screen: ReaderScreen, count: int) -> None:
    shelf = screen.shelf
    if shelf.level.kind != "hits":
        while shelf.level.kind != "hits" and len(shelf.levels) > 1:
            shelf.back()
    if not screen.listing.move(count):
        screen.say("No further hit")
    elif screen.is_in_panes:
        screen.opening.preview()
        screen.wall.focus(0)


@does("list.searches")
async def saved_searches(screen: ReaderScreen, argument: str) -> None:
    """Open a saved search; keep the present filter as one, or drop one."""
    found = screen.room.library.saved_searches()
    level = screen.shelf.level
    if argument:
        if argument in dict(found):
            _open_search(screen, dict(found)[argument])
        else:
            screen.say(f"No search is called {argument}; F lists them", is_error=True)
        return
    picks = [Pick(f"open {at}", name, text) for at, (name, text) in enumerate(found)]
    present = level.filter or level.search
    if present:
        picks.insert(0, Pick("keep", f"Keep the present {'filter' if level.filter else 'search'}: {present}"))
    picks += [Pick(f"drop {at}", f"Drop {name}", text) for at, (name, text) in enumerate(found)]
    if not picks:
        screen.say("No saved searches yet: filter with f or search with /, then F keeps it")
        return
    choice = await ask_choice(screen, "Saved searches", picks)
    if choice is None or not choice.id:
        return
    verb, _, number = choice.id.partition(" ")
    if verb == "keep":
        name = await ask_line(screen, "name", present, is_suggestion=True)
        if name and name.strip():
            screen.say(screen.room.desk.save_search(name.strip(), present) + "; u undoes")
    elif verb == "open":
        _open_search(screen, found[int(number)][1])
    else:
        screen.say(screen.room.desk.remove_search(found[int(number)][0]) + "; u undoes")


def _open_search(screen: ReaderScreen, text: str) -> None:
    """As a search where hits are in sight, else as the filter of the list. Raises QueryError."""
    if screen.shelf.level.kind == "hits":
        run_search(screen, text)
        return
    if screen.shelf.level.kind not in ("stories", "river"):
        screen.shelf.open_face("river")
    screen.focus_list()
    screen.shelf.filter(text)


@does("list.muted")
async def muted(screen: ReaderScreen, argument: str) -> None:
    """Mute what a query finds, or see what is muted and lift it."""
    if argument:
        screen.say(screen.room.desk.mute(argument) + "; u undoes")
        screen.shelf.refresh()
        return
    rules, rows = screen.room.library.mutes(), screen.room.library.muted(200)
    picks = [Pick("new", "Mute what a query finds ...")]
    picks += [Pick(f"lift {at}", f"Lift: {rule}") for at, rule in enumerate(rules)]
    picks += [Pick("heading", "Muted now", is_heading=True)] if rows else []
    picks += [Pick(f"open {row.id}", row.title, row.outlet) for row in rows]
    choice = await ask_choice(screen, "Mute rules", picks)
    if choice is None or not choice.id:
        return
    verb, _, number = choice.id.partition(" ")
    if verb == "new":
        words = await ask_line(
            screen, "mute", hint="what this filter finds is hidden", changed=problem_of, completed=queries(screen)
        )
        if words and words.strip():
            screen.say(screen.room.desk.mute(words.strip()) + "; u undoes")
    elif verb == "lift":
        screen.say(screen.room.desk.unmute(rules[int(number)]) + "; u undoes")
    elif verb == "open":
        screen.wall.open_article(int(number))
        screen.wall.focus(0)
    screen.shelf.refresh()


@does("article.toggle-read")
def toggle_read(screen: ReaderScreen, argument: str) -> None:
    """Mark the row, or what a query finds, read or unread."""
    if argument:
        mark_query(screen, argument)
        return
    row = screen.shelf.row()
    ids = [screen.wall.article_id] if screen.is_in_panes and screen.wall.article_id else screen.shelf.articles(row)
    rows = screen.room.library.article_rows(ids)
    if not rows:
        return
    is_read = not all(row.is_read for row in rows)
    after_marking(screen, screen.room.desk.mark_read(ids, is_read))


def mark_query(screen: ReaderScreen, argument: str) -> None:
    """`:mark read newer:2d outlet:bbc`: mark what a query finds. Raises QueryError."""
    from tui_reader.query import parse

    is_read = argument.partition(" ")[0] != "unread"
    text = query_of("list.mark-read", argument)
    ids = screen.room.library.article_ids(parse(text)) if text.strip() else screen.shelf.all_articles()
    after_marking(screen, screen.room.desk.mark_read(ids, is_read))


def after_marking(screen: ReaderScreen, label: str) -> None:
    """Show the new marks; rows stay where they are."""
    screen.say(f"{label}; u undoes")
    if screen.shelf.level.kind in ("feeds", "failing"):
        screen.shelf.refresh()
    else:
        screen.listing.forget()
    screen.show_top()


@does("list.mark-read")
async def mark_list(screen: ReaderScreen, argument: str) -> None:
    """Mark the whole list read, or what a query finds; asks where it is a lot."""
    if argument:
        mark_query(screen, argument)
        return
    ids = screen.shelf.all_articles()
    if len(ids) > 200 and not await ask_yes(screen, f"Mark {len(ids):,} articles read?"):
        return
    after_marking(screen, screen.room.desk.mark_read(ids))
