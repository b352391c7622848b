"""Figures, dates, places, names and denials of aligned claims, on pairs made by hand (data/figures.jsonl)."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories.samples import START
from tui_reader.stories.contradictions import contradictions
from tui_reader.stories.differences import Clash, Wording, figure_clashes, shared_figures
from tui_reader.stories.figures import figures

PAIRS = [json.loads(line) for line in (Path(__file__).parent / "data" / "figures.jsonl").read_text().splitlines()]


def wording(article: int, text: str, **more: object) -> Wording:
    """A claim of its own outlet that is the whole text."""
    values: dict[str, object] = {"outlet": f"Outlet {article}", "source": "", "published_at": None, **more}
    return Wording(article, 0, text=text, spans=((0, len(text)),), **values)  # type: ignore[arg-type]


def clashes(one: str, other: str) -> list[Clash]:
    """Everything that two aligned claims of two outlets disagree on."""
    both = [wording(0, one), wording(1, other)]
    return figure_clashes(both) + contradictions(both)


@pytest.mark.parametrize("group", ["tune", "held"])
def test_differing_pairs_are_found_and_others_left_alone(group: str) -> None:
    pairs = [pair for pair in PAIRS if pair["set"] == group]
    found = [(pair["expect"] == "differ", bool(clashes(pair["a"], pair["b"]))) for pair in pairs]
    right = sum(expected and got for expected, got in found)
    assert right / sum(got for _, got in found) >= 0.92
    assert right / sum(expected for expected, _ in found) >= 0.7


def test_there_are_enough_pairs_and_all_are_short_prose() -> None:
    assert len(PAIRS) >= 80
    assert all(len(pair["a"]) < 200 and len(pair["b"]) < 200 for pair in PAIRS)


def test_what_a_figure_counts_and_how_it_is_shown() -> None:
    assert [figure.shown for figure in figures("At least 1,200 dock workers and some 30 cranes stood still.")] == [
        "≥ 1200 workers",
        "~ 30 cranes",
    ]
    clash = clashes("The union said 1,200 workers walked out.", "About 900 workers walked out.")[0]
    assert (clash.what, [point.value for point in clash.points]) == ("workers", ["1200 workers", "~ 900 workers"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It opens on 12 May 2031 at 9.30 am.", []),
        ("Flight 417 left gate 12.", []),
        ("An AK 47 was found.", []),
        ("Half a million people fled.", ["500000 people"]),
        ("He won $3 to $5 million a year.", ["3000000-5000000 $"]),
        ("Damage came to $1 million (950,000 euros).", ["1000000 $"]),
        ("She is a 41-year-old nurse.", ["41 years old"]),
        ("Prices rose 4.2 per cent.", ["4.2 %"]),
        ("The toll rose to 21, rescuers said.", ["21 people"]),
        ("Nobody was killed.", ["0 people"]),
    ],
)
def test_figures_of_one_sentence(text: str, shown: list[str]) -> None:
    assert [figure.shown for figure in figures(text)] == shown


def test_same_source_later_is_an_update_and_no_difference() -> None:
    first = wording(0, "The floods killed 21 people.", source="Iva Sund", published_at=START)
    later = wording(1, "The floods killed 28 people.", source="Iva Sund", published_at=START + timedelta(hours=5))
    assert figure_clashes([first, later]) == []
    assert len(figure_clashes([first, wording(1, later.text, source="Per Holm", published_at=later.published_at)])) == 1


def test_same_outlet_never_differs_from_itself() -> None:
    both = [wording(n, f"The floods killed {n + 21} people.", outlet="Courier") for n in range(2)]
    assert figure_clashes(both) == []


def test_spans_of_a_claim_in_pieces_point_into_the_article() -> None:
    article = '"The port," she said, "lost 900 workers today."'
    pieces = ((1, 10), (23, 46))
    claim = Wording(0, 0, "Courier", " ".join(article[b:e] for b, e in pieces), pieces)
    figure = figures(claim.text)[0]
    assert article[slice(*claim.place(figure.span))] == "900 workers"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_read_without_error_and_spans_fit(one: str, other: str) -> None:
    for text in (one, other):
        for figure in figures(text):
            assert 0 <= figure.span[0] < figure.span[1] <= len(text)
    assert clashes(one, one) == []
    assert [c.what for c in clashes(one, other)] == [c.what for c in clashes(one, other)]
    assert shared_figures(figures(one), figures(other)) is not None


PIECES = (
    "12", "1,200", "$3", "million", "dozens", "of", "people", "killed", "at least", "%", "km", "-", "May", "2031",
    "half a", "hundred and", "between", "and", "five", "(", ")", "no one", "police", ".",
)  # fmt: skip
NUMERIC = st.lists(st.sampled_from(PIECES), max_size=25)


@settings(max_examples=150, deadline=None)
@given(NUMERIC)
def test_numbers_in_any_order_are_read(words: list[str]) -> None:
    text = " ".join(words)
    found = figures(text)
    assert all(figure.low <= figure.high for figure in found)
    assert found == figures(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A third of the wells are dry.", [("percent", 30, 36.7)]),
        ("More than half of its crew left.", [("percent", 49.5, 100)]),
        ("One in five tenants owes rent.", [("percent", 18, 22)]),
        ("The third of the trials began.", []),
        ("A quarter of a million people marched.", [("count", 237500, 262500)]),
        ("Prices nearly doubled.", [("times", 1.8, 2.2)]),
        ("It fell to -12C overnight.", [("measure", -12.5, -11.5)]),
        ("It was 50 degrees Fahrenheit.", [("measure", 9, 11)]),
        ("The house voted 203-198.", [("vote", 203198, 203198)]),
        ("It was the third fire this year.", [("ordinal", 3, 3)]),
        ("The second suspect fled.", []),
        ("She finished 4th.", [("ordinal", 4, 4)]),
        ("The wreck lies 10 nautical miles out.", [("measure", 18.52, 18.52)]),
    ],
)
def test_shares_ranks_and_degrees(text: str, values: list[tuple[str, float, float]]) -> None:
    found = figures(text)
    assert [str(figure.kind) for figure in found] == [kind for kind, _, _ in values]
    for figure, (_, low, high) in zip(found, values, strict=True):
        assert (figure.low, figure.high) == pytest.approx((low, high), abs=0.06)


DIGITS = "9" * 5_000  # more than Python makes a whole number of


@pytest.mark.parametrize(
    "text",
    [
        f"It counted {DIGITS} people.",
        f"At least {DIGITS} million people marched.",
        f"Between {DIGITS} and {DIGITS} people marched.",
        f"One in {DIGITS} voters abstained.",
        f"It was the {DIGITS}th day of the strike.",
        "It counted " + "two hundred " * 200 + "people.",
    ],
)
def test_endless_numbers_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Half of the wells in Lower Tamar are dry.", "A third of the fields in Lower Tamar are dry."),
        ("It was 12 degrees warmer than usual.", "It was 41 degrees."),
        ("It was 95 degrees in Sandre.", "It was 35C in Sandre."),
        ("Inflation was 9 percent in July.", "Inflation was 7 percent in June."),
        ("Rents doubled in Salvo.", "Prices tripled in Salvo."),
    ],
)
def test_quantities_that_are_not_the_same_are_not_compared(one: str, other: str) -> None:
    assert clashes(one, other) == []
