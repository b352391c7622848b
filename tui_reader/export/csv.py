"""Saved claims as CSV (RFC 4180, UTF-8): a row a claim. Cells that a spreadsheet would run as formulas are quoted."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from tui_reader.export.citation import address, stamp
from tui_reader.model import Bookmark

COLUMNS: Final = (
    "saved_at", "published_at", "outlet", "title", "author", "badge", "source", "role", "mode", "stance", "channel",
    "confidence", "claim", "note", "tags", "url", "revision", "content_hash",
)  # fmt: skip

# what Excel, LibreOffice and Google Sheets take for the start of a formula (OWASP, "CSV injection")
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(bookmarks: Sequence[Bookmark]) -> str:
    """CSV text with a head row."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for bookmark in bookmarks:
        rows.writerow([harmless(cell) for cell in cells(bookmark)])
    return out.getvalue()


def cells(bookmark: Bookmark) -> Sequence[str]:
    """The values of one row, in the order of `COLUMNS`."""
    claim, source = bookmark.claim, bookmark.claim.source
    return (
        stamp(bookmark.saved_at) if bookmark.id else "",
        stamp(bookmark.published_at) if bookmark.published_at else "",
        bookmark.outlet,
        bookmark.article_title,
        bookmark.author,
        claim.badge,
        (source.name or source.mention) if source else "",
        source.role if source else "",
        claim.mode,
        claim.stance,
        claim.channel,
        f"{claim.confidence:.2f}",
        claim.text,
        bookmark.note,
        " ".join(bookmark.tags),
        address(bookmark),
        str(bookmark.revision),
        bookmark.content_hash,
    )


def harmless(cell: str) -> str:
    """`cell` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + cell if cell.lstrip(" ").startswith(FORMULA) else cell
