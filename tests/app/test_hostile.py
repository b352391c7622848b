"""Hostile words in every field change nothing: no control reaches the screen, no markup is read, nothing crashes."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app import hostile
from tests.app.conftest import SETTINGS
from tests.app.fakes import ScriptedWire, room_at
from tests.app.test_walk import until_alone
from tests.app.waits import rest, until
from tui_reader.app import safe
from tui_reader.app.app import NewsreadApp
from tui_reader.app.screens.prompt import Field, Prompt
from tui_reader.app.settings import AppSettings
from tui_reader.model import Candidate, Progress
from tui_reader.store import Store

#: Views behind views; the lists, a story, its grid and what a search finds stand in `test_hostile_walk.HOMES`.
WAYS = {
    "failing": ("feed.failing",),
    "sources": ("list.sources",),
    "text": ("list.river", "move.in", "pane.next"),
    "speaker": ("list.sources", "move.in"),
    "provenance": ("list.stories", "move.in", "claim.provenance"),
    "evidence": ("list.stories", "move.in", "story.compare", "claim.provenance"),
    "revisions": ("list.river", "move.bottom", "move.in", "article.revisions"),
    "links": ("list.river", "move.in", "article.links"),
    "searches": ("list.searches",),
    "annotate": ("list.saved", "claim.annotate"),
    "merge": ("list.stories", "story.merge"),
    "split": ("list.stories", "move.in", "story.split"),
    "jump": ("list.stories", "move.in", "pane.jump"),
    "remove": ("list.feeds", "feed.remove"),
    "edit": ("list.feeds", "feed.edit"),
    "saying": ("list.river", "move.in", "claim.bookmark"),
    "order": ("list.stories", "move.in", "story.compare", "story.order"),
    "export": ("list.stories", "move.in", "app.export"),
    "mute": ("list.muted",),
    "articles found": ("list.search Closing",),
    "no search": (f"list.searches no{hostile.NASTY}",),
    "no theme": (f"app.theme no{hostile.NASTY}",),
    "no format": (f"app.export no{hostile.NASTY} x",),
}


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile database, ready to be copied."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    hostile.make(path)
    return path


def drawn(app: NewsreadApp) -> list[str]:
    """The lines on the screen."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips(app.size)]


def text_of(app: NewsreadApp) -> str:
    """What stands on the screen."""
    return "\n".join(drawn(app))


def check(app: NewsreadApp, view: str, *, is_word_wanted: bool = True) -> str:
    """What stands on the screen: no banned character in it, no link, no action, and the brackets unparsed."""
    strips = app.screen._compositor.render_strips(app.size)
    lines = ["".join(segment.text for segment in strip) for strip in strips]
    for line in lines:
        assert not hostile.BANNED_TEXT.search(line), (view, line)
    shown = "\n".join(lines)
    assert hostile.SEEN in shown or not is_word_wanted, (view, shown)
    for strip in strips:
        for segment in strip:
            assert not (segment.style and (segment.style.link or "@click" in segment.style.meta)), (view, segment)
    return shown


async def show(app: NewsreadApp, pilot: Pilot[None], ways: tuple[str, ...]) -> None:
    """Go to a view."""
    for way in ways:
        command, _, argument = way.partition(" ")
        await app.reader.do(command, argument)
        await pilot.pause()
    await rest(pilot)


async def test_every_view_draws_hostile_words_as_words(hostile_file: Path, tmp_path: Path) -> None:
    shutil.copy(hostile_file, tmp_path / "news.db")
    with room_at(tmp_path / "news.db") as room:
        app = NewsreadApp(room, settings=SETTINGS)
        async with app.run_test(size=(300, 60), notifications=True, tooltips=True) as pilot:
            for view, ways in WAYS.items():
                await show(app, pilot, ways)
                check(app, view)
                await until_alone(app)
            assert app._exception is None


async def test_discovery_choice_and_errors_are_words(hostile_file: Path, tmp_path: Path) -> None:
    shutil.copy(hostile_file, tmp_path / "news.db")
    with Store.open(tmp_path / "news.db") as store:
        found = [Candidate(f"https://a.example/{n}", hostile.nasty("Found"), hostile.nasty("RSS")) for n in range(2)]
        wire = ScriptedWire(store, found=found)
    with room_at(tmp_path / "news.db", wire) as room:
        app = NewsreadApp(room, settings=SETTINGS)
        async with app.run_test(size=(300, 40), notifications=True) as pilot:
            await app.reader.do("feed.add", "a.example")
            await pilot.pause()
            check(app, "choice")
            await until_alone(app)
            wire.found.clear()
            await app.reader.do("feed.add", hostile.nasty("typed"))
            await pilot.pause()
            check(app, "error")


async def test_what_a_filter_offers_to_complete_is_words(hostile_file: Path, tmp_path: Path) -> None:
    shutil.copy(hostile_file, tmp_path / "news.db")
    with room_at(tmp_path / "news.db") as room:
        app = NewsreadApp(room, settings=SETTINGS)
        async with app.run_test(size=(300, 40)) as pilot:
            for start in ("outlet:Out", "tag:"):
                await app.reader.do("list.filter")
                await until(pilot, lambda: isinstance(app.screen, Prompt))
                app.screen.query_one(Field).insert_text_at_cursor(start)
                await until(pilot, lambda: "tab:" in text_of(app))
                check(app, start)
                await pilot.press("tab")
                await pilot.pause()
                check(app, start)
                await until_alone(app)


async def test_what_a_refresh_says_is_words(tmp_path: Path) -> None:
    foul = hostile.nasty("Outlet")
    steps = [Progress(1, 1, 1, foul, "failed", error=foul), Progress(1, 1, outcome="end", error=foul)]
    with Store.open(tmp_path / "news.db") as store:
        wire = ScriptedWire(store, steps)
    with room_at(tmp_path / "news.db", wire) as room:
        app = NewsreadApp(room, settings=AppSettings(refresh_minutes=0))
        async with app.run_test(size=(300, 40), notifications=True) as pilot:
            await until(pilot, lambda: "No feed could be reached" in text_of(app))
            check(app, "offline")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "-oProxyCommand=x",
        "$(touch x)",
        "https://a b/",
        "https://user@a.example/",
        "https://a.example/\x1b]0;x",
        "https://a.example/\u202e",
        "https://",
        "http://-a.example/",
        "https://a.example/" + "x" * 5_000,
        "https://[::1",
        "ftp://a.example/",
    ],
)
def test_t8_only_clean_http_addresses_are_opened(url: str) -> None:
    assert safe.openable(url) == ""
    assert "not opened" in safe.open_in_browser(url, {})


def test_t8_the_browser_gets_one_argument_and_no_shell(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > {seen}.part && mv {seen}.part {seen}\n')
    script.chmod(0o755)
    url = "https://a.example/?q=1;touch&x=$(id)#:~:text=the%20port"
    process = safe.open_in_browser(url, {"BROWSER": f"{script} --new-tab"})
    assert process == ""
    waited = threading.Event()
    for _ in range(500):
        if seen.exists():
            break
        waited.wait(0.01)
    for browser in safe._BROWSERS:
        browser.wait(10)
    assert seen.read_text().splitlines() == ["2", "--new-tab", url]


def test_t8_what_is_copied_holds_no_controls() -> None:
    assert safe.copyable(hostile.NASTY + "\n") == hostile.MARKUP.join(("]52;c;Zm9v[31m]0;pwned31m", "\n"))
