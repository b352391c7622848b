"""Numbers of list items and line breaks: kept beside the text, never in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.test_markup import blocks, links
from tui_reader.model import Body
from tui_reader.store.codec import pack_body, unpack_body
from tui_reader.text import html_to_body
from tui_reader.text.lists import written


def labels(body: Body) -> list[tuple[str, int, str]]:
    """Label, level and words of each block."""
    return [(block.label, block.level, body.text[slice(*block.span)]) for block in body.blocks]


def lines(body: Body) -> list[str]:
    """The words of each block as the page breaks them."""
    return [
        "".join("\n" if at in block.breaks else body.text[at] for at in range(*block.span)) for block in body.blocks
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ol><li>a<li>b</ol>", [("1.", 1, "a"), ("2.", 1, "b")]),
        (
            "<ol start=9><li>a</li><li value='20'>b</li><li>c</li></ol>",
            [("9.", 1, "a"), ("20.", 1, "b"), ("21.", 1, "c")],
        ),
        ("<ol type=a><li>x<li>y</ol><ol type=I start=4><li>z</ol>", [("a.", 1, "x"), ("b.", 1, "y"), ("IV.", 1, "z")]),
        (
            "<ol reversed start=2><li>x<li>y</ol><ol reversed><li>z</ol>",
            [("2.", 1, "x"), ("1.", 1, "y"), ("*", 1, "z")],
        ),
        (
            "<ol><li>a<ul><li>b<ol><li>c</ol></ul><li><p>d</p><p>e</p></ol><ul><li>f</ul><p>g</p>",
            [("1.", 1, "a"), ("*", 2, "b"), ("1.", 3, "c"), ("2.", 1, "d"), ("", 1, "e"), ("*", 1, "f"), ("", 0, "g")],
        ),
        ("<ol><li><h3>a</h3>b</ol>", [("1.", 0, "a"), ("", 1, "b")]),
        ("<ol><li></ol><p>a</p><li>b</ol>", [("", 0, "a"), ("*", 0, "b")]),
        ("<ol start=99999999999999><li>a</ol>", [("1.", 1, "a")]),
    ],
)
def test_items_keep_the_numbers_of_their_list(html: str, expected: list[tuple[str, int, str]]) -> None:
    assert labels(html_to_body(html)) == expected


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [(1, "a", "a"), (27, "A", "AA"), (703, "a", "aaa"), (1999, "I", "MCMXCIX"), (4000, "i", "4000"), (0, "a", "0")],
)
def test_numbers_are_written_as_lists_do(number: int, style: str, expected: str) -> None:
    assert written(number, style) == expected


def test_lines_of_a_verse_are_kept_beside_a_text_that_runs_on() -> None:
    body = html_to_body(
        "<p>The tide goes out,<br>\n the <a href='https://a.example/'>tide<br/>comes</a> in,<br></p><p>x</p>"
    )
    assert body.text == "The tide goes out, the tide comes in,\n\nx"
    assert lines(body) == ["The tide goes out,\nthe tide\ncomes in,", "x"]
    assert links(body) == [("link", "tide comes", "https://a.example/")], "one link on two lines"
    assert body.blocks[1].breaks == ()


def test_breaks_outside_of_words_are_none() -> None:
    assert all(not block.breaks for block in html_to_body("<br><p><br>a</p><td>b<br>c</td><pre>d<br>e</pre>").blocks)
    assert lines(html_to_body("a<br>b<br><br>c<br>d")) == ["a\nb", "c\nd"]


@given(
    st.lists(
        st.sampled_from(["<ol>", "</ol>", "<li>", "<ul>", "<br>", "one ", "two", "<p>", "<td>", "</table>", "é\x07"])
    )
)
def test_labels_and_breaks_fit_the_text_and_come_back_from_the_store(pieces: list[str]) -> None:
    body = html_to_body("".join(pieces))
    for block in body.blocks:
        assert all(block.span[0] < at < block.span[1] and body.text[at] == " " for at in block.breaks)
        assert list(block.breaks) == sorted(set(block.breaks))
    assert unpack_body(pack_body(body)) == body
    assert [words for _, words in blocks(body)] == [
        text.replace("\n", " ") if kind != "pre" else text
        for (kind, _), text in zip(blocks(body), lines(body), strict=True)
    ]
