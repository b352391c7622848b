"""Fictional articles that the tests of this room share."""

from __future__ import annotations

from tui_reader.claims.assembly import split
from tui_reader.model import Claim

HARBOUR = (
    "HARBOUR CITY, Norland (AP) — The port will stay closed until Friday, Mayor Ann Roe said on Monday.\n"
    "“We lost two cranes. We will not risk a third,” said Roe, who visited the pier. “Safety comes first.”\n"
    "She told Reuters that the city had asked for help.\n"
    "The army sent forty engineers in the night.\n"
    "Repairs begin soon: union\n"
    "Union leader Igor Pell warned that the pier could fall. He added: “Nobody should walk on it.”\n"
    "According to two senior officials, who spoke on condition of anonymity, the damage was known for years.\n"
    "A report by the Port Authority found that the steel was too thin.\n"
    "Who will pay?\n"
    "Photo: Lim Photos / File"
)


def attributed(claims: list[Claim]) -> list[Claim]:
    """The claims that have a source or a cue."""
    return [claim for claim in claims if claim.badge != "OUTLET"]


def only(text: str, **options: str) -> Claim:
    """The one shown attributed claim of `text`, split by the rules."""
    found = [claim for claim in attributed(split(text, engine="rules", **options)) if claim.shown]  # type: ignore[arg-type]
    assert len(found) == 1, [(claim.badge, claim.text) for claim in found]
    return found[0]
