"""Refreshes beside the peers: cold and all-304, 100 and 300 feeds of 30 items, 0 and 100 ms away."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from benchmarks.goals import Goal, ratio
from benchmarks.measure import Cost, folder_size
from benchmarks.peers import Newsboat, Newsread, Reader, Tool
from benchmarks.server import FeedServer, running

ITEMS = 30


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the table, medians of the runs."""

    feeds: int  #: how many
    latency: int  #: milliseconds before each answer
    tool: str  #: whose
    cold: float  #: seconds, into an empty database
    cold_cpu: float  #: seconds
    again: float  #: seconds of the third refresh, where every feed could answer 304
    again_cpu: float  #: seconds
    memory: float  #: MB at the peak of the cold refresh
    database: float  #: MB after it
    conditional: float  #: share of the third refresh's requests that were conditional
    note: str  #: what went wrong, "" nothing


def measure(shared: Path, runs: int, counts: tuple[int, ...], latencies: tuple[int, ...]) -> list[Case]:
    """All rows. Feeds lie on loopback addresses of their own, so a limit per host binds no one."""
    cases = []
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        running(shared, feeds=max(counts), items=ITEMS, hosts=max(counts)) as server,
    ):
        for count in counts:
            urls = server.urls(count)
            for latency in latencies:
                tools = [_Trial(tool) for tool in _tools(Path(folder), latency)]
                for _ in range(runs):  # in turn: a busy spell of the machine meets all alike
                    for trial in tools:
                        trial.run(server, urls, latency)
                for trial in tools:
                    cases.append(trial.case(count, latency))
                    print(_row(cases[-1]), flush=True)
    return cases


def _tools(folder: Path, latency: int) -> list[Tool]:
    """Who runs: the peers with the number of workers that suits them best at this latency."""
    threads, workers = (100, 32) if latency else (16, 16)
    tools: list[Tool] = [Newsread(folder / "newsread")]
    if shutil.which("newsboat"):
        tools.append(Newsboat(folder / "newsboat", threads))
    if find_spec("reader"):
        tools.append(Reader(folder / "reader", workers))
    return tools


@dataclass
class _Trial:
    """The runs of one tool at one size and latency."""

    tool: Tool  #: who
    colds: list[Cost] = field(default_factory=list)  #: into an empty database
    agains: list[Cost] = field(default_factory=list)  #: the third refresh each time
    database: float = 0.0  #: MB after the last cold one
    conditional: float = 0.0  #: share of the last third refresh
    notes: set[str] = field(default_factory=set)  #: what went wrong

    def run(self, server: FeedServer, urls: list[str], latency: int) -> None:
        """Once: subscribe, refresh, refresh, refresh; newsboat asks conditionally from the third on."""
        server.set_latency(0)
        self.tool.subscribe(urls)
        server.set_latency(latency)
        self.colds.append(self.tool.refresh())
        self.database = folder_size(self.tool.data)
        if (stored := self.tool.stored()) != len(urls) * ITEMS:
            self.notes.add(f"{stored} of {len(urls) * ITEMS} items")
        self.tool.refresh()
        server.stats(reset=True)
        self.agains.append(self.tool.refresh())
        stats = server.stats()
        self.conditional = stats["conditional"] / max(1, stats["requests"])
        self.notes |= {f"exit {cost.code}" for cost in (self.colds[-1], self.agains[-1]) if cost.code}

    def case(self, feeds: int, latency: int) -> Case:
        """Medians of the runs."""
        median = statistics.median
        return Case(
            feeds=feeds,
            latency=latency,
            tool=self.tool.name,
            cold=median(cost.wall for cost in self.colds),
            cold_cpu=median(cost.cpu for cost in self.colds),
            again=median(cost.wall for cost in self.agains),
            again_cpu=median(cost.cpu for cost in self.agains),
            memory=median(cost.memory for cost in self.colds),
            database=self.database,
            conditional=self.conditional,
            note=", ".join(sorted(self.notes)),
        )


HEADER = (
    f"{'feeds':>5} {'ms':>4} {'program':22} {'cold s':>7} {'(CPU)':>7} {'304 s':>7} {'(CPU)':>7} {'MB':>5} "
    f"{'db MB':>6} {'cond.':>5}"
)


def _row(case: Case) -> str:
    return (
        f"{case.feeds:5} {case.latency:4} {case.tool:22} {case.cold:7.2f} {case.cold_cpu:7.2f} {case.again:7.2f} "
        f"{case.again_cpu:7.2f} {case.memory:5.0f} {case.database:6.1f} {case.conditional:5.0%}  {case.note}"
    )


def goals(cases: list[Case]) -> list[Goal]:
    """G1, G2 and the database of G8, where the cases hold 300 feeds."""
    by_tool = {(case.feeds, case.latency, case.tool.partition(",")[0]): case for case in cases}

    def value(field: str, feeds: int, latency: int, tool: str) -> float | None:
        case = by_tool.get((feeds, latency, tool))
        return None if case is None else float(getattr(case, field))

    def beside(field: str, latency: int, tool: str) -> float | None:
        return ratio(value(field, 300, latency, "newsread"), value(field, 300, latency, tool))

    again = "all 304, 300 feeds, 100 ms"
    size = "database, 300 x 30, with search index, beside newsboat"
    return [
        Goal("G1", "cold refresh, 300 x 30, 0 ms, beside newsboat", beside("cold", 0, "newsboat"), 1.0, 0.6),
        Goal("G1", "cold refresh, 300 x 30, 0 ms, beside reader", beside("cold", 0, "reader"), 0.3),
        Goal("G2", f"{again}, beside reader, 32 workers", beside("again", 100, "reader"), 1.0),
        Goal("G2", f"{again}, beside newsboat, 100 threads", beside("again", 100, "newsboat"), None, 0.35),
        Goal("G8", size, beside("database", 0, "newsboat"), 1.0, 0.5),
    ]
