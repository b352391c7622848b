"""The table of options, the sample file and docs/config.md say the same."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from tui_reader.app.commands import COMMANDS
from tui_reader.config import OPTIONS, Config, default_text, read
from tui_reader.config.lines import key_lines
from tui_reader.config.options import HOLDERS, NOT_IN_FILE

DOC = (Path(__file__).resolve().parents[2] / "docs" / "config.md").read_text(encoding="utf-8")


def test_every_setting_is_an_option_and_every_option_a_setting() -> None:
    fields = {(section, field.name) for section, holder in HOLDERS.items() for field in dataclasses.fields(holder)}
    assert {(option.section, option.key) for option in OPTIONS} == fields - NOT_IN_FILE


def test_numbers_have_bounds_around_their_default() -> None:
    for option in OPTIONS:
        if option.kind is int:
            assert option.low <= option.default <= option.high
            assert option.low < option.high


def test_the_sample_file_changes_nothing() -> None:
    assert read(default_text(), "sample") == (dataclasses.replace(Config(), app=read("", "x")[0].app), [])


def test_the_sample_file_uncommented_is_right_and_still_the_defaults() -> None:
    lines = [re.sub(r"""^#(?=["a-z0-9_.-]+ = |\[)""", "", line) for line in default_text().splitlines()]
    config, wrong = read("\n".join(lines), "sample")
    assert wrong == []
    assert config.app.keymap == {command.id: command.keys for command in COMMANDS}
    assert dataclasses.replace(config.app, keymap={}) == dataclasses.replace(Config().app, keymap={})
    assert config.news == Config().news
    assert len(config.feeds) == 1


def test_the_docs_table_is_the_table() -> None:
    rows = re.findall(r"^\| `\[(\w+)[^|]*` \| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", DOC, re.MULTILINE)
    expected = []
    for option in OPTIONS:
        default = f'"{option.default}"' if option.kind is str else str(option.default).lower()
        expected.append((option.section, option.key, f"`{default}`", option.allowed, option.help))
    assert rows == expected


def test_lines_of_keys_are_found() -> None:
    lines = key_lines("a = 1\n[t]\n  'b.c' = 2\nd.e = 3\n[t.'u v']\n# x = 1\nf = '''\n'''\n")
    assert lines == {"a": 1, "t": 2, "t.b.c": 3, "t.d.e": 4, "t.u v": 5, "t.u v.f": 7}
