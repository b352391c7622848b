"""Feeds of real outlets and of other readers' tests: read as feedparser reads them, as its own expectations say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tui_reader.errors import FeedError
from tui_reader.feeds.charset import decode
from tui_reader.feeds.entries import build_feed, title_text
from tui_reader.feeds.expat import Unfit, read_strictly
from tui_reader.feeds.jsonfeed import looks_like_json
from tui_reader.feeds.loose import read_loosely
from tui_reader.feeds.parse import parse
from tui_reader.feeds.raw import RawText
from tui_reader.model import ParsedEntry, ParsedFeed
from tui_reader.text import clean, clean_url, html_to_body

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.timeout(300)]
URL = "http://outlet.example/feed.xml"
NO_FEEDS = ("readability", "listparser", "awesome-rss-feeds")

# where the strict pass and feedparser differ, and why ours stands
STRICT_DIFFERS = {
    "rss_1.0_debian.xml": "xml:lang of rdf:RDF is the feed's language; feedparser looks for it under a misspelt name",
    "item_guid_isPermaLink_ValueError.xml": "a guid that is no address is still an id; feedparser drops it",
    "OneFootTsunami.atom": "an empty href is no link; feedparser takes the feed's own address for each article's",
    "full.atom": "an empty href is no enclosure; feedparser takes the feed's own address for it",
}


def feed_files(corpus: Path) -> Iterator[Path]:
    """All files that may be feeds; of the long history of outlets every 24th version."""
    history = 0
    for path in sorted(corpus.rglob("*")):
        folder = path.relative_to(corpus).parts[0]
        if path.is_file() and path.suffix != ".md" and folder not in NO_FEEDS:
            history += folder == "outlets-history"
            if folder != "outlets-history" or history % 24 == 0:
                yield path


def test_the_strict_pass_reads_what_feedparser_reads(feed_corpus: Path) -> None:
    accepted, differing = 0, {}
    for path in feed_files(feed_corpus):
        text = decode(path.read_bytes())
        if looks_like_json(text):
            continue
        try:
            strict = read_strictly(text, 2000)
            if strict.is_partial:
                continue
            loose = read_loosely(text, 2000)
        except (Unfit, FeedError):
            continue
        accepted += 1
        ours, theirs = build_feed(strict, URL), build_feed(loose, URL)
        if ours != theirs and path.name not in STRICT_DIFFERS:
            differing[path.name] = [(a, b) for a, b in zip(ours.entries, theirs.entries, strict=False) if a != b][:1]
    assert not differing
    assert accepted > 1850


def test_g12_every_file_gives_a_feed_or_a_typed_error_and_no_entry_less(feed_corpus: Path) -> None:
    import feedparser

    fewer = {}
    for path in feed_files(feed_corpus):
        body = path.read_bytes()
        try:
            count = len(parse(body, url=URL).entries)
        except FeedError:
            count = 0
        if path.suffix == ".json" or b"<opml" in body[:2000] or is_strictly_read(body):
            continue  # those that the strict pass reads are compared above
        try:
            expected = len(feedparser.parse(Stream(body), sanitize_html=False, resolve_relative_uris=False).entries)
        except UnicodeEncodeError:  # its own bug with half surrogate pairs
            continue
        if count < expected:
            fewer[str(path.relative_to(feed_corpus))] = (count, expected)
    assert not fewer


def is_strictly_read(body: bytes) -> bool:
    try:
        return not read_strictly(decode(body), 2000).is_partial
    except Unfit:
        return False


class Stream:
    """Bytes as a stream, which feedparser does not take for a file name."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self) -> bytes:
        return self.data


# files whose expectation is not met, and why
UNMET = {
    "bozo_linenoise.xml": "stray bytes become U+FFFD each; feedparser makes mojibake of all",
    "http_entry_id_base_content_location.xml": "an id stays as delivered, so that it outlives a move of the feed",
    "http_entry_id_base_docuri.xml": "the same",
    "lang.xml": "&lang; is U+27E8 since HTML5",
    "rang.xml": "&rang; is U+27E9 since HTML5",
    "entry_summary_iframe.xml": "words inside a frame are for browsers without frames, not for readers",
    "entry_content_iframe.xml": "the same",
    "entry_content_and_summary.xml": "one body is kept, the longer",
    "item_description_and_summary.xml": "one body is kept, the longer",
    "item_summary_and_description.xml": "one body is kept, the longer",
    "item_description_not_a_doctype.xml": "what HTML takes for a bogus comment is not rendered",
    "item_content_encoded_script_nested_cdata.xml": "what HTML takes for a bogus comment is not rendered",
    "xml_malicious_comment.xml": "a comment without an end runs to the end, as in HTML5",
}


def test_feedparsers_own_expectations_are_met(feed_corpus: Path) -> None:
    checked = 0
    unmet: dict[str, list[str]] = {}
    for path in sorted((feed_corpus / "feedparser" / "tests").rglob("*.xml")):
        body = path.read_bytes()
        expectations = list(expected_values(body))
        if not expectations or path.name in UNMET:
            continue
        served = f"http://127.0.0.1:8097/{path.relative_to(feed_corpus)}"
        url = clean_url(header(body, "Content-Location"), served) or served
        try:
            feed = parse(body, url=url, content_type=header(body, "Content-type"))
        except FeedError as error:
            unmet[path.name] = [str(error)]
            continue
        for key, expected in expectations:
            found = field_of(feed, key)
            if found is None:
                continue
            checked += 1
            if found not in (comparable(key, expected, url), expected):
                unmet.setdefault(path.name, []).append(f"{key}: {found!r}, not {expected!r}")
    assert not unmet
    assert checked > 900


def header(body: bytes, name: str) -> str:
    """A header that the file asks to be served with."""
    match = re.search(rf"(?im)^Header:\s*{name}:\s*(.+)$".encode(), body[:2000])
    return match[1].decode("ascii", "replace").strip() if match else ""


def expected_values(body: bytes) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Each `path == literal` of the file's expectation, joined by `and`."""
    match = re.search(r"Expect:\s*(.+)", decode(body[:100_000]))
    try:
        tree = ast.parse(match[1].strip() if match else "", mode="eval").body
    except (SyntaxError, ValueError):
        return
    for node in tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]:
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
            try:
                yield tuple(path_of(node.left)), ast.literal_eval(node.comparators[0])
            except ValueError:
                continue


def path_of(node: ast.expr) -> list[str | int]:
    """`entries[0]['title']` as ["entries", 0, "title"]. Raises ValueError for anything else."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Subscript):
        return [*path_of(node.value), ast.literal_eval(node.slice)]
    if isinstance(node, ast.Attribute):
        return [*path_of(node.value), node.attr]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len":
        return ["len", *path_of(node.args[0])]
    raise ValueError


def field_of(feed: ParsedFeed, key: tuple[str | int, ...]) -> object:
    """Our value of one of feedparser's fields, None for those we do not keep."""
    match key:
        case ("len", "entries"):
            return len(feed.entries)
        case ("feed", "title") | ("feed", "title_detail", "value"):
            return feed.title
        case ("feed", "link"):
            return feed.site_url
        case ("entries", int(index), *rest) if -len(feed.entries) <= index < len(feed.entries):
            return entry_field(feed.entries[index], rest)
        case ("entries", int(), *_):
            return "no such entry"
    return None


def entry_field(entry: ParsedEntry, key: list[str | int]) -> object:
    match key:
        case ["title"] | ["title_detail", "value"]:
            return entry.title
        case ["link"]:
            return entry.url
        case ["id"] | ["guid"]:
            return entry.guid
        case ["published_parsed"] | ["created_parsed"]:
            return entry.published_at
        case ["updated_parsed"]:
            return entry.updated_at
        case ["description"] | ["summary"] | ["content", 0, "value"]:
            return entry.body.text
    return None


def comparable(key: tuple[str | int, ...], expected: Any, url: str) -> object:
    """feedparser's value in our form: HTML rendered, addresses limited to http, dates as moments."""
    name = key[1] if key[0] == "feed" else key[2] if len(key) > 2 else ""
    if name in ("title", "title_detail"):
        return title_text(RawText(expected, "html"), 500)
    if name == "link":
        return clean_url(expected, url)
    if name in ("id", "guid"):
        return clean(expected)
    if str(name).endswith("_parsed"):
        year, month, day, hour, minute, second = expected[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    return html_to_body(expected, url).text if isinstance(expected, str) else expected
