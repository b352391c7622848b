"""What newsread is to shells and terminals: completion in three of them, signs that they can show."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.conftest import ROOT
from tui_reader.app.badges import why_ascii


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(call: Call, shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "_NEWSREAD_COMPLETE" in call("completion", shell).out
    monkeypatch.setenv("_NEWSREAD_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", "newsread st")
    monkeypatch.setenv("COMP_CWORD", "st" if shell == "fish" else "1")
    assert "stories" in call().out


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A command called newsread, this one."""
    path = tmp_path / "newsread"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui_reader "$@"\n')
    path.chmod(0o755)
    return path


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("newsread st", {"stories"}),
        ("newsread river badge:ano", {"anon"}),
        ("newsread river unread ~stance:de", {"deny", "decline", "order"}),
        ("newsread saved --order ", {"saved", "published", "outlet", "source"}),
        ("newsread search outl", {"outlet:"}),
    ],
)
def test_bash_completes_words_with_colons(call: Call, program: Path, line: str, wanted: set[str]) -> None:
    script = f"""
        PATH={program.parent}:$PATH
        compopt() {{ :; }}
        {call("completion", "bash").out}
        COMP_LINE={shlex.quote(line)}; COMP_POINT=${{#COMP_LINE}}
        _newsread_completion newsread && printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert (set(done.stdout.split()), done.stderr) == (wanted, "")


LINES = [
    ("newsread st", {"stories"}),
    ("newsread river badge:ano", {"badge:anon"}),
    ("newsread saved --order ", {"saved", "published", "outlet", "source"}),
]


@pytest.mark.skipif(not shutil.which("zsh"), reason="no zsh here")
@pytest.mark.parametrize(("line", "wanted"), LINES)
def test_zsh_completes(call: Call, program: Path, line: str, wanted: set[str]) -> None:
    script = f"""
        path=({program.parent} $path)
        compdef() {{ : }}
        compadd() {{ print -rl -- $completions }}
        _describe() {{ print -rl -- ${{completions_with_descriptions%%:*}} }}
        {call("completion", "zsh").out}
        words=("${{(@s: :)$(print -r -- {shlex.quote(line)})}}") CURRENT=$#words
        [[ {shlex.quote(line)} == *" " ]] && words[-1]=("")
        _newsread_completion
    """
    done = subprocess.run(["zsh", "-f", "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert (set(done.stdout.split()), done.stderr) == (wanted, "")


@pytest.mark.skipif(not shutil.which("fish"), reason="no fish here")
@pytest.mark.parametrize(("line", "wanted"), LINES)
def test_fish_completes(call: Call, program: Path, line: str, wanted: set[str]) -> None:
    script = f"""
        set -x PATH {program.parent} $PATH
        {call("completion", "fish").out}
        complete -C {shlex.quote(line)}
    """
    done = subprocess.run(["fish", "-N", "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert ({row.split("\t")[0] for row in done.stdout.splitlines()}, done.stderr) == (wanted, "")


@pytest.mark.parametrize(
    ("environ", "why"),
    [
        ({"TERM": "linux", "LANG": "de_DE.UTF-8"}, "TERM=linux"),
        ({"TERM": "xterm", "LANG": "de_DE.ISO-8859-1@euro"}, "LANG=de_DE.ISO-8859-1@euro"),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, "LC_ALL=C"),
        ({"LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANG": "C"}, ""),
        ({"TERM": "tmux-256color", "LANG": "en_US.utf8"}, ""),
        ({}, ""),
    ],
)
def test_signs_are_ascii_where_no_more_can_be_shown(environ: dict[str, str], why: str) -> None:
    assert why_ascii(environ) == why


def test_doctor_says_once_which_signs_are_drawn(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    db = tmp_path / "news.db"
    assert call("--db", db, "doctor").out.count("TERM=linux: the reader draws plain ASCII") == 1
    path = tmp_path / "c.toml"
    path.write_text('[app]\nglyphs = "unicode"\n')
    assert "signs may not show" in call("--config", path, "--db", db, "doctor").out
    path.write_text('[app]\nglyphs = "ascii"\n')
    assert ": signs: " not in call("--config", path, "--db", db, "doctor").out
