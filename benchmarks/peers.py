"""newsread and its peers, each as three steps: subscribe, refresh, count what is stored."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import quoteattr

from benchmarks.measure import Cost, run

ROOT = Path(__file__).resolve().parent.parent


def quiet_environment(folder: Path) -> dict[str, str]:
    """An environment whose home lies in `folder`: no program finds the reader's own settings."""
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    xdg = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {"LANG": "C.UTF-8", **kept, **xdg, "HOME": str(home), "PYTHONPATH": str(ROOT)}


@dataclass
class Tool:
    """One program on one database in `folder`."""

    folder: Path  #: where it keeps all it has; removed before each cold run
    workers: int = 0  #: threads or workers, where the program has such a setting

    @property
    def name(self) -> str:
        """As the tables call it."""
        raise TypeError("a tool says how")

    @property
    def data(self) -> Path:
        """The folder that holds the database alone."""
        return self.folder / "data"

    def subscribe(self, urls: list[str]) -> None:
        """Start afresh with these feeds."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.data.mkdir(parents=True)
        self._subscribe(urls)

    def _subscribe(self, urls: list[str]) -> None:
        raise TypeError("a tool says how")

    def refresh(self) -> Cost:
        """Refresh all feeds and end."""
        return run(self.command(), env=quiet_environment(self.folder), cwd=self.folder)

    def command(self) -> list[str]:
        """What `refresh` runs."""
        raise TypeError("a tool says how")

    def stored(self) -> int:
        """Items in the database."""
        raise TypeError("a tool says how")

    def _count(self, database: Path, table: str) -> int:
        with closing(sqlite3.connect(database)) as connection:
            (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(count)


class Newsread(Tool):
    """This project, by its command line."""

    @property
    def name(self) -> str:
        """As the tables call it."""
        return "newsread"

    @property
    def database(self) -> Path:
        """Its one file."""
        return self.data / "newsread.db"

    def call(self, *words: str, seconds: float = 300.0) -> Cost:
        """Run a command on the database."""
        command = [sys.executable, "-m", "tui_reader", "--db", str(self.database), *words]
        return run(command, env=quiet_environment(self.folder), cwd=self.folder, seconds=seconds)

    def _subscribe(self, urls: list[str]) -> None:
        outlines = "".join(f"<outline type='rss' xmlUrl={quoteattr(url)}/>\n" for url in urls)
        opml = self.folder / "feeds.opml"
        opml.write_text(f"<opml version='2.0'><head/><body>{outlines}</body></opml>")
        cost = self.call("import", str(opml))
        if cost.code:
            raise RuntimeError(f"newsread import failed: {cost.output}")

    def command(self) -> list[str]:
        """`newsread refresh`."""
        return [sys.executable, "-m", "tui_reader", "--db", str(self.database), "refresh"]

    def stored(self) -> int:
        """Articles."""
        return self._count(self.database, "articles")

    def titles(self) -> dict[str, list[str]]:
        """Titles of the articles by the address of their feed."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=5)) as connection:
            rows = connection.execute("SELECT f.url, a.title FROM articles a JOIN feeds f ON f.id = a.feed_id")
            titles: dict[str, list[str]] = {}
            for url, title in rows:
                titles.setdefault(url, []).append(title)
        return titles


class Newsboat(Tool):
    """newsboat, by `-x reload`."""

    @property
    def name(self) -> str:
        """As the tables call it."""
        return f"newsboat, {self.workers} threads"

    def _subscribe(self, urls: list[str]) -> None:
        (self.folder / "urls").write_text("\n".join(urls) + "\n")
        (self.folder / "config").write_text(f"reload-threads {self.workers}\nauto-reload no\nrefresh-on-startup no\n")

    def command(self) -> list[str]:
        """`newsboat -x reload`."""
        files = ["-u", str(self.folder / "urls"), "-C", str(self.folder / "config")]
        return ["newsboat", *files, "-c", str(self.data / "cache.db"), "-x", "reload"]

    def stored(self) -> int:
        """Items."""
        return self._count(self.data / "cache.db", "rss_item")


class Reader(Tool):
    """lemon24/reader, by its Python interface."""

    @property
    def name(self) -> str:
        """As the tables call it."""
        return f"reader, {self.workers} workers"

    def _subscribe(self, urls: list[str]) -> None:
        (self.folder / "urls").write_text("\n".join(urls) + "\n")
        cost = run([*self._python(), "subscribe"], env=quiet_environment(self.folder), cwd=self.folder)
        if cost.code:
            raise RuntimeError(f"reader failed: {cost.output}")

    def _python(self) -> list[str]:
        arguments = [str(self.data / "reader.db"), str(self.folder / "urls"), str(self.workers)]
        return [sys.executable, str(ROOT / "benchmarks" / "reader_peer.py"), *arguments]

    def command(self) -> list[str]:
        """A script of three lines."""
        return [*self._python(), "refresh"]

    def stored(self) -> int:
        """Entries."""
        return self._count(self.data / "reader.db", "entries")


def missing_peers() -> list[str]:
    """Peers that are not installed, by name and how to get them."""
    missing = []
    if shutil.which("newsboat") is None:
        missing.append("newsboat (a package of most distributions)")
    if find_spec("reader") is None:
        missing.append("reader (pip install 'newsread[bench]')")
    return missing
