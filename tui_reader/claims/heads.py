"""The head of a noun phrase that names a source: "officials" of "American and South Korean officials who ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui_reader.claims.lexicon import documents, organisations, roles, words_in
from tui_reader.claims.mentions import bare
from tui_reader.claims.words import DAYS, DETERMINERS, PREPOSITIONS, SUBORDINATORS, Word

POST_ADJECTIVES = words_in("post adjective")
TAILS = frozenset({"earlier", "later", "also", "recently", "previously", "today", "yesterday"}) | frozenset(
    {"itself", "himself", "herself", "themselves"}
)
PERSONS = words_in("any person") | {"suspect", "boy", "girl", "gunman", "driver", "victim"}
PERSON_ENDINGS = "herd|man|woman|person|ist|ician|er"  #: of nouns for persons that no table knows: "shepherd"
SOURCES = frozenset({"source", "sources", "insider", "insiders"})
PARTICIPLE = re.compile(r"\w{2,}(?:ed|ing)|seen|made|known|held|taken|given|written|sent|led|done|kept|run|built|drawn")


def core_of(words: Sequence[Word]) -> Sequence[Word]:
    """The mention without what hangs on it: relative clauses, appositions, "speaking on ..."."""
    for at, word in enumerate(words):
        if at and word.lower in {"who", "which", "that", "whose", "whom", "speaking", "citing", "quoting"}:
            return words[:at]
        if at and word.text in {",", "(", "—", "–", ":", ";"}:
            return words[:at]
    return words


def behind_bracket(words: Sequence[Word]) -> Sequence[Word]:
    """The words behind a bracket that opens them: "the secretary of the union (HDU), Ann Roe"."""
    if not words or words[0].text != "(":
        return words
    return next((words[at + 1 :] for at, word in enumerate(words) if word.text == ")"), words)


def without_tail(core: Sequence[Word]) -> Sequence[Word]:
    """A mention's core without what tells of time, "itself" or a preposition left over: "the navy in November"."""
    while len(core) > 1:
        is_dated = core[-1].lower in DAYS and core[-2].lower in PREPOSITIONS
        if not is_dated and core[-1].text not in TAILS and core[-1].lower not in PREPOSITIONS:
            break
        core = core[:-1]
    return core


def without_object(core: Sequence[Word]) -> Sequence[Word]:
    """ "the man police" of "the man police say is dead" is "police": people in the plural right behind a person."""
    if len(core) < 3 or core[0].lower not in DETERMINERS or core[-1].is_capital:
        return core
    last, before = roles().get(core[-1].lower), roles().get(core[-2].lower)
    is_told = last and last.is_plural and before and not before.is_plural and core[-2].lower in PERSONS
    return core[-1:] if is_told else core


def head_of(core: Sequence[Word]) -> int:
    """Index of the head of a mention's core: the last word before its first preposition or participle."""
    for at, word in enumerate(core):
        if not at:
            continue
        if (word.lower in PREPOSITIONS or word.lower in SUBORDINATORS) and not is_inside_name(core, at):
            return at - 1
        is_behind = word.lower in POST_ADJECTIVES or (PARTICIPLE.fullmatch(word.lower) and not is_known_noun(word))
        is_noun = is_known_noun(core[at - 1]) or core[at - 1].lower in SOURCES
        if is_behind and is_noun and not word.is_capital:
            return at - 1
    return len(core) - 1


def is_known_noun(word: Word) -> bool:
    """Whether a table knows the word as the head of a source."""
    lower = bare(word.text).lower()
    return lower in documents() or lower in roles() or lower in organisations()


def is_inside_name(core: Sequence[Word], at: int) -> bool:
    """Whether the preposition at `at` stands inside a proper name: "Department of Justice", "Bank of England"."""
    return (
        core[at].lower in {"of", "for"}
        and at + 1 < len(core)
        and core[at - 1].is_capital
        and (core[at + 1].is_capital or core[at + 1].lower in {"the"})
        and core[at - 1].lower in organisations()
    )


def plain_name(core: Sequence[Word]) -> str:
    """The mention as a name: without a leading article and a closing possessive."""
    head = head_of(core)
    if head == len(core) - 2 and PARTICIPLE.fullmatch(core[-1].lower):
        core = core[: head + 1]  # "charges filed"
    words = [word.text for word in core]
    if len(words) > 2 and words[0].lower() == "both":
        words = words[1:]
    if len(words) > 1 and words[0].lower() in {"the", "a", "an"}:
        words = words[1:]
    words[-1] = bare(words[-1])
    name = " ".join(words).replace(" / ", "/").replace(" - ", "-")
    return name.replace(" ’ ", "’ ").replace(" ' ", "' ").removesuffix(" ’")


def noun_at(core: Sequence[Word], head: int) -> str:
    """The head noun in lower case; two words where they are one entry ("police officer", "chief executive")."""
    word = bare(core[head].text).lower()
    if head:
        pair = f"{core[head - 1].lower} {word}"
        if pair in roles() or pair in documents():
            return pair
    return word
