"""The speakers an article has beside its cast: the writer, the person interviewed, agencies that pass words on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from tui_reader.claims import rules
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.badges import kind_of, named, proper_body
from tui_reader.claims.heads import PERSON_ENDINGS
from tui_reader.claims.kinds import UNKNOWN, Kind
from tui_reader.claims.lexicon import documents, organisations, places, roles, verbs, words_in
from tui_reader.claims.names import Entity, gender_of_role
from tui_reader.claims.pages import Page
from tui_reader.claims.pronouns import Seen
from tui_reader.claims.words import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    Word,
    is_plural_possessive,
    words_of,
)

LEAST_QUESTIONS = 2  #: paragraphs that are questions; an interview has at least as many


def entity_kind(entity: Entity) -> Kind:
    """The kind of a member of the cast."""
    if entity.is_person:
        return named(entity)
    return replace(proper_body(entity.name), entity=entity)


#: What stands between a press body and whom it passes on: "Yonhap, quoting KCNA", "TASS quoted the ministry".
RELAYS = frozenset({"quoting", "citing", "quoted", "quotes", "cited", "cites"})
QUESTION_SHARE = 0.1  #: of the paragraphs
UNANNOUNCED_SHARE = 0.25  #: likewise, where nothing calls it an interview
INTERVIEW = re.compile(
    r"\binterview|\bQ ?& ?A\b|\b(?:talks|speaks|spoke|talked|discusses|sat down)\b.{0,60}\bwith\b|\btells\b",
    re.IGNORECASE,
)
#: A noun for a person by its ending, of those that no table knows: "shepherd", "fisherman", "pensioner".
PERSON_NOUN = re.compile(rf"(?:{PERSON_ENDINGS})$")
GENERAL_BODIES = words_in("general body")
OPENING = 80  #: characters of a sentence in which its subject is looked for
NEAR_OPENING = 12  #: characters of a sentence within which its subject begins
EARLY = 900  #: characters within which an interview names its guest


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that names nobody, at its place."""

    offset: int  #: of its first word
    words: tuple[Word, ...]  #: from its determiner to its head
    kind: Kind  #: what it tells of itself


def pairs(page: Page) -> Iterator[Seen]:
    """Two people named side by side, whom "they" may mean: "Vale and Roe"."""
    for (begin, first, mention), (offset, second, other) in pairwise(page.cast.order):
        between = page.text[mention.span[1] : offset].removesuffix(f"{other.title} ")
        if not (first.is_person and second.is_person and between.strip() == "and") or mention.quote >= 0:
            continue
        kind = replace(entity_kind(first), name=f"{first.name} and {second.name}", role="", entity=None)
        opens = begin <= page.paragraph_at(begin).sentence_at(begin)[0] + NEAR_OPENING
        yield Seen(kind, "p", page.sentence_number(begin), begin, is_subject=opens)


def is_premodifier(word: Word) -> bool:
    """Whether a word before a plural role can belong to it: an adjective, a name, a possessive."""
    return not (
        word.is_mark
        or word.quote >= 0
        or word.lower in DETERMINERS | PREPOSITIONS | SUBORDINATORS | AUXILIARIES
        or word.lower in verbs()
        or word.lower in {"and", "or", "not", "told", "said"}
    )


def name_beside(words: Sequence[Word], at: int) -> str:
    """The given name alone that stands between commas behind a role: "daughter, Signe,"; "" where there is none."""
    if at + 3 >= len(words) or words[at + 1].text != "," or words[at + 3].text != ",":
        return ""
    name = words[at + 2]
    return name.text if name.is_capital and name.text not in places() and name.quote < 0 else ""


def head_word(name: str) -> str:
    """The head of a description in lower case: "student" of "16-year-old student at the demonstration"."""
    words = name.lower().split()
    at = next((at for at, word in enumerate(words) if at and word in PREPOSITIONS), len(words))
    return words[at - 1] if words else ""


def stands_free(words: Sequence[Word], at: int) -> bool:
    """Whether a singular role opens with an article or a possessive and no name follows: "a woman", "my husband"."""
    opens = at > 0 and words[at - 1].lower in {"a", "an", "one", "my", "his", "her"}
    return opens and not (at + 1 < len(words) and words[at + 1].is_capital)


#: "I" of a column, or the outlet naming itself: its own voice.
WRITER = replace(UNKNOWN, role="the writer")


def plain_outlet(name: str) -> str:
    """An outlet's name in lower case without "The" and what feeds add: "BBC News - World" is "bbc news"."""
    plain = re.split(r" [-–—|:] ", name.lower())[0].removeprefix("the ").strip()
    return plain.removesuffix(".com")


class Roster:
    """Speakers that are told by the article's form."""

    def __init__(self, page: Page, outlet: str = "") -> None:
        self.page = page
        self.outlet = plain_outlet(outlet)
        self._writer: Kind | None = None
        self._quoted: list[Attribution] | None = None

    def writer(self) -> Kind:
        """Who "I" is outside quotations: the person interviewed, else the writer, whom the text does not name."""
        if self._writer is None:
            person = self.interviewed()
            self._writer = entity_kind(person) if person else WRITER
        return self._writer

    def guest(self) -> Kind | None:
        """The person interviewed, None where the article is no interview."""
        writer = self.writer()
        return writer if writer.badge == "NAME" else None

    def is_outlet(self, kind: Kind) -> bool:
        """Whether a source is the article's own outlet."""
        if not self.outlet or kind.badge not in {"MEDIA", "STATE"}:
            return False
        return plain_outlet(kind.name) in {self.outlet, self.outlet.removesuffix(" news")}

    def interviewed(self) -> Entity | None:
        """The person an interview is with: of an article with questions between, who is named first and most."""
        text = self.page.text
        asked = sum(text[part.block.span[1] - 1] == "?" for part in self.page.paragraphs)
        share = asked / max(1, len(self.page.paragraphs))
        is_announced = bool(INTERVIEW.search(self.page.title + " " + text[:EARLY]))
        if asked < LEAST_QUESTIONS or share < (QUESTION_SHARE if is_announced else UNANNOUNCED_SHARE):
            return None
        early = [each for each in self.page.cast.people if each.mentions[0].span[0] < EARLY and each.is_sure]
        if not early:
            return None
        in_title = [each for each in early if each.words[-1] in self.page.title]
        return max(in_title or early, key=lambda each: (len(each.mentions), -each.mentions[0].span[0]))

    def people_by_role(self) -> Iterator[tuple[int, Kind]]:
        """People named by their role alone ("scientists", "a woman"), with the offset of their phrase."""
        for part in self.page.paragraphs:
            for at, word in enumerate(part.words):
                role = roles().get(word.lower)
                if role is None or (word.is_capital and at and part.words[at - 1].is_capital):
                    continue
                if not role.is_plural and not (gender_of_role(word.lower) and stands_free(part.words, at)):
                    continue
                first = at
                while first > 0 and at - first < 4 and is_premodifier(part.words[first - 1]):
                    first -= 1
                phrase = part.words[first : at + 1]
                kind = kind_of(phrase, "", self.page.cast)
                name = name_beside(part.words, at)
                yield phrase[0].begin, Kind("NAME", name, kind.name, "named", kind.affiliation) if name else kind

    def texts(self) -> Iterator[tuple[int, Kind]]:
        """Texts that are the subject of their sentence ("A decree issued on Monday bans"), with their offset."""
        for opening in self.openings():
            words = list(takewhile(lambda word: not word.is_mark, opening))
            if len(words) > 1 and words[-1].lower in documents() and not words[-1].is_capital:
                yield words[0].begin, kind_of(words, "", self.page.cast)

    def bodies(self) -> Iterator[Phrase]:
        """Bodies without a name that are the subject of their sentence: "The food workers’ union disputes that"."""
        for words in self.openings():
            if words[-1].lower in organisations():
                yield Phrase(words[0].begin, tuple(words), kind_of(words, "", self.page.cast))

    def openings(self) -> Iterator[Sequence[Word]]:
        """The noun phrases in small letters that open sentences, from their determiner to their head."""
        for part in self.page.paragraphs:
            for begin, end in part.sentences:
                words = part.between(begin, min(end, begin + OPENING))
                if not words or words[0].lower not in DETERMINERS or words[0].quote >= 0:
                    continue
                inner = (at for at in range(1, len(words)) if not is_plural_possessive(words, at))
                at = next((at for at in inner if not is_premodifier(words[at])), len(words))
                if at > 1 and not words[at - 1].is_capital:
                    yield words[:at]

    def quoted_at(self, offset: int) -> Kind | None:
        """Who the rules say is quoted at `offset`; for quotations that the given attributions do not hold."""
        if self._quoted is None:
            found = rules.attributions(self.page.text, [part.block for part in self.page.paragraphs])
            self._quoted = [each for each in found if each.source]
        for each in self._quoted:
            if any(begin <= offset < end for begin, end in each.content):
                begin, end = each.source[0]
                words = self.page.paragraph_at(begin).between(begin, end)
                kind = kind_of(words, "", self.page.cast)
                return kind if kind.badge != "GROUP" or kind.name else None
        return None

    def gender(self, kind: Kind) -> str:
        """Which pronouns can mean a speaker of this kind."""
        if kind.entity is not None and kind.badge == "NAME":
            return kind.entity.gender if kind.entity.is_person else ""
        if kind.badge == "NAME" and kind.role:
            return gender_of_role(kind.role)
        if kind.badge in {"NAME", "ANON", "OFFICIAL", "GROUP"}:
            last = head_word(kind.name)
            role = roles().get(last)
            if kind.naming == "collective" or (role and role.is_plural) or (role is None and last.endswith("s")):
                return "p"
            if last in {"police", "others", "people"}:
                return "p"
            if role is not None and role.kind == "group" and last in organisations():
                return "n"  # "the union"
            if role is None and kind.badge == "GROUP":
                return "" if PERSON_NOUN.search(last) and last not in GENERAL_BODIES else "n"
            return gender_of_role(kind.name)
        return "n"

    def hops(self, each: Attribution, kind: Kind) -> tuple[tuple[str, ...], Kind]:
        """Hops told within the mention: "Yonhap, quoting KCNA" is KCNA's word, passed on by Yonhap."""
        if not each.source:
            return (), kind
        begin, end = each.source[0][0], each.source[-1][1]
        words = list(words_of(self.page.text, begin, end))
        at = next((i for i, word in enumerate(words) if word.lower in RELAYS), -1)
        if at <= 0 or at + 1 >= len(words):
            return (), kind
        rest: Sequence[Word] = words[at + 1 :]
        inner = kind_of(rest, "", self.page.cast)
        if inner.badge == "UNKNOWN":
            return (), kind
        outer = list(words[:at])
        while len(outer) > 1 and (outer[-1].is_mark or outer[-1].lower in verbs()):
            outer.pop()
        relay = kind_of(outer, "", self.page.cast)
        return (f"{relay.badge} {relay.name}",), inner
