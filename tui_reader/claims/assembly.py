"""Text to claims: attributions of either engine, resolved sources, and the outlet's own voice for the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from tui_reader.claims.attribution import Attribution
from tui_reader.claims.channel import channel_of
from tui_reader.claims.clause import is_claim
from tui_reader.claims.cover import narration
from tui_reader.claims.edges import GIST, opened
from tui_reader.claims.engines import attributions
from tui_reader.claims.labels import dateline, is_heading
from tui_reader.claims.mends import PRESS, mended
from tui_reader.claims.pages import Page, Paragraph, read
from tui_reader.claims.quotes import Quote
from tui_reader.claims.roster import Roster, head_word
from tui_reader.claims.segment import paragraphs, strip_span
from tui_reader.claims.sources import Resolved, resolve
from tui_reader.claims.stance import distance_of, stance_of
from tui_reader.claims.vetoes import is_thing, is_vetoed
from tui_reader.model import Block, Claim, Cue, Mode, Source, Span

Engine = Literal["auto", "rules", "model"]
NEARBY = 600  #: characters around a cue in which the channel is looked for
QUOTE_MARKS = "\"“‘'«„`"
DIRECT = 0.85  #: share of the content's letters inside quotation marks from which it counts as direct


def split(
    text: str, *, title: str = "", blocks: Sequence[Block] = (), outlet: str = "", engine: Engine = "auto"
) -> list[Claim]:
    """The claims of an article in the order of its text. Pure and deterministic.

    Spans are code-point offsets into `text`. Without `blocks` every non-empty line is a paragraph. `title` is the
    headline where it is not part of the text, `outlet` the publisher's name: both only help to tell who speaks.
    `engine` "auto" takes the learned tagger where it can run and the rules elsewhere; "model" raises ImportError there.
    """
    parts = paragraphs(text, blocks)
    return assemble(text, parts, attributions(text, parts, engine), title=title, outlet=outlet)


def assemble(
    text: str, parts: Sequence[Block], found: Sequence[Attribution], *, title: str = "", outlet: str = ""
) -> list[Claim]:
    """Claims from the attributions `found` in the paragraphs `parts`; see `split`."""
    page = read(text, parts, title)
    kept = list(tidied(page, list(mended(page, found)))) if parts else []  # a text of blanks has nobody's words
    roster = Roster(page, outlet)
    resolved = resolve(page, kept, roster)
    claims = told_once(once([attributed(page, each, who, parts) for each, who in zip(kept, resolved, strict=True)]))
    shown = [(each, claim) for each, claim in zip(kept, claims, strict=True) if claim.shown]
    claims.extend(narration(page, parts, shown, roster.guest()))
    return sorted(claims, key=lambda claim: (claim.spans[0], not claim.shown, claim.spans[-1]))


def once(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with each stretch of words shown once: of several with the same spans the most confident."""
    best: dict[tuple[Span, ...], int] = {}
    for at, claim in enumerate(claims):
        if claim.shown and (claim.spans not in best or claim.confidence > claims[best[claim.spans]].confidence):
            best[claim.spans] = at
    return [
        claim if not claim.shown or best[claim.spans] == at else replace(claim, shown=False)
        for at, claim in enumerate(claims)
    ]


def told_once(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with those of an agency hidden whose words are shown as their speaker’s: it is a hop there."""
    passed = [claim for claim in claims if claim.shown and claim.chain]
    return [
        replace(claim, shown=False)
        if claim.shown and claim.badge in PRESS and any(is_passed_on(claim, inner) for inner in passed)
        else claim
        for claim in claims
    ]


def is_passed_on(claim: Claim, inner: Claim) -> bool:
    """Whether `inner` stands in the words of `claim`, is nearly all of them and names its source as a hop."""
    if claim.source is None or f"{claim.badge} {claim.source.name}" not in inner.chain:
        return False
    begin, end = claim.spans[0][0], claim.spans[-1][1]
    is_within = begin <= inner.spans[0][0] and inner.spans[-1][1] <= end
    own = (*inner.spans, *((inner.source.span,) if inner.source and inner.source.span else ()))
    return is_within and 2 * sum(high - low for low, high in own) > end - begin


def tidied(page: Page, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions with spans in order, inside one paragraph, without outer blanks; empty ones are left out."""
    for each in found:
        if not each.content:
            continue
        part = page.paragraph_at(each.content[0][0])
        place = dateline(page.text, *part.block.span)
        content = fitted(page, part, each.content, place[1] if place else 0)
        if content:
            cue = fitted(page, page.paragraph_at(each.cue[0][0]), each.cue) if each.cue else ()
            begins = place[1] if place and each.source and each.source[0][0] >= part.block.span[0] else 0
            yield Attribution(
                content=opened(page.text, content, cue, part.quotes),
                source=fitted(page, page.paragraph_at(each.source[0][0]), each.source, begins) if each.source else (),
                cue=cue,
                confidence=min(1.0, max(0.0, each.confidence)),
                why=each.why,
                is_claim=each.is_claim,
            )


def fitted(page: Page, part: Paragraph, spans: Sequence[Span], after: int = 0) -> tuple[Span, ...]:
    """Spans clipped to a paragraph behind `after`, stripped, in order, overlaps merged."""
    low, high = max(part.block.span[0], after), part.block.span[1]
    fitting: list[Span] = []
    for begin, end in sorted(spans):
        begin, end = strip_span(page.text, max(begin, low), min(end, high))
        if begin >= end:
            continue
        if fitting and begin <= fitting[-1][1]:
            fitting[-1] = (fitting[-1][0], max(end, fitting[-1][1]))
        else:
            fitting.append((begin, end))
    return tuple(fitting)


def attributed(page: Page, each: Attribution, who: Resolved, parts: Sequence[Block]) -> Claim:
    """The claim that an attribution with a resolved source makes."""
    text = page.text
    index = page.number_at(each.content[0][0])
    part = page.paragraphs[index]
    words = words_at(text, each.content)
    gist = words if len(words) <= GIST else f"{words[:GIST]} {words[-100:]}"
    cue_text = words_at(text, each.cue)
    sentence = sentence_of(part, each)
    is_set = part.block.kind == "quote" and not part.quotes and each.content == (part.block.span,)
    quoted = 1.0 if is_set else quoted_share(text, each.content, part.quotes)
    heading = is_heading(text, parts, index)
    kind = who.kind
    source = Source(
        span=each.source[0] if each.source else None,
        mention=text[each.source[0][0] : each.source[0][1]] if each.source else "",
        name=kind.name,
        role=kind.role,
        naming=kind.naming,
        affiliation=kind.affiliation,
    )
    says = (
        not heading
        and not is_writer(who)
        and is_claim(gist, cue_text, quoted > 0, bool(each.source) or not each.cue)
        and not is_vetoed(gist, cue_text, source.mention, quoted > 0, each.confidence)
        and not (kind.badge == "GROUP" and kind.affiliation == "unknown" and is_thing(head_word(kind.name), cue_text))
    )
    return Claim(
        spans=each.content,
        text=words,
        mode="direct" if is_set else mode_of(quoted, heading, words),
        badge=kind.badge,
        stance=stance_of(cue_text, gist),
        confidence=each.confidence,
        why=each.why,
        shown=says,
        source=source if each.source or kind.name else None,
        cue=Cue(each.cue[0], text[each.cue[0][0] : each.cue[0][1]]) if each.cue else None,
        channel=channel_of(*around(text, sentence, each), kind.badge),
        chain=who.chain,
        distance=distance_of(gist, cue_text),
        sentence=sentence,
    )


def is_writer(who: Resolved) -> bool:
    """Whether the source is the article's own writer ("I think"): that is the outlet's voice."""
    return who.kind.badge == "UNKNOWN" and who.kind.role == "the writer"


def words_at(text: str, spans: Sequence[Span]) -> str:
    """The characters at the spans, pieces joined by one space."""
    return " ".join(text[begin:end] for begin, end in spans)


def sentence_of(part: Paragraph, each: Attribution) -> Span:
    """The sentence or sentences of the paragraph in which an attribution stands."""
    spans = (*each.content, *each.source, *each.cue)
    low, high = min(begin for begin, _end in spans), max(end for _begin, end in spans)
    first = max(0, bisect_right(part.sentences, (low, low)) - 1)
    last = max(0, bisect_right(part.sentences, (high - 1, high)) - 1)
    if part.sentences[first][1] <= low:
        first = min(first + 1, last)
    return min(part.sentences[first][0], low), max(part.sentences[last][1], high)


def without(text: str, span: Span, holes: Sequence[Span]) -> str:
    """The characters of a span outside the holes, pieces joined by a space."""
    pieces, at = [], span[0]
    for begin, end in holes:
        pieces.append(text[at : max(at, begin)])
        at = max(at, end)
    return " ".join([*pieces, text[at : span[1]]])


def around(text: str, sentence: Span, each: Attribution) -> tuple[str, str]:
    """The words of the sentence outside the content, and those of them near the cue: up to the next comma or stop."""
    here = (each.cue or each.source or each.content)[0][0]
    sentence = max(sentence[0], here - NEARBY), min(sentence[1], here + NEARBY)
    outside = without(
        text, sentence, [span for span in each.content if span[0] < sentence[1] and span[1] > sentence[0]]
    )
    if not each.cue:
        return outside, ""
    begin, end = each.cue[0][0], each.cue[-1][1]
    limit = min([low for low, _high in each.content if low >= end] + [sentence[1]])
    stops = [at for mark in ",;." if (at := text.find(mark, end, limit)) >= 0]
    return outside, text[begin : min(stops, default=limit)]


def quoted_share(text: str, content: Sequence[Span], quotes: Sequence[Quote]) -> float:
    """Share of the content's letters that stand inside quotation marks."""
    inside = total = 0
    for begin, end in content:
        total += sum(letter.isalnum() for letter in text[begin:end])
        for quote in quotes:
            low, high = max(begin, quote.begin), min(end, quote.end)
            if low < high:
                inside += sum(letter.isalnum() for letter in text[low:high])
    return inside / total if total else 0.0


def mode_of(quoted: float, is_headline: bool, words: str) -> Mode:
    """How the content is rendered."""
    if is_headline:
        return "headline"
    if quoted >= DIRECT and words[0] in QUOTE_MARKS:
        return "direct"
    return "mixed" if quoted > 0 else "indirect"
