"""The use cases, and the only room that sees feeds, claims, stories and store at once. No Textual here."""

from tui_reader.newsroom.room import Newsroom
from tui_reader.newsroom.settings import Settings

__all__ = ["Newsroom", "Settings"]
