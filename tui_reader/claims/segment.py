"""Paragraphs and sentences of a text, as offsets.

Every decision is local to a stop and its neighbours, so the cost is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui_reader.claims.lexicon import abbreviations, verbs, words_in
from tui_reader.model import Block, Span

#: Spaces, and the "Â" that a no-break space leaves behind when UTF-8 is read as Latin-1.
BLANK = " \t\r\n\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
LINE = re.compile(r"[^\r\n]+")
STOP = re.compile(r"(?P<stop>[.!?…]+|[。！？؟])(?P<close>[\"”’'»\)\]]*)(?P<gap>Â?[\s\u00a0]+|(?=[^\s])|$)")
WORD_BEFORE = re.compile(r"[^\s\"“”‘(\[—–/]+$")
WORD_AFTER = re.compile(r"[\"“‘'«(\[]*([^\s,;:.!?\"”’)\]]+)")
INITIALS = re.compile(r"(?:[A-Za-z]\.){1,6}")
INITIAL = re.compile(r"[A-Z]")
LETTERED = words_in("lettered")
LOOKBACK = 40  #: longest word that is looked at before a stop

#: Words that open a sentence more often than they carry a name on: "the U.N. The agency".
OPENERS = words_in("opener")
#: Of these a name may well go on after an abbreviation: "the U.S. After-School Alliance" is rare, "J. A. Smith" is not.
SHORT_OPENERS = frozenset({"A", "I"})


def strip_span(text: str, begin: int, end: int) -> Span:
    """`(begin, end)` without blanks at its ends and without a broken no-break space ("Â") after a stop."""
    while begin < end and text[begin] in BLANK:
        begin += 1
    while end > begin and (text[end - 1] in BLANK or is_broken_blank(text, begin, end)):
        end -= 1
    return begin, end


def is_broken_blank(text: str, begin: int, end: int) -> bool:
    """Whether the last character of the span is an "Â" left over from a no-break space."""
    return text[end - 1] == "Â" and end - begin > 1 and not text[end - 2].isalpha()


def paragraphs(text: str, blocks: Sequence[Block] = ()) -> list[Block]:
    """The paragraphs of `text`: its blocks, or every non-empty line where there are none; no outer blanks."""
    found = []
    if blocks:
        for block in blocks:
            begin, end = strip_span(text, max(0, block.span[0]), min(len(text), block.span[1]))
            if begin < end:
                found.append(Block(block.kind, (begin, end)))
        return found
    for line in LINE.finditer(text):
        begin, end = strip_span(text, *line.span())
        if begin < end:
            found.append(Block("paragraph", (begin, end)))
    return found


def sentences(text: str, begin: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences of one paragraph `text[begin:end]`, in order, without the blanks between them."""
    end = len(text) if end is None else end
    found: list[Span] = []
    start = begin
    for match in STOP.finditer(text, begin, end):
        if match.end() < end and is_end(text, start, match, end):
            span = strip_span(text, start, match.end())
            if span[0] < span[1]:
                found.append(span)
            start = match.end()
    last = strip_span(text, start, end)
    if last[0] < last[1]:
        found.append(last)
    return found


def is_end(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether the stop at `match` ends the sentence that begins at `start`; `end` bounds the paragraph."""
    stop, close, gap = match.group("stop"), match.group("close"), match.group("gap")
    if stop in "。！？؟":
        return True
    after = match.end()
    following = WORD_AFTER.match(text, after, min(end, after + 80))
    word = following.group(1) if following else ""
    if not gap:
        return is_glued_end(text, match, word)
    first = text[after] if after < end else ""
    if first in "—–-/&,;:" or (first.islower() and not is_brand(word)):
        return False
    if not following:
        return True
    if close and stop[-1] in "!?" and not word[:1].isdigit() and is_attribution(text, after, end):
        return False
    if stop.startswith(("..", "…")):
        return word[:1].isupper() and word != "I"
    if stop != "." or close:
        return True
    before = WORD_BEFORE.search(text, max(start, match.start() - LOOKBACK), match.start())
    return is_full_stop(text, start, before.group() if before else "", match.start(), word)


def is_full_stop(text: str, start: int, before: str, at: int, word: str) -> bool:
    """Whether the single stop at `at`, after the word `before` and before the word `word`, ends a sentence."""
    if before.isdigit() and at - start <= len(before) + 1:
        return False  # "1. The first item"
    kind = abbreviations().get(before, "")
    if kind == "title":
        return False
    if kind == "number":
        return not (word[:1].isdigit() or is_roman(word))
    is_initial = bool(INITIAL.fullmatch(word)) and word not in SHORT_OPENERS
    if INITIAL.fullmatch(before) and not is_initial and is_symbol(text, start, at - 1):
        return True
    if kind == "inner" or INITIALS.fullmatch(before + "."):
        return word in OPENERS and not (word in SHORT_OPENERS and len(before) == 1)
    return True


def is_symbol(text: str, start: int, at: int) -> bool:
    """Whether the single letter at `at` names a thing ("on X.", "vitamin C."), not a person's initial."""
    words = text[max(start, at - LOOKBACK) : at].split()
    return bool(words) and words[-1].lower() in LETTERED


def is_roman(word: str) -> bool:
    """Whether `word` is a small roman numeral, as in "Art. IV"."""
    return bool(word) and all(letter in "IVXLC" for letter in word)


def is_brand(word: str) -> bool:
    """Whether a word with a small first letter may still open a sentence: "iPhone", "eBay"."""
    return len(word) > 2 and word[0].islower() and word[1].isupper() and word[2:].islower()


def is_glued_end(text: str, match: re.Match[str], word: str) -> bool:
    """Whether a stop without a blank after it ends a sentence: "finished.The next"."""
    if match.group("stop") not in {".", "!", "?"} or match.start() < 2 or not word:
        return False
    if match.group("close"):
        return word in OPENERS and text[match.end()] not in ")]”’"
    before = text[match.start() - 2 : match.start()]
    return before.isalpha() and before.islower() and word in OPENERS and len(word) > 1


def is_attribution(text: str, begin: int, end: int) -> bool:
    """Whether the words after a quoted question or cry name its speaker: "“Why?” Mr Roe asked."."""
    words = re.findall(r"[^\s]+", text[begin : min(end, begin + 70)])[:6]
    for index, word in enumerate(words):
        bare = word.strip(',.;:!?“”"')
        verb = verbs().get(bare)
        if verb and "q" in verb.takes and verb.stance != "believe" and (index or verb.form in {"past", "third"}):
            return True
        is_name = bare[:1].isupper() or bare in {"the", "a", "an", "has", "had", "of", "then", "also", "later"}
        if not is_name or (word != bare and not word.endswith(".")):
            return False
    return False
