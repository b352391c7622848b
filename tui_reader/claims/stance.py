"""What a source does with its words, and the distance the outlet keeps from them."""

from __future__ import annotations

import re

from tui_reader.claims.lexicon import Verb, verbs
from tui_reader.model import Stance

WORD = re.compile(r"[\w’'-]+")
DECLINE = re.compile(
    r"\b(?:declin|refus|not (?:immediately )?(?:respond|return|repl|comment|answer)|no comment|unavailable)"
)
DENY = re.compile(r"\b(?:deni(?:ed|al|als|es)|deny|denying)\b")
DISTANCE = re.compile(
    r"\b(?:alleged(?:ly)?|so-called|purported(?:ly)?|supposed(?:ly)?|self-styled|self-proclaimed|reportedly|"
    r"unconfirmed|unverified|ostensibl[ey]|would-be)\b",
    re.IGNORECASE,
)
NOUNS: dict[str, Stance] = {
    "promise": "plan", "pledge": "plan", "vow": "plan", "threat": "warn", "warning": "warn", "prediction": "predict",
    "forecast": "predict", "accusation": "accuse", "allegation": "accuse", "criticism": "accuse", "attack": "accuse",
    "claim": "assert", "insistence": "assert", "belief": "believe", "opinion": "believe", "view": "believe",
    "hope": "believe", "fear": "warn", "call": "order", "demand": "order", "order": "order", "request": "order",
    "question": "ask", "refusal": "decline", "denial": "deny", "admission": "admit", "expectation": "predict",
    "sure": "believe", "convinced": "believe", "confident": "believe", "certain": "believe", "afraid": "warn",
    "expected": "predict", "likely": "predict", "appears": "say", "opposition": "deny", "decision": "plan",
}  # fmt: skip


def verb_of(cue: str) -> Verb | None:
    """The reporting verb in a cue; of several the last that takes a clause, so that "went on to say" is "say"."""
    words = WORD.findall(cue.lower())
    best: Verb | None = None
    for at in range(len(words)):
        for size in (3, 2, 1):
            verb = verbs().get(" ".join(words[at : at + size])) if at + size <= len(words) else None
            if verb and verb.lemma not in {"like", "will"}:
                if best is None or "c" in verb.takes or "a" in verb.takes:
                    best = verb
                break
    return best


def stance_of(cue: str, content: str) -> Stance:
    """The stance of an attribution with this cue and content; "say" where the cue tells nothing more."""
    lower = cue.lower()
    if DECLINE.search(lower):
        return "decline"
    if DENY.search(lower):
        return "deny"
    verb = verb_of(lower)
    begins = content.lstrip("“\"‘'").lower()
    if verb is not None:
        if verb.lemma in {"ask", "tell", "warn", "advise"} and begins.startswith("to "):
            return "order"
        if verb.lemma == "say" and begins.rstrip("”\"’'").endswith("?") and " said" not in begins:
            return "ask"
        if (
            re.search(r"\b(?:not|never|n[’']t)\b", lower)
            and verb.stance in {"believe", "plan"}
            and verb.lemma != "know"
        ):
            return "deny" if verb.stance == "plan" else "believe"
        return verb.stance
    for word in WORD.findall(lower):
        if word in NOUNS:
            return NOUNS[word]
        if word.rstrip("s") in NOUNS:
            return NOUNS[word.rstrip("s")]
    return "say"


def distance_of(content: str, cue: str) -> str:
    """The word by which the outlet keeps its distance, "" if there is none; words inside quotations do not count."""
    if found := DISTANCE.search(cue):
        return found.group()
    outside = re.sub(r"[“\"][^”\"]{0,2000}[”\"]?", " ", content)
    found = DISTANCE.search(outside)
    return found.group() if found else ""
