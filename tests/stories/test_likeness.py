"""What likeness of articles is made of: numbers, and clusters that are more alike inside than to each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.stories.samples import document
from tui_reader.stories import profile, terms
from tui_reader.stories.linkage import average_linkage
from tui_reader.stories.quantities import agreement, quantities


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("A magnitude 6.1 quake killed ten people.", {"6.1", "10"}),
        ("Some 1,200 workers and two ships", {"1200", "2"}),
        ("On 12 May 2031 at 9:30 am, or 10 pm, one man", set()),
        ("Gate 12/4 of terminal A3", set()),
    ],
)
def test_numbers_that_say_how_much(text: str, numbers: set[str]) -> None:
    assert quantities(text) == numbers


def test_numbers_agree_clash_or_say_nothing() -> None:
    a, b = frozenset({"23"}), frozenset({"26"})
    assert agreement(a, a | b, a, a) == 1.0
    assert agreement(a, a, b, b) == -1.0
    assert agreement(a, a, b, a | b) == 0.0
    assert agreement(a, a, frozenset(), frozenset()) == 0.0


def test_two_tight_groups_stay_apart_where_the_likeness_between_them_drops() -> None:
    likeness = {(a, b): 0.95 if (a < 3) == (b < 3) else 0.6 for a in range(6) for b in range(a + 1, 6)}
    singles = [[number] for number in range(6)]
    assert average_linkage(singles, likeness, (), 0.5) == [[0, 1, 2, 3, 4, 5]]
    assert average_linkage(singles, likeness, (), 0.5, 0.7) == [[0, 1, 2], [3, 4, 5]]
    assert average_linkage([[0, 1, 2], [3, 4, 5]], likeness, (), 0.5, 0.7) == [[0, 1, 2], [3, 4, 5]]


def test_small_groups_join_whatever_gap_lies_between_them() -> None:
    likeness = {(0, 1): 0.95, (0, 2): 0.6, (1, 2): 0.6, (0, 3): 0.6, (1, 3): 0.6, (2, 3): 0.95}
    assert average_linkage([[n] for n in range(4)], likeness, (), 0.5, 0.7) == [[0, 1, 2, 3]]


def test_short_items_hours_apart_are_less_alike() -> None:
    rarity = terms.Rarity()
    text = "Dock workers walked out over pay at the port of Salvo."
    first, soon, late = (
        profile.weigh(profile.read(document(hour, "Courier", text, "Salvo port strike", hour)), rarity)
        for hour in (0, 1, 60)
    )
    assert profile.likeness(first, soon) > profile.likeness(first, late)


def test_the_model_for_articles_has_little_to_say_about_a_few_sentences() -> None:
    def words(count: int, hour: float | None) -> profile.Words:
        made = profile.read(
            document(1, "Courier", " ".join(f"qu{chr(97 + k // 26)}{chr(97 + k % 26)}k" for k in range(count)))
        )
        return replace(made, hour=hour)

    item, report, article = (words(count, 12.0) for count in (12, 40, 400))
    assert profile.share_of_long(item, article) == 0.0, "the shorter one decides"
    assert 0.0 < profile.share_of_long(report, article) < 0.5
    assert profile.share_of_long(article, article) == 1.0
    assert profile.share_of_long(item, words(12, None)) == 1.0, "hours are what the other model leans on"
