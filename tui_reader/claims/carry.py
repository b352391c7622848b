"""Speakers carried over: quotations without a cue belong to whoever spoke last, the house rule of news writing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tui_reader.claims.attribution import Attribution
from tui_reader.claims.lexicon import places
from tui_reader.claims.quotes import Quote, quotations
from tui_reader.claims.stance import verb_of
from tui_reader.model import Block, Span

LEAST_QUOTE = 20  #: characters; shorter quotations without a cue are scare quotes and titles
CONFIDENCE = 0.6
UNSURE = 0.45  #: where a paragraph of narration stands between
LOST = 0.3  #: behind a question: who answers is not told
FAR = 1 << 30  #: paragraphs since somebody spoke, before anybody has
SPOKEN = frozenset({"paragraph", "quote"})  #: kinds of blocks that carry speech on; captions and headings do not
LABELLED = 0.8  #: of a paragraph in a transcript that names its speaker
#: "WALLACE: ...", "Q: ...", "Ann Roe: ..."
LABEL = re.compile(
    r"[\"“]?(?P<name>[A-Z]{3,}(?: [A-Z.]{2,}){0,3}|Q|A|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})(?P<colon>:) +"
)
LOOKBACK = 8  #: attributions of a paragraph that are looked at
HEADING_WORDS = 6  #: of a line in quotation marks, without a stop, that is a heading
PULLED = (25, 200)  #: least and most characters of a quotation that may be pulled out of the article
MOST_PULLED = 40  #: quotations that are looked for elsewhere in the article
NEARBY = 40  #: characters that tell whether a sentence ends before a quotation


def carried(text: str, blocks: Sequence[Block], found: Sequence[Attribution]) -> list[Attribution]:
    """`found` with each quotation that stands alone given to the last speaker.

    A quotation stands alone where no attribution touches it and its sentence holds little else. After one of the same
    paragraph it is a further piece of it ("…," X said. "…" is one claim), else an attribution without source of its
    own: "carry-over". One paragraph of narration may stand between; captions, headings and what is pulled out of the
    article count for nothing. A block set as a quotation is one without marks where the paragraph before leads to it.
    A paragraph of a dialogue ("WALLACE: ...") is its speaker's. Who answers a question is not told (`LOST`).
    """
    kept = sorted(found, key=lambda each: each.content[0])
    added: list[Attribution] = []
    names, pulled = voices(text, blocks), pulled_out(text, blocks)
    since, at, was_open, introduced, asked, lost = FAR, 0, False, False, False, False
    for number, block in enumerate(blocks):
        low, high = block.span
        while at < len(kept) and kept[at].content[0][0] < low:
            at += 1
        end = at
        while end < len(kept) and kept[end].content[0][0] < high:
            end += 1
        quotes = quotations(text, low, high)
        touched = sorted(span for each in kept[at:end] if not is_within(text, each, quotes) for span in each.content)
        if block.kind not in SPOKEN or number in pulled:
            since = since if not touched else 0
            continue
        is_own = all(is_first(text, each) for each in kept[at:end])
        if is_own and (label := LABEL.match(text, low, high)) and label.end() < high and label.group("name") in names:
            added.append(Attribution(((label.end(), high),), (label.span("name"),), (label.span("colon"),), LABELLED))
            since, was_open = 0, bool(quotes) and not quotes[-1].is_closed
            continue
        if block.kind == "quote" and not quotes and is_own and introduced:
            added.append(Attribution((block.span,), confidence=CONFIDENCE, why="carry-over"))
            continue
        since, lost = since + 1, lost and not touched
        for place, quote in enumerate(quotes):
            if not stands_alone(text, block.span, quote, touched):
                continue
            before = quoted_before(kept, at, end, quotes[place - 1]) if place else None
            if before is not None:
                kept[before] = replace(kept[before], content=(*kept[before].content, (quote.begin, quote.end)))
            elif since <= 2 or was_open or is_led_to(text, blocks, number) or (touched and touched[0][0] < quote.begin):
                lost = lost or (asked and since == 1 and quote.begin == low)
                sure = LOST if lost else CONFIDENCE if since < 2 or was_open else UNSURE
                added.append(Attribution(((quote.begin, quote.end),), confidence=sure, why="carry-over"))
                since = 0
        since = 0 if touched else since
        was_open = bool(quotes) and not quotes[-1].is_closed
        asked = bool(quotes) and text[quotes[-1].begin : quotes[-1].end].rstrip("\"”’'").endswith("?")
        introduced = block.kind != "quote" and (text[high - 1] == ":" or tells(text, kept[at:end]))
    return sorted([*kept, *added], key=lambda each: each.content[0])


def tells(text: str, found: Sequence[Attribution]) -> bool:
    """Whether the last attribution of a paragraph has a verb of saying for its cue."""
    verb = verb_of(text[slice(*found[-1].cue[0])]) if found and found[-1].cue else None
    return verb is not None and "q" in verb.takes


def pulled_out(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Numbers of the paragraphs that are a quotation alone whose words stand in another paragraph as well."""
    found = []
    looked = 0
    for number, block in enumerate(blocks):
        begin, end = block.span
        if not PULLED[0] <= end - begin <= PULLED[1] or text[begin] not in "“\"‘'" or looked == MOST_PULLED:
            continue
        words = text[begin:end].strip("“”\"‘’'.,… ")
        looked += 1
        if text.find(words) < begin or text.find(words, end) >= 0:
            found.append(number)
    return frozenset(found)


def is_led_to(text: str, blocks: Sequence[Block], number: int) -> bool:
    """Whether the paragraph before ends with a colon behind a verb of saying: "The union said in its report:"."""
    if not number:
        return False
    begin, end = blocks[number - 1].span
    if text[end - 1] != ":":
        return False
    verb = verb_of(text[max(begin, end - 2 * NEARBY) : end])
    return verb is not None and "q" in verb.takes


def voices(text: str, blocks: Sequence[Block]) -> frozenset[str]:
    """The names before a colon that open paragraphs of a dialogue: in capitals, or two that each speak twice."""
    labels = (LABEL.match(text, *block.span) for block in blocks)
    counts = Counter(label.group("name") for label in labels if label)
    often = {name for name, count in counts.items() if count > 1}
    often -= places().keys()  # "Northmark: ..." is an entry of a list
    return frozenset(name for name in counts if name.isupper() or (name in often and len(often) > 1))


def is_within(text: str, each: Attribution, quotes: Sequence[Quote]) -> bool:
    """Whether an attribution stands whole inside a quotation and is the quoted speaker's own: "I think"."""
    if not each.source or not is_first(text, each):
        return False
    low = min(begin for begin, _end in (*each.content, *each.source, *each.cue))
    high = max(end for _begin, end in (*each.content, *each.source, *each.cue))
    return any(quote.is_closed and quote.begin <= low and high <= quote.end for quote in quotes)


def is_first(text: str, each: Attribution) -> bool:
    """Whether an attribution's source is the speaker of its paragraph: "I think"; or nobody."""
    return not each.source or text[slice(*each.source[0])].lower() in {"i", "we", "you"}


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
    is_heading = not before and not after and inner_end not in ".!?…,"
    return starts and ends and not (is_heading and len(text[quote.begin : quote.end].split()) <= HEADING_WORDS)
