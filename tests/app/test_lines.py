"""Typed lines: earlier ones come back, over restarts too; tab goes on with names and arguments."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.conftest import SETTINGS
from tests.app.test_hostile import text_of
from tests.app.test_reader import read_outlets
from tests.app.waits import type_words, until
from tui_reader.app.actions.arguments import files_like
from tui_reader.app.app import NewsreadApp
from tui_reader.app.commands import COMMANDS
from tui_reader.app.history import KEPT, LONGEST, History
from tui_reader.app.lines import Completion, complete_line, read_line
from tui_reader.app.screens.picker import Picker
from tui_reader.app.screens.typing_aids import Completer, Recall
from tui_reader.newsroom import Newsroom


def test_lines_are_kept_over_restarts_none_twice_and_not_too_many(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    history = History(folder)
    for number in range(KEPT + 5):
        history.add("commands", f"line {number}")
    history.add("commands", "line 7")
    history.add("filters", "unread")
    history.add("filters", "x" * (LONGEST + 1))
    again = History(folder)
    lines = again.lines("commands")
    assert (len(lines), lines[0], lines[-1]) == (KEPT, "line 5", "line 7")
    assert lines.count("line 7") == 1
    assert again.lines("filters") == ["unread"]
    assert stat.S_IMODE((folder / "commands").stat().st_mode) == 0o600
    assert sorted(path.name for path in folder.iterdir()) == ["commands", "filters"]


def test_two_readers_keep_each_others_lines(tmp_path: Path) -> None:
    one, other = History(tmp_path), History(tmp_path)
    assert one.lines("searches") == other.lines("searches") == []
    one.add("searches", "dam")
    other.add("searches", "port")
    assert History(tmp_path).lines("searches") == ["dam", "port"]


def test_a_history_that_cannot_be_kept_is_remembered_and_a_foul_one_is_cleaned(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    history = History(tmp_path / "file" / "below")
    history.add("commands", "mark read")
    assert history.lines("commands") == ["mark read"]
    (tmp_path / "commands").write_bytes(b"quit\x1b]52;c;AAAA\x07\n\xff\xfe\n\n\x00\n")
    lines = History(tmp_path).lines("commands")
    assert lines and all(line.isprintable() for line in lines)
    nowhere = History(None)
    nowhere.add("commands", "q")
    assert nowhere.lines("commands") == ["q"]


def test_walking_keeps_to_lines_that_begin_alike_and_gives_the_draft_back() -> None:
    recall = Recall(["mark read", "theme nord", "mark unread"])
    assert recall.walk(1, "mark") is None
    assert recall.walk(-1, "mark") == "mark unread"
    recall.leave("mark unread")
    assert recall.walk(-1, "mark unread") == "mark read"
    assert recall.walk(-1, "mark read") is None
    assert recall.walk(1, "mark read") == "mark unread"
    assert recall.walk(1, "mark unread") == "mark"
    assert not recall.is_walking
    assert recall.walk(-1, "") == "mark unread"
    recall.leave("mark unread x")
    assert recall.walk(-1, "nothing begins so") is None


def test_tab_goes_round() -> None:
    completer = Completer(lambda text, cursor: [Completion(c, text + c, cursor + 1) for c in "abc"])
    assert completer.look("x", 1) == "tab: a  b  c"
    first = completer.turn(1)
    assert first == Completion("a", "xa", 2)
    assert completer.look("xa", 2) == "tab: [a]  b  c", "a line that tab made keeps its ways to go on"
    assert [way.text for way in map(completer.turn, (1, 1, 1, -1)) if way] == ["xb", "xc", "xa", "xc"]
    assert completer.look("xcy", 3) == "tab: a  b  c"
    assert Completer(None).turn(1) is None


def test_names_then_arguments_are_completed() -> None:
    asked: list[tuple[str, str, int]] = []

    def arguments(command: object, text: str, cursor: int) -> list[Completion]:
        asked.append((getattr(command, "id", ""), text, cursor))
        return [Completion("nord", "nord", 4)]

    assert [way.text for way in complete_line("the", 3, arguments)] == ["theme "]
    assert "mark read " in [way.text for way in complete_line("mark", 4, arguments)]
    assert asked == []
    assert complete_line("", 0, arguments) == []
    (way,) = complete_line("theme no", 8, arguments)
    assert (way.text, way.cursor, asked) == ("theme nord", 10, [("app.theme", "no", 2)])


def test_every_command_is_named_on_the_line_by_id_words_and_label() -> None:
    for command in COMMANDS:
        for name in (command.id, command.id.replace(".", " ").replace("-", " ")):
            assert read_line(name) == (command, ""), name
        found = read_line(command.label)
        assert found is not None
        assert found[0].label == command.label, "a label names one command, or its twin of the welcome"


def test_files_are_offered_by_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for name in ("claims.md", ".hidden", "two words", "con\x1btrol"):
        (tmp_path / name).write_text("")
    assert files_like(f"{tmp_path}/") == [f"{tmp_path}/claims.md", f"{tmp_path}/out/"]
    assert files_like(f"{tmp_path}/.h") == [f"{tmp_path}/.hidden"]
    assert files_like(f"{tmp_path}/none/") == []


async def test_the_palette_completes_runs_and_remembers(room: Newsroom, tmp_path: Path) -> None:
    settings = replace(SETTINGS, history=tmp_path)
    app = NewsreadApp(room, settings=settings)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("colon")
        await type_words(pilot, "mark r")
        await pilot.press("tab")
        await type_words(pilot, "outlet:kes")
        await until(pilot, lambda: "tab: outlet:Kestrel" in text_of(app))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: read_outlets(room))
        assert read_outlets(room) == {"Kestrel"}
        await pilot.press("colon")
        await type_words(pilot, "theme newsread-l")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: app.theme == "newsread-light")
    assert History(tmp_path).lines("commands") == ["mark read outlet:Kestrel", "theme newsread-light"]
    again = NewsreadApp(room, settings=settings)
    async with again.run_test(size=(110, 30)) as pilot:
        await pilot.press("colon", "up", "up")
        picker = again.screen
        assert isinstance(picker, Picker)
        assert picker.field.value == "mark read outlet:Kestrel"
        await pilot.press("down")
        assert picker.field.value == "theme newsread-light"
        await pilot.press("down")
        assert picker.field.value == ""
        await pilot.press("down", "down", "up")
        assert (picker.field.value, picker.listing.cursor) == ("", 1), "below the first row arrows are the list's"


async def test_the_palette_points_at_a_mistake_while_it_is_typed(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("colon")
        await type_words(pilot, "bookmark badge:x")
        await until(pilot, lambda: "at character 7: badge:x does not exist" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await until(pilot, lambda: "at character 7" in text_of(app))
        assert not room.library.bookmarks()


async def test_filters_and_searches_come_back_too(room: Newsroom, tmp_path: Path) -> None:
    app = NewsreadApp(room, settings=replace(SETTINGS, history=tmp_path))
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("2", "f")
        await type_words(pilot, "outlet:kes")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: History(tmp_path).lines("filters") == ["outlet:Kestrel"])
        await pilot.press("escape", "f", "up", "enter")
        await until(pilot, lambda: app.reader.shelf.level.filter == "outlet:Kestrel")


@pytest.mark.parametrize("line", ["jump 3", "zoom x", "quit now y"])
async def test_words_behind_a_command_that_takes_none_are_not_swallowed(line: str, room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("l", "colon")
        await type_words(pilot, line)
        await pilot.press("enter")
        await until(pilot, lambda: "takes no words after it" in text_of(app))
