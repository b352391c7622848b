"""An article's own text as a pane shows it: headings, lists, numbered links, and the current claim lit in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui_reader import model
from tui_reader.app.render.document import pane_header
from tui_reader.app.render.words import chop, cut, line, one_line, painted, plain, wrap

if TYPE_CHECKING:
    from tui_reader.app.render.ink import Ink
    from tui_reader.model import Article, Block, Body, Span

HEAD_ROWS = 5  #: lines of a headline
DEEPEST = 6  #: levels of lists that are set in
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
            cut_up.append(_part(block, begin, at))
            begin = at
        cut_up.append(_part(block, begin, end))
    return tuple(cut_up)


def _part(block: Block, begin: int, end: int) -> Block:
    """Some characters of a block; its number stands before the first of them only."""
    label = block.label if begin == block.span[0] else ""
    return model.Block(
        block.kind, (begin, end), label, block.level, tuple(at for at in block.breaks if begin <= at < end)
    )


def _lines(text: str) -> list[Block]:
    """Every non-empty line as a paragraph."""
    found, at = [], 0
    for row in text.split("\n"):
        if row.strip():
            found.append(model.Block("paragraph", (at, at + len(row))))
        at += len(row) + 1
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """A block's words as they are drawn: with the number of each link behind it."""

    text: str  #: the words
    numbers: tuple[Span, ...]  #: where in `text` the numbers of links stand
    added: tuple[tuple[int, int], ...]  #: offset in the block before which so many characters were put

    def place(self, begin: int, end: int) -> Span:
        """Where the characters `begin`..`end` of the block stand in `text`."""
        before = sum(count for at, count in self.added if at <= begin)
        return begin + before, end + sum(count for at, count in self.added if at < end)


def shown(body: Body, block: Block) -> Shown:
    """A block with its links numbered as in the list below the text."""
    first, last = block.span
    words = body.words(block)
    pieces, numbers, added, at, length = [], [], [], first, 0
    for number, link in enumerate(body.links, 1):
        begin, end = link.span
        if link.kind == "link" and begin < end and max(at, first) < end <= last:
            mark = f"[{number}]"
            pieces += [plain(words[at - first : end - first]), mark]
            length += end - at
            numbers.append((length, length + len(mark)))
            length += len(mark)
            added.append((end - first, len(mark)))
            at = end
    return Shown("".join([*pieces, plain(words[at - first :])]), tuple(numbers), tuple(added))


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
        lead, _, _ = _manner(block, ink)
        drawn = shown(self.article.body, block)
        rows = _rows(block, drawn.text, max(2, min(width - 3 - len(lead), ink.text_width)))
        inside, _ = drawn.place(offset - block.span[0], offset - block.span[0])
        return index, sum(1 for begin, _ in rows[1:] if begin <= inside)

    def header(self, width: int, ink: Ink, is_focus: bool, current: int) -> list[Strip]:
        """Headline and facts: whole here, if they are cut anywhere else."""
        return pane_header("Text", "", self.article.title, self.facts, width, ink, is_focus, rows=HEAD_ROWS)

    def draw(self, index: int, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """One block with the current claim lit, or one numbered link."""
        if index >= len(self.blocks):
            return self._link_lines(index - len(self.blocks), width, ink)
        block = self.blocks[index]
        drawn = shown(self.article.body, block)
        lead, rest, base = _manner(block, ink)
        room = max(2, min(width - 3 - len(lead), ink.text_width))
        marks = self._marks(block, drawn, ink)
        lit = [drawn.place(b - block.span[0], e - block.span[0]) for b, e in self.lit]
        strips = []
        for number, span in enumerate(_rows(block, drawn.text, room)):
            is_lit = any(b < span[1] and e > span[0] for b, e in lit)
            bar = Segment(f"{ink.glyphs.cursor} ", ink.cursor) if is_lit else Segment("  ", ink.text)
            words = painted(drawn.text, span, base, marks)
            strips.append(line([bar, Segment(lead if number == 0 else rest, base), *words], width, ink.text))
        return strips if self._goes_on(index) else [*strips, line([], width, ink.text)]

    def _goes_on(self, index: int) -> bool:
        """Whether the next block belongs to this one: an item of the same list, or the rest of a long paragraph."""
        if index + 1 >= len(self.blocks):
            return False
        block, following = self.blocks[index], self.blocks[index + 1]
        return block.kind == following.kind == "item" or block.span[1] == following.span[0]

    def _marks(self, block: Block, drawn: Shown, ink: Ink) -> list[tuple[Span, Style]]:
        """What is lit, underlined or linked in a block, as offsets into its drawn words."""
        first, last = block.span
        inside: list[tuple[Span, Style]] = []
        links = [link.span for link in self.article.body.links]
        for spans, style in (
            (links, Style(underline=True)),
            (self.lit, ink.lit),
            (self.soft, ink.soft),
            (self.hits, ink.hit),
        ):
            for begin, end in spans:
                if begin < last and end > first:
                    inside.append((drawn.place(max(begin, first) - first, min(end, last) - first), style))
        return [*((span, ink.dim) for span in drawn.numbers), *inside]

    def _link_lines(self, number: int, width: int, ink: Ink) -> list[Strip]:
        """A link of the list below the text: number, words, address."""
        links = self.article.body.links
        if not links:
            return [line([Segment("  " + cut("This article came without text.", width - 2), ink.dim)], width, ink.text)]
        link = links[number]
        words = one_line(self.article.body.text[link.span[0] : link.span[1]])
        kind = "" if link.kind == "link" else f"{link.kind}: "
        lead = f"[{number + 1}] "
        text = kind + " ".join(dict.fromkeys(part for part in (words, one_line(link.url)) if part))
        head = [line([Segment("  Links", ink.strong)], width, ink.text)] if number == 0 else []
        body = [
            Segment("  ", ink.text),
            Segment(lead, ink.link),
            Segment(cut(text, width - 4 - len(lead), ink.glyphs.more), ink.dim),
        ]
        return [*head, line(body, width, ink.text)]


def _rows(block: Block, text: str, room: int) -> tuple[Span, ...]:
    """Lines of a block's words; code keeps its own."""
    return chop(text, room) if block.kind == "pre" else wrap(text, room)


def _manner(block: Block, ink: Ink) -> tuple[str, str, Style]:
    """First lead, further lead and style of a block."""
    label = plain(block.label)
    if block.kind == "item":
        indent = "  " * min(block.level - 1, DEEPEST)
        is_further = block.level > 0 and not label  # a second paragraph of an item
        mark = " " if is_further else ink.glyphs.bullet if label in ("", "*") else label
        lead = f"{indent}{mark} "
        return lead, " " * cell_len(lead), ink.text
    if block.kind == "quote":
        return f"{ink.glyphs.edge} ", f"{ink.glyphs.edge} ", ink.text
    lead = f"{label} " if label.strip("*") else ""
    style = ink.strong if block.kind == "heading" else ink.dim if block.kind == "caption" else ink.text
    return lead, " " * len(lead), style


def text_of(article: Article, facts: str = "", blocks: Sequence[Block] | None = None) -> Text:
    """The document of an article's text with nothing lit yet."""
    return Text(article, tuple(blocks) if blocks is not None else pieces(article.body), facts=facts)
