"""Every format against its golden file, and the table of formats against the docs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.export.samples import OWN, QUOTE, SET, SPLIT, saved
from tui_reader.errors import UsageError
from tui_reader.export import FORMATS, write
from tui_reader.export.citation import sentence
from tui_reader.export.fragments import directive, fragment_url, pieces

GOLDEN = Path(__file__).parent / "golden"
DOC = (Path(__file__).resolve().parents[2] / "docs" / "export.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_writes_what_it_wrote(name: str) -> None:
    with (GOLDEN / f"saved{FORMATS[name].suffix}").open(encoding="utf-8", newline="") as file:
        assert write(SET, name) == file.read()


@pytest.mark.parametrize("name", FORMATS)
def test_no_bookmarks_make_a_file_too(name: str) -> None:
    assert isinstance(write([], name), str)


def test_claims_that_are_not_saved_are_not_called_so() -> None:
    found = [saved(QUOTE, id=0), saved(OWN)]
    assert write(found, "markdown").startswith("# Claims\n")
    org = write(found, "org")
    assert org.startswith("#+TITLE: Claims\n") and org.count(":SAVED:") == 1
    assert json.loads(write(found, "annotation"))["label"] == "Claims"
    assert [row.split(",")[0] == "" for row in write(found, "csv").split("\r\n")[1:3]] == [True, False]


def test_an_unknown_format_is_named_with_the_known() -> None:
    with pytest.raises(UsageError, match="markdown, json, csv"):
        write([], "docx")


def test_the_docs_list_the_formats() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\S+)` \| (.+) \|$", DOC, re.MULTILINE)
    assert rows == [(one.name, one.suffix, one.help) for one in FORMATS.values()]


def test_pieces_are_the_text_at_the_spans() -> None:
    assert list(pieces(SPLIT)) == ["Our forces saw nothing", "and fired at nothing"]
    assert list(pieces(QUOTE)) == [QUOTE.text]


def test_fragments_name_the_words() -> None:
    assert fragment_url("https://a.example/x", OWN).endswith("#:~:text=31%20ships%20were%20waiting%20in%20the%20bay")
    assert fragment_url("https://a.example/x#part", OWN).startswith("https://a.example/x#part:~:text=31")
    assert fragment_url("", OWN) == ""
    assert fragment_url("mailto:x@a.example", OWN) == "mailto:x@a.example"
    assert fragment_url("https://a.example/", SPLIT).count("text=") == 2


def test_fragments_of_long_and_short_words() -> None:
    words = " ".join(f"word{n}" for n in range(80))
    assert directive(words) == (
        "text=word0%20word1%20word2%20word3%20word4%20word5,word74%20word75%20word76%20word77%20word78%20word79"
    )
    assert directive("Yes, no-one", "cut he said: ", " and cut") == "text=he%20said%3A-,Yes%2C%20no%2Done,-and"
    assert directive("Yes", "Before.\n\n", " now.\nNext") == "text=Yes,-now."


def test_a_claim_in_one_line_carries_speaker_place_and_link() -> None:
    b = saved(QUOTE)
    line = sentence(b.claim, b.outlet, b.article_title, b.url, b.published_at)
    assert line.startswith(
        "“The port will reopen Monday,” — Lena Ortiz, Mayor (direct, told:The Courier). The Courier, "
    )
    assert "2031-10-04. https://courier.example/2031/port-strike#:~:text=" in line
    assert sentence(OWN, "Kestrel", "", "", None) == (
        "31 ships were waiting in the bay — Kestrel (own words of the outlet). Kestrel, undated."
    )


def test_web_annotations_have_what_the_standard_asks_for() -> None:
    whole = json.loads(write(SET, "annotation"))
    items = whole["first"]["items"]
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert whole["total"] == len(items) == len(SET)
    assert len({item["id"] for item in items}) == len(SET)
    for item, bookmark in zip(items, SET, strict=True):
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        assert item["type"] == "Annotation"
        assert len(targets) == len(bookmark.claim.spans)
        exact = [selector["exact"] for target in targets for selector in target["selector"] if "exact" in selector]
        assert " ".join(exact) == bookmark.claim.text
        places = [(s["start"], s["end"]) for target in targets for s in target["selector"] if "start" in s]
        assert tuple(places) == bookmark.claim.spans
    assert [item["body"][0]["type"] for item in items] == ["schema:Quotation", "schema:Claim", "schema:Quotation"]
