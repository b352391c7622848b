"""Attributions that an engine cut short, made whole: scraps before "X said", names that "quoting" introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tui_reader.claims import rules
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.badges import kind_of
from tui_reader.claims.clause import RELAYS, tells
from tui_reader.claims.lexicon import media
from tui_reader.claims.pages import Page, Paragraph
from tui_reader.claims.phrases import phrase_after
from tui_reader.claims.predicates import RELATIVES, is_noun_phrase
from tui_reader.claims.segment import strip_span
from tui_reader.claims.stance import verb_of
from tui_reader.claims.words import PREPOSITIONS
from tui_reader.model import Span
from tui_reader.model.body import meets

LONGEST_SCRAP = 80  #: characters of a content that is looked at as a piece of a sentence
LONGEST_NAME = 90  #: characters of a name behind "quoting"
QUOTED_AS = re.compile(
    r",? ?(?:has |have |had )?(?:quoted|quotes|quoting|cited|cites|citing) (?P<who>[^,.;]{2,80}?) as "
)
LINK = re.compile(r"^(?:\S+ ){1,4}(?:of|from|by)$")  #: the beginning of a description: "figures of", "new data from"
LONGEST_LINKED = 40  #: characters of it
PLAIN_WORDS = re.compile(r" (?:[\w’'-]+ ){1,6}")
OPENING = '"“«'  #: marks that open a quotation
ARTICLES = frozenset({"the", "a", "an"})
LEAD = re.compile(r"[^.:“”\"]{1,60}:\s*")  #: what leads to a quotation
LONGEST_PASSED = 600  #: characters of a content that is looked at for whose words it is
MOST = 0.8  #: share of it that an inner attribution has to fill
PLAIN = 0.8  #: confidence of the rules in it
PRESS = frozenset({"MEDIA", "STATE"})
#: A second speaker in a list of participles.
SECOND = re.compile(
    r",? and (?P<who>(?:the |an? |his |her |their )?[^\s,.;“”\"]+(?: [^\s,.;“”\"]+){0,4}?) "
    r"(?P<cue>saying|adding|warning|insisting|arguing|claiming|announcing) that "
)
AS_SAYING = re.compile(r"as (?P<cue>saying|telling \w+) (?:that )?")
REST = (", who ", ", which ", ", whose ")  #: what an engine takes for the end of a content


def mended(page: Page, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions with scraps made sentences again and relayed sources put in their place."""
    ordered = sorted(span for each in found for span in (*each.content, *each.source, *each.cue))
    for each in found:
        if not each.content:
            continue
        part = page.paragraph_at(each.content[0][0])
        for one in parted(page, part, spoken(page, part, gathered(page, part, completed(page, part, each)))):
            yield relayed(page, widened(page, part, one, ordered))
            yield from passed_on(page, part, one, ordered)


def passed_on(page: Page, part: Paragraph, each: Attribution, taken: Sequence[Span]) -> Iterator[Attribution]:
    """Whose words a paper or agency passes on, where its content is all theirs: "[The army said x], Yonhap reported".

    By the rules, which need no model to read one sentence; what already is an attribution (in `taken`) is left alone.
    """
    if len(each.content) != 1 or not each.source or not each.cue:
        return
    begin, end = each.content[0]
    if end - begin > LONGEST_PASSED or not is_relay(page, each):
        return
    found = rules.attributions(page.text, [replace(part.block, span=(begin, end))])
    inner = max((one for one in found if one.source and one.cue and one.confidence >= PLAIN), key=size, default=None)
    if inner is None or size(inner) < MOST * (end - begin):
        return
    if not meets(inner.cue[0], [span for span in taken if span != (begin, end)]):
        yield replace(inner, confidence=min(inner.confidence, each.confidence))


def size(each: Attribution) -> int:
    """Characters of an attribution's content, source and cue."""
    return sum(end - begin for spans in (each.content, each.source, each.cue) for begin, end in spans)


def is_relay(page: Page, each: Attribution) -> bool:
    """Whether the source of an attribution is a paper, a broadcaster or an agency."""
    part = page.paragraph_at(each.source[0][0])
    words = part.between(*each.source[0])
    return bool(words) and kind_of(words, "", page.cast).badge in PRESS


def spoken(page: Page, part: Paragraph, each: Attribution) -> Attribution:
    """An attribution whose content is a quotation behind a colon, without its lead: "glad of his side: [“We won.”]"."""
    begin, end = each.content[0][0], each.content[-1][1]
    quote = next((quote for quote in part.quotes if begin < quote.begin and end <= quote.end), None)
    if quote is None or not LEAD.fullmatch(page.text[begin : quote.begin]):
        return each
    return replace(each, content=((quote.begin, end),))


def parted(page: Page, part: Paragraph, each: Attribution) -> Iterator[Attribution]:
    """An attribution whose content runs on into another's, as two: "with A promising [x] and B saying that [y]"."""
    begin, end = each.content[0][0], each.content[-1][1]
    is_listed = bool(each.cue) and page.text[slice(*each.cue[0])].endswith("ing") and each.cue[0][1] <= begin
    found = SECOND.search(page.text, begin, end) if is_listed and end - begin <= LONGEST_PASSED else None
    if found is None or part.sentence_at(begin) != part.sentence_at(found.end()):
        yield each
        return
    yield replace(each, content=((begin, found.start()),))
    yield replace(each, content=((found.end(), end),), source=(found.span("who"),), cue=(found.span("cue"),))


def completed(page: Page, part: Paragraph, each: Attribution) -> Attribution:
    """An attribution whose source is whole: "figures of [the office] show", "data from [X]", "joked the [mayor]"."""
    if len(each.source) != 1 or not each.cue:
        return each
    begin, end = each.source[0]
    if page.text[end - 1] in OPENING and any(low == end for low, _ in each.content):  # its mark belongs to what follows
        content = tuple((low - 1 if low == end else low, high) for low, high in each.content)
        cut = len(page.text[begin:end].rstrip(f" ,{OPENING}"))
        return replace(each, content=content, source=((begin, begin + cut),)) if cut else each
    if page.text[begin:end].lower() in ARTICLES:
        last = part.index(part.sentence_at(begin)[1] - 1) + 1
        phrase = phrase_after(part.words, part.index(begin), last)
        return replace(each, source=((begin, part.words[phrase[1] - 1].end),)) if phrase else each
    behind = page.text[end : each.cue[0][0]] if end <= each.cue[0][0] else ""
    if LINK.search(page.text[begin:end]) and PLAIN_WORDS.fullmatch(behind):
        return replace(each, source=((begin, end + len(behind.rstrip())),))
    if LINK.search(page.text[begin:end]) and each.cue[0][1] <= begin:  # "according to extracts of [his speech]"
        phrase = phrase_after(part.words, part.index(begin), part.index(part.sentence_at(begin)[1] - 1))
        whole = part.words[phrase[1] - 1].end if phrase else end
        return replace(each, source=((begin, max(end, whole)),))
    *others, (low, high) = each.content
    is_beside = high <= begin and not page.text[high:begin].strip()
    if others and is_beside and high - low <= LONGEST_LINKED and LINK.search(page.text[low:high]):
        return replace(each, content=tuple(others), source=((low, end),))
    return each


def gathered(page: Page, part: Paragraph, each: Attribution) -> Attribution:
    """An attribution without scraps of narration from sentences that its cue does not stand in.

    "[Drivers are] sceptical. [“Free is fine,”] one driver said": he says nothing of drivers. Quotations may go on.
    """
    if len(each.content) < 2 or not each.cue:
        return each
    low, high = part.sentence_at(each.cue[0][0])
    (begin, end), (second, _) = each.content[:2]
    if page.text[begin:end].lower() == "it" and page.text.startswith("that ", second):
        return replace(each, content=each.content[1:])  # "[It] is believed [that it rained]"
    kept = tuple(
        (begin, end)
        for begin, end in each.content
        if (begin < high and low < end) or any(quote.begin < end and begin < quote.end for quote in part.quotes)
    )
    return replace(each, content=kept) if kept and len(kept) < len(each.content) else each


def widened(page: Page, part: Paragraph, each: Attribution, taken: Sequence[Span]) -> Attribution:
    """An attribution whose content is a scrap, drawn out to the sentence's edge where nothing else is said there.

    "The army left its last hold, [the town of Oru], the governor said"; "found that [the mayor], who left, has paid".
    """
    if len(each.content) != 1 or not each.source or not each.cue:
        return each
    begin, end = each.content[0]
    if end - begin > LONGEST_SCRAP or not is_noun_phrase(page.text[begin:end]):
        return each
    if any(quote.begin < end and quote.end > begin for quote in part.quotes):
        return each
    verb = verb_of(page.text[slice(*each.cue[0])])
    if verb is None or not tells(verb) or page.text[begin:end].lower() in RELATIVES:
        return each
    low, high = part.sentence_at(begin)
    first = min(each.source[0][0], each.cue[0][0])
    last = max(each.source[-1][1], each.cue[-1][1])
    if first >= end and low < begin and page.text[low:begin].rstrip().endswith(","):
        return each if meets((low, begin), taken) else replace(each, content=((low, end),))
    if last <= begin and page.text[last:end].lstrip().startswith("that ") and page.text[end:high].startswith(REST):
        return each if meets((end, high), taken) else replace(each, content=((begin, behind_stop(page, high)),))
    return each


def behind_stop(page: Page, high: int) -> int:
    """The end of a sentence without its stop."""
    return high - 1 if page.text[high - 1] == "." else high


def relayed(page: Page, each: Attribution) -> Attribution:
    """An attribution whose source passes somebody on: the source then reaches to the one who is passed on.

    "Yonhap, quoting [KCNA, the launch failed]", "Xinhua, citing [the ministry, that the launch failed]",
    "TASS quoted the ministry as saying [the launch failed]".
    """
    if not each.source or not each.cue:
        return each
    cue = page.text[slice(*each.cue[0])].lower()
    if cue.endswith("quoted by") and len(each.content) > 1 and (said := AS_SAYING.match(page.text, *each.content[1])):
        rest = (said.end(), each.content[1][1])
        return Attribution((rest, *each.content[2:]), each.content[:1], (said.span("cue"),), each.confidence, each.why)
    between = page.text[each.cue[0][1] : each.content[0][0]] if each.cue[0][1] <= each.content[0][0] else ""
    if cue in RELAYS or between.strip(" ,") in RELAYS:
        return behind_relay(page, each)
    before = page.text[each.source[0][1] : each.cue[0][0]]
    found = QUOTED_AS.fullmatch(before) if cue in {"saying", "telling"} else None
    if found is None:
        return each
    return replace(each, source=((each.source[0][0], each.source[0][1] + found.end("who")),))


def behind_relay(page: Page, each: Attribution) -> Attribution:
    """An attribution with the cue "quoting" or "citing", whose content begins with the name of whom it quotes."""
    begin, end = each.content[0]
    comma = page.text.find(",", begin, min(end, begin + LONGEST_NAME))
    if comma < 0 or begin < each.cue[0][1]:
        return each
    words = page.text[begin:comma].replace("(", " ").replace(")", " ").split()
    pieces = (strip_span(page.text, comma + 1, end), *each.content[1:])
    rest, *others = [span for span in pieces if span[0] < span[1]] or [(end, end)]
    is_that = page.text.startswith("that ", rest[0])
    is_named = is_that or any(word in media() for word in words)
    if not is_named or not words or words[0].lower() in PREPOSITIONS or rest[0] >= rest[1]:
        return each
    return replace(each, source=((each.source[0][0], comma),), content=(rest, *others))
