"""Lines typed earlier, kept over restarts in the state folder: one small file for each kind of line."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Literal

Kind = Literal["commands", "filters", "searches"]

KEPT = 300  #: lines of a kind
LONGEST = 2_000  #: characters of a line; longer ones are not kept


class History:
    """Earlier lines by kind, oldest first, none twice."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder  #: None: remembered until the app ends
        self._lines: dict[Kind, list[str]] = {}

    def lines(self, kind: Kind) -> list[str]:
        """Those of a kind; a file that cannot be read counts as empty."""
        if kind not in self._lines:
            self._lines[kind] = self._read(kind)
        return list(self._lines[kind])

    def add(self, kind: Kind, line: str) -> None:
        """Keep a line; what another newsread kept meanwhile stays. A folder that cannot be written is no error."""
        from tui_reader.text import clean  # not before the first paint

        line = clean(line).strip()
        if not line or len(line) > LONGEST:
            return
        own = self.lines(kind)
        fresh = self._read(kind) or own
        lines = [*(one for one in fresh if one != line), line][-KEPT:]
        self._lines[kind] = lines
        if self.folder is None:
            return
        with suppress(OSError):
            write_privately(self.folder / kind, "\n".join(lines) + "\n")

    def _read(self, kind: Kind) -> list[str]:
        if self.folder is None:
            return []
        from tui_reader.text import clean

        try:
            with (self.folder / kind).open(encoding="utf-8", errors="replace") as file:
                text = file.read(KEPT * LONGEST)
        except OSError:
            return []
        return [line for line in (clean(line) for line in text.splitlines()) if line][-KEPT:]


def write_privately(file: Path, text: str) -> None:
    """Write a file of the state folder, whole or not at all: what somebody reads is nobody else's business.

    Raises OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        part.touch(mode=0o600)
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)  # of a full disk; one that took the file's place is there no more
