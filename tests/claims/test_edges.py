"""Contents begin with their clause, names of bodies stay whole, and descriptions find the body they mean."""

from __future__ import annotations

import pytest

from tests.claims.articles import attributed, only
from tui_reader.claims import split
from tui_reader.claims.edges import opened
from tui_reader.claims.quotes import quotations


def edges(text: str, content: str) -> str:
    """The content as a reader gets it, of a text that opens with "Roe said"."""
    begin = text.index(content)
    spans = opened(text, [(begin, begin + len(content))], [(4, 8)], quotations(text, 0, len(text)))
    return " ".join(text[low:high] for low, high in spans)


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("that the river had risen", "the river had risen"),
        ("that “nobody was warned”", "that “nobody was warned”"),
        ("that was wrong", "that was wrong"),
        ("that", "that"),
        ("that question", "that question"),
        (", the river had risen,", "the river had risen"),
        (": it rained", "it rained"),
        ("“It rained,”", "“It rained,”"),
        ("“that the river rose”", "“that the river rose”"),
    ],
)
def test_a_content_begins_with_its_clause(content: str, kept: str) -> None:
    assert edges(f"Roe said {content} today.", content) == kept


def test_that_before_its_cue_stays() -> None:
    text = "that man fell, Roe said."
    assert opened(text, [(0, 13)], [(19, 23)], ()) == ((0, 13),)


@pytest.mark.parametrize("mark", ["’", "'"])
def test_a_union_keeps_its_whole_name(mark: str) -> None:
    name = f"Harbour and Dock Workers{mark} Union"
    claim = only(f"Nearly 1,000 people have walked out since Thursday, according to the {name}.")
    assert claim.source
    assert (claim.badge, claim.source.name) == ("ORG", name)


def test_the_union_and_the_company_are_those_named_before() -> None:
    text = (
        "The Harbour and Dock Workers’ Union met Sarrow Quays, the company that runs the port, on Monday.\n"
        "The union said that the talks had failed.\n"
        "The company said that the talks went on.\n"
        "The port operator said that it would pay."
    )
    names = [claim.source.name for claim in attributed(split(text, engine="rules")) if claim.source and claim.shown]
    assert names == ["Harbour and Dock Workers’ Union", "Sarrow Quays", "Sarrow Quays"]


def test_a_service_is_not_another_service() -> None:
    text = "The Civil Protection Service sent boats.\nThe weather service said that the rain was over."
    assert only(text).source.name == "weather service"  # type: ignore[union-attr]


def test_an_addressee_may_have_a_number() -> None:
    assert only("Residents told Radio 6 that they had heard nothing at all.").text == "they had heard nothing at all"


def test_a_word_that_opens_a_sentence_is_nobody() -> None:
    text = "Sarrow Dairies raised its forecast. Sales rose 7 percent. It said that its costs had fallen again."
    assert only(text).source.name == "Sarrow Dairies"  # type: ignore[union-attr]


def test_a_country_that_no_table_knows_is_a_body() -> None:
    text = "Velmora said that the drone was hit.\nThe wreck lay in Velmora, near the border."
    claim = only(text)
    assert claim.source
    assert (claim.badge, claim.source.affiliation) == ("ORG", "government")


def test_an_office_before_a_name_is_that_person() -> None:
    claim = only("The mayor of Port Sarrow, Ann Roe, said that the port would open.")
    assert claim.source
    assert (claim.badge, claim.source.name) == ("NAME", "Ann Roe")


def test_he_is_the_shepherd_and_not_the_country() -> None:
    text = "Talvonia denied it.\nA shepherd said that he heard two bangs. “One, and then the other,” he said."
    claims = [claim for claim in attributed(split(text, engine="rules")) if claim.shown]
    assert [claim.source.name for claim in claims if claim.source] == ["shepherd", "shepherd"]


def test_a_month_is_nobody() -> None:
    text = "The Harbour Board met in April. It said that the key was with Thole."
    assert only(text).source.name == "Harbour Board"  # type: ignore[union-attr]


def test_a_log_is_a_document() -> None:
    assert only("The gates were opened at five, according to a log kept by the operator.").badge == "DOC"


def test_his_family_is_not_he() -> None:
    text = (
        "Ann Roe met his family.\nBram Hallick, the union’s president, came at ten. "
        "“This time we want signatures, not words,” he told them."
    )
    assert only(text).source.name == "Bram Hallick"  # type: ignore[union-attr]


def test_a_pronoun_tells_the_gender() -> None:
    text = (
        "Mayor Lio Ortiz spoke on Monday. “Both sides want to work,” she posted.\n"
        "Mr. Tasch laughed. “I admire the hope of the mayor,” he said."
    )
    claims = [claim for claim in attributed(split(text, engine="rules")) if claim.shown]
    assert [claim.source.name.split()[-1] for claim in claims if claim.source] == ["Ortiz", "Tasch"]


def test_an_apposition_names_the_body() -> None:
    claim = only("The largest exporter, Norland Dairies, said that it did not expect a loss.")
    assert claim.source
    assert (claim.badge, claim.source.name) == ("ORG", "Norland Dairies")


def test_an_office_is_the_one_person_named_with_it_below() -> None:
    text = "The regional governor said that at least 11 people were dead.\nGov. Stellan Brodt flew over the valley."
    assert only(text).source.name == "Stellan Brodt"  # type: ignore[union-attr]
    two = text + " Gov. Ann Roe of Norland sent help."
    assert only(two).source.name == "regional governor"  # type: ignore[union-attr]


@pytest.mark.parametrize("many", ["About 40", "At least eleven", "Over 2,000"])
def test_a_number_may_open_a_claim(many: str) -> None:
    assert only(f"{many} people were missing in the town, Ann Roe said.").badge == "NAME"
