"""The door: nothing a terminal obeys passes, every word does."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.text import clean
from tui_reader.text.door import MARKS_PER_LETTER

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\x1b]52;c;cHduZWQ=\x07", "]52;c;cHduZWQ="),
        ("\x1b]8;;http://evil.example/\x1b\\click\x1b]8;;\x1b\\", "]8;;http://evil.example/\\click]8;;\\"),
        ("\x1b[2J\x1b[H", "[2J[H"),
        ("good\x08\x08\x08\x08evil", "goodevil"),
        ("visible\rhidden", "visible hidden"),
        ("a\x00b", "ab"),
        ("a\x7fb", "ab"),
        ("a\x0bb\x0cc", "a b c"),
        ("\ud83d", ""),
    ],
)
def test_t1_control_bytes_go_and_visible_text_stays(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\x93Smart\x94 \x96 it\x92s", "“Smart” – it’s"),
        ("\x9b2J", "›2J"),
        ("wait\x85", "wait…"),
        ("a\x81\x8d\x9db", "ab"),
    ],
)
def test_t3_c1_is_read_as_windows_1252_or_dropped(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\u2066a\u2067b", "ab"),
        ("a\u200b\u200b\u200bb", "ab"),
        ("x\U000e0041\U000e0042", "x"),
        ("a\u2028b\u2029c", "a b c"),
        ("\ufeffx\ufffe\uffff", "x"),
        ("soft\xadhyphen", "softhyphen"),
        ("\u200eplain\u200f", "plain"),
    ],
)
def test_t4_bidi_zero_width_and_tags_go(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d👩\u200d👦 family",
        "❤\ufe0f heart and 🏳\ufe0f\u200d🌈",
        "می\u200cخواهم",  # Persian needs the non-joiner
        "क्\u200dष",  # Devanagari with a joiner
        "שלום (news)\u200f!",
        "العربية ١٢٣",
        "“Typographic” – ‘quotes’… stay",
        "Nguyễn Þóra Zoë Søren",
        "Spaß” und café”",
        "NÃO e SÃO",
        "日本語ニュース 中文",
    ],
)
def test_legible_text_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("raw", ["a\u200db", "é\u200dé", "\u200dx", "x\u200c", "a\u200d\u200d\u200db"])
def test_joiners_go_where_no_script_needs_them(raw: str) -> None:
    assert "\u200d" not in clean(raw)
    assert "\u200c" not in clean(raw)


def test_t5_combining_marks_are_capped() -> None:
    assert clean("Z" + "\u0301" * 400) == "Z" + "\u0301" * MARKS_PER_LETTER
    assert clean("e\u0301\u0323") == "e\u0301\u0323"


def test_t5_a_title_is_capped_for_display() -> None:
    shown = clean("T" * 5_000_000, limit=300)
    assert len(shown) == 300
    assert shown.endswith("…")
    assert clean("short", limit=300) == "short"


@pytest.mark.parametrize("markup", ["[bold]x", "[/]", "[@click=app.quit]click[/]", "[red on blue", "# head", "`tick"])
def test_t6_t7_markup_is_literal_text(markup: str) -> None:
    assert clean(markup) == markup


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("CafÃ©â€™s", "Café’s"),
        ("CafÃƒÂ©", "Café"),
        ("he said.Â", "he said."),
        ("he said.Â Next", "he said. Next"),
        ("quote”Â next", "quote” next"),
        ("Itâ\x80\x99s", "It’s"),
        ("donвЂ™t", "don’t"),
    ],
)
def test_mojibake_is_mended(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_one_line_collapses_whitespace_and_many_lines_keep_it() -> None:
    raw = "  a \u00a0 b\t\n\r\n c\u3000d \n\n\n\n\te  "
    assert clean(raw) == "a b c d e"
    assert clean(raw, multiline=True) == "  a   b\n\n c d\n\n    e"


@pytest.mark.no_cover
@pytest.mark.timeout(10)
@pytest.mark.parametrize("flood", [" ", "\u00a0", "\n", "\t", "\u200d", "\u200e", "\u0301", "Â", "Ã©", "\x1b", "é”"])
def test_no_flood_takes_more_than_linear_time(flood: str) -> None:
    for multiline in (False, True):
        clean("a" + flood * 200_000 + "b", multiline=multiline)


@given(st.text())
def test_nothing_forbidden_passes(raw: str) -> None:
    for multiline in (False, True):
        shown = clean(raw, multiline=multiline)
        assert not FORBIDDEN.search(shown)
        assert ("\n" in shown) <= multiline
        assert not re.search(r"\s{2}", clean(raw))


@given(st.lists(st.sampled_from("aZé\u0301\u0489\u200d\u200e\u0e31ש👩\ufe0f"), max_size=60).map("".join))
def test_no_letter_carries_more_marks_than_the_cap(raw: str) -> None:
    run = 0
    for character in clean(raw):
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        assert run <= MARKS_PER_LETTER


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_ascii_words_are_never_lost(raw: str) -> None:
    assert clean(raw).split() == raw.split()
