"""Hostile words in every field: no format makes markup, code or formulas of them, and JSON gives the same set back."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.export.samples import HOSTILE, SET, bookmarks
from tui_reader.errors import UsageError
from tui_reader.export import json as own
from tui_reader.export import write
from tui_reader.export.bibtex import escaped as tex
from tui_reader.export.csv import COLUMNS
from tui_reader.export.markdown import escaped as markdown
from tui_reader.export.org import BREAK
from tui_reader.export.org import escaped as org
from tui_reader.model import Bookmark
from tui_reader.text import clean, clean_url

GFM = MarkdownIt("gfm-like", {"html": True, "linkify": True})
LISTS = st.lists(bookmarks(), max_size=3)


def words_of(text: str) -> tuple[str, set[str]]:
    """Plain text of a Markdown line as a renderer shows it, and the kinds of everything in it."""
    kinds: set[str] = set()
    shown = []
    for block in GFM.parse(text):
        kinds.add(block.type)
        for inline in block.children or []:
            kinds.add(inline.type)
            shown.append(inline.content)
    return "".join(shown), kinds


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60)))
def test_markdown_shows_the_words_and_nothing_else(text: str) -> None:
    shown, kinds = words_of(markdown(text))
    assert kinds <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}
    assert shown == " ".join(text.split()).replace("\0", "\ufffd")


@given(LISTS)
def test_markdown_links_lead_to_the_articles_only(items: list[Bookmark]) -> None:
    text = write(items, "markdown")
    targets = []
    for block in GFM.parse(text):
        for inline in block.children or []:
            assert inline.type not in ("image", "html_inline", "code_inline")
            if inline.type == "link_open":
                targets.append(str(inline.attrs["href"]))
        assert block.type not in ("html_block", "fence", "code_block", "table_open", "hr")
    assert all(target.startswith("https://a.example/") for target in targets)


@pytest.mark.parametrize("text", ("0.GL", "Norair.com fell", "see a.www.example", "at www.evil.example now"))
def test_a_name_like_an_address_is_no_link(text: str) -> None:
    shown, kinds = words_of(markdown(text))
    assert (shown, "link_open" in kinds) == (text, False)


@given(LISTS)
def test_csv_reads_back_and_no_cell_is_a_formula(items: list[Bookmark]) -> None:
    rows = list(csv.reader(io.StringIO(write(items, "csv"), newline="")))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == len(items) + 1
    for row, item in zip(rows[1:], items, strict=True):
        assert len(row) == len(COLUMNS)
        assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
        assert row[COLUMNS.index("claim")].removeprefix("'") == item.claim.text.removeprefix("'")


@given(LISTS)
def test_bibtex_braces_balance_and_fields_stay_fields(items: list[Bookmark]) -> None:
    text = write(items, "bibtex")
    bare = re.sub(r"\\[{}]", "", text)
    depth = 0
    for character in bare:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    known = {"author", "title", "organization", "date", "url", "urldate", "note", "keywords"}
    assert {found for found in re.findall(r"^  (\w+) = ", text, re.MULTILINE)} <= known


@given(st.text(max_size=60))
def test_tex_runs_nothing(text: str) -> None:
    left = re.sub(r"\\textbackslash\{\}|\\[\^~]\{\}|\\[{}$&#%_]", "", tex(text))
    assert not re.search(r"[\\{}$&#%_^~]", left)


@given(st.one_of(st.sampled_from([*HOSTILE, "* 0", "- 1", "2) x", "| a |"]), st.text(max_size=60)))
def test_org_holds_no_link_no_code_no_heading(text: str) -> None:
    made = org(text)
    assert made.replace(BREAK, "") == " ".join(text.split()).replace(BREAK, "")
    seen = made.replace(BREAK, " ")
    assert not re.search(
        r"^[*+-]+ |^\d+[.)] |^[#|:]|\[\[|<\w|\{\{\{|src_\w+[\[{]|call_\w+\(|@@\w|\$\S|\\\w|[A-Za-z]:\S", seen
    )


@given(LISTS)
def test_org_has_two_levels_of_headings_and_our_links_only(items: list[Bookmark]) -> None:
    text = write(items, "org")
    assert len(re.findall(r"^\*\* ", text, re.MULTILINE)) == len(items)
    assert all(target.startswith("https://a.example/") for target in re.findall(r"\[\[([^\]]*)\]", text))


@given(LISTS)
def test_json_formats_are_json(items: list[Bookmark]) -> None:
    for name in ("csl", "annotation", "json"):
        assert json.loads(write(items, name)) is not None


def as_stored(item: Bookmark) -> Bookmark:
    """A bookmark whose texts have passed the door, as every stored one's have."""

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return clean(clean(value, multiline=True))
        if isinstance(value, tuple):
            return tuple(walk(one) for one in value)
        return value

    def whole(value: Any) -> Any:
        names = [name for name in value.__dataclass_fields__ if isinstance(getattr(value, name), str | tuple)]
        return replace(value, **{name: walk(getattr(value, name)) for name in names if name != "url"})

    source = item.claim.source
    claim = replace(whole(item.claim), source=None if source is None else whole(source))
    made: Bookmark = replace(whole(item), claim=claim, id=0, article_id=None, url=clean_url(item.url))
    return made


@given(LISTS)
@settings(max_examples=60)
def test_json_gives_the_same_set_back(items: list[Bookmark]) -> None:
    stored = [as_stored(item) for item in items]
    assert own.read(write(stored, "json")) == stored


def test_the_samples_survive_json() -> None:
    back = own.read(write(SET, "json"))
    assert back == [replace(item, id=0, article_id=None) for item in SET]
    assert own.is_ours(write(SET, "json"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: d.update(format="other"), "no bookmarks of newsread"),
        (lambda d: d.update(version=99), "newer newsread"),
        (lambda d: d["bookmarks"][1]["claim"].update(mode="shouted"), "bookmark 2 .* 'shouted' is none of"),
        (lambda d: d["bookmarks"][0]["claim"].update(spans=[[5, 2]]), "bookmark 1 .* no span"),
        (lambda d: d["bookmarks"][0].update(saved_at="soon"), "bookmark 1"),
        (lambda d: d["bookmarks"][0].update(saved_at="2031-10-04T10:00:00"), "lacks a time zone"),
        (lambda d: d["bookmarks"][2].pop("claim"), "bookmark 3"),
        (lambda d: d["bookmarks"].append(7), "bookmark 4"),
        (lambda d: d["bookmarks"][0].update(note=7), "bookmark 1 .* type str"),
    ],
)
def test_a_file_that_is_off_is_refused_by_number(change: Any, says: str) -> None:
    whole = json.loads(write(SET, "json"))
    change(whole)
    with pytest.raises(UsageError, match=says):
        own.read(json.dumps(whole))


def test_a_hostile_import_passes_the_door() -> None:
    whole = json.loads(write(SET, "json"))
    whole["bookmarks"][0] |= {"note": "a\x1b]52;c;x\x07b\u202e", "url": "javascript:alert(1)", "tags": ["x\x1by"]}
    whole["bookmarks"][0]["claim"]["text"] = "\x9b31m red"
    item = own.read(json.dumps(whole))[0]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", item.note + item.claim.text + "".join(item.tags))
    assert item.url == ""


@given(st.text(max_size=80))
def test_no_text_does_more_than_raise_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError):
        own.read(text)
