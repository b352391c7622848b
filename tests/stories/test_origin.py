"""Copies, credits and origins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories.samples import FLOOD, STRIKE, document
from tui_reader.stories.origin import agencies, credited, origins

WIRE = (
    "The port of Salvo stood still for a third day on Thursday as dock workers walked out over pay. "
    "The union said talks with the harbour office had ended without a date for the next meeting. "
    "Two cruise ships with some three thousand guests were sent on to Aster, their owner said."
)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"SALVO (AP) — {WIRE}", "AP"),
        (f"SALVO, May 4 (Reuters) - {WIRE}", "Reuters"),
        (f"Salvo (dpa) - {WIRE}", "dpa"),
        (f"(ANSA) - SALVO, MAY 4 - {WIRE}", "ANSA"),
        (f"SALVO, May 4. /TASS/. {WIRE}", "TASS"),
        (f"By Iva Sund, PA Media\n{WIRE}", "PA Media"),
        (f"By The Associated Press\n{WIRE}", "AP"),
        (f"{WIRE}\n© AFP 2031", "AFP"),
        (f"{WIRE} – Bernama", "Bernama"),
        (f"{WIRE}\nSource: Xinhua", "Xinhua"),
        (f"{WIRE}\n(Reporting by Iva Sund; Editing by Per Holm)", "Reuters"),
        (f"{WIRE}\n==Kyodo", "Kyodo"),
        (f"{WIRE} The mayor told Reuters that she was sorry. Nobody else spoke.", ""),
        (f"{WIRE} The Associated Press reported it first, and others followed later in the day.", ""),
        (WIRE, ""),
    ],
)
def test_credit_lines_name_their_agency(text: str, agency: str) -> None:
    assert credited(document(1, "Courier", text)) == agency


def test_an_agency_as_outlet_credits_itself() -> None:
    assert credited(document(1, "Reuters", WIRE)) == "Reuters"


def test_near_copies_are_one_origin() -> None:
    copy = WIRE.replace("Two cruise ships", "Meanwhile two ships").replace("Thursday", "May 4")
    found = origins([document(1, "Courier", WIRE), STRIKE[1], document(3, "Post", f"{copy} More follows.")])
    assert found.copies == ((0, 2),)
    assert found.count == 2


def test_one_agency_in_two_outlets_is_one_origin() -> None:
    found = origins([document(1, "Courier", f"SALVO (AP) — {WIRE}"), document(2, "Post", f"{STRIKE[1].text}\n© AP")])
    assert found.credits == ((0, "AP"), (1, "AP"))
    assert found.copies == ()
    assert found.count == 1


def test_one_outlet_is_one_origin() -> None:
    assert origins([STRIKE[0], FLOOD[0], STRIKE[1]]).count == 2
    assert origins([]).count == 0


def test_short_equal_phrases_are_no_copies() -> None:
    assert origins([document(1, "A", "Police are searching."), document(2, "B", "Police are searching.")]).copies == ()


def test_every_agency_gives_its_reason() -> None:
    assert len(agencies()) >= 30
    assert all(agency.why for agency in agencies())
    assert len({agency.name for agency in agencies()}) == len(agencies())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from([WIRE, WIRE[80:], FLOOD[0].text, "", "x"])), max_size=6)
)
def test_groups_of_copies_are_disjoint(made: list[tuple[str, str]]) -> None:
    found = origins([document(n, outlet, text) for n, (outlet, text) in enumerate(made)])
    members = [at for group in found.copies for at in group]
    assert len(members) == len(set(members))
    assert found.count <= len({outlet for outlet, _ in made})
