"""What is put right in the tagger's spans before anybody reads them."""

from __future__ import annotations

from tui_reader.claims.attribution import Attribution
from tui_reader.claims.scraps import sorted_out
from tui_reader.model import Span


def span_of(text: str, words: str) -> Span:
    """Where the words stand."""
    begin = text.index(words)
    return begin, begin + len(words)


def made(text: str, content: tuple[str, ...], source: str = "", cue: str = "") -> Attribution:
    """An attribution by its words."""
    return Attribution(
        content=tuple(span_of(text, words) for words in content),
        source=(span_of(text, source),) if source else (),
        cue=(span_of(text, cue),) if cue else (),
    )


def test_say_for_example_is_no_cue() -> None:
    text = "Roe picked two of them (say, the oldest that were left) and sold both."
    assert not list(sorted_out(text, [made(text, ("the oldest that were left",), "Roe", "say")]))
    text = "Critics say the pier is unsafe."
    assert list(sorted_out(text, [made(text, ("the pier is unsafe",), "Critics", "say")]))


def test_loose_words_are_left_out_beside_others() -> None:
    text = "the story explains that boards of that maker are fakes"
    (found,) = sorted_out(text, [made(text, ("the", "boards of that maker are fakes"), "story", "explains")])
    assert [text[slice(*span)] for span in found.content] == ["boards of that maker are fakes"]
    (alone,) = sorted_out(text, [made(text, ("the",), "story", "explains")])
    assert len(alone.content) == 1


def test_a_cut_name_is_made_whole() -> None:
    text = "The shop Oru.example listed it as sold."
    (found,) = sorted_out(text, [made(text, ("it as sold",), "example", "listed")])
    assert text[slice(*found.source[0])] == "Oru.example"


def test_a_name_before_the_cue_is_the_source_and_no_content() -> None:
    text = "Vale had written: “Special thanks are due to Ann Roe.”"
    (found,) = sorted_out(text, [made(text, ("Vale", "“Special thanks are due to Ann Roe.”"), "", "had written")])
    assert text[slice(*found.source[0])] == "Vale"
    assert [text[slice(*span)] for span in found.content] == ["“Special thanks are due to Ann Roe.”"]


def test_the_subject_of_a_passive_stays_content() -> None:
    text = "Vale is said to be ill."
    (found,) = sorted_out(text, [made(text, ("Vale", "to be ill"), "", "is said")])
    assert (found.source, len(found.content)) == ((), 2)
