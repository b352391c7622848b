"""The child process that splits articles into claims, groups stories and compares them.

Requests on standard input, one JSON object a line: {"id", "verb", ...}; answers likewise. What the reader looks at
goes first: requests are answered by priority, and the background's steps are short.
"""

from __future__ import annotations

import itertools
import json
import os
import queue
import sys
import threading
from pathlib import Path
from typing import Any

from tui_reader.errors import NewsreadError
from tui_reader.newsroom.background import Background
from tui_reader.store import Store

PRIORITIES = {"claims": 0, "compare": 1, "engine": 1, "prepare": 2}


def main(arguments: list[str]) -> int:
    """Serve until standard input closes. Arguments: database, engine, window in hours."""
    path, engine, window_hours = arguments
    requests: queue.PriorityQueue[tuple[int, int, dict[str, Any] | None]] = queue.PriorityQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    with Store.open(Path(path), wait_seconds=10.0) as store:
        background = Background(store, engine=engine, window_hours=int(window_hours))
        while True:
            _, _, request = requests.get()
            if request is None:
                return 0
            _answer(request, background)


def _listen(requests: queue.PriorityQueue[tuple[int, int, dict[str, Any] | None]]) -> None:
    """Queue what comes in; the end of input ends the process, however much is still queued."""
    numbers = itertools.count()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        requests.put((PRIORITIES.get(request["verb"], 1), next(numbers), request))
    requests.put((-1, 0, None))


def _answer(request: dict[str, Any], background: Background) -> None:
    reply: dict[str, Any] = {"id": request["id"]}
    try:
        reply.update(_perform(request, background))
    except NewsreadError as error:
        reply["error"] = str(error)
    except Exception as error:  # an article nobody foresaw must not end the process
        reply["error"] = f"{type(error).__name__} while handling {request['verb']}"
    sys.stdout.write(json.dumps(reply) + "\n")
    sys.stdout.flush()


def _perform(request: dict[str, Any], background: Background) -> dict[str, Any]:
    match request["verb"]:
        case "claims":
            background.split(request["article"])
            return {}
        case "compare":
            background.compare(request["story"])
            return {}
        case "prepare":
            step = background.step()
            return {"split": step.split, "grouped": step.grouped, "indexed": step.indexed, "speakers": step.speakers}
        case "engine":
            return {"engine": background.engine_name()}
        case _:
            return {"error": f"unknown verb {request['verb']}"}


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(5)  # the screen goes first
    sys.exit(main(sys.argv[1:]))
