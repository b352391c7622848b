"""Addresses: http and https only, nothing in them that could leave a line, a quotation or a terminal cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.text import clean_url

BASE = "https://news.example/world/feed.xml"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "data:text/html,<script>1</script>",
        "file:///etc/passwd",
        "vbscript:x",
        "tel:1",
        "mailto:a@b",
        "http://127.0.0.1/a\nb",
        "\x01http://127.0.0.1/",
        "http://a/\x1b]0;x\x07",
        "http://a/\x9b2J",
        "http://[::1",
        "http://exa mple/",
        "http://",
        "http://host:99999/",
        "http://host:port/",
        "",
        "   ",
        "http://a/" + "b" * 20_000,
    ],
)
def test_t8_refused_addresses(url: str) -> None:
    assert clean_url(url, BASE) == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?y=1&z=2#f", "https://a.example/x?y=1&z=2#f"),
        ("\n  https://a.example/x \t", "https://a.example/x"),
        ("HTTP://A.example/UPPER", "http://a.example/UPPER"),
        ("../rel?a=1#f", "https://news.example/rel?a=1#f"),
        ("//proto.rel/x", "https://proto.rel/x"),
        ("-oProxyCommand=x", "https://news.example/world/-oProxyCommand=x"),
        ("http://user:pw@host.example:8080/p", "http://host.example:8080/p"),
        ("http://good.example@evil.example/", "http://evil.example/"),
        ('http://a.example/a b"<c>|', "http://a.example/a%20b%22%3Cc%3E%7C"),
        ("http://a.example/x\u202ey", "http://a.example/x%E2%80%AEy"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("https://xn--e1afmkfd.example/", "https://xn--e1afmkfd.example/"),
        ("https://новости.example/статья", "https://новости.example/статья"),
    ],
)
def test_offered_addresses(url: str, expected: str) -> None:
    assert clean_url(url, BASE) == expected


def test_relative_address_without_a_base_is_none() -> None:
    assert clean_url("/x") == ""


@given(st.text())
def test_what_comes_out_is_http_and_printable(url: str) -> None:
    for cleaned in (clean_url(url), clean_url(url, BASE), clean_url("http://a.example/" + url)):
        assert cleaned == "" or cleaned.startswith(("http://", "https://"))
        assert cleaned.isprintable()
        assert " " not in cleaned
