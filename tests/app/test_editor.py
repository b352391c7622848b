"""The note of a saved claim in the reader's own editor, in a real pseudo-terminal: the screen goes and comes back."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from benchmarks.terminal import opened
from tests.app.conftest import SETTINGS
from tests.app.fakes import room_at
from tests.app.test_hostile import text_of
from tests.app.test_pty import come_to_rest, command, environment
from tests.conftest import ROOT
from tui_reader.app.app import NewsreadApp
from tui_reader.newsroom import Newsroom

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

#: Each call does the next thing an editor may do: add words, replace the file, fail, remove it, leave it alone.
EDITOR = """
import os, pathlib, signal, sys
note, state = pathlib.Path(sys.argv[-1]), pathlib.Path(sys.argv[1])
call = int(state.read_text()) if state.exists() else 0
state.write_text(str(call + 1))
print("CALL", call)
os.kill(os.getppid(), signal.SIGINT)  # as ctrl+c would: it goes to all that share the terminal
if call == 0:
    note.write_text(note.read_text() + "first words\\n")
elif call == 1:
    other = note.with_name("other")
    other.write_text(note.read_text() + " and more")
    os.replace(other, note)
elif call == 2:
    note.write_text("lost")
    sys.exit(3)
elif call == 3:
    note.unlink()
"""
CTRL_E = b"\x05"


def test_an_editor_writes_the_note_and_what_goes_wrong_is_one_line(sample_file: Path, tmp_path: Path) -> None:
    path, script = tmp_path / "news.db", tmp_path / "editor.py"
    shutil.copy(sample_file, path)
    script.write_text(EDITOR)
    editor = {"EDITOR": f"{sys.executable} '{script}' '{tmp_path / 'state'}'", "VISUAL": "", "TMPDIR": str(tmp_path)}
    with opened(command(path), {**environment(), **editor}, ROOT, (24, 80)) as terminal:
        assert terminal.wait_for(lambda text: "Stories" in text, 60.0) is not None
        come_to_rest(terminal)
        terminal.press(b"l")
        come_to_rest(terminal)
        for said in ("Note kept", "Note kept", "ended with an error", "left no note", "stays as it was"):
            terminal.press(CTRL_E)
            assert terminal.wait_for(lambda text, said=said: said in text, 60.0) is not None, said  # type: ignore[misc]
            come_to_rest(terminal)
        terminal.press(b"uu")
        assert terminal.wait_for(lambda text: "Undone: note" in text, 60.0) is not None
        raw = terminal.seen
    assert raw.count(b"CALL") == 5
    assert b"Traceback" not in raw
    assert raw.count(b"\x1b[?1049h") == 6, "the screen came back each time"
    with room_at(path) as room:
        (mark,) = room.library.bookmarks()
        assert mark.note == ""
    assert not list(tmp_path.glob("newsread-note-*"))


def test_a_missing_editor_is_named(sample_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    shutil.copy(sample_file, path)
    with opened(command(path), {**environment(), "VISUAL": "no-such-editor -w"}, ROOT, (24, 100)) as terminal:
        assert terminal.wait_for(lambda text: "Stories" in text, 60.0) is not None
        come_to_rest(terminal)
        terminal.press(b"l")
        come_to_rest(terminal)
        terminal.press(CTRL_E)
        assert terminal.wait_for(lambda text: "no program is called no-such-editor" in text, 60.0) is not None
        come_to_rest(terminal)
        terminal.press(b"?")
        assert terminal.wait_for(lambda text: "type to find one" in text, 60.0) is not None, "the app goes on"


async def test_without_a_terminal_of_its_own_the_app_says_so(room: Newsroom) -> None:
    app = NewsreadApp(room, settings=SETTINGS)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("l", "ctrl+e")
        assert "No editor can be opened here" in text_of(app)
