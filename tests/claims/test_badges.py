"""The twelve badges, naming and affiliation, on fictional mentions; order as docs/claims.md gives it."""

from __future__ import annotations

import pytest

from tests.claims.articles import only

BADGES = [
    # mention, badge, naming, affiliation ("" = not looked at)
    ("A court filing", "DOC", "", ""),
    ("The report", "DOC", "", ""),
    ("A letter seen by Reuters", "DOC", "", ""),
    ("A poll by Lim University", "DATA", "", ""),
    ("Census figures", "DATA", "", ""),
    ("KCNA", "STATE", "named", "media"),
    ("State media", "STATE", "collective", "media"),
    ("Norland’s state-run television", "STATE", "", "media"),
    ("Reuters", "MEDIA", "named", "media"),
    ("The New York Times", "MEDIA", "named", "media"),
    ("The Harbour Gazette", "MEDIA", "named", "media"),
    ("A local newspaper", "MEDIA", "role-only", "media"),
    ("One Twitter user", "POST", "", ""),
    ("A post on Telegram", "POST", "", ""),
    ("An official who asked not to be named", "ANON", "anonymous", "government"),
    ("Two people familiar with the matter", "ANON", "anonymous", ""),
    ("Sources", "ANON", "anonymous", ""),
    ("A senior U.S. official", "OFFICIAL", "role-only", "government"),
    ("American and South Korean officials", "OFFICIAL", "role-only", "government"),
    ("Police", "OFFICIAL", "", "police-emergency"),
    ("Prosecutors", "OFFICIAL", "", "judiciary"),
    ("An army spokesman", "OFFICIAL", "", "military"),
    ("Critics", "GROUP", "collective", ""),
    ("Witnesses", "GROUP", "collective", "witness"),
    ("Some voters", "GROUP", "collective", ""),
    ("A number of economists", "GROUP", "collective", "academic-expert"),
    ("Residents of the north", "GROUP", "collective", "resident"),
    ("The Kremlin", "ORG", "named", "government"),
    ("Ukraine", "ORG", "named", "government"),
    ("Beijing", "ORG", "named", "government"),
    ("The Health Ministry", "ORG", "named", "government"),
    ("NATO", "ORG", "named", "igo"),
    ("The World Health Organization", "ORG", "named", "igo"),
    ("Marsh Industries", "ORG", "named", "company"),
    ("Human Rights Watch", "ORG", "named", "ngo-union"),
    ("Lim University", "ORG", "named", "academic-expert"),
    ("The company", "ORG", "role-only", "company"),
    ("Ann Roe", "NAME", "named", ""),
    ("Gen. Ivo Brandt", "NAME", "named", "military"),
    ("Sen. Bill Vale, D-Northmark,", "NAME", "named", "legislature"),
    ("Kremlin spokesman Igor Pell", "NAME", "named", "government"),
    ("Igor Pell, a spokesman for the army,", "NAME", "named", "military"),
    ("The group’s leader, Nina Lim,", "NAME", "named", ""),
    ("The leader of the Northern Party, Nina Lim,", "NAME", "named", "party-campaign"),
    ("Ann Roe, a fellow at Lim University,", "NAME", "named", "academic-expert"),
    ("Ann Roe of the Harbour Gazette", "NAME", "named", ""),
    ("A reporter for Reuters", "MEDIA", "named", "media"),
    ("Court sources earlier", "ANON", "anonymous", ""),
    ("German Oru, one of the stars of the play,", "NAME", "named", ""),
    ("General Electric", "ORG", "named", "company"),
    ("Media outlets", "MEDIA", "role-only", "media"),
    ("The Harbour Journal-Constitution", "MEDIA", "named", "media"),
    ("A source familiar with the plan", "ANON", "anonymous", ""),
    ("President and general manager Ann Roe", "NAME", "named", ""),
    ("Her agent, Bo Lim,", "NAME", "named", ""),
    ("Charges filed", "DOC", "", ""),
    ("Exiled Uighurs", "GROUP", "collective", ""),
    ("Tibetan monks and nuns", "GROUP", "collective", ""),
    ("Findings from the researcher Ann Roe", "DOC", "", ""),
    ("A spokesman for the candidate Ann Roe", "OFFICIAL", "role-only", ""),
    ("Port officials, including Mayor Ann Roe,", "OFFICIAL", "role-only", ""),
    ("Prosecutor Maya D. Song", "NAME", "named", "judiciary"),
]


@pytest.mark.parametrize(("mention", "badge", "naming", "affiliation"), BADGES)
def test_badge(mention: str, badge: str, naming: str, affiliation: str) -> None:
    claim = only(f"{mention} said that the bridge was closed.")
    assert claim.source is not None
    assert claim.badge == badge
    assert naming in {"", claim.source.naming}
    assert affiliation in {"", claim.source.affiliation}


def test_all_twelve_badges_but_the_outlets_and_the_unknown_are_tried() -> None:
    assert len({badge for _mention, badge, _naming, _affiliation in BADGES}) == 10


def test_the_order_decides_where_two_could_stand() -> None:
    claim = only("The regional governor and state media said on Tuesday that the town had fallen.")
    assert claim.badge == "STATE"
    assert claim.source is not None
    assert claim.source.name == "regional governor and state media"
