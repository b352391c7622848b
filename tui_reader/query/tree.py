"""The tree a filter parses to. `str(node)` is the filter again: `parse(str(node)).root == node`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, TypeAlias

from tui_reader.query.vocabulary import FieldName, FlagName

UNITS: Final = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class Flag:
    """A property that is there or not."""

    name: FlagName  #: one of `vocabulary.FLAGS`

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Field:
    """A field holds a value."""

    name: FieldName  #: one of `vocabulary.FIELDS`
    value: (
        str  #: where the field has fixed values, one of them as the model spells it; else letters to look for, any case
    )

    def __str__(self) -> str:
        return f"{self.name}:{quoted(self.value)}"


@dataclass(frozen=True, slots=True)
class When:
    """A bound on the time of the article (`sort_at`)."""

    order: Literal["newer", "older"]  #: newer: at or after the bound; older: before it
    written: str  #: checked by the parser: "90m", "6h", "2d", "3w", "2026-11-20", "today" or "yesterday"

    def __str__(self) -> str:
        return f"{self.order}:{self.written}"

    def bound(self, now: datetime) -> datetime:
        """The moment meant, seen from `now`, whose zone says when a day begins."""
        if (ago := duration(self.written)) is not None:
            return now - ago
        if self.written in ("today", "yesterday"):
            day = now.date() - timedelta(days=self.written == "yesterday")
        else:
            day = date.fromisoformat(self.written)
        return datetime.combine(day, time(), tzinfo=now.tzinfo)


@dataclass(frozen=True, slots=True)
class Words:
    """Words to find in the text: title and body of an article, or the claim itself."""

    text: str  #: one word, or a phrase
    is_phrase: bool = False  #: written in quotes: these words next to each other
    is_prefix: bool = False  #: written with * at the end: words that begin so

    def __str__(self) -> str:
        if self.is_phrase:
            return '"' + self.text.replace('"', '""') + '"'
        return self.text + ("*" if self.is_prefix else "")


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression of Python's, ignoring case, to find in the text."""

    pattern: str  #: compiles; without the slashes around it

    def __str__(self) -> str:
        return "/" + self.pattern.replace("/", r"\/") + "/"


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match."""

    part: Node  #: what is negated

    def __str__(self) -> str:
        return f"~{grouped(self.part)}"


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more parts, none of them an `And`."""

    parts: tuple[Node, ...]  #: in the order written

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more parts, none of them an `Or`."""

    parts: tuple[Node, ...]  #: in the order written

    def __str__(self) -> str:
        return " or ".join(str(part) for part in self.parts)


Node: TypeAlias = Flag | Field | When | Words | Regex | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed filter."""

    root: Node | None  #: None: no condition, everything matches
    text: str  #: as the reader wrote it

    def __str__(self) -> str:
        return "" if self.root is None else str(self.root)


def leaves(node: Node | None) -> Iterator[Flag | Field | When | Words | Regex]:
    """The conditions of a tree from left to right, without what joins or negates them."""
    match node:
        case None:
            return
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield node


def duration(written: str) -> timedelta | None:
    """`"2d"` as a time span; None where `written` is no number with a unit m, h, d or w."""
    found = re.fullmatch(r"(\d{1,5})([mhdw])", written)
    return int(found[1]) * UNITS[found[2]] if found else None


def quoted(value: str) -> str:
    """A value as it must be written after a field's colon."""
    return value if re.fullmatch(r"""[^\s()"“”]+""", value) else '"' + value.replace('"', '""') + '"'


def grouped(node: Node) -> str:
    """A node as one piece: in parentheses where it has several parts."""
    return f"({node})" if isinstance(node, And | Or) else str(node)
