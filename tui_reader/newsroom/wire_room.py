"""The child process that talks to the network, so that the app never imports a client nor waits for one.

`wire_room DATABASE SETTINGS refresh FORCE [ID ...]` refreshes and prints a step a line; `wire_room DATABASE SETTINGS`
serves requests on standard input: {"id", "verb": "find" | "page", ...}.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import os
import sys
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_reader.errors import NewsreadError
from tui_reader.newsroom.gathering import Gathering
from tui_reader.newsroom.settings import Settings
from tui_reader.newsroom.wire import settings_of
from tui_reader.store import Store

if TYPE_CHECKING:
    from tui_reader.newsroom.pages import PageDesk


def main(arguments: list[str]) -> int:
    """Run until the work is done or standard input closes."""
    database, settings, *rest = arguments
    with Store.open(Path(database), wait_seconds=10.0) as store:
        if rest:
            return asyncio.run(_refresh(store, settings_of(settings), rest))
        return asyncio.run(_serve(store))


async def _refresh(store: Store, settings: Settings, rest: list[str]) -> int:
    _, force, *ids = rest
    end = asyncio.create_task(_end_of_input())
    work = asyncio.create_task(_steps(store, settings, [int(key) for key in ids] or None, force == "1"))
    await asyncio.wait({end, work}, return_when=asyncio.FIRST_COMPLETED)
    for task in (end, work):
        task.cancel()
    await asyncio.gather(end, work, return_exceptions=True)
    return 0


async def _steps(store: Store, settings: Settings, ids: list[int] | None, force: bool) -> None:
    async with aclosing(Gathering(store, settings).run(ids, force=force)) as steps:
        async for step in steps:
            _print(dataclasses.asdict(step))


async def _serve(store: Store) -> int:
    from tui_reader.newsroom.pages import PageDesk

    reader = await _input()
    tasks: set[asyncio.Task[None]] = set()
    async with PageDesk() as desk:
        while line := await reader.readline():
            task = asyncio.create_task(_answer(json.loads(line), store, desk))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        for task in tasks:
            task.cancel()
    return 0


async def _answer(request: dict[str, Any], store: Store, desk: PageDesk) -> None:
    reply: dict[str, Any] = {"id": request["id"]}
    try:
        if request["verb"] == "find":
            reply["found"] = [dataclasses.asdict(found) for found in await desk.find(request["address"])]
        else:
            await desk.fetch_page(store, request["article"])
    except NewsreadError as error:
        reply["error"] = str(error)
    except Exception as error:  # a page nobody foresaw must not end the process
        reply["error"] = f"{type(error).__name__} while handling {request['verb']}"
    _print(reply)


async def _input() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin.buffer)
    return reader


async def _end_of_input() -> None:
    reader = await _input()
    while await reader.read(4096):
        pass


def _print(reply: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(reply) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(10)  # the screen goes first: a key must not wait for a feed
    sys.exit(main(sys.argv[1:]))
