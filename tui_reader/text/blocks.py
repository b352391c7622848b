"""Builds a `Body` from drafts of blocks: cleaned words, their kinds, and links that point at exact characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, cast

from tui_reader.model import Block, BlockKind, Body, Link
from tui_reader.text.door import clean, collapse, needs_care

LONGEST_BODY = 1_000_000
"""Characters of words kept of one article; the average news article has 5,000."""
MOST_BLOCKS = 20_000
"""Blocks kept of one article."""
MOST_LINKS = 5_000
"""Addresses kept of one article; the words of further links stay."""
CUT_NOTE = "[The rest was left out: it is longer than newsread shows.]"
"""Closes a body of which something was left out."""

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_SENTENCE_END = tuple(".!?:…”\"’'")


class Run(NamedTuple):
    """A piece of a block with one address, or none, behind it."""

    text: str  #: raw words, whitespace as it came
    url: str = ""  #: http(s) address, "" for plain words
    kind: Literal["link", "image", "enclosure"] = "link"  #: what lies behind the address


BREAK = "\u2028"
"""A piece of its own where the page begins a new line within a block. It becomes a blank whose offset is kept."""

Piece = str | Run
"""Words without an address are plain strings: most words are, and a tuple costs ten times as much."""


class Draft(NamedTuple):
    """A block before its words are cleaned."""

    kind: BlockKind  #: what it will be
    runs: Sequence[Piece]  #: its words in order
    is_continued: bool = False  #: a further line of the block before it: the next row of a table
    has_addresses: bool = False  #: whether `runs` may hold any `Run`
    has_breaks: bool = False  #: whether `runs` may hold `BREAK`
    label: str = ""  #: number of an item
    level: int = 0  #: lists around it


def assemble(drafts: Sequence[Draft]) -> Body:
    """Join `drafts` by blank lines, each cleaned and its whitespace collapsed; drafts without words vanish.

    Addresses of runs without words are kept with an empty span. Above `LONGEST_BODY` characters or `MOST_BLOCKS`
    the rest is left out and a closing caption says so; above `MOST_LINKS` addresses are left out.
    """
    made = [_made(draft, collapse) for draft in drafts]
    if needs_care("".join([text for text, _, _ in made]).replace("\n", "")):
        made = [_made(draft, clean) for draft in drafts]
    pieces: list[str] = []
    blocks: list[Block] = []
    links: list[Link] = []
    length = 0
    for draft, (text, found, breaks) in zip(drafts, made, strict=True):
        begin = length
        if text:
            if length + len(text) > LONGEST_BODY or len(blocks) >= MOST_BLOCKS:
                return _cut(pieces, blocks, links, text[: max(0, LONGEST_BODY - length)].rstrip())
            if blocks:
                joint = "\n" if draft.is_continued else "\n\n"
                pieces.append(joint)
                length += len(joint)
            begin = blocks.pop().span[0] if blocks and draft.is_continued else length
            pieces.append(text)
            places = tuple([length + at for at in breaks]) if breaks else ()
            blocks.append(Block(draft.kind, (begin, length + len(text)), draft.label, draft.level, places))
        if found:
            for link in found[: MOST_LINKS - len(links)]:
                links.append(Link((length + link.span[0], length + link.span[1]), link.url, link.kind))
        length += len(text)
    return Body("".join(pieces), tuple(blocks), tuple(links))


_Made = tuple[str, Sequence[Link], Sequence[int]]
"""The words of one block, its links with spans inside them, and offsets in them at which a new line begins."""


def _made(draft: Draft, tidy: Callable[[str], str]) -> _Made:
    """A block of a draft."""
    if draft.kind == "pre":
        return *_preformatted(_merged(draft.runs)), ()
    if draft.has_breaks:
        return _broken(draft.runs, tidy)
    if draft.has_addresses:
        return *_joined(_merged(draft.runs), tidy), ()
    # no more than can be kept: taking a block of 4,000,000 characters apart by its blanks takes 40 MB
    return tidy("".join(cast("Sequence[str]", draft.runs))[: 2 * LONGEST_BODY]), (), ()


def _broken(runs: Sequence[Piece], tidy: Callable[[str], str]) -> _Made:
    """A block of several lines: one text, a blank between the lines, so that sentences run on over them."""
    lines: list[list[Piece]] = [[]]
    for piece in runs:
        if piece == BREAK:
            lines.append([])
        else:
            lines[-1].append(piece)
    pieces: list[str] = []
    links: list[Link] = []
    breaks: list[int] = []
    length = 0
    for words, found in (_joined(_merged(line), tidy) for line in lines):
        if words and length:
            breaks.append(length)
            pieces.append(" ")
            length += 1
        pieces.append(words)
        moved = [Link((length + link.span[0], length + link.span[1]), link.url, link.kind) for link in found]
        if moved and links and (moved[0].url, moved[0].span[0]) == (links[-1].url, links[-1].span[1] + 1):
            moved[0] = Link((links.pop().span[0], moved[0].span[1]), moved[0].url, moved[0].kind)  # one link, two lines
        links += moved
        length += len(words)
    return "".join(pieces), links, breaks


def _cut(pieces: list[str], blocks: list[Block], links: list[Link], rest: str) -> Body:
    """The body so far with what fits of one more block and the note that there was more."""
    text = "".join(pieces)
    last: tuple[tuple[BlockKind, str], ...] = (("paragraph", rest), ("caption", CUT_NOTE))
    for kind, words in last:
        if words:
            begin = len(text) + (2 if text else 0)
            text = f"{text}\n\n{words}" if text else words
            blocks.append(Block(kind, (begin, len(text))))
    return Body(text, tuple(blocks), tuple(links))


def _joined(runs: Sequence[Run], tidy: Callable[[str], str]) -> tuple[str, list[Link]]:
    """The words of one block on one line, and its links with spans inside them."""
    pieces: list[str] = []
    links: list[Link] = []
    length, is_open = 0, False  # open: a blank is due before the next word
    for run in runs:
        words = tidy(run.text)
        if words:
            if length and (is_open or run.text[0].isspace()):
                pieces.append(" ")
                length += 1
            is_open = run.text[-1].isspace()
        elif run.text:
            is_open = True
        if run.url:
            links.append(Link((length, length + len(words)), run.url, run.kind))
        pieces.append(words)
        length += len(words)
    text = "".join(pieces)
    if tidy is collapse:
        return text, links
    cleaned = tidy(text)
    return cleaned, links if cleaned == text else _relocated(links, text, cleaned)


def _preformatted(runs: Sequence[Run]) -> tuple[str, list[Link]]:
    """The words of one block with their lines and indentation."""
    links: list[Link] = []
    length = 0
    for run in runs:
        if run.url:
            links.append(Link((length, length + len(run.text)), run.url, run.kind))
        length += len(run.text)
    text = "".join([run.text for run in runs])
    cleaned = clean(text, multiline=True)
    return cleaned, _relocated(links, text, cleaned)


def _merged(pieces: Iterable[Piece]) -> list[Run]:
    """Neighbours with the same address, or none, as one run: the parser hands words on in many small pieces."""
    runs = (Run(piece) if isinstance(piece, str) else piece for piece in pieces)
    groups = groupby(runs, key=lambda run: (run.url, run.kind))
    return [Run("".join([run.text for run in group]), url, kind) for (url, kind), group in groups]


def _relocated(links: list[Link], text: str, cleaned: str) -> list[Link]:
    """Find the words of `links` again after cleaning changed `text` (preformatted, or mojibake across a seam)."""
    found: list[Link] = []
    at = 0
    for link in links:
        begin, end = link.span
        words = clean(text[begin:end])
        place = cleaned.find(words, at)
        span = (place, place + len(words)) if place >= 0 else (at, at)
        found.append(Link(span, link.url, link.kind))
        at = span[1]
    return found


def text_to_body(text: str) -> Body:
    """Plain text as paragraphs: parted by blank lines, or by every line end where lines are whole sentences."""
    text = clean(text[: 2 * LONGEST_BODY], multiline=True)
    if "\n" not in text or (not _BLANK_LINE.search(text) and _has_sentence_lines(text)):
        paragraphs = text.split("\n")
    else:
        paragraphs = _BLANK_LINE.split(text)
    return assemble([Draft("paragraph", (paragraph,)) for paragraph in paragraphs])


def _has_sentence_lines(text: str) -> bool:
    """Whether most lines end as sentences do, so that a line end parts paragraphs and is no mere wrapping."""
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    return 2 * sum(line.endswith(_SENTENCE_END) for line in lines) >= len(lines)
