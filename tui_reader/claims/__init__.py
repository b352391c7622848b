"""Text to claims: who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.lazy import loader

if TYPE_CHECKING:
    from tui_reader.claims.assembly import split
    from tui_reader.claims.engines import engine_name, engine_version
    from tui_reader.claims.record import from_record, to_record

__all__ = ["engine_name", "engine_version", "from_record", "split", "to_record"]

HOMES = {"assembly": "split", "engines": "engine_name engine_version", "record": "from_record to_record"}
"""The public names of each module, loaded when first asked for: importing this package costs nothing."""


if not TYPE_CHECKING:  # a checker that saw it would take any name for a public one
    __getattr__ = loader(__name__, HOMES)
