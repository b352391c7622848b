"""Addresses: what is public, what a person meant, how names are looked up (row H5 of the list of threats)."""

from __future__ import annotations

import asyncio
import threading

import pytest

from tui_reader.feeds.addresses import (
    Resolver,
    host_of,
    is_loopback,
    is_public,
    is_same_place,
    port_of,
    shown,
    tidy,
)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_h05_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:192.168.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "rubbish", "",
    ],
)  # fmt: skip
def test_h05_private_addresses_in_every_disguise(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" news.example ", "https://news.example"),
        ("news.example/feed.xml", "https://news.example/feed.xml"),
        ("localhost:8080/feed", "http://localhost:8080/feed"),
        ("127.0.0.1/feed", "http://127.0.0.1/feed"),
        ("news.example:8080", "https://news.example:8080"),
        ("//news.example/x", "https://news.example/x"),
        ("http://news.example", "http://news.example"),
        ("HTTPS://news.example", "HTTPS://news.example"),
        ("feed:https://news.example/f", "https://news.example/f"),
        ("feed://news.example/f", "http://news.example/f"),
        ("file:///home/me/feed.xml", "file:///home/me/feed.xml"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("", ""),
    ],
)
def test_tidy_guesses_what_was_meant(typed: str, meant: str) -> None:
    assert tidy(typed) == meant


def test_parts_of_addresses() -> None:
    assert host_of("https://News.Example.:443/x") == "news.example"
    assert (host_of("http://[::1]:80/"), host_of("http://[::1"), host_of("no address")) == ("::1", "", "")
    assert (port_of("http://a/"), port_of("https://a/"), port_of("http://a:81/"), port_of("http://a:99999/")) == (
        80,
        443,
        81,
        0,
    )
    assert shown("https://me:secret@news.example/x?y") == "https://news.example/x?y"
    assert is_loopback("localhost") and is_loopback("127.8.9.1") and is_loopback("::1") and not is_loopback("a.example")


@pytest.mark.parametrize(
    ("home", "other", "is_same"),
    [
        ("http://a.example/x", "http://A.example:80/y", True),
        ("http://a.example/x", "https://a.example/y", True),
        ("https://a.example/x", "http://a.example/y", False),
        ("http://a.example:8080/x", "http://a.example:8081/x", False),
        ("http://a.example/", "http://b.example/", False),
    ],
)
def test_h05_the_same_place_is_the_same_host_and_port(home: str, other: str, is_same: bool) -> None:
    assert is_same_place(home, other) is is_same


async def test_h05_a_name_is_looked_up_once_so_that_what_was_checked_is_what_is_asked() -> None:
    asked: list[str] = []

    def ask(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return (f"192.0.2.{len(asked)}",)

    resolver = Resolver(ask)
    answers = await asyncio.gather(*(resolver.lookup("news.example", 443) for _ in range(5)))
    assert set(answers) == {("192.0.2.1",)} and asked == ["news.example"]
    assert await resolver.lookup("127.0.0.1", 80) == ("127.0.0.1",) and len(asked) == 1


async def test_a_failed_lookup_is_an_error_for_all_who_wait() -> None:
    def ask(host: str, port: int) -> tuple[str, ...]:
        raise OSError(-2, "Name or service not known") if host == "none.example" else UnicodeError("label too long")

    resolver = Resolver(ask)
    for host in ("none.example", "none.example", "long.example"):
        with pytest.raises(OSError):
            await resolver.lookup(host, 80)


async def test_h16_a_dead_name_server_holds_up_no_other_lookup() -> None:
    release = threading.Event()

    def ask(host: str, port: int) -> tuple[str, ...]:
        if host.startswith("dead"):
            release.wait(60)
        return ("192.0.2.1",)

    resolver = Resolver(ask)
    dead = [asyncio.create_task(resolver.lookup(f"dead{n}.example", 80)) for n in range(40)]
    await asyncio.sleep(0)
    assert await resolver.lookup("news.example", 80) == ("192.0.2.1",)
    assert not any(task.done() for task in dead)
    dead[0].cancel()
    release.set()
    await asyncio.gather(*dead[1:])


async def test_the_systems_resolver_knows_this_machine() -> None:
    assert set(await Resolver().lookup("localhost", 80)) & {"127.0.0.1", "::1"}
