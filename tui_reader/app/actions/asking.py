"""Asking the reader: a line, a choice, a yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from tui_reader.app.render.document import Document
from tui_reader.app.screens.modal import Answer, Modal
from tui_reader.app.screens.picker import Choice, Pick, Picker
from tui_reader.app.screens.prompt import Prompt, Question
from tui_reader.app.screens.sheet import Sheet
from tui_reader.app.screens.typing_aids import Completed

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen


async def _answered(screen: ReaderScreen, modal: Modal[Answer]) -> Answer:
    """Open a dialogue that looks like the reader, and wait for its answer."""
    modal.set_class(screen.has_class("-ascii"), "-ascii")
    return await screen.app.push_screen_wait(modal)


async def ask_line(
    screen: ReaderScreen,
    label: str,
    value: str = "",
    *,
    hint: str = "",
    changed: Callable[[str], str] | None = None,
    completed: Completed | None = None,
    history: Sequence[str] = (),
    is_suggestion: bool = False,
) -> str | None:
    """One line from the reader, None where it was left. Typing takes the place of a `value` that is a suggestion."""
    prompt = Prompt(
        screen.ink, label, value, hint=hint, changed=changed, completed=completed, history=history,
        is_suggestion=is_suggestion,
    )  # fmt: skip
    return await _answered(screen, prompt)


async def ask_choice(
    screen: ReaderScreen,
    title: str,
    picks: Sequence[Pick],
    *,
    sign: str = ">",
    value: str = "",
    is_free: bool = False,
    is_letters: bool = False,
    changed: Callable[[str], str] | None = None,
    completed: Completed | None = None,
    history: Sequence[str] = (),
) -> Choice | None:
    """A row from the reader, None where it was left."""
    picker = Picker(
        screen.ink, title, picks, sign=sign, value=value, is_free=is_free, is_letters=is_letters,
        changed=changed, completed=completed, history=history,
    )  # fmt: skip
    return await _answered(screen, picker)


async def ask_yes(screen: ReaderScreen, words: str) -> bool:
    """A yes from the reader."""
    return await _answered(screen, Question(screen.ink, words))


async def show_sheet(screen: ReaderScreen, document: Document, keys: Mapping[str, str] | None = None) -> str | None:
    """Show a document over the reader; the key that was answered with, if any."""
    return await _answered(screen, Sheet(screen.ink, document, keys or {}))
