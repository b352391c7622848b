"""Tags and notes of saved claims: one claim's, or tags for all that a filter finds."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from tui_reader.app.actions.arguments import tags_and_query
from tui_reader.app.actions.asking import ask_line
from tui_reader.app.actions.current import claims_found, current_bookmark, show_marks
from tui_reader.app.actions.registry import does
from tui_reader.app.lines import Completion

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen


@does("claim.annotate")
async def annotate(screen: ReaderScreen, argument: str) -> None:
    """Tags, then a note; words with # are tags, the rest is the note. What is given on a line adds to what there is."""
    mark = current_bookmark(screen)
    if mark is None:
        return
    if argument:
        tags, note = _parted(argument)
        tags, note = [*mark.tags, *tags], note or mark.note
    else:
        value = " ".join([*(f"#{tag}" for tag in mark.tags), mark.note]).strip()
        known = " ".join(f"#{tag}" for tag in screen.room.library.tags()[:12])
        hint = f"#tag #tag then a note. In use: {known}" if known else "#tag #tag then a note"
        words = await ask_line(screen, "tags, note", value, hint=hint, completed=_tags(screen))
        if words is None:
            return
        tags, note = _parted(words)
    screen.room.desk.annotate(mark.id, note=note, tags=list(dict.fromkeys(tags)))
    screen.say("Tags and note kept; u undoes")
    screen.shelf.redraw()
    screen.opening.again()


def _parted(words: str) -> tuple[list[str], str]:
    """The tags of a line without their signs, and the rest of it."""
    tags = [word[1:] for word in words.split() if word.startswith("#") and len(word) > 1]
    return tags, " ".join(word for word in words.split(" ") if not (word.startswith("#") and len(word) > 1)).strip()


@does("claim.tag")
def tag(screen: ReaderScreen, argument: str) -> Coroutine[Any, Any, None] | None:
    """`:tag flood`: tag the current claim. `:tag flood saved outlet:courier`: all that a filter finds, as one step.

    Claims that are not saved yet are saved for it. Raises QueryError.
    """
    tags, text = tags_and_query(argument)
    if not tags:
        return annotate(screen, "")
    if text:
        _tag_query(screen, tags, text)
        return None
    mark = current_bookmark(screen)
    if mark is None:
        screen.say("No claim is selected: a filter behind the tag names some, :tag flood newer:2d", is_error=True)
        return None
    screen.say(screen.room.desk.tag_claims([], [mark.id], tags) + "; u undoes")
    _show(screen)
    return None


def _tag_query(screen: ReaderScreen, tags: Sequence[str], text: str) -> None:
    """Tag every claim that a filter finds, saved ones of articles that are gone too."""
    from tui_reader.query import parse

    query = parse(text)
    hits = claims_found(screen, query)
    if hits is None:
        return
    marks = [mark.id for mark in screen.room.library.bookmarks(query)]
    if not (hits or marks):
        screen.say(f"No claim matches {text}")
        return
    label = screen.room.desk.tag_claims([(hit.article.id, hit.index) for hit in hits], marks, tags)
    screen.say(f"{label}; u undoes")
    _show(screen)


def _show(screen: ReaderScreen) -> None:
    show_marks(screen)
    screen.opening.again()


def _tags(screen: ReaderScreen) -> Callable[[str, int], list[Completion]]:
    """Tags in use that go on with the word at the cursor."""
    tags = [f"#{tag}" for tag in screen.room.library.tags()]

    def find(text: str, cursor: int) -> list[Completion]:
        begin = text.rfind(" ", 0, cursor) + 1
        word = text[begin:cursor]
        ways = [tag for tag in tags if word.startswith("#") and tag.startswith(word) and tag != word]
        return [Completion(tag, text[:begin] + tag + text[cursor:], begin + len(tag)) for tag in ways]

    return find
