"""Receives the events of an HTML parser and drafts the blocks a reader would see."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tui_reader.model import BlockKind
from tui_reader.text.address import clean_url
from tui_reader.text.blocks import BREAK, Draft, Piece, Run
from tui_reader.text.elements import (
    BLOCKS,
    BREAKOUT,
    CELLS,
    FOREIGN,
    KINDS,
    MEDIA,
    PRECEDENCE,
    ROWS,
    SILENT,
    TABLE_PARTS,
    VOID,
)
from tui_reader.text.lists import LISTS, OpenLists

_EDGES = BLOCKS | KINDS.keys()
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|avif)", re.IGNORECASE)
_COUNTER = re.compile(r"pixel|track|beacon|counter|/~r/|feedsportal|doubleclick|/stats?[./]", re.IGNORECASE)
_SEAM = Run("\n\n")
"""Stands between paragraphs inside a table cell."""


class Renderer:
    """A parser target in lxml's sense. No recursion: what is open is a few counters."""

    def __init__(self) -> None:
        self.begin("")

    def begin(self, base_url: str) -> None:
        """Forget the last document; addresses of the next one are resolved against `base_url`."""
        self._base = base_url
        self._drafts: list[Draft] = []
        self._runs: list[Piece] = []
        self._has_addresses = False  # some of the runs have one
        self._captions: list[Run] = []
        self._open: dict[BlockKind, int] = dict.fromkeys(PRECEDENCE, 0)  # kinds of the elements around
        self._kind: BlockKind = "paragraph"  # what a block would be here
        self._silent = 0  # elements down to here from one that is not rendered, itself included
        self._silenced_by = ""
        self._url = ""
        self._breaks = 0
        self._has_breaks = False  # some of the runs are one
        self._lists = OpenLists()
        self._row: list[list[Piece]] | None = None  # cells of the table row that is being read
        self._is_table_open = False  # the last draft is a row of this table

    def finish(self) -> list[Draft]:
        """Drafts of the whole document."""
        self._end_row()
        self._flush()
        return self._drafts

    # what the parser calls

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._silent:
            if not (self._silenced_by in FOREIGN and tag in BREAKOUT):
                self._silent += 1
                return
            self._silent = 0
        if tag in SILENT or (attributes and _is_hidden(attributes)):
            if tag not in VOID:
                self._silent, self._silenced_by = 1, tag
        elif tag in _EDGES:
            self._edge(tag)
            if tag in KINDS:
                self._count(KINDS[tag], 1)
                if tag == "li":
                    self._lists.item(attributes)
            elif tag in LISTS:
                self._lists.begin(tag, attributes)
            elif tag in MEDIA:
                self._media(attributes)
        elif tag == "br":
            self._line_break()
        elif tag == "a":
            self._url = clean_url(attributes.get("href") or "", self._base)
        elif tag == "img":
            self._picture(attributes)
        elif tag in CELLS:
            self._begin_cell()
        elif tag in ROWS:
            self._begin_row()
        elif tag in MEDIA:
            self._media(attributes)
        elif tag == "q":
            self._say("“")

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._silent:
            self._silent -= 1
        elif tag in _EDGES:
            self._edge(tag)
            if tag in LISTS:
                self._lists.end()
            elif tag == "li":
                self._lists.item_ended()
            if tag in KINDS and self._open[KINDS[tag]]:
                self._count(KINDS[tag], -1)
        elif tag == "a":
            self._url = ""
        elif tag in ROWS:
            self._end_row()
        elif tag == "q":
            self._say("”")

    def data(self, data: str) -> None:
        """Characters."""
        if self._silent or (not self._runs and data.isspace() and not self._open["pre"]):
            return
        if self._breaks and not data.isspace():
            self._breaks = 0
        self._say(data)

    def close(self) -> None:
        """The parser's end of input; `finish` does the work."""

    # what they do

    def _say(self, text: str) -> None:
        if self._url:
            self._add(Run(text, self._url))
        else:
            self._runs.append(text)

    def _add(self, run: Run) -> None:
        self._runs.append(run)
        self._has_addresses = True

    def _count(self, kind: BlockKind, step: int) -> None:
        self._open[kind] += step
        self._kind = "paragraph"
        for candidate in PRECEDENCE:
            if self._open[candidate]:
                self._kind = candidate
                return

    def _line_break(self) -> None:
        if self._open["pre"]:
            self._say("\n")
            return
        self._breaks += 1
        if self._row is not None:
            self._runs.append(" ")
        elif self._breaks > 1:
            self._flush()
        elif self._runs:
            self._runs.append(BREAK)
            self._has_breaks = True

    def _edge(self, tag: str) -> None:
        """Words before and after this point belong to different blocks."""
        if self._row is not None and tag not in TABLE_PARTS:
            if self._runs:
                self._runs.append(_SEAM)
            return
        if self._row is not None:
            self._end_row()
        self._breaks = 0
        if self._runs or self._captions:
            self._flush()
        if tag == "table":
            self._is_table_open = False

    def _flush(self) -> None:
        self._breaks = 0
        if self._runs:
            self._drafts.append(
                Draft(
                    self._kind,
                    self._runs,
                    has_addresses=self._has_addresses,
                    has_breaks=self._has_breaks,
                    label=self._lists.take(),
                    level=self._lists.level if self._kind == "item" else 0,
                )
            )
            self._runs, self._has_addresses = [], False
        self._has_breaks = False
        if self._captions:
            self._drafts += [_captioned(caption) for caption in self._captions]
            self._captions = []

    def _begin_row(self) -> None:
        self._end_row()
        self._flush()
        self._row = []

    def _begin_cell(self) -> None:
        if self._row is None:
            self._begin_row()
        assert self._row is not None
        self._row.append(self._runs)
        self._runs = []

    def _end_row(self) -> None:
        """Draft a row as a line of its table, or, where a table only serves the layout, as paragraphs."""
        if self._row is None:
            return
        cells = [trimmed for cell in (*self._row, self._runs) if (trimmed := _trimmed(cell))]
        self._row, self._runs = None, []
        is_layout = len(cells) < 2 or any(_SEAM in cell for cell in cells)
        if is_layout:
            for cell in cells:
                self._layout_cell(cell)
        else:
            line = [piece for cell in cells for piece in (" | ", *cell)][1:]
            self._drafts.append(Draft("table", line, is_continued=self._is_table_open, has_addresses=True))
        self._is_table_open = not is_layout
        self._has_addresses = False
        self._flush()

    def _layout_cell(self, cell: list[Piece]) -> None:
        paragraph: list[Piece] = []
        for piece in (*cell, _SEAM):
            if piece is _SEAM:
                self._drafts.append(Draft(self._kind, paragraph, has_addresses=True))
                paragraph = []
            else:
                paragraph.append(piece)

    def _picture(self, attributes: Mapping[str, str]) -> None:
        url = clean_url(attributes.get("src") or attributes.get("data-src") or "", self._base)
        words = (attributes.get("alt") or attributes.get("title") or "").strip()
        if words and len(words) <= 8 and not any(c.isalnum() for c in words):
            self._say(words)  # an emoji drawn as a picture
        elif words and not _FILE_NAME.fullmatch(words) and self._row is None and not _is_pixel(attributes):
            self._caption(Run(words, url, "image"))
        elif url and not _is_pixel(attributes) and not _COUNTER.search(url):
            self._add(Run("", url, "image"))

    def _caption(self, caption: Run) -> None:
        if any(_words(piece).strip() for piece in self._runs):
            self._captions.append(caption)  # after the paragraph it stands in
        else:
            self._drafts.append(_captioned(caption))

    def _media(self, attributes: Mapping[str, str]) -> None:
        url = clean_url(attributes.get("src") or "", self._base)
        if url:
            self._add(Run("", url, "enclosure"))


def _captioned(caption: Run) -> Draft:
    return Draft("caption", (caption,), has_addresses=True)


def _words(piece: Piece) -> str:
    return piece if isinstance(piece, str) else piece.text


def _trimmed(cell: list[Piece]) -> list[Piece]:
    """`cell` without seams and blanks at its ends; [] where it has no words."""
    begin, end = 0, len(cell)
    while begin < end and not _words(cell[begin]).strip():
        begin += 1
    while end > begin and not _words(cell[end - 1]).strip():
        end -= 1
    return cell[begin:end]


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_pixel(attributes: Mapping[str, str]) -> bool:
    """Whether a picture is too small to be looked at: a counter of visits."""
    sides = [(attributes.get(side) or "").strip().removesuffix("px") for side in ("width", "height")]
    return any(side in ("0", "1", "2") for side in sides)
