"""Whether an attribution is a claim to show: a clause that somebody says, writes, knows or reports.

Intentions, wishes and attitudes are recorded but stay part of their sentence, which then is the outlet's claim.
"""

from __future__ import annotations

import re

from tui_reader.claims.lexicon import Verb, verbs, words_in
from tui_reader.claims.stance import verb_of
from tui_reader.claims.words import DETERMINERS, PREPOSITIONS

WORD = re.compile(r"[\w’'-]+")
FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did|"
    r"\w+n[’']t|it[’']s|he[’']s|she[’']s|that[’']s|there[’']s|i[’']m|we[’']re|they[’']re|you[’']re|i[’']ve|we[’']ve|"
    r"they[’']ve|i[’']ll|we[’']ll|they[’']ll|i[’']d|let[’']s|who[’']s|what[’']s|cannot|ain[’']t)\b",
    re.IGNORECASE,
)
WHOLE = re.compile(r"^[“\"‘'].*[.!?…][”\"’']*$", re.DOTALL)  #: a quotation of one or more whole sentences
SHORT = re.compile(r"^[“\"‘'][^”\"]*,[”\"’']$")  #: "“We won,”"
PAST = re.compile(r"\b[a-z]{2,}(?:ed|ew|ought|ent|ook|ave|ade|old|aid|ept|eft|elt|ost|an|ell|ot|ew|ame|oke|ose|ung)\b")
SHORT_PASTS = words_in("short past")
THIRD = re.compile(r"\b[a-z]{3,}(?:s|es)\b")
SUBJECT = re.compile(
    r"(?:(?:and|but|or|so|yet|because|if|when|that|while) )?"
    r"(?:i|you|he|she|it|we|they|this|that|there|these|those)\b",
    re.IGNORECASE,
)
ASKED = re.compile(r"(?:whether|if|why|how|what|who|where|when) (?!to\b)", re.IGNORECASE)
NEGATED = re.compile(r"\b(?:not|never|no|nor|neither|\w+n[’']t|without)\b", re.IGNORECASE)
PRONOUNS_IN_ING = frozenset({"nothing", "something", "everything", "anything", "during"})
RELATIVES = frozenset({"that", "who", "whom", "whose", "which", "where", "when"})
RELAYS = frozenset({"quoting", "citing"})  #: "Yonhap, quoting KCNA, the launch failed"
LEAST_WORDS = 4
LEAST_AGENTLESS = 6
LEAST_QUOTED_WORDS = 5
LONGEST_OBJECT = 6  #: words of a scrap of a sentence that a verb of saying has for its object
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


def is_noun_phrase(content: str) -> bool:
    """Whether the words are a noun with what hangs on it: no verb, or one alone behind "that", "who" or "which"."""
    words = WORD.findall(content)
    if not words or SUBJECT.match(content.lstrip("“\"‘'(… ")):
        return False
    finite = [at for at in range(1, len(words)) if is_finite(words[at]) and not is_participle(words, at)]
    return not finite or is_relative(words, finite)


def is_relative(words: list[str], finite: list[int]) -> bool:
    """Whether the one verb of the words, whose places `finite` gives, stands behind "that", "who" or "which"."""
    return len(finite) == 1 and any(word.lower() in RELATIVES for word in words[1 : finite[0]])


def is_participle(words: list[str], at: int) -> bool:
    """Whether the word stands as an adjective: "the endangered list"."""
    return words[at].lower().endswith("ed") and words[at - 1].lower() in DETERMINERS


def is_finite(word: str) -> bool:
    """Whether a word may be the verb of a clause: an auxiliary, a known verb in the past or third person."""
    lower = word.lower()
    verb = verbs().get(lower)
    is_past = lower in SHORT_PASTS or (lower.endswith("ed") and len(lower) > 3)
    return bool(FINITE.fullmatch(word) or is_past or (verb and verb.form in {"past", "third"}))


def is_said(cue: str) -> bool:
    """Whether a cue tells of saying, writing, knowing or reporting, not of wishing or feeling."""
    lower = cue.lower()
    if not lower or lower in {":", "–", "—"}:
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
    opens = first in DETERMINERS or first.endswith(("’s", "'s")) or content[0] in "$€£"
    if verb is None or not is_noun_phrase(content):
        return False
    if verb.lemma not in OBJECT_VERBS:
        return opens and len(words) <= LONGEST_OBJECT and "of" in (word.lower() for word in words[1:4])
    return opens or is_relative(words, [at for at, word in enumerate(words) if at and is_finite(word)])


def is_deed(content: str, verb: Verb | None) -> bool:
    """Whether the words tell what is to be done, without a verb of their own: "asked the firm to pay"."""
    return (
        verb is not None
        and verb.stance in {"order", "ask", "plan"}
        and not ASKED.match(content)
        and not any(is_finite(word) for word in WORD.findall(content))
    )


def is_claim(content: str, cue: str, is_quoted: bool, has_source: bool) -> bool:
    """Whether an attribution is shown as a claim of its own.

    `is_quoted` tells whether the content holds a quotation; `has_source` whether the text names who speaks.
    """
    words = WORD.findall(content)
    if not words:
        return False
    verb = verb_of(cue)
    clause = is_clause(content) or (verb is not None and tells(verb) and is_long_enough(words))
    if not is_quoted and (NEGATED.search(cue) or is_deed(content, verb)):
        return False
    if not is_quoted and has_source and is_mere_object(words, content, verb):
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
