"""Finds the line of a TOML file that a key stands on, which `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, Final

KEY: Final = re.compile(
    r"""\s*((?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'))*)\s*="""
)


def key_lines(text: str) -> dict[str, int]:
    """Line (from 1) of every table and key, by its dotted path. Keys inside inline tables and arrays are left out."""
    found: dict[str, int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            path = path_of(line)
            if path:
                table = path
                found.setdefault(".".join(table), number)
        elif key := KEY.match(line):
            path = path_of(f"{key[1]} = 0")
            if path:
                found.setdefault(".".join((*table, *path)), number)
    return found


def line_of(path: Sequence[str], lines: Mapping[str, int]) -> int:
    """Line of `path`, or of the nearest table around it; 0 where nothing is known."""
    for length in range(len(path), 0, -1):
        if number := lines.get(".".join(path[:length])):
            return number
    return 0


def path_of(line: str) -> tuple[str, ...]:
    """The path of keys that a header or an assignment opens, () where it is none."""
    try:
        value: Any = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ()
    path = []
    while isinstance(value, dict) and len(value) == 1:
        ((key, value),) = value.items()
        path.append(key)
    return tuple(path)
