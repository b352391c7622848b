"""Fetching against hostile and broken servers: rows H1 to H5 and X9 of the list of threats."""

from __future__ import annotations

import gzip
import itertools
import tracemalloc
import zlib
from pathlib import Path

import httpx
import pytest

from tests.feeds.clock import run_at_once
from tests.feeds.wires import HOME, RSS, Pieces, answer, client_of, serving, zipped
from tui_reader.errors import FetchError, NotAllowed
from tui_reader.feeds.fetch import fetch
from tui_reader.feeds.fetched import MANUAL, Fetched, Limits
from tui_reader.model import FeedState

PUBLIC = "https://other.example/feed.xml"


async def visit(*answers: httpx.Response, limits: Limits | None = None) -> Fetched:
    """Fetch `HOME` from a server that gives `answers` one after another."""
    queue = list(answers)
    return await fetch(client_of(lambda request: queue.pop(0)), HOME, limits=limits or Limits())


async def test_a_plain_answer_comes_back_whole() -> None:
    fetched = await visit(answer(RSS, content_type="application/rss+xml", etag='"a"', last_modified="yesterday"))
    assert (fetched.status, fetched.body, fetched.final_url, fetched.moved_to) == (200, RSS, HOME, "")
    assert (fetched.etag, fetched.last_modified, fetched.content_type) == ('"a"', "yesterday", "application/rss+xml")
    assert not fetched.is_partial and len(fetched.body_hash) == 32 and fetched.wire_bytes == len(RSS)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(RSS)),
        ("x-gzip", gzip.compress(RSS[:100]) + gzip.compress(RSS[100:])),
        ("gzip", RSS),  # says gzip, is plain text
        ("", gzip.compress(RSS)),  # a .gz file without a word about it
        ("deflate", zlib.compress(RSS)),
        ("deflate", zlib.compress(RSS)[2:-4]),  # raw, as some servers send it
        ("br", RSS),  # says brotli, is plain text
        ("identity", RSS),
    ],
)
async def test_one_layer_of_compression_is_undone_whatever_the_header_says(encoding: str, body: bytes) -> None:
    fetched = await visit(answer(Pieces(body[at : at + 7] for at in range(0, len(body), 7)), content_encoding=encoding))
    assert fetched.body == RSS and not fetched.is_partial


async def test_a_compression_nobody_asked_for_is_an_error() -> None:
    with pytest.raises(FetchError, match="not asked for"):
        await visit(answer(b"\x0b\x02\x80rubbish", content_encoding="br"))
    with pytest.raises(FetchError, match="cannot be decompressed"):
        await visit(answer(b"\x1f\x8bnothing of the kind", content_encoding="gzip"))


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_h01_gzip_bomb_stops_early_and_keeps_its_beginning(encoding: str) -> None:
    bomb = zipped(64) if encoding == "gzip" else zlib.compress(RSS + b" " * (64 << 20), 9)
    pieces = Pieces(bomb[at : at + 4096] for at in range(0, len(bomb), 4096))
    tracemalloc.start()
    fetched = await visit(answer(pieces, content_encoding=encoding))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert fetched.is_partial and "out of all proportion" in fetched.note
    assert fetched.body.startswith(RSS) and len(fetched.body) < 8 << 20
    assert peak < 32 << 20 and pieces.taken < len(bomb)


async def test_h01_gzip_twice_is_refused_after_one_layer() -> None:
    with pytest.raises(FetchError, match="compressed twice"):
        await visit(answer(zipped(64, rounds=2), content_encoding="gzip, gzip"))


async def test_h01_a_body_that_inflates_past_the_cap_is_cut_there() -> None:
    limits = Limits(body_bytes=100_000)
    body = RSS + bytes(range(256)) * 1000
    fetched = await visit(answer(gzip.compress(body), content_encoding="gzip"), limits=limits)
    assert fetched.is_partial and fetched.body == body[:100_000]


def test_h02_hang_ends_at_the_read_limit() -> None:
    class Silent(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise httpx.ReadTimeout("silence")

    async def ask() -> Fetched:
        client = client_of(lambda request: answer())
        return await fetch(type(client)(Silent(), client.resolver), HOME)

    with pytest.raises(FetchError, match="stopped answering"):
        run_at_once(ask())


@pytest.mark.parametrize(("limits", "seconds"), [(Limits(), "20"), (MANUAL, "30")])
def test_h02_drip_ends_at_the_total_deadline(limits: Limits, seconds: str) -> None:
    body = Pieces((b" " for _ in range(100_000)), pause=0.5)
    with pytest.raises(FetchError, match=f"within {seconds} seconds"):
        run_at_once(visit(answer(body), limits=limits))
    assert body.taken <= 2 * int(seconds) and body.is_closed


@pytest.mark.parametrize("error", [httpx.ReadError("reset"), httpx.RemoteProtocolError("incomplete chunk")])
async def test_h03_truncated_keeps_what_came_and_says_so(error: Exception) -> None:
    fetched = await visit(answer(Pieces([RSS[:90]], error=error), etag='"whole"'))
    assert fetched.body == RSS[:90] and fetched.is_partial and "broke off" in fetched.note


async def test_h03_gzip_cut_keeps_what_can_be_read() -> None:
    body = RSS + bytes(range(256)) * 40
    fetched = await visit(answer(gzip.compress(body)[:400], content_encoding="gzip"))
    assert fetched.is_partial and body.startswith(fetched.body) and len(fetched.body) > 100


async def test_h03_a_break_before_the_first_byte_is_an_error() -> None:
    with pytest.raises(FetchError, match="broke off"):
        await visit(answer(Pieces([], error=httpx.ReadError("reset"))))


@pytest.mark.parametrize(
    ("location", "error", "message"),
    [
        ("", FetchError, "does not say where"),
        ("file:///etc/passwd", NotAllowed, "file:"),
        ("javascript:alert(1)", NotAllowed, "javascript:"),
        ("data:text/html,x", NotAllowed, "data:"),
        ("http://[::1", FetchError, "cannot be read"),
        ("http://", NotAllowed, "http:"),
        ("/feed.xml", FetchError, "more than 5 redirects"),
        ("https://nowhere.example/", FetchError, "does not exist"),
        ("http://other.example:99999/", FetchError, "cannot be read"),
    ],
)
async def test_h04_redirects_that_lead_nowhere(location: str, error: type[FetchError], message: str) -> None:
    with pytest.raises(error, match=message):
        await fetch(client_of(lambda request: answer(b"", 302, location=location)), HOME)


async def test_h04_five_hops_are_followed_and_not_six() -> None:
    def chain(hops: int) -> list[httpx.Response]:
        return [answer(b"", 302, location=f"/{hop}") for hop in range(hops)] + [answer()]

    assert (await visit(*chain(5))).body == RSS
    with pytest.raises(FetchError, match="more than 5"):
        await visit(*chain(6))


async def test_h04_credentials_are_stripped_from_redirects_and_kept_where_the_reader_typed_them() -> None:
    seen: list[httpx.Request] = []
    typed = "https://me:secret@news.example/feed.xml"
    client = serving({HOME: answer(b"", 302, location="https://a:b@other.example/feed.xml#x"), PUBLIC: answer()}, seen)
    fetched = await fetch(client, typed)
    assert fetched.final_url == PUBLIC
    assert seen[0].headers["authorization"].startswith("Basic ")
    assert "authorization" not in seen[1].headers and str(seen[1].url) == PUBLIC


@pytest.mark.parametrize(
    "target",
    [
        "http://router.example/",
        "http://127.0.0.1:8080/latest/meta-data",
        "http://169.254.169.254/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
        "https://sly.example/",  # one of its two addresses is private
        "http://localhost/",
    ],
)
async def test_h05_redirect_to_a_private_host_is_refused(target: str) -> None:
    seen: list[httpx.Request] = []
    client = serving({HOME: answer(b"", 301, location=PUBLIC), PUBLIC: answer(b"", 302, location=target)}, seen)
    with pytest.raises(NotAllowed, match="private network"):
        await fetch(client, HOME)
    assert [request.url.host for request in seen] == ["news.example", "other.example"]


async def test_h05_a_private_address_that_the_reader_typed_is_asked() -> None:
    typed = "http://router.example:8080/feed.xml"
    pages = {typed: answer(b"", 302, location="/real.xml"), "http://router.example:8080/real.xml": answer()}
    assert (await fetch(serving(pages), typed)).body == RSS


async def test_h05_even_from_a_private_address_no_other_private_place_is_reached() -> None:
    typed = "http://127.0.0.1:8080/feed.xml"
    with pytest.raises(NotAllowed):
        await fetch(serving({typed: answer(b"", 302, location="http://127.0.0.1:8081/feed.xml")}), typed)


async def test_h05_an_address_found_on_a_page_is_no_address_typed() -> None:
    with pytest.raises(NotAllowed):
        await fetch(serving({}), "http://router.example/feed.xml", home=HOME)
    with pytest.raises(NotAllowed):
        await fetch(serving({}), "file:///etc/passwd", home=HOME)


async def test_x09_endless_body_is_cut_at_the_wire_cap() -> None:
    body = Pieces(itertools.repeat(b"<item/>" * 1000))
    fetched = await visit(answer(body))
    assert len(fetched.body) == 16 << 20 and fetched.is_partial and "larger than 16 MB" in fetched.note
    assert body.taken < 17 << 20 and body.is_closed


async def test_a_local_file_is_read_again_only_after_a_change(tmp_path: Path) -> None:
    path = tmp_path / "the feed.xml"
    path.write_bytes(gzip.compress(RSS))
    client = serving({})
    first = await fetch(client, path.as_uri())
    assert first.body == RSS and first.etag
    assert (await fetch(client, path.as_uri(), FeedState(etag=first.etag))).is_not_modified
    path.write_bytes(RSS + b"<!-- more -->")
    assert (await fetch(client, path.as_uri(), FeedState(etag=first.etag))).body.endswith(b"more -->")


async def test_a_local_file_is_capped_and_regular(tmp_path: Path) -> None:
    client = serving({})
    with pytest.raises(FetchError, match="cannot be read"):
        await fetch(client, (tmp_path / "none.xml").as_uri())
    with pytest.raises(FetchError):
        await fetch(client, tmp_path.as_uri())
    with pytest.raises(NotAllowed):
        await fetch(client, "file://elsewhere/feed.xml")
    (tmp_path / "large.xml").write_bytes(RSS * 10)
    fetched = await fetch(client, (tmp_path / "large.xml").as_uri(), limits=Limits(wire_bytes=200))
    assert fetched.is_partial and len(fetched.body) == 200
