"""Undoing one layer of compression, never past a cap: httpx's own decoders turned 2 KB into one chunk of 1 GB."""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from typing import IO

from tui_reader.errors import FetchError

#: A body that has grown past this many bytes ...
RATIO_FROM = 4 << 20
#: ... and is this many times as large as what came over the wire is a bomb; real feeds stay below 30.
RATIO_MOST = 200

_GZIP = b"\x1f\x8b"
_PLAIN = frozenset({"", "identity", "utf-8", "none"})


class Inflater:
    """The body of one answer, fed in pieces as they came over the wire.

    What the body is, its first bytes say: servers send `.gz` files without a word, and plain text labelled gzip.
    """

    def __init__(self, encoding: str, most: int, held: int = 0) -> None:
        """`encoding` is the Content-Encoding header, `most` the cap in bytes after decompression.

        More than `held` bytes are kept in a temporary file, which vanishes when it is closed; 0 means in memory.
        """
        self._encoding = encoding.strip().lower()
        self._most = most
        self._engine: zlib._Decompress | None = None
        self._is_known = False
        self._head = b""
        self._held = held
        self._grown: IO[bytes] = tempfile.SpooledTemporaryFile(held)  # noqa: SIM115  # closed by `body` or its taker
        self._digest = hashlib.blake2b(digest_size=16)
        self.size = 0  #: bytes so far
        self.wire = 0  #: bytes that came
        self.is_full = False  #: the cap is reached, more input is ignored
        self.is_bomb = False  #: it was reached by a body that grows out of all proportion
        self.is_broken = False  #: the stream broke; what came before it is good

    def feed(self, piece: bytes) -> None:
        """Take one piece; raises FetchError for a compression that newsread did not ask for."""
        self.wire += len(piece)
        if self.is_full or self.is_broken:
            return
        if not self._is_known:
            self._head += piece
            if len(self._head) < 2:
                return
            piece, self._head = self._head, b""
            self._engine = self._choose(piece)
            self._is_known = True
        self._take(piece)

    def finish(self) -> None:
        """No more comes: sets `is_broken` where the compressed stream did not come to its end. Raises FetchError."""
        if self._head:
            self._append(self._head)
        if self._engine is not None and not self._engine.eof and not self.is_full:
            self.is_broken = True
        self._grown.seek(0)
        if self._engine is not None and self._grown.read(2) == _GZIP:
            raise FetchError("the answer is compressed twice, which no feed needs: not read")
        self._grown.seek(0)

    def body(self) -> tuple[bytes, IO[bytes] | None]:
        """After `finish`: the body, or where it is larger than may be held in memory, the file that has it."""
        if self._held and self.size > self._held:
            return b"", self._grown
        with self._grown:
            return self._grown.read(), None

    def digest(self) -> str:
        """Of the body so far, hex."""
        return self._digest.hexdigest()

    def close(self) -> None:
        """Forget the body, unless `body` has handed it over."""
        self._grown.close()

    def _choose(self, head: bytes) -> zlib._Decompress | None:
        """The decompressor for a body that begins with `head`; None for plain bytes."""
        if head.startswith(_GZIP):
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        if self._encoding == "deflate" and not head.lstrip().startswith((b"<", b"{", b"\xef")):
            is_wrapped = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
            return zlib.decompressobj(zlib.MAX_WBITS if is_wrapped else -zlib.MAX_WBITS)
        if self._encoding in _PLAIN or "gzip" in self._encoding or head.lstrip().startswith((b"<", b"{", b"\xef")):
            return None
        raise FetchError(f"the server compressed the answer as {self._encoding[:20]!r}, which was not asked for")

    def _take(self, piece: bytes) -> None:
        if self._engine is None:
            self._append(piece)
            return
        while piece and not self.is_full:
            if self._engine.eof:  # gzip allows members one after another; anything else there is padding
                if not piece.startswith(_GZIP):
                    return
                self._engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                grown = self._engine.decompress(piece, min(self._most - self.size + 1, 1 << 20))
            except zlib.error:
                self.is_broken = True
                if not self.size:
                    raise FetchError("the answer says it is compressed, but it cannot be decompressed") from None
                return
            piece = self._engine.unconsumed_tail or self._engine.unused_data
            self._append(grown)

    def _append(self, grown: bytes) -> None:
        """Add decompressed bytes, up to the cap."""
        room = self._most - self.size
        if len(grown) > room:
            grown, self.is_full = grown[:room], True
        self._grown.write(grown)
        self._digest.update(grown)
        self.size += len(grown)
        if self._engine is not None and self.size > RATIO_FROM and self.size > RATIO_MOST * self.wire:
            self.is_full = self.is_bomb = True
