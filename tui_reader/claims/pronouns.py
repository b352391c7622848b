"""Who "he", "she", "they" and "it" are: the most salient earlier person or body that agrees, by a few weighed signs.

The signs (nearness in sentences, being a subject, having spoken last, gender) follow Lappin and Leass, "An algorithm
for pronominal anaphora resolution" (1994); the weights were set on articles of world news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui_reader.claims.kinds import Kind
from tui_reader.claims.lexicon import places

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
WINDOW = 80  #: latest mentions that are weighed
FARTHEST = 14  #: sentences a pronoun reaches back

BODY = -0.8  #: "they" is sometimes a body
UNNAMED = -0.5  #: "he" and "she" rather mean somebody with a name than a "brother"
NEAR, SUBJECT, SPEAKER, GENDER, QUOTED, POSSESSIVE, OWN_CONTENT, OFTEN = 1.0, 1.4, 1.3, 1.0, -1.6, -0.5, -2.2, 0.06


@dataclass(slots=True)
class Seen:
    """A person or body seen in the text, ready to be meant by a pronoun."""

    kind: Kind  #: what it is
    gender: str  #: "m", "f", "" unknown; "p" plural; "n" a body or thing
    sentence: int  #: number of its sentence
    offset: int  #: where it stands
    is_subject: bool = False  #: subject of its clause
    is_quoted: bool = False  #: inside a quotation
    is_possessive: bool = False  #: "Trump’s"
    is_speaker: bool = False  #: source of an attribution


@dataclass(slots=True)
class Memory:
    """What has been mentioned so far, in the text's order."""

    seen: list[Seen] = field(default_factory=list)  #: latest last
    counts: dict[str, int] = field(default_factory=dict)  #: name -> mentions so far
    speaker: str = ""  #: name of who spoke last

    def add(self, seen: Seen) -> None:
        """Remember a mention."""
        self.seen.append(seen)
        self.counts[seen.kind.name] = self.counts.get(seen.kind.name, 0) + 1
        if seen.is_speaker:
            self.speaker = seen.kind.name

    def learn(self, name: str, gender: str) -> None:
        """Remember of a name whose gender was unknown which pronoun has meant it."""
        for seen in self.seen[-WINDOW:]:
            if seen.kind.name == name and not seen.gender:
                seen.gender = gender

    def meant(
        self, word: str, sentence: int, is_quoted: bool = False, own: Sequence[tuple[int, int]] = ()
    ) -> Seen | None:
        """Who the pronoun `word` in sentence number `sentence` means, None if nobody agrees.

        `own` are the spans of the content that the pronoun is the source of: whom they name is seldom its speaker.
        """
        wanted = gender_of(word)
        best: Seen | None = None
        best_score = 0.0
        for seen in self.seen[-WINDOW:]:
            if (
                (wanted == "p" and is_no_people(seen))
                or not agrees(seen.gender, wanted)
                or sentence - seen.sentence > FARTHEST
            ):
                continue
            score = self.score(seen, wanted, sentence, is_quoted, own)
            if best is None or score >= best_score:
                best, best_score = seen, score
        return best

    def score(self, seen: Seen, wanted: str, sentence: int, is_quoted: bool, own: Sequence[tuple[int, int]]) -> float:
        """How salient a mention is for a pronoun; only differences mean something."""
        score = -NEAR * (sentence - seen.sentence)
        score += SUBJECT * seen.is_subject + SPEAKER * (seen.kind.name == self.speaker)
        score += BODY * (wanted == "p" and seen.gender == "n")
        score += UNNAMED * (wanted in {"m", "f"} and seen.kind.badge != "NAME")
        score += GENDER * (seen.gender == wanted) + POSSESSIVE * seen.is_possessive
        score += QUOTED * (seen.is_quoted and not is_quoted)
        score += OFTEN * min(self.counts.get(seen.kind.name, 0), 8)
        if any(begin <= seen.offset < end for begin, end in own):
            score += OWN_CONTENT
        return score


def is_no_people(seen: Seen) -> bool:
    """Whether "they" cannot mean it: a text, or a place that has not spoken."""
    if seen.kind.badge in {"DOC", "DATA", "POST"}:
        return True
    entity = seen.kind.entity
    is_place = entity is not None and (entity.is_place or seen.kind.name in places())
    return is_place and not seen.is_speaker


def gender_of(word: str) -> str:
    """What a pronoun asks for: "m", "f", "p" or "n"."""
    if word in MALE:
        return "m"
    if word in FEMALE:
        return "f"
    return "p" if word in PLURAL else "n"


def agrees(gender: str, wanted: str) -> bool:
    """Whether a mention of this gender can be meant."""
    if wanted in {"m", "f"}:
        return gender in {wanted, ""}
    if wanted == "p":
        return gender in {"p", "n"}
    return gender == "n"
