"""What is recorded but never shown as a claim, whatever the engine thought: nobody's words, scraps, questions."""

from __future__ import annotations

import re

from tui_reader.claims.clause import FINITE, WORD
from tui_reader.claims.lexicon import words_in
from tui_reader.claims.stance import verb_of
from tui_reader.claims.words import DETERMINERS

LEAST_WORDS = 3  #: of a content that is no quotation
UNSURE = 0.3  #: confidence under which a cue that no table knows is not believed
NOBODY = words_in("nobody")
ASKED_ABOUT = re.compile(r"(?:whether|if|about|why|how|what|when|who)\b", re.IGNORECASE)
#: Passives that tell what something is called, without anybody who calls it so.
NAMING = re.compile(
    r"\b(?:called|known|dubbed|nicknamed|titled|hailed|heralded|recogni[sz]ed|observed)\b", re.IGNORECASE
)
NOT_A_VERB = re.compile(r"accord|report|alleg|^\W*$", re.IGNORECASE)


def is_vetoed(content: str, cue: str, source: str, is_quoted: bool, confidence: float) -> bool:
    """Whether an attribution is no claim to show.

    `content`, `cue` and `source` are the words in the text, `is_quoted` tells of a quotation in the content.
    """
    if is_nobody(source) if source else NAMING.search(cue):
        return True
    if is_quoted:
        return False
    return (
        len(WORD.findall(content)) < LEAST_WORDS
        or is_question_put(content, cue)
        or is_mere_deed(content, cue, confidence)
    )


def is_nobody(source: str) -> bool:
    """Whether a source is no speaker: "nobody", "no leader", "you" (who is asked), "his" without a noun."""
    words = [word.lower() for word in WORD.findall(source)]
    if not words:
        return not source.strip().startswith("@")
    return words[0] in NOBODY or (len(words) == 1 and words[0] in DETERMINERS - {"this", "that", "these", "those"})


def is_question_put(content: str, cue: str) -> bool:
    """Whether the words are what somebody was asked: "Asked whether it would pay, the mayor said ..."."""
    if cue.split(" ")[0] not in {"Asked", "Pressed", "Questioned"}:
        return False
    return bool(ASKED_ABOUT.match(content)) or cue.endswith(" about")


def is_mere_deed(content: str, cue: str, confidence: float) -> bool:
    """Whether a cue is no word of saying that any table knows and its content no sentence: "assumed a new role"."""
    if not cue or NOT_A_VERB.search(cue) or verb_of(cue) is not None:
        return False
    return confidence < UNSURE or not FINITE.search(content)
