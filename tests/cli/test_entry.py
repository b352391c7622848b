"""From the shell to an exit code."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tui_reader import __version__
from tui_reader.cli.entry import reader_options, run
from tui_reader.cli.reader import why_plain
from tui_reader.cli.table import ENTRIES

NEWSREAD = [sys.executable, "-m", "tui_reader"]


def test_version(call: Call) -> None:
    assert call("--version").out == f"newsread {__version__}\n"
    assert call("-V", "--demo").out == f"newsread {__version__}\n"


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("", {}),
        ("--demo", {"--demo": ""}),
        ("--db a.db --config=c.toml", {"--db": "a.db", "--config": "c.toml"}),
        ("--db", None),
        ("--db -h", None),
        ("--db= --demo", None),
        ("--demo stories", None),
        ("--demo=1", None),
        ("-h", None),
    ],
)
def test_a_call_that_opens_the_reader_needs_no_parser(words: str, given: dict[str, str] | None) -> None:
    assert reader_options(words.split()) == given


def test_help_lists_every_command_in_groups(call: Call) -> None:
    result = call("--help")
    assert result.code == 0
    for entry in ENTRIES:
        assert f"  {entry.name} " in result.out
    assert "Set up:" in result.out


@pytest.mark.parametrize("name", [entry.name for entry in ENTRIES])
def test_every_command_has_help(call: Call, name: str) -> None:
    result = call(name, "--help")
    assert result.code == 0
    assert f"newsread {name}" in result.out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["rivr"], 2, "no command is called rivr: did you mean river?"),
        (["river", "--colour"], 2, "No such option '--colour'"),
        (["show"], 2, "Missing argument 'ARTICLE'"),
        (["show", "x"], 2, "not a valid integer"),
        (["show", "999"], 1, "999"),
        (["compare", "999"], 1, "999"),
        (["river", "badge:anno"], 2, "did you mean anon? (at character 7"),
        (["river", '"open'], 2, "never closed"),
        (["search"], 2, "search wants a filter"),
        (["watch"], 2, "watch wants a filter"),
        (["add"], 2, "add wants an address"),
        (["--demo", "add", "https://a.example/"], 2, "takes no feeds"),
        (["--demo", "import", "x"], 2, "keeps nothing"),
        (["refresh"], 1, "newsread add"),
        (["export", "docx"], 2, "'docx' is not one of"),
        (["--config", "none.toml", "river"], 2, "config init"),
        (["serve", "--host", "0.0.0.0"], 2, "--public"),
        (["import", "none.opml"], 1, "No such file"),
        (["searches", "nope"], 1, "no search is called nope"),
        (["mute", "--remove"], 2, "wants the rule"),
        (["stories", "--input", "x.jsonl", "words"], 2, "takes no filter"),
        (["stories", "--input", "none.jsonl"], 1, "none.jsonl: No such file"),
    ],
)
def test_what_goes_wrong_is_one_line_and_an_exit_code(call: Call, arguments: list[str], code: int, says: str) -> None:
    result = call(*arguments)
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith("newsread: ")
    assert result.err.count("\n") == 1
    assert says in result.err


def test_a_database_of_a_newer_version_is_left_alone(call: Call, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    result = call("--db", database, "river")
    assert result.code == 4
    assert "newer newsread" in result.err


def test_a_file_that_is_no_database_is_said(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_text("not a database, but long enough to be read as one" * 30)
    result = call("--db", path, "river")
    assert result.code == 1
    assert "--db" in result.err


def test_a_place_that_cannot_be_made_is_said(call: Call, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = call("--db", tmp_path / "file" / "news.db", "river")
    assert result.code == 1
    assert "--db" in result.err


def test_a_wrong_configuration_stops_everything_that_needs_it(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text("[app]\ntheem = 'x'\n")
    result = call("--config", path, "river")
    assert result.code == 2
    assert f"{path}, line 2: app.theem: no such option; did you mean theme?" in result.err


class Interrupted(io.BytesIO):
    """A standard input whose reader presses ctrl+c."""

    def read(self, size: int | None = -1) -> bytes:
        """What the terminal does."""
        raise KeyboardInterrupt


def test_ctrl_c_is_130(call: Call, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Interrupted()))
    assert run(["claims", "-"]) == 130
    assert capfd.readouterr().err == "newsread: interrupted\n"


def test_a_closed_pipe_is_quiet() -> None:
    with subprocess.Popen([*NEWSREAD, "keys", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()  # before a word is written
        assert child.stderr.read() == b""
        assert child.wait() == 0


def test_a_dumb_terminal_gets_the_plain_river(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    result = call("--demo")
    assert result.code == 0
    assert "this terminal cannot draw (TERM=dumb), so here is the river" in result.err
    assert len(result.lines) == 16


def test_a_browser_window_needs_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert why_plain() != ""
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    assert why_plain() == ""


def test_a_pipe_gets_the_plain_river(call: Call) -> None:
    result = call()
    assert (result.code, result.out) == (0, "")
    assert "no terminal to draw on" in result.err
    assert "newsread --demo river" in result.err


def test_the_database_is_named_by_option_environment_or_configuration(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "c.toml"
    config.write_text(f"[files]\ndatabase = '{tmp_path / 'configured.db'}'\n")
    assert call("--config", config, "dirs", "--json").records[0]["database"].endswith("configured.db")
    monkeypatch.setenv("NEWSREAD_DB", str(tmp_path / "environment.db"))
    monkeypatch.setenv("NEWSREAD_CONFIG", str(config))
    assert call("dirs", "--json").records[0]["database"].endswith("environment.db")
    named = call("--db", "option.db", "dirs", "--json").records[0]
    assert (named["config"], named["database"]) == (str(config), "option.db")
    assert os.listdir(tmp_path) == ["c.toml"]
