"""The process in which hostile bodies are read: `python -m tui_reader.feeds.worker`, spoken to by `parsing.ParserPool`.

Requests come on standard input, answers go to standard output, each a pickle behind its length in eight bytes. The
process ends when its input closes, or by an alarm when a request runs far past its deadline and nobody killed it.

A large body is the standard input itself, a file; its one request then stands in `REQUEST` of the environment, and its
answer comes in parts.
"""

from __future__ import annotations

import copyreg
import dataclasses
import json
import os
import pickle
import signal
import struct
import sys
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import IO, Any, BinaryIO, NamedTuple

from tui_reader.errors import NewsreadError, ParseError
from tui_reader.model import Block, Body, Link, ParsedEntry, ParsedFeed

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space a worker may use where the system can limit it."""
LENGTH = struct.Struct(">Q")
"""What stands before each message."""
REQUEST = "NEWSREAD_REQUEST"
"""The variable in which the one request of a large body is, as JSON."""
PART_CHARACTERS = 256 * 1024
"""Characters of articles in one part of a large answer."""
READY = b"\x01"
"""Written once, when the worker can take its first request."""


class Request(NamedTuple):
    """One body to read."""

    kind: str  #: "parse", "parse_file" or "extract"
    deadline: float  #: seconds
    arguments: dict[str, Any]  #: keyword arguments of `parse.parse` or `fulltext.extract`


def answer(request: Request, file: IO[bytes] | None = None) -> object:
    """What reading gives: a ParsedFeed, an Extracted, or the error that says why not. `file` is a large body."""
    try:
        if file is not None:
            from tui_reader.feeds.parse import parse_file

            return parse_file(file, **request.arguments)
        if request.kind == "extract":
            from tui_reader.feeds.fulltext import extract

            return extract(**request.arguments)
        from tui_reader.feeds.parse import parse

        return parse(**request.arguments)
    except NewsreadError as error:
        return error
    except (MemoryError, RecursionError) as error:
        return ParseError(f"too large or too deep to read: {type(error).__name__}")
    except Exception as error:  # whatever a parser of ours or of others raises on a hostile body is that body's fault
        return ParseError(f"not readable: {type(error).__name__}: {str(error)[:100]}")


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer requests until `source` ends."""
    target.write(READY)
    target.flush()
    while header := source.read(LENGTH.size):
        request: Request = pickle.loads(source.read(*LENGTH.unpack(header)))
        _alarm(2 * request.deadline + 1)
        result = answer(request)
        _alarm(0)
        _send(result, target)


def serve_file(request: Request, source: BinaryIO, target: BinaryIO) -> None:
    """Read the file `source`: its entries go out in tuples, then the feed without them, or an error."""
    target.write(READY)
    target.flush()
    _alarm(2 * request.deadline + 1)
    result = answer(request, source)
    _alarm(0)
    if isinstance(result, ParsedFeed):
        for part in parts(result.entries):
            _send(part, target)
        result = dataclasses.replace(result, entries=())
    _send(result, target)


def parts(entries: Sequence[ParsedEntry]) -> Iterator[tuple[ParsedEntry, ...]]:
    """`entries` in tuples of about `PART_CHARACTERS`."""
    part: list[ParsedEntry] = []
    length = 0
    for entry in entries:
        part.append(entry)
        length += len(entry.body.text)
        if length >= PART_CHARACTERS:
            yield tuple(part)
            part, length = [], 0
    if part:
        yield tuple(part)


def _send(value: object, target: BinaryIO) -> None:
    message = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    target.write(LENGTH.pack(len(message)))
    target.write(message)
    target.flush()


def _alarm(seconds: float) -> None:
    """Have the system end this process in `seconds` whatever it is doing; 0 calls that off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _confine() -> None:
    """Be nice, small, and deaf to the terminal's Ctrl-C, which is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        import resource

        os.nice(5)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _pickle_by_call(kind: type[Any]) -> None:
    """Have instances of a frozen dataclass pickled as a call of it, which is a third of the work of setting slots."""
    values = attrgetter(*(field.name for field in dataclasses.fields(kind)))
    copyreg.pickle(kind, lambda instance: (kind, values(instance)))


def main() -> None:
    """Serve on the process's own standard streams; what libraries print goes nowhere."""
    _confine()
    for kind in (Block, Link, Body, ParsedEntry, ParsedFeed):
        _pickle_by_call(kind)
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    request = os.environ.pop(REQUEST, "")
    try:
        if request:
            serve_file(Request(*json.loads(request)), sys.stdin.buffer, target)
        else:
            serve(sys.stdin.buffer, target)
    except (BrokenPipeError, EOFError, struct.error):  # the parent is gone
        os._exit(0)


if __name__ == "__main__":
    main()
