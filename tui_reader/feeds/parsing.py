"""`ParserPool`: reads bodies with a deadline, at once where that is cheap, else in processes that can be killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from tui_reader.errors import NewsreadError, ParseError
from tui_reader.feeds.parse import MAX_ENTRIES, try_strictly
from tui_reader.feeds.worker import LENGTH, READY, Request
from tui_reader.model import ParsedFeed

if TYPE_CHECKING:
    from tui_reader.feeds.fulltext import Extracted

INLINE_BYTES = 256 * 1024
"""Bodies up to here are tried by the strict pass in this process: about 1 ms per 100 KB, less than a hand-over."""
INLINE_SECONDS = 0.15
"""Seconds this process spends on such bodies before workers get them too: what starting a worker costs. A refresh of
a few feeds starts none; 300 feeds take 3.0 s on two idle cores so, and 4.2 s where this process reads them all."""
LARGE_BYTES = 2 * 1024 * 1024
"""Larger bodies are read one at a time, and by a worker that ends with them: 16 MB in one item take 230 MB to read."""
START_SECONDS = 30.0
"""Seconds a worker may take to start on a busy machine; no part of any deadline."""
COMMAND = (sys.executable, "-P", "-m", "tui_reader.feeds.worker")


class ParserPool:
    """Worker processes, started when first needed, one request each at a time. Belongs to one event loop."""

    def __init__(self, *, workers: int = 0, deadline: float = 5.0, command: Sequence[str] = COMMAND) -> None:
        """`workers` 0 means one a core; `deadline` in seconds a body; `command` starts a worker."""
        self._deadline = deadline
        self._command = tuple(command)
        self._slots = asyncio.Semaphore(workers or os.cpu_count() or 1)
        self._large = asyncio.Semaphore(1)
        self._spent = 0.0
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()

    async def __aenter__(self) -> ParserPool:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def parse(
        self, body: bytes, *, url: str, content_type: str = "", max_entries: int = MAX_ENTRIES
    ) -> ParsedFeed:
        """As `parse.parse`. A body that takes longer than the deadline, or ends its worker, raises ParseError."""
        arguments: dict[str, Any] = {"url": url, "content_type": content_type, "max_entries": max_entries}
        if len(body) <= INLINE_BYTES and self._spent < INLINE_SECONDS:
            began = time.perf_counter()
            try:
                feed = try_strictly(body, **arguments)
            finally:
                self._spent += time.perf_counter() - began
            if feed is not None:
                return feed
        if len(body) <= LARGE_BYTES:
            result = await self._ask("parse", {"body": body, **arguments})
        else:
            async with self._large:
                result = await self._ask("parse", {"body": body, **arguments}, is_last=True)
        assert isinstance(result, ParsedFeed)
        return result

    async def extract(self, html: bytes, *, url: str, content_type: str = "") -> Extracted:
        """As `fulltext.extract`, with the deadline of `parse`."""
        from tui_reader.feeds.fulltext import Extracted

        result = await self._ask("extract", {"html": html, "url": url, "content_type": content_type})
        assert isinstance(result, Extracted)
        return result

    async def aclose(self) -> None:
        """End all workers at once, busy or not."""
        workers, self._all, self._idle = self._all, set(), []
        await asyncio.gather(*(worker.kill() for worker in workers))

    async def _ask(self, kind: str, arguments: dict[str, Any], *, is_last: bool = False) -> object:
        """Have a worker answer; `is_last` ends the worker afterwards."""
        async with self._slots:
            worker = self._idle.pop() if self._idle else await self._started()
            try:
                result = await worker.ask(Request(kind, self._deadline, arguments))
            except TimeoutError:
                await self._discard(worker)
                raise ParseError(f"took longer than {self._deadline:g} s to read") from None
            except (EOFError, OSError, pickle.UnpicklingError):
                await self._discard(worker)
                raise ParseError("reading it ended the process that read it") from None
            except BaseException:
                await asyncio.shield(self._discard(worker))
                raise
            if is_last:
                await self._discard(worker)
            else:
                self._idle.append(worker)
        if isinstance(result, NewsreadError):
            raise result
        return result

    async def _started(self) -> _Worker:
        worker = await _Worker.start(self._command)
        self._all.add(worker)
        return worker

    async def _discard(self, worker: _Worker) -> None:
        self._all.discard(worker)
        await worker.kill()


class _Worker:
    """One process and its two pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._input = process.stdin
        self._output = process.stdout
        self._is_ready = False

    @classmethod
    async def start(cls, command: Sequence[str]) -> _Worker:
        """Start a process; it finds our modules where this one does, and hears nothing of the terminal."""
        path = os.pathsep.join(filter(None, sys.path))
        return cls(
            await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
        )

    async def ask(self, request: Request) -> object:
        """Send one request and wait for its answer. Raises TimeoutError, EOFError, OSError."""
        if not self._is_ready:
            async with asyncio.timeout(START_SECONDS):
                if await self._output.read(len(READY)) != READY:
                    raise EOFError
            self._is_ready = True
        message = pickle.dumps(request, pickle.HIGHEST_PROTOCOL)
        async with asyncio.timeout(request.deadline):
            self._input.writelines((LENGTH.pack(len(message)), message))
            await self._input.drain()
            header = await self._output.readexactly(LENGTH.size)
            return pickle.loads(await self._output.readexactly(*LENGTH.unpack(header)))

    async def kill(self) -> None:
        """End the process and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._input.close()
        await self._process.wait()
