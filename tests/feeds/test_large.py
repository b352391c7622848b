"""Large bodies: kept in a file, read in pieces by a process of their own, the same as small ones."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from typing import IO

import pytest

from tests.feeds.wires import HOME, Pieces, answer, client_of
from tui_reader.errors import FetchError, NotAFeed, ParseError
from tui_reader.feeds import charset, events, parse
from tui_reader.feeds.fetch import fetch
from tui_reader.feeds.fetched import Limits
from tui_reader.feeds.parse import parse_file
from tui_reader.feeds.parsing import ParserPool
from tui_reader.feeds.worker import PART_CHARACTERS
from tui_reader.model import ParsedFeed

URL = "http://outlet.example/feed.xml"
SLEEPING = (sys.executable, "-c", "import os, time; os.write(1, b'\\x01'); time.sleep(600)")
DYING = (sys.executable, "-c", "import os; os.write(1, b'\\x01')")


def rss(*items: str, end: str = "</channel></rss>", head: str = "") -> str:
    return f"{head}<rss version='2.0'><channel><title>Kurier — Süd</title>{''.join(items)}{end}"


def item(title: str, words: str = "Worte") -> str:
    return f"<item><title>{title}</title><description>{words}</description></item>"


def read(body: str) -> ParsedFeed:
    return parse_file(io.BytesIO(body.encode()), url=URL)


@pytest.fixture
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(workers=2, deadline=60) as pool:
        yield pool


async def test_x9_a_large_body_lies_in_a_file_and_a_small_one_in_memory() -> None:
    body = rss(*map(item, map(str, range(500)))).encode()
    packed = gzip.compress(body)
    pieces = [packed[at : at + 100] for at in range(0, len(packed), 100)]
    client = client_of(lambda request: answer(Pieces(pieces), content_encoding="gzip"))
    small = await fetch(client, HOME, limits=Limits(held_bytes=len(body)))
    large = await fetch(client, HOME, limits=Limits(held_bytes=len(body) - 1))
    assert (small.body, small.file) == (body, None)
    assert large.file is not None
    assert (large.body, large.file.read()) == (b"", body)
    assert small.body_hash == large.body_hash
    large.close()
    assert large.file.closed


async def test_x9_a_body_that_is_refused_leaves_no_open_file() -> None:
    twice = gzip.compress(gzip.compress(bytes(range(256)) * 400))
    with pytest.raises(FetchError, match="compressed twice"):  # an open file would fail the test: a ResourceWarning
        await fetch(client_of(lambda request: answer(twice)), HOME, limits=Limits(held_bytes=100))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (rss(item("Fähre")).encode(), ""),
        (rss(item("Fähre")).encode("utf-8-sig"), ""),
        (rss(item("Fähre")).encode("utf-16"), ""),
        (rss(item("Fähre")).encode("utf-16-be"), ""),
        ("\n" + rss(item("Fähre")), "text/xml; charset=iso-8859-1"),
        (rss(item("“Fähre”")).encode("cp1252"), "text/xml; charset=utf-8"),
        (rss(item("Fähre"), head="<?xml version='1.0' encoding='koi8-r'?>").encode("koi8-r", "ignore"), ""),
        (rss(item("Fähre – Süd")).encode() + b"<!-- \xff -->", ""),
        (rss(item("日本", "語" * 300_000)).encode("shift_jis", "ignore"), "text/xml; charset=shift_jis"),
        (b"", ""),
    ],
    ids=["utf-8", "mark", "utf-16", "no mark", "lie", "cp1252", "declared", "one stray byte", "in halves", "empty"],
)
def test_x5_a_file_is_read_by_the_same_codec_as_a_body(body: str | bytes, content_type: str) -> None:
    data = body.encode() if isinstance(body, str) else body
    assert "".join(charset.decode_file(io.BytesIO(data), content_type)) == charset.decode(data, content_type)


@pytest.mark.parametrize("name", ["rot13", "quopri", "zlib", "hex", "unicode_escape", "idna"])
def test_codecs_of_python_that_are_no_charsets_are_not_believed(name: str) -> None:
    data = rss(item("3=3D \\x41 Fähre"), head=f"<?xml version='1.0' encoding='{name}'?>").encode("cp1252", "replace")
    for text in ("".join(charset.decode_file(io.BytesIO(data))), charset.decode(data, f"text/xml; charset={name}")):
        assert "3=3D \\x41 Fähre" in text


def test_punycode_which_takes_time_by_the_square_of_the_length_is_not_believed() -> None:
    data = rss(head="<?xml version='1.0' encoding='punycode'?>").encode() + b"+!" + b"x" * 20_000 + b"-" + b"a" * 20_000
    assert charset.decode(data, "text/xml; charset=utf-7") == data.decode()


@pytest.mark.parametrize(
    "body",
    [
        rss(item("One"), item("Two", "w" * 300_000), item("Three")),
        rss(item("One &amp; Two"), item("bare & sign")),
        rss(item("One"), item("Two"), "<item><title>Thr", end=""),
        rss(item("One"), head="<!DOCTYPE rss [<!ENTITY co 'Compagnie'>]>"),
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [{"id": "1", "title": "A"}]}),
    ],
    ids=["whole", "broken", "breaks off", "entities", "json"],
)
def test_a_file_is_read_as_a_body_is(body: str) -> None:
    assert read(body) == parse.parse(body.encode(), url=URL)


def test_typed_errors_of_files() -> None:
    with pytest.raises(NotAFeed):
        read("<!doctype html><html><body>Log in</body></html>")
    with pytest.raises(ParseError, match="empty"):
        read(" " * 300_000)


def test_x9_a_first_item_that_a_cap_cuts_is_kept_with_what_came_of_it() -> None:
    body = rss("<item><title>Saga</title><description>" + "Es war einmal. " * 50_000, end="")
    feed = read(body)
    assert [entry.title for entry in feed.entries] == ["Saga"]
    assert len(feed.entries[0].body.text) > 700_000 and feed.is_partial
    two = read(rss(item("One"), "<item><title>Saga</title><description>Es war", end=""))
    assert [entry.title for entry in two.entries] == ["One"]


def test_x9_words_past_the_caps_are_dropped_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LONGEST_LEAF", 50_000)
    monkeypatch.setattr(events, "MOST_TEXT", 150_000)
    feed = read(rss(*(item(str(n), "word " * 40_000) for n in range(9))))
    assert len(feed.entries[0].body.text) == 49_999  # the last blank goes
    assert len(feed.entries) == 3
    assert any("only the first 3 entries" in note for note in feed.notes)


def test_x9_what_must_be_mended_is_read_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MOST_PATIENCE", 300_000)
    feed = read(rss(*(item(f"A & B {n}", "w" * 1_000) for n in range(900))))
    assert 200 < len(feed.entries) < 600 and feed.is_partial
    assert feed.entries[0].title == "A & B 0"


async def test_the_pool_reads_files_and_gets_them_in_parts(pool: ParserPool) -> None:
    body = rss(*(item(str(n), "w" * (PART_CHARACTERS // 3)) for n in range(20)))
    with file_of(body) as file:
        feed = await pool.parse_file(file, url=URL)
    assert [entry.title for entry in feed.entries] == [str(n) for n in range(20)]
    assert feed == read(body)
    assert not pool._all
    with file_of("<html><body>Log in</body></html>") as file, pytest.raises(NotAFeed):
        await pool.parse_file(file, url=URL)


@pytest.mark.parametrize(
    ("command", "message"), [(SLEEPING, "longer than"), (DYING, "ended the process")], ids=["slow", "dead"]
)
async def test_a_file_that_defeats_its_worker_is_an_error(command: tuple[str, ...], message: str) -> None:
    async with ParserPool(deadline=0.05, command=command) as pool:
        with file_of(rss()) as file, pytest.raises(ParseError, match=message):
            await pool.parse_file(file, url=URL)
        assert not pool._all


@contextlib.contextmanager
def file_of(body: str) -> Iterator[IO[bytes]]:
    """A file without a name, as a visit leaves it."""
    with tempfile.TemporaryFile() as file:
        file.write(body.encode())
        yield file
