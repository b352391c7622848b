"""The loopback feed server of the corpora, started on a free port and stopped by its own handle."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def shared_folder() -> Path | None:
    """The folder of corpora and tools beside the checkout (or `$NEWSREAD_SHARED`), None where it is absent."""
    root = Path(__file__).resolve().parent.parent
    folder = Path(os.environ.get("NEWSREAD_SHARED", root.parent / "shared"))
    return folder if (folder / "tools" / "feedserver.py").is_file() else None


@dataclass(frozen=True, slots=True)
class FeedServer:
    """A running server; its feeds and modes are described in the server's own docstring."""

    url: str  #: "http://127.0.0.1:PORT"

    def ask(self, path: str) -> bytes:
        """The body of a GET on the server itself."""
        with urllib.request.urlopen(self.url + path, timeout=60) as answer:  # loopback only
            body: bytes = answer.read()
        return body

    def stats(self, reset: bool = False) -> dict[str, Any]:
        """What was asked since the start or the last reset."""
        stats: dict[str, Any] = json.loads(self.ask("/stats?reset=1" if reset else "/stats"))
        return stats

    def urls(self, count: int, is_spread: bool = True) -> list[str]:
        """Addresses of the first `count` feeds, each on a loopback address of its own where `is_spread`."""
        return self.ask(f"/urls?n={count}" + ("&hosts=1" if is_spread else "")).decode().split()

    def modes(self) -> list[str]:
        """Names of the hostile and broken answers it knows."""
        return [line.split("\t")[0] for line in self.ask("/chaos").decode().splitlines()]

    def chaos(self, mode: str) -> str:
        """Address of one of them."""
        return f"{self.url}/chaos/{mode}.xml"

    def set_latency(self, milliseconds: float) -> None:
        """Wait so long before every answer."""
        self.ask(f"/ctl/latency?ms={milliseconds:g}")

    def bump(self, items: int = 1) -> None:
        """Put so many new items at the head of every feed."""
        self.ask(f"/ctl/bump?n={items}")


def _free_port() -> int:
    """A port that is free and whose successor is free too: the server's "internal" host listens there."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


@contextlib.contextmanager
def running(
    shared: Path, feeds: int = 4, items: int = 30, hosts: int = 0, prebuild: bool = True
) -> Iterator[FeedServer]:
    """A server with `feeds` feeds of `items` items, up to `hosts` of them on addresses of their own."""
    port = _free_port()
    command = [sys.executable, str(shared / "tools" / "feedserver.py"), "--port", str(port), "--feeds", str(feeds)]
    command += ["--items", str(items), "--hosts", str(hosts)] + ([] if prebuild else ["--no-prebuild"])
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout is not None
        ready = process.stdout.readline()
        if not ready.startswith(b"ready"):
            raise RuntimeError("the loopback server did not start")
        yield FeedServer(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
