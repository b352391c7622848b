"""Saved claims as BibTeX for biber and biblatex (UTF-8): an @online entry an article, its claims in the note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tui_reader.export.citation import by_article, day, keys, quoted, speaker
from tui_reader.model import Bookmark

SPECIAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\^{}",
        "~": r"\~{}",
    }
)


def write(bookmarks: Sequence[Bookmark]) -> str:
    """BibTeX text."""
    groups = by_article(bookmarks)
    return "\n".join(entry(key, group) for key, group in zip(keys(groups), groups, strict=True))


def entry(key: str, group: Sequence[Bookmark]) -> str:
    """The entry of one article."""
    return "@online{" + key + ",\n" + ",\n".join(entry_fields(group)) + "\n}\n"


def entry_fields(group: Sequence[Bookmark]) -> Iterator[str]:
    """`name = {value}` for each field that is known."""
    first = group[0]
    # double braces: keep the case of a title, and take an author's line as it is
    if first.author:
        yield f"  author = {{{{{escaped(first.author)}}}}}"
    yield f"  title = {{{{{escaped(first.article_title or 'Untitled')}}}}}"
    yield f"  organization = {{{escaped(first.outlet)}}}"
    if first.published_at:
        yield f"  date = {{{day(first.published_at)}}}"
    if first.url:
        yield f"  url = {{{verbatim(first.url)}}}"
    if first.fetched_at:
        yield f"  urldate = {{{day(first.fetched_at)}}}"
    notes = [f"{quoted(b.claim)} ({speaker(b.claim, b.outlet)})" + (f": {b.note}" if b.note else "") for b in group]
    yield f"  note = {{{escaped('; '.join(notes))}}}"
    if tags := sorted({tag for bookmark in group for tag in bookmark.tags}):
        yield f"  keywords = {{{escaped(', '.join(tags))}}}"


def escaped(text: str) -> str:
    """`text` as one line that TeX prints as itself."""
    return " ".join(text.split()).translate(SPECIAL)


def verbatim(url: str) -> str:
    """An address as biblatex reads it verbatim: what could end the braces or begin a comment is percent-encoded."""
    return "".join(c if c.isprintable() and c not in " {}\\" else f"%{ord(c):02X}" for c in url)
