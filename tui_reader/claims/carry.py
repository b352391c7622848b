"""Speakers carried over: quotations without a cue belong to whoever spoke last, the house rule of news writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tui_reader.claims.attribution import Attribution
from tui_reader.claims.quotes import Quote, quotations
from tui_reader.model import Block, Span

LEAST_QUOTE = 20  #: characters; shorter quotations without a cue are scare quotes and titles
CONFIDENCE = 0.6
LABELLED = 0.8  #: of a paragraph in a transcript that names its speaker
LABEL = re.compile(r"[\"“]?(?P<name>[A-Z]{3,}(?: [A-Z.]{2,}){0,3}|Q|A)(?P<colon>:) +")  #: "WALLACE: ..."
LOOKBACK = 8  #: attributions of a paragraph that are looked at
NEARBY = 40  #: characters that tell whether a sentence ends before a quotation


def carried(text: str, blocks: Sequence[Block], found: Sequence[Attribution]) -> list[Attribution]:
    """`found` with each quotation that stands alone given to the last speaker.

    A quotation stands alone where no attribution touches it and its sentence holds little else. After a quotation of
    the same paragraph it is a further piece of that one ("…," X said. "…" is one claim). After other words, or in the
    next paragraph, it is an attribution of its own, whose source is empty: "carry-over". A paragraph of a transcript
    ("WALLACE: ...") is its speaker's.
    """
    kept = sorted(found, key=lambda each: each.content[0])
    added: list[Attribution] = []
    speaking, was_open, at = -2, False, 0
    for index, block in enumerate(blocks):
        low, high = block.span
        while at < len(kept) and kept[at].content[0][0] < low:
            at += 1
        end = at
        while end < len(kept) and kept[end].content[0][0] < high:
            end += 1
        quotes = quotations(text, low, high)
        touched = sorted(span for each in kept[at:end] for span in each.content)
        if not touched and (label := LABEL.match(text, low, high)) and label.end() < high:
            added.append(Attribution(((label.end(), high),), (label.span("name"),), (label.span("colon"),), LABELLED))
            speaking, was_open = index, bool(quotes) and not quotes[-1].is_closed
            continue
        for place, quote in enumerate(quotes):
            if not stands_alone(text, block.span, quote, touched):
                continue
            number = quoted_before(kept, at, end, quotes[place - 1]) if place else None
            if number is not None:
                kept[number] = replace(kept[number], content=(*kept[number].content, (quote.begin, quote.end)))
            elif speaking >= index - 1 or was_open or (touched and touched[0][0] < quote.begin):
                added.append(Attribution(((quote.begin, quote.end),), confidence=CONFIDENCE, why="carry-over"))
                speaking = index
        speaking = index if touched else speaking
        was_open = bool(quotes) and not quotes[-1].is_closed
    return sorted([*kept, *added], key=lambda each: each.content[0])


def quoted_before(kept: Sequence[Attribution], first: int, last: int, before: Quote) -> int | None:
    """Number of the attribution among `kept[first:last]` whose content ends with the quotation `before`, or None."""
    for number in range(last - 1, max(first, last - LOOKBACK) - 1, -1):
        begin, end = kept[number].content[-1]
        if begin <= before.begin + 1 and before.end <= end + 2:
            return number
    return None


def stands_alone(text: str, span: Span, quote: Quote, touched: Sequence[Span]) -> bool:
    """Whether no attribution touches the quotation and it makes up its sentences alone."""
    if quote.end - quote.begin < LEAST_QUOTE or any(b < quote.end and e > quote.begin for b, e in touched):
        return False
    before = text[max(span[0], quote.begin - NEARBY) : quote.begin].rstrip(" \t")
    after = text[quote.end : min(span[1], quote.end + NEARBY)].lstrip(" \t")
    inner_end = text[max(quote.begin, quote.end - NEARBY) : quote.end].rstrip("\"”’' ")[-1:]
    starts = not before or before[-1] in '.!?…”"’'
    ends = not after or inner_end in ".!?…"
    return starts and ends
