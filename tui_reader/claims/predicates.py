"""Finite verbs of a few words: whether they tell something or only name it, found without parsing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui_reader.claims.lexicon import verbs, words_in
from tui_reader.claims.words import DETERMINERS, PREPOSITIONS

WORD = re.compile(r"[\w’'-]+")
FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did|"
    r"\w+n[’']t|it[’']s|he[’']s|she[’']s|that[’']s|there[’']s|i[’']m|we[’']re|they[’']re|you[’']re|i[’']ve|we[’']ve|"
    r"they[’']ve|i[’']ll|we[’']ll|they[’']ll|i[’']d|let[’']s|who[’']s|what[’']s|cannot|ain[’']t)\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"(?:(?:and|but|or|so|yet|because|if|when|that|while) )?"
    r"(?:i|you|he|she|it|we|they|this|that|there|these|those)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")
NAMED = frozenset({"called", "dubbed", "titled", "entitled", "named", "nicknamed", "known", "labelled", "labeled"})
RELATIVES = frozenset({"that", "who", "whom", "whose", "which", "where", "when"})
#: Words that open a clause within a noun phrase; each takes the next finite verb for itself.
INNER = RELATIVES | {"how", "what", "why", "whether", "if", "because", "unless"}
SHORT_PASTS = words_in("short past")
BASE_VERBS = words_in("base verb")
NOUNISH = words_in("nounish")
OPENERS = "“\"‘'(… "


def is_noun_phrase(content: str) -> bool:
    """Whether the words are a noun with what hangs on it: no verb but behind "that", "who", "how" and the like."""
    words = WORD.findall(content)
    if not words or SUBJECT.match(content.lstrip(OPENERS)):
        return False
    return not has_predicate(words)


def is_told(content: str) -> bool:
    """Whether the words outside quotation marks hold a predicate: "it was “a shame”", not "a film called “Oru”"."""
    return has_predicate(WORD.findall(QUOTED.sub(" ", content)))


def has_predicate(words: list[str]) -> bool:
    """Whether a finite verb stands among the words that no inner clause has for its own."""
    inner = 0
    for at, word in enumerate(words):
        lower = word.lower().replace("'", "’")
        if at and lower.split("’")[0] in INNER:
            inner += 1
        if at and is_finite(words, at) and not FINITE.fullmatch(words[at - 1]):  # "would have" is one verb
            if not inner:
                return True
            inner -= 1
    return False


def finite_verbs(words: list[str]) -> Iterator[int]:
    """Indexes of the words that may be the verb of a clause, but for the first word."""
    return (at for at in range(1, len(words)) if is_finite(words, at))


def is_finite(words: list[str], at: int) -> bool:
    """Whether the word at `at` may be the verb of a clause: an auxiliary, a past or third person, a plural's verb."""
    word, lower = words[at], words[at].lower()
    before = words[at - 1].lower() if at else ""
    if FINITE.fullmatch(word):
        return True
    if is_participle(words, at) or before in {"to", "be", "been", "being"} or FINITE.fullmatch(before):
        return False  # "which is fed by fees" has one finite verb
    if lower in NOUNISH and (before in DETERMINERS or before in PREPOSITIONS):
        return False
    verb = verbs().get(lower)
    if lower in SHORT_PASTS or (lower.endswith("ed") and len(lower) > 3) or (verb and verb.form in {"past", "third"}):
        return True
    if lower in BASE_VERBS:
        return before.endswith("s") or before in {"people", "men", "women", "children", "police", "who", "that"}
    return lower.endswith("s") and before not in DETERMINERS and bool({lower[:-1], lower[:-2]} & BASE_VERBS)


def is_participle(words: list[str], at: int) -> bool:
    """Whether the word stands as an adjective: "the endangered list", "the order issued by the court"."""
    lower = words[at].lower()
    if lower in NAMED:
        return at == 0 or not FINITE.fullmatch(words[at - 1])
    if at + 1 < len(words) and words[at + 1].lower() == "by" and lower.endswith(("ed", "en", "wn", "de", "ght")):
        return at == 0 or not FINITE.fullmatch(words[at - 1])
    return lower.endswith("ed") and at > 0 and words[at - 1].lower() in DETERMINERS
