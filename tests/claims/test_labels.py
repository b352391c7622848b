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
