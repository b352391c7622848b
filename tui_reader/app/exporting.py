"""Claims to a file: names, and the writing itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tui_reader.export import FORMATS, write
from tui_reader.model import Bookmark

__all__ = ["FORMATS", "default_name", "save", "target_of"]


def default_name(name: str) -> str:
    """A file name for a format, with today's date: claims-2031-10-04.md."""
    return f"claims-{datetime.now().astimezone():%Y-%m-%d}{FORMATS[name].suffix}"


def target_of(typed: str) -> Path:
    """The path that was typed, `~` understood."""
    return Path(os.path.expanduser(typed))


def save(bookmarks: Sequence[Bookmark], name: str, path: Path) -> str:
    """Write `bookmarks` in a format, whole or not at all; "" or one line that says why not."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(write(bookmarks, name), encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        return f"not written: {error.strerror or type(error).__name__}: {path}"
    return ""
