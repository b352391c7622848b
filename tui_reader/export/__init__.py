"""Saved claims in other people's formats: pure functions from bookmarks to text, each loaded when it is asked for."""

from tui_reader.export.formats import FORMATS, Format, write

__all__ = ["FORMATS", "Format", "write"]
