"""The database: the only room that knows SQL."""

from tui_reader.store.articles import Incoming, Known
from tui_reader.store.claims import NameUse
from tui_reader.store.store import Store

__all__ = ["Incoming", "Known", "NameUse", "Store"]
