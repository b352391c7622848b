"""In which order and how many at a time feeds are visited: polite to each host, and never held up by dead ones."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tui_reader.feeds.addresses import host_of, is_loopback


@dataclass(frozen=True, slots=True)
class Job:
    """A feed to visit."""

    key: int  #: the caller's own number for it
    url: str  #: its address; the host decides whose turn it is
    failures: int = 0  #: failures in a row so far; failing feeds go last


@dataclass(frozen=True, slots=True)
class Pace:
    """How hard to ask."""

    brisk: int = 64  #: visits at a time that have not yet become slow
    most: int = 160  #: visits at a time in all: macOS gives a process 256 descriptors
    slow_after: float = 1.0  #: seconds after which a visit counts as slow and gives its place to another
    per_host: int = 4  #: visits to one host at a time
    spacing: float = 0.25  #: seconds between the starts of two visits to one host; this machine is not spaced


#: Visits one feed. True asks that its host be left alone for the rest of the run (429, nobody answers).
Visit = Callable[[Job], Awaitable[bool | None]]


async def visit_all(
    jobs: Sequence[Job],
    visit: Visit,
    *,
    skip: Callable[[Job], Awaitable[None]] | None = None,
    pace: Pace | None = None,
) -> None:
    """Visit every job once; returns when all are done.

    Hosts without failures come first. A visit that has become slow goes on beside the others, so that 65 feeds which
    are dead for 30 s each cost the healthy ones about a second, and nothing once they are known. `skip` is called
    instead of `visit` for the feeds of a host that is to be left alone; hosts of this machine never are.
    `visit` handles the feed's own errors: what it raises ends the run.
    """
    pace = pace or Pace()
    gate = _Gate(pace)
    async with asyncio.TaskGroup() as group:
        for queue in _by_host(jobs):
            host = _Host(queue, visit, skip, gate, pace)
            for _ in range(min(pace.per_host, len(queue))):
                group.create_task(host.work())


def _by_host(jobs: Sequence[Job]) -> list[deque[Job]]:
    """Queues of jobs, one a host: those of healthy feeds first, else in the given order."""
    queues: dict[str, deque[Job]] = {}
    for job in sorted(jobs, key=lambda job: job.failures):
        queues.setdefault(host_of(job.url) or job.url, deque()).append(job)
    return list(queues.values())


class _Gate:
    """Lets visits in: few brisk ones, many slow ones."""

    def __init__(self, pace: Pace) -> None:
        self._brisk = asyncio.Semaphore(pace.brisk)
        self._all = asyncio.Semaphore(pace.most)
        self._slow_after = pace.slow_after

    async def run(self, visit: Visit, job: Job) -> bool:
        """Run one visit; its brisk place is given back as soon as it is slow."""
        async with self._all:
            await self._brisk.acquire()
            give_back = contextlib.ExitStack()
            give_back.callback(self._brisk.release)
            with give_back:
                timer = asyncio.get_running_loop().call_later(self._slow_after, give_back.close)
                try:
                    return bool(await visit(job))
                finally:
                    timer.cancel()


class _Host:
    """The queue of one host and when it may be asked next."""

    def __init__(
        self,
        queue: deque[Job],
        visit: Visit,
        skip: Callable[[Job], Awaitable[None]] | None,
        gate: _Gate,
        pace: Pace,
    ) -> None:
        self._queue = queue
        self._visit = visit
        self._skip = skip
        self._gate = gate
        self._is_ours = is_loopback(host_of(queue[0].url)) or not host_of(queue[0].url)
        self._spacing = 0.0 if self._is_ours else pace.spacing
        self._next_at = 0.0
        self._is_resting = False

    async def work(self) -> None:
        """Take jobs until none is left; several of these run beside each other."""
        while self._queue:
            job = self._queue.popleft()
            await self._wait_turn()
            if self._is_resting:
                if self._skip is not None:
                    await self._skip(job)
            elif await self._gate.run(self._visit, job) and not self._is_ours:
                self._is_resting = True

    async def _wait_turn(self) -> None:
        """Keep the distance to the host's last start; waiting takes no place from others."""
        if self._spacing and not self._is_resting:
            now = asyncio.get_running_loop().time()
            start = max(now, self._next_at)
            self._next_at = start + self._spacing
            if start > now:
                await asyncio.sleep(start - now)
