"""What nobody is quoted for: every sentence without an attribution is a claim of the outlet or carries a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tui_reader.claims.attribution import Attribution
from tui_reader.claims.interviews import answers
from tui_reader.claims.kinds import Kind
from tui_reader.claims.labels import dateline, label_of
from tui_reader.claims.pages import Page, Paragraph
from tui_reader.claims.segment import strip_span
from tui_reader.claims.words import FINITE
from tui_reader.model import Block, Claim, Label, Source, Span

ANSWER = 0.6  #: confidence that a paragraph behind a question is the guest's
LEAST_CLAUSE = 7  #: words from which the rest of an attributed sentence is a claim of its own
LEADING = re.compile(r"[\s,;:—–.”\"’)]*(?P<link>(?:and|but|while|although|though|whereas|yet|as)\b)?[\s,]*")
TRAILING = re.compile(r"[\s,;:—–(“\"‘]*\b(?P<link>and|but|while|although|though|yet)?[\s,;:—–(“\"‘]*$")


def narration(
    page: Page, parts: Sequence[Block], shown: Sequence[tuple[Attribution, Claim]], guest: Kind | None = None
) -> Iterator[Claim]:
    """The outlet's own claims and the labelled sentences of an article in which the claims `shown` are attributed.

    In an interview with `guest` the answers are the guest's.
    """
    answering = answers(page.text, page.paragraphs) if guest else frozenset()
    ordered = sorted(shown, key=lambda pair: pair[1].sentence)
    at = 0
    for index, part in enumerate(page.paragraphs):
        begin, end = part.block.span
        while at < len(ordered) and ordered[at][1].sentence[1] <= begin:
            at += 1
        here = at
        while here < len(ordered) and ordered[here][1].sentence[0] < end:
            here += 1
        taken = sorted(span for each, _claim in ordered[at:here] for span in (*each.content, *each.source, *each.cue))
        said = paragraph_narration(page, parts, index, part, taken)
        yield from answered(page.text, said, guest) if guest and index in answering else said


def paragraph_narration(
    page: Page, parts: Sequence[Block], index: int, part: Paragraph, taken: Sequence[Span]
) -> Iterator[Claim]:
    """Outlet claims and labels of one paragraph; `taken` are the spans that attributed claims use, in order."""
    text = page.text
    place = dateline(text, *part.block.span)
    at = 0
    for begin, end in part.sentences:
        sentence = (begin, end)
        if place and begin < place[1]:
            yield own(text, strip_span(text, begin, min(place[1], end)), sentence, "dateline")
            begin, end = strip_span(text, min(place[1], end), end)
            if begin >= end:
                continue
        while at < len(taken) and taken[at][1] <= begin:
            at += 1
        here = at
        touching = []
        while here < len(taken) and taken[here][0] < end:
            if taken[here][1] > begin:
                touching.append(taken[here])
            here += 1
        if not touching:
            label = label_of(text, parts, index, (begin, end))
            yield own(text, (begin, end), sentence, label)
        else:
            for span in remains(text, (begin, end), touching):
                yield own(text, span, sentence, "")


def answered(text: str, said: Iterable[Claim], guest: Kind) -> Iterator[Claim]:
    """The sentences of an answer as the guest's words, those that follow each other as one claim.

    What claims nothing stays as it is.
    """
    source = Source(
        span=None, mention="", name=guest.name, role=guest.role, naming=guest.naming, affiliation=guest.affiliation
    )
    run: Claim | None = None
    for each in said:
        if run and not each.label and not text[run.spans[0][1] : each.spans[0][0]].strip():
            span = run.spans[0][0], each.spans[0][1]
            run = replace(run, spans=(span,), text=text[slice(*span)], sentence=(run.sentence[0], each.sentence[1]))
            continue
        if run:
            yield run
        run = None
        if each.label:
            yield each
        else:
            run = replace(
                each,
                mode="direct",
                badge=guest.badge,
                confidence=ANSWER,
                why="carry-over",
                source=source,
                channel="interview",
            )
    if run:
        yield run


def own(text: str, span: Span, sentence: Span, label: Label) -> Claim:
    """A claim in the outlet's own voice, or a sentence that claims nothing and why."""
    return Claim(
        spans=(span,),
        text=text[span[0] : span[1]],
        mode="narration",
        badge="OUTLET",
        shown=not label,
        label=label,
        sentence=sentence,
    )


def remains(text: str, sentence: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """Clauses of their own in the rest of an attributed sentence: joined by "and", "but", "while" and long enough."""
    begin, end = sentence
    first, last = taken[0][0], max(high for _low, high in taken)
    if first > begin and (match := TRAILING.search(text, max(begin, first - 40), first)) and match.group("link"):
        span = strip_span(text, begin, match.start())
        if is_clause_span(text, span):
            yield span
    if last < end and (match := LEADING.match(text, last, end)) and match.group("link"):
        span = strip_span(text, match.end(), end)
        if is_clause_span(text, span):
            yield span


def is_clause_span(text: str, span: Span) -> bool:
    """Whether a rest is long enough and holds a finite verb."""
    words = text[span[0] : span[1]].lower().split()
    return len(words) >= LEAST_CLAUSE and any(word in FINITE for word in words)
