"""Small facts about a word in its sentence that tell how salient it is."""

from __future__ import annotations

from tui_reader.claims.lexicon import verbs
from tui_reader.claims.mentions import CONTRACTION, bare
from tui_reader.claims.pages import Paragraph
from tui_reader.claims.words import AUXILIARIES, Word


def pronoun_of(word: Word) -> str:
    """A word in lower case, without "’s", "’ve" and the like."""
    if word.text.isupper() and len(word.text) > 1:
        return word.text  # "WHO" is no pronoun
    return CONTRACTION.sub("", bare(word.text).lower())


def is_subject(part: Paragraph, at: int, following: Word | None) -> bool:
    """Whether a name opens its sentence or clause, or stands right before a verb."""
    word = part.words[at]
    before = part.words[at - 1] if at else None
    opens = before is None or before.text in {".", "”", '"', "—"} or part.sentence_at(word.begin)[0] == word.begin
    if following is not None and (following.lower in AUXILIARIES or following.lower in verbs()):
        return True
    return opens and following is not None and bare(word.text) == word.text
