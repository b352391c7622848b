"""A condition of a question to the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Where:
    """A condition with its values, ready for `WHERE`."""

    sql: str  #: over `a` (and `c` for claims)
    values: tuple[Any, ...] = ()  #: for its question marks, in order


EVERYTHING = Where("1")
