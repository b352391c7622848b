"""Joins mentions of the same person or body across outlets, careful rather than complete."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

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


MEMORY = 50_000  #: folded words and role words that are remembered: the same ones come again and again


@cache
def common_surnames() -> frozenset[str]:
    """Family names too common to tell a person by, folded."""
    return frozenset(fold(name) for name in word_list("surnames.txt"))


@lru_cache(MEMORY)
def fold(word: str) -> str:
    """A name's word without accents, case, doubled letters and the endings that transliteration varies."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
    plain = plain.replace("’", "").replace("'", "").replace("-", "")
    plain = re.sub(r"c(?![eihyz])", "k", ALIASES.get(plain, plain))  # Carl and Karl, Catherine and Katherine
    plain = re.sub(r"(?<=[^aeiou])(?:iy|yi|yy|ij|ii|yj|y|ie)$", "i", plain)
    return re.sub(r"(.)\1", r"\1", plain)


@lru_cache(MEMORY)
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
    known = set(persons)
    bodies = [number for number in taken if number not in known]
    groups = _persons(persons, mentions) + _bodies(bodies, mentions)
    made = [_group(group, mentions) for group in groups]
    return sorted(made, key=lambda group: (-len(group.members), group.name, group.members))


@lru_cache(MEMORY)
def role_words(role: str) -> frozenset[str]:
    """Folded words of a role that say something: "former" and "the" do not."""
    words = set(re.findall(r"[^\W\d_]+", role.lower()))
    return frozenset(fold(word) for word in words - FUNCTION_WORDS - {"former", "senior", "deputy", "acting"})


@dataclass(frozen=True, slots=True)
class _Trait:
    """What is known of mentions that are one person: read once, compared often."""

    roles: frozenset[str]  #: words of their roles
    affiliations: frozenset[Affiliation]  #: those that say something
    articles: frozenset[DocumentId]  #: where they stand

    def opposes(self, other: _Trait) -> bool:
        """True where both have roles that share no word, or known affiliations that differ."""
        if self.roles and other.roles:
            return self.roles.isdisjoint(other.roles)
        both = self.affiliations and other.affiliations
        return bool(both) and self.affiliations.isdisjoint(other.affiliations)

    def vouches(self, other: _Trait) -> bool:
        """True where roles share a word, or both affiliations are known and meet."""
        return not self.roles.isdisjoint(other.roles) or not self.affiliations.isdisjoint(other.affiliations)


def _trait(numbers: Sequence[int], mentions: Sequence[Mention]) -> _Trait:
    found = [mentions[number] for number in numbers]
    return _Trait(
        frozenset(word for mention in found for word in role_words(mention.role)),
        frozenset(mention.affiliation for mention in found) - {"unknown", "other"},
        frozenset(mention.article for mention in found),
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
    if is_full and not is_common:  # one person, whatever the roles say
        return [sorted(numbers)]
    traits = [_trait(unit, mentions) for unit in units]
    edges = []
    for a, b in combinations(range(len(units)), 2):
        opposed, sure = traits[a].opposes(traits[b]), traits[a].vouches(traits[b])
        if (is_full and (sure or not opposed)) or (not is_full and sure and not is_common and not opposed):
            edges.append((a, b))
    return [sorted(number for unit in part for number in units[unit]) for part in components(range(len(units)), edges)]


def _merge_full(groups: list[list[int]], mentions: Sequence[Mention]) -> list[list[int]]:
    """Join full names with one family name and first names that agree, unless roles oppose or another would fit too."""
    names = [parts(mentions[group[0]].name) for group in groups]
    traits = [_trait(group, mentions) for group in groups]
    families = _positions(name[-1] for name in names)
    edges = []
    for a, name in enumerate(names):
        rivals = [b for b in families[name[-1]] if name != names[b] and first_names_agree(name, names[b])]
        is_common = name[-1] in common_surnames()
        for b in rivals:
            certain = traits[a].vouches(traits[b]) or not is_common
            short = min(len(name[0]), len(names[b][0])) == 1
            if certain and not traits[a].opposes(traits[b]) and (len(rivals) == 1 or not short):
                edges.append((a, b))
    return [sorted(number for at in part for number in groups[at]) for part in components(range(len(groups)), edges)]


def _attach(full: list[list[int]], alone: list[list[int]], mentions: Sequence[Mention]) -> list[list[int]]:
    """Give each bare family name to the one full name it can belong to."""
    rest: list[list[int]] = []
    homes = [list(group) for group in full]
    traits = [_trait(group, mentions) for group in full]
    families = _positions(parts(mentions[group[0]].name)[-1] for group in full)
    for group in alone:
        surname = parts(mentions[group[0]].name)[0]
        trait = _trait(group, mentions)
        fitting = families.get(surname, [])
        here = [at for at in fitting if not traits[at].articles.isdisjoint(trait.articles)]
        candidates = here or fitting
        safe = len(candidates) == 1 and not traits[candidates[0]].opposes(trait)
        if safe and (here or surname not in common_surnames() or traits[candidates[0]].vouches(trait)):
            homes[candidates[0]] += group
        else:
            rest.append(group)
    return [sorted(group) for group in homes] + rest


def _positions(keys: Iterable[str]) -> dict[str, list[int]]:
    """Where each key stands."""
    found: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        found.setdefault(key, []).append(at)
    return found


def _bodies(numbers: Sequence[int], mentions: Sequence[Mention]) -> list[list[int]]:
    """Bodies join by equal names, "the" and case aside, and by an acronym that one article spells out."""
    keys: dict[str, list[int]] = {}
    for number in numbers:
        keys.setdefault(_body_key(mentions[number].name), []).append(number)
    names = sorted(keys)
    spelled = _positions(_initials(name) if " " in name else "" for name in names)
    edges = []
    for a, short in enumerate(names):
        long = spelled.get(short, []) if len(short) > 2 else []
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
