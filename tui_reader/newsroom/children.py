"""Helper processes: the app stays quick because fetching and splitting happen in processes of their own.

A child is `python -P -m MODULE ...` speaking JSON, one object a line: requests on its standard input, answers on its
standard output. It ends when its input closes, so a killed app leaves nothing behind. `-P` keeps the present folder
out of its import path.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from typing import Any

from tui_reader.errors import WorkerError

IDLE_SECONDS = 20.0
"""A child that nobody asks for this long ends."""

LINE_BYTES = 1 << 20
"""Longest answer in bytes; answers are small, articles travel through the database."""


async def start(module: str, arguments: Sequence[str]) -> asyncio.subprocess.Process:
    """Start a child that reads and writes JSON lines."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        module,
        *arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        limit=LINE_BYTES,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"},
        start_new_session=True,  # ctrl+c in the terminal is for the app alone
    )


async def stop(process: asyncio.subprocess.Process) -> None:
    """End a child at once; what it has committed stays."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if process.stdin is not None:
        process.stdin.close()


async def stream(module: str, arguments: Sequence[str]) -> AsyncIterator[dict[str, Any]]:
    """Run a child to its end and yield what it prints; closing the iterator ends the child."""
    process = await start(module, arguments)
    try:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            yield json.loads(line)
        if await process.wait() not in (0, None):
            raise WorkerError(f"a helper process ended with code {process.returncode}; try again")
    finally:
        await stop(process)


class Child:
    """A child that answers requests: started at the first one and again after it died.

    It ends when nobody has asked for `idle_seconds`: a claim engine in waiting takes 140 MB, starting one 0.4 s.
    """

    def __init__(self, module: str, arguments: Sequence[str], *, idle_seconds: float = IDLE_SECONDS) -> None:
        self._idle_seconds = idle_seconds
        self._rest: asyncio.TimerHandle | None = None
        self._module = module
        self._arguments = tuple(arguments)
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._numbers = itertools.count(1)
        self._lock = asyncio.Lock()

    async def ask(self, verb: str, **values: Any) -> dict[str, Any]:
        """Send a request and wait for its answer. Raises WorkerError with the child's own words, or when it died."""
        async with self._lock:
            process = await self._running()
        number = next(self._numbers)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            assert process.stdin is not None
            try:
                process.stdin.write(json.dumps({"id": number, "verb": verb, **values}).encode() + b"\n")
                await process.stdin.drain()
            except (BrokenPipeError, ConnectionResetError):
                raise WorkerError("a helper process ended; try again") from None
            reply = await answer
        finally:
            self._waiting.pop(number, None)
            self._rest_later(process)
        if "error" in reply:
            raise WorkerError(str(reply["error"]))
        return reply

    async def close(self) -> None:
        """End the child; requests under way fail with WorkerError."""
        if self._rest is not None:
            self._rest.cancel()
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader
        if self._process is not None:
            await stop(self._process)
        self._process = self._reader = None

    def _rest_later(self, process: asyncio.subprocess.Process) -> None:
        """Close the child's input when nothing has been asked for a while: it ends by itself then."""
        if self._rest is not None:
            self._rest.cancel()

        def rest() -> None:
            if not self._waiting and process is self._process and process.stdin is not None:
                self._process = None
                process.stdin.close()

        self._rest = asyncio.get_running_loop().call_later(self._idle_seconds, rest)

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None or self._reader is None or self._reader.done():
            self._process = await start(self._module, self._arguments)
            self._reader = asyncio.create_task(self._read(self._process))
        return self._process

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        """Hand answers to whoever waits for them, until the child ends."""
        assert process.stdout is not None
        try:
            while line := await process.stdout.readline():
                reply = json.loads(line)
                answer = self._waiting.get(reply["id"])
                if answer is not None and not answer.done():
                    answer.set_result(reply)
        finally:
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(WorkerError("a helper process ended; try again"))
