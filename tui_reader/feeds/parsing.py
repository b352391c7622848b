"""`ParserPool`: reads bodies with a deadline, at once where that is cheap, else in processes that can be killed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import pickle
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from tui_reader.errors import NewsreadError, ParseError
from tui_reader.feeds.parse import MAX_ENTRIES, try_strictly
from tui_reader.feeds.worker import LENGTH, READY, REQUEST, Request
from tui_reader.model import ParsedEntry, ParsedFeed

if TYPE_CHECKING:
    from tui_reader.feeds.fulltext import Extracted

INLINE_BYTES = 256 * 1024
"""Bodies up to here are tried by the strict pass in this process: about 1 ms per 100 KB, less than a hand-over."""
INLINE_SECONDS = 0.15
"""Seconds this process spends on such bodies before workers get them too: what starting a worker costs. A refresh of
a few feeds starts none; 300 feeds take 3.0 s on two idle cores so, and 4.2 s where this process reads them all."""
LARGE_BYTES = 1024 * 1024
"""Larger bodies are better given as files: those are read one at a time, each by a worker of its own, in pieces."""
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
        result = await self._ask("parse", {"body": body, **arguments}, is_last=len(body) > LARGE_BYTES)
        assert isinstance(result, ParsedFeed)
        return result

    async def parse_file(
        self,
        file: IO[bytes],
        *,
        url: str,
        content_type: str = "",
        max_entries: int = MAX_ENTRIES,
    ) -> ParsedFeed:
        """As `parse.parse_file`, with the deadline of `parse`; one file at a time, by a worker that ends with it."""
        arguments = {"url": url, "content_type": content_type, "max_entries": max_entries}
        request = Request("parse_file", self._deadline, arguments)
        file.seek(0)
        async with self._large, self._slots:
            resting, self._idle = self._idle, []  # 16 MB each, in the minute when memory is dear
            await asyncio.gather(*map(self._discard, resting))
            worker = await self._started(file, {REQUEST: json.dumps(request)})
            try:
                with _in_words(self._deadline):
                    result = await worker.answer_in_parts(request)
            finally:
                await asyncio.shield(self._discard(worker))
        return _feed(result)

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
                with _in_words(self._deadline):
                    result = await worker.ask(Request(kind, self._deadline, arguments))
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

    async def _started(self, file: IO[bytes] | None = None, more: Mapping[str, str] | None = None) -> _Worker:
        worker = await _Worker.start(self._command, file, more or {})
        self._all.add(worker)
        return worker

    async def _discard(self, worker: _Worker) -> None:
        self._all.discard(worker)
        await worker.kill()


@contextlib.contextmanager
def _in_words(deadline: float) -> Iterator[None]:
    """The end of a worker as the fault of the body that it read."""
    try:
        yield
    except TimeoutError:
        raise ParseError(f"took longer than {deadline:g} s to read") from None
    except (EOFError, OSError, pickle.UnpicklingError):
        raise ParseError("reading it ended the process that read it") from None


def _feed(parts: list[object]) -> ParsedFeed:
    """The feed whose parts a worker sent; raises what it sent instead of one."""
    *before, last = parts
    if isinstance(last, NewsreadError):
        raise last
    assert isinstance(last, ParsedFeed)
    entries: list[ParsedEntry] = []
    for part in before:
        assert isinstance(part, tuple)
        entries += part
    return replace(last, entries=tuple(entries))


class _Worker:
    """One process and its pipes; one that reads a file has no pipe to hear requests by."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        self._process = process
        self._input = process.stdin
        self._output = process.stdout
        self._is_ready = False

    @classmethod
    async def start(cls, command: Sequence[str], file: IO[bytes] | None, more: Mapping[str, str]) -> _Worker:
        """Start a process; it finds our modules where this one does, and hears nothing of the terminal.

        `file` becomes its standard input, `more` is added to its environment.
        """
        path = os.pathsep.join(filter(None, sys.path))
        return cls(
            await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE if file is None else file,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path, **more},
            )
        )

    async def ask(self, request: Request) -> object:
        """Send one request and wait for its answer. Raises TimeoutError, EOFError, OSError."""
        await self._be_ready()
        assert self._input is not None
        message = pickle.dumps(request, pickle.HIGHEST_PROTOCOL)
        async with asyncio.timeout(request.deadline):
            self._input.writelines((LENGTH.pack(len(message)), message))
            await self._input.drain()
            return await self._message()

    async def answer_in_parts(self, request: Request) -> list[object]:
        """The answer to the request that a worker on a file was started with; raises as `ask` does."""
        await self._be_ready()
        parts: list[object] = []
        async with asyncio.timeout(request.deadline):
            while not parts or isinstance(parts[-1], tuple):
                parts.append(await self._message())
        return parts

    async def _be_ready(self) -> None:
        if not self._is_ready:
            async with asyncio.timeout(START_SECONDS):
                if await self._output.read(len(READY)) != READY:
                    raise EOFError
            self._is_ready = True

    async def _message(self) -> object:
        header = await self._output.readexactly(LENGTH.size)
        return pickle.loads(await self._output.readexactly(*LENGTH.unpack(header)))

    async def kill(self) -> None:
        """End the process and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        if self._input is not None:
            self._input.close()
        await self._process.wait()
