"""Subscription lists: good ones both ways, broken ones by line, hostile ones without harm."""

from __future__ import annotations

import re
from html import unescape
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import OpmlError
from tui_reader.feeds.opml import MOST_OUTLINES, Listing, Outline, read_opml, write_opml
from tui_reader.feeds.starter import starter
from tui_reader.model import Feed
from tui_reader.text import clean


def opml(body: str, head: str = "") -> bytes:
    opening = f'<?xml version="1.0"?>{head}<opml version="2.0"><head><title>Mine</title></head>'
    return f"{opening}<body>{body}</body></opml>".encode()


def feed(name: str, url: str | None = None) -> str:
    return f'<outline type="rss" text="{name}" xmlUrl="{url or f"https://{name}.example/feed"}"/>'


def test_folders_and_titles_are_kept() -> None:
    listing = read_opml(
        opml(f'{feed("top")}<outline text="A"><outline text="B / C">{feed("deep")}</outline>{feed("a")}</outline>')
    )
    assert listing == Listing(
        (
            Outline("https://top.example/feed", "top"),
            Outline("https://deep.example/feed", "deep", "A/B - C"),
            Outline("https://a.example/feed", "a", "A"),
        ),
        "Mine",
    )


def test_nothing_comes_twice_and_only_web_addresses() -> None:
    same = feed("one", "feed://one.example/feed") + feed("two", "http://one.example/feed")
    listing = read_opml(opml(same + "\n" + feed("file", "file:///etc/passwd") + feed("pipe", "|~/run.py")))
    assert [outline.url for outline in listing.feeds] == ["http://one.example/feed"]
    assert listing.problems == (
        "line 2: file: no web address: file:///etc/passwd",
        "line 2: pipe: no web address: |~/run.py",
    )


def test_broken_lists_are_read_and_reported_by_line() -> None:
    body = f'\n<outline text="Q&A < you" xmlUrl="https://qa.example/?a=1&b=2"/>\n<outline text="open">{feed("x")}'
    listing = read_opml(opml(body))
    assert [(o.url, o.title) for o in listing.feeds] == [
        ("https://qa.example/?a=1&b=2", "Q&A < you"),
        ("https://x.example/feed", "x"),
    ]
    assert listing.problems[0].startswith("line 2: ")


def test_quotes_inside_quotes_hide_no_feed() -> None:
    broken = '<outline text="B" description="<a href="https://b.example">b</a>" xmlUrl="https://b.example/feed"/>'
    listing = read_opml(opml(f'<outline text="F">{feed("a")}{broken}</outline>'))
    assert Outline("https://b.example/feed", "B", "F") in listing.feeds


@pytest.mark.parametrize("data", [b"", b"not a list", opml(""), b"\x00\x01", opml('<outline text="only a folder"/>')])
def test_a_list_without_feeds_is_an_error(data: bytes) -> None:
    with pytest.raises(OpmlError, match="no feed"):
        read_opml(data)


def test_x2_external_entities_and_included_lists_are_not_read() -> None:
    head = '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY co "Café">]>'
    body = '<outline text="&x;&co;" xmlUrl="https://a.example/"/><outline type="include" url="https://b.example/more.opml"/>'
    listing = read_opml(opml(body, head))
    assert [o.title for o in listing.feeds] == ["Café"]
    assert any("not followed" in problem for problem in listing.problems)


def test_t1_titles_are_clean() -> None:
    assert [o.title for o in read_opml(opml(feed("\x1b]0;x\x07\u202ename", "https://a.example/"))).feeds] == [
        "]0;xname"
    ]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "body",
    [
        "".join(f'<outline text="f" xmlUrl="http://x.example/{i}"/>' for i in range(MOST_OUTLINES + 5)),
        "".join(f'<outline text="f" xmlUrl="http://x.example/{i}">' for i in range(100_000)),
        feed("first") + '<outline text="a">' * 100_000,
    ],
    ids=["a million outlines", "nested feeds", "nested folders"],
)
def test_floods_are_cut_with_a_word_about_it(body: str) -> None:
    listing = read_opml(opml(body))
    assert 0 < len(listing.feeds) <= MOST_OUTLINES
    assert any("only its beginning" in problem for problem in listing.problems)


_names = (
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=8)
    .map(lambda name: name.replace("/", "-"))
    .filter(lambda name: clean(name) == name)  # not what reads like mojibake
)


@given(st.lists(st.tuples(_names, st.lists(_names, max_size=3).map("/".join)), min_size=1, max_size=6))
def test_what_is_written_is_read_again(items: list[tuple[str, str]]) -> None:
    feeds = [Feed(i, f"https://o.example/{i}?a=1&b=2", title, folder=folder) for i, (title, folder) in enumerate(items)]
    listing = read_opml(write_opml(feeds).encode())
    assert listing.problems == ()
    assert {(o.url, o.title, o.folder) for o in listing.feeds} == {(f.url, f.title, f.folder) for f in feeds}


def test_the_starter_list_is_sound() -> None:
    data = resources.files("tui_reader.feeds").joinpath("starter.opml").read_bytes()
    listing = read_opml(data)
    assert listing.problems == ()
    assert len(listing.feeds) >= 12
    assert len({urlsplit(outline.url).hostname for outline in listing.feeds}) == len(listing.feeds)
    assert all(outline.url.startswith("https://") and outline.title and outline.folder for outline in listing.feeds)


def test_the_starter_list_is_read_plainly_as_any_list_is() -> None:
    listing = read_opml(resources.files("tui_reader.feeds").joinpath("starter.opml").read_bytes())
    assert starter() == [(outline.url, outline.title, outline.folder) for outline in listing.feeds]


def test_feeds_without_an_address_are_told_by_line() -> None:
    listing = read_opml(
        b"<opml><body>\n<outline type='rss' text='A' xmlUrl='http://a.example/f'/>\n<outline text='Folder'>\n"
        b"<outline type='rss' text='Lost &amp; found'/></outline>\n<outline type='link' text='no feed'/></body></opml>"
    )
    assert [feed.title for feed in listing.feeds] == ["A"]
    assert listing.problems == ("line 4: Lost & found: no address",)


@pytest.mark.corpus
def test_real_lists_give_all_their_feeds(feed_corpus: Path) -> None:
    broken = 0
    for path in sorted((feed_corpus / "awesome-rss-feeds").rglob("*.opml")):
        data = path.read_bytes()
        listing = read_opml(data)
        found = {outline.url for outline in listing.feeds}
        for address in re.findall(r'xmlUrl="([^"]+)"', data.decode()):
            assert unescape(address.strip()) in found, path.name
        broken += bool(listing.problems)
    assert broken == 80
