"""Mends text that was decoded by the wrong table: a cheap look first, ftfy only where that look finds something."""

from __future__ import annotations

import re

# What UTF-8 bytes look like when windows-1252 (or latin-1) reads them: a lead byte and its continuation bytes.
_TAIL = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MISREAD = re.compile(
    rf"[Â-ß]{_TAIL}|[à-ï]{_TAIL}{{2}}|[ð-ô]{_TAIL}{{3}}"
    "|вЂ|‚Ä|Ã[ \u00a0]"  # the same read by windows-1251 and by MacRoman; "à" whose second byte is a blank
)
# "said.Â": the rest of a no-break space whose second byte was trimmed; no language ends a word so
_STRAY_A = re.compile(r"(?<=[a-zß-öø-ÿ.,;:!?%’”\"')\]»])Â(?=\s|$)|(?<!\S)Â(?=\s|$)", re.MULTILINE)

LONGEST_LINE = 100_000
"""Characters of one line that are handed to ftfy; longer ones are left as they are."""


def may_be_misread(pieces: str) -> bool:
    """Whether `pieces`, the words of a text with ASCII replaced by blanks, leave a chance of `is_suspicious`."""
    return "Â" in pieces or bool(_MISREAD.search(pieces))


def is_suspicious(s: str) -> bool:
    """Whether `s` holds a sequence that UTF-8 read by a wrong table leaves. One scan, no imports."""
    return bool(_MISREAD.search(s)) or ("Â" in s and bool(_STRAY_A.search(s)))


def mend(s: str) -> str:
    """Return `s` with mojibake mended line by line; what ftfy finds plausible stays. Quotes are left curly."""
    lines = [_mend_line(line) if _MISREAD.search(line) else line for line in s.split("\n")]
    return _STRAY_A.sub("", "\n".join(lines))


def _mend_line(line: str) -> str:
    import ftfy  # 100 ms of import that only mojibake pays for

    return line if len(line) > LONGEST_LINE else ftfy.fix_encoding(line)
