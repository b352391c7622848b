"""Exporting: saved claims, the claims of what is in sight, or those that a filter finds."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui_reader.app.actions.asking import ask_choice, ask_line, ask_yes
from tui_reader.app.actions.registry import does
from tui_reader.app.render.words import count
from tui_reader.app.screens.picker import Pick
from tui_reader.model import Bookmark, ClaimHit

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen

MANY = 200  #: articles of a list whose claims are exported without a question
MOST = 100_000  #: claims that a filter may find
LINE = re.compile(r"""(\S*)(?:\s+("[^"]*"|\S+))?(?:\s+(.+))?""")


@dataclass(frozen=True, slots=True)
class Portion:
    """Something that can be exported now."""

    name: str  #: what the reader chooses it by
    collect: Callable[[], Awaitable[Sequence[Bookmark]]]  #: its claims, when they are wanted


def portions(screen: ReaderScreen) -> list[Portion]:
    """What can be exported now, what the reader most likely means first."""
    library, shelf, wall = screen.room.library, screen.shelf, screen.wall
    found: list[Portion] = []

    def of_articles(name: str, ids: Sequence[int]) -> None:
        if ids:
            found.append(Portion(name, lambda: of_all(screen, ids)))

    if shelf.level.kind == "saved":
        shown = set(shelf.level.ids)
        marks = [mark for mark in library.bookmarks() if mark.id in shown]
        if marks:
            found.append(Portion(f"saved claims of this list: {len(marks)}", lambda: _ready(marks)))
    if screen.is_in_panes and wall.story is not None:
        articles = wall.story.story.article_ids
        of_articles(f"the claims of this story: {wall.story.story.title}", articles)
    if wall.article_id and shelf.level.kind != "saved":
        of_articles(f"the claims of this article: {wall.documents.article(wall.article_id).title}", [wall.article_id])
    if not screen.is_in_panes and wall.story is not None:
        of_articles(f"the claims of this story: {wall.story.story.title}", wall.story.story.article_ids)
    if shelf.level.kind in ("stories", "river", "feed"):
        ids = shelf.all_articles()
        of_articles(f"the claims of all {len(ids):,} articles of this list", ids)
    if shelf.level.kind == "hits":
        hits = [row for row in shelf.level.face.rows(shelf.level.ids).values() if isinstance(row, ClaimHit)]
        places = [(hit.article.id, hit.index) for hit in hits]
        if places:
            found.append(Portion(f"the {len(places)} claims found", lambda: _ready(library.as_saved(places))))
    everything = library.bookmarks()
    if everything and not (shelf.level.kind == "saved" and len(everything) == len(shelf.level.ids)):
        found.append(Portion(f"all saved claims: {len(everything)}", lambda: _ready(everything)))
    return found


async def _ready(marks: Sequence[Bookmark]) -> Sequence[Bookmark]:
    return marks


async def of_all(screen: ReaderScreen, article_ids: Sequence[int]) -> Sequence[Bookmark]:
    """The claims of articles; those that were not read for claims yet are read now, with progress in the footer."""
    if len(article_ids) > MANY and not await ask_yes(screen, f"Export the claims of {len(article_ids):,} articles?"):
        return ()
    library = screen.room.library
    marks: list[Bookmark] = []
    try:
        for at, article_id in enumerate(article_ids, 1):
            claims = library.claims(article_id)
            if claims is None:
                screen.foot.set_progress(f"reading {at:,}/{len(article_ids):,}")
                claims = await screen.room.reading.claims(article_id)
            shown = [(article_id, n) for n, claim in enumerate(claims) if claim.shown and not claim.label]
            marks += library.as_saved(shown)
    finally:
        screen.foot.set_progress("")
    return marks


@does("app.export")
async def export(screen: ReaderScreen, argument: str) -> None:
    """Ask what, as what and whereto, as far as `FORMAT FILE QUERY` do not say it; then write."""
    from tui_reader.app import exporting

    words = LINE.fullmatch(argument.strip())
    name, target, text = words.groups(default="") if words else ("", "", "")
    if name and name not in exporting.FORMATS:
        screen.say(f"No format named {name}: {', '.join(exporting.FORMATS)}", is_error=True)
        return
    portion = _found(screen, text) if text else await _wanted(screen, is_asked=not argument)
    if portion is None:
        return
    if not name:
        picks = [Pick(one.name, one.name, one.help) for one in exporting.FORMATS.values()]
        choice = await ask_choice(screen, f"Export {portion.name}, as", picks)
        if choice is None or not choice.id:
            return
        name = choice.id
    typed = target.strip('"') or await ask_line(screen, "file", exporting.default_name(name), is_suggestion=True)
    if not typed or not typed.strip():
        return
    path = exporting.target_of(typed.strip())
    if path.exists() and not await ask_yes(screen, f"{path} exists. Write over it?"):
        return
    marks = await portion.collect()
    if not marks:
        screen.say("No claims to export")
        return
    problem = exporting.save(marks, name, path)
    screen.say(problem or f"{count(len(marks), 'claim')} written to {path.absolute()}", is_error=bool(problem))


def _found(screen: ReaderScreen, text: str) -> Portion:
    """What a filter finds. Raises QueryError."""
    from tui_reader.query import parse

    library = screen.room.library
    places = [(hit.article.id, hit.index) for hit in library.search(parse(text), limit=MOST)]
    return Portion(f"the {len(places):,} claims of {text}", lambda: _ready(library.as_saved(places)))


async def _wanted(screen: ReaderScreen, *, is_asked: bool) -> Portion | None:
    """What to export: asked for where several things could be meant and the call leaves it open."""
    choices = portions(screen)
    if not choices:
        screen.say("No claims here to export, and none are saved: b saves the one under the cursor")
        return None
    if len(choices) == 1 or not is_asked:
        return choices[0]
    choice = await ask_choice(screen, "Export", [Pick(str(at), one.name) for at, one in enumerate(choices)])
    return choices[int(choice.id)] if choice is not None and choice.id else None
