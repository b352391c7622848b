"""A database with the sample edition, and calling the command in this process."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tui_reader.cli.entry import run
from tui_reader.cli.session import Session
from tui_reader.cli.waiting import prepare
from tui_reader.newsroom import Newsroom
from tui_reader.newsroom.sample import fill
from tui_reader.store import Store


@dataclass(frozen=True)
class Result:
    """What a call did."""

    code: int  #: exit code
    out: str  #: standard output
    err: str  #: standard error

    @property
    def lines(self) -> list[str]:
        """Lines of standard output."""
        return self.out.splitlines()

    @property
    def records(self) -> list[dict[str, Any]]:
        """JSON objects of standard output, one a line."""
        return [json.loads(line) for line in self.lines]


Call = Callable[..., Result]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample edition, split, grouped and compared, one claim saved; copy it before writing."""
    path = tmp_path_factory.mktemp("cli") / "sample.db"
    with Store.open(path) as store:
        fill(store, datetime.now(UTC))

    async def work(room: Newsroom) -> None:
        await prepare(room, "all")
        article = next(row for row in room.library.river(limit=50) if row.title.startswith("Port strike enters"))
        claims = room.library.claims(article.id) or []
        index = next(n for n, claim in enumerate(claims) if "reopen Monday" in claim.text and claim.shown)
        saved = room.desk.save_claim(article.id, index)
        room.desk.annotate(saved.id, note="Check on Monday.", tags=["port"])

    Session(database=path).wait(work)
    return path


@pytest.fixture
def database(prepared: Path, tmp_path: Path) -> Path:
    """A copy of the prepared database."""
    path = tmp_path / "news.db"
    for suffix in ("", "-wal"):
        if (source := prepared.with_name(prepared.name + suffix)).exists():
            shutil.copy(source, path.with_name(path.name + suffix))
    return path


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    """Run `newsread ARGUMENTS` with a home of its own; `stdin` is what it is fed."""
    for name in ("NEWSREAD_CONFIG", "NEWSREAD_DB", "NEWSREAD_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("TERM", "xterm-256color")

    def call(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return call
