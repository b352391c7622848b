"""`clean`: takes from a string what a terminal could obey or a reader could be fooled by, and keeps every word."""

from __future__ import annotations

import re
import unicodedata

from tui_reader.text.mojibake import is_suspicious, may_be_misread, mend

MARKS_PER_LETTER = 5
"""Combining marks kept on one letter; living scripts need no more, "zalgo" stacks hundreds."""

# C1 positions that windows-1252 uses for printable characters: text labelled latin-1 nearly always means these
_CP1252 = {
    byte: character for byte in range(0x80, 0xA0) if (character := bytes([byte]).decode("cp1252", "ignore"))
}  # fmt: skip
_C1 = re.compile("[\x80-\x9f]")

# Controls but tab and line ends, C1, soft hyphen, vowel separator, invisible fillers, zero width space, bidi overrides
# and isolates, invisible operators, byte order mark, interlinear marks, non-characters, surrogates, tags.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\uffa0\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ufdd0-\ufdef\ud800-\udfff\U000e0000-\U000e0fff]"
)
_JOINERS = re.compile("[\u200c\u200d]")
_DIRECTION_MARKS = re.compile("([\u200e\u200f\u061c])[\u200e\u200f\u061c]*")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_EMOJI = re.compile("[\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]")
_MARK_RUN = re.compile(rf"[^\w\x00-\u02ff]{{{MARKS_PER_LETTER + 1},}}")
# what `str.isprintable` lets through although it needs a look: long runs of marks, invisible fillers
_PRINTABLE_BUT_ODD = re.compile(rf"[\u3164\uffa0]|[^\w\x00-\u02ff]{{{MARKS_PER_LETTER + 1},}}")
_ASCII_AS_BLANKS = b" " * 128 + bytes(range(128, 256))
_LINE_ENDS = re.compile("\r\n|[\r\v\f\u2028\u2029]")
_OTHER_BLANKS = re.compile(r"[^\S\n ]")
_EMPTY_LINES = re.compile(r"\n{3,}")


def clean(s: str, *, multiline: bool = False, limit: int = 0) -> str:
    """Return `s` as text that may be shown.

    Removed: C0, DEL, C1 (after reading them as windows-1252), bidi overrides and isolates, zero-width characters but
    joiners where a script or an emoji needs them, tags, surrogates, non-characters; marks above
    `MARKS_PER_LETTER`. Mojibake is mended; typographic quotes stay. A single line has its whitespace collapsed;
    with `multiline` line ends become "\\n", at most one line stays empty, and indentation is kept.
    `limit` > 0 cuts to that many characters, the last of them an ellipsis.
    """
    if limit and len(s) > 8 * limit:
        s = s[: 8 * limit]
    if needs_care(s):
        s = _without_forbidden(s, multiline=multiline)
    if not multiline:
        s = collapse(s)
    if limit and len(s) > limit:
        s = s[: limit - 1].rstrip() + "…"
    return s


def collapse(s: str) -> str:
    """Return `s` with every run of whitespace as one blank, none at its ends."""
    return " ".join(s.split())


def needs_care(s: str) -> bool:
    """Whether anything in `s` but the number of its blanks may need changing. A few scans in C, no loops."""
    if s.isascii():
        return not s.isprintable()
    if not s.isprintable():
        return True
    # what is not ASCII, its pieces parted by blanks: a few characters, so that the patterns have little to read
    rare = b" ".join(s.encode("utf-8").translate(_ASCII_AS_BLANKS).split()).decode("utf-8")
    return bool(_PRINTABLE_BUT_ODD.search(rare)) or (may_be_misread(rare) and is_suspicious(s))


def _without_forbidden(s: str, *, multiline: bool) -> str:
    """The slow path of `clean`: every rule in turn."""
    s = s.translate(_CP1252) if _C1.search(s) else s
    s = mend(s) if is_suspicious(s) else s
    s = _LINE_ENDS.sub("\n", s)
    s = _FORBIDDEN.sub("", s)
    s = _JOINERS.sub(_joiner_in_place, s)
    if _DIRECTION_MARKS.search(s):
        s = _DIRECTION_MARKS.sub(r"\1" if _RIGHT_TO_LEFT.search(s) else "", s)
    s = _MARK_RUN.sub(_capped_marks, s)
    if not multiline:
        return s
    s = _OTHER_BLANKS.sub(" ", s.expandtabs(4))
    s = "\n".join([line.rstrip(" ") for line in s.split("\n")])  # a pattern would take quadratic time over blanks
    return _EMPTY_LINES.sub("\n\n", s).strip("\n")


def _joiner_in_place(match: re.Match[str]) -> str:
    """Keep a joiner between emoji and inside scripts that shape by it, drop it anywhere else."""
    s, at = match.string, match.start()
    before, after = s[at - 1 : at], s[at + 1 : at + 2]
    if not before or not after:
        return ""
    if _EMOJI.match(before) and _EMOJI.match(after):
        return match[0] if match[0] == "\u200d" else ""
    return match[0] if _is_shaped(before) and _is_shaped(after) else ""


def _is_shaped(character: str) -> bool:
    """Whether a letter or mark belongs to a script from Hebrew on; Latin, Greek and Cyrillic need no joiners."""
    return character >= "\u0590" and unicodedata.category(character)[0] in "LM"


def _capped_marks(match: re.Match[str]) -> str:
    """Keep the first `MARKS_PER_LETTER` of each unbroken run of non-spacing marks."""
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= MARKS_PER_LETTER:
            kept.append(character)
    return "".join(kept)
