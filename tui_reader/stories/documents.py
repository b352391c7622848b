"""What this room works on: a document with its claims, from the database or from a file alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tui_reader.model import Claim

DocumentId = int | str  #: int in the database, whatever the file says in `--input`


@dataclass(frozen=True, slots=True)
class Document:
    """One article as grouping, aligning and comparing see it."""

    id: DocumentId  #: unique among the documents of one call
    outlet: str  #: shown name of the outlet
    title: str = ""  #: one line, may be ""
    text: str = ""  #: its words; spans of `claims` point into it
    published_at: datetime | None = None  #: aware; None unknown
    url: str = ""  #: may be ""
    claims: tuple[Claim, ...] = field(default=())  #: in order of the text; () where only grouping is wanted


def order_key(document: Document) -> tuple[bool, float, str]:
    """Sort key: oldest first, undated last, ties by id, so that no order of input shows in an output."""
    at = document.published_at
    number = document.id if isinstance(document.id, int) else 0
    return at is None, at.timestamp() if at else 0.0, f"{number:020d}{document.id}"
