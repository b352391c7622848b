"""Order and pace of visits: rows H15 and H16 of the list of threats."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import pairwise

import pytest

from tests.feeds.clock import run_at_once
from tui_reader.feeds.schedule import Job, Pace, visit_all


def jobs_on(hosts: int, feeds: int = 1, prefix: str = "site") -> list[Job]:
    return [Job(h * feeds + f, f"https://{prefix}{h}.example/{f}.xml") for h in range(hosts) for f in range(feeds)]


class Watch:
    """Visits that take `seconds` each; remembers when each began and ended and how many ran at a time."""

    def __init__(self, seconds: float = 0.1) -> None:
        self.seconds = seconds
        self.began: dict[int, float] = {}
        self.ended: dict[int, float] = {}
        self.running: Counter[str] = Counter()
        self.peak: Counter[str] = Counter()
        self.skipped: list[int] = []

    async def visit(self, job: Job) -> bool:
        host = job.url.split("/")[2]
        clock = asyncio.get_running_loop().time
        self.began[job.key] = clock()
        for name in (host, "all"):
            self.running[name] += 1
            self.peak[name] = max(self.peak[name], self.running[name])
        await asyncio.sleep(30.0 if "dead" in host else self.seconds)
        for name in (host, "all"):
            self.running[name] -= 1
        self.ended[job.key] = clock()
        return "sulky" in host

    async def skip(self, job: Job) -> None:
        self.skipped.append(job.key)


def test_every_job_is_visited_once() -> None:
    watch, jobs = Watch(), jobs_on(20, 5)
    run_at_once(visit_all(jobs, watch.visit))
    assert sorted(watch.ended) == [job.key for job in jobs]
    run_at_once(visit_all([], watch.visit))


def test_h15_at_most_four_visits_a_host_and_a_distance_between_their_starts() -> None:
    watch = Watch(seconds=5.0)
    run_at_once(visit_all(jobs_on(2, 12), watch.visit))
    assert watch.peak["site0.example"] == watch.peak["site1.example"] == 4
    starts = sorted(watch.began[key] for key in range(12))
    assert all(later - earlier >= 0.249 for earlier, later in pairwise(starts))


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]:80"])
def test_h15_this_machine_is_not_spaced(host: str) -> None:
    watch = Watch()
    jobs = [Job(n, f"http://{host}/{n}.xml") for n in range(8)]
    run_at_once(visit_all(jobs, watch.visit))
    assert max(watch.ended.values()) == pytest.approx(0.2) and max(watch.peak.values()) == 4


def test_not_more_than_so_many_at_a_time() -> None:
    watch = Watch()
    run_at_once(visit_all(jobs_on(100), watch.visit, pace=Pace(brisk=10)))
    assert watch.peak["all"] == 10
    slow = Watch(seconds=60.0)
    run_at_once(visit_all(jobs_on(100), slow.visit, pace=Pace(brisk=10, most=30)))
    assert slow.peak["all"] == 30


def test_h16_65_dead_feeds_do_not_hold_up_the_healthy_rest() -> None:
    healthy, dead = jobs_on(300), [Job(1000 + n, f"https://dead{n}.example/") for n in range(65)]
    alone, together, known = Watch(), Watch(), Watch()
    run_at_once(visit_all(healthy, alone.visit))
    mixed = [job for pair in zip(dead, healthy, strict=False) for job in pair] + healthy[65:]
    run_at_once(visit_all(mixed, together.visit))
    failing = [Job(job.key, job.url, failures=1) for job in dead]
    run_at_once(visit_all(failing + healthy, known.visit))
    normal = max(alone.ended.values())
    assert max(together.ended[job.key] for job in healthy) <= normal + 2.0, "at worst a slow start a place"
    assert max(known.ended[job.key] for job in healthy) == pytest.approx(normal), "nothing once they are known"
    assert max(together.ended.values()) < 33.0


def test_a_host_that_wants_to_be_left_alone_is_left_alone() -> None:
    watch = Watch()
    jobs = [Job(n, f"https://sulky.example/{n}.xml") for n in range(20)] + [Job(99, "https://kind.example/")]
    run_at_once(visit_all(jobs, watch.visit, skip=watch.skip))
    assert 1 <= len(watch.ended) - 1 <= 4 and 99 in watch.ended
    assert sorted([*watch.ended, *watch.skipped]) == [*range(20), 99]


def test_feeds_on_this_machine_do_not_speak_for_each_other() -> None:
    async def sulk(job: Job) -> bool:
        watch.ended[job.key] = 0.0
        return True

    watch = Watch()
    run_at_once(visit_all([Job(n, f"http://127.0.0.1/{n}") for n in range(9)], sulk, skip=watch.skip))
    assert len(watch.ended) == 9 and not watch.skipped


def test_what_a_visit_raises_ends_the_run() -> None:
    async def fail(job: Job) -> None:
        raise KeyError(job.key)

    with pytest.raises(ExceptionGroup):
        run_at_once(visit_all(jobs_on(3), fail))
