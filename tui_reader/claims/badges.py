"""What kind of source a mention is: badge, naming and affiliation, decided from its words and the article's cast.

The order of decisions is that of docs/claims.md: a text, figures, state media, media, a post, the unnamed, an office,
a group, a body, a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tui_reader.claims.affiliations import affiliation_of_role
from tui_reader.claims.heads import (
    SOURCES,
    behind_bracket,
    core_of,
    head_of,
    is_known_noun,
    noun_at,
    plain_name,
    without_object,
    without_tail,
)
from tui_reader.claims.kinds import UNKNOWN, Kind
from tui_reader.claims.lexicon import (
    anonymity,
    anonymity_clauses,
    documents,
    media,
    organisations,
    places,
    platforms,
    roles,
    titles,
    words_in,
)
from tui_reader.claims.mentions import Mention, bare
from tui_reader.claims.names import Cast, Entity, is_party, person_score
from tui_reader.claims.phrases import STOPS
from tui_reader.claims.press import is_press, press, press_body
from tui_reader.claims.words import DETERMINERS, PREPOSITIONS, Word
from tui_reader.model import Affiliation, Badge

ACRONYM = re.compile(r"(?:[A-Z][A-Za-z]{0,2}[A-Z&][A-Za-z]{0,4}|(?:[A-Z]\.){2,})$")
QUANTIFIERS = words_in("quantifier")
#: What one speaks of and nobody is called: "Neuroscience", "Legislation".
COMMON_NOUN = re.compile(r"^[A-Z][a-z]+(?:[^s]s|science|ology|tion|sion|ment|ism|ity|ness|ship)$")
RANKS = ("Mr.", "Mrs.", "Ms.", "Miss", "Mr", "Mrs", "Ms", "Sir", "Dr.", "Dr")
ORDER: tuple[Badge, ...] = ("DOC", "DATA", "STATE", "MEDIA", "POST", "ANON", "OFFICIAL", "GROUP", "ORG", "NAME")


def kind_of(mention: Sequence[Word], sentence: str, cast: Cast) -> Kind:
    """The kind of the mention made of these words (no pronoun), in a sentence given in lower case."""
    if any(word.text == "@" for word in mention):
        return Kind("POST", plain_name(mention).replace("@ ", "@"), naming="named")
    parts = joined(mention, cast)
    if parts:
        kinds = [kind_of(part, sentence, cast) for part in parts]
        first = min(kinds, key=lambda kind: ORDER.index(kind.badge) if kind.badge in ORDER else len(ORDER))
        is_people = all(kind.badge in {"NAME", "ORG", "MEDIA"} and kind.badge == first.badge for kind in kinds)
        name = " and ".join(kind.name for kind in kinds) if is_people else plain_name(core_of(mention))
        return replace(first, name=name, role="", entity=None, naming="named" if is_people else first.naming)
    core = [word for word in core_of(mention) if word.text not in STOPS or word.text == "’"]
    if not core:
        return UNKNOWN
    core = list(without_object(without_tail(core)))
    long = cast.by_name.get(core[0].text) if len(core) == 1 and ACRONYM.match(core[0].text) else None
    if long and long.name != core[0].text:
        return replace(proper_body(long.name), entity=long)
    head = head_of(core)
    plain, noun = plain_name(core), noun_at(core, head)
    if plain in media() or (core[0].lower == "the" and f"The {plain}" in media()):
        return press_body(plain if plain in media() else f"The {plain}")
    return (
        person_of(mention, core, cast)
        or (press(plain, core, head) if is_press(core, head) else None)
        or document(core, head, plain, noun)
        or press(plain, core, head)
        or unnamed(core, mention, head, plain, noun, sentence)
        or body(core, head, plain, cast)
        or anybody(core, head, plain, cast)
    )


def joined(mention: Sequence[Word], cast: Cast) -> tuple[Sequence[Word], Sequence[Word]] | None:
    """The two sides of "X and Y" where each is a source of its own; None for "American and Korean officials"."""
    core = core_of(mention)
    for at in range(1, len(core) - 1):
        if core[at].lower != "and":
            continue
        left, right = core[:at], core[at + 1 :]
        if right[0].lower in DETERMINERS or (is_person(left, cast) and is_person(right, cast)):
            return left, right
        if is_known_noun(left[-1]) and is_known_noun(right[-1]) and not left[-1].is_capital:
            return left, right
        if is_proper(left) and is_proper(right):
            return left, right
    return None


def is_proper(words: Sequence[Word]) -> bool:
    """Whether the words are the proper name of a place or a press body."""
    name = plain_name(words)
    return (name in places() and places()[name][0] != "demonym") or name in media()


def is_person(words: Sequence[Word], cast: Cast) -> bool:
    """Whether the words name a member of the cast."""
    return person_of(words, words, cast) is not None


def person_of(mention: Sequence[Word], core: Sequence[Word], cast: Cast) -> Kind | None:
    """The person the mention names: the core ends with the name, or an apposition to a role is it."""
    if len(core) == 1 and core[0].text.isupper() and (shouted := cast.person([core[0].text.capitalize()])):
        return named(shouted)  # "WALLACE:" in a transcript
    low, high, head = core[0].begin, core[-1].end, core[head_of(core)]
    for entity, found in cast.within(low, high):
        if found.is_possessive and found.span[1] + 2 < high:
            continue
        if head.end < found.span[0] and is_noun(head) and is_behind(core, head, found):
            continue  # "findings from Ann Roe", "a spokesman for Ann Roe"
        after = [word for word in core if word.begin >= found.span[1]]
        if is_one_of_two([word for word in core if word.end <= found.span[0]]):
            continue
        if not after or after[0].lower in PREPOSITIONS | {"former", "ex", "then"} or bare(after[0].text) == "":
            return named(entity)
    rest = behind_bracket([word for word in mention if word.begin >= high])
    if core[-1].is_capital and len(rest) > 1 and (told := cast.titled(rest[1].begin)):
        return named(told)  # "[In] Congress, Rep. Ann Roe"
    is_role = not head.is_capital and roles().get(noun_at(core, head_of(core)))
    is_single = core[0].lower == "one" if len(core) > 2 and core[1].lower == "of" else is_role and not is_role.is_plural
    if len(rest) > 1 and rest[0].text == "," and is_single:
        inner = core_of(rest[1:])
        for entity, _found in cast.within(inner[0].begin, inner[-1].end) if inner else ():
            return named(entity)
    return None


def is_one_of_two(before: Sequence[Word]) -> bool:
    """Whether the words before a name leave it to a preposition or to somebody else: "Vale and", "both"."""
    while before and before[-1].lower in titles():
        before = before[:-1]
    if not before or before[-1].lower not in PREPOSITIONS | {"both", "and"}:
        return False
    is_office = len(before) > 1 and before[-1].lower == "and"
    is_office = is_office and (before[-2].lower in roles() or before[-2].lower in titles())
    return not is_office  # "president and general manager Ann Roe" is one person


def is_noun(head: Word) -> bool:
    """Whether the head of a mention is a text, or a common noun that a table knows."""
    return head.lower in documents() or (is_known_noun(head) and not head.is_capital)


def is_behind(core: Sequence[Word], head: Word, found: Mention) -> bool:
    """Whether a preposition stands between the head of a mention and a name in it."""
    return any(word.lower in PREPOSITIONS and head.end <= word.begin < found.span[0] for word in core)


def named(entity: Entity) -> Kind:
    """A named person."""
    title = "" if entity.title in RANKS else entity.title
    role = title if len(title.split()) > 1 or not entity.role or (title and is_party(entity.role)) else entity.role
    return Kind("NAME", entity.name, role, "named", affiliation_of_role(f"{entity.title} , {entity.role}"), entity)


def document(core: Sequence[Word], head: int, plain: str, noun: str) -> Kind | None:
    """A text, figures or a post as the source."""
    badge = documents().get(noun)
    if noun == "figures" and core[0].lower in QUANTIFIERS:
        return None  # "many leftist figures" are people
    if noun in {"user", "users"} and (noun == "users" or core[0].lower == "the") and not is_on_platform(core):
        return None  # of a thing, not of a platform
    if badge is None and noun in QUANTIFIERS and head + 2 < len(core):
        rest = core[head + 2 :]
        badge = documents().get(noun_at(rest, head_of(rest)))
    is_body = core[head].is_capital and any(w.is_capital and w.lower in organisations() for w in core[:head])
    if badge is None or is_body or plain in media() or f"The {plain}" in media():
        return None
    proper = any(word.is_capital for word in core[1 : head + 1])
    return Kind(badge, plain, naming="named" if proper else "none")


def is_on_platform(core: Sequence[Word]) -> bool:
    """Whether a mention names the platform whose users it means: "Facebook users", "users of the site"."""
    return any(word.lower in platforms() or word.lower in {"site", "media", "platform", "forum"} for word in core)


def unnamed(
    core: Sequence[Word], mention: Sequence[Word], head: int, plain: str, noun: str, sentence: str
) -> Kind | None:
    """People without a name: anonymous, by office, or a group."""
    if noun in QUANTIFIERS and head + 2 < len(core) and core[head + 1].lower in {"of", "in", "the"}:
        rest = core[head + 2 :]
        inner = noun_at(rest, head_of(rest))
        noun = inner if inner in roles() else noun
    role = roles().get(noun)
    is_proper = any(word.is_capital for word in core[1:head]) and noun in organisations()
    if is_proper and (core[head].is_capital or noun == "union"):
        return None  # "the Harbour Workers' Union" is a body by its proper name
    if core[head].is_capital and plain.lower() in organisations() and " " in plain:
        return proper_body(plain)  # "Doctors Without Borders"
    if role is None and noun not in SOURCES and noun not in QUANTIFIERS:
        return None
    own = " ".join(word.lower for word in mention)
    keeps_back = any(each in own for each in anonymity()) or any(each in sentence for each in anonymity_clauses())
    if noun in SOURCES or (keeps_back and noun not in {"police", "democrats", "republicans", "critics"}):
        return Kind("ANON", plain, naming="anonymous", affiliation=role.affiliation if role else "unknown")
    affiliation: Affiliation = role.affiliation if role else "unknown"
    if affiliation == "media" and role and not role.is_plural and "former" not in own:
        outlet = next((" ".join(w.text for w in core[a:b]) for a in range(len(core)) for b in range(len(core), a, -1)
                       if " ".join(w.text for w in core[a:b]) in media()), "")  # fmt: skip
        if outlet:
            return press_body(outlet)
    if affiliation in {"government", "other", "unknown"}:
        told = affiliation_of_role(plain)
        affiliation = affiliation if told == "unknown" else told
    if role and role.kind == "official":
        return Kind("OFFICIAL", plain, plain, "role-only", affiliation)
    is_many = role is None or role.is_plural or noun in QUANTIFIERS
    return Kind("GROUP", plain, "" if is_many else plain, "collective" if is_many else "role-only", affiliation)


def proper_body(name: str) -> Kind:
    """The kind of a body by its proper name: a press body, a place that acts as its government, an organisation."""
    if name in media() or f"The {name}" in media():
        return press_body(name if name in media() else f"The {name}")
    if name in places() or f"the {name}" in places():
        return Kind("ORG", name, naming="named", affiliation="government")
    words = name.lower().split()
    for size in (3, 2, 1):
        found = organisations().get(" ".join(words[-size:]))
        if found:
            return Kind("ORG", name, naming="named", affiliation=found)
    found = next((organisations()[word] for word in words if word in organisations()), None)
    return Kind("ORG", name, naming="named", affiliation=found or "unknown")


def body(core: Sequence[Word], head: int, plain: str, cast: Cast) -> Kind | None:
    """A named organisation, a ministry, a country or capital that speaks as its government."""
    entity = cast.by_name.get(plain)
    place = places().get(plain) or places().get(f"the {plain}")
    if place and place[0] == "demonym":
        return Kind("GROUP", plain, naming="collective", affiliation="resident")
    last = bare(core[head].text).lower()
    if place or ACRONYM.match(core[head].text):
        return replace(proper_body(plain), entity=entity)
    words = [bare(word.text).lower() for word in core[: head + 1]]
    heads = any(" ".join(words[-size:]) in organisations() for size in (3, 2, 1) if len(words) >= size)
    if heads and not core[head].is_capital and last.endswith("s") and last not in {"armed forces", "forces"}:
        return Kind("GROUP", plain, naming="collective", affiliation=organisations().get(last, "unknown"))
    if heads or (core[head].is_capital and any(word in organisations() for word in words)):
        is_proper = any(word.is_capital for word in core[1 : head + 1]) or (core[0].is_capital and head == 0)
        kind = proper_body(" ".join(word.text for word in core[: head + 1]) if not is_proper else plain)
        return replace(kind, badge="ORG", name=plain, naming="named" if is_proper else "role-only", entity=entity)
    return None


def anybody(core: Sequence[Word], head: int, plain: str, cast: Cast) -> Kind:
    """What no table knows: a capitalised name or a group."""
    word = core[head]
    if not any(letter.isalpha() for letter in plain):
        return UNKNOWN
    if word.is_capital:
        named_body = behind_lower(core, cast)
        if named_body:
            return Kind("ORG", named_body.name, "", "named", "company", named_body)
        if is_people(word.text) or (core[0].lower in QUANTIFIERS and len(core) > 1):
            return Kind("GROUP", plain, naming="collective")
        if head == 0 and len(core) > 1 and not core[1].is_capital and core[1].lower not in {"of", "and"}:
            return Kind("GROUP", plain, naming="collective")
        entity = cast.by_name.get(plain)
        if entity and (entity.is_place or entity.is_body):
            return Kind("ORG", plain, "", "named", "government" if entity.is_place else "company", entity)
        if entity and entity.is_lone and head == 0 and COMMON_NOUN.search(word.text):
            return Kind("GROUP", plain, naming="collective")
        has_article = core[0].lower in {"the", "a", "an"}
        if has_article or len(core) > 4 or (entity and entity.mentions and person_score(entity.mentions[0]) < -1):
            if has_article and word.lower.endswith("s"):
                return Kind("GROUP", plain, naming="collective")
            return Kind("ORG", plain, naming="named", entity=entity)
        return Kind("NAME", plain, naming="named", entity=entity)
    is_many = word.lower.endswith("s") or word.lower in QUANTIFIERS or word.lower in DETERMINERS
    return Kind("GROUP", plain, naming="collective" if is_many else "role-only")


def behind_lower(core: Sequence[Word], cast: Cast) -> Entity | None:
    """The body whose name ends a description in small letters: "cruise operator Hapag-Lloyd"."""
    first = next((at for at in range(len(core) - 1, 0, -1) if not core[at].is_capital), 0)
    if first + 1 >= len(core):
        return None
    entity = cast.by_name.get(plain_name(core[first + 1 :])) if first else None
    return entity if entity and entity.is_body else None


def is_people(word: str) -> bool:
    """Whether a capitalised word names a people, a faith or a movement in the plural: "Tunisians", "Salafists"."""
    return places().get(word.removesuffix("s"), ("",))[0] == "demonym" or word.endswith(("ists", "ians", "ites"))
