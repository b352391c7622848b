"""What comes while the reader reads, and the rest of long lists: brought into the list beside the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.app.faces import HitsFace, StoriesFace, merge

if TYPE_CHECKING:
    from tui_reader.app.shelf import Shelf
    from tui_reader.newsroom.library import Library

HEAD = 10_000
"""Rows of a long list that are shown at once, in 4 ms; a thread brings the rest."""


async def catch_up(shelf: Shelf) -> bool:
    """As `Shelf.refresh`, without holding up a key: long lists are asked for in a thread.

    False where the list changed meanwhile, and must catch up again. Hits stay as they were found. Raises QueryError.
    """
    level, face, old = shelf.level, shelf.level.face, shelf.level.ids
    if isinstance(face, StoriesFace):
        is_kept = bool(level.filter)

        def found(library: Library) -> list[int]:
            fresh = face.seek(library)
            return merge(old, fresh) if is_kept else fresh

        ids = await shelf.room.beside.ask(found)
        if shelf.level is not level or level.face is not face or level.ids is not old:
            return False
        level.ids, level.is_partial = ids, False
        shelf.screen.listing.replace(ids)
    elif not isinstance(face, HitsFace):
        shelf.refresh()
    return True


def complete(shelf: Shelf) -> None:
    """Have the whole list now: of a long one only the head is shown at first."""
    if shelf.level.is_partial:
        shelf.refresh()
