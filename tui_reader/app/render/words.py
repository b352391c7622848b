"""Words to lines: wrapping, cutting and guarding text by the cells a terminal gives it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from tui_reader.model import Span

#: Nothing of this reaches a terminal, whatever came in by the door: C0 and C1, DEL, bidi controls, zero width, tags.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_WORD = re.compile(r"\S+|[^\S\n]+|\n")
#: Letters of scripts that are written without blanks: a line may end after each, but for marks that belong to it.
_IDEOGRAPH = (
    "\u2e80-\u2fff\u3003-\u3007\u3021-\u30fa\u30fe-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_OPEN = "\u300c\u300e\u3010\uff08\u3014\u3008\u300a"
_CLOSE = (
    "\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b\u300d\u300f\u3011\uff09\u3015\u3009\u300b\u30fc\u3005\u30fb"
    "\u2026\u201d\u2019"
)


def _pieces(text: str) -> re.Pattern[str]:
    """What finds the pieces of `text` between which a line may end: its words, or where it has such its letters."""
    if text.isascii() or max(text) < _IDEOGRAPH[0]:
        return _WORD
    ideograph, letter = _ideographs()
    return letter if ideograph.search(text) else _WORD


@cache
def _ideographs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An ideograph, and a piece of a text that has some; compiled (4 ms) when a text may need them."""
    letter = rf"[{_OPEN}]*[{_IDEOGRAPH}][{_CLOSE}]*|[^\s{_IDEOGRAPH}{_OPEN}]+|[{_OPEN}]+|[^\S\n]+|\n"
    return re.compile(f"[{_IDEOGRAPH}]"), re.compile(letter)


def plain(text: str) -> str:
    """`text` with every unseen character made a blank: offsets stay true, a second door behind `text.clean`."""
    return text if text.isprintable() else _UNSEEN.sub(" ", text)


def one_line(text: str) -> str:
    """`text` for one row: newlines are blanks."""
    return plain(text).replace("\n", " ")


def cut(text: str, width: int, more: str = "…") -> str:
    """`text` in at most `width` cells, ended by `more` where something is left out."""
    text = one_line(text)
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(more)
    return (set_cell_size(text, room).rstrip() + more) if room > 0 else set_cell_size(text, width)


@lru_cache(maxsize=4096)
def wrap(text: str, width: int) -> tuple[Span, ...]:
    """Lines of `text` at most `width` cells wide, as offsets; blanks at a line's end are left out.

    A word longer than the line is broken at the edge; newlines end a line. The empty text has one empty line.
    """
    width = max(2, width)
    lines: list[Span] = []
    begin = end = 0  # of the line being filled
    filled = 0
    for match in _pieces(text).finditer(text):
        word = match.group()
        at, till = match.span()
        if word == "\n":
            lines.append((begin, end))
            begin = end = till
            filled = 0
            continue
        if word[0].isspace():
            if end > begin:
                filled += len(word)
            else:
                begin = end = till
            continue
        cells = len(word) if word.isascii() else cell_len(word)
        if end > begin and filled + cells > width:
            lines.append((begin, end))
            begin, filled = at, 0
        if cells > width:
            for piece in chop_cells(word, width)[:-1]:
                lines.append((at, at + len(piece)))
                at += len(piece)
            begin, cells, filled = at, cell_len(word[at - match.start() :]), 0
        if end <= begin:
            begin = at
        end = till
        filled += cells
    lines.append((begin, max(begin, end)))
    return tuple(lines)


@lru_cache(maxsize=256)
def chop(text: str, width: int) -> tuple[Span, ...]:
    """Lines of preformatted `text` as offsets: its own, blanks and all, too long ones broken at the edge."""
    width = max(2, width)
    lines: list[Span] = []
    at = 0
    for row in text.split("\n"):
        begin = at
        for piece in chop_cells(row, width) if cell_len(row) > width else [row]:
            lines.append((begin, begin + len(piece)))
            begin += len(piece)
        at += len(row) + 1
    return tuple(lines)


def wrap_rows(text: str, width: int, rows: int, more: str = "…") -> list[str]:
    """`text` in at most `rows` lines of `width` cells, the last one cut."""
    return [row for _, row in rows_at(text, width, rows, more)]


def rows_at(text: str, width: int, rows: int, more: str = "…") -> list[tuple[int, str]]:
    """As `wrap_rows`, each line with the offset in `text` that it begins at."""
    text = one_line(text)
    lines = wrap(text, width)
    kept = [(begin, text[begin:end]) for begin, end in lines[:rows]]
    if len(lines) > rows:
        begin = lines[rows - 1][0]
        kept[-1] = begin, cut(text[begin:], width, more)
    return kept


def painted(text: str, span: Span, base: Style, marks: Sequence[tuple[Span, Style]] = ()) -> list[Segment]:
    """The characters at `span` as segments: `base`, overlaid where a mark (offsets into `text`) lies; later wins."""
    begin, end = span
    inside = [(max(b, begin), min(e, end), style) for (b, e), style in marks if b < end and e > begin]
    if not inside:
        return [Segment(text[begin:end], base)] if end > begin else []
    edges = sorted({begin, end, *(b for b, _, _ in inside), *(e for _, e, _ in inside)})
    segments = []
    for left, right in itertools.pairwise(edges):
        style = base
        for b, e, overlay in inside:
            if b <= left and right <= e:
                style = style + overlay
        segments.append(Segment(text[left:right], style))
    return segments


def line(segments: Iterable[Segment], width: int, base: Style) -> Strip:
    """One line exactly `width` cells wide."""
    row = list(segments)
    cells = sum(segment.cell_length for segment in row)
    if cells > width:
        return Strip(row, cells).adjust_cell_length(max(0, width), base)
    if cells < width:
        row.append(Segment(" " * (width - cells), base))
    return Strip(row, width)  # a strip has seven caches: each one that is not made counts


def spread(left: Iterable[Segment], right: Iterable[Segment], width: int, base: Style) -> Strip:
    """`left` and `right` at the two ends of one line; the left gives way."""
    ends = list(right)
    room = max(0, width - sum(segment.cell_length for segment in ends))
    return line([*line(left, room, base), *ends], width, base)


def age(at: datetime | None, now: datetime) -> str:
    """How long ago, short: "now", "12m", "3h", "2d", then the day; "" where unknown."""
    if at is None:
        return ""
    seconds = (now - at).total_seconds()
    if seconds < 60:
        return "now"
    if seconds < 3600:
        return f"{int(seconds // 60)}m"
    if seconds < 86400:
        return f"{int(seconds // 3600)}h"
    if seconds < 7 * 86400:
        return f"{int(seconds // 86400)}d"
    return f"{at.day} {at:%b}" if at.year == now.year else f"{at:%b %Y}"


def moment(at: datetime | None) -> str:
    """A time in full, in the reader's own zone; "unknown" where there is none."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}" if at else "unknown"


def figures(value: str, is_ascii: bool = False) -> str:
    """Figures of a difference as people write them: "~ 12000 workers" is "~12,000 workers"; >= where signs lack."""
    value = re.sub(r"(?<=[~≥≤]) (?=\d)", "", one_line(value))
    value = re.sub(r"(?<![\d.,])\d{5,}(?![\d.,]\d)", lambda match: f"{int(match.group()):,}", value)
    return value.replace("≥", ">=").replace("≤", "<=") if is_ascii else value


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 claim", "1,204 claims"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
