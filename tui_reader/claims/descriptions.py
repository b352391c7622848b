"""Descriptions of somebody already named: "the minister", "the 43-year-old", "the company"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache

from tui_reader.claims.heads import core_of, head_of
from tui_reader.claims.kinds import Kind
from tui_reader.claims.lexicon import organisations, places, rows, words_in
from tui_reader.claims.names import Entity, gender_of_role, last_before
from tui_reader.claims.pages import Page
from tui_reader.claims.pronouns import Memory
from tui_reader.claims.roster import entity_kind
from tui_reader.claims.words import Word

#: Words that mean a company named before, whatever its name.
GENERAL = words_in("general body")
ANY_PERSON = words_in("any person")
OWNERS = frozenset({"his", "her", "its"})
LONGEST = 6  #: words of a description


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """Noun of a description -> titles that mean the same office."""
    return {noun: tuple(titles.split("|")) for noun, titles, _reason in rows("short_forms")}


def described(kind: Kind, mention: Sequence[Word], offset: int, page: Page, memory: Memory) -> Kind | None:
    """The named person or body a definite description means, None if it describes nobody the article names."""
    core = core_of(mention)
    if len(core) > 2 and [word.lower for word in core[-2:]] == ["of", "them"]:
        meant = memory.meant("they", page.sentence_number(offset))
        return replace(kind, badge="ANON", naming="anonymous") if meant and meant.kind.badge == "ANON" else None
    if core and core[0].lower in OWNERS and len(core) <= LONGEST:
        body = named_behind(mention, len(core), page)
        return entity_kind(body) if body else owned(kind, core, page.sentence_number(offset), memory)
    if not core or core[0].lower not in {"the", "this", "that"} or len(core) > LONGEST:
        return None
    head = head_of(core)
    noun = core[head].lower
    if noun.endswith("-year-old"):
        seen = memory.meant("he", page.sentence_number(offset)) or memory.meant("she", page.sentence_number(offset))
        return seen.kind if seen else None
    if kind.naming == "role-only" and (body := named_behind(mention, len(core), page)):
        return entity_kind(body)
    if kind.badge in {"OFFICIAL", "GROUP"} and kind.naming == "role-only" and not noun.endswith("s"):
        entity = by_role(page, noun, core[1:head], offset)
        if entity:
            return entity_kind(entity)
        is_telling = any(
            word.lower == "former" or places().get(word.text, ("",))[0] == "region" for word in core[1:head]
        )
        if (is_telling or noun in ANY_PERSON) and not is_foreign(core[1:head]):
            return by_salience(noun, offset, page, memory)
        return by_head(kind, noun, offset, page, core[1:head]) if noun in GENERAL or noun in organisations() else None
    if kind.badge == "ORG" and kind.naming == "role-only":
        return by_head(kind, noun, offset, page, core[1:head])
    return None


def owned(kind: Kind, core: Sequence[Word], sentence: int, memory: Memory) -> Kind | None:
    """A description with its owner's name for the pronoun: "his office" is "Ann Roe’s office"."""
    seen = memory.meant(core[0].lower, sentence)
    if seen is None or seen.kind.naming != "named" or kind.naming == "named":
        return None
    name = " ".join([f"{seen.kind.name}’s", *(word.text for word in core[1:])])
    return replace(kind, name=name, role=name if kind.role else "")


def is_foreign(modifiers: Sequence[Word]) -> bool:
    """Whether a description tells of what country somebody is: "the Norlandish leader"."""
    return any(places().get(word.text, ("",))[0] == "demonym" for word in modifiers)


def by_role(page: Page, noun: str, modifiers: Sequence[Word], offset: int) -> Entity | None:
    """The person named last before whose title or role holds the noun (and the modifiers, if several do)."""
    wanted = {noun, *short_forms().get(noun, ())}
    found = []
    for entity in page.cast.people:
        beside = f" {entity.title} {entity.role} ".lower()
        if any(f" {each} " in beside.replace(",", " ") for each in wanted) and last_before(entity, offset) >= 0:
            found.append(entity)
    if not found:
        return named_later(page, wanted) if noun in short_forms() else None
    capitals = [word.text for word in modifiers if word.is_capital]
    if capitals:
        fitting = [each for each in found if any(word in f"{each.title} {each.role}" for word in capitals)]
        is_named_so = any(f" {noun} " in f" {each.title} {each.role} ".lower() for each in found)
        if not fitting and (len(found) > 1 or (is_foreign(modifiers) and not is_named_so)):
            return None  # "the Norlandish leader" need not be the one prime minister of the text
        found = fitting or found
    return max(found, key=lambda each: last_before(each, offset))


def named_later(page: Page, wanted: Set[str]) -> Entity | None:
    """The one person of the article whose title is one of `wanted`: "the governor said", and below "Gov. Ann Roe"."""
    found = [entity for entity in page.cast.people if entity.title.lower() in wanted]
    return found[0] if len(found) == 1 else None


def named_behind(mention: Sequence[Word], at: int, page: Page) -> Entity | None:
    """The body that an apposition names: "the largest exporter, Norland Dairies,"."""
    if at + 1 >= len(mention) or mention[at].text != "," or mention[at - 1].is_capital:
        return None
    low = mention[at + 1].begin
    return next((each for each in page.cast.bodies if any(found.span[0] == low for found in each.mentions)), None)


def by_salience(noun: str, offset: int, page: Page, memory: Memory) -> Kind | None:
    """The salient person, for words that fit any: "the candidate", "the billionaire"."""
    gender = gender_of_role(noun)
    number = page.sentence_number(offset)
    wanted = ("she",) if gender == "f" else ("he",) if gender == "m" else ("he", "she")
    found = [seen for word in wanted if (seen := memory.meant(word, number))]
    seen = max(found, key=lambda each: (each.kind.name == memory.speaker, each.offset), default=None)
    if seen is None or number - seen.sentence > 2 or seen.kind.badge != "NAME":
        return None
    return seen.kind


def by_head(kind: Kind, noun: str, offset: int, page: Page, modifiers: Sequence[Word] = ()) -> Kind | None:
    """The body named last before whose name has the same head: "the ministry" after "the Health Ministry".

    "The company", "the port operator" are the company named last. "The weather service" is not "the Health Service":
    a modifier has to stand in the name, save before those general words.
    """
    wanted = {word.lower for word in modifiers if not word.is_mark}
    best: Entity | None = None
    for entity in page.cast.bodies:
        at = last_before(entity, offset)
        if at < 0 or offset - at > 3000:
            continue
        is_same = entity.words[-1].lower() == noun and wanted <= {word.lower() for word in entity.words}
        is_meant = is_same or (noun in GENERAL and is_company(entity, noun))
        if is_meant and (best is None or at > last_before(best, offset)):
            best = entity
    if best is None:
        return None
    return replace(kind, badge="ORG", name=best.name, role="", naming="named", entity=best)


def is_company(entity: Entity, noun: str) -> bool:
    """Whether a body is a company, or what `noun` is, by its name or by a word beside it."""
    own = {organisations().get(word.lower()) for word in (entity.words[0], entity.words[-1])} - {None}
    return entity.is_body or "company" in own or organisations().get(noun) in own
