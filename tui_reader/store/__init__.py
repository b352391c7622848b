"""The database: the only room that knows SQL."""

from tui_reader.store.store import Store

__all__ = ["Store"]
