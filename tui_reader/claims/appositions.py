"""The office or trade that stands beside a name: "company spokeswoman" Jane Roe, Ann Roe, "head of the centre"."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.claims.lexicon import given_names, roles, titles, words_in
from tui_reader.claims.words import (
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Word,
)

LONGEST_ROLE = 16  #: words of an apposition
LONGEST_PLACE = 9  #: words of "of the Northern Party" behind a role
#: Nouns that stand before a name and are no office: counts, and what somebody is to somebody else.
NO_ROLES = frozenset(
    {"accused", "minority", "press", "media", "rival", "foe", "opponent", "predecessor", "successor"}
) | (words_in("quantifier") - {"member"})
LONGEST_FIELD = 24  #: characters between the preposition and the "and" of two fields
OWNERS = frozenset({"his", "her", "their", "its"})
TEAMS = frozenset({"team", "staff", "crew"})
HEADLINE_VERBS = words_in("headline verb")


def role_before(text: str, words: Sequence[Word], begin: int, end: int) -> str:
    """A role in lower case right before the name `words[begin:end]`.

    "company spokeswoman" Jane Roe; "the group’s leader," Jane Roe; "the head of the centre," Jane Roe.
    """
    at = begin - 1
    if at >= 1 and words[at].text == ",":
        at -= 1
        if (end >= len(words) or words[end].is_mark) and (placed := role_with_place(text, words, at)):
            return placed
        before = lowered(words, at - 4, at + 1)
        if words[at].lower in TEAMS or not any(each.endswith(("’s", "'s")) or each in DETERMINERS for each in before):
            return ""
    if at < 0 or words[at].lower not in roles() or words[at].quote != words[begin].quote:
        return ""
    role = roles()[words[at].lower]
    if words[at].lower in NO_ROLES or role.is_plural or role.affiliation == "victim-family":
        return ""
    first = at
    while first > 0 and at - first < 6 and is_modifier(words[first - 1]):
        first -= 1
    if at < begin - 1 and "according" in lowered(words, first - 3, first):
        return ""  # "According to the coastguard, Roe was seen"
    return text[words[first].begin : words[at].end]


def role_with_place(text: str, words: Sequence[Word], last: int) -> str:
    """A role that ends with its place at `last`: "the leader of the Northern Party"; "" if there is none."""
    for at in range(last - 1, max(0, last - LONGEST_PLACE), -1):
        word, following = words[at], words[at + 1]
        if word.is_mark or word.quote >= 0:
            return ""
        role = roles().get(word.lower)
        if role is None or role.is_plural or role.kind != "official" or following.lower not in {"of", "at", "for"}:
            continue
        first = at
        while first > 0 and is_modifier(words[first - 1]):
            first -= 1
        is_definite = first > 0 and words[first - 1].lower in DETERMINERS
        return text[words[first].begin : words[last].end] if is_definite else ""
    return ""


def lowered(words: Sequence[Word], begin: int, end: int) -> list[str]:
    """Lower forms of a range that may begin below zero."""
    return [word.lower for word in words[max(0, begin) : end]]


def is_modifier(word: Word) -> bool:
    """Whether a word may stand inside a role before its noun."""
    return not (
        word.is_mark
        or word.lower in DETERMINERS | PREPOSITIONS | SUBORDINATORS | PRONOUNS
        or word.lower in {"and", "or", "is", "was", "said", "says", "told", "by", "has", "had", "including"}
        or (word.lower.endswith(("ed", "ing")) and not word.is_capital)
        or word.lower in HEADLINE_VERBS
    )


def role_after(text: str, words: Sequence[Word], end: int) -> str:
    """An apposition after a name that holds a role: "Ann Roe, head of the centre,"."""
    first = aside_begin(words, end)
    if first >= len(words):
        return ""
    if words[first].lower in {"a", "an", "the", "another"}:
        first += 1
    last = first
    while last < len(words) and last - first <= LONGEST_ROLE:
        word = words[last]
        if word.text in {",", ")", ";", "—", "–", "-", ".", "“", '"', ":", "("} or word.quote != words[end - 1].quote:
            break
        if word.lower in {"who", "which", "said", "says", "told", "wrote", "added", "whose", "that"}:
            break
        if word.lower == "and" and last - first > 3 and not is_field(words, last):
            break
        last += 1
    if last == first or any(word.lower in FINITE for word in words[first:last]):
        return ""  # "According to Roe, the head of the centre was ill"
    if words[first].lower in OWNERS and any(word.lower in OWNERS for word in words[last + 1 : last + 3]):
        return ""  # "Roe, his secretary, his driver and the cook": a list
    if last - first > LONGEST_ROLE:
        last = first + 1 + head_index(words[first:last])
    return text[words[first].begin : words[last - 1].end] if is_role(words[first:last]) else ""


def is_field(words: Sequence[Word], at: int) -> bool:
    """Whether the "and" at `at` joins two fields of an office: "professor of earth and environmental sciences"."""
    if at + 1 >= len(words) or words[at + 1].is_mark or words[at + 1].lower in DETERMINERS | PRONOUNS:
        return False
    before = next((word for word in reversed(words[:at]) if word.lower in PREPOSITIONS), None)
    is_near = before is not None and words[at].begin - before.end < LONGEST_FIELD
    return is_near and words[at + 1].lower not in roles() and words[at - 1].is_capital == words[at + 1].is_capital


def aside_begin(words: Sequence[Word], end: int) -> int:
    """Index of the first word of an apposition behind a name that ends before `end`; behind all words if none."""
    if end < len(words) and words[end].text in {",", "(", "—", "–"}:
        return end + 1
    if end + 1 < len(words) and words[end].text == "-" == words[end + 1].text:
        return end + 2
    return len(words)


def is_role(words: Sequence[Word]) -> bool:
    """Whether the words of an apposition tell an office, a trade or a place of work."""
    if len(words) > 3 and words[0].lower == "one" and words[1].lower == "of":
        return is_role(words[3 if words[2].lower in DETERMINERS else 2 :])  # "one of the stars of the play"
    first = words[0]
    if (
        first.lower.endswith("ing")
        or first.lower in PRONOUNS
        or first.lower
        in {"himself", "herself", "themselves", "but", "and", "or", "when", "as", "in", "among", "like", "with"}
    ):
        return False
    if len(words) == 1 and first.text[:2] in {"R-", "D-", "I-"}:
        return True
    if first.lower == "of" and len(words) > 1:
        return True
    if words[-1].text in given_names() or (first.text in given_names() and len(words) <= 3):
        return False
    head = head_index(words)
    joint = next((at for at in range(1, head) if words[at].lower == "and"), head)
    if words[joint - 1].lower in roles() and joint < head:
        return True
    return words[head].lower in roles() or words[head].lower in titles() or is_titled(words[: head + 1])


def is_titled(words: Sequence[Word]) -> bool:
    """Whether the last two or three words are a title."""
    return any(" ".join(word.lower for word in words[-size:]) in titles() for size in (3, 2))


def head_index(words: Sequence[Word]) -> int:
    """Index of the head of a noun phrase: the last word before its first preposition, clause or comma."""
    for at, word in enumerate(words):
        if at and (word.lower in PREPOSITIONS or word.lower in SUBORDINATORS or word.text in {",", "("}):
            return at - 1
    return len(words) - 1
