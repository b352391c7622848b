"""Fetching and what headers say: rows H7 to H15 of the list of threats."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from tests.feeds.wires import HOME, NOW, RSS, answer, client_of, serving
from tui_reader.errors import FetchError, Gone, TryLater
from tui_reader.feeds.client import USER_AGENT
from tui_reader.feeds.fetch import fetch
from tui_reader.model import FeedState

NEXT = "https://other.example/feed.xml"


async def visit(response: httpx.Response, state: FeedState | None = None) -> object:
    return await fetch(client_of(lambda request: response), HOME, state)


async def test_h06_moved_to_names_the_end_of_permanent_redirects_alone() -> None:
    end = {NEXT: answer(), "https://news.example/b": answer(b"", 302, location=NEXT)}
    permanent = serving({HOME: answer(b"", 301, location=NEXT), **end})
    assert (await fetch(permanent, HOME)).moved_to == NEXT
    mixed = serving({HOME: answer(b"", 308, location="/b"), **end})
    assert (await fetch(mixed, HOME)).moved_to == ""
    assert (await fetch(mixed, HOME)).final_url == NEXT


async def test_h07_gone_is_an_error_of_its_own() -> None:
    with pytest.raises(Gone) as caught:
        await visit(answer(b"", 410))
    assert caught.value.status == 410
    with pytest.raises(FetchError, match="404 Not Found") as other:
        await visit(answer(b"", 404))
    assert not isinstance(other.value, Gone)


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (429, {"retry_after": "3600"}, timedelta(hours=1)),
        (503, {"retry_after": "120"}, timedelta(minutes=2)),
        (429, {"retry_after": "Tue, 01 Sep 2026 14:00:00 GMT"}, timedelta(hours=2)),
        # the server's clock is a day behind: its date counts from its own Date
        (
            429,
            {"retry_after": "Mon, 31 Aug 2026 13:00:00 GMT", "date": "Mon, 31 Aug 2026 12:00:00 GMT"},
            timedelta(hours=1),
        ),
        (429, {"retry_after": "315360000"}, timedelta(days=31)),
        (429, {"retry_after": "9" * 19}, timedelta(days=31)),
        (429, {"retry_after": "soon"}, timedelta(hours=1)),
        (429, {"retry_after": "-5"}, timedelta(hours=1)),
        (429, {"retry_after": "0"}, timedelta(minutes=1)),
        (429, {"retry_after": "Mon, 31 Aug 2020 13:00:00 GMT"}, timedelta(minutes=1)),
        (429, {}, timedelta(hours=1)),
    ],
)
async def test_h08_retry_after_in_all_its_spellings(status: int, headers: dict[str, str], wait: timedelta) -> None:
    with pytest.raises(TryLater) as caught:
        await visit(answer(b"", status, **headers))
    assert caught.value.retry_at == NOW + wait and caught.value.status == status


async def test_h08_a_503_without_retry_after_is_an_ordinary_failure() -> None:
    with pytest.raises(FetchError) as caught:
        await visit(answer(b"", 503))
    assert not isinstance(caught.value, TryLater)


async def test_h09_both_validators_are_sent_byte_for_byte() -> None:
    seen: list[httpx.Request] = []
    state = FeedState(etag='W/"caf\xe9-gzip"', last_modified="Tue, 01 Sep 2026 12:00:00 +0000 (odd)")
    fetched = await fetch(serving({HOME: answer(b"", 304)}, seen), HOME, state)
    assert fetched.is_not_modified and fetched.body == b""
    sent = dict(seen[0].headers.raw)
    assert sent[b"If-None-Match"] == b'W/"caf\xe9-gzip"'
    assert sent[b"If-Modified-Since"] == b"Tue, 01 Sep 2026 12:00:00 +0000 (odd)"


async def test_h09_nothing_conditional_is_sent_without_validators() -> None:
    seen: list[httpx.Request] = []
    await fetch(serving({HOME: answer()}, seen), HOME, FeedState())
    assert not {"if-none-match", "if-modified-since"} & set(seen[0].headers)


async def test_h10_etag_on_304_is_reported() -> None:
    fetched = await fetch(serving({HOME: answer(b"", 304, etag='"new"')}), HOME, FeedState(etag='"old"'))
    assert fetched.etag == '"new"'


async def test_h11_validators_come_back_as_they_were_received() -> None:
    raw = [(b"ETag", b'W/"\xe9-gzip"'), (b"Last-Modified", b"Tue, 32 Foo")]
    response = httpx.Response(200, headers=raw, content=RSS)
    fetched = await fetch(serving({HOME: response}), HOME)
    assert fetched.etag.encode("latin-1") == raw[0][1] and fetched.last_modified == "Tue, 32 Foo"


async def test_h13_a_304_that_nobody_asked_for_is_an_error() -> None:
    with pytest.raises(FetchError, match="without conditions") as caught:
        await visit(answer(b"", 304))
    assert caught.value.status == 304


@pytest.mark.parametrize("etag", [b'"' + b"x" * 16_000 + b'"', b'"a\x00b"', b'"a\x1bb"', b""])
async def test_h14_an_etag_that_is_huge_or_cannot_be_sent_is_not_kept(etag: bytes) -> None:
    response = httpx.Response(200, headers=[(b"ETag", etag)], content=RSS)
    assert (await fetch(serving({HOME: response}), HOME)).etag == ""


async def test_h15_no_cookie_is_kept_and_the_name_is_honest() -> None:
    seen: list[httpx.Request] = []
    client = serving({HOME: lambda request: answer(set_cookie="track=1; Max-Age=99999")}, seen)
    await fetch(client, HOME)
    await fetch(client, HOME)
    assert len(seen) == 2 and "cookie" not in seen[1].headers
    assert seen[0].headers["user-agent"] == USER_AGENT and USER_AGENT.startswith("newsread/")
    assert "+https://" in USER_AGENT
    assert seen[0].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("headers", "fresh_for"),
    [
        ({"cache_control": "max-age=3600"}, timedelta(hours=1)),
        ({"cache_control": "public, max-age=3600", "age": "600"}, timedelta(minutes=50)),
        ({"cache_control": 'max-age="60"'}, timedelta(minutes=1)),
        ({"cache_control": "max-age=3600, no-cache"}, None),
        ({"cache_control": "no-store"}, None),
        ({"cache_control": "s-maxage=3600"}, None),
        ({"cache_control": "max-age=soon"}, None),
        ({"cache_control": "max-age=0", "expires": "Tue, 01 Sep 2026 14:00:00 GMT"}, timedelta(0)),
        ({"expires": "Tue, 01 Sep 2026 14:00:00 GMT"}, timedelta(hours=2)),
        ({"expires": "Tue, 01 Sep 2020 14:00:00 GMT"}, timedelta(0)),
        ({"expires": "0"}, None),
        ({}, None),
    ],
)
async def test_h15_cache_headers_say_how_long_an_answer_is_fresh(
    headers: dict[str, str], fresh_for: timedelta | None
) -> None:
    assert (await fetch(serving({HOME: answer(RSS, 200, **headers)}), HOME)).fresh_for == fresh_for


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (httpx.ConnectTimeout("x"), "no connection in time"),
        (httpx.ConnectError("[Errno -2] Name or service not known"), "no such host"),
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED]"), "certificate"),
        (httpx.ConnectError("[SSL: WRONG_VERSION_NUMBER]"), "secure connection"),
        (httpx.ConnectError("refused"), "cannot be reached"),
        (httpx.RemoteProtocolError("bad \x1b[31m line"), "not proper HTTP"),
        (httpx.InvalidURL("x"), "address cannot be read"),
    ],
)
async def test_failures_of_the_network_are_said_in_words(error: Exception, words: str) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(FetchError, match=words) as caught:
        await fetch(client_of(fail), HOME)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://[::1", "https://exa mple/", "https://" + "a" * 70 + ".example/", "gopher://x/"]
)
async def test_addresses_that_cannot_be_asked_are_errors(url: str) -> None:
    with pytest.raises(FetchError):
        await fetch(serving({}), url)


@pytest.mark.parametrize("status", [200, 302, 304, 404, 410, 429, 503])
async def test_t1_no_error_repeats_what_a_terminal_obeys_from_reason_or_headers(status: int) -> None:
    evil = b"a\x1b]0;x\x07\x9b31m\xe2\x80\xaeb"
    names = ("Location", "Retry-After", "Content-Type", "ETag", "Last-Modified", "Cache-Control", "Content-Encoding")
    headers = [(name.encode(), evil) for name in names]
    response = httpx.Response(status, headers=headers, content=RSS, extensions={"reason_phrase": evil})
    try:
        await visit(response)
    except FetchError as error:
        assert str(error).isprintable(), str(error)
    else:
        assert status == 200
