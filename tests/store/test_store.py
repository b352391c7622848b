"""The database: opening, migrating, refusing, locking, and one refresher at a time."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.fiction import NOON, stocked
from tui_reader.errors import DatabaseBusy, DatabaseNewer, StoreError
from tui_reader.store import Store
from tui_reader.store.schema import APPLICATION_ID, MIGRATIONS, VERSION


def test_a_new_database_has_this_version_and_its_record(tmp_path: Path) -> None:
    with Store.open(tmp_path / "deep" / "news.db"):
        pass
    raw = sqlite3.connect(tmp_path / "deep" / "news.db")
    assert raw.execute("PRAGMA user_version").fetchone()[0] == VERSION
    assert raw.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert [row[0] for row in raw.execute("SELECT version FROM migrations")] == list(range(1, VERSION + 1))
    assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    raw.close()


def test_a_newer_database_is_refused_and_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    Store.open(path).close()
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseNewer, match="newer newsread"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE recipes (name TEXT)")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("shopping: bread, cheese, string\n" * 40)
    with pytest.raises(StoreError, match="is not a newsread database"):
        Store.open(path)


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="--db"):
        Store.open(tmp_path / "file" / "news.db")


def test_a_migration_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    Store.open(path).close()
    with pytest.raises(StoreError):
        Store.open(path, migrations=(*MIGRATIONS, ("CREATE TABLE extra (x)", "CREATE NONSENSE")))
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA user_version").fetchone()[0] == VERSION
    assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone()[0] == 0
    raw.close()


def test_a_transaction_is_all_or_nothing() -> None:
    with Store.open(":memory:") as store:
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.feeds.add("https://a.example/feed", added_at=NOON)
            _ = 1 // 0
        assert store.feeds.all() == []
        with store.transaction(), store.transaction():
            store.feeds.add("https://a.example/feed", added_at=NOON)
        assert len(store.feeds.all()) == 1


def test_one_writes_while_others_read(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Store.open(path) as writer, Store.open(path, wait_seconds=0.0) as reader:
        stocked(writer)
        before = reader.data_version()
        with writer.transaction():
            writer.feeds.add("https://b.example/feed", added_at=NOON)
            assert len(reader.feeds.all()) == 1
            with pytest.raises(DatabaseBusy, match="another process"), reader.transaction():
                pass
        assert len(reader.feeds.all()) == 2
        assert reader.data_version() != before


def test_integrity_is_checked(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as store:
        stocked(store)
        assert store.check() == []


def test_one_refresher_at_a_time_across_processes(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Store.open(path) as store:
        assert store.claim_refresher(10)
        store.beat(4, 10)
        assert store.refresher() == (os.getpid(), 4, 10)
        code = (
            "import sys; from tui_reader.store import Store\n"
            "with Store.open(sys.argv[1]) as s: print(s.refresher(), s.claim_refresher(3))"
        )
        told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        assert told.stdout.strip() == f"({os.getpid()}, 4, 10) False"
        store.release_refresher()
        assert store.refresher() is None


def test_a_dead_refresher_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    code = "import sys; from tui_reader.store import Store; Store.open(sys.argv[1]).claim_refresher(3)"
    subprocess.run([sys.executable, "-W", "ignore", "-c", code, str(path)], check=True)
    with Store.open(path) as store:
        assert store.refresher() is None
        assert store.claim_refresher(5)
