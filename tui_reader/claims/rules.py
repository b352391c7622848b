"""The rule tier: attributions by reporting verbs, "according to" and quotation marks, without any model.

It serves where the learned tagger cannot run, and knows what the tagger does not see: speakers carried over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tui_reader.claims.attribution import Attribution
from tui_reader.claims.badges import QUANTIFIERS
from tui_reader.claims.carry import carried
from tui_reader.claims.contents import LEAST_CONTENT, content_start
from tui_reader.claims.cues import Hit, cues
from tui_reader.claims.headlines import headline
from tui_reader.claims.heads import core_of, head_of, is_known_noun
from tui_reader.claims.labels import is_heading
from tui_reader.claims.lexicon import verbs
from tui_reader.claims.mentions import COMMON
from tui_reader.claims.phrases import Range, phrase_after, subject_before
from tui_reader.claims.quotes import Quote, quotations
from tui_reader.claims.segment import sentences
from tui_reader.claims.words import DAYS, DETERMINERS, FINITE, PREPOSITIONS, PRONOUNS, Word, words_of
from tui_reader.model import Block, Span

RULES_VERSION = "17"
LONGEST_UNIT = 300  #: words; a longer one is cut, so that a text without stops costs no square of its length
LOOKAHEAD = 12  #: later cues of a unit that may end a content
NO_SUBJECT = frozenset({"and", "or", "well", "less", "more", "how", "would’ve", "not", "to", "want", "according"})
CLOSERS = frozenset([",", "”", '"', "’", "?", "!", "—", "–"])
#: Share that agreed with the annotators on 200 articles of the train part, by kind: with a plain verb, with any other.
CONFIDENCE = {"quote": (0.9, 0.6), "clause": (0.84, 0.54), "before": (0.54, 0.22), "according": (0.8, 0.8),
              "passive": (0.5, 0.36), "object": (0.48, 0.48)}  # fmt: skip
PLAIN = frozenset({"said", "says", "say", "told", "tells", "wrote", "tweeted", "added", "according"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more sentences that one quotation holds together, as a range of words."""

    first: int  #: index of its first word
    last: int  #: index behind its last


def attributions(text: str, blocks: Sequence[Block]) -> list[Attribution]:
    """Attributions of `text` in order of their place; every span lies inside one of `blocks`."""
    found: list[Attribution] = []
    for index, block in enumerate(blocks):
        if is_heading(text, blocks, index):
            found.extend(headline(text, block.span))
            continue
        quotes = quotations(text, *block.span)
        words = words_of(text, *block.span, quotes)
        for unit in units(text, block.span, quotes, words):
            found.extend(unit_attributions(words, unit))
    return carried(text, blocks, found)


def units(text: str, span: Span, quotes: Sequence[Quote], words: Sequence[Word]) -> Iterator[Unit]:
    """Sentences of a paragraph, glued together where the border between them lies inside a quotation."""
    ends: list[int] = []
    number = 0
    for _begin, end in sentences(text, *span):
        while number < len(quotes) and quotes[number].end <= end:
            number += 1
        if not (number < len(quotes) and quotes[number].begin < end):
            ends.append(end)
    first = at = 0
    for end in [*ends, span[1]]:
        while at < len(words) and words[at].begin < end:
            at += 1
        while at - first > LONGEST_UNIT:
            yield Unit(first, first + LONGEST_UNIT)
            first += LONGEST_UNIT
        if at > first:
            yield Unit(first, at)
        first = at


def unit_attributions(words: Sequence[Word], unit: Unit) -> list[Attribution]:
    """All attributions of one unit."""
    found: list[Attribution] = []
    speaker: Range | None = None
    hits = list(cues(words, unit.first, unit.last))
    for number, hit in enumerate(hits):
        if any(is_within_subject(words, unit, hit, later) for later in hits[number + 1 : number + 3]):
            continue
        opens = hit.begin == unit.first and hit.verb.takes == "according"  # "According to X, Y plans to ..."
        limit = unit.last if opens else next_subject(words, hit, hits[number + 1 : number + LOOKAHEAD], unit)
        made = attribute(words, replace(unit, last=limit), hit, speaker)
        if made is None:
            continue
        attribution, source = made
        speaker = source or speaker
        found.append(attribution)
    return found


def is_within_subject(words: Sequence[Word], unit: Unit, hit: Hit, later: Hit) -> bool:
    """Whether a cue stands inside the subject of a later one: "an official who asked not to be named said"."""
    subject = subject_before(words, unit.first, later.begin)
    if subject is None or not subject[0][0] <= hit.begin < subject[0][1]:
        return False
    return any(words[at].lower in {"who", "whose"} for at in range(subject[0][0], hit.begin))


def next_subject(words: Sequence[Word], hit: Hit, later: Sequence[Hit], unit: Unit) -> int:
    """Where the content of `hit` must end: before a later ", he added" or ", adding" of the same unit."""
    for other in later:
        if other.verb.form == "ing" and words[other.begin - 1].text == "," and "c" in other.verb.takes:
            return other.begin - 1
        subject = subject_before(words, unit.first, other.begin)
        if subject and not subject[1] and subject[0][0] - 1 > hit.end and words[subject[0][0] - 1].text in CLOSERS:
            after = words[other.end : other.end + 1]
            if not after or after[0].is_mark or after[0].lower in DAYS | PREPOSITIONS:
                return subject[0][0] - 1
    return unit.last


def attribute(
    words: Sequence[Word], unit: Unit, hit: Hit, speaker: Range | None
) -> tuple[Attribution, Range | None] | None:
    """The attribution that `hit` makes in its unit, and the range of its source."""
    takes = hit.verb.takes
    if takes == "according":
        return by_according(words, unit, hit)
    if takes == "adverb":
        return made(words, [(unit.first, hit.begin), (hit.end, unit.last)], None, (hit.begin, hit.end), "passive")
    found = subject_before(words, unit.first, hit.begin)
    subject, is_passive = found or (None, False)
    if is_passive and hit.verb.form in {"past", "participle"}:
        return by_passive(words, unit, hit, subject)
    cue = (hit.begin, hit.end)
    inverted = inverted_subject(words, unit, hit) if hit.verb.form != "ing" else None
    if inverted and subject and not closes_unit(words, unit, inverted[1]):
        inverted = None
    if inverted or (subject is None and hit.verb.form != "ing"):
        if inverted is None:
            return None
        return made(words, outer_pieces(words, unit, cue[0], inverted[1]), inverted, cue, "quote")
    if subject is not None and not speaks(words[subject[0] : subject[1]], hit):
        return None
    if subject is None or hit.verb.form == "ing":
        subject = speaker or opening_subject(words, unit, hit)
    return around(words, unit, hit, subject)


def speaks(words: Sequence[Word], hit: Hit) -> bool:
    """Whether a subject looks like somebody who can speak: a pronoun, a name, a known noun; any noun before "said"."""
    core = [word for word in core_of(words) if not word.is_mark]
    if not core or core[-1].lower in NO_SUBJECT or core[0].lower in NO_SUBJECT:
        return False
    if core[0].lower in PRONOUNS:
        return len(core) <= 3 and core[0].lower not in {"this", "that"}
    if any(word.lower in verbs() and verbs()[word.lower].form == "past" and not word.is_capital for word in core):
        return False
    head = core[head_of(core)]
    if is_known_noun(head) or head.lower in QUANTIFIERS:
        return True
    if head.is_capital:
        return head.lower not in DAYS and not (len(core) == 1 and head.text in COMMON)
    return hit.verb.lemma in {"say", "tell", "add", "write"} and (
        core[0].lower in DETERMINERS or head.lower.endswith("s")
    )


def around(
    words: Sequence[Word], unit: Unit, hit: Hit, subject: Range | None
) -> tuple[Attribution, Range | None] | None:
    """Content behind the verb, before the subject, or both."""
    takes, cue = hit.verb.takes, (hit.begin, hit.end)
    before = outer_pieces(words, unit, subject[0] if subject else hit.begin, hit.end)
    ends = subject is not None and subject[0] > unit.first and words[subject[0] - 1].text in CLOSERS
    start = content_start(words, hit, unit.last)
    if start is not None:
        pieces = [(start, unit.last)]
        kind = "quote" if words[start].quote >= 0 else "clause"
        if kind == "clause" and is_quoted(words, before[:1]) and ends:
            return made(words, before, subject, cue, "quote")
        if kind == "quote" and ends and is_quoted(words, before[:1]):
            pieces = [before[0], (start, unit.last)]
        return made(words, pieces, subject, cue, kind)
    is_inside = ends and subject and hit.end + 1 < unit.last and words[hit.end].text == ","
    if is_inside and subject and words[hit.end + 1].lower in FINITE:  # "The test, Norland said, was its biggest yet."
        return made(words, [(unit.first, subject[0]), (hit.end + 1, unit.last)], subject, cue, "before")
    if ends and before and hit.verb.form != "ing" and set("cqa") & set(takes):
        return made(words, before, subject, cue, "quote" if is_quoted(words, before) else "before")
    if subject and set("in") & set(takes) and hit.end < unit.last and not words[hit.end].is_mark:
        if words[hit.end].lower == "by":
            return None
        stop = next((at for at in range(hit.end, unit.last) if words[at].text in {",", ";"}), unit.last)
        return made(words, [(hit.end, stop)], subject, cue, "object")
    return None


def by_according(words: Sequence[Word], unit: Unit, hit: Hit) -> tuple[Attribution, Range | None] | None:
    """ "According to X, ..." and "..., according to X"."""
    source = phrase_after(words, hit.end, unit.last)
    if source is None:
        return None
    return made(words, outer_pieces(words, unit, hit.begin, source[1]), source, (hit.begin, hit.end), "according")


def by_passive(
    words: Sequence[Word], unit: Unit, hit: Hit, subject: Range | None
) -> tuple[Attribution, Range | None] | None:
    """ "Both sides are believed to ...", "was criticised by X": the agent is the source, or nobody is."""
    if subject is None or hit.end >= unit.last:
        return None
    after = words[hit.end].lower
    cue = (subject[1], hit.end)
    if after == "to" and hit.verb.stance not in {"order", "plan", "ask", "decline"}:
        return made(words, [subject, (hit.end, unit.last)], None, cue, "passive")
    if after == "by":
        agent = phrase_after(words, hit.end + 1, unit.last)
        return made(words, [subject], agent, cue, "passive") if agent else None
    if after == "that" and "c" in hit.verb.takes:
        return made(words, [(hit.end + 1, unit.last)], None, cue, "passive")
    return None


def inverted_subject(words: Sequence[Word], unit: Unit, hit: Hit) -> Range | None:
    """The subject of "“...,” said X", which needs a quotation mark or comma before its verb."""
    if hit.begin <= unit.first or hit.end >= unit.last or words[hit.begin - 1].text not in CLOSERS:
        return None
    word = words[hit.end]
    if not (word.is_capital or word.lower in {"the", "a", "an", "one", "his", "her", "their"}):
        return None
    return phrase_after(words, hit.end, unit.last)


def closes_unit(words: Sequence[Word], unit: Unit, at: int) -> bool:
    """Whether nothing but a mark follows an inverted subject: "…, said the ministry."."""
    return at >= unit.last or words[at].text in {".", "(", "”", '"', "!", "?"}


def opening_subject(words: Sequence[Word], unit: Unit, hit: Hit) -> Range | None:
    """The subject of a sentence with a later ", saying ...": its first name or pronoun."""
    at = unit.first
    if at < hit.begin and words[at].lower in {"he", "she", "they"}:
        return at, at + 1
    while at < hit.begin and words[at].is_capital:
        at += 1
    return (unit.first, at) if at > unit.first and words[unit.first].lower not in PREPOSITIONS else None


def outer_pieces(words: Sequence[Word], unit: Unit, begin: int, end: int) -> list[Range]:
    """What a unit says around `words[begin:end]`: the piece before it and a quotation or clause behind it."""
    pieces = [(unit.first, begin)] if begin - unit.first >= 1 else []
    rest = next((at for at in range(end, unit.last) if words[at].quote >= 0), None)
    if not pieces:
        return [(end, unit.last)] if unit.last > end else []
    if (
        rest is not None
        and is_quoted(words, pieces)
        and all(words[at].text in {",", ".", ":", ";"} or words[at].lower in DAYS | {"on"} for at in range(end, rest))
    ):
        pieces.append((rest, unit.last))
    return pieces


def is_quoted(words: Sequence[Word], pieces: Sequence[Range]) -> bool:
    """Whether a quotation stands in one of the pieces."""
    return any(words[at].quote >= 0 for begin, end in pieces for at in range(begin, end))


def made(
    words: Sequence[Word], pieces: Sequence[Range], source: Range | None, cue: Range, kind: str
) -> tuple[Attribution, Range | None] | None:
    """The attribution with its ranges turned into spans; None where no content is left."""
    content = [span for piece in pieces if (span := trimmed(words, *piece))]
    size = sum(end - begin for begin, end in pieces)
    if not content or (size < LEAST_CONTENT and not is_quoted(words, pieces)):
        return None
    spans = (trimmed(words, *source),) if source else ()
    is_plain = any(word.lower in PLAIN for word in words[cue[0] : cue[1]])
    return (
        Attribution(
            content=tuple(content),
            source=tuple(span for span in spans if span),
            cue=tuple(span for span in (trimmed(words, *cue),) if span),
            confidence=CONFIDENCE[kind][not is_plain],
            is_claim=kind != "object",
        ),
        source,
    )


def trimmed(words: Sequence[Word], begin: int, end: int) -> Span | None:
    """The span of a range without commas, dashes and stops at its ends; quotation marks stay."""
    while begin < end and words[begin].text in {",", ";", ":", "—", "–", ".", "-"}:
        begin += 1
    while end > begin and words[end - 1].text in {",", ";", ":", "—", "–", "."} and words[end - 1].quote < 0:
        end -= 1
    return (words[begin].begin, words[end - 1].end) if begin < end else None
