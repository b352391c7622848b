"""Turns the bytes of a feed into characters: byte order marks, labels that lie, labels that are missing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO, Protocol, TypeVar

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NULS = (  # "<" and a following character as wide characters without a mark
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# labels that are read as the larger set which writers really use, as the WHATWG encoding standard has it
_LARGER = {
    **dict.fromkeys(["iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252"], "cp1252"),
    "us-ascii": "ascii",
    **dict.fromkeys(["gb2312", "gb_2312-80", "gbk", "x-gbk"], "gb18030"),
    **dict.fromkeys(["shift_jis", "shift-jis", "sjis", "x-sjis"], "cp932"),
    **dict.fromkeys(["euc-kr", "ks_c_5601-1987", "ksc5601"], "cp949"),
    **{"big5": "big5hkscs", "iso-8859-9": "cp1254", "tis-620": "cp874", "iso-8859-11": "cp874", "utf8": "utf-8"},
    **{"iso-8859-8-i": "iso-8859-8", "x-mac-roman": "mac-roman", "macintosh": "mac-roman"},
}
# Python's codecs that are no charset of a document; punycode takes time by the square of the length
_NO_CHARSETS = frozenset(
    {
        "base64",
        "bz2",
        "hex",
        "idna",
        "punycode",
        "quopri",
        "raw-unicode-escape",
        "rot-13",
        "undefined",
        "unicode-escape",
    }
    | {"uu", "zlib"}
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


Text_co = TypeVar("Text_co", covariant=True)  # how the text comes: whole or in pieces

PIECE_BYTES = 256 * 1024
"""Bytes of a file that are read at a time."""


def decode(body: bytes, content_type: str = "") -> str:
    """Return `body` as text; never raises.

    A byte order mark wins, then UTF-8 where it is valid, then the charset of the HTTP header and of the XML
    declaration, each only if it fits. Text that claims UTF-8 and is not: stray bytes become U+FFFD where other
    multi-byte characters are right, else all of it is windows-1252.
    """
    return _read(body, content_type, _Bytes(body))


def decode_file(file: IO[bytes], content_type: str = "") -> Iterator[str]:
    """The characters of a file in pieces, the same as `decode` reads them, without holding it whole."""
    return _read(file.read(PIECE_BYTES), content_type, _File(file))


class _Readable(Protocol[Text_co]):
    """Bytes that can be tried with one codec after the other."""

    def strictly(self, name: str) -> Text_co | None:
        """The text, if the codec `name` works for all of it and leaves markup."""

    def somehow(self, name: str, begin: int = 0) -> Text_co:
        """The text from the byte `begin` on, U+FFFD where the codec `name` does not work."""

    def has_multibyte(self) -> bool:
        """Whether there is a character of several bytes that is right in UTF-8."""


def _read(head: bytes, content_type: str, source: _Readable[Text_co]) -> Text_co:
    """The rules of `decode` for anything that begins with `head`."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return source.somehow(name, len(mark))
    start = head[:200].lstrip()
    for sign, name in _NULS:
        if start.startswith(sign):
            return source.somehow(name, len(head[:200]) - len(start))
    for name in _labels(head, content_type):
        if (text := source.strictly(name)) is not None:
            return text
    return source.somehow("utf-8" if source.has_multibyte() else "cp1252")


class _Bytes:
    """A body in memory; what a codec makes of it is decoded once."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def strictly(self, name: str) -> str | None:
        try:
            text = self._body.decode(name, _errors(name))
        except (UnicodeError, LookupError, ValueError):
            return None
        return text if _has_markup(text) else None

    def somehow(self, name: str, begin: int = 0) -> str:
        return (self._body[begin:] if begin else self._body).decode(name, "replace")

    def has_multibyte(self) -> bool:
        return _MULTIBYTE.search(self._body) is not None


class _File:
    """A file, read again for each codec and never held whole."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def strictly(self, name: str) -> Iterator[str] | None:
        has_markup = False
        try:
            for text in self._pieces(name, _errors(name)):
                has_markup = has_markup or _has_markup(text)
        except (UnicodeError, LookupError, ValueError):
            return None
        return self._pieces(name, _errors(name)) if has_markup else None

    def somehow(self, name: str, begin: int = 0) -> Iterator[str]:
        return self._pieces(name, "replace", begin)

    def has_multibyte(self) -> bool:
        self._file.seek(0)
        return any(_MULTIBYTE.search(piece) for piece in iter(lambda: self._file.read(PIECE_BYTES), b""))

    def _pieces(self, name: str, errors: str, begin: int = 0) -> Iterator[str]:
        self._file.seek(begin)
        decoder = codecs.getincrementaldecoder(name)(errors)
        while piece := self._file.read(PIECE_BYTES):
            yield decoder.decode(piece)
        yield decoder.decode(b"", True)


def _errors(name: str) -> str:
    """What a codec does about bytes that it has no character for: windows-1252 has a few such."""
    return "replace" if name == "cp1252" else "strict"


def _has_markup(text: str) -> bool:
    return "<" in text or "{" in text


def decode_page(html: bytes, content_type: str = "") -> str:
    """Return a web page as text, as `decode` does; what its <meta> says stands in for a missing header."""
    meta = _META.search(html[:4096])
    if meta and not _CHARSET.search(content_type):
        content_type += f"; charset={meta[1].decode('ascii')}"
    return decode(html, content_type)


def _labels(body: bytes, content_type: str) -> list[str]:
    """Codecs to try, best first. UTF-8 goes ahead of any label: other encodings hardly ever look like it."""
    declared = _DECLARED.match(body)
    header = _CHARSET.search(content_type)
    labels = [header[1] if header else "", declared[1].decode("ascii") if declared else ""]
    stateful = any(label.lower().startswith(("iso-2022", "hz", "utf-7")) for label in labels)  # these are ASCII bytes
    names = [name for label in labels if label and _is_charset(name := _LARGER.get(label.lower(), label.lower()))]
    names.sort(key=lambda name: name == "cp1252")  # any bytes are windows-1252, and servers say so by default
    return [*names, "utf-8"] if stateful else ["utf-8", *names]


def _is_charset(name: str) -> bool:
    """Whether Python knows `name`, as the charset of a document."""
    try:
        return codecs.lookup(name).name.replace("_", "-") not in _NO_CHARSETS
    except LookupError:
        return False
