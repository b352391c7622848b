"""A connection whose troubles with locks and disks are typed errors, wherever they strike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from tui_reader.errors import DatabaseBusy, StoreError

_TROUBLE = {
    "readonly": "allow writing to it",
    "unable to open": "look at its folder's permissions",
    "disk is full": "free some space",
    "disk i/o": "check the disk",
}


def typed(error: sqlite3.OperationalError) -> Exception:
    """Our error for what a reader can mend; `error` itself where the statement is at fault."""
    words = str(error).lower()
    if "locked" in words or "busy" in words:
        return DatabaseBusy("the database is held by another process; try again")
    for trouble, way_out in _TROUBLE.items():
        if trouble in words:
            return StoreError(f"the database cannot be written: {error}; {way_out} or choose another with --db")
    return error


class Connection(sqlite3.Connection):
    """`sqlite3.Connection` that raises DatabaseBusy and StoreError for what the reader can mend."""

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        """See sqlite3."""
        try:
            return super().execute(sql, parameters)
        except sqlite3.OperationalError as error:
            raise typed(error) from error

    def executemany(self, sql: str, parameters: Iterable[Any]) -> sqlite3.Cursor:
        """See sqlite3."""
        try:
            return super().executemany(sql, parameters)
        except sqlite3.OperationalError as error:
            raise typed(error) from error
