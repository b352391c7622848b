"""Interviews printed as questions and answers: which paragraphs are answers, and so the guest's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui_reader.claims.pages import Paragraph

LEAST_QUESTIONS = 3  #: paragraphs that ask
QUESTION_SHARE = 0.2  #: of the paragraphs behind the first question that ask
ADDRESSING_SHARE = 0.4  #: of the questions that say "you"
FIRST_SHARE = 0.3  #: of the answers that say "I" or "we"
YOU = re.compile(r"\b(?:you|your|you[’'](?:re|ve|d|ll))\b", re.IGNORECASE)
FIRST = re.compile(r"\b(?:I|we|my|our|me|us|I[’']\w+|[Ww]e[’']\w+)\b")
ASKED = re.compile(r"(?:Q|Question): ")


def answers(text: str, parts: Sequence[Paragraph]) -> frozenset[int]:
    """Numbers of the paragraphs that answer in an interview; none where the text does not read as one.

    Three questions at least, put to a "you", and answers that say "I": else it is an article that asks itself.
    """
    spoken = [at for at, part in enumerate(parts) if part.block.kind in {"paragraph", "quote"}]
    asked = [at for at in spoken if is_question(text, parts[at])]
    if len(asked) < LEAST_QUESTIONS:
        return frozenset()
    behind = [at for at in spoken if at > asked[0]]
    answering = [at for at in behind if at not in set(asked)]
    if not answering or len(asked) < QUESTION_SHARE * (len(behind) + 1):
        return frozenset()
    addressed = sum(bool(YOU.search(words_of(text, parts[at]))) for at in asked)
    personal = sum(bool(FIRST.search(words_of(text, parts[at]))) for at in answering)
    if addressed < ADDRESSING_SHARE * len(asked) or personal < FIRST_SHARE * len(answering):
        return frozenset()
    return frozenset(answering)


def words_of(text: str, part: Paragraph) -> str:
    """The characters of a paragraph."""
    return text[slice(*part.block.span)]


def is_question(text: str, part: Paragraph) -> bool:
    """Whether a paragraph asks: its last sentence does, or it says so."""
    begin, end = part.block.span
    return text[end - 1] == "?" or text[begin:end].endswith(("?”", '?"')) or bool(ASKED.match(text, begin, end))
