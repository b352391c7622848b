"""Joins mentions of the same person or body across outlets, careful rather than complete."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tui_reader.model import Affiliation, Badge
from tui_reader.stories.documents import DocumentId
from tui_reader.stories.linkage import components
from tui_reader.stories.tables import lookup, sections, word_list
from tui_reader.stories.terms import FUNCTION_WORDS

PERSON: frozenset[Badge] = frozenset(("NAME",))
NAMED: frozenset[Badge] = frozenset(("NAME", "ORG", "STATE", "MEDIA", "DOC", "DATA", "POST"))
TITLES = sections("titles.txt")["before"]  #: no part of a name
SUFFIXES = sections("titles.txt")["after"]  #: likewise, after it
ALIASES = lookup("titles.txt", "alias/")  #: first name -> what it is short for


@dataclass(frozen=True, slots=True)
class Mention:
    """One source of one claim, as an article names it."""

    name: str  #: canonical in its article
    badge: Badge  #: what kind of source
    role: str = ""  #: verbatim
    affiliation: Affiliation = "unknown"  #: what kind of body stands behind it
    article: DocumentId = 0  #: where
    outlet: str = ""  #: whose


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """Mentions that are one person or body."""

    name: str  #: as most outlets write it, the fullest on a tie
    badge: Badge  #: most frequent
    role: str  #: most frequent, "" none
    affiliation: Affiliation  #: most frequent that is known
    spellings: tuple[str, ...]  #: other names joined into this one, most frequent first
    members: tuple[int, ...]  #: positions of the mentions, ascending


@cache
def common_surnames() -> frozenset[str]:
    """Family names too common to tell a person by, folded."""
    return frozenset(fold(name) for name in word_list("surnames.txt"))


def fold(word: str) -> str:
    """A name's word without accents, case, doubled letters and the endings that transliteration varies."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
    plain = plain.replace("’", "").replace("'", "").replace("-", "")
    plain = ALIASES.get(plain, plain)
    plain = re.sub(r"(?<=[^aeiou])(?:iy|yi|yy|ij|ii|yj|y|ie)$", "i", plain)
    return re.sub(r"(.)\1", r"\1", plain)


def parts(name: str) -> tuple[str, ...]:
    """Folded words of a person's name, titles and suffixes left out."""
    words = [word.strip(".,") for word in name.replace("’s", "").replace("'s", "").split()]
    kept = [word for word in words if word and word.lower() not in TITLES and word.lower() not in SUFFIXES]
    return tuple(fold(word) for word in kept)


def joined(mentions: Sequence[Mention]) -> list[SpeakerGroup]:
    """Groups of mentions that are the same speaker, largest first.

    Only named sources are taken ("critics" of two outlets are two crowds). Full names join when the family names fold
    alike and the first names agree; a family name alone joins the one full name it can belong to, or an equal one
    of another outlet, only where it is rare and no role speaks against it. In doubt, apart.
    """
    taken = [number for number, mention in enumerate(mentions) if mention.badge in NAMED and mention.name.strip()]
    persons = [number for number in taken if mentions[number].badge in PERSON and parts(mentions[number].name)]
    bodies = [number for number in taken if number not in set(persons)]
    groups = _persons(persons, mentions) + _bodies(bodies, mentions)
    made = [_group(group, mentions) for group in groups]
    return sorted(made, key=lambda group: (-len(group.members), group.name, group.members))


def _roles(numbers: Sequence[int], mentions: Sequence[Mention]) -> set[str]:
    words = {word for number in numbers for word in re.findall(r"[^\W\d_]+", mentions[number].role.lower())}
    return {fold(word) for word in words - FUNCTION_WORDS - {"former", "senior", "deputy", "acting"}}


def _affiliations(numbers: Sequence[int], mentions: Sequence[Mention]) -> set[Affiliation]:
    return {mentions[number].affiliation for number in numbers} - {"unknown", "other"}


def _oppose(one: Sequence[int], other: Sequence[int], mentions: Sequence[Mention]) -> bool:
    """True where both have roles that share no word, or known affiliations that differ."""
    a, b = _roles(one, mentions), _roles(other, mentions)
    if a and b:
        return not a & b
    c, d = _affiliations(one, mentions), _affiliations(other, mentions)
    return bool(c and d) and not c & d


def _vouch(one: Sequence[int], other: Sequence[int], mentions: Sequence[Mention]) -> bool:
    """True where roles share a word, or both affiliations are known and meet."""
    return bool(_roles(one, mentions) & _roles(other, mentions)) or bool(
        _affiliations(one, mentions) & _affiliations(other, mentions)
    )


def first_names_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where two lists of first names can be one person's: equal, or an initial of the other."""
    if not one or not other:
        return False
    a, b = one[0], other[0]
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _persons(numbers: Sequence[int], mentions: Sequence[Mention]) -> list[list[int]]:
    """Full names first, then family names alone."""
    by_name: dict[tuple[str, ...], list[int]] = {}
    for number in numbers:
        by_name.setdefault(parts(mentions[number].name), []).append(number)
    full: list[list[int]] = []
    for name in sorted(name for name in by_name if len(name) > 1):
        full += _one_name(by_name[name], mentions, name[-1])
    full = _merge_full(full, mentions)
    alone: list[list[int]] = []
    for name in sorted(name for name in by_name if len(name) == 1):
        alone += _one_name(by_name[name], mentions, name[0])
    return _attach(full, alone, mentions)


def _one_name(numbers: Sequence[int], mentions: Sequence[Mention], surname: str) -> list[list[int]]:
    """Mentions of one folded name: one person, unless it is common and roles oppose, or a bare family name."""
    is_full = len(parts(mentions[numbers[0]].name)) > 1
    is_common = surname in common_surnames()
    groups: dict[tuple[DocumentId, str], list[int]] = {}
    for number in numbers:
        groups.setdefault((mentions[number].article, mentions[number].outlet), []).append(number)
    units = [groups[key] for key in sorted(groups, key=str)]
    edges = []
    for a in range(len(units)):
        for b in range(a + 1, len(units)):
            opposed = _oppose(units[a], units[b], mentions)
            sure = _vouch(units[a], units[b], mentions)
            if (is_full and (sure or not (is_common and opposed))) or (
                not is_full and sure and not is_common and not opposed
            ):
                edges.append((a, b))
    return [sorted(number for unit in part for number in units[unit]) for part in components(range(len(units)), edges)]


def _merge_full(groups: list[list[int]], mentions: Sequence[Mention]) -> list[list[int]]:
    """Join full names with one family name and first names that agree, unless roles oppose or another would fit too."""
    names = [parts(mentions[group[0]].name) for group in groups]
    edges = []
    for a in range(len(groups)):
        rivals = [
            b
            for b in range(len(groups))
            if b != a
            and names[a] != names[b]
            and names[a][-1] == names[b][-1]
            and first_names_agree(names[a], names[b])
        ]
        is_common = names[a][-1] in common_surnames()
        for b in rivals:
            certain = _vouch(groups[a], groups[b], mentions) or not is_common
            short = min(len(names[a][0]), len(names[b][0])) == 1
            if certain and not _oppose(groups[a], groups[b], mentions) and (len(rivals) == 1 or not short):
                edges.append((a, b))
    return [sorted(number for at in part for number in groups[at]) for part in components(range(len(groups)), edges)]


def _attach(full: list[list[int]], alone: list[list[int]], mentions: Sequence[Mention]) -> list[list[int]]:
    """Give each bare family name to the one full name it can belong to."""
    rest: list[list[int]] = []
    homes = [list(group) for group in full]
    for group in alone:
        surname = parts(mentions[group[0]].name)[0]
        fitting = [at for at, home in enumerate(full) if parts(mentions[home[0]].name)[-1] == surname]
        here = [at for at in fitting if {mentions[n].article for n in full[at]} & {mentions[n].article for n in group}]
        candidates = here or fitting
        safe = len(candidates) == 1 and not _oppose(full[candidates[0]], group, mentions)
        if safe and (here or surname not in common_surnames() or _vouch(full[candidates[0]], group, mentions)):
            homes[candidates[0]] += group
        else:
            rest.append(group)
    return [sorted(group) for group in homes] + rest


def _bodies(numbers: Sequence[int], mentions: Sequence[Mention]) -> list[list[int]]:
    """Bodies join by equal names, "the" and case aside, and by an acronym that one article spells out."""
    keys: dict[str, list[int]] = {}
    for number in numbers:
        keys.setdefault(_body_key(mentions[number].name), []).append(number)
    names = sorted(keys)
    edges = []
    for a, short in enumerate(names):
        long = [b for b, name in enumerate(names) if len(short) > 2 and " " in name and _initials(name) == short]
        met = [
            b
            for b in long
            if {mentions[n].article for n in keys[short]} & {mentions[n].article for n in keys[names[b]]}
        ]
        if len(long) == 1 and met:
            edges.append((a, long[0]))
    return [sorted(n for at in part for n in keys[names[at]]) for part in components(range(len(names)), edges)]


def _body_key(name: str) -> str:
    words = re.findall(r"[\w&]+", name.lower().replace("’s", "").replace("'s", "").replace(".", ""))
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word not in FUNCTION_WORDS)


def _group(group: Sequence[int], mentions: Sequence[Mention]) -> SpeakerGroup:
    outlets: dict[str, set[str]] = {}
    for number in group:
        outlets.setdefault(mentions[number].name.strip(), set()).add(mentions[number].outlet)
    names = sorted(outlets, key=lambda name: (-len(outlets[name]), -len(parts(name)), -len(name), name))
    known = [mentions[n].affiliation for n in group if mentions[n].affiliation != "unknown"]
    roles = [mentions[n].role for n in group if mentions[n].role]
    return SpeakerGroup(
        names[0],
        Counter(mentions[n].badge for n in group).most_common(1)[0][0],
        Counter(roles).most_common(1)[0][0] if roles else "",
        Counter(known).most_common(1)[0][0] if known else "unknown",
        tuple(names[1:]),
        tuple(group),
    )
