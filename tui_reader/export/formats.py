"""The table of formats: command line, app and docs/export.md go by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

from tui_reader.errors import UsageError
from tui_reader.model import Bookmark


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write saved claims."""

    name: str  #: what people ask for it by
    suffix: str  #: of its files, with the dot
    module: str  #: of this room, with a function `write(bookmarks) -> str`
    help: str  #: one line


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        one.name: one
        for one in (
            Format("markdown", ".md", "markdown", "grouped by article, quoted and cited, with footnotes"),
            Format("json", ".json", "json", "everything newsread knows; `newsread import` reads it back"),
            Format("csv", ".csv", "csv", "a row a claim, for spreadsheets"),
            Format("bibtex", ".bib", "bibtex", "an @online entry an article, claims in its note"),
            Format("csl", ".csl.json", "csl", "CSL-JSON for Zotero, pandoc and others"),
            Format("org", ".org", "org", "Emacs Org: a heading an article, properties, quote blocks"),
            Format("annotation", ".jsonld", "annotation", "W3C Web Annotations with text quote and position selectors"),
        )
    }
)


def write(bookmarks: Sequence[Bookmark], name: str) -> str:
    """Saved claims in the format called `name`, in the order given. Raises UsageError where there is no such format."""
    if name not in FORMATS:
        raise UsageError(f"no export format is called {name}: choose one of {', '.join(FORMATS)}")
    module = import_module(f"tui_reader.export.{FORMATS[name].module}")
    return cast(Callable[[Sequence[Bookmark]], str], module.write)(bookmarks)
