"""Attributions that an engine cut short or laid wrongly, on fictional texts with given spans."""

from __future__ import annotations

from tui_reader.claims.assembly import assemble
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.segment import paragraphs
from tui_reader.model import Claim, Span


def at(text: str, words: str) -> tuple[Span, ...]:
    begin = text.index(words)
    return ((begin, begin + len(words)),)


def made(text: str, content: str, source: str, cue: str) -> Claim:
    given = Attribution(at(text, content), at(text, source) if source else (), at(text, cue) if cue else ())
    return next(each for each in assemble(text, paragraphs(text), [given]) if each.badge != "OUTLET")


def test_a_scrap_before_its_speaker_is_drawn_out_to_its_sentence() -> None:
    text = "The army has left its last hold in the north, the town of Guye, Mayor Ann Roe said on Monday."
    claim = made(text, "the town of Guye", "Mayor Ann Roe", "said")
    assert claim.text == "The army has left its last hold in the north, the town of Guye"
    assert claim.shown


def test_a_scrap_behind_that_is_drawn_out_over_its_relative_clause() -> None:
    text = "Papers seen by Reuters suggest that the former minister Bo Lim, who was sent away, has made a plan."
    claim = made(text, "the former minister Bo Lim", "Papers seen by Reuters", "suggest")
    assert claim.text == "the former minister Bo Lim, who was sent away, has made a plan"
    assert claim.badge == "DOC"


def test_a_whole_clause_stays_as_it_is() -> None:
    text = "After a long night, the bridge was closed, Mayor Ann Roe said."
    assert made(text, "the bridge was closed", "Mayor Ann Roe", "said").text == "the bridge was closed"


def test_quoting_puts_the_quoted_agency_in_the_sources_place() -> None:
    text = "According to Yonhap, quoting state news agency KCNA, the launch has failed."
    claim = made(text, "state news agency KCNA, the launch has failed", "Yonhap", "quoting")
    assert (claim.badge, claim.chain, claim.text) == ("STATE", ("MEDIA Yonhap",), "the launch has failed")
    assert claim.source is not None and claim.source.name == "KCNA"
    assert claim.shown


def test_quoted_as_saying_passes_a_source_on() -> None:
    text = "State agency TASS quoted the Defence Ministry as saying that the bridge was weak."
    claim = made(text, "the bridge was weak", "State agency TASS", "saying")
    assert (claim.badge, claim.chain) == ("ORG", ("STATE TASS",))
    assert claim.source is not None and claim.source.name == "Defence Ministry"


def test_citing_somebody_that_passes_a_source_on() -> None:
    text = "Xinhua reported, citing the Foreign Ministry, that the bridge was weak."
    claim = made(text, "the Foreign Ministry, that the bridge was weak", "Xinhua", "citing")
    assert (claim.badge, claim.chain, claim.text) == ("ORG", ("STATE Xinhua",), "the bridge was weak")


def test_who_behind_an_apposition_is_whom_it_tells_about() -> None:
    text = "Senator Bill Vale, a Northmark Republican who warned that the bridge was weak, left."
    claim = made(text, "the bridge was weak", "who", "warned")
    assert claim.source is not None
    assert (claim.badge, claim.source.name) == ("NAME", "Bill Vale")


def test_it_without_a_meaning_is_nobody() -> None:
    text = "Norland has a bridge. It is understood that the bridge was weak."
    claim = made(text, "the bridge was weak", "It", "is understood")
    assert (claim.badge, claim.shown) == ("UNKNOWN", False)


def test_a_thing_raises_fears_and_says_nothing() -> None:
    text = "The explosion raised fears that the bridge was weak."
    assert not made(text, "the bridge was weak", "The explosion", "raised fears").shown


def test_people_behind_the_one_they_speak_of_are_the_source() -> None:
    text = "The man police say was on the bridge has left."
    claim = made(text, "was on the bridge", "The man police", "say")
    assert claim.source is not None
    assert (claim.badge, claim.source.name) == ("OFFICIAL", "police")


def test_a_title_alone_is_read_with_the_name_behind_it() -> None:
    text = "Ann Roe was there. Mrs. Roe said that the bridge was weak."
    claim = made(text, "the bridge was weak", "Mrs.", "said")
    assert claim.source is not None and claim.source.name == "Ann Roe"


def test_a_guess_is_shown_to_nobody_but_hearsay_is() -> None:
    text = "The bridge was weak in the spring, Ann Roe thought aloud, reportedly."
    for cue, is_shown in (("thought aloud", False), ("reportedly", True)):
        guess = Attribution(at(text, "The bridge was weak in the spring"), (), at(text, cue), 0.1)
        claim = next(each for each in assemble(text, paragraphs(text), [guess]) if each.badge != "OUTLET")
        assert claim.shown is is_shown


def test_a_quotation_whose_source_was_missed_is_whose_the_rules_say() -> None:
    text = "“The bridge was weak in the spring,” Ann Roe said on Monday."
    claim = made(text, "“The bridge was weak in the spring,”", "", "said")
    assert (claim.badge, claim.shown) == ("NAME", True)
    assert claim.source is not None and (claim.source.name, claim.source.span) == ("Ann Roe", None)


def test_a_person_with_a_title_behind_a_place_is_the_source() -> None:
    text = "In Congress, Rep. Ann Roe said that the bridge was weak."
    claim = made(text, "the bridge was weak", "Congress, Rep. Ann Roe", "said")
    assert claim.source is not None and claim.source.name == "Ann Roe"


def test_narration_of_another_sentence_is_nobodys_words() -> None:
    text = "Drivers are sceptical. “Free is fine,” one driver said. “But give me a second door.”"
    given = Attribution(
        (*at(text, "Drivers are"), *at(text, "“Free is fine,”"), *at(text, "“But give me a second door.”")),
        at(text, "one driver"),
        at(text, "said"),
    )
    claim = next(each for each in assemble(text, paragraphs(text), [given]) if each.badge != "OUTLET")
    assert claim.text == "“Free is fine,” “But give me a second door.”"


def test_citing_somebody_puts_him_in_the_sources_place() -> None:
    text = "The news site Border Daily reported, citing a customs officer, that the lorries were let through."
    given = Attribution(
        (*at(text, "a customs officer,"), *at(text, "that the lorries were let through")),
        at(text, "The news site Border Daily"),
        at(text, "citing"),
    )
    claim = next(each for each in assemble(text, paragraphs(text), [given]) if each.badge != "OUTLET")
    assert (claim.text, claim.chain) == ("the lorries were let through", ("MEDIA news site Border Daily",))
    assert claim.source is not None
    assert claim.source.name == "customs officer"


def test_a_source_is_not_cut_at_its_preposition() -> None:
    text = "The town sells its milk, figures of the statistics office show."
    claim = made(text, "The town sells its milk", "figures of", "show")
    assert claim.source is not None
    assert claim.source.name == "figures of the statistics office"
    text = "There were 28 ships at anchor, data from the service Seamark showed."
    given = Attribution(
        (*at(text, "There were 28 ships at anchor"), *at(text, "data from")),
        at(text, "the service Seamark"),
        at(text, "showed"),
    )
    claim = next(each for each in assemble(text, paragraphs(text), [given]) if each.badge != "OUTLET")
    assert (claim.badge, claim.text) == ("DATA", "There were 28 ships at anchor")


def test_a_name_behind_its_office_is_part_of_the_source() -> None:
    claim = made(
        "“Milk does not wait,” said Federation head Ansel Grieve.", "“Milk does not wait,”", "Federation", "said"
    )
    assert claim.source is not None
    assert (claim.badge, claim.source.name) == ("NAME", "Ansel Grieve")


def test_two_speakers_in_one_content_are_parted() -> None:
    text = (
        "It was the third day, with the mayor promising that ships would sail and the union saying that all was open."
    )
    content = "ships would sail and the union saying that all was open"
    given = Attribution(at(text, content), at(text, "the mayor"), at(text, "promising"))
    claims = [each for each in assemble(text, paragraphs(text), [given]) if each.badge != "OUTLET"]
    assert [(each.text, each.source.name if each.source else "") for each in claims] == [
        ("ships would sail", "mayor"),
        ("all was open", "union"),
    ]


def test_what_an_agency_passes_on_is_shown_as_its_speakers() -> None:
    text = "“Our forces fired at nothing,” the Defence Ministry said, according to the state news agency TNS."
    content = "“Our forces fired at nothing,” the Defence Ministry said"
    given = Attribution(at(text, content), at(text, "the state news agency TNS"), at(text, "according to"), 0.9)
    shown = [each for each in assemble(text, paragraphs(text), [given]) if each.shown]
    assert [(each.text, each.badge, each.chain) for each in shown] == [
        ("“Our forces fired at nothing,”", "ORG", ("STATE state news agency TNS",))
    ]


def test_unnamed_people_in_a_papers_report_are_seen() -> None:
    text = "According to two people familiar with the matter, the bank plans to cut jobs, Bloomberg News reported."
    content = "According to two people familiar with the matter, the bank plans to cut jobs"
    given = Attribution(at(text, content), at(text, "Bloomberg News"), at(text, "reported"), 0.9)
    shown = [each for each in assemble(text, paragraphs(text), [given]) if each.shown]
    assert [(each.text, each.badge, each.chain) for each in shown] == [
        ("the bank plans to cut jobs", "ANON", ("MEDIA Bloomberg",))
    ]


def test_the_lead_of_a_quotation_is_no_part_of_it() -> None:
    text = "Coach Pep Sala was delighted with his side: “They gave everything.”"
    claim = made(text, "his side: “They gave everything.”", "Coach Pep Sala", "was delighted with")
    assert (claim.text, claim.mode, claim.shown) == ("“They gave everything.”", "direct", True)


def test_a_source_of_an_article_alone_is_its_phrase() -> None:
    text = "“It is open,” joked the mayor as she cut the ribbon."
    claim = made(text, "“It is open,”", "the", "joked")
    assert claim.source is not None
    assert claim.source.name == "mayor"


def test_the_mark_behind_a_source_opens_the_quotation() -> None:
    text = "“Prices will fall,” predicted Hana Sato, chief economist at Mizuho, “but not before spring.”"
    source = at(text, "Hana Sato, chief economist at Mizuho, “")
    given = Attribution(
        (*at(text, "“Prices will fall,”"), *at(text, "but not before spring.”")), source, at(text, "predicted")
    )
    claim = next(each for each in assemble(text, paragraphs(text), [given]) if each.badge != "OUTLET")
    assert claim.text == "“Prices will fall,” “but not before spring.”"
    assert claim.source is not None
    assert claim.source.mention == "Hana Sato, chief economist at Mizuho"


def test_a_participle_behind_a_name_is_no_office() -> None:
    text = "Zelenskyy accused Moscow of targeting hospitals, and he said that it would not end."
    claim = made(text, "Moscow of targeting hospitals", "Zelenskyy", "accused")
    assert claim.source is not None
    assert claim.source.name == "Zelenskyy"


def test_who_is_quoted_by_an_agency_is_the_source() -> None:
    text = "Ann Roe was quoted by the Tass news agency as saying that the talks were “useful”."
    given = Attribution(
        (*at(text, "Ann Roe"), *at(text, "as saying that the talks were “useful”")),
        at(text, "the Tass news agency"),
        at(text, "was quoted by"),
    )
    (claim,) = [each for each in assemble(text, paragraphs(text), [given]) if each.shown]
    assert claim.source is not None
    assert (claim.text, claim.source.name) == ("the talks were “useful”", "Ann Roe")


def test_an_empty_it_is_no_part_of_what_is_believed() -> None:
    text = "It is believed that the men crossed the border at night."
    given = Attribution(
        (*at(text, "It"), *at(text, "that the men crossed the border at night")), (), at(text, "is believed")
    )
    (claim,) = [each for each in assemble(text, paragraphs(text), [given]) if each.shown]
    assert claim.text == "the men crossed the border at night"


def test_a_document_behind_its_cue_is_not_cut_either() -> None:
    text = "The world is watching, according to extracts of his speech."
    claim = made(text, "The world is watching", "extracts of", "according to")
    assert claim.source is not None
    assert claim.source.name == "extracts of his speech"


def test_two_speakers_in_two_pieces_are_parted_too() -> None:
    text = (
        "It was the third day, with the mayor promising that ships would sail and the union saying that all was open."
    )
    given = Attribution(
        (*at(text, "ships would sail"), *at(text, "that all was open")), at(text, "the mayor"), at(text, "promising")
    )
    claims = [each for each in assemble(text, paragraphs(text), [given]) if each.badge != "OUTLET"]
    assert [each.text for each in claims] == ["ships would sail", "all was open"]


def test_one_of_the_unnamed_is_unnamed() -> None:
    text = "Western diplomats, speaking on condition of anonymity, said it was so. One of them said it had been fired."
    first = Attribution(at(text, "it was so"), at(text, "Western diplomats"), at(text, "said"))
    second = Attribution(at(text, "it had been fired"), at(text, "One of them"), at(text, "said it had"))
    claims = [each for each in assemble(text, paragraphs(text), [first, second]) if each.badge != "OUTLET"]
    assert [each.badge for each in claims] == ["ANON", "ANON"]
