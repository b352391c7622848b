"""What is recorded but never shown as a claim, whatever the engine thought: nobody's words, scraps, questions."""

from __future__ import annotations

import re

from tui_reader.claims.heads import PERSON_ENDINGS
from tui_reader.claims.lexicon import documents, organisations, places, roles, words_in
from tui_reader.claims.predicates import FINITE, NAMED, WORD, is_noun_phrase
from tui_reader.claims.stance import verb_of
from tui_reader.claims.words import DETERMINERS

LEAST_WORDS = 3  #: of a content that is no quotation
UNSURE = 0.5  #: confidence under which a cue that no table knows is not believed
GUESS = 0.25  #: confidence under which an attribution is shown to nobody
SURE = 0.8  #: confidence from which a cue without a source and without a passive is believed
NOBODY = words_in("nobody")
ASKED_ABOUT = re.compile(r"(?:whether|if|about|why|how|what|when|who)\b", re.IGNORECASE)
CHOICE = re.compile(r"(?:whether|which|when|as|after|because)\b")  #: "can choose whether", "cheered when he scored"
#: Passives that tell what something is called, without anybody who calls it so.
NAMING = re.compile(
    r"\b(?:called|known|dubbed|nicknamed|titled|named|labell?ed|hailed|heralded|recogni[sz]ed|observed|remembered)\b",
    re.IGNORECASE,
)
#: Passives by which somebody is in the dock, and the charge is the outlet's to tell.
CHARGED = re.compile(r"\b(?:charged|accused|blamed|critici[sz]ed|convicted|sentenced|praised|suspected)\b")
#: Passives whose subject is spoken to: "was told", "were asked to say".
ADDRESSED = re.compile(
    r"\b(?:is|are|was|were|been|being|be|get|got) (?:\w+ly )?(?:asked|told|urged|ordered|invited|advised|instructed)\b"
)
#: Passives whose subject is in the dock: "has been charged with".
IN_THE_DOCK = re.compile(
    r"\b(?:is|are|was|were|been|being|be) (?:\w+ )?(?:charged|accused|convicted|sentenced|suspected|blamed)"
    r"(?: (?:with|of|for|in|to))?$"
)
BE = re.compile(r"\b(?:is|are|was|were|been|being|be)\b")
HEARSAY = re.compile(r"accord|report|alleg")
NOT_A_VERB = re.compile(r"accord|report|alleg|^\W*$", re.IGNORECASE)
#: A relative clause, of which the noun it tells about is left outside: "which would give him a chip".
RELATIVE = re.compile(r"(?:which|who|whose) (?:\w+ )?(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\b")
OF_NOUN = re.compile(r"(?:that|which|who) (?:is|are|was|were|has|have|had|\w+ed)\b")
#: What follows these is a thing spoken about, no clause that is said: "boasted of", "are worried about".
ABOUT = re.compile(r"\b(?:about|of|for|over|against|between)$|^(?:\S+ ){0,2}\S+ (?:on|at|as|with|into|from)$")
#: What "it" without a meaning is followed by.
EMPTY = re.compile(
    r"\b(?:is|was|be|been|seems|appears) (?:\w+ )?(?:\w+ed\b|clear|safe|fair|likely|possible|true|known|said|thought|"
    r"understood|unclear|worth|hard|difficult|easy|important|obvious)|^(?:turns? out|turned out|seems|appears|emerged)"
)
#: What nobody has said yet: "could argue", "might say".
SUPPOSED = re.compile(r"\b(?:could|might|may|should|must)\b")
#: What somebody has not come to say: "was less interested in explaining", "tried to explain".
UNSAID = re.compile(
    r"\b(?:(?:un)?interested in|reluctant|(?:un)?willing|(?:un)?able|eager|keen|try|tries|tried|trying|struggl\w+|"
    r"attempt\w*|fail\w*) (?:to )?\w+"
)
#: Whom somebody treats so, and for what deed: "thanked [the crew for staying when it rained]".
FOR_DEED = re.compile(r"(?:\S+ ){1,4}for \w+ing\b")
#: The writer's own judgement of what follows: "it is worth noting", "it should be said".
WORTH = re.compile(r"\b(?:worth|fair|safe|hard|difficult|easy|important|possible|clear|needless|suffice)\b")
CLAUSE_OPENER = re.compile(r"(?:that|he|she|it|they|we|i|there)\b", re.IGNORECASE)
#: Nouns of things by their ending: no person and no body is named so.
THING = re.compile(r"(?:tion|sion|ment|ance|ence|ity|ism|ness|shed|ology|age|dom)s?$")
#: A noun that may be for a person by its ending: more than the sure ones, as this keeps a claim.
PERSON_NOUN = re.compile(rf"(?:{PERSON_ENDINGS}|ian|or|ant|ent|ee|mate|kin)$")
COLLECTIVES = words_in("quantifier") | {"team", "crowd", "public", "audience", "crew", "couple", "pair", "trio", "side"}
PLAIN = frozenset({"say", "tell", "add", "write", "note", "explain"})


def is_vetoed(content: str, cue: str, source: str, is_quoted: bool, confidence: float) -> bool:
    """Whether an attribution is no claim to show.

    `content`, `cue` and `source` are the words in the text, `is_quoted` tells of a quotation in the content.
    """
    lower = cue.lower()
    if is_nobody(source) if source else NAMING.search(cue):
        return True
    if ADDRESSED.search(lower) or IN_THE_DOCK.search(lower) or is_empty(source, lower):
        return True
    verb = verb_of(lower)
    is_plain = verb is not None and verb.lemma in PLAIN
    if (confidence < GUESS and not HEARSAY.search(lower) and not is_plain) or UNSAID.search(lower):
        return True
    if cue == ":" and source in places():
        return True  # "Northmark: the law was changed" is an entry of a list
    if is_quoted:
        return lower in NAMED and not FINITE.search(content)
    if SUPPOSED.search(lower) or (cue == ":" and ASKED_ABOUT.match(content)):
        return True
    return (
        len(WORD.findall(content)) < LEAST_WORDS
        or is_question_put(content, cue)
        or is_mere_deed(content, cue, confidence)
        or is_spoken_about(content, lower)
        or is_wish(content, lower)
        or is_of_noun(content, lower)
        or (not source and is_nobodys(lower, confidence))
    )


def is_nobody(source: str) -> bool:
    """Whether a source is no speaker: "nobody", "no leader", "you" (who is asked), "his" without a noun."""
    words = [word.lower() for word in WORD.findall(source)]
    if not words:
        return not source.strip().startswith("@")
    return words[0] in NOBODY or (len(words) == 1 and words[0] in DETERMINERS - {"this", "that", "these", "those"})


def is_empty(source: str, cue: str) -> bool:
    """Whether "it" stands for nothing: "it would be safe to say", "it is believed"."""
    return source.lower() == "it" and bool(EMPTY.search(cue))


def is_nobodys(cue: str, confidence: float) -> bool:
    """Whether a cue without a source is nobody's: a charge in the passive, or a verb that is no passive at all."""
    if CHARGED.search(cue) or WORTH.search(cue):
        return True
    verb = verb_of(cue)
    is_bare = verb is not None and verb.form == "base" and cue == verb.lemma  # "let us say"
    return bool(cue) and not BE.search(cue) and not NOT_A_VERB.search(cue) and (is_bare or confidence < SURE)


def is_spoken_about(content: str, cue: str) -> bool:
    """Whether the content is a thing that is spoken about: "boasted of concessions"."""
    if "accord" in cue or CLAUSE_OPENER.match(content):
        return False
    return bool(ABOUT.search(cue)) or (cue == ":" and is_noun_phrase(content))


def is_of_noun(content: str, cue: str) -> bool:
    """Whether the content tells of the noun that ends its cue: "wrote for the opinion [that was signed by all]"."""
    words = cue.split()
    return len(words) > 3 and bool(OF_NOUN.match(content)) and verb_of(words[-1]) is None


def is_wish(content: str, cue: str) -> bool:
    """Whether the content hangs on a noun before it and nobody says it: "hoped [which would help him]"."""
    verb = verb_of(cue)
    return bool(RELATIVE.match(content)) and (verb is None or verb.lemma not in PLAIN)


def is_thing(noun: str, cue: str) -> bool:
    """Whether a source is a thing that does not speak: "the bloodshed raised fears".

    `noun` is the source's head, a common noun that no table knows; after a plain verb of saying it may be a person.
    """
    verb = verb_of(cue)
    is_plain = "accord" in cue or (verb is not None and verb.lemma in PLAIN)
    return not is_plain and (bool(THING.search(noun)) or is_lifeless(noun))


def is_lifeless(noun: str) -> bool:
    """Whether a common noun in the singular is none that a table knows for a person and has no ending of one."""
    is_word = noun.isalpha() and not noun.endswith(("s", "men", "people"))
    is_known = noun in roles() or noun in organisations() or noun in documents() or noun in COLLECTIVES
    return is_word and not is_known and not PERSON_NOUN.search(noun)


def is_question_put(content: str, cue: str) -> bool:
    """Whether the words are what somebody was asked: "Asked whether it would pay, the mayor said ..."."""
    if cue.split(" ")[0] not in {"Asked", "Pressed", "Questioned"}:
        return False
    return bool(ASKED_ABOUT.match(content)) or cue.endswith(" about")


def is_mere_deed(content: str, cue: str, confidence: float) -> bool:
    """Whether a cue is no word of saying that any table knows and its content no sentence: "assumed a new role"."""
    if not cue or NOT_A_VERB.search(cue) or verb_of(cue) is not None:
        return False
    if CHOICE.match(content) or FOR_DEED.match(content):
        return True
    return confidence < UNSURE or not FINITE.search(content) or is_noun_phrase(content)
