"""Saved claims as an Emacs Org file: a heading an article, properties, quote blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tui_reader.export.citation import address, by_article, heading, manner, minute, quoted, speaker
from tui_reader.model import Bookmark

BREAK: Final = "\u200b"
"""A zero width space: the Org manual's own way to keep text from being read as syntax ("Escape Character")."""

# Links of every kind (a click on elisp: or shell: runs code), macros, inline source code (run on export), export
# snippets, LaTeX, entities, time stamps, targets, footnotes, citations, and emphasis.
SYNTAX: Final = re.compile(
    r"""
      (?<=[\[<\\$@|])(?=\S)          # after what opens links, stamps, LaTeX, snippets, tables
    | (?=[{(\]>])(?<=\w)             # before the bracket of a call or of inline source
    | (?<=\{)(?=\{)
    | (?<=[A-Za-z]:)(?=\S)           # after the colon of scheme:path
    | ^(?=[*+\-\#|:]|\d+[.)])        # before headings, lists, comments, tables at the start of a line
    | (?:^|(?<=[\s("'{\-\[]))(?=[*/_=~+:\#|][^\s])   # before emphasis, tags, keywords
    """,
    re.VERBOSE,
)
TAG: Final = re.compile(r"[^\w@]+")


def write(bookmarks: Sequence[Bookmark]) -> str:
    """Org text; words of outlets cannot become links, code or markup."""
    lines = [f"#+TITLE: {heading(bookmarks)}", "#+OPTIONS: ^:{} H:2", ""]
    for group in by_article(bookmarks):
        lines += article_lines(group)
    return "\n".join(lines) + "\n"


def article_lines(group: Sequence[Bookmark]) -> Iterator[str]:
    """The heading of an article and its claims."""
    first = group[0]
    yield f"* {escaped(first.article_title or 'Untitled')}"
    yield from properties(
        OUTLET=first.outlet,
        AUTHOR=first.author,
        PUBLISHED=minute(first.published_at),
        READ=minute(first.fetched_at) if first.fetched_at else "",
        CONTENT_HASH=first.content_hash,
    )
    if first.url:
        yield link(first.url)
    for bookmark in group:
        yield from claim_lines(bookmark)
    yield ""


def claim_lines(bookmark: Bookmark) -> Iterator[str]:
    """One claim below its article."""
    tags = [cleaned for tag in bookmark.tags if (cleaned := TAG.sub("_", tag))]
    head = f"** {escaped(speaker(bookmark.claim, bookmark.outlet))}"
    yield head + (f" :{':'.join(tags)}:" if tags else "")
    when = minute(bookmark.saved_at) if bookmark.id else ""
    yield from properties(BADGE=bookmark.claim.badge, MANNER=manner(bookmark.claim), SAVED=when)
    yield from ("#+begin_quote", escaped(quoted(bookmark.claim)), "#+end_quote")
    if bookmark.url:
        yield link(address(bookmark), "in the article")
    for paragraph in (part for part in re.split(r"\n+", bookmark.note) if part.strip()):
        yield escaped(paragraph)


def properties(**values: str) -> Iterator[str]:
    """A drawer of the properties that have a value."""
    yield ":PROPERTIES:"
    yield from (f":{name}: {escaped(value)}" for name, value in values.items() if value)
    yield ":END:"


def link(url: str, words: str = "") -> str:
    """A link to an http address; plain words where it is none."""
    if not re.match(r"https?://", url):
        return escaped(url)
    target = "".join(c if c.isprintable() and c not in " []\\<>" else f"%{ord(c):02X}" for c in url)
    return f"[[{target}][{words}]]" if words else f"[[{target}]]"


def escaped(text: str) -> str:
    """`text` as one line that reads in Org as itself."""
    return SYNTAX.sub(BREAK, " ".join(text.split()))
