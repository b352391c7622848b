"""What is drawn, by value: words to lines, claims, texts, cards, grids, rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES

from tui_reader.app.badges import ASCII, badge_text
from tui_reader.app.faces import merge
from tui_reader.app.layout import arrange
from tui_reader.app.render import cards, rows
from tui_reader.app.render.article import PIECE, pieces, text_of
from tui_reader.app.render.claims import ClaimItem, Claims, item_lines
from tui_reader.app.render.document import Card, Para, pages_of
from tui_reader.app.render.grid import Grid
from tui_reader.app.render.ink import ink_of
from tui_reader.app.render.words import age, cut, plain, wrap, wrap_rows
from tui_reader.app.themes import DARK, LIGHT, theme_name
from tui_reader.model import Article, Block, Body, Claim, Link, Revision, Source, Story

NOW = datetime(2031, 10, 4, 12, 0, tzinfo=UTC)
INK = ink_of(DARK)


def words(strips: Sequence[Strip]) -> list[str]:
    """The lines without the blanks at their ends."""
    return [strip.text.rstrip() for strip in strips]


def claim(text: str = "The port will reopen Monday.", **fields: object) -> Claim:
    """A quotation of a mayor."""
    source = Source((0, 5), "Ortiz", "Lena Ortiz", "mayor", "named", "government")
    made = Claim(((0, len(text)),), text, "direct", "NAME", source=source)
    return replace(made, **fields)  # type: ignore[arg-type]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: int) -> None:
    text = plain(text)
    lines = [text[begin:end] for begin, end in wrap(text, width)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


def test_wrapping_breaks_long_words_and_wide_letters() -> None:
    assert [("abcdefghij kl"[b:e]) for b, e in wrap("abcdefghij kl", 4)] == ["abcd", "efgh", "ij", "kl"]
    assert [("漢字漢字"[b:e]) for b, e in wrap("漢字漢字", 5)] == ["漢字", "漢字"]
    assert wrap("", 10) == ((0, 0),)
    assert wrap_rows("one two three four", 9, 2) == ["one two", "three fo…"]


def test_cutting_counts_cells_and_drops_controls() -> None:
    assert cut("漢字漢字", 5) == "漢字…"
    assert cut("a\x1b[31mb\u202e", 20) == "a [31mb "
    assert cut("abc", 0) == ""


@pytest.mark.parametrize(
    ("before", "words_"),
    [
        (timedelta(seconds=5), "now"),
        (timedelta(minutes=12), "12m"),
        (timedelta(hours=3), "3h"),
        (timedelta(days=2), "2d"),
        (timedelta(days=30), "4 Sep"),
        (timedelta(days=400), "Aug 2030"),
    ],
)
def test_ages_are_short(before: timedelta, words_: str) -> None:
    assert age(NOW - before, NOW) == words_


@pytest.mark.parametrize(
    ("fields", "badge"),
    [
        ({}, "Lena Ortiz · mayor “"),
        (
            {"mode": "indirect", "badge": "ORG", "channel": "statement", "source": Source(None, "Kremlin", "Kremlin")},
            "▣ Kremlin ≈ @statement",
        ),
        (
            {"mode": "indirect", "badge": "STATE", "chain": ("MEDIA Yonhap",), "source": Source(None, "KCNA", "KCNA")},
            "MEDIA Yonhap › STATE KCNA ≈",
        ),
        ({"mode": "indirect", "badge": "OFFICIAL", "source": Source(None, "two officials", "")}, "two officials ≈"),
        ({"mode": "narration", "badge": "OUTLET", "source": None}, "The Courier"),
        ({"mode": "indirect", "stance": "deny"}, "Lena Ortiz · mayor ≈ denied"),
        ({"mode": "direct", "stance": "deny"}, "Lena Ortiz · mayor “"),
        ({"mode": "mixed", "badge": "UNKNOWN", "source": None, "confidence": 0.4}, "? 40% “≈"),
    ],
)
def test_badges_read_without_colour(fields: dict[str, object], badge: str) -> None:
    assert badge_text(claim(**fields), "The Courier") == badge  # type: ignore[arg-type]


def test_ascii_badges_are_ascii() -> None:
    found = badge_text(claim(mode="mixed", badge="ORG", chain=("MEDIA Wire",)), "x", ASCII)
    assert found.isascii()


def test_a_claim_is_a_badge_line_and_its_words_with_its_marks() -> None:
    item = ClaimItem(claim(), 1, 0, "The Courier", differs="900 workers", shared=3, is_copied=True, is_saved=True)
    assert words(item_lines(item, 44, INK, True)) == [
        "▌ Lena Ortiz · mayor “             ×3 ≠ ⧉ ★",
        "▌ The port will reopen Monday.",
        "▌ ≠ 900 workers",
        "",
    ]


def test_the_outlets_own_voice_and_compact_density_stand_on_one_line() -> None:
    own = ClaimItem(claim(badge="OUTLET", mode="narration", source=None), 1, 0, "BBC")
    assert words(item_lines(own, 60, INK, False)) == ["  BBC  The port will reopen Monday.", ""]
    compact = ink_of(DARK, density="compact")
    assert words(item_lines(ClaimItem(claim(), 1, 0, "BBC"), 70, compact, False)) == [
        "  Lena Ortiz · mayor “  The port will reopen Monday."
    ]


@pytest.mark.parametrize("width", [1, 2, 5, 13, 38, 90])
@pytest.mark.parametrize("name", ["newsread-dark", "ansi-dark", "newsread-light"])
def test_every_line_is_as_wide_as_asked(width: int, name: str) -> None:
    ink = ink_of({"newsread-dark": DARK, "newsread-light": LIGHT}.get(name) or BUILTIN_THEMES[name])
    item = ClaimItem(claim("漢字 " * 20, channel="statement"), 1, 0, "The Courier", differs="1 漢", shared=2)
    story = Story(1, "A headline " * 9, (1, 2), ("Courier", "Ledger", "Post"), NOW, 1, True, 1)
    grid = Grid("s", ("A", "B"), (1, 2), ({1: item}, {2: item}), ("1h", "2h"), 1)
    article = Article(1, 1, "O", "T", "", "", None, NOW, NOW, None, Body("Words here.\n\nMore of them."))
    drawn = [
        *item_lines(item, width, ink, True),
        *rows.story_lines(story, width, ink, NOW, True),
        *grid.draw(0, width, ink, True),
        *grid.header(width, ink, True, 0),
        *text_of(article).draw(0, width, ink, True),
        *text_of(article).header(width, ink, True, 0),
        *Card("n", (Para("x y", label="Label"),), title="t").draw(0, width, ink, True),
    ]
    assert {strip.cell_length for strip in drawn} == {width}


def test_five_thousand_claims_are_laid_out_in_pages() -> None:
    items = tuple(ClaimItem(claim(), 1, number, "x") for number in range(5_000))
    pages = pages_of(Claims("x", items))
    assert pages[0] == (0, 250)
    assert [begin for begin, _ in pages[1:]] == [end for _, end in pages[:-1]]
    assert pages[-1][1] == 5_000


def test_the_cursor_of_fresh_claims_rests_on_a_claim_and_never_on_a_heading() -> None:
    made = (claim(label="heading"), claim(), claim(label="heading"), claim(), claim(label="heading"))
    document = Claims("x", tuple(ClaimItem(one, 1, number, "x") for number, one in enumerate(made)))
    assert [document.position(index) for index in range(5)] == [1, 1, 3, 3, 3]
    assert Claims("x", ()).position(7) == 0


def test_a_paragraph_of_a_million_letters_is_cut_in_pieces_that_lose_nothing() -> None:
    text = "word " * 200_000
    blocks = pieces(Body(text, (Block("paragraph", (0, len(text))),)))
    assert "".join(text[block.span[0] : block.span[1]] for block in blocks) == text
    assert max(block.span[1] - block.span[0] for block in blocks) <= PIECE


def test_a_text_lights_the_claim_and_numbers_its_links() -> None:
    body = Body(
        "Head\n\nThe port opens. Trains run.",
        (Block("heading", (0, 4)), Block("paragraph", (6, 33))),
        (Link((6, 14), "https://a.example/"),),
    )
    article = Article(1, 1, "O", "T", "", "", None, NOW, NOW, None, body)
    document = replace(text_of(article), lit=((6, 21),))
    assert words(document.draw(1, 40, INK, False)) == ["▌ The port[1] opens. Trains run.", ""]
    assert words(document.draw(2, 60, INK, False)) == ["  Links", "  [1] The port https://a.example/"]
    assert document.line_of(22, 20, INK) == (1, 1)


def test_a_long_headline_is_whole_above_the_text() -> None:
    title = "A headline that goes on and on until the width of a narrow pane has been filled four times over, truly"
    article = Article(1, 1, "O", title, "", "", None, NOW, NOW, None, Body("x"))
    head = words(text_of(article, "facts " * 15 + "end").header(38, INK, False, 0))
    assert " ".join(" ".join(head[1:]).split()).startswith(title)
    assert " ".join(head).rstrip().endswith("end")


def test_a_text_keeps_numbers_of_items_and_line_ends_of_verse() -> None:
    body = Body(
        "One two three\n\nfour\n\nfive\n\nsix\n\nA line ends here.",
        (
            Block("item", (0, 13), "10.", 1),
            Block("item", (15, 19), "", 1),
            Block("item", (21, 25), "*", 2),
            Block("item", (27, 30)),
            Block("paragraph", (32, 49), breaks=(38,)),
        ),
        (Link((34, 43), "https://a.example/"),),
    )
    document = text_of(Article(1, 1, "O", "T", "", "", None, NOW, NOW, None, body))
    drawn = [[row.rstrip() for row in words(document.draw(at, 16, INK, False))] for at in range(5)]
    assert drawn[0] == ["  10. One two", "      three"]
    assert drawn[1:3] == [["    four"], [f"    {INK.glyphs.bullet} five"]]
    assert drawn[3:] == [[f"  {INK.glyphs.bullet} six", ""], ["  A line", "  ends[1] here.", ""]]
    assert document.line_of(39, 16, INK) == (4, 1), "the cursor finds its line behind a break"


def test_provenance_says_who_where_and_how_sure() -> None:
    text = "Head\n“The port will reopen,” Ortiz said.\nEnd"
    made = claim("The port will reopen,", spans=((6, 27),), confidence=0.93, why="model", channel="speech")
    article = Article(
        1,
        1,
        "The Courier",
        "Port strike",
        "https://a.example/",
        "A. Writer",
        NOW,
        NOW,
        NOW,
        None,
        Body(text),
        revision=2,
    )
    card = cards.provenance(ClaimItem(made, 1, 0, "The Courier"), article, INK)
    facts = {para.label: para.text for para in card.paras if para.label}
    assert facts["Source"] == "Lena Ortiz"
    assert facts["Confidence"] == "93 %, by model"
    assert facts["Channel"] == "speech"
    assert facts["Revision"] == "2"
    assert card.paras[1].text == "“The port will reopen,” Ortiz said."
    assert (1, 22, "lit") in card.paras[1].marks


def test_revisions_show_the_words_that_went_and_came() -> None:
    found = [
        Revision(1, 1, NOW, "Seven dead", "Seven died.\nRain."),
        Revision(1, 2, NOW, "Eleven dead", "Eleven died.\nRain."),
    ]
    lines = [para.text for para in cards.revisions(found, "O").paras]
    assert lines[1:] == ["- Seven dead", "+ Eleven dead", "- Seven died.", "+ Eleven died."]
    assert "nothing has changed" in cards.revisions(found[:1], "O").paras[0].text


def test_grid_rows_are_kept_and_ordered() -> None:
    both, alone = ClaimItem(claim(), 1, 5, "A", differs="9"), ClaimItem(claim(), 2, 0, "B")
    grid = Grid("s", ("A", "B"), (1, 2), ({1: both, 2: alone}, {2: ClaimItem(claim(), 2, 1, "B")}))
    assert len(grid.keeping("differs").shown) == 1
    assert len(grid.keeping("only-here").shown) == 1
    assert len(grid.keeping("shared").shown) == 1
    assert grid.at_column(1, 40).ordered().order == 2
    assert grid.row_of(alone) == 0
    assert words(Grid("s", (), (), ()).draw(0, 40, INK, False)) == ["  No claims to compare."]


@pytest.mark.parametrize(
    ("width", "panes", "more", "wanted"),
    [
        (80, 2, {}, (28, 0, 1)),
        (120, 4, {}, (36, 0, 2)),
        (200, 9, {"active": 6}, (46, 4, 3)),
        (40, 2, {}, (40, 0, 0)),
        (40, 2, {"is_in_panes": True}, (0, 0, 1)),
        (120, 3, {"is_in_panes": True, "is_list_wanted": False}, (0, 0, 3)),
        (120, 3, {"is_zoomed": True, "active": 2}, (0, 2, 1)),
        (120, 0, {}, (120, 0, 0)),
        (1, 1, {"is_in_panes": True}, (0, 0, 1)),
    ],
)
def test_arrangements(width: int, panes: int, more: dict[str, int], wanted: tuple[int, int, int]) -> None:
    found = arrange(width, panes, **more)  # type: ignore[arg-type]
    assert (found.list_width, found.first, found.count) == wanted


@given(st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True))
def test_merging_keeps_every_row_and_the_fresh_order(old: list[int], fresh: list[int]) -> None:
    merged = merge(old, fresh)
    assert sorted(merged) == sorted(set(old) | set(fresh))
    assert [id_ for id_ in merged if id_ in fresh] == fresh


def test_auto_theme_follows_the_terminal() -> None:
    assert theme_name("auto", {}) == "newsread-dark"
    assert theme_name("auto", {"COLORFGBG": "0;15"}) == "newsread-light"
    assert theme_name("auto", {"NO_COLOR": "1"}) == "ansi-dark"
    assert theme_name("nord", {"NO_COLOR": "1"}) == "nord"
