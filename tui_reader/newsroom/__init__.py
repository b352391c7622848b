"""The use cases, and the only room that sees feeds, claims, stories and store at once. No Textual here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.lazy import loader

if TYPE_CHECKING:
    from tui_reader.newsroom.room import Newsroom
    from tui_reader.newsroom.settings import Settings

__all__ = ["Newsroom", "Settings"]

HOMES = {"room": "Newsroom", "settings": "Settings"}
"""The public names of each module, loaded when first asked for: `newsread keys` does not pay for the database."""


if not TYPE_CHECKING:  # a checker that saw it would take any name for a public one
    __getattr__ = loader(__name__, HOMES)
