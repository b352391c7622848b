"""What people type where an address is asked for."""

from __future__ import annotations

from pathlib import Path


def as_address(typed: str) -> str:
    """A file of this computer as a file: address, anything else as it is."""
    try:
        path = Path(typed).expanduser()
        return path.resolve().as_uri() if path.is_file() else typed
    except (OSError, RuntimeError, ValueError):  # no home, a name that no file can have
        return typed
