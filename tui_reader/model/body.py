"""What an article's words are: text with its structure beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]


def meets(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(begin < span[1] and span[0] < end for begin, end in others)


BlockKind = Literal["paragraph", "heading", "item", "quote", "caption", "pre", "table"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece of a text. Blocks are in order, do not overlap, and lie apart by newlines."""

    kind: BlockKind  #: what the page said it is; plain text is all "paragraph"
    span: Span  #: where it lies in `Body.text`
    label: str = (
        ""  #: of an item's first block: "2." or "b." as its list counts, "*" in lists that do not; not in the text
    )
    level: int = 0  #: lists around it, 0 for none
    breaks: tuple[int, ...] = ()  #: offsets in `Body.text` of blanks at which the page begins a new line


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture the text holds; never fetched unless the reader opens it."""

    span: Span  #: the linked words in `Body.text`; for a picture its caption; empty where it has no words
    url: str  #: absolute http or https address
    kind: Literal["link", "image", "enclosure"] = "link"  #: what lies behind it


@dataclass(frozen=True, slots=True)
class Body:
    """An article's words as the reader sees them: plain text with its structure beside it."""

    text: str  #: blocks joined by one blank line; the text all spans of claims point into
    blocks: tuple[Block, ...] = ()  #: structure; empty means: every non-empty line is a paragraph
    links: tuple[Link, ...] = ()  #: in order of their begin

    def words(self, block: Block) -> str:
        """The words of a block with its page's own line ends, in the place of the blanks that stand there."""
        first, last = block.span
        if not block.breaks:
            return self.text[first:last]
        ends = set(block.breaks)
        return "".join(["\n" if at in ends else self.text[at] for at in range(first, last)])
