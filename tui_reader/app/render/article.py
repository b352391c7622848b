"""An article's own text as a pane shows it: headings, lists, numbered links, and the current claim lit in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui_reader.app.render.document import pane_header
from tui_reader.app.render.ink import Ink
from tui_reader.app.render.words import cut, line, one_line, painted, plain, wrap
from tui_reader.model import Article, Block, Body, Span

PIECE = 4_000  #: characters of one item: a paragraph of 20 MB is shown in pieces


def pieces(body: Body) -> tuple[Block, ...]:
    """The body's blocks, monsters cut at a blank; without blocks every non-empty line is a paragraph."""
    blocks = body.blocks or tuple(_lines(body.text))
    if all(block.span[1] - block.span[0] <= PIECE for block in blocks):
        return blocks
    cut_up: list[Block] = []
    for block in blocks:
        begin, end = block.span
        while end - begin > PIECE:
            at = body.text.rfind(" ", begin + PIECE // 2, begin + PIECE)
            at = at + 1 if at > 0 else begin + PIECE
            cut_up.append(Block(block.kind, (begin, at)))
            begin = at
        cut_up.append(Block(block.kind, (begin, end)))
    return tuple(cut_up)


def _lines(text: str) -> list[Block]:
    """Every non-empty line as a paragraph."""
    found, at = [], 0
    for row in text.split("\n"):
        if row.strip():
            found.append(Block("paragraph", (at, at + len(row))))
        at += len(row) + 1
    return found


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text as a document: its blocks, then its links."""

    article: Article  #: whose words
    blocks: tuple[Block, ...]  #: as `pieces` gives them
    lit: tuple[Span, ...] = ()  #: the current claim
    soft: tuple[Span, ...] = ()  #: its source and cue
    facts: str = ""  #: dim line under the headline
    hits: tuple[Span, ...] = ()  #: what a search found

    def __len__(self) -> int:
        return max(1, len(self.blocks) + len(self.article.body.links))

    def size(self, index: int) -> int:
        """Characters of the block or link."""
        return self.blocks[index].span[1] - self.blocks[index].span[0] if index < len(self.blocks) else 60

    def is_stop(self, index: int) -> bool:
        """The cursor is the current claim's: blocks are no stops."""
        return False

    def block_at(self, offset: int) -> int:
        """The block that holds a character of the text."""
        low, high = 0, max(0, len(self.blocks) - 1)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.blocks[middle].span[1] <= offset else (low, middle)
        return low

    def line_of(self, offset: int, width: int, ink: Ink) -> tuple[int, int]:
        """Block and line within it where a character of the text is drawn at `width` cells."""
        if not self.blocks:
            return 0, 0
        index = self.block_at(offset)
        block = self.blocks[index]
        lead, _, _ = _manner(block.kind, ink)
        text = plain(self.article.body.text[block.span[0] : block.span[1]])
        rows = wrap(text, max(2, min(width - 3 - len(lead), ink.text_width)))
        inside = offset - block.span[0]
        return index, sum(1 for begin, _ in rows[1:] if begin <= inside)

    def header(self, width: int, ink: Ink, is_focus: bool, current: int) -> list[Strip]:
        """Headline and facts."""
        return pane_header("Text", "", self.article.title, self.facts, width, ink, is_focus)

    def draw(self, index: int, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """One block with the current claim lit, or one numbered link."""
        if index >= len(self.blocks):
            return self._link_lines(index - len(self.blocks), width, ink)
        block = self.blocks[index]
        begin, end = block.span
        text = plain(self.article.body.text[begin:end])
        lead, rest, base = _manner(block.kind, ink)
        room = max(2, min(width - 3 - len(lead), ink.text_width))
        marks = self._marks(begin, end, ink)
        strips = []
        for number, span in enumerate(wrap(text, room)):
            is_lit = any(b - begin < span[1] and e - begin > span[0] for b, e in self.lit)
            bar = Segment(f"{ink.glyphs.cursor} ", ink.cursor) if is_lit else Segment("  ", ink.text)
            strips.append(
                line(
                    [bar, Segment(lead if number == 0 else rest, base), *painted(text, span, base, marks)],
                    width,
                    ink.text,
                )
            )
        return strips if block.kind == "item" else [*strips, line([], width, ink.text)]

    def _marks(self, begin: int, end: int, ink: Ink) -> list[tuple[Span, Style]]:
        """What is lit, underlined or linked in the block at `begin`..`end`, as offsets into the block."""
        inside: list[tuple[Span, Style]] = []
        for link in self.article.body.links:
            if link.span[0] < end and link.span[1] > begin:
                inside.append(((link.span[0] - begin, link.span[1] - begin), Style(underline=True)))
        for spans, style in ((self.lit, ink.lit), (self.soft, ink.soft), (self.hits, ink.hit)):
            inside += [((b - begin, e - begin), style) for b, e in spans if b < end and e > begin]
        return inside

    def _link_lines(self, number: int, width: int, ink: Ink) -> list[Strip]:
        """A link of the list below the text: number, words, address."""
        links = self.article.body.links
        if not links:
            return [line([Segment("  " + cut("This article came without text.", width - 2), ink.dim)], width, ink.text)]
        link = links[number]
        words = one_line(self.article.body.text[link.span[0] : link.span[1]])
        kind = "" if link.kind == "link" else f"{link.kind}: "
        lead = f"[{number + 1}] "
        text = f"{kind}{words} {one_line(link.url)}" if words != link.url else kind + words
        head = [line([Segment("  Links", ink.strong)], width, ink.text)] if number == 0 else []
        body = [
            Segment("  ", ink.text),
            Segment(lead, ink.link),
            Segment(cut(text, width - 4 - len(lead), ink.glyphs.more), ink.dim),
        ]
        return [*head, line(body, width, ink.text)]


def _manner(kind: str, ink: Ink) -> tuple[str, str, Style]:
    """First lead, further lead and style of a kind of block."""
    if kind == "heading":
        return "", "", ink.strong
    if kind == "item":
        return f"{ink.glyphs.bullet} ", "  ", ink.text
    if kind == "quote":
        return f"{ink.glyphs.edge} ", f"{ink.glyphs.edge} ", ink.text
    return "", "", ink.dim if kind == "caption" else ink.text


def text_of(article: Article, facts: str = "", blocks: Sequence[Block] | None = None) -> Text:
    """The document of an article's text with nothing lit yet."""
    return Text(article, tuple(blocks) if blocks is not None else pieces(article.body), facts=facts)
