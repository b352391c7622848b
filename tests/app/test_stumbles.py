"""What a new user stumbled over in a walk, each once, so that nobody does again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.widgets._toast import Toast

from tests.app.conftest import SETTINGS
from tests.app.fakes import ScriptedWire, room_at
from tests.app.test_hostile import text_of
from tests.app.waits import rest, until
from tui_reader.app.actions.feeds import toggle_pack
from tui_reader.app.app import NewsreadApp
from tui_reader.app.session import view_of
from tui_reader.newsroom import Newsroom
from tui_reader.newsroom.addresses import as_address


async def test_a_starter_pack_leaves_and_comes_back_in_one_step(tmp_path: Path) -> None:
    with room_at(tmp_path / "empty.db") as room:
        pack, number = room.desk.starter_packs()[0]
        room.desk.subscribe_starter([pack])
        app = NewsreadApp(room, settings=SETTINGS)
        async with app.run_test(size=(100, 30)) as pilot:
            assert isinstance(room.wire, ScriptedWire)
            asked = room.wire.asked
            await until(pilot, lambda: asked)  # the start subscribes all packs where it finds none: it has looked
            assert len(room.library.feeds()) == number > 1
            toggle_pack(app.reader, 1)
            assert room.library.feeds() == []
            await pilot.press("u")
            await until(pilot, lambda: len(room.library.feeds()) == number)


async def test_an_address_that_fails_is_named(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await app.reader.do("feed.add", "nowhere.example")
        await until(pilot, lambda: "nowhere.example: " in text_of(app))


def test_a_file_may_be_given_where_an_address_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "my feeds.opml"
    file.write_text("<opml/>")
    assert as_address(str(file)) == file.as_uri()
    assert as_address("https://a.example/") == "https://a.example/"
    assert as_address("~nobody-here/x") == "~nobody-here/x"
    assert as_address("a\0b") == "a\0b"


async def test_an_undo_takes_rows_that_are_gone_out_of_a_filtered_list(room: Newsroom) -> None:
    room.desk.mute("outlet:kestrel")
    room.desk.unmute("outlet:kestrel")
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("2")
        await app.reader.do("list.filter", "unread")
        await until(pilot, lambda: "Kestrel" in text_of(app))
        await pilot.press("u")
        await until(pilot, lambda: "Kestrel" not in text_of(app))


async def test_one_feed_is_not_called_feeds(tmp_path: Path) -> None:
    with room_at(tmp_path / "one.db") as room:
        room.desk.add_feed("https://one.example/feed")
        app = NewsreadApp(room, settings=SETTINGS)
        async with app.run_test(size=(110, 30)) as pilot:
            await rest(pilot)
            app.reader.show_top()
            await pilot.pause()
            assert "1 feed" in text_of(app) and "1 feeds" not in text_of(app)


async def test_the_river_that_stands_in_for_stories_is_not_what_opens_next_time(tmp_path: Path) -> None:
    settings = replace(SETTINGS, history=tmp_path)
    with room_at(tmp_path / "news.db") as room:
        app = NewsreadApp(room, settings=settings)
        async with app.run_test(size=(110, 30)) as pilot:
            await rest(pilot)
            assert app.reader.shelf.level.kind == "river" and app.reader.opening.is_stopgap
            assert view_of(app.reader).face == "stories"
            await app.reader.do("list.river")
            assert view_of(app.reader).face == "river", "asked for, it is"


async def test_a_key_without_a_meaning_says_where_to_find_one(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await rest(pilot)
        await pilot.press("Z")
        assert app.reader.foot.said == "Z does nothing here; ? shows all keys"
        await pilot.press("n")
        assert "J goes to the next unread" in app.reader.foot.said


async def test_what_is_too_long_for_the_footer_is_shown_whole(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    words = "the database cannot be written: [b]why[/b], " + "and " * 12 + "what to do about it"
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await rest(pilot)
        for _ in range(2):
            app.reader.say(words, is_error=True)
            await until(pilot, lambda: len(app.screen.query(Toast)) == 1)
        assert [note.message for note in app._notifications] == [words]
        assert "what to do" in " ".join(text_of(app).split())
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(30, 8), notifications=True) as pilot:
        app.reader.say(words)
        await pilot.pause()
        assert not app._notifications, "on a small screen it would hide all"
