"""Reading comfort, by value: scripts without blanks, code, lists, numbered links, badges that are cut, contrast."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.color import Color as Colour
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from tests.app.test_render import INK, NOW, claim, words
from tui_reader.app.badges import ASCII
from tui_reader.app.render import cards, rows
from tui_reader.app.render.article import text_of
from tui_reader.app.render.badge import badge_segments
from tui_reader.app.render.claims import ClaimItem, article_facts, item_lines
from tui_reader.app.render.ink import LEGIBLE, STYLE_NAMES, contrast, ink_of, legible
from tui_reader.app.render.words import chop, figures, wrap
from tui_reader.app.screens.picker import Pick, PickFace
from tui_reader.app.screens.prompt import said_of
from tui_reader.app.themes import OWN
from tui_reader.model import Article, Block, Body, Bookmark, Feed, Link, Source

PIECES = (
    ("heading", "Harbour"),
    ("paragraph", "The mayor spoke. Two reports followed."),
    ("item", "first item of a list that is longer than one line"),
    ("item", "second item"),
    ("quote", "We will be back."),
    ("pre", "def f(x):\n    return x + 1  # kept as it is"),
    ("caption", "The harbour at dusk"),
)


def article(links: tuple[Link, ...] = ()) -> Article:
    """One of each kind of block."""
    text, blocks = "", []
    for kind, piece in PIECES:
        begin = len(text) + (2 if text else 0)
        text = f"{text}\n\n{piece}" if text else piece
        blocks.append(Block(kind, (begin, begin + len(piece))))  # type: ignore[arg-type]
    body = Body(text, tuple(blocks), links)
    return Article(1, 1, "The Courier", "Port", "https://a.example/1", "A. Hand", None, NOW, NOW, None, body)


def drawn(made: Article, width: int = 40) -> list[str]:
    """The text pane's lines."""
    text = text_of(made)
    return [row for index in range(len(text)) for row in words(text.draw(index, width, INK, False))]


def test_letters_without_blanks_fill_the_line_and_keep_their_marks() -> None:
    text = "Wide: 東京都知事は月曜日に語った。「港は月曜日に」と述べた。"
    lines = [text[begin:end] for begin, end in wrap(text, 12)]
    assert lines[0] == "Wide: 東京都"
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= 12 for line in lines)
    assert not any(line[0] in "。」" or line[-1] == "「" for line in lines)


def test_code_keeps_its_blanks_and_its_lines() -> None:
    code = "if x:\n    go(1)\n\n  z"
    assert [code[b:e] for b, e in chop(code, 40)] == code.split("\n")
    assert [code[b:e] for b, e in chop(code, 6)] == ["if x:", "    go", "(1)", "", "  z"]
    assert "      return x + 1  # kept as it is" in drawn(article())


def test_blocks_are_told_apart_and_items_of_a_list_stand_together() -> None:
    lines = drawn(article(), 44)
    first, second = lines.index("  • first item of a list that is longer"), lines.index("  • second item")
    assert lines[first + 1 : second] == ["    than one line"]
    assert lines[second + 1] == "", "an empty line ends the list"
    assert lines[second + 2] == "  │ We will be back."


def test_links_are_numbered_at_their_words_and_below() -> None:
    text = article().body.text
    links = [Link((text.index(words_), text.index(words_) + len(words_)), f"https://{n}.example/")
             for n, words_ in enumerate(("mayor", "Two reports"))]  # fmt: skip
    lines = drawn(article((*links, Link((0, 0), "https://2.example/a.png", "image"))), 60)
    assert "  The mayor[1] spoke. Two reports[2] followed." in lines
    below = [
        "  [1] mayor https://0.example/",
        "  [2] Two reports https://1.example/",
        "  [3] image: https://2.example/a.png",
    ]
    assert lines[-3:] == below


def test_what_is_lit_stays_lit_behind_numbers_of_links() -> None:
    made = article((Link((9, 18), "https://one.example/"),))
    begin = made.body.text.index("reports followed")
    text = replace(text_of(made), lit=((begin, begin + 16),))
    (strip, _) = text.draw(1, 60, INK, False)
    assert "The mayor[1] spoke." in strip.text
    lit = "".join(s.text for s in strip if s.style and s.style.bgcolor == INK.lit.bgcolor)
    assert lit == "reports followed"
    assert text.line_of(begin, 26, INK) == (1, 1), "the number takes its place when the line is found"


def test_a_long_badge_keeps_its_sign_and_says_that_it_is_cut() -> None:
    source = Source((0, 5), "it", "Harbour and Dock Workers' Union of Port Sarrow", "union", "named", "ngo-union")
    item = ClaimItem(claim(badge="ORG", source=source, mode="indirect"), 1, 0, "Courier", shared=4, differs="≥ 12000")
    first = words(item_lines(item, 38, INK, False))[0]
    assert first == "  ▣ Harbour and Dock Workers'… ≈ ×4 ≠"
    assert words(item_lines(item, 38, INK, False))[1:3] == ["  The port will reopen Monday.", "  ≠ ≥12,000"]
    assert words(item_lines(item, 60, INK, False))[1] == "  The port will reopen Monday.  ≠ ≥12,000"
    narrow = badge_segments(claim(), "Courier", INK, 14)
    assert "".join(segment.text for segment in narrow) == "Lena Ortiz “", "the role gives way whole"
    assert "".join(s.text for s in badge_segments(claim(), "Courier", INK, 20)) == "Lena Ortiz · mayor “"


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("~ 1200 workers", "~1200 workers"),
        ("≥ 120000", "≥120,000"),
        ("2031-10-04", "2031-10-04"),
        ("1.123456 percent", "1.123456 percent"),
        ("denied", "denied"),
    ],
)
def test_figures_are_written_as_people_write_them(value: str, seen: str) -> None:
    assert figures(value) == seen
    assert figures(value, is_ascii=True).isascii()


def test_no_sign_of_ours_leaves_ascii_where_ascii_is_wanted() -> None:
    ink = ink_of(OWN[0], ASCII)
    item = ClaimItem(
        claim("The port reopens."), 1, 0, "Courier", shared=3, differs="≥ 9, ≤ 5", is_copied=True, is_saved=True
    )
    assert all(line.isascii() for line in words(item_lines(item, 60, ink, True)))


def test_a_saved_claim_shows_who_and_where_rather_than_half_a_role() -> None:
    mark = Bookmark(
        1, NOW, claim(), "The Courier", 1, "Port", "A. Hand", "", None, None, "", tags=("flood",)
    )  # fmt: skip
    facts = words(rows.bookmark_lines(mark, 44, INK, NOW, True))[1]
    assert "Lena Ortiz “ · The Courier #flood" in facts
    last = words(rows.bookmark_lines(mark, 44, INK, NOW, True))[2]
    assert last == "▌", "the bar runs along the whole row"


def test_facts_put_first_what_is_cut_last() -> None:
    made = replace(article(), revision=2, note="the page holds no article", author="A" * 90)
    facts = article_facts(made, NOW, INK)
    assert facts.endswith("… · Δ revision 2 · the page holds no article")
    assert len(facts) < 92


def seen(colour: Colour | None, system: ColorSystem) -> Color:
    """A colour as a terminal of so many colours shows it."""
    assert colour is not None
    return Color(*colour.downgrade(system).get_truecolor())


@pytest.mark.parametrize(("system", "least"), [(ColorSystem.TRUECOLOR, LEGIBLE), (ColorSystem.EIGHT_BIT, 3.9)])
@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_our_own_themes_are_legible_everywhere(theme: Theme, system: ColorSystem, least: float) -> None:
    ink = ink_of(theme)
    grounds = [Color.parse(ground or "").rich_color for ground in (theme.background, theme.surface, theme.panel)]
    grounds += [ground for ground in (ink.row.bgcolor, ink.row_idle.bgcolor) if ground]
    assert len(grounds) == 5
    for name in STYLE_NAMES:
        style: Style = getattr(ink, name)
        if style.color is None:
            continue
        for ground in [style.bgcolor] if style.bgcolor else grounds:
            assert contrast(seen(style.color, system), seen(ground, system)) >= least, (name, ground.name)
    shown = {seen(ground, system).hex for ground in (grounds[0], ink.row.bgcolor, ink.row_idle.bgcolor) if ground}
    assert len(shown) == 3, "the current row stands out, with the keys and without"


def test_contrast_is_the_one_of_wcag() -> None:
    black, white = Color(0, 0, 0), Color(255, 255, 255)
    assert round(contrast(black, white), 1) == 21.0
    assert round(contrast(Color.parse("#767676"), white), 2) == 4.54
    assert legible(Color.parse("#777777"), (white,), black) != Color.parse("#777777")
    assert legible(Color.parse("#767676"), (white,), black) == Color.parse("#767676")


def test_choices_stand_in_columns_and_long_ones_push_no_key_away() -> None:
    face = PickFace([Pick("a", "down", "One row down", "j"), Pick("b", "half page", "Half a page", "ctrl+d")])
    first, second = (words(face.draw(pick, 50, INK, False))[0] for pick in face.picks)
    assert first.index("One row down") == second.index("Half a page")
    assert (first[-2:], second[-6:]) == (" j", "ctrl+d")
    narrow = words(face.draw(Pick("c", "x" * 40, "words", "tab"), 24, INK, False))[0]
    assert narrow.endswith("…  tab") and cell_len(narrow) <= 24


@pytest.mark.parametrize(
    ("problem", "ways", "typed", "said"),
    [
        ("badge:off does not exist", "tab: badge:official", "badge:off", ("tab: badge:official", "dim")),
        ("badge:off does not exist", "tab: unread", "badge:off ", ("badge:off does not exist", "error")),
        ("a ) is missing", "tab: unread", "badge:anon (", ("a ) is missing", "error")),
        ("badge:zz does not exist", "", "badge:zz", ("badge:zz does not exist", "error")),
        ("", "", "port", ("", "dim")),
    ],
)
def test_a_word_that_can_be_completed_is_no_mistake_yet(
    problem: str, ways: str, typed: str, said: tuple[str, str]
) -> None:
    assert said_of(problem, ways, typed) == said


def test_what_was_odd_about_a_feed_stands_on_its_card() -> None:
    cut = Feed(7, "https://o.example/feed", "Courier", total=3, note="larger than 16 MB: only its beginning was read")
    assert any("larger than 16 MB" in para.text for para in cards.feed_card(cut, INK).paras)


def test_a_feed_that_was_never_asked_but_has_articles_is_not_said_to_fail() -> None:
    feed = Feed(1, "https://a.example/feed", "A", total=3)
    assert not any(para.label == "Last success" for para in cards.feed_card(feed, INK).paras)
    silent = replace(feed, total=0)
    assert any(para.text == "never" for para in cards.feed_card(silent, INK).paras)
