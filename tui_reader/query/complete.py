"""Completion for whoever types a filter: what could stand where the cursor is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from tui_reader.model import Span
from tui_reader.query.tree import quoted
from tui_reader.query.vocabulary import FIELDS, FLAGS, TIMES, VALUES

LIMIT: Final = 50
SAMPLE_TIMES: Final = ("today", "yesterday", "6h", "2d", "1w", "4w")


def atom_at(text: str, cursor: int) -> Span:
    """The piece of `text` that ends at or spans the cursor: from its begin to the cursor, without ~ and parentheses."""
    before = text[:cursor]
    found = re.search(r"""(?:[A-Za-z][A-Za-z-]*:)?(?:["“][^"“”]*|[^\s()~"“”]*)$""", before)
    return (found.start() if found else cursor, cursor)


def complete(text: str, cursor: int, values: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """Atoms that could stand at the cursor, best first, at most 50; hand one to `insert`.

    `values` gives the values known for fields without a fixed set ("outlet": ["BBC News", ...]).
    """
    begin, end = atom_at(text, cursor)
    typed = text[begin:end]
    name, colon, start = typed.partition(":")
    if not colon:
        atoms = [*FLAGS, "today", *(f"{field}:" for field in (*FIELDS, "newer", "older"))]
        assert set(TIMES) == {"newer", "older", "today"}
        return [atom for atom in atoms if atom.startswith(typed.lower()) and atom != typed]
    name, start = name.lower(), start.lstrip('"“').lower()
    known: Sequence[str]
    if name in ("newer", "older"):
        known = SAMPLE_TIMES
    elif name in VALUES:
        known = [value.lower() for value in VALUES[name]]  # type: ignore[index]  # `in` does not narrow a literal
    else:
        known = (values or {}).get(name, ())
    begins = [value for value in known if value.lower().startswith(start)]
    holds = [value for value in known if start in value.lower() and value not in begins and known is not SAMPLE_TIMES]
    return [f"{name}:{quoted(value)}" for value in [*begins, *holds][:LIMIT]]


def insert(text: str, cursor: int, atom: str) -> tuple[str, int]:
    """`text` with the piece at the cursor replaced by `atom`, and the cursor behind it (and a blank if it is whole)."""
    begin, end = atom_at(text, cursor)
    whole = atom if atom.endswith(":") or text[end : end + 1] == " " else atom + " "
    return text[:begin] + whole + text[end:], begin + len(whole)
