"""What is printed: plain lines that a pipe, a pager and a screen reader can use, or one JSON object a line.

No box drawing, no colour, no control characters: whatever feeds or files hold, a terminal obeys none of it.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from typing import Any, Final

# As JSON these characters are written \uXXXX; on plain lines they are dropped: controls, C1, bidi, invisible signs
UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)


def one_line(text: str) -> str:
    """`text` as one line without anything that a terminal obeys."""
    return UNSAFE.sub("", " ".join(text.split()))


def say(text: str = "", *, indent: int = 0) -> None:
    """Print one line."""
    print(" " * indent + one_line(text))


def pour(text: str) -> None:
    """Print a whole file: to a pipe as it is, to a terminal without anything that one obeys."""
    if sys.stdout.isatty():
        text = "\n".join(UNSAFE.sub("", line.expandtabs()) for line in text.split("\n"))
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def emit(value: Any) -> None:
    """Print one JSON object on one line, with every character that a terminal could obey escaped."""
    text = json.dumps(value, ensure_ascii=False, default=as_json)
    print(UNSAFE.sub(escaped, text))


def escaped(found: re.Match[str]) -> str:
    """A character as JSON escapes."""
    return json.dumps(found[0])[1:-1]


def as_json(value: Any) -> Any:
    """Times as ISO 8601 in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    raise TypeError(f"{type(value).__name__} has no JSON form")


def hint(text: str) -> None:
    """One line on standard error: what to do next, never data."""
    print(f"newsread: {one_line(text)}", file=sys.stderr)


def progress(text: str) -> None:
    """One line on standard error for somebody who waits at a terminal; nothing in a script."""
    if sys.stderr.isatty():
        print(f"newsread: {one_line(text)}", file=sys.stderr)


def at(moment: datetime | None) -> str:
    """A time in the reader's zone, to the minute."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M") if moment else "undated"


def count(number: int, noun: str) -> str:
    """`1 feed`, `2 feeds`, `2 stories`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"
