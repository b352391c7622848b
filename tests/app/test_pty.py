"""The app in a real pseudo-terminal: what its bytes may never be, and how it ends."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from benchmarks.terminal import ProgramEnded, Terminal, opened, visible
from tests.app import hostile
from tests.app.fakes import room_at
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

#: Keys through every list, pane, sheet, question and prompt; each is followed by quiet.
WALK = """
    1 l y p ESC c ENTER ESC h h 2 l y TAB i ESC D ESC b u y h 3 j d n l h E h 4 l h 5 t ESC l ESC F ESC
    ' ESC : s a v ESC ? ESC f ESC / ESC 2 A u M ESC
"""
#: Escape as the kitty protocol sends it: the bare byte and a key right behind it would be read as Alt and that key.
BYTES = {"ESC": b"\x1b[27u", "ENTER": b"\r", "TAB": b"\t"}


#: What a terminal answers by typing: its kind, place, modes, title, colours, settings, clipboard.
QUESTION = re.compile(
    rb"\x05|\x1bP|\x1b\[[0-9;>=?]*[cnq]|\x1b\[\?[0-9]+\$p|\x1b\[\?u|\x1b\[(?:1[1345689]|2[01])(?:;[0-9]+)*t"
    rb"|\x1b\][0-9]+;(?:[^\x07\x1b]*;)?\?"
)


def environment() -> dict[str, str]:
    """The environment without what would change colours."""
    return {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLORFGBG")}


def command(path: Path) -> list[str]:
    """How the app is run."""
    return [sys.executable, "-m", "tests.app.reader_process", str(path)]


def is_at_work(terminal: Terminal) -> bool:
    """Whether a thread of the process runs or waits for a processor; False where the system does not tell."""
    states = [
        path.read_text().rpartition(")")[2].split()[0] for path in Path(f"/proc/{terminal.pid}/task").glob("*/stat")
    ]
    return "R" in states or "D" in states


def come_to_rest(terminal: Terminal) -> None:
    """Until the key before is answered: three times in a row nothing comes and the process sleeps."""
    quiet = 0
    for _ in range(2_000):
        quiet = 0 if terminal.read(0.03) or is_at_work(terminal) else quiet + 1
        if quiet == 3:
            return
    raise AssertionError("it does not come to rest")


def wait_for_end(terminal: Terminal) -> int:
    """The exit status, once the process has ended; its output is read on, so that it is never held up by that."""
    for _ in range(240):
        with contextlib.suppress(ProgramEnded):
            terminal.read(0.25)
        pid, status = os.waitpid(terminal.pid, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
    raise AssertionError("it does not end")


def test_t1_t9_no_hostile_byte_reaches_the_terminal_and_it_is_asked_nothing(tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    hostile.make(path)
    with opened(command(path), environment(), ROOT, (50, 240)) as terminal:
        assert terminal.wait_for(lambda text: "Title" in text, 60.0) is not None
        for key in WALK.split():
            terminal.press(BYTES.get(key, key.encode()))
            come_to_rest(terminal)
        raw = terminal.seen
    assert hostile.SEEN in visible(raw)
    assert hostile.WHOLE.encode() in raw, "joiners, marks and letters from right to left arrive as they are"
    copied = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", raw)
    assert copied, "y copies by OSC 52"
    for words in copied:
        assert not hostile.BANNED_TEXT.search(base64.b64decode(words).decode())
    rest = re.sub(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07", b"", raw)
    for banned in hostile.BANNED_BYTES:
        assert banned not in rest, banned
    assert (asked := QUESTION.search(raw, raw.index(hostile.SEEN.encode()))) is None, asked
    assert b"Traceback" not in raw


def test_the_first_frame_has_the_rows(sample_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    shutil.copy(sample_file, path)
    with room_at(path) as room:
        story = room.library.story(room.library.story_ids(limit=1)[0])
    top = "1 Stories"  # each full frame begins with it
    with opened(command(path), environment(), ROOT, (24, 80)) as terminal:
        assert terminal.wait_for(lambda text: top in text, 60.0) is not None
        come_to_rest(terminal)
        first = visible(terminal.seen).split(top)[1]
    assert story.title[:10] in first


def test_it_ends_cleanly_and_gives_the_terminal_back(sample_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    shutil.copy(sample_file, path)
    with contextlib.suppress(ChildProcessError), opened(command(path), environment(), ROOT, (24, 80)) as terminal:
        assert terminal.wait_for(lambda text: "Stories" in text, 60.0) is not None
        come_to_rest(terminal)
        terminal.press(b"lb")
        assert terminal.wait_for(lambda text: "Saved:" in text, 60.0) is not None
        terminal.press(b"\x11")
        assert wait_for_end(terminal) == 0
        assert b"Traceback" not in terminal.seen
        assert b"\x1b[?1049l" in terminal.seen
    with room_at(path) as room:
        assert len(room.library.bookmarks()) == 1


def test_no_color_means_none_and_everything_stays_in_sight(sample_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    shutil.copy(sample_file, path)
    with opened(command(path), {**environment(), "NO_COLOR": "1"}, ROOT, (30, 110)) as terminal:
        assert terminal.wait_for(lambda text: "Stories" in text, 60.0) is not None
        for key in "lj]p":
            come_to_rest(terminal)
            terminal.press(key.encode())
        come_to_rest(terminal)
        raw = terminal.seen
    assert "Provenance" in visible(raw)
    found = {code for codes in re.findall(rb"\x1b\[([0-9;:]*)m", raw) for code in re.split(rb"[;:]", codes)}
    assert b"1" in found and b"7" in found, "bold and reverse say what colours would"
    coloured = {code for code in found if code[:1] in (b"3", b"4", b"9", b"1") and len(code) > 1} - {b"39", b"49"}
    assert not coloured, "a colour of ours would be black on black, or white on white"
