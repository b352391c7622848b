"""The table of commands: one deed each, no clash, keymaps judged, `:` lines read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tui_reader.app.actions import DEEDS
from tui_reader.app.commands import BY_ID, COMMANDS, as_keys, key_problem, key_table, validate_keymap
from tui_reader.app.facts import hints_of, is_possible
from tui_reader.app.lines import read_line


def test_every_command_has_one_deed_and_every_deed_a_command() -> None:
    assert set(DEEDS) == set(BY_ID)
    assert len(BY_ID) == len(COMMANDS)


def test_the_table_itself_is_sound() -> None:
    assert validate_keymap({}) == []
    assert all(command.label and command.help and command.group for command in COMMANDS)
    assert all(key_problem(key) == "" for command in COMMANDS for key in command.keys)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"no.such": "b"}, "no.such: no such command"),
        ({"claim.bookmark": "bb"}, "claim.bookmark: 'bb' is not a key"),
        ({"claim.bookmark": "ctrl+i"}, "sends 'ctrl+i' as 'tab'"),
        ({"claim.bookmark": "cmd+b"}, "is not a key a terminal sends"),
        ({"claim.bookmark": "j"}, "claim.bookmark: 'j' is taken by move.down"),
        ({"move.down": ["b"]}, "move.down: 'b' is taken by claim.bookmark"),
    ],
)
def test_a_keymap_that_is_wrong_names_the_command(mapping: dict[str, str], words: str) -> None:
    (problem,) = validate_keymap(mapping)
    assert words in problem


def test_a_keymap_may_swap_two_commands_and_leave_one_without_a_key() -> None:
    assert validate_keymap({"claim.bookmark": "j", "move.down": "b, down", "claim.copy": []}) == []
    keys = {command.id: keys for command, keys in key_table({"move.down": "b, down"})}
    assert keys["move.down"] == ("b", "down")
    assert as_keys(",") == (",",)


@pytest.mark.parametrize(
    ("line", "id_", "argument"),
    [
        ("mark read newer:2d outlet:bbc", "article.toggle-read", "newer:2d outlet:bbc"),
        (":feed add https://a.example", "feed.add", "https://a.example"),
        ("feed.add https://a.example", "feed.add", "https://a.example"),
        ("q", "app.quit-now", ""),
        ("theme newsread-light", "app.theme", "newsread-light"),
        ("bookmark", "claim.bookmark", ""),
    ],
)
def test_a_line_names_a_command_and_its_argument(line: str, id_: str, argument: str) -> None:
    found = read_line(line)
    assert found is not None
    assert (found[0].id, found[1]) == (id_, argument)


def test_a_line_that_names_nothing_is_none() -> None:
    assert read_line("sing") is None
    assert read_line("") is None


def test_the_footer_shows_what_is_possible_the_most_useful_first() -> None:
    nothing = [id_ for id_, _, _ in hints_of(frozenset({"always"}), {})]
    assert nothing[0] == "app.help"
    assert "claim.bookmark" not in nothing
    assert ("claim.bookmark", "ctrl+b", "bookmark") in hints_of(
        frozenset({"always", "claim"}), {"claim.bookmark": ("ctrl+b",)}
    )
    assert not is_possible(BY_ID["claim.bookmark"], frozenset({"always"}))


def test_the_footer_says_what_the_list_in_sight_is_for() -> None:
    def first(*facts: str) -> list[str]:
        return [id_ for id_, _, _ in hints_of(frozenset({"always", *facts}), {})][:7]

    assert {"claim.annotate", "app.export"} <= set(first("saved", "claim", "row"))
    assert {"feed.add", "feed.refresh", "feed.remove"} <= set(first("feeds", "feed", "row"))
    assert "list.next-hit" in first("hits", "claim", "row", "level")
    assert not {"claim.annotate", "app.export", "feed.add"} & set(first("claim", "row"))


def test_the_table_is_read_without_textual() -> None:
    modules = "tui_reader.app.commands, tui_reader.app.lines, tui_reader.app.settings, tui_reader.app.badges"
    code = f"import sys, {modules}; print('textual' in sys.modules or 'rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "False"
