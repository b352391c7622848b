"""Every hostile or broken body of the adversarial set: the right items come out, or a typed error (threats X, T, D)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.errors import FeedError, NotAFeed, ParseError
from tui_reader.feeds.parse import parse
from tui_reader.model import ParsedFeed

pytestmark = pytest.mark.corpus
URL = "http://127.0.0.1/chaos.xml"

# name of the mode -> titles that must come out, in order; an int where only their number matters
RIGHT: dict[str, list[str] | int] = {
    "active-html": ["<script>alert(1)</script>T"],
    "amp-flood": ["amp"],
    "attr-flood": ["attrs"],
    "bad-links": [f"l{i}" for i in range(19)],
    "bare-amp": ["Marks & Spencer < Tesco & Co"],
    "bare-item": 5,
    "bom-blank": ["Item"],
    "cache-hour": ["cached"],
    "ctrl-chars": ["ab"],
    "deep-html": ["deep"],
    "deep-quote": ["deep"],
    "deep-xml": ["Item"],
    "dup-guid": [f"Dup {i}" for i in range(10)],
    "edit-churn": 10,
    "enc-1252": ["“Smart” – it’s"],
    "enc-gb": ["中文新闻 €"],
    "enc-koi8": ["Новости"],
    "enc-latin1-as-utf8": ["Café Müller"],
    "enc-mixed": ["Zoë \ufffd\ufffd\ufffd"],
    "enc-sjis": ["日本語ニュース"],
    "enc-unknown": ["Café"],
    "enc-utf16": ["Ünï"],
    "enc-utf16-nobom": ["Ünï"],
    "entity-real": ["Café Ltd wins"],
    "escape-clean": 13,
    "escape-json": 35,
    "escape-raw": 36,
    "escape-ref": 35,
    "etag-bad": ["badetag"],
    "etag-churn": ["etag"],
    "etag-on-304": ["e304"],
    "etag-weak": ["weak"],
    "flap": ["flap"],
    "future-date": 12,
    "guid-churn": 10,
    "gzip-bad": ["Item"],
    "gzip-undeclared": ["Item"],
    "html-entities": ["It’s here — now"],
    "link-churn": 10,
    "lm-only": ["lm"],
    "lt-flood": ["lt"],
    "markdown": 15,
    "markup": 20,
    "mojibake-double": ["Café’s"],
    "no-guid": [f"NoGuid {i}" for i in range(10)],
    "no-title": 5,
    "no-type": ["Item"],
    "nul-bytes": ["ab"],
    "redos-author": ["redos"],
    "redos-author-20": ["redos"] * 20,
    "reorder": 10,
    "set-cookie": ["cookie seen: False"],
    "surrogate-json": ["half", "good"],
    "surrogate-ref": ["lone half", "the good item"],
    "type-mismatch": ["Käse"],
    "unclosed": ["unclosed"],
    "vanish": 10,
    "wrong-type": ["Item"],
    "xml-bomb": [""],
    "xml-quadratic": ["q"],
    "xxe-dtd": ["dtd"],
    "xxe-file": [""],
    "xxe-http": [""],
}
ERRORS: dict[str, type[FeedError]] = {"empty": ParseError, "html": NotAFeed, "etag-poison": ParseError}


def read(adversarial: Path, mode: str, content_type: str = "application/rss+xml; charset=utf-8") -> ParsedFeed:
    (path,) = adversarial.glob(f"{mode}.*")
    return parse(path.read_bytes(), url=URL, content_type=content_type)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("mode", RIGHT)
def test_the_right_items_come_out(adversarial: Path, mode: str) -> None:
    feed = read(adversarial, mode)
    expected = RIGHT[mode]
    if isinstance(expected, int):
        assert len(feed.entries) == expected
    else:
        assert [entry.title for entry in feed.entries] == expected
    assert not feed.is_partial
    assert not feed.skipped


@pytest.mark.parametrize("mode", ERRORS)
def test_what_is_no_feed_is_explained(adversarial: Path, mode: str) -> None:
    with pytest.raises(ERRORS[mode]):
        read(adversarial, mode)


def test_every_file_of_the_set_is_accounted_for(adversarial: Path) -> None:
    files = {path.stem for path in adversarial.glob("*.[xj]*")}
    assert files == {*RIGHT, *ERRORS, "gzip-cut"}


def test_h3_a_cut_body_keeps_its_whole_items(adversarial: Path) -> None:
    feed = read(adversarial, "gzip-cut")
    assert feed.is_partial
    assert [entry.guid for entry in feed.entries] == ["g0", "g1", "g2"]
    assert any("broke off" in note for note in feed.notes)


@pytest.mark.parametrize("mode", ["type-mismatch", "enc-koi8", "enc-latin1-as-utf8"])
@pytest.mark.parametrize(
    "header",
    [
        "",
        "text/xml; charset=utf-16",
        'text/xml; charset="x-nonsense"',
        "text/xml; charset=us-ascii",
        "a/b; charset=iso-8859-1",
    ],
)
def test_x5_a_lying_header_does_no_harm(adversarial: Path, mode: str, header: str) -> None:
    assert [entry.title for entry in read(adversarial, mode, header).entries] == RIGHT[mode]


def test_t1_t2_no_control_byte_of_any_field_gets_in(adversarial: Path) -> None:
    for mode in ("escape-raw", "escape-ref", "escape-json", "escape-clean"):
        feed = read(adversarial, mode)
        for entry in feed.entries:
            one_line = [feed.title, entry.title, entry.author, entry.guid, entry.url, *entry.categories]
            for words in [*one_line, entry.body.text.replace("\n", "")]:
                assert all(c.isprintable() or c in "\u200d" for c in words), (mode, words)


def test_t8_only_http_links_are_kept(adversarial: Path) -> None:
    feed = read(adversarial, "bad-links")
    links = [entry.url for entry in feed.entries] + [link.url for entry in feed.entries for link in entry.body.links]
    assert all(link == "" or link.startswith(("http://", "https://")) for link in links)
    assert not any("user:pw" in link for link in links)
    by_title = {entry.title: entry.url for entry in feed.entries}
    assert by_title["l4"] == "http://127.0.0.1/rel?a=1#f"
    assert by_title["l12"] == "http://proto.rel/x"
    assert by_title["l15"] == "http://127.0.0.1/"


def test_x1_x2_bombs_and_external_entities_expand_to_nothing(adversarial: Path) -> None:
    for mode in ("xml-bomb", "xml-quadratic", "xxe-file", "xxe-http", "xxe-dtd"):
        (entry,) = read(adversarial, mode).entries
        assert entry.guid == "g1"
        assert len(entry.title + entry.body.text) < 20


def test_x8_active_content_leaves_words_only(adversarial: Path) -> None:
    (entry,) = read(adversarial, "active-html").entries
    assert entry.body.text == "safe text"
    assert entry.body.links == ()


def test_d7_absurd_dates_are_none_or_honest(adversarial: Path) -> None:
    feed = read(adversarial, "future-date")
    years = {entry.title: entry.published_at and entry.published_at.year for entry in feed.entries}
    assert years == {
        "Date Fri, 01 Jan 2099 00:00:00 GMT": 2099,
        "Date Fri, 31 Dec 9999 23:59:59 -1200": None,
        "Date Mon, 01 Jan 99999 00:00:00 GMT": None,
        "Date Mon, 01 Jan 0001 00:00:00 +1400": None,
        "Date Wed, 31 Dec 1969 23:59:59 GMT": 1969,
        "Date Foo, 32 Foo 2026 99:99:99 XYZ": None,
        "Date 1756726800000": 2025,
        "Date 2026-09-01": 2026,
        "Date yesterday": None,
        "Date": None,
        "Date Tue, 01 Sep 2026 12:00:00 +9999": 2026,
        "Date 2026-02-30T25:61:61Z": None,
    }
