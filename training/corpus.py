"""Reads PolNeAR (brat standoff) and GUM (JSON lines) as texts with human attributions."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"  # where the corpora lie by default
TUNE_SHARE = 10  # one train document in ten is the tuning slice


@dataclass(frozen=True, slots=True)
class Event:
    """One attribution as a person marked it."""

    source: tuple[Span, ...]  #: () where the text names nobody
    cue: tuple[Span, ...]  #: one piece in 99.99 % of PolNeAR
    content: tuple[Span, ...]  #: in text order


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what one annotator marked in it."""

    stem: str  #: file stem or corpus id
    text: str  #: as read with newline=''
    events: tuple[Event, ...]  #: in file order


def paragraphs_of(text: str) -> list[Span]:
    """Every non-empty line."""
    return [m.span() for m in re.finditer(r"[^\r\n]*\S[^\r\n]*", text)]


def read_text(path: Path) -> str:
    """A file as it is, line ends untouched: offsets count them."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def pair_of(piece: str) -> Span:
    """The span that "3 7" means."""
    begin, end = piece.split()
    return int(begin), int(end)


def read_events(path: Path) -> tuple[Event, ...]:
    """The E records of a standoff file; records are split where a line opens with an id (notes may hold newlines)."""
    raw = read_text(path)
    records = [record.split("\t") for record in re.split(r"\n(?=[TE#A]\d+\t)", raw)]
    spans = {
        r[0]: [pair_of(piece) for piece in r[1].split(" ", 1)[1].split(";")] for r in records if r[0].startswith("T")
    }
    events = []
    for record in records:
        if not record[0].startswith("E"):
            continue
        roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
        for pair in record[1].split():
            role, name = pair.split(":")
            role = re.sub(r"\d+$", "", role).lower()
            if role in roles:
                roles[role] += spans[name]
        if roles["cue"] or roles["content"]:
            events.append(Event(*(tuple(sorted(roles[role])) for role in ("source", "cue", "content"))))
    return tuple(events)


def read_polnear(folder: Path, every_annotator: bool = False) -> Iterator[Document]:
    """Documents of `folder` (with `text/` and `attributions/`); a document of several annotators once or once each."""
    for file in sorted((folder / "text").iterdir()):
        found = sorted((folder / "attributions").glob(f"{file.stem}_????.ann"))
        text = read_text(file)
        for path in found if every_annotator else found[:1]:
            yield Document(file.stem, text, read_events(path))


def read_gum(path: Path) -> Iterator[Document]:
    """Documents of the GUM attribution file."""
    for line in read_text(path).rstrip("\n").split("\n"):
        entry = json.loads(line)
        events = (
            Event(*(tuple(tuple(span) for span in a.get(role) or ()) for role in ("source", "cue", "content")))
            for a in entry["attributions"]
        )
        yield Document(entry["id"], entry["text"], tuple(events))


def fold_of(stem: str, folds: int = TUNE_SHARE) -> int:
    """A fixed number below `folds` for a document; fold 0 of ten is the tuning slice."""
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % folds
