"""Words that a terminal would obey, in every field of the database: no command lets them through."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from tests.cli.conftest import Call
from tui_reader.cli import output
from tui_reader.cli.table import BY_NAME
from tui_reader.model import Body, Bookmark, Claim, Cue, FeedState, ParsedEntry, ParsedFeed, Prepared, Source
from tui_reader.newsroom.background import Background
from tui_reader.newsroom.intake import take_in
from tui_reader.store import Store

AT = datetime(2031, 10, 4, tzinfo=UTC)
EVIL = "\x1b]52;c;eA==\x07A\x9b31m\u202eB\u2066C\u200bD\rE\x00F\u2028G\x7fH"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]")
PRINTABLE = EVIL.translate({ord(mark): None for mark in "\x1b\x07\x00"})  #: what XML may hold of it
WORDS = f"Mayor Ortiz said {EVIL} the port will reopen. "


@pytest.fixture
def hostile(hostile_file: Path, tmp_path: Path) -> Path:
    """A copy of the hostile database."""
    return Path(shutil.copy(hostile_file, tmp_path / "hostile.db"))


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database whose every text got in without the door, split and grouped once for all commands."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    entry = ParsedEntry(EVIL, f"https://a.example/{EVIL}", f"Port {EVIL}", EVIL, AT, AT, Body(WORDS * 3), (EVIL,), "")
    source = Source((0, 5), EVIL, f"Ortiz {EVIL}", EVIL, "named", "government")
    claim = Claim(
        ((0, 5),), f"reopen {EVIL}", "direct", "NAME", source=source, cue=Cue((6, 9), EVIL), channel=EVIL, chain=(EVIL,)
    )
    with Store.open(path) as store, store.transaction():
        feed = store.feeds.add("https://a.example/feed", title=EVIL, folder=EVIL, added_at=AT)
        take_in(store, feed.id, ParsedFeed(EVIL, "", (entry,)), AT)
        store.saved.add(
            Bookmark(
                0,
                AT,
                claim,
                EVIL,
                None,
                EVIL,
                EVIL,
                f"https://a.example/{EVIL}",
                AT,
                AT,
                EVIL,
                1,
                EVIL,
                EVIL,
                EVIL,
                EVIL,
                (EVIL,),
            )
        )
        store.saved.put_search(EVIL, "unread")
        store.saved.put_mute(f'"{EVIL}"')
        store.feeds.fail(feed.id, FeedState(failures=3), f"503 {EVIL}", AT)
    with Store.open(path) as store:
        background = Background(store, engine="rules")
        while background.step() != Prepared():
            pass
    return path


#: What prints nothing that came from outside, and what asks the network or opens a browser and is tested there.
SILENT = {"config", "keys", "dirs", "completion", "man", "add", "refresh", "watch", "serve"}
#: Poured as they are: what a terminal gets of them is tested below.
POURED = {"export", "opml"}
#: Read what is handed to them: tested below.
READING = {"claims", "import"}
COMMANDS = [
    ["river"], ["stories"], ["show", "1"], ["show", "1", "--text"], ["show", "1", "--revisions"], ["sources"],
    ["sources", "ortiz"], ["search", "port"], ["search", "--articles", "port"], ["saved"], ["feeds"], ["mute"],
    ["mute", "--hidden"], ["searches"], ["compare", "1"], ["doctor"], ["feeds", "--failing"],
    ["saved", "--order", "outlet"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("face", [[], ["--json"]], ids=["plain", "json"])
def test_nothing_a_terminal_obeys_is_printed(call: Call, hostile: Path, command: list[str], face: list[str]) -> None:
    result = call("--db", hostile, *command, *face)
    assert result.code == 0, result.err
    assert result.out or command[0] in ("mute", "search", "sources", "compare")
    assert not FORBIDDEN.search(result.out + result.err)
    if face:
        assert result.records is not None


def test_every_command_is_tried_here() -> None:
    assert {command[0] for command in COMMANDS} | SILENT | POURED | READING == set(BY_NAME)


def test_what_is_read_is_printed_without_what_a_terminal_obeys(call: Call, tmp_path: Path) -> None:
    text, lines, opml = tmp_path / "a.txt", tmp_path / "a.jsonl", tmp_path / "a.opml"
    text.write_text((WORDS * 3).replace("\0", ""))  # with a NUL it would be refused as binary
    one = {"outlet": EVIL, "text": WORDS * 3, "title": f"Port {EVIL}", "url": f"https://a.example/{EVIL}"}
    lines.write_text("".join(json.dumps({"id": id_, **one}) + "\n" for id_ in ("a", f"b{EVIL}")))
    outline = f"<outline text={quoteattr('Port ' + PRINTABLE)} xmlUrl='https://a.example/x'/>"
    opml.write_text(f"<opml><body>{outline}<outline xmlUrl='javascript:{PRINTABLE}'/></body></opml>")
    database = tmp_path / "new.db"
    for command in (["claims", text], ["stories", "--input", lines], ["import", opml]):
        for face in ([], ["--json"]) if command[0] != "import" else ([],):
            result = call("--db", database, *command, *face)
            assert result.code == 0, result.err
            assert result.out + result.err
            assert not FORBIDDEN.search(result.out + result.err), command


def test_errors_repeat_nothing_a_terminal_obeys(call: Call, hostile: Path) -> None:
    for command in (["river", f"outlet:x badge:{EVIL}"], [f"x{EVIL}"], ["searches", f"no{EVIL}"], ["refresh", EVIL]):
        result = call("--db", hostile, *[part.replace("\x00", "") for part in command])
        assert result.code != 0
        assert not FORBIDDEN.search(result.err)
        assert result.err.count("\n") == 1


class Terminal(io.StringIO):
    """Something that says it is a terminal."""

    def isatty(self) -> bool:
        """It does."""
        return True


def test_files_are_poured_safely_on_a_terminal_and_exactly_into_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, expected in ((Terminal, "a]52;c;xb\nc\n"), (io.StringIO, "a\x1b]52;c;x\x07b\nc\n")):
        stream = kind()
        monkeypatch.setattr("sys.stdout", stream)
        output.pour("a\x1b]52;c;x\x07b\nc")
        assert stream.getvalue() == expected


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix's")
def test_a_real_terminal_gets_no_escape_from_an_export(hostile: Path, tmp_path: Path) -> None:
    main, side = pty.openpty()
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "TERM": "xterm"}
    command = [sys.executable, "-m", "tui_reader", "--db", str(hostile), "export", "markdown"]
    with subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env=environment) as child:
        os.close(side)
        seen = b""
        while select.select([main], [], [], 30)[0]:
            try:
                seen += os.read(main, 65_536)
            except OSError:
                break
        assert child.wait(30) == 0
    os.close(main)
    text = seen.decode("utf-8").replace("\r\n", "\n")
    assert "# Saved claims" in text
    assert not FORBIDDEN.search(text)


def test_what_a_configuration_holds_is_told_without_what_a_terminal_obeys(call: Call, tmp_path: Path) -> None:
    path, evil = tmp_path / "c.toml", json.dumps(EVIL)
    path.write_text(f"[app]\n{evil} = 1\ntheme = {evil}\n[keys]\n{evil} = 'b'\n'claim.note' = [{evil}]\n[{evil}]\n")
    for command in (["config", "check"], ["keys"], ["river"]):
        result = call("--config", path, *command)
        assert result.code == 2
        assert "]52;c;eA==A31mBC" in result.out + result.err
        assert not FORBIDDEN.search(result.out + result.err), command
