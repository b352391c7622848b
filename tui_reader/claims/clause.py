"""Whether an attribution is a claim to show: a clause that somebody says, writes, knows or reports.

Intentions, wishes and attitudes are recorded but stay part of their sentence, which then is the outlet's claim.
"""

from __future__ import annotations

import re

from tui_reader.claims.lexicon import Verb, verbs, words_in
from tui_reader.claims.predicates import (
    FINITE,
    INNER,
    QUOTED,
    SHORT_PASTS,
    SUBJECT,
    WORD,
    finite_verbs,
    has_predicate,
    is_noun_phrase,
    is_told,
)
from tui_reader.claims.stance import verb_of
from tui_reader.claims.words import DETERMINERS, PREPOSITIONS

WHOLE = re.compile(r"^[“\"‘'].*[.!?…][”\"’']*$", re.DOTALL)  #: a quotation of one or more whole sentences
SHORT = re.compile(r"^[“\"‘'][^”\"]*,[”\"’']$")  #: "“We won,”"
PAST = re.compile(r"\b[a-z]{2,}(?:ed|ew|ought|ent|ook|ave|ade|old|aid|ept|eft|elt|ost|an|ell|ot|ew|ame|oke|ose|ung)\b")
THIRD = re.compile(r"\b[a-z]{3,}(?:s|es)\b")
TO_BE = re.compile(r"\w to (?:be|have)\b")  #: the predicate of "the bridge is believed to be unsafe"
ASKED = re.compile(r"(?:whether|if|why|how|what|who|where|when) (?!to\b)", re.IGNORECASE)
NEGATED = re.compile(r"\b(?:not|never|no|nor|neither|less|hardly|scarcely|\w+n[’']t|without)\b", re.IGNORECASE)
PRONOUNS_IN_ING = frozenset({"nothing", "something", "everything", "anything", "during"})
RELAYS = frozenset({"quoting", "citing"})  #: "Yonhap, quoting KCNA, the launch failed"
MARKS = "“\"‘'«„`"
COLONS = frozenset({":", "–", "—"})
LEAST_WORDS = 4
LEAST_AGENTLESS = 6
LEAST_QUOTED_WORDS = 5
LONGEST_OBJECT = 6  #: words of a scrap of a sentence that a verb of saying has for its object
PLAIN = frozenset({"say", "add"})
COMMANDING = frozenset({"order", "command", "instruct", "direct"})
PERSUADING = frozenset({"persuade", "convince"})
ATTITUDES = words_in("attitude")
OBJECT_VERBS = words_in("object verb")
SEEMING = re.compile(
    r"\b(?:seem|appear|look|sound|expect|likely|support|opposi|critici|attack|question|concern|worr|hop|fear|interest|plan|decision)\w*\b"
)


def is_clause(content: str) -> bool:
    """Whether the words can stand as a sentence: a subject with a finite verb."""
    words = WORD.findall(content)
    if len(words) < LEAST_WORDS:
        return len(words) >= 2 and bool(SUBJECT.match(content.lstrip("“\"‘'(… "))) and bool(FINITE.search(content))
    begins = words[0].lower()
    if FINITE.fullmatch(words[0]) and not content.rstrip("”\"’'").endswith("?"):
        return begins in {"it’s", "it's", "that’s", "that's", "let’s", "let's"} or "’" in begins or "'" in begins
    if not is_count(words) and begins in {
        "to",
        "of",
        "for",
        "about",
        "on",
        "with",
        "by",
        "against",
        "into",
        "as",
        "from",
        "over",
        "at",
    }:
        main = WORD.findall(content.rpartition(", ")[2]) if ", " in content else []
        if len(main) >= LEAST_WORDS and main[0].lower() not in INNER and has_predicate(main):
            return True  # "By eating urchins, the animals allow the forests to grow"
        return (
            len(words) >= 12
            and bool(FINITE.search(content))
            and begins in {"on", "at", "for", "with", "from", "by", "as", "about"}
        )
    if (
        begins.endswith("ing")
        and begins not in {"nothing", "something", "everything", "anything", "during"}
        and "," not in content
    ):
        return bool(FINITE.search(content))
    if FINITE.search(content) or SUBJECT.match(content.lstrip("“\"‘'(… ")):
        return True
    verb_like = [
        word
        for word in words[1:]
        if word.lower() in verbs() or PAST.fullmatch(word) or THIRD.fullmatch(word) or word.lower() in SHORT_PASTS
    ]
    return len(words) >= LEAST_WORDS and bool(verb_like)


def is_count(words: list[str]) -> bool:
    """Whether the words open with a number and not with a preposition: "About 40 people", "at least eleven"."""
    return words[0].lower() in {"about", "at", "over"} and (words[1].lower() in {"least", "most"} or words[1].isdigit())


def is_said(cue: str) -> bool:
    """Whether a cue tells of saying, writing, knowing or reporting, not of wishing or feeling."""
    lower = cue.lower()
    if not lower or lower in COLONS:
        return True
    if "according" in lower or "reportedly" in lower:
        return True
    verb = verb_of(lower)
    if verb is None:
        return not SEEMING.search(lower)
    return verb.lemma not in ATTITUDES


def tells(verb: Verb) -> bool:
    """Whether what follows the verb is a clause as a rule: said, added, argued, denied."""
    return "c" in verb.takes and verb.stance in {"say", "assert", "admit", "deny"}


def is_long_enough(words: list[str]) -> bool:
    """Whether the words behind such a verb can be a clause whose verb no table knows: "schools reopen on Monday"."""
    is_long = len(words) >= LEAST_WORDS or (len(words) == LEAST_WORDS - 1 and any(map(FINITE.fullmatch, words[1:])))
    return is_long and words[0].lower() not in PREPOSITIONS and not words[0].lower().endswith("ing")


def is_mere_object(words: list[str], content: str, verb: Verb | None) -> bool:
    """Whether the words are an object of their verb: "questioned the validity of the process", "said the end of it"."""
    first = words[0].lower()
    opens = first in DETERMINERS or first.endswith(("’s", "'s")) or first[0].isdigit() or content[0] in "$€£"
    if verb is None or not is_noun_phrase(content):
        return False
    if verb.lemma in PLAIN:
        return opens and len(words) <= LONGEST_OBJECT and "of" in (word.lower() for word in words[1:4])
    if verb.lemma not in OBJECT_VERBS:
        return opens and bool({"c", "q"} & set(verb.takes))
    return opens or not any(finite_verbs(words)) or any(word.lower() in INNER for word in words[1:])


def is_deed(content: str, verb: Verb | None) -> bool:
    """Whether the words tell what is to be done, without a verb of their own: "asked the firm to pay"."""
    if verb is not None and verb.lemma in COMMANDING:
        return True  # "ordered the crossing shut until Monday"
    wants = verb is not None and (verb.stance in {"order", "ask", "plan"} or verb.lemma in PERSUADING)
    return wants and not ASKED.match(content) and not has_predicate(WORD.findall(content))


def is_fragment(content: str, cue: str, verb: Verb | None) -> bool:
    """Whether words that hold a quotation but do not begin with it tell nothing: "promoted a plan called “Oru First”".

    A verb of saying is taken at its word: what it introduces may have its verb inside the quotation.
    """
    if not cue or cue in COLONS or "accord" in cue.lower() or is_told(content):
        return False
    return verb is None or is_deed(QUOTED.sub(" ", content), verb)


def is_claim(content: str, cue: str, is_quoted: bool, has_source: bool) -> bool:
    """Whether an attribution is shown as a claim of its own.

    `is_quoted` tells whether the content holds a quotation; `has_source` whether the text names who speaks.
    """
    words = WORD.findall(content)
    if not words:
        return False
    verb = verb_of(cue)
    clause = is_clause(content) or (verb is not None and tells(verb) and is_long_enough(words))
    clause = clause or (not has_source and TO_BE.search(content) is not None)
    if not is_quoted and (NEGATED.search(cue) or is_deed(content, verb)):
        return False
    if not is_quoted and has_source and is_mere_object(words, content, verb):
        return False
    if is_quoted and content[0] not in MARKS and is_fragment(content, cue, verb):
        return False
    if content.lower().startswith("to ") or (verb and verb.takes == "i"):
        return False
    is_opened = SHORT.search(content) and (SUBJECT.match(content.lstrip("“\"‘'")) or (verb and tells(verb)))
    is_whole = WHOLE.search(content) or is_opened
    if is_quoted and is_whole and len(words) > 1 and (is_said(cue) or clause):
        return True
    if is_quoted and content.lstrip()[:1] in "“\"‘'" and (clause or len(words) >= LEAST_QUOTED_WORDS + 3):
        return is_said(cue) or clause
    if not clause or not is_said(cue):
        return False
    if verb and verb.takes in {"n", "in"}:
        return cue.lower() in RELAYS and not is_noun_phrase(content)
    return (
        has_source
        or not verb
        or verb.lemma not in {"expect", "think", "like", "allow", "see", "consider"}
        or len(words) > 6
    )
