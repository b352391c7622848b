"""What a visit brought back and what limits it had: plain values, so that decisions about them need no network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import IO


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one visit may cost."""

    seconds: float = 20.0  #: for everything: all hops, the whole body
    connect_seconds: float = 10.0  #: for one connection, name lookup included
    read_seconds: float = 15.0  #: between two pieces of an answer
    wire_bytes: int = 16 << 20  #: as they come over the network
    body_bytes: int = 32 << 20  #: decompressed
    held_bytes: int = 0  #: a larger body lies in a temporary file (`Fetched.file`); 0: all are held in memory
    hops: int = 5  #: redirects


#: A visit that nobody waits for, and one that somebody asked for.
AUTOMATIC = Limits()
MANUAL = Limits(seconds=30.0)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer with a body (status 200), or the word that nothing changed (304)."""

    url: str  #: the address that was asked
    final_url: str  #: the address that answered, after redirects
    status: int  #: 200 or 304
    body: bytes = b""  #: decompressed; empty at 304 and where `file` has it
    body_hash: str = ""  #: hex digest of the body; "" at 304
    content_type: str = ""  #: header as received, at most 200 characters
    moved_to: str = ""  #: `final_url` where every hop on the way was a permanent redirect (301, 308), else ""
    etag: str = ""  #: as received, byte for byte (latin-1); "" where absent or unfit to be sent back
    last_modified: str = ""  #: likewise
    fresh_for: timedelta | None = None  #: by Cache-Control or Expires, less its age; None where neither says so
    is_partial: bool = False  #: the body broke off or was cut at a cap
    note: str = ""  #: one line for people: why it is partial
    wire_bytes: int = 0  #: size as it came
    seconds: float = 0.0  #: how long it took
    file: IO[bytes] | None = None  #: the body where it is larger than `Limits.held_bytes`; `close` it

    def close(self) -> None:
        """Give up the file that holds a large body."""
        if self.file is not None:
            self.file.close()

    @property
    def is_not_modified(self) -> bool:
        """Whether the server said that nothing changed."""
        return self.status == 304
