"""Feeds that are files of this computer (`file:` addresses that the reader added)."""

from __future__ import annotations

import asyncio
import contextlib
import os
import stat
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tui_reader.errors import FetchError, NotAllowed
from tui_reader.feeds.fetched import Fetched, Limits
from tui_reader.feeds.inflate import Inflater
from tui_reader.model import FeedState


def local_path(url: str) -> Path:
    """The path of a `file:` address; raises NotAllowed where it names another computer."""
    parts = urlsplit(url)
    if parts.netloc not in {"", "localhost"}:
        raise NotAllowed("a file: address names a file of this computer: file:///folder/feed.xml")
    return Path(url2pathname(parts.path))


async def read_local(url: str, state: FeedState, limits: Limits) -> Fetched:
    """Read a local feed under the same caps as any other; size and time of change serve as its validator.

    Raises FetchError where there is no such regular file or it cannot be read.
    """
    began = time.perf_counter()
    path = local_path(url)
    try:
        tag, raw, is_cut = await asyncio.to_thread(_read, path, state.etag, limits.wire_bytes)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise FetchError(f"the file cannot be read: {reason}") from error
    seconds = time.perf_counter() - began
    if raw is None:
        return Fetched(url, url, 304, etag=tag, seconds=seconds)
    with contextlib.closing(Inflater("", limits.body_bytes)) as inflater:
        inflater.feed(raw)
        inflater.finish()
        body, _ = inflater.body()
    is_partial = is_cut or inflater.is_full or inflater.is_broken
    return Fetched(
        url,
        url,
        200,
        body,
        body_hash=inflater.digest(),
        etag=tag,
        is_partial=is_partial,
        note="larger than allowed or broken: only its beginning was read" if is_partial else "",
        wire_bytes=len(raw),
        seconds=seconds,
    )


def _read(path: Path, known: str, most: int) -> tuple[str, bytes | None, bool]:
    """Tag, bytes (None where `known` is still the tag) and whether they were cut; regular files only: a pipe hangs."""
    # O_NONBLOCK: opening a pipe that nobody writes to must not wait
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise FetchError("the address names no regular file")
        tag = f'"{status.st_mtime_ns}-{status.st_size}"'
        if known == tag:
            return tag, None, False
        raw = file.read(most + 1)
    return tag, raw[:most], len(raw) > most
