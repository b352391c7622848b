"""The formats, by small feeds of our own: what each element becomes."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import FeedError, NotAFeed, ParseError
from tui_reader.feeds.parse import parse, try_strictly
from tui_reader.model import ParsedEntry, ParsedFeed

URL = "https://outlet.example/feeds/world.xml"
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def rss(items: str, channel: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel><title>The Herald</title><link>https://outlet.example/</link>{channel}{items}</channel></rss>"
    ).encode()


def read(body: bytes, content_type: str = "") -> ParsedFeed:
    return parse(body, url=URL, content_type=content_type)


def only(body: bytes) -> ParsedEntry:
    (entry,) = read(body).entries
    return entry


def test_rss_2() -> None:
    feed = read(
        rss(
            "<item><title>Ferry runs again</title><link>https://outlet.example/1?a=1&amp;b=2</link>"
            "<guid isPermaLink='false'>urn:1</guid><pubDate>Tue, 01 Sep 2026 12:00:00 GMT</pubDate>"
            "<dc:creator>Amara Okafor</dc:creator><category>World</category><category domain='x'>Sea</category>"
            "<comments>/1/talk</comments><description>Short &amp;amp; sweet.</description>"
            "<content:encoded><![CDATA[<p>The whole <a href='/more'>story</a> of it.</p><p>More.</p>]]>"
            "</content:encoded>"
            "<enclosure url='/a.mp3' type='audio/mpeg' length='1'/><media:title>not this</media:title></item>",
            "<language>en-GB</language><ttl>60</ttl><image><title>logo</title><url>x</url></image>",
        )
    )
    assert (feed.title, feed.site_url, feed.language, feed.ttl_minutes) == (
        "The Herald",
        "https://outlet.example/",
        "en-GB",
        60,
    )
    (entry,) = feed.entries
    assert entry.title == "Ferry runs again"
    assert entry.url == "https://outlet.example/1?a=1&b=2"
    assert entry.guid == "urn:1"
    assert entry.author == "Amara Okafor"
    assert entry.published_at == NOON
    assert entry.categories == ("World", "Sea")
    assert entry.comments_url == "https://outlet.example/1/talk"
    assert entry.body.text == "The whole story of it.\n\nMore."
    assert [(link.kind, link.url) for link in entry.body.links] == [
        ("link", "https://outlet.example/more"),
        ("enclosure", "https://outlet.example/a.mp3"),
    ]


def test_atom() -> None:
    feed = read(
        b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://outlet.example/a/">
        <title type="html">The &amp;lt;Herald&amp;gt; &lt;b&gt;daily&lt;/b&gt;</title><link href="/"/>
        <entry><id>tag:1</id><title type="text">Use &lt;b&gt; well</title><link rel="alternate" href="1.html"/>
        <link rel="enclosure" href="1.mp3"/><published>2026-09-01T14:00:00+02:00</published>
        <updated>2026-09-02T12:00:00Z</updated><author><name>A</name><email>a@b.example</email></author>
        <author><name>B</name></author><category term="t" label="Label"/>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; <em>two</em><br/>three</p></div>
        </content>
        <source><title>other</title><link href="https://other.example/"/></source></entry></feed>"""
    )
    assert feed.title == "The <Herald> daily"
    assert feed.site_url == "https://outlet.example/"
    assert feed.language == "en"
    (entry,) = feed.entries
    assert entry.title == "Use <b> well"
    assert entry.url == "https://outlet.example/a/1.html"
    assert (entry.published_at, entry.updated_at) == (NOON, datetime(2026, 9, 2, 12, tzinfo=UTC))
    assert entry.author == "A, B"
    assert entry.categories == ("Label",)
    assert entry.body.text == "One & two three"
    assert entry.body.links[-1].url == "https://outlet.example/a/1.mp3"


def test_rdf() -> None:
    feed = read(
        b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>RDF</title><link>https://r.example/</link>
        </channel><item rdf:about="https://r.example/1"><title>One</title><link>https://r.example/1</link>
        <dc:date>2026-09-01T12:00:00Z</dc:date><description>Words</description></item></rdf:RDF>"""
    )
    (entry,) = feed.entries
    assert (feed.title, entry.guid, entry.published_at) == ("RDF", "https://r.example/1", NOON)


def test_cdf_goes_by_feedparser() -> None:
    item = b'<ITEM HREF="/1" LASTMOD="2026-09-01T12:00"><TITLE>One</TITLE></ITEM>'
    body = b'<CHANNEL HREF="https://c.example/"><TITLE>CDF</TITLE>' + item + b"</CHANNEL>"
    entry = only(body)
    assert (entry.title, entry.url) == ("One", "https://outlet.example/1")


def test_json_feed() -> None:
    items = [
        {
            "id": 7,
            "url": "/1",
            "title": "One <b>",
            "content_html": "<p>HTML</p>",
            "content_text": "text",
            "date_published": "2026-09-01T12:00:00Z",
            "authors": [{"name": "A"}, {"name": "B"}],
            "tags": ["x"],
            "attachments": [{"url": "/a.mp3"}],
        },
        {"id": "8", "external_url": "https://else.example/", "content_text": "One.\n\nTwo.", "author": {"name": "C"}},
        "no item",
    ]
    feed = read(json.dumps({"title": "J", "home_page_url": "https://j.example/", "items": items}).encode())
    one, two = feed.entries
    assert (one.guid, one.title, one.author, one.body.text) == ("7", "One <b>", "A, B", "HTML")
    assert (two.url, two.author, two.body.text) == ("https://else.example/", "C", "One.\n\nTwo.")
    assert feed.skipped == 1
    assert feed.notes == ("1 entries could not be read",)


def test_h3_json_that_breaks_off_keeps_its_whole_items() -> None:
    whole = json.dumps({"title": "J", "items": [{"id": str(i), "title": f"T{i}"} for i in range(5)]})
    feed = read(whole[: whole.index("T4")].encode())
    assert (feed.title, [entry.title for entry in feed.entries], feed.is_partial) == (
        "J",
        ["T0", "T1", "T2", "T3"],
        True,
    )


@pytest.mark.parametrize("tail", ["", "<item><title>half", "<item><title>x</title></item", "<item><desc"])
def test_h3_xml_that_breaks_off_keeps_its_whole_items(tail: str) -> None:
    whole = rss("<item><title>A</title></item><item><title>B &amp; C</title></item>")
    feed = read(whole[: whole.index(b"</channel>")] + tail.encode())
    assert [entry.title for entry in feed.entries] == ["A", "B & C"]
    assert feed.is_partial
    stray = whole.replace(b"&amp;", b"&")  # the same by the patient way
    feed = read(stray[: stray.index(b"</channel>")] + tail.encode())
    assert [entry.title for entry in feed.entries] == ["A", "B & C"]
    assert feed.is_partial


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("AT&amp;amp;T", "AT&T"),
        ("A &lt;i&gt;word&lt;/i&gt; &amp;#8217;s", "A word ’s"),
        ("&lt;antirez&gt; speaks", "<antirez> speaks"),
        ("<![CDATA[<script>alert(1)</script>]]>", "<script>alert(1)</script>"),
        ("[bold]x[/] # y", "[bold]x[/] # y"),
        (" two\n  lines ", "two lines"),
        ("a &lt; b and c &gt; d", "a < b and c > d"),
        ("x" * 600, "x" * 499 + "…"),
    ],
)
def test_titles_are_one_plain_line(title: str, expected: str) -> None:
    assert only(rss(f"<item><title>{title}</title></item>")).title == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("a@b.example (Amara Okafor)", "Amara Okafor"),
        ("Amara Okafor &lt;a@b.example&gt;", "Amara Okafor"),
        ("a@b.example", "a@b.example"),
        ("Amara Okafor", "Amara Okafor"),
    ],
)
def test_authors_are_names_where_there_is_one(author: str, expected: str) -> None:
    assert only(rss(f"<item><author>{author}</author></item>")).author == expected


def test_x9_no_more_entries_than_asked_for() -> None:
    body = rss("".join(f"<item><title>{i}</title></item>" for i in range(30)))
    for variant in (body, body.replace(b"<title>3<", b"<title>3 & 4<"), body.replace(b"</channel></rss>", b"")):
        feed = parse(variant, url=URL, max_entries=10)
        assert len(feed.entries) == 10
        assert not feed.is_partial
        assert "only the first 10 entries were read" in feed.notes


def test_plain_descriptions_keep_their_paragraphs() -> None:
    assert only(rss("<item><description>One.\n\nTwo.</description></item>")).body.text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", ParseError),
        (b" \n\t ", ParseError),
        (b"<!doctype html><html><title>x</title></html>", NotAFeed),
        (b"\xef\xbb\xbf\n<!-- c --><HTML><body>log in</body></HTML>", NotAFeed),
        (b"just words", ParseError),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ParseError),
        (b'{"version": "x"}', ParseError),
        (b"[" * 100_000, ParseError),
        (b'{"items":' + b"[" * 100_000, ParseError),
        (b"\x1f\x8bnot gzip", ParseError),
        (b"\x00\x01\x02\x03", ParseError),
    ],
)
def test_what_is_no_feed_raises_a_typed_error(body: bytes, error: type[FeedError]) -> None:
    with pytest.raises(error):
        read(body)


def test_a_gzip_file_is_unpacked() -> None:
    body = gzip.compress(rss("".join(f"<item><title>{i}</title></item>" for i in range(50))), mtime=0)
    assert len(read(body).entries) == 50
    assert read(body[:-20]).is_partial


def test_a_doctype_is_no_reason_for_patience() -> None:
    body = rss("<item><title>x</title></item>").replace(
        b"<rss", b'<!DOCTYPE rss PUBLIC "-//N//DTD" "http://n.example/r.dtd"><rss'
    )
    feed = try_strictly(body, url=URL)
    assert feed is not None
    assert feed.entries[0].title == "x"


@given(st.binary(max_size=300))
def test_no_bytes_are_too_odd(noise: bytes) -> None:
    for body in (noise, rss("<item><title>x</title></item>")[:-30] + noise, b'{"items": [' + noise):
        with suppress(FeedError):
            assert isinstance(read(body), ParsedFeed)
