"""Setting newsread up: configuration, keys, places, completion, manual, doctor, and a refresh against a server."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from tests.cli.conftest import Call
from tui_reader.app.commands import COMMANDS
from tui_reader.cli.entry import EXIT_CODES
from tui_reader.cli.refresh import step_line
from tui_reader.cli.serve import command_line, is_here
from tui_reader.cli.session import Session
from tui_reader.cli.table import ENTRIES
from tui_reader.model import Progress

DOC = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Loop Courier</title><link>http://localhost/</link>
<item><guid>1</guid><title>Port reopens</title><link>http://localhost/1</link>
<description>"The port is open," Mayor Lena Ortiz said on Monday.</description></item></channel></rss>"""

PAGE = (
    "<html><head><title>Port reopens</title></head><body><article><h1>Port reopens</h1>"
    + "".join(
        f"<p>The port is open again, Mayor Lena Ortiz said on Monday at gate {n}. Ships that had waited in the bay for "
        "days began to unload their grain before noon, and the cranes ran into the night.</p>"
        for n in range(12)
    )
    + "</article></body></html>"
)


def test_config_is_written_once_and_checked(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "c" / "config.toml"
    assert "newsread config init writes" in call("config", "check").out
    assert call("--config", path, "config", "init").out == f"written: {path}\n"
    again = call("--config", path, "config", "init")
    assert (again.code, "--force" in again.err) == (2, True)
    assert call("--config", path, "config", "check").out == f"{path}: good\n"
    path.write_text("[app]\ntheem = 1\nglyphs = 'x'\n")
    wrong = call("--config", path, "config", "check")
    assert wrong.code == 2
    assert [line.split(":")[0] for line in wrong.lines] == [f"{path}, line 2", f"{path}, line 3"]
    path.write_text("[app]\ntheme = 'drakula'\n")
    assert call("--config", path, "config", "check").lines == [
        "app.theme: no theme is called drakula; did you mean dracula?"
    ]


def test_keys_are_those_in_force(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text("[keys]\n'claim.bookmark' = 'B'\n")
    keys = {record["id"]: record["keys"] for record in call("--config", path, "keys", "--json").records}
    assert list(keys) == [command.id for command in COMMANDS]
    assert keys["claim.bookmark"] == ["B"]
    assert "B: Bookmark this claim; again removes it (claim.bookmark)" in call("--config", path, "keys").out


def test_dirs_tell_the_places(call: Call, tmp_path: Path) -> None:
    result = call("dirs")
    assert [line.split(":")[0] for line in result.lines] == ["config", "database", "history"]
    assert all(str(tmp_path / "home") in line for line in result.lines)


def test_the_manual_has_all_commands_and_keys(call: Call) -> None:
    page = call("man").out
    for entry in ENTRIES:
        assert f"\\fB{entry.name}\\fR" in page
    assert not [line for line in page.splitlines() if line.startswith("'")]
    if shutil.which("groff"):
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z"], input=page, text=True, capture_output=True)
        assert (done.returncode, done.stderr) == (0, "")


def test_doctor_finds_nothing_wrong_here(call: Call, database: Path, tmp_path: Path) -> None:
    result = call("--db", database, "doctor", "--json")
    assert result.code == 0, result.out
    assert {record["what"] for record in result.records} >= {
        "versions",
        "terminal",
        "configuration",
        "database",
        "claims",
    }
    assert "16 articles, 1 saved" in result.out
    path = tmp_path / "c.toml"
    path.write_text("[app]\nx = 1\n")
    wrong = call("--config", path, "doctor")
    assert wrong.code == 1
    assert "wrong: configuration: " in wrong.out


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("[::1]", True), ("127.8.8.8", True), ("0.0.0.0", False),
     ("192.168.1.2", False), ("news.example", False), ("::", False)],
)  # fmt: skip
def test_serving_knows_its_own_machine(host: str, is_ours: bool) -> None:
    assert is_here(host) is is_ours


def test_a_served_window_runs_the_same_newsread() -> None:
    line = command_line(Session(is_demo=True, config_file=Path("a b.toml"), database=Path("x.db")))
    assert line.endswith("-m tui_reader --demo --config 'a b.toml' --db x.db")


class Site(BaseHTTPRequestHandler):
    """One good feed, a page that names it, an article; everything else is broken."""

    ANSWERS: ClassVar = {
        "/": ("text/html", '<html><link rel="alternate" type="application/rss+xml" href="/feed.xml"></html>'),
        "/feed.xml": ("application/rss+xml", FEED),
        "/page": ("text/html", PAGE),
        "/cut.xml": ("application/rss+xml", FEED[: FEED.rindex("</item>") + len("</item>")]),
    }

    def do_GET(self) -> None:
        """Answer one request."""
        kind, body = self.ANSWERS.get(self.path, ("text/html", ""))
        self.send_response(200 if body else 500)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Nothing to say."""


def test_a_page_on_the_web_is_a_document(call: Call, site: str) -> None:
    result = call("claims", f"{site}/page", f"{site}/none", "--json")
    assert result.code == 1
    assert f"{site}/none: " in result.err
    (record,) = result.records
    assert record["document"] == f"{site}/page"
    assert "Lena Ortiz" in {claim["source"]["name"] for claim in record["claims"] if claim["source"]}


def test_a_site_is_searched_for_its_feed(call: Call, tmp_path: Path, site: str) -> None:
    db = tmp_path / "news.db"
    assert call("--db", db, "add", site).out == f"subscribed: Loop Courier {site}/feed.xml\n"
    assert call("--db", db, "add", site).out == f"subscribed already: Loop Courier {site}/feed.xml\n"
    assert [feed["url"] for feed in call("--db", db, "feeds", "--json").records] == [f"{site}/feed.xml"]
    assert call("--db", db, "add", f"{site}/none").code == 1


@pytest.fixture
def site() -> Iterator[str]:
    """Address of a server on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_refresh_tells_what_came_and_what_failed(call: Call, tmp_path: Path, site: str) -> None:
    db = tmp_path / "news.db"
    assert call("--db", db, "add", f"{site}/feed.xml", "--unseen").code == 0
    first = call("--db", db, "refresh", "--json")
    assert first.code == 0, first.err
    assert [record["outcome"] for record in first.records] == ["start", "new", "end"]
    assert first.records[-1]["new"] == 1
    assert call("--db", db, "add", f"{site}/gone.xml", "--unseen", "--title", "Gone", "--folder", "Bad").code == 0
    second = call("--db", db, "refresh", "--force")
    assert second.code == 3
    assert re.search(r"^\d/2 Gone: failed: ", second.out, re.MULTILINE)
    assert second.lines[-1].startswith("2 feeds: 0 new, 0 changed, 1 failed")
    failing = call("--db", db, "feeds", "--failing")
    assert "Gone" in failing.out
    assert "Loop Courier" not in failing.out
    assert call("--db", db, "refresh", "courier", "--force").code == 0
    assert "no feed has xyz" in call("--db", db, "refresh", "xyz").err
    assert "Lena Ortiz" in call("--db", db, "search", "badge:name").out


def test_a_refresh_of_another_process_is_told_as_such() -> None:
    assert step_line(Progress(2, 9, outcome="same", is_elsewhere=True), 0) == "2/9  another newsread is refreshing"
    assert step_line(Progress(9, 9, outcome="end", is_elsewhere=True), 0) == "it is done"
    assert step_line(Progress(2, 9, feed_id=1, outcome="same"), 0) == ""


def test_a_feed_that_broke_off_says_so_wherever_feeds_are_looked_at(call: Call, tmp_path: Path, site: str) -> None:
    db = tmp_path / "news.db"
    assert call("--db", db, "add", f"{site}/cut.xml", "--unseen").code == 0
    assert call("--db", db, "refresh").code == 0
    (record,) = call("--db", db, "feeds", "--json").records
    assert "broke off" in record["note"]
    assert f"note: {record['note']}" in call("--db", db, "feeds").out
    assert "1 not whole or mended" in call("--db", db, "doctor").out
    assert "no feed fails" in call("--db", db, "feeds", "--failing").err


def test_single_feeds_are_set_by_the_configuration(call: Call, tmp_path: Path, site: str) -> None:
    db, config = tmp_path / "news.db", tmp_path / "c.toml"
    config.write_text(f'[feeds."{site}/feed.xml"]\ntitle = "Mine"\nfolder = "Coast"\nfull_text = "never"\n')
    call("--db", db, "add", f"{site}/feed.xml", "--unseen")
    assert call("--config", config, "--db", db, "refresh").code == 0
    feed = call("--db", db, "feeds", "--json").records[0]
    assert (feed["title"], feed["folder"], feed["full_text"]) == ("Mine", "Coast", "never")


def test_watch_prints_new_claims_once(call: Call, tmp_path: Path, site: str) -> None:
    db = tmp_path / "news.db"
    call("--db", db, "add", f"{site}/feed.xml", "--unseen")
    result = call("--db", db, "watch", "source:ortiz", "--once", "--json")
    assert [record["claim"]["text"] for record in result.records] == ['"The port is open,"']
    assert call("--db", db, "watch", "source:ortiz", "--once").out == ""


def test_the_docs_list_every_command_and_exit_code() -> None:
    rows = re.findall(r"^\| `newsread (\w+)[^`]*` \| (.+?) \|$", DOC, re.MULTILINE)
    assert rows == [(entry.name, entry.help) for entry in ENTRIES]
    codes = re.findall(r"^\| (\d+) \| (.+) \|$", DOC, re.MULTILINE)
    assert codes == [(str(code), meaning) for code, meaning in EXIT_CODES.items()]
