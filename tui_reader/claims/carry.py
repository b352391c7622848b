"""Speakers carried over: quotations without a cue belong to whoever spoke last, the house rule of news writing."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.claims.attribution import Attribution
from tui_reader.claims.quotes import Quote, quotations
from tui_reader.model import Block, Span

LEAST_QUOTE = 20  #: characters; shorter quotations without a cue are scare quotes and titles
CONFIDENCE = 0.6
OUTER = " \t\r\n.,;:"


def carried(text: str, blocks: Sequence[Block], found: Sequence[Attribution]) -> list[Attribution]:
    """`found` with an attribution added for each quotation that stands alone after somebody has spoken.

    A quotation stands alone where no attribution touches it and its sentence holds little else. It is carried over
    from an attribution of the same paragraph or of the one before; the source of the new one is empty.
    """
    spans = sorted(span for each in found for span in each.content)
    speaking_paragraph = -2
    was_open = False
    added: list[Attribution] = []
    at = 0
    for index, block in enumerate(blocks):
        while at < len(spans) and spans[at][1] <= block.span[0]:
            at += 1
        here = at
        touched = []
        while here < len(spans) and spans[here][0] < block.span[1]:
            touched.append(spans[here])
            here += 1
        quotes = quotations(text, *block.span)
        lonely = [quote for quote in quotes if stands_alone(text, block.span, quote, touched)]
        for quote in lonely:
            near = speaking_paragraph >= index - 1 or bool(touched and touched[0][0] < quote.begin)
            if near or was_open:
                added.append(Attribution(content=((quote.begin, quote.end),), confidence=CONFIDENCE, why="carry-over"))
                speaking_paragraph = index
        if touched:
            speaking_paragraph = index
        was_open = bool(quotes) and not quotes[-1].is_closed
    return sorted([*found, *added], key=lambda each: each.content[0])


def stands_alone(text: str, span: Span, quote: Quote, touched: Sequence[Span]) -> bool:
    """Whether no attribution touches the quotation and it makes up its sentences alone."""
    if quote.end - quote.begin < LEAST_QUOTE or any(b < quote.end and e > quote.begin for b, e in touched):
        return False
    before = text[span[0] : quote.begin].rstrip(" \t")
    after = text[quote.end : span[1]].lstrip(" \t")
    inner_end = text[quote.begin : quote.end].rstrip("\"”’' ")[-1:]
    starts = not before or before[-1] in '.!?…”"’'
    ends = not after or inner_end in ".!?…"
    return starts and ends
