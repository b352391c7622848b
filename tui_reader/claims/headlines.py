"""Headlines that name a speaker: "Roe: no deal", "No deal, says Roe"; verbs in the present are the rules' business."""

from __future__ import annotations

from tui_reader.claims.attribution import Attribution
from tui_reader.claims.quotes import quotations
from tui_reader.claims.words import Word, words_of
from tui_reader.model import Span

LONGEST_SPEAKER = 5  #: words before or after the colon
CONFIDENCE = 0.6


def headline(text: str, span: Span) -> list[Attribution]:
    """Attributions of the headline or sub-heading at `span`."""
    words = words_of(text, *span, quotations(text, *span))
    colons = [at for at, word in enumerate(words) if word.text == ":" and word.quote < 0]
    if len(colons) == 1:
        return by_colon(words, colons[0])
    return by_verb(words)


def by_colon(words: list[Word], colon: int) -> list[Attribution]:
    """ "X: content" or "content: X", by which side is a short name."""
    before, after = words[:colon], words[colon + 1 :]
    if not before or not after:
        return []
    if is_speaker(before) and len(after) > 2:
        return [found(after, before, words[colon : colon + 1])]
    if is_speaker(after) and len(before) > 2:
        return [found(before, after, words[colon : colon + 1])]
    return []


def is_speaker(words: list[Word]) -> bool:
    """Whether a side of the colon can be a name or role: short, capitalised, no figure and no verb in it."""
    return (
        len(words) <= LONGEST_SPEAKER
        and words[0].is_capital
        and not any(word.quote >= 0 or word.text[0].isdigit() or word.is_mark for word in words)
        and words[0].lower not in {"the", "how", "why", "what", "this", "update", "live", "watch", "video", "breaking"}
    )


def by_verb(words: list[Word]) -> list[Attribution]:
    """ "X says content" and "content, says X"."""
    at = next((i for i, word in enumerate(words) if word.lower in {"says", "say", "said"} and word.quote < 0), -1)
    if at <= 0:
        return []
    before, after = words[:at], words[at + 1 :]
    if before[-1].text == "," and after:
        return [found(before, after, words[at : at + 1])]
    if len(after) > 2 and len(before) <= LONGEST_SPEAKER + 3:
        return [found(after, before, words[at : at + 1])]
    return []


def found(content: list[Word], source: list[Word], cue: list[Word]) -> Attribution:
    """An attribution of whole sides."""
    while content and content[-1].text == ",":
        content = content[:-1]
    return Attribution(
        content=((content[0].begin, content[-1].end),),
        source=((source[0].begin, source[-1].end),),
        cue=((cue[0].begin, cue[-1].end),),
        confidence=CONFIDENCE,
    )
