"""The cast of an article: persons and bodies with their fullest names, roles and genders."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tui_reader.claims.lexicon import given_names, media, organisations, places, roles, titles, words_in
from tui_reader.claims.mentions import PARTICLES, Mention, is_initial, surname
from tui_reader.claims.words import DAYS

THINGS = words_in("thing")
PRESS_TAILS = words_in("press tail")
FEMALE_ROLES = words_in("female role")
MALE_ROLES = words_in("male role")
SURNAMES = frozenset({"hall", "park", "church"})  #: of the words for things those that people bear too
LONGEST_TITLED = 60  #: characters of a name with its title
PERSON_ADDRESS = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f", "lady": "f"}


@dataclass(slots=True)
class Entity:
    """A person or body of one article."""

    name: str  #: fullest form in the article
    words: tuple[str, ...]  #: of that form
    is_person: bool  #: False: a body, a place, a thing
    gender: str = ""  #: "m", "f" or "" unknown
    role: str = ""  #: verbatim, first found beside the name
    title: str = ""  #: verbatim, first found before the name
    is_sure: bool = False  #: a title, a known given name or a role proves the person
    is_body: bool = False  #: a word for a body stands beside the name somewhere
    is_place: bool = False  #: something happens "in" it, or its people are named too ("Norlandan" beside "Norlanda")
    mentions: list[Mention] = field(default_factory=list)  #: in the text's order

    @property
    def is_lone(self) -> bool:
        """Whether it is a month, or may be any word with a capital by its place alone: "Sales", "Survivors"."""
        if not self.is_person and self.name.lower() in DAYS:
            return True
        is_known = self.is_person or self.is_body or self.is_place or self.name in places() or self.name in media()
        return len(self.words) == 1 and not is_known and all(each.is_opening for each in self.mentions)


@dataclass(slots=True)
class Cast:
    """All entities of an article, with look-ups by parts of names."""

    people: list[Entity] = field(default_factory=list)  #: in order of their first mention
    bodies: list[Entity] = field(default_factory=list)  #: likewise
    by_word: dict[str, list[Entity]] = field(default_factory=dict)  #: surname or other name word -> persons
    by_name: dict[str, Entity] = field(default_factory=dict)  #: full name of a body -> it
    order: list[tuple[int, Entity, Mention]] = field(default_factory=list)  #: all mentions by offset

    def within(self, low: int, high: int) -> Iterator[tuple[Entity, Mention]]:
        """The persons named between two offsets, in order, with the mention there."""
        at = bisect_left(self.order, low, key=lambda each: each[0])
        while at < len(self.order) and self.order[at][0] < high:
            _offset, entity, found = self.order[at]
            if entity.is_person and found.span[1] <= high + 2:
                yield entity, found
            at += 1

    def titled(self, begin: int) -> Entity | None:
        """The person whose title begins at an offset, None if there is none."""
        for entity, found in self.within(begin, begin + LONGEST_TITLED):
            if found.title and found.span[0] - len(found.title) - 1 == begin:
                return entity
        return None

    def person(self, words: Sequence[str], title: str = "", before: int | None = None) -> Entity | None:
        """The person meant by `words` ("Cavoli", "Mr." "Clinton"); `before` is the offset of the mention.

        Of several with the name the gender of the title decides, then who was named last before the place.
        """
        if not words:
            return None
        found = [each for each in self.by_word.get(surname(words), ()) if fits(each, words)]
        gender = gender_of_title(title)
        if gender:
            found = [each for each in found if each.gender in {gender, ""}]
        elif len(words) == 1:
            found = list(well_known(found, title))
        if len(found) <= 1 or before is None:
            return found[0] if found else None
        if len(words) == 1:
            by_surname = [each for each in found if surname(each.words) == words[0]]
            found = by_surname or found
        return max(found, key=lambda each: (last_before(each, before), len(each.mentions)))


def well_known(found: Sequence[Entity], title: str) -> Sequence[Entity]:
    """Of several people whom a surname can mean those who are not told by their family: "Trump" is not his son.

    An office before the surname never means a relative: "President Roe" is not "his wife, Ann Roe".
    """
    others = [each for each in found if not any(mention.is_relative for mention in each.mentions)]
    return others if others or title else found


def last_before(entity: Entity, offset: int) -> int:
    """Offset of the entity's last mention before `offset`, -1 if none."""
    at = bisect_left(entity.mentions, offset, key=lambda each: each.span[0]) - 1
    return entity.mentions[at].span[0] if at >= 0 else -1


def fits(entity: Entity, words: Sequence[str]) -> bool:
    """Whether `words` can be a form of the entity's name: all are in it, or only initials and middles differ."""
    if len(words) == 1:
        inner = [word for word in entity.words[1:-1] if not is_initial(word) and word.lower() not in PARTICLES]
        return words[0] in {entity.words[0], entity.words[-1], surname(entity.words), *inner}
    own = with_small(entity.words)
    words = with_small(words)
    return (words[0] == own[0] and surname(words) == surname(own)) or set(words) <= set(own)


def with_small(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name with its particles small: "De Miranda" opens a sentence about Luis de Miranda."""
    return tuple(word.lower() if word.lower() in PARTICLES else word for word in words)


def gender_of_title(title: str) -> str:
    """ "m" or "f" where a title tells it."""
    for word in title.lower().replace(".", "").split():
        if word in PERSON_ADDRESS:
            return PERSON_ADDRESS[word]
    known = titles().get(title.lower())
    return known[1] if known else ""


def gender_of_role(role: str) -> str:
    """ "m" or "f" where a role tells it: "spokeswoman", "father"."""
    for word in role.lower().split():
        if word.endswith("woman") or word in {
            "mother",
            "wife",
            "sister",
            "daughter",
            "actress",
            "queen",
            "widow",
        }:
            return "f"
        if (word.endswith("man") and word in roles()) or word in {"father", "husband", "brother", "son", "king"}:
            return "m"
    return ""


def person_score(mention: Mention) -> int:
    """How much a mention by itself looks like a person: above zero yes, below no, zero cannot say."""
    words = mention.words
    name = mention.name
    if len(words) == 1 and name.endswith("."):
        return -2
    if words[-1].endswith("s") and is_people(words[-1]) and words[0] not in given_names():
        return -3
    is_initialled = len(words) > 1 and any(is_initial(word) for word in words[:-1])
    is_full = len(words) == 2 and words[0] in given_names() and words[-1].lower() in SURNAMES
    if (words[-1].lower() in THINGS and not (mention.title or is_initialled or is_full)) or (
        len(words) > 1 and words[-1].lower() in PRESS_TAILS
    ):
        return -2
    if name in media() or name in places() or any(word.lower() in organisations() for word in words[-1:]):
        return 2 if mention.title and len(words) <= 3 and name not in places() else -3
    if any(word.lower() in organisations() for word in words) and words[0] not in given_names():
        return -2
    if mention.title:
        return 3
    if mention.is_body:
        return -3
    if len(words) >= 2 and words[0] in given_names() and words[-1] not in places():
        return 3
    if mention.has_article or any(word[:1].isdigit() for word in words):
        return -2
    if len(words) == 1 and (words[0].isupper() and len(words[0]) > 1 and "." not in words[0]):
        return -2
    if mention.role and 2 <= len(words) <= 4:
        return 2
    if any(word in places() for word in words):
        return -2
    if len(words) >= 2 and any(is_initial(word) for word in words[1:]):
        return 2
    return 1 if 2 <= len(words) <= 4 and all(word[:1].isupper() for word in (words[0], words[-1])) else 0


def is_people(word: str) -> bool:
    """Whether a word names a people in the plural: "Uighurs", "Americans"."""
    return places().get(word.removesuffix("s"), ("",))[0] == "demonym"


def cast_of(all_mentions: Iterable[Mention]) -> Cast:
    """The cast of the article whose mentions are given in the text's order."""
    cast = Cast()
    listed = list(all_mentions)
    bodies = {each.words for each in listed if each.is_body}
    listed = [each if each.is_body or each.words not in bodies else replace(each, is_body=True) for each in listed]
    # Longer names first, so that "Cavoli" finds "Christopher Cavoli" wherever the full name stands.
    for mention in sorted(listed, key=lambda each: (-min(len(each.words), 4), each.span)):
        admit(cast, mention)
    for entity in [*cast.people, *cast.bodies]:
        entity.mentions.sort(key=lambda each: each.span)
        settle(entity)
    mark_places(cast, {each.name for each in listed})
    cast.people.sort(key=lambda each: each.mentions[0].span)
    cast.bodies.sort(key=lambda each: each.mentions[0].span)
    cast.order = sorted(
        ((mention.span[0], entity, mention) for entity in [*cast.people, *cast.bodies] for mention in entity.mentions),
        key=lambda each: each[0],
    )
    return cast


def mark_places(cast: Cast, names: set[str]) -> None:
    """Mark the bodies of one word that are places by the text: "in Norlanda", or "Norlandan" stands in it too."""
    for entity in cast.bodies:
        if len(entity.words) == 1 and not entity.name.isupper():
            people = {f"{entity.name}n", f"{entity.name}ns", f"{entity.name}an", f"{entity.name.rstrip('aeiouy')}ian"}
            entity.is_place = any(each.is_located for each in entity.mentions) or bool(people & names)


def admit(cast: Cast, mention: Mention) -> None:
    """Add a mention to the entity it names, or open a new one."""
    score = person_score(mention)
    if score >= -1 or is_surname_and_place(cast, mention):
        known = cast.person(mention.words, mention.title, mention.span[0])
        if known:
            insort(known.mentions, mention, key=lambda each: each.span[0])
            return
    if score > 0:
        gender = gender_of_title(mention.title) or given_names().get(mention.words[0], "")
        entity = Entity(mention.name, mention.words, is_person=True, gender=gender, mentions=[mention])
        cast.people.append(entity)
        for word in dict.fromkeys(mention.words):
            if not is_initial(word):
                cast.by_word.setdefault(word, []).append(entity)
        return
    body = cast.by_name.get(mention.name)
    if body is None:
        body = Entity(mention.name, mention.words, is_person=False)
        cast.bodies.append(body)
        cast.by_name[mention.name] = body
    body.mentions.append(mention)


def is_surname_and_place(cast: Cast, mention: Mention) -> bool:
    """Whether the name of a place is the surname of a person named in full: "Paris" beside "Valeska Paris"."""
    if len(mention.words) > 1 or mention.is_located or mention.has_article or mention.name not in places():
        return False
    found = cast.by_word.get(mention.name, ())
    return any(surname(each.words) == mention.name and len(each.words) > 1 for each in found)


def settle(entity: Entity) -> None:
    """Fill name, gender, title and role of an entity from its mentions."""
    forms = Counter(mention.words for mention in entity.mentions if len(mention.words) > 1)
    if entity.is_person and forms:
        # The form used most; of several, one that begins with a given name, then the first.
        order = list(forms)
        best = max(order, key=lambda words: (forms[words], words[0] in given_names(), -order.index(words)))
        ends = with_small(best)
        fuller = [
            words for words in order if len(words) - len(best) in {1, 2} and with_small(words[-len(best) :]) == ends
        ]
        if fuller and best[0] not in given_names():
            best = fuller[0]  # "Kilmar Abrego Garcia", mostly called "Abrego Garcia"
        entity.words, entity.name = best, " ".join(best)
    for mention in entity.mentions:
        entity.is_body = entity.is_body or mention.is_body
        entity.title = entity.title or mention.title
        if len(mention.role) > 3 and (not entity.role or is_party(entity.role)) and not is_party(mention.role):
            entity.role = mention.role
        entity.is_sure = entity.is_sure or (entity.is_person and person_score(mention) >= 2)
        if entity.is_person and not entity.gender:
            entity.gender = gender_of_title(mention.title) or gender_of_role(mention.role)
    if entity.is_person and not entity.gender and len(entity.words) > 1:
        entity.gender = given_names().get(entity.words[0], "") or given_names().get(entity.words[0].split("-")[0], "")


def is_party(role: str) -> bool:
    """Whether a role is a party alone: "R-Ga.", "D-N.C.", "Republican"."""
    return role[:2] in {"R-", "D-", "I-"} or role in {"Republican", "Democrat", "Conservative"}
