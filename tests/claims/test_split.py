"""The whole room on a fictional article, by the rules: claims, labels, cover, offsets."""

from __future__ import annotations

import pytest

from tests.claims.articles import HARBOUR, attributed, only
from tui_reader.claims import engine_name, engine_version, split
from tui_reader.claims.assembly import assemble
from tui_reader.claims.attribution import Attribution
from tui_reader.model import Block, Claim


def by_text(claims: list[Claim], begin: str) -> Claim:
    return next(claim for claim in claims if claim.text.startswith(begin))


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return split(HARBOUR, engine="rules")


def test_every_claim_is_verbatim(claims: list[Claim]) -> None:
    for claim in claims:
        assert claim.text == " ".join(HARBOUR[begin:end] for begin, end in claim.spans)
        assert claim.spans[0][0] >= claim.sentence[0] and claim.spans[-1][1] <= claim.sentence[1]


def test_sources_are_canonical_names_with_roles(claims: list[Claim]) -> None:
    first = by_text(claims, "The port will stay closed")
    assert (first.badge, first.mode, first.stance) == ("NAME", "indirect", "say")
    assert first.source is not None
    assert (first.source.name, first.source.role, first.source.naming) == ("Ann Roe", "Mayor", "named")
    told = by_text(claims, "the city had asked for help")
    assert told.source is not None
    assert (told.source.mention, told.source.name, told.channel) == ("She", "Ann Roe", "told:Reuters")


def test_a_quotation_over_its_speaker_is_direct_and_carried_on(claims: list[Claim]) -> None:
    quote = by_text(claims, "“We lost two cranes")
    assert quote.mode == "direct"
    assert quote.text.startswith("“We lost two cranes. We will not risk a third,”")
    rest = [claim for claim in claims if "Safety comes first" in claim.text]
    assert rest and all(claim.source is not None and claim.source.name == "Ann Roe" for claim in rest)


def test_he_after_a_warning_is_who_warned(claims: list[Claim]) -> None:
    warned = by_text(claims, "the pier could fall")
    added = by_text(claims, "“Nobody should walk on it.”")
    assert warned.stance == "warn"
    assert warned.source is not None and added.source is not None
    assert warned.source.name == added.source.name == "Igor Pell"
    assert warned.source.role == "Union leader"


def test_anonymous_officials_and_reports(claims: list[Claim]) -> None:
    anonymous = by_text(claims, "the damage was known for years")
    assert (anonymous.badge, anonymous.source and anonymous.source.naming) == ("ANON", "anonymous")
    assert by_text(claims, "the steel was too thin").badge == "DOC"


def test_what_nobody_is_quoted_for_is_the_outlets(claims: list[Claim]) -> None:
    own = by_text(claims, "The army sent forty engineers")
    assert (own.badge, own.mode, own.source, own.label, own.shown) == ("OUTLET", "narration", None, "", True)


def test_labels(claims: list[Claim]) -> None:
    labels = {claim.text: claim.label for claim in claims if claim.label}
    assert labels == {
        "HARBOUR CITY, Norland (AP) —": "dateline",
        "Repairs begin soon: union": "heading",
        "Who will pay?": "question",
        "Photo: Lim Photos / File": "caption",
    }
    assert not any(claim.shown for claim in claims if claim.label)
    assert not any(claim.shown for claim in claims if claim.mode == "headline")


def test_blocks_tell_headings_and_captions() -> None:
    text = "The river rose again\n\nIt fell later.\n\nA boat in the flood"
    blocks = (Block("heading", (0, 20)), Block("paragraph", (22, 36)), Block("caption", (38, 57)))
    assert [claim.label for claim in split(text, blocks=blocks, engine="rules")] == ["heading", "", "caption"]


def test_the_order_is_that_of_the_text(claims: list[Claim]) -> None:
    assert [claim.spans[0] for claim in claims] == sorted(claim.spans[0] for claim in claims)


def test_the_outlet_naming_itself_speaks_in_its_own_voice() -> None:
    text = "The Norland Times has learned that the bridge will close."
    shown = [claim for claim in split(text, engine="rules", outlet="Norland Times") if claim.shown]
    assert [claim.badge for claim in shown] == ["OUTLET"]
    assert only(text).badge == "MEDIA"


def test_a_second_clause_of_its_own_is_the_outlets() -> None:
    text = "The old bridge has been closed since the storm in March, but Mayor Ann Roe said it would open soon."
    shown = [claim for claim in split(text, engine="rules") if claim.shown]
    assert [(claim.badge, claim.text) for claim in shown] == [
        ("OUTLET", "The old bridge has been closed since the storm in March"),
        ("NAME", "it would open soon"),
    ]


def test_nothing_at_all() -> None:
    assert split("", engine="rules") == []
    assert split(" \n\r\n\t", engine="rules") == []


def test_carriage_returns_keep_their_offsets() -> None:
    text = "Mayor Ann Roe said the pier was safe.\r\nIt was not.\r\n"
    for claim in split(text, engine="rules"):
        assert "\r" not in claim.text
        assert claim.text == " ".join(text[begin:end] for begin, end in claim.spans)


def test_the_engine_has_a_name_and_a_version() -> None:
    assert engine_name() in {"rules", "model"}
    assert engine_version().startswith(engine_name())


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    import tui_reader.claims as room

    with pytest.raises(AttributeError, match="no attribute 'merge'"):
        room.merge  # type: ignore[attr-defined]  # noqa: B018


def test_attributed_claims_never_look_like_narration(claims: list[Claim]) -> None:
    for claim in attributed(claims):
        assert claim.mode != "narration"
        assert claim.label == ""


def test_a_text_without_paragraphs_has_no_claims() -> None:
    assert assemble("\r", [], [Attribution(((0, 1),))]) == []
