"""Dialogues by their keys: export, mute rules, stories by hand, jumping; saving by filter; undo of each, in depth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.conftest import SETTINGS
from tests.app.dialogues import answer_line, is_asking, pick, say_line
from tests.app.test_hostile import text_of
from tests.app.test_reader import read_outlets
from tests.app.waits import rest, until
from tui_reader.app.app import NewsreadApp
from tui_reader.app.screens.picker import Picker
from tui_reader.app.screens.prompt import Question
from tui_reader.newsroom import Newsroom
from tui_reader.query import parse


async def test_a_storys_claims_are_exported_after_three_questions(room: Newsroom, tmp_path: Path) -> None:
    app, target = NewsreadApp(room, settings=SETTINGS), tmp_path / "story.json"
    async with app.run_test(size=(120, 36)) as pilot:
        await rest(pilot)
        await pilot.press("l", "e")
        await pick(pilot, "this story")
        await pick(pilot, "json")
        await answer_line(pilot, str(target))
        await until(pilot, target.exists)
        outlets = {mark["outlet"] for mark in json.loads(target.read_text())["bookmarks"]}
        story = app.reader.wall.story
        assert story is not None and outlets == set(story.story.outlets)
        assert not room.library.bookmarks(), "exporting saves nothing"
        await until(pilot, lambda: f"claims written to {target}" in text_of(app))
        target.write_text("mine")
        await pilot.press("e")
        await pick(pilot, "this article")
        await pick(pilot, "markdown")
        await answer_line(pilot, str(target))
        await until(pilot, is_asking(app, Question))
        await pilot.press("n")
        await until(pilot, lambda: not is_asking(app, Question)())
        assert target.read_text() == "mine", "a file that is there is asked about"


@pytest.mark.parametrize(
    ("keys", "line", "has"),
    [
        (("1",), "export csv {} badge:anon", "ANON"),
        (("2",), "export markdown {}", "# Claims"),
        (("5",), "export markdown {}", "“"),
        (("1", "l"), "export org {}", "#+begin_quote"),
    ],
)
async def test_a_line_exports_what_is_in_sight_or_what_a_filter_finds(
    keys: tuple[str, ...], line: str, has: str, room: Newsroom, tmp_path: Path
) -> None:
    room.desk.save_claim(room.library.article_ids()[0], 1)
    app, target = NewsreadApp(room, settings=SETTINGS), tmp_path / "claims.out"
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(*keys)
        await say_line(pilot, line.format(target))
        await until(pilot, target.exists)
        text = target.read_text()
        assert has in text
        if "badge:anon" in line:
            assert len(text.splitlines()) - 1 == len(room.library.search(parse("badge:anon")))
        assert len(room.library.bookmarks()) == 1


async def test_a_target_that_cannot_be_written_is_one_line(room: Newsroom, tmp_path: Path) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(160, 36)) as pilot:
        await say_line(pilot, f"export markdown {tmp_path}/none/x.md badge:anon")
        await until(pilot, lambda: "not written: No such file" in text_of(app))
        await say_line(pilot, "export docx x")
        await until(pilot, lambda: "No format named docx: markdown" in text_of(app))
        await say_line(pilot, "export csv x.csv badge:none")
        await until(pilot, lambda: "badge:none does not exist" in text_of(app))


async def test_rules_mute_show_what_they_hide_and_are_lifted(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    all_ids = room.library.article_ids()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("2")
        await say_line(pilot, "mute outlet:kestrel")
        await until(pilot, room.library.mutes)
        assert "hidden); u undoes" in text_of(app)
        hidden = room.library.muted()
        assert {row.outlet for row in hidden} == {"Kestrel"}
        assert len(app.reader.shelf.level.ids) == len(all_ids) - len(hidden)
        await say_line(pilot, "muted")
        await until(pilot, lambda: "Muted now" in text_of(app))
        assert hidden[0].title[:30] in text_of(app)
        await pick(pilot, "lift")
        await until(pilot, lambda: not room.library.mutes())
        assert room.library.article_ids() == all_ids
        await pilot.press("u")
        await until(pilot, room.library.mutes)
        await pilot.press("u")
        await until(pilot, lambda: not room.library.mutes())
        assert room.library.article_ids() == all_ids
        await say_line(pilot, "muted")
        await pick(pilot, "mute what")
        await answer_line(pilot, "title:dam")
        await until(pilot, lambda: room.library.mutes() == ["title:dam"])


async def test_stories_are_merged_and_split_by_key_and_undone(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    before = {story.id: story.article_ids for story in room.library.story_rows(room.library.story_ids())}
    first, second = room.library.story_rows(room.library.story_ids())[:2]
    async with app.run_test(size=(120, 36)) as pilot:
        await rest(pilot)
        await pilot.press("M")
        await until(pilot, is_asking(app, Picker))
        picker = app.screen
        assert isinstance(picker, Picker)
        assert first.title not in [one.label for one in picker.shown], "a story is not merged with itself"
        picker.field.value = second.title
        await pilot.press("enter")
        await until(pilot, lambda: len(room.library.story_ids()) == len(before) - 1)
        assert "2 stories merged; u undoes" in text_of(app)
        await rest(pilot)
        story = app.reader.wall.story
        assert story is not None
        assert set(story.story.article_ids) == {*first.article_ids, *second.article_ids}
        await pilot.press("l", "S")
        await until(pilot, is_asking(app, Question))
        article = app.reader.wall.article_id
        await pilot.press("y")
        await until(pilot, lambda: room.library.story(room.library.story_of(article) or 0).article_ids == (article,))
        for undone in ("article split off", "2 marked read", "2 stories merged"):
            await pilot.press("u")
            assert app.reader.foot.said == f"Undone: {undone}"
        now = {story.id: story.article_ids for story in room.library.story_rows(room.library.story_ids())}
        assert {key: set(ids) for key, ids in now.items()} == {key: set(ids) for key, ids in before.items()}


async def test_a_letter_jumps_to_a_pane_or_the_list(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(160, 36)) as pilot:
        await rest(pilot)
        await pilot.press("apostrophe", "d")
        await until(pilot, lambda: app.reader.is_in_panes)
        assert app.reader.wall.active == 1
        await pilot.press("apostrophe", "s")
        await until(pilot, lambda: app.reader.wall.active == 0)
        await pilot.press("apostrophe")
        await until(pilot, is_asking(app, Picker))
        assert "the list" in text_of(app)
        await pilot.press("a")
        await until(pilot, lambda: not app.reader.is_in_panes)
        await pilot.press("apostrophe", "Z", "escape")
        assert app.is_running and not app.reader.is_in_panes


async def test_a_filter_saves_all_its_claims_in_one_step(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    found = room.library.search(parse("badge:anon"))
    async with app.run_test(size=(120, 36)) as pilot:
        await say_line(pilot, "bookmark badge:anon")
        await until(pilot, lambda: len(room.library.bookmarks()) == len(found) > 1)
        assert f"{len(found)} claims saved" in text_of(app)
        await say_line(pilot, "bookmark badge:anon")
        await until(pilot, lambda: "0 claims saved" in text_of(app))
        await pilot.press("u")
        await until(pilot, lambda: not room.library.bookmarks())


async def test_saved_claims_are_put_into_another_order_and_the_highlight_stays(room: Newsroom) -> None:
    for article_id in room.library.article_ids()[::4]:
        room.desk.save_claim(article_id, 1)
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("5", "j")
        current, shown = app.reader.listing.current, [tuple(app.reader.shelf.level.ids)]
        for said in ("newest first", "by outlet", "by source", "last one first"):
            await pilot.press("O")
            assert said in text_of(app)
            assert app.reader.listing.current == current
            shown.append(tuple(app.reader.shelf.level.ids))
        assert shown[0] == shown[-1] and len(set(shown)) > 1
        rows = [room.library.bookmark(id_).outlet for id_ in shown[2]]
        assert rows == sorted(rows)


async def test_tags_are_given_and_added_by_a_line(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("l")
        await say_line(pilot, "tag flood")
        await until(pilot, lambda: [mark.tags for mark in room.library.bookmarks()] == [("flood",)])
        await say_line(pilot, "note call the dam")
        await until(pilot, lambda: room.library.bookmarks()[0].note == "call the dam")
        await say_line(pilot, "note #dam")
        await until(pilot, lambda: set(room.library.bookmarks()[0].tags) == {"flood", "dam"})
        assert room.library.bookmarks()[0].note == "call the dam"


async def test_a_filter_tags_all_its_claims_in_one_step(room: Newsroom) -> None:
    hits = room.library.search(parse("badge:anon"))
    kept = room.desk.save_claim(hits[0].article.id, hits[0].index)
    room.desk.annotate(kept.id, tags=["dam"])
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await say_line(pilot, "tag flood #coast badge:anon")
        await until(pilot, lambda: len(room.library.bookmarks()) == len(hits) > 1)
        assert all({"flood", "coast"} <= set(mark.tags) for mark in room.library.bookmarks())
        assert set(room.library.bookmark(kept.id).tags) == {"coast", "dam", "flood"}
        assert f"{len(hits)} claims tagged #flood #coast" in text_of(app)
        await say_line(pilot, "tag flood badge:anon")
        await until(pilot, lambda: "0 claims tagged #flood" in text_of(app))
        await pilot.press("u")
        await until(pilot, lambda: [(mark.id, mark.tags) for mark in room.library.bookmarks()] == [(kept.id, ("dam",))])
        room.desk.remove_feed(hits[0].article.feed_id or 0)
        await say_line(pilot, "tag late tag:dam")
        await until(pilot, lambda: set(room.library.bookmark(kept.id).tags) == {"dam", "late"})
        await say_line(pilot, "tag late tag:none-such")
        await until(pilot, lambda: "No claim matches tag:none-such" in text_of(app))


async def test_a_search_is_kept_and_opened_again_as_one(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("slash")
        await answer_line(pilot, "dam")
        await until(pilot, lambda: app.reader.shelf.level.kind == "hits")
        ids = list(app.reader.shelf.level.ids)
        await pilot.press("F")
        await pick(pilot, "Keep the present search")
        await answer_line(pilot, "the dam")
        await until(pilot, lambda: room.library.saved_searches() == [("the dam", "dam")])
        await pilot.press("slash")
        await answer_line(pilot, "port")
        await until(pilot, lambda: "/port" in app.reader.shelf.level.title)
        await pilot.press("F")
        await pick(pilot, "the dam")
        await until(pilot, lambda: app.reader.shelf.level.title.startswith("/dam"))
        assert len(app.reader.shelf.level.ids) == len(ids)
        await pilot.press("u")
        await until(pilot, lambda: not room.library.saved_searches())


async def test_every_change_is_taken_back_in_its_order(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("2", "m", "j", "m")
        await say_line(pilot, "mark read outlet:kestrel")
        await until(pilot, lambda: "Kestrel" in read_outlets(room))
        await pilot.press("b", "t")
        await answer_line(pilot, "#a a note")
        await until(pilot, lambda: room.library.bookmarks()[0].tags)
        await pilot.press("b")
        await until(pilot, lambda: not room.library.bookmarks())
        await pilot.press("3", "d")
        await until(pilot, is_asking(app, Question))
        await pilot.press("y")
        await until(pilot, lambda: len(room.library.feeds()) == 4)
        await pilot.press("ctrl+t")
        for words in ("Mine", "Coast"):
            await answer_line(pilot, words)
            await pilot.pause()
        await pick(pilot, "never")
        await until(pilot, lambda: "Mine" in [feed.title for feed in room.library.feeds()])
        undone = []
        while app.reader.foot.said != "Nothing left to undo":
            await pilot.press("u")
            undone.append(app.reader.foot.said.removeprefix("Undone: "))
        assert undone[0] == "Mine changed"
        assert undone[1].endswith(" removed")
        assert undone[2:5] == ["saved claim removed", "note and tags changed", "claim saved"]
        assert undone[5:] == ["2 marked read", "1 marked read", "1 marked read", "Nothing left to undo"]
        assert (room.library.counts().unread, len(room.library.feeds()), room.library.bookmarks()) == (16, 5, [])
