"""Turns the bytes of a feed into characters: byte order marks, labels that lie, labels that are missing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO

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
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


PIECE_BYTES = 256 * 1024
"""Bytes of a file that are read at a time."""


def decode(body: bytes, content_type: str = "") -> str:
    """Return `body` as text; never raises.

    A byte order mark wins, then UTF-8 where it is valid, then the charset of the HTTP header and of the XML
    declaration, each only if it fits. Text that claims UTF-8 and is not: stray bytes become U+FFFD where other
    multi-byte characters are right, else all of it is windows-1252.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    head = body[:200].lstrip()
    for start, name in _NULS:
        if head.startswith(start):
            return body[len(body[:200]) - len(head) :].decode(name, "replace")
    for name in _labels(body, content_type):
        if (text := _strictly(body, name)) is not None:
            return text
    if _MULTIBYTE.search(body):
        return body.decode("utf-8", "replace")
    return body.decode("cp1252", "replace")


def decode_file(file: IO[bytes], content_type: str = "") -> Iterator[str]:
    """The characters of a file in pieces, the same as `decode` reads them, without holding it whole."""
    name, errors, begin = _codec(file, content_type)
    file.seek(begin)
    return _pieces(file, name, errors)


def _pieces(file: IO[bytes], name: str, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(name)(errors)
    while piece := file.read(PIECE_BYTES):
        yield decoder.decode(piece)
    yield decoder.decode(b"", True)


def _codec(file: IO[bytes], content_type: str) -> tuple[str, str, int]:
    """The codec of a file, what to do about its errors, and the byte to begin at."""
    head = file.read(PIECE_BYTES)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name, "replace", len(mark)
    start = head[:200].lstrip()
    for sign, name in _NULS:
        if start.startswith(sign):
            return name, "replace", len(head[:200]) - len(start)
    for name in _labels(head, content_type):
        errors = "replace" if name == "cp1252" else "strict"
        if _is_read_by(file, name, errors):
            return name, errors, 0
    file.seek(0)
    has_utf8 = any(_MULTIBYTE.search(piece) for piece in iter(lambda: file.read(PIECE_BYTES), b""))
    return "utf-8" if has_utf8 else "cp1252", "replace", 0


def _is_read_by(file: IO[bytes], name: str, errors: str) -> bool:
    """As `_strictly`: whether the codec works for all of the file and leaves markup."""
    file.seek(0)
    has_markup = False
    try:
        for text in _pieces(file, name, errors):
            has_markup = has_markup or "<" in text or "{" in text
    except (UnicodeError, LookupError, ValueError):
        return False
    return has_markup


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
    names = [_LARGER.get(label.lower(), label.lower()) for label in labels if label]
    names.sort(key=lambda name: name == "cp1252")  # any bytes are windows-1252, and servers say so by default
    return [*names, "utf-8"] if stateful else ["utf-8", *names]


def _strictly(body: bytes, name: str) -> str | None:
    """`body` read by the codec `name` if that works and leaves markup, else None."""
    try:
        text = body.decode(name, "replace" if name == "cp1252" else "strict")
    except (UnicodeError, LookupError, ValueError):
        return None
    return text if "<" in text or "{" in text else None
