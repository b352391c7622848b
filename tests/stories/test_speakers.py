"""Speakers joined across outlets: what joins, and what stays apart."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.model import Affiliation, Badge
from tui_reader.stories.speakers import Mention, SpeakerGroup, joined


def groups(*mentions: Mention) -> list[set[str]]:
    """Names of each group."""
    return [{mentions[n].name for n in group.members} for group in joined(mentions)]


def said(name: str, role: str = "", article: int = 0, badge: Badge = "NAME", about: Affiliation = "unknown") -> Mention:
    """A mention in its own article and outlet."""
    return Mention(name, badge, role, about, article, f"Outlet {article}")


@pytest.mark.parametrize(
    "mentions",
    [
        [said("Zelenskyy", "president", 1), said("Zelensky", "President", 2), said("Volodymyr Zelenskiy", "", 3)],
        [said("Lena Ortiz", "mayor", 1), said("Lena Ortiz", "mayor of Salvo", 2)],
        [said("Gen. Per Holm", "commander", 1), said("Per Holm", "", 2)],
        [said("Bill Kestrel", "", 1), said("William Kestrel", "", 2)],
        [said("A. Verrin", "economist", 1), said("Anna Verrin", "economist", 2)],
        [said("José Maravilla", "", 1), said("Jose Maravilla", "", 2)],
        [said("Carolos Verrin", "president", 1), said("Karolos Verrin", "president", 2)],
        [said("Commodore Anna Verrin", "navy spokeswoman", 1), said("Anna Verrin", "navy spokeswoman", 2)],
        [said("Stan Maravilla", "", 1), said("Stanley Maravilla", "lawyer", 2)],
        [said("Smith", "harbour master", 1), said("John Smith", "harbour master", 1)],
        [said("the Kremlin", "", 1, "STATE"), said("Kremlin", "", 2, "STATE")],
        [
            said("Salvo Port Authority", "", 1, "ORG"),
            said("SPA", "", 1, "ORG"),
            said("Salvo Port Authority", "", 2, "ORG"),
        ],
    ],
)
def test_one_speaker(mentions: list[Mention]) -> None:
    assert len(groups(*mentions)) == 1


@pytest.mark.parametrize(
    "mentions",
    [
        [said("Smith", "", 1), said("Smith", "", 2)],
        [said("Smith", "mayor", 1), said("Smith", "mayor", 2)],
        [said("Anna Kestrel", "", 1), said("Paul Kestrel", "", 2)],
        [said("John Smith", "senator", 1), said("John Smith", "goalkeeper", 2)],
        [said("J. Smith", "", 1), said("John Smith", "", 2), said("Jane Smith", "", 3)],
        [said("Kestrel", "goalkeeper", 1), said("Anna Kestrel", "minister", 2)],
        [said("Kestrel", "", 1), said("Anna Kestrel", "", 2), said("Paul Kestrel", "", 3)],
        [said("Daniel Kestrel", "founder", 1), said("Daniela Kestrel", "founder", 2)],
        [said("Salvo Police", "", 1, "ORG"), said("Bray Police", "", 2, "ORG")],
        [said("Salvo Port Authority", "", 1, "ORG"), said("SPA", "", 2, "ORG")],
    ],
)
def test_not_one_speaker(mentions: list[Mention]) -> None:
    assert len(groups(*mentions)) == len({mention.article for mention in mentions})


def test_crowds_and_roles_are_no_speakers() -> None:
    assert groups(said("critics", "", 1, "GROUP"), said("a senior official", "", 2, "OFFICIAL"), said("", "", 3)) == []


def test_a_group_is_named_as_most_outlets_write_it() -> None:
    mentions = [said("Zelensky", "president", n) for n in (1, 2)] + [said("Volodymyr Zelenskiy", "the president", 3)]
    group = joined(mentions)[0]
    assert (group.name, group.role, group.spellings) == ("Zelensky", "president", ("Volodymyr Zelenskiy",))


NAMES = st.sampled_from(["Smith", "John Smith", "J. Smith", "Kestrel", "Anna Kestrel", "SPA", "", "Dr.", "’s", "Ó"])
MENTIONS = st.builds(
    Mention,
    st.one_of(NAMES, st.text(max_size=20)),
    st.sampled_from(["NAME", "ORG", "GROUP"]),
    st.sampled_from(["", "mayor", "coach"]),
    st.sampled_from(["unknown", "government"]),
    st.integers(0, 3),
    st.sampled_from("ABC"),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(MENTIONS, max_size=12))
def test_no_mention_is_in_two_groups(mentions: list[Mention]) -> None:
    members = [member for group in joined(mentions) for member in group.members]
    assert len(members) == len(set(members))
    assert joined(mentions) == joined(mentions)


def crowd(families: Sequence[str], seed: int, uses: int) -> list[Mention]:
    """Fictional names of `families` in several spellings, roles and articles."""
    chance = random.Random(seed)
    roles = ("", "", "mayor of Salvo", "former mayor", "goalkeeper", "harbour master", "economist")
    kinds: tuple[Affiliation, ...] = ("unknown", "unknown", "government", "company")
    spellings = ("{first} {family}", "{initial}. {family}", "Gen. {first} {family}", "{family}")
    found = []
    for number in range(uses):
        first = chance.choice(("Anna", "Bill", "William", "Per", "Lena"))
        name = chance.choice(spellings).format(first=first, initial=first[0], family=chance.choice(families))
        article = chance.randrange(uses // 3)
        found.append(said(name, chance.choice(roles), article, "NAME", chance.choice(kinds)))
        if number % 5 == 0:
            body = chance.choice((f"{families[0]} Port Authority", f"{families[0][0]}PA"))
            found.append(said(body, "", article, "ORG"))
    return found


def names_and_articles(groups: Sequence[SpeakerGroup], mentions: Sequence[Mention]) -> list[tuple[object, ...]]:
    """What is in each group, whatever the positions."""
    return sorted(
        (group.name, group.spellings, *sorted((mentions[n].name, mentions[n].article) for n in group.members))
        for group in groups
    )


@pytest.mark.parametrize("seed", range(4))
def test_families_are_joined_as_if_each_were_alone(seed: int) -> None:
    parts = [crowd([first, second], seed, 60) for first, second in (("Kestrel", "Smith"), ("Ortiz", "Holm"))]
    together = joined([*parts[0], *parts[1]])
    alone = [entry for part in parts for entry in names_and_articles(joined(part), part)]
    assert names_and_articles(together, [*parts[0], *parts[1]]) == sorted(alone)


def calls_of(mentions: Sequence[Mention]) -> int:
    """How many functions are called to join `mentions`: a measure of work that no busy machine disturbs."""
    count = 0

    def watch(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        joined(mentions)
    finally:
        sys.setprofile(before)
    return count


def test_the_work_grows_with_the_names_and_not_with_their_square() -> None:
    def of(number: int) -> list[Mention]:
        words = ["".join(chr(97 + (k * 7 + step * 11) % 26) for step in range(5)) + str(k) for k in range(number)]
        return [said(f"Anna {word.title()}x", "", k) for k, word in enumerate(words)] + [
            said(f"{word.title()} Port Authority", "", k, "ORG") for k, word in enumerate(words)
        ]

    calls_of(of(400))  # reads tables and fills memories, for both
    assert calls_of(of(400)) < 6 * calls_of(of(100))
