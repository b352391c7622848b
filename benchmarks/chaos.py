"""One refresh of all hostile and broken answers with twenty good feeds among them, and politeness by count."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.goals import Goal, ratio
from benchmarks.measure import Cost
from benchmarks.peers import Newsread
from benchmarks.recoverable import RECOVERABLE, is_right
from benchmarks.server import FeedServer, running

GOOD, ITEMS = 20, 30
#: Modes whose first answer costs the server seconds of compressing: asked once before the clock runs.
_SLOW_TO_MAKE = ("gzip-bomb", "gzip-bomb-200", "gzip-twice", "huge-50mb", "many-items", "huge-item", "table-wide")
_CHURN = ("guid-churn", "link-churn", "dup-guid", "no-guid")
_POLITE = (
    *("301", "410", "429", "429-date", "429-huge", "429-bad", "503", "etag-churn", "etag-on-304", "etag-weak"),
    *("etag-poison", "etag-bad", "lm-only", "set-cookie", "cache-hour", "always-304"),
)


def measure(shared: Path) -> list[Goal]:
    """G9, G10, G14 and G15 of newsread alone."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as name,
        running(shared, feeds=GOOD, items=ITEMS, hosts=GOOD) as server,
    ):
        for mode in _SLOW_TO_MAKE:
            server.ask(f"/chaos/{mode}.xml")
        newsread = Newsread(Path(name) / "newsread")
        return [*_together(newsread, server), _churn(newsread, server), _politeness(newsread, server)]


def _together(newsread: Newsread, server: FeedServer) -> list[Goal]:
    """All modes at once beside good feeds, compared with the good feeds alone."""
    good = server.urls(GOOD)
    newsread.subscribe(good)
    alone, alone_done = _watched(newsread, good)
    newsread.subscribe([server.chaos(mode) for mode in server.modes()] + good)
    server.stats(reset=True)
    cost, done = _watched(newsread, good)
    stats = server.stats()
    titles = newsread.titles()
    right = [mode for mode in RECOVERABLE if is_right(mode, titles.get(server.chaos(mode), []))]
    wrong = sorted(set(RECOVERABLE) - set(right))
    problems = _problems(cost, stats, [url for url in good if len(titles.get(url, [])) != ITEMS])
    return [
        Goal(
            "G9",
            "all modes with 20 good feeds: aborts, tracebacks, leaks",
            len(problems),
            0,
            0,
            "",
            note="; ".join(problems),
        ),
        Goal("G9", "all modes with 20 good feeds, wall", cost.wall, 30, 12, "s"),
        Goal("G9", "memory more than for the good feeds alone", cost.memory - alone.memory, 150, 64, "MB"),
        Goal("G9", "the good feeds' time, beside alone", ratio(done, alone_done), None, 1.2),
        Goal(
            "G10",
            f"right items out of {len(RECOVERABLE)} recoverable modes",
            len(right) / len(RECOVERABLE),
            50 / 55,
            1.0,
            "",
            is_floor=True,
            note="wrong: " + " ".join(wrong) if wrong else "",
        ),
    ]


def _problems(cost: Cost, stats: dict[str, Any], incomplete: list[str]) -> list[str]:
    found = []
    if cost.code not in (0, 3):
        found.append(f"exit {cost.code}")
    if "Traceback" in cost.output or "fault of newsread" in cost.output:
        found.append("a traceback")
    if incomplete:
        found.append(f"{len(incomplete)} good feeds incomplete")
    found += [f"{name} {stats[name]}" for name in ("internal_hits", "xxe_hits", "img_hits") if stats[name]]
    return found


def _watched(newsread: Newsread, good: list[str]) -> tuple[Cost, float]:
    """A refresh, and after how many seconds the good feeds were complete."""
    began, done_at, is_over = time.perf_counter(), [float("inf")], threading.Event()

    def watch() -> None:
        while not is_over.wait(0.05):
            try:
                titles = newsread.titles()
            except sqlite3.Error:
                continue
            if all(len(titles.get(url, [])) >= ITEMS for url in good):
                done_at[0] = time.perf_counter() - began
                return

    watcher = threading.Thread(target=watch)
    watcher.start()
    cost = newsread.refresh()
    is_over.set()
    watcher.join()
    return cost, min(done_at[0], cost.wall)


def _churn(newsread: Newsread, server: FeedServer) -> Goal:
    """Four refreshes of feeds whose items change their names."""
    newsread.subscribe([server.chaos(mode) for mode in _CHURN])
    for _ in range(4):
        newsread.refresh()
    counts = {mode: len(newsread.titles().get(server.chaos(mode), [])) for mode in _CHURN}
    note = ", ".join(f"{mode} {count}" for mode, count in counts.items())
    right = sum(count == 10 for count in counts.values())
    return Goal(
        "G14", "churning feeds with 10 of 10 items after four visits", right, 4, 4, "", is_floor=True, note=note
    )


def _politeness(newsread: Newsread, server: FeedServer) -> Goal:
    """Three automatic refreshes, judged by what the server counted; a row of the threats is a point."""
    newsread.subscribe([server.chaos(mode) for mode in _POLITE] + server.urls(1))
    server.stats(reset=True)
    for _ in range(3):
        newsread.refresh()
    stats = server.stats()
    asked = {name.removeprefix("chaos:"): mode for name, mode in stats["by_mode"].items()}
    points = _points(asked, stats)
    missed = [name for name, is_met in points.items() if not is_met]
    note = "missed: " + ", ".join(missed) if missed else ""
    return Goal(
        "G15", "rules of politeness kept, of 12", len(points) - len(missed), 11, 12, "", is_floor=True, note=note
    )


def _points(asked: dict[str, Any], stats: dict[str, Any]) -> dict[str, bool]:
    """The twelve rules."""
    inm = {mode: counts["inm"] for mode, counts in asked.items()}
    once = ("429", "429-date", "429-huge", "429-bad", "503")
    return {
        "H6 not moved by 3 visits in a minute": asked["301"]["n"] == 3,
        "H7 410 stops": asked["410"]["n"] == 1,
        "H8 Retry-After": all(asked[mode]["n"] == 1 for mode in once),
        "H9 second visit conditional": asked["feed"]["cond"] >= 4,
        "H10 changing ETag": inm["etag-churn"] == ["", '"e1"', '"e2"'],
        "H10 ETag on a 304": inm["etag-on-304"] == ["", '"n0"', '"n2"'],
        "H11 weak ETag verbatim": inm["etag-weak"][1:] == ['W/"abc-gzip"'] * 2,
        "H11 Last-Modified verbatim": asked["lm-only"]["ims"][1:] == ["Tue, 01 Sep 2026 12:00:00 +0000 (odd)"] * 2,
        "H12 no validator of a broken body": not any(inm["etag-poison"]),
        "H13 failing feeds back off": asked["always-304"]["n"] == 1,
        "H14 huge ETag not sent": not any(inm["etag-bad"]),
        "H15 max-age, name, connections": asked["cache-hour"]["n"] == 1
        and all(name.startswith("newsread/") and "+http" in name for name in stats["ua"])
        and stats["peak_inflight"] <= 6,  # four to the one host, one to the other, and this question
    }
