"""Who speaks: pronouns, surnames, titles, descriptions, chains, all within one fictional article."""

from __future__ import annotations

import pytest

from tests.claims.articles import attributed, only
from tui_reader.claims.assembly import assemble, split
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.segment import paragraphs


def speakers(text: str) -> list[str]:
    return [claim.source.name if claim.source else "" for claim in attributed(split(text, engine="rules"))]


RESOLVED = [
    # what is tried, text, names in order
    ("he after one man", "Igor Pell said the pier was safe. He said it was new.", ["Igor Pell", "Igor Pell"]),
    ("she is not he", "Ann Roe met Igor Pell. She said it was safe. He said it was not.", ["Ann Roe", "Igor Pell"]),
    ("a surname", "Gen. Ivo Brandt arrived. Brandt said the road was open.", ["Ivo Brandt"]),
    ("a surname before its full name", "Brandt said that it rained.\nIvo Brandt is a general.", ["Ivo Brandt"]),
    ("two of one surname", "Mr. Bill Roe left. Mrs. Ann Roe stayed. Mr. Roe said it rained. Mrs. Roe said it snowed.",
     ["Bill Roe", "Ann Roe"]),
    ("a title and a surname", "Ann Roe is the mayor. Mayor Roe said the pier was safe.", ["Ann Roe"]),
    ("the senator", "Sen. Bill Vale came home. The senator said the law was dead.", ["Bill Vale"]),
    ("the minister", "Health Minister Ann Roe came home. The minister said the law was dead.", ["Ann Roe"]),
    ("an age", "Bill Vale was hurt in the fall. The 43-year-old said he was lucky.", ["Bill Vale"]),
    ("they", "Officials closed the road. They said it was icy.", ["Officials"]),
    ("it", "The Port Authority closed the pier. It said the steel was thin.", ["Port Authority"]),
    ("who", "It was Bill Vale, who said the law was dead.", ["Bill Vale"]),
    ("a quotation that follows", "“It is over,” Ann Roe said. “We are going home now.”", ["Ann Roe"]),
    ("one in the next line", "“It is over,” Ann Roe said.\n“We are going home now.”", ["Ann Roe", "Ann Roe"]),
    ("a cast of two", "Ann Roe and Bill Vale said the pier was safe.", ["Ann Roe and Bill Vale"]),
    ("a name rather than somebody’s brother",
     "“My brother was there,” said Greta Ruyl. “He was tired.”\nThe firm said that he had volunteered.\n"
     "Bram Hallick, the union’s president, came by. “This time we sign,” he told the pickets.",
     ["Greta Ruyl", "firm", "Bram Hallick"]),
    ("a body without a name",
     "Upland Creameries grew. The food workers’ union disputes that. It says 45 people have left.",
     ["food workers’ union"]),
    ("the company named before", "Norland Dairies grew. The company is old. It said the sales had risen.",
     ["Norland Dairies"]),
    ("according to a body, not a role of the name behind it",
     "Bill Vale was out. According to the coastguard, Vale was alone.", ["coastguard"]),
    ("a role behind a capital word in -ed", "Red Cross official Ann Roe said the road was shut.", ["Ann Roe"]),
    ("his office", "The minister, Ivo Pell, was away. His office said that he was ill.", ["Ivo Pell’s office"]),
    ("its operator by name", "The ferry sank. Its operator, Northline, said it was sorry.", ["Northline"]),
    ("a body by its which", "Stone Creek, which owns a share, said that the firm was bloated.", ["Stone Creek"]),
    ("a daughter by her name", "His daughter, Signe, came. She said that he was old.", ["Signe"]),
    ("the mayor before her name", "The mayor said that it was over.\nMayor Lena Ortiz came. She said that it was so.",
     ["Lena Ortiz", "Lena Ortiz"]),
    ("an unnamed man", "A woman stood at the door. She said the house was hers.", ["woman"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text", "names"), RESOLVED)
def test_who_speaks(what: str, text: str, names: list[str]) -> None:
    assert speakers(text) == names, what


def test_a_post_positioned_pronoun_is_not_who_it_speaks_about() -> None:
    text = "Ann Roe called the vote. Nina Lim would win it, she said."
    claim = only(text)
    assert claim.source is not None
    assert claim.source.name == "Ann Roe"


def test_unknown_he_stays_unknown() -> None:
    claim = only("He said the bridge was closed.")
    assert claim.badge == "UNKNOWN"
    assert claim.source is not None
    assert (claim.source.mention, claim.source.name) == ("He", "")


def test_agentless_is_unknown_without_a_source() -> None:
    claim = only("The bridge is believed to be unsafe after the long storm in the north.")
    assert (claim.badge, claim.source) == ("UNKNOWN", None)


def test_an_agency_that_quotes_is_a_hop() -> None:
    claim = only("Yonhap, quoting KCNA, said that the launch had failed.")
    assert (claim.badge, claim.chain) == ("STATE", ("MEDIA Yonhap",))
    assert claim.source is not None
    assert claim.source.name == "KCNA"


def test_words_within_reported_words_carry_the_outer_speaker() -> None:
    text = "Ann Roe said that Bill Vale told reporters that the pier was safe."
    inner = next(claim for claim in split(text, engine="rules") if claim.text == "the pier was safe")
    assert inner.chain == ("NAME Ann Roe",)
    assert inner.source is not None
    assert inner.source.name == "Bill Vale"


def test_a_columnist_is_the_outlets_voice() -> None:
    claims = split("I think the bridge is ugly and should be torn down.", engine="rules")
    assert [claim.badge for claim in claims if claim.shown] == ["OUTLET"]
    assert [claim.shown for claim in attributed(claims)] == [False]


def test_an_interview_is_the_guests() -> None:
    text = (
        "Interview with Ann Roe, mayor of Harbour City.\nWhy is the pier closed?\n"
        "I think the steel is too thin for trucks.\nWhen will it open?\nWe believe it will open in May."
    )
    assert speakers(text) == ["Ann Roe", "Ann Roe"]


def test_roles_are_verbatim() -> None:
    text = (
        "Ann Roe, director of the Lim Centre, said the law was dead. A company spokesman, Bill Vale, said it was not."
    )
    claims = attributed(split(text, engine="rules"))
    for claim in claims:
        assert claim.source is not None
        assert claim.source.role
        assert claim.source.role in text


SURNAMES = [
    # article, sentence's source, canonical name
    ("Bo Trell spoke. His son, Ed Trell, was there. Trell said that the bridge was closed.", "Trell", "Bo Trell"),
    ("Cara Obin, the first lady, spoke. President Obin said that the bridge was closed.", "President Obin", "Obin"),
    ("Charlie King was there. Mr. King said that the bridge was closed.", "Mr. King", "Charlie King"),
    ("Kira Paris, a former nurse, left. Paris said that the bridge was closed.", "Paris", "Kira Paris"),
    (
        "Kilo Abren Garz left. Abren Garz fell. Abren Garz said that the bridge was closed.",
        "Abren Garz",
        "Kilo Abren Garz",
    ),
    ("Ann Roe, founder of Vidyo, left. Vidyo said that the bridge was closed.", "Vidyo", "Vidyo"),
    (
        "The UN-backed government left. UN-backed guards said that the bridge was closed.",
        "UN-backed guards",
        "UN-backed guards",
    ),
    # an inner name alone, an airline before a name, a body by its short name, one of several who is then named
    (
        "Mara Hamel was here. A Mara Hamel Lego left. Mara Hamel spoke. Hamel said that the bridge was closed.",
        "Hamel",
        "Mara Hamel",
    ),
    (
        "The airlines left. Harbour Airlines’ Kent Pell said that the bridge was closed.",
        "Harbour Airlines’ Kent Pell",
        "Kent Pell",
    ),
    (
        "The Harbour Dock Union (HDU) met. HDU said that the bridge was closed.",
        "HDU",
        "Harbour Dock Union",
    ),
    ("Ann Roe and Bo Lim met. They said that the bridge was closed.", "They", "Ann Roe and Bo Lim"),
    (
        "Prime Minister Bo Lim was away. The Italian leader said that the bridge was closed.",
        "The Italian leader",
        "Italian leader",
    ),
    (
        "The Northern Press met. The log itself said that the bridge was closed.",
        "The log itself",
        "log",
    ),
]


@pytest.mark.parametrize(("text", "mention", "name"), SURNAMES)
def test_a_surname_finds_its_person(text: str, mention: str, name: str) -> None:
    claim = only(text)
    assert claim.source is not None
    assert (claim.source.mention, claim.source.name) == (mention, name)


ROLES = [
    ("In the case of Ann Roe, a detective for the city was ill. Roe said that the bridge was closed.", ""),
    ("Ann Roe -- director of the port -- left. Roe said that the bridge was closed.", "director of the port"),
    ("AS the port closed, Ann Roe said that the bridge was closed.", ""),
    ("Along with her team, Ann Roe said that the bridge was closed.", ""),
    (
        "Ann Roe, professor of earth and sea studies at Lim College, left. Roe said that the bridge was closed.",
        "professor of earth and sea studies at Lim College",
    ),
    ("Ann Roe, her secretary, her driver and the cook left. Roe said that the bridge was closed.", ""),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_a_role_is_an_apposition(text: str, role: str) -> None:
    claim = only(text)
    assert claim.source is not None
    assert (claim.source.name, claim.source.role) == ("Ann Roe", role)


@pytest.mark.parametrize(
    ("text", "badge"),
    (
        ("“The door leaked,” said a former engineer, on condition that he not be identified.", "ANON"),
        ("One resident, who gave her name only as Maria, said that the water was gone.", "ANON"),
        ("“It was fired,” said one of them. Western diplomats, speaking anonymously, left.", "GROUP"),
        ("The Harbour Workers union said that it had learned of it.", "ORG"),
        ("Its operator, Northline, said that it had no defects.", "ORG"),
        ("Stone Creek, which owns a share, said that the firm was bloated.", "ORG"),
    ),
)
def test_what_kind_of_source(text: str, badge: str) -> None:
    assert only(text).badge == badge


@pytest.mark.parametrize(
    "mention", ["One of the managers, Ann Roe,", "The secretary of the Harbour Dock Union (HDU), Ann Roe,"]
)
def test_a_role_that_a_name_follows(mention: str) -> None:
    text = f"{mention} said that the bridge was closed."
    begin, cue = text.index("the bridge"), text.index("said")
    found = Attribution(((begin, len(text) - 1),), ((0, cue - 1),), ((cue, cue + 4),))
    (claim,) = [each for each in assemble(text, paragraphs(text), [found]) if each.badge != "OUTLET"]
    assert claim.source is not None
    assert (claim.badge, claim.source.name) == ("NAME", "Ann Roe")


def test_a_name_that_is_withheld_is_no_group() -> None:
    text = "A doctor from Oru, whose name has been withheld to protect his identity, said that the bridge was closed."
    assert only(text).badge == "ANON"


def test_an_office_goes_before_a_party() -> None:
    text = "Gov. Wade Till spoke. Mr. Till, a Republican, left. Mr. Till said that the bridge was closed."
    claim = only(text)
    assert claim.source is not None
    assert claim.source.role == "Gov."
