"""First paint and keys in a pseudo-terminal, beside an empty Textual application and newsboat."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.goals import Goal, ratio
from benchmarks.measure import has_children, memory_of
from benchmarks.peers import ROOT, Newsboat, Newsread, quiet_environment
from benchmarks.ready import make_large, make_ready
from benchmarks.server import FeedServer, running
from benchmarks.terminal import Terminal, opened

ITEMS = 30
LARGE = 100_000  #: articles, of ten claims each
LARGE_FEEDS = 100
IDLE_SECONDS = 60.0  #: helper processes must have ended by then
BUSY_KEYS = 200  #: pressed during refreshes, at least: the longest of a few says little
BUSY_ROUNDS = 8  #: refreshes for them, at most
LAST_KEYS = 15  #: of them behind the last feed's answer: what a refresh ends with counts too
_DOWN, _RIVER, _OPEN, _BACK, _REFRESH = b"j", b"2", b"\r", b"h", b"R"

Seen = Callable[[str], bool]


@dataclass
class Figures:
    """What one size of database gave; None where it could not be measured."""

    empty: float | None = None  #: seconds to the first paint of an empty Textual application
    paint: float | None = None  #: seconds to newsread's list
    newsboat: float | None = None  #: seconds to newsboat's
    memory: float | None = None  #: MB of newsread, idle: nothing left to read, helper processes ended
    most: float | None = None  #: MB of newsread and its helpers, the most that was seen from a refresh on
    keys: Sequence[float] = ()  #: ms from a cursor key to its answer
    busy: Sequence[float] = ()  #: the same during a refresh
    opening: float | None = None  #: ms until an opened article stands still


def measure(shared: Path, runs: int, count: int, *, with_keys: bool, with_newsboat: bool) -> Figures:
    """First paint with `count` feeds in the database and, where wanted, the keys and newsboat's first paint."""
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="bench-") as name, running(shared, feeds=count, items=ITEMS) as server:
        folder = Path(name)
        urls = server.urls(count, is_spread=False)
        newsread = Newsread(folder / "newsread")
        newsread.subscribe(urls)
        newsread.refresh()
        titles = [title for some in newsread.titles().values() for title in some]
        command = [sys.executable, "-m", "tui_reader", "--db", str(newsread.database)]
        empties, paints = [], []
        for _ in range(runs):  # in turn: a busy spell of the machine meets both alike
            empties.append(_paint(_empty_command(), folder, lambda text: "ready to read" in text))
            paints.append(_paint(command, newsread.folder, _any_of(titles)))
        figures.empty, figures.paint = _median(empties), _median(paints)
        if with_newsboat and shutil.which("newsboat"):
            newsboat = Newsboat(folder / "newsboat", 16)
            newsboat.subscribe(urls)
            newsboat.refresh()
            figures.newsboat = _paint(newsboat.command()[:-2], newsboat.folder, lambda text: " of " in text)
        print(_line(count, figures), flush=True)
        if with_keys:
            make_ready(newsread.database)
            with opened(command, quiet_environment(newsread.folder), newsread.folder) as terminal:
                _keys(terminal, figures, titles, server)
    return figures


def measure_large(shared: Path) -> Figures:
    """Keys with 100,000 articles and 1,000,000 claims in the database, at rest and during a refresh: minutes."""
    figures = Figures()
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as name,
        running(shared, feeds=LARGE_FEEDS, items=ITEMS) as server,
    ):
        newsread = Newsread(Path(name) / "newsread")
        newsread.subscribe(server.urls(LARGE_FEEDS, is_spread=False))
        newsread.refresh()
        titles = [title for some in newsread.titles().values() for title in some]
        make_ready(newsread.database)
        make_large(newsread.database, server.urls(LARGE_FEEDS, is_spread=False), LARGE - len(titles))
        command = [sys.executable, "-m", "tui_reader", "--db", str(newsread.database)]
        is_news = _any_of(titles)

        def is_title(text: str) -> bool:
            return "Report " in text or is_news(text)

        with opened(command, quiet_environment(newsread.folder), newsread.folder) as terminal:
            terminal.wait_for(is_title, 60.0)
            terminal.press(_RIVER)
            figures.memory = _idle_memory(terminal)
            figures.keys = _pressed(terminal, 200, is_title)
            figures.busy = _during_refresh(terminal, figures, is_title, server, LARGE_FEEDS)
    return figures


def large_goals(figures: Figures) -> list[Goal]:
    """The goals of a large database."""
    name = f"{LARGE:,} articles"
    return [
        Goal("G16", f"cursor key, {name}, median", part(figures.keys, 0.5), 20, None, "ms"),
        Goal("G16", f"cursor key, {name}, 99 of 100", part(figures.keys, 0.99), 50, None, "ms"),
        Goal("G16", f"cursor key, {name}, during a refresh, median", part(figures.busy, 0.5), 20, None, "ms"),
        Goal("G16", f"cursor key, {name}, during a refresh, 99 of 100", part(figures.busy, 0.99), 50, None, "ms"),
        Goal("G16", f"cursor key, {name}, during a refresh, longest", part(figures.busy, 1.0), None, None, "ms"),
        Goal("G16", f"idle memory, {name}", figures.memory, None, None, "MB"),
    ]


def _line(count: int, figures: Figures) -> str:
    paints = {"an empty app": figures.empty, "newsread": figures.paint, "newsboat": figures.newsboat}
    told = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in paints.items() if seconds is not None)
    return f"first paint, {count} x {ITEMS}: {told}"


def _empty_command() -> list[str]:
    return [sys.executable, str(ROOT / "benchmarks" / "empty_app.py")]


def _any_of(titles: Sequence[str]) -> Seen:
    """Whether a text holds the beginning of one of `titles`, as far as the narrowest row shows it."""
    known = {title[:10] for title in titles}
    return lambda text: any(text[at : at + 10] in known for at in range(len(text)))


def _paint(command: Sequence[str], folder: Path, is_there: Seen) -> float | None:
    """Seconds from the command to the moment when `is_there` stands on the screen; None where it never does."""
    with opened(command, quiet_environment(folder), folder) as terminal:
        return terminal.wait_for(is_there, 60.0)


def _median(times: Sequence[float | None]) -> float | None:
    known = [seconds for seconds in times if seconds is not None]
    return statistics.median(known) if len(known) == len(times) else None


def _keys(terminal: Terminal, figures: Figures, titles: Sequence[str], server: FeedServer) -> None:
    """Cursor keys, opening, memory, and cursor keys during a refresh, in one running newsread."""
    is_title = _any_of(titles)
    terminal.wait_for(is_title, 60.0)
    terminal.press(_RIVER)
    figures.memory = _idle_memory(terminal)
    figures.keys = _pressed(terminal, 100, is_title)
    openings = []
    for _ in range(8):
        terminal.settle(quiet=0.05)
        terminal.press(_OPEN)
        terminal.settle(quiet=0.3)
        terminal.press(_BACK + _BACK)
        terminal.settle(quiet=0.3)
        terminal.press(_DOWN)
        terminal.settle(quiet=0.3)
        terminal.press(_OPEN)
        openings.append(terminal.settle(quiet=0.3) * 1000)
        terminal.press(_BACK + _BACK)
    figures.opening = statistics.median(openings)
    figures.busy = _during_refresh(terminal, figures, is_title, server, len(titles) // ITEMS)


def _idle_memory(terminal: Terminal) -> float:
    """MB once it rests."""
    _rest(terminal)
    return memory_of(terminal.pid)


def _rest(terminal: Terminal) -> None:
    """Wait until the screen is quiet and no helper process is left, at the latest after `IDLE_SECONDS`."""
    until = time.perf_counter() + IDLE_SECONDS
    terminal.settle(quiet=1.0)
    while has_children(terminal.pid) and time.perf_counter() < until:
        terminal.settle(quiet=0.5)


def _during_refresh(
    terminal: Terminal, figures: Figures, is_title: Seen, server: FeedServer, feeds: int
) -> list[float]:
    """ms of every cursor key while feeds are asked, each of which has news; as many refreshes as `BUSY_KEYS` take."""
    busy: list[float] = []
    server.set_latency(100)
    for number in range(BUSY_ROUNDS):
        if len(busy) >= BUSY_KEYS:
            break
        if number:
            _rest(terminal)
        server.bump()
        server.stats(reset=True)
        terminal.settle(quiet=0.3)
        terminal.press(_REFRESH)
        until = time.perf_counter() + 60.0
        terminal.read(1.0)
        while time.perf_counter() < until and server.stats()["requests"] < feeds:
            busy += _pressed(terminal, 5, is_title)
            figures.most = max(figures.most or 0.0, memory_of(terminal.pid))
        busy += _pressed(terminal, LAST_KEYS, is_title)
    return busy


def _pressed(terminal: Terminal, times: int, is_there: Seen) -> list[float]:
    found = [terminal.latency(_DOWN, is_there, seconds=2.0) for _ in range(times)]
    return [2000.0 if one is None else one for one in found]


def part(values: Sequence[float], share: float) -> float | None:
    """The value below which `share` of all lie, None of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def goals(by_count: dict[int, Figures]) -> list[Goal]:
    """G3 to G8, as far as they were measured."""
    small, large = by_count.get(300, Figures()), by_count.get(1000, Figures())
    return [
        Goal("G3", "first paint, 300 x 30, beside an empty Textual app", ratio(small.paint, small.empty), 1.7, 1.3),
        Goal("G3", "first paint, 300 x 30, beside newsboat", ratio(small.paint, small.newsboat), None, 0.1),
        Goal("G4", "first paint, 1,000 x 30, beside an empty app", ratio(large.paint, large.empty), 2.0),
        Goal("G4", "first paint, 1,000 x 30, beside 300 x 30", ratio(large.paint, small.paint), None, 1.2),
        Goal("G4", "first paint, 1,000 x 30, beside newsboat", ratio(large.paint, large.newsboat), None, 0.01),
        Goal("G5", "cursor key, 9,000 rows, median", part(small.keys, 0.5), 10, 5, "ms"),
        Goal("G5", "cursor key, 9,000 rows, p95", part(small.keys, 0.95), 16, 8, "ms"),
        Goal("G6", "cursor key during a refresh, median", part(small.busy, 0.5), None, None, "ms"),
        Goal("G6", "cursor key during a refresh, p95", part(small.busy, 0.95), 25, 10, "ms"),
        Goal("G6", "cursor key during a refresh, 99 of 100", part(small.busy, 0.99), None, None, "ms"),
        Goal("G6", "cursor key during a refresh, longest", part(small.busy, 1.0), 60, 20, "ms"),
        Goal("G7", "open an article, settled", small.opening, 40, 20, "ms"),
        Goal("G8", "idle memory, 300 x 30", small.memory, 90, 60, "MB"),
        Goal("G8", "most memory during a refresh, helpers included", small.most, None, None, "MB"),
    ]
