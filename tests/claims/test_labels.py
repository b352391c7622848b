"""Sentences that claim nothing, by their form; all fictional."""

from __future__ import annotations

import pytest

from tui_reader.claims.assembly import split

LABELS = [
    ("Read full article", "boilerplate"),
    ("[Read: Why the pier fell]", "boilerplate"),
    ("[Museum houses a treasure of the south]", "boilerplate"),
    ("- Find us on Facebook: https://example.org/gazette", "boilerplate"),
    ("The Morning Show: https://example.org/shows/morning", "boilerplate"),
    ("#Norland #Harbour #Crane", "boilerplate"),
    ("Presenter: Ann Roe", "boilerplate"),
    ("Ann Roe contributed to this report.", "boilerplate"),
    ("Ann Roe and Bo Lim contributed.", "boilerplate"),
    ("Ann Roe reported from Harbour City, and Bo Lim from Northmark.", "boilerplate"),
    ("Email us at news@example.org.", "boilerplate"),
    ("A version of this article appears in print with the headline: Who Will Pay?", "boilerplate"),
    ("(Reuters)", "caption"),
    ("(Image credit: Ann Roe)", "caption"),
    ("Sept. 25, 2018", "dateline"),
    ("Who will pay for it?", "question"),
    ("COVID-19 has closed the port for most of the spring.", ""),
    ("Ann Roe contributed two cranes to the port last year.", ""),
    ("The city [of Norland] will pay.", ""),
    ("The law is explained at length on the page https://example.org/law.", ""),
    ("Aug. 3 was the hottest day of the year in the port.", ""),
]


@pytest.mark.parametrize(("line", "label"), LABELS)
def test_label(line: str, label: str) -> None:
    claims = split(
        f"The crane fell on Monday and broke the pier.\n{line}\nNobody was hurt when it fell.", engine="rules"
    )
    assert [each.label for each in claims if each.text == line] == [label]


@pytest.mark.parametrize("stamp", ["12:00 PM PT --", "09:15 GMT —", "14:30:"])
def test_the_time_of_a_live_page_is_no_claim(stamp: str) -> None:
    claims = split(f"{stamp} The crane fell and broke the pier.", engine="rules")
    assert [(each.text, each.label) for each in claims] == [
        (stamp, "dateline"),
        ("The crane fell and broke the pier.", ""),
    ]
