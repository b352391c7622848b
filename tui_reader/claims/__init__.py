"""Text to claims: who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui_reader.claims.assembly import split
    from tui_reader.claims.engines import engine_name, engine_version
    from tui_reader.claims.record import from_record, to_record

__all__ = ["engine_name", "engine_version", "from_record", "split", "to_record"]

#: Module of each public name; loaded when first asked for, so that importing this package costs nothing.
HOMES = {
    "engine_name": "engines",
    "engine_version": "engines",
    "from_record": "record",
    "split": "assembly",
    "to_record": "record",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
