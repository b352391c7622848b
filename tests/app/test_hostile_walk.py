"""Hostile words where a command is done: every command of the table is, and all it asks for is answered with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app import hostile
from tests.app.conftest import SETTINGS
from tests.app.fakes import ScriptedWire, room_at
from tests.app.test_hostile import check, show
from tests.app.test_walk import Way, go, place_of, until_alone
from tests.app.waits import key_event
from tui_reader.app.app import NewsreadApp
from tui_reader.app.commands import COMMANDS, NUMBERS, Command, When
from tui_reader.app.facts import facts_of, is_possible
from tui_reader.app.screens.modal import Modal
from tui_reader.app.screens.picker import Picker
from tui_reader.app.screens.prompt import Prompt, Question
from tui_reader.app.settings import AppSettings
from tui_reader.model import Candidate, Progress

#: Where a command is done, by what it waits for.
HOMES: dict[When, tuple[Way, ...]] = {
    "always": ("list.stories",),
    "row": ("list.river",),
    "claim": ("list.saved",),
    "article": ("list.river", "move.in"),
    "story": ("list.stories", "move.in"),
    "panes": ("list.stories", "move.in"),
    "level": ("list.feeds", "move.in"),
    "feed": ("list.feeds",),
    "hits": (("list.search", "Words"),),
    "grid": ("list.stories", "move.in", "story.compare"),
    "order": ("list.saved",),
}
#: What the walk leaves out, and why.
LEFT_OUT = {
    "app.quit": "it ends the app; what is drawn behind it is the shell's",
    "app.quit-now": "it ends the app; what is drawn behind it is the shell's",
    "app.sample": "its words are our own, from the package",
    "claim.note": "the terminal is the editor's then: test_editor.py, and that a note is words is seen in `list.saved`",
    **{c.id: "its words are our own, from the package" for c in COMMANDS if c.scope == "welcome"},
}
WALKED = [command for command in COMMANDS if command.id not in LEFT_OUT]
#: Dialogues behind one another that a command may open.
MOST_ASKED = 5
FOUL = hostile.nasty("typed")


def in_order() -> list[Command]:
    """The walk, by where it goes on, so that few ways are gone twice."""
    places = list(HOMES)
    return sorted(WALKED, key=lambda command: places.index(command.when))


async def answer(app: NewsreadApp, pilot: Pilot[None], name: str, *, is_typed: bool) -> int:
    """Answer what is asked, with what is offered or with hostile words; how often something was asked."""
    for asked in range(MOST_ASKED):
        await pilot.pause()
        top = app.screen
        check(app, f"{name}, {asked}", is_word_wanted=False)
        if not isinstance(top, Modal):
            return asked
        if is_typed and isinstance(top, Picker | Prompt):
            app.post_message(key_event("up"))
            await pilot.pause()
            is_recalled = isinstance(top, Prompt) and top.recall.is_walking  # in a choice the line's end alone has room
            check(app, f"{name}, {asked}, earlier lines", is_word_wanted=is_recalled)
            assert is_recalled or name.strip() not in ("list.filter", "list.search"), name
            top.field.value = ""
            top.field.insert_text_at_cursor(FOUL)
            await pilot.pause()
            check(app, f"{name}, {asked}, typed", is_word_wanted=isinstance(top, Prompt))
        app.post_message(key_event("y" if isinstance(top, Question) else "enter"))
        await pilot.pause()
        if app.screen is top:  # nothing fits what was typed
            app.post_message(key_event("escape"))
    await until_alone(app)
    return MOST_ASKED


def make_news(tmp_path: Path) -> Path:
    """The hostile database, and lines typed earlier that somebody else has put there."""
    hostile.make(tmp_path / "news.db")
    for kind in ("commands", "filters", "searches"):
        (tmp_path / kind).write_text(f"theme {FOUL}\n", encoding="utf-8")
    return tmp_path / "news.db"


async def test_every_command_draws_hostile_words_as_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # exports go there
    monkeypatch.setenv("BROWSER", "true")
    settings = AppSettings(
        refresh_on_start=False, refresh_minutes=0, theme=FOUL, count_within=0, restore=False, history=tmp_path
    )
    asking = set[str]()
    with room_at(make_news(tmp_path)) as room:
        wire = room.wire
        assert isinstance(wire, ScriptedWire)
        wire.steps = [Progress(1, 1, 1, FOUL, "failed", error=FOUL), Progress(1, 1, outcome="end", error=FOUL)]
        problems = (hostile.nasty("line 1"),)
        listed = Candidate(f"https://b.example/{FOUL}", FOUL, "OPML", folder=FOUL, problems=problems)
        wire.found = [listed, Candidate(f"https://c.example/{FOUL}", FOUL, "OPML", folder=FOUL)]
        app = NewsreadApp(room, settings=settings)
        async with app.run_test(size=(150, 24), notifications=True, tooltips=True) as pilot:
            home: tuple[object, ...] | None = None
            at: When | None = None
            for command in in_order():
                for argument in ("", FOUL) if command.takes and command.takes not in NUMBERS else ("",):
                    for is_typed in (False, True):
                        if is_typed and (argument or command.id not in asking):
                            continue
                        if at != command.when or place_of(app) != home:
                            app.clear_notifications()  # seen below; each would be drawn for seconds
                            await go(app, ("list.stories", "move.out", *HOMES[command.when]))
                            await pilot.pause()
                            check(app, f"before {command.id}")
                            home, at = place_of(app), command.when
                        assert is_possible(command, facts_of(app.reader)), command.id
                        await app.reader.do(command.id, argument)
                        name = f"{command.id} {'with words' if argument else ''}"
                        if await answer(app, pilot, name, is_typed=is_typed):
                            asking.add(command.id)
                        assert not hostile.BANNED_TEXT.search(app.clipboard.replace("\n", "")), command.id
                        if "undo" in app.reader.foot.said or command.when == "claim":  # b says nothing
                            await app.reader.do("app.undo", "9")
                            await pilot.pause()
                            check(app, f"{name}, undone", is_word_wanted=False)
        assert app._exception is None
    assert asking >= {"list.filter", "app.palette", "claim.annotate", "app.export", "feed.add", "feed.edit"}


def test_what_the_walk_leaves_out_is_a_command() -> None:
    assert {command.id for command in WALKED} | LEFT_OUT.keys() == {command.id for command in COMMANDS}
    assert {command.when for command in WALKED} == HOMES.keys()


async def test_whole_words_of_all_scripts_stay_whole(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from tui_reader.feeds.parse import parse
    from tui_reader.newsroom.intake import take_in
    from tui_reader.store import Store

    words = hostile.WHOLE
    item = f"<item><title>{words}</title><guid>1</guid><description>{words} said {words}.</description></item>"
    feed = f"<rss version='2.0'><channel><title>{words}</title>{item}</channel></rss>"
    at = datetime.now(UTC)
    with Store.open(tmp_path / "news.db") as store, store.transaction():
        added = store.feeds.add("https://a.example/feed", title=words, folder=words, added_at=at)
        take_in(store, added.id, parse(feed.encode(), url="https://a.example/feed"), at)
    with room_at(tmp_path / "news.db") as room:
        app = NewsreadApp(room, settings=SETTINGS)
        async with app.run_test(size=(240, 30)) as pilot:
            for ways in (("list.river",), ("move.in",), ("pane.text",), ("list.feeds",), ("feed.edit",)):
                await show(app, pilot, ways)
                assert words in check(app, str(ways), is_word_wanted=False), ways
