"""Saved claims as Markdown (CommonMark with footnotes): grouped by article, quoted, cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tui_reader.export.citation import address, by_article, day, heading, manner, minute, quoted, speaker
from tui_reader.model import Bookmark

SPECIAL: Final = re.compile(r"[\\`*_\[\]<>#|~&$^{}@]|:(?=//)|(?<=\w)\.(?=[^\W\d_]{2}|xn--)")
ORDERED: Final = re.compile(r"^(\d+)([.)])")


def write(bookmarks: Sequence[Bookmark]) -> str:
    """Markdown text; words of outlets are escaped, so that none of them becomes markup, a link or HTML."""
    lines = [f"# {heading(bookmarks)}", ""]
    notes: list[str] = []
    for group in by_article(bookmarks):
        first = group[0]
        lines += [f"## {escaped(first.article_title or 'Untitled')}", ""]
        byline = ", ".join(part for part in (first.outlet, first.author, day(first.published_at)) if part)
        lines += [escaped(byline), ""]
        for bookmark in group:
            notes.append(footnote(bookmark, len(notes) + 1))
            lines += [*claim_lines(bookmark, len(notes)), ""]
    return "\n".join([*lines, *notes]).rstrip("\n") + "\n"


def claim_lines(bookmark: Bookmark, number: int) -> Iterator[str]:
    """One claim: a block quotation, who said it and how, the reader's note and tags."""
    yield f"> {escaped(quoted(bookmark.claim))}"
    yield ">"
    yield f"> — {escaped(speaker(bookmark.claim, bookmark.outlet))} ({escaped(manner(bookmark.claim))})[^{number}]"
    for paragraph in (part for part in re.split(r"\n+", bookmark.note) if part.strip()):
        yield from ("", escaped(paragraph))
    if bookmark.tags:
        yield from ("", "Tags: " + ", ".join(escaped(tag) for tag in bookmark.tags))


def footnote(bookmark: Bookmark, number: int) -> str:
    """Where the claim stood, as one footnote."""
    parts = [bookmark.outlet, f"“{bookmark.article_title}”", minute(bookmark.published_at)]
    if bookmark.fetched_at:
        parts.append(f"read {minute(bookmark.fetched_at)}")
    if bookmark.revision > 1:
        parts.append(f"revision {bookmark.revision}")
    link = f" {autolink(address(bookmark))}" if bookmark.url else ""
    return f"[^{number}]: {escaped(', '.join(parts))}.{link}"


def autolink(url: str) -> str:
    """An http address as a link that cannot end early; as plain words where it is none."""
    if not re.match(r"https?://", url):
        return escaped(url)
    return "<" + "".join(c if c.isprintable() and c not in " <>\\`|" else f"%{ord(c):02X}" for c in url) + ">"


def escaped(text: str) -> str:
    """`text` as one line that reads in Markdown as itself."""
    line = SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    line = ORDERED.sub(r"\1\\\2", line)
    return "\\" + line if line.startswith(("-", "+", "=", ":")) else line
