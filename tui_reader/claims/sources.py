"""Sources resolved within one article: who speaks in each attribution, under one name, and after which hops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tui_reader.claims.antecedents import antecedent, leading, sentence_around
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.badges import kind_of
from tui_reader.claims.carry import LOST
from tui_reader.claims.descriptions import described
from tui_reader.claims.kinds import UNKNOWN, Kind
from tui_reader.claims.mentions import Mention, whole_name
from tui_reader.claims.names import Entity
from tui_reader.claims.pages import Page, Paragraph
from tui_reader.claims.pronouns import FEMALE, FIRST, MALE, NEUTER, PLURAL, RELATIVE, WINDOW, Memory, Seen, gender_of
from tui_reader.claims.roster import NEAR_OPENING, WRITER, Phrase, Roster, entity_kind, pairs
from tui_reader.claims.stance import verb_of
from tui_reader.claims.subjects import is_subject, pronoun_of
from tui_reader.claims.vetoes import BE, is_empty
from tui_reader.claims.words import Word

CROWD = 60  #: attributions of one paragraph that are looked at for chains
THIRD = MALE | FEMALE | PLURAL | NEUTER


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who speaks in one attribution."""

    kind: Kind  #: badge, name, role, naming, affiliation
    mention: str  #: the words at this place, "" for a speaker carried over
    chain: tuple[str, ...] = ()  #: earlier hops, outermost first


def resolve(page: Page, found: Sequence[Attribution], roster: Roster) -> list[Resolved]:
    """The speakers of the attributions `found`, in their order; `roster` tells whom the article's form makes speak."""
    return Resolver(page, found, roster).run()


class Resolver:
    """Reads the article once from its beginning and remembers who has been named."""

    def __init__(self, page: Page, found: Sequence[Attribution], roster: Roster) -> None:
        self.page = page
        self.found = found
        self.memory = Memory()
        self.kinds: dict[int, Kind] = {}
        self.roster = roster
        self.by_paragraph: dict[int, list[int]] = {}
        for at, each in enumerate(found):
            self.by_paragraph.setdefault(page.number_at(each.content[0][0]), []).append(at)

    def run(self) -> list[Resolved]:
        """Resolve all: first who speaks outside quotations in the text's order, then who speaks inside them."""
        order = sorted(range(len(self.found)), key=lambda at: place(self.found[at]))
        inside = [at for at in order if self.is_inside(self.found[at])]
        quoted = set(inside)
        outside = [at for at in order if at not in quoted]
        events: list[tuple[int, int, object]] = [(place(self.found[at]), 1, at) for at in outside]
        events += [(offset, 0, (entity, mention)) for offset, entity, mention in self.page.cast.order]
        events += [(word.begin, 2, word) for part in self.page.paragraphs for word in part.words if word.lower in THIRD]
        events += [(offset, 0, kind) for offset, kind in self.roster.people_by_role()]
        events += [(offset, 0, kind) for offset, kind in self.roster.texts()]
        events += [(phrase.offset, 0, phrase) for phrase in self.roster.bodies()]
        events += [(seen.offset, 0, seen) for seen in pairs(self.page)]
        sources = {span[0] for each in self.found for span in each.source}
        for offset, _rank, what in sorted(events, key=lambda each: (each[0], each[1])):
            if isinstance(what, int):
                self.kinds[what] = self.outside(what)
            elif isinstance(what, tuple) and not isinstance(what, Word):
                self.see_name(*what)
            elif isinstance(what, Kind):
                self.see_group(offset, what)
            elif isinstance(what, Seen):
                self.memory.add(what)
            elif isinstance(what, Phrase):
                meant = described(what.kind, what.words, offset, self.page, self.memory)
                self.see_group(offset, meant or what.kind)
            elif isinstance(what, Word) and offset not in sources:
                self.see_pronoun(what)
        for at in inside:
            self.kinds[at] = self.inside(at)
        return [self.resolved(at) for at in range(len(self.found))]

    def is_inside(self, each: Attribution) -> bool:
        """Whether the source of an attribution stands inside a quotation."""
        if not each.source:
            return False
        words = self.page.paragraph_at(each.source[0][0]).between(*each.source[0])
        return bool(words) and words[0].quote >= 0

    def see_name(self, entity: Entity, mention: Mention) -> None:
        """Remember a name at its place."""
        if entity.is_lone:
            return
        offset = mention.span[0]
        part = self.page.paragraph_at(offset)
        at = part.index(offset)
        word = part.words[at]
        after = at + len(mention.words)
        following = part.words[after] if after < len(part.words) else None
        gender = entity.gender if entity.is_person else "n"
        self.memory.add(
            Seen(
                kind=entity_kind(entity),
                gender=gender,
                sentence=self.page.sentence_number(offset),
                offset=offset,
                is_subject=is_subject(part, at, following),
                is_quoted=word.quote >= 0,
                is_possessive=mention.is_possessive,
            )
        )

    def see_group(self, offset: int, kind: Kind) -> None:
        """Remember people named by their role alone: "officials", "the scientists"."""
        part = self.page.paragraph_at(offset)
        at = part.index(offset)
        number = self.page.sentence_number(offset)
        opens = offset <= part.sentence_at(offset)[0] + NEAR_OPENING
        self.memory.add(
            Seen(kind, self.roster.gender(kind), number, offset, is_subject=opens, is_quoted=part.words[at].quote >= 0)
        )

    def see_pronoun(self, word: Word) -> None:
        """Remember who a pronoun that is no source means, so that later ones find the same."""
        if word.lower in PLURAL | NEUTER:
            return
        number = self.page.sentence_number(word.begin)
        meant = self.memory.meant(word.lower, number, word.quote >= 0)
        if meant:
            self.memory.add(
                replace(
                    meant,
                    sentence=number,
                    offset=word.begin,
                    is_subject=word.lower in {"he", "she"},
                    is_quoted=word.quote >= 0,
                    is_possessive=word.lower in {"his", "her"},
                    is_speaker=False,
                )
            )

    def outside(self, at: int) -> Kind:
        """The speaker of an attribution whose source stands outside quotations, and remember it."""
        each = self.found[at]
        offset = place(each)
        if not each.source:
            carries = each.why == "carry-over" or not each.cue
            return self.carried(each) if carries else self.unsaid(each)
        part = self.page.paragraph_at(each.source[0][0])
        words = [word for span in each.source for word in part.between(*span)]
        words = whole_name(words, part.words[part.index(words[-1].begin) + 1 :][:4] if words else ())
        kind = self.of_words(part, words, each, offset)
        if self.roster.is_outlet(kind):
            return WRITER
        if kind.badge != "UNKNOWN":
            self.remember(kind, each.source[0][0])
        return kind

    def unsaid(self, each: Attribution) -> Kind:
        """The speaker of a quotation with an active cue of which the engine found no source: whom the rules find."""
        cue = self.page.text[slice(*each.cue[0])].lower()
        verb = verb_of(cue)
        if verb is None or "q" not in verb.takes or "a" in verb.takes or BE.search(cue):
            return UNKNOWN
        offset = each.content[0][0] + 1
        is_quoted = any(quote.begin < offset < quote.end for quote in self.page.paragraph_at(offset).quotes)
        return (self.roster.quoted_at(offset) if is_quoted else None) or UNKNOWN

    def remember(self, kind: Kind, offset: int) -> None:
        """Remember a speaker."""
        self.memory.add(
            Seen(
                kind=kind,
                gender=self.roster.gender(kind),
                sentence=self.page.sentence_number(offset),
                offset=offset,
                is_subject=True,
                is_speaker=True,
            )
        )

    def carried(self, each: Attribution) -> Kind:
        """The speaker of a quotation without a cue: who leads to it, else who spoke last."""
        if each.confidence <= LOST:
            return UNKNOWN
        leads = leading(self.page, each.content[0][0])
        if leads and (led := self.of_words(*leads, each, leads[1][0].begin)).badge != "UNKNOWN":
            self.remember(led, each.content[0][0])
            return led
        for seen in reversed(self.memory.seen[-WINDOW:]):
            if seen.is_speaker and seen.offset < each.content[-1][1]:
                return seen.kind
        return UNKNOWN

    def of_words(self, part: Paragraph, words: Sequence[Word], each: Attribution, offset: int) -> Kind:
        """The kind of a source made of these words."""
        while words and words[0].is_mark and words[0].text != "@":
            words = words[1:]
        while words and words[-1].is_mark:
            words = words[:-1]
        if not words:
            return UNKNOWN
        first = words[0]
        lower = pronoun_of(first)
        rest = [word for word in words[1:] if word.lower not in {"himself", "herself", "also", "both", "all", "too"}]
        if not rest or lower in {"he", "she", "they", "it", "i", "we", "who"}:
            if lower in THIRD:
                if each.cue and is_empty(lower, self.page.text[slice(*each.cue[0])]):
                    return UNKNOWN
                own = each.content if each.content and each.content[0][0] < offset else ()
                seen = self.memory.meant(lower, self.page.sentence_number(first.begin), first.quote >= 0, own)
                if seen and not seen.gender and seen.kind.entity and lower in {"he", "she"}:
                    seen.kind.entity.gender = gender_of(lower)
                    self.memory.learn(seen.kind.name, gender_of(lower))
                return seen.kind if seen else UNKNOWN
            if lower in RELATIVE:
                return antecedent(self.page, part, first)
            if lower in FIRST:
                return self.roster.writer()
            if lower == "you":
                return UNKNOWN
        kind = kind_of(words, sentence_around(self.page, part, first.begin), self.page.cast)
        return described(kind, words, offset, self.page, self.memory) or kind

    def inside(self, at: int) -> Kind:
        """The speaker of an attribution inside a quotation: "I" is whoever is quoted."""
        each = self.found[at]
        begin, end = each.source[0]
        part = self.page.paragraph_at(begin)
        words = part.between(begin, end)
        if words and pronoun_of(words[0]) in FIRST and len(words) == 1:
            return self.quoted_speaker(at, begin)
        if words and pronoun_of(words[0]) in THIRD and len(words) == 1:
            speaker = self.quoted_speaker(at, begin)
            lower = pronoun_of(words[0])
            number = self.page.sentence_number(begin)
            near = [s for s in self.memory.seen if s.offset < begin and s.kind.name != speaker.name]
            seen = Memory(near, dict(self.memory.counts)).meant(lower, number, True)
            return seen.kind if seen else UNKNOWN
        return self.of_words(part, words, each, begin)

    def quoted_speaker(self, at: int, offset: int) -> Kind:
        """Who is quoted at `offset`: the source of the narrowest other attribution whose content holds it."""
        best, width = UNKNOWN, 0
        for other in self.near(at):
            each = self.found[other]
            if other not in self.kinds or self.kinds[other].badge == "UNKNOWN":
                continue
            for begin, end in each.content:
                is_in = begin <= offset < end and not any(low <= offset < high for low, high in each.source)
                if is_in and (not width or end - begin < width):
                    best, width = self.kinds[other], end - begin
        if best.badge == "UNKNOWN":
            best = self.roster.quoted_at(offset) or self.roster.writer()
        if best.badge == "UNKNOWN":
            spoke = (seen.kind for seen in reversed(self.memory.seen) if seen.is_speaker and seen.offset < offset)
            best = next(spoke, best)
        return best

    def near(self, at: int) -> list[int]:
        """Other attributions of the same paragraph; at most CROWD, so that a hostile paragraph costs no square."""
        here = self.page.number_at(self.found[at].content[0][0])
        return [other for other in self.by_paragraph.get(here, ())[:CROWD] if other != at]

    def resolved(self, at: int) -> Resolved:
        """The outcome for one attribution, with the hops around it."""
        each = self.found[at]
        mention = " ".join(self.page.text[begin:end] for begin, end in each.source)
        kind = self.kinds[at]
        if each.source and kind.badge == "UNKNOWN" and not kind.name:
            kind = replace(kind, naming="unknown")
        chain, kind = self.roster.hops(each, kind)
        return Resolved(kind, mention, (*self.outer(at), *chain))

    def outer(self, at: int) -> tuple[str, ...]:
        """Speakers in whose reported words this attribution stands whole, outermost first."""
        each = self.found[at]
        if not each.source or not each.cue:
            return ()
        low = min(span[0] for span in (*each.source, *each.cue, *each.content))
        high = max(span[1] for span in (*each.source, *each.cue, *each.content))
        hops: list[tuple[int, str]] = []
        for other in self.near(at):
            around, kind = self.found[other], self.kinds[other]
            if kind.badge == "UNKNOWN" or kind.name == self.kinds[at].name:
                continue
            for begin, end in around.content:
                if begin <= low and high <= end and around.content != each.content:
                    hops.append((begin - end, f"{kind.badge} {kind.name}"))
        return tuple(dict.fromkeys(name for _width, name in sorted(hops)))


def place(each: Attribution) -> int:
    """Where an attribution is spoken of: at its source, else its cue, else its content."""
    spans = each.source or each.cue or each.content
    return spans[0][0]
