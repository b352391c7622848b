"""The use cases, and the only room that sees feeds, claims, stories and store at once. No Textual here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.newsroom.room import Newsroom
    from tui_reader.newsroom.settings import Settings

__all__ = ["Newsroom", "Settings"]

HOMES = {"Newsroom": "room", "Settings": "settings"}
"""Module of each public name; loaded when first asked for, so that `newsread keys` does not pay for the database."""


if not TYPE_CHECKING:  # a checker that saw it would take any name for a public one

    def __getattr__(name: str) -> object:
        """Load a public name from its module."""
        if name not in HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
