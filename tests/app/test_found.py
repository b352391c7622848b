"""Words of a search are lit wherever its hits are shown, as the index finds them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.strip import Strip

from tests.app.conftest import SETTINGS
from tests.app.test_hostile import text_of
from tests.app.test_render import INK, NOW, claim, words
from tests.app.waits import rest, type_words, until
from tui_reader.app.app import NewsreadApp
from tui_reader.app.render.article import Text
from tui_reader.app.render.claims import Claims
from tui_reader.app.render.found import Finder
from tui_reader.app.render.rows import article_hit_lines, claim_hit_lines, who_and_where
from tui_reader.model import ArticleHit, ArticleRow, ClaimHit
from tui_reader.newsroom import Newsroom
from tui_reader.query import parse

ROW = ArticleRow(1, 1, "The Daily Harbour Courier", "The port reopens", "", NOW)


def lit(strips: list[Strip]) -> list[str]:
    """What is drawn as found."""
    return [s.text for strip in strips for s in strip if s.style and s.style.bgcolor == INK.hit.bgcolor]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("port", "The Port, the airport and ports: port.", ["Port", "port"]),
        ("port*", "ports and Porters", ["port", "Port"]),
        ('"port talks"', "Port  talks; talks port", ["Port  talks"]),
        ("unread port outlet:x ~strike or ferry", "port strike ferry", ["port", "ferry"]),
        ("zurich", "In Zürich und Zu\u0308rich", ["Zürich", "Zu\u0308rich"]),
        ("strasse", "Straße", ["Straße"]),
        ("/po.t/", "port", []),
        ("c++", "c and C++", ["c", "C"]),
        ("東京", "東京 で", ["東京"]),
    ],
)
def test_words_are_found_as_the_index_finds_them(query: str, text: str, found: list[str]) -> None:
    assert [text[begin:end] for begin, end in Finder(parse(query)).spans(text)] == found


def test_nothing_is_sought_without_a_query() -> None:
    assert Finder().spans("port") == Finder(parse("unread")).spans("port") == ()


def test_a_phrase_that_nearly_fits_everywhere_is_found_once() -> None:
    text = "a " * 50_000 + "b"
    assert Finder(parse('"a a a a a a b"')).spans(text) == ((99_988, 100_001),)


def test_found_words_are_lit_in_rows_and_the_name_of_who_says_it_stays_whole() -> None:
    strips = claim_hit_lines(ClaimHit(ROW, 0, claim()), 34, INK, NOW, False, Finder(parse("port monday")))
    assert lit(strips) == ["port", "Monday"]
    assert words(strips)[1].startswith("   Lena Ortiz “ · The Daily…  now")
    strips = article_hit_lines(
        ArticleHit(ROW, "to the port again", ((7, 11),)), 60, INK, NOW, True, Finder(parse("port"))
    )
    assert lit(strips) == ["port", "port"]


@pytest.mark.parametrize("room", range(4, 60, 3))
def test_who_and_where_fit(room: int) -> None:
    for badge in ("NAME", "OUTLET", "ANON"):
        drawn = Strip(who_and_where(claim(badge=badge), "Courier", room, INK))
        assert drawn.cell_length <= max(room, 24)


async def test_a_search_lights_its_words_in_list_claims_and_text(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=replace(SETTINGS))
    async with app.run_test(size=(140, 36)) as pilot:
        await rest(pilot)
        await pilot.press("slash")
        await type_words(pilot, "nobody")
        await pilot.press("enter")
        await until(pilot, lambda: app.reader.shelf.level.kind == "hits")
        await rest(pilot)
        claims, text = (slot.document for slot in app.reader.wall.slots[:2])
        assert isinstance(claims, Claims) and any(item.hits for item in claims.items)
        assert isinstance(text, Text) and text.hits
        assert "/nobody: " in text_of(app)
        await pilot.press("escape", "1")
        await rest(pilot)
        claims = app.reader.wall.slots[0].document
        assert isinstance(claims, Claims) and not any(item.hits for item in claims.items), "what follows is not lit"
