"""Addresses that open a page at the words: text fragments, after the WICG draft "URL Fragment Text Directives"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from tui_reader.model import Claim

LONG: Final = 240
"""Characters above which a passage is named by its first and last words alone: the whole would not survive copying."""

EDGE: Final = 6
"""Words at either end that name a long passage."""

SHORT: Final = 24
"""Characters below which the words around are needed to find the right place."""


def fragment_url(url: str, claim: Claim, prefix: str = "", suffix: str = "") -> str:
    """`url` with a directive that makes browsers scroll to the claim and light it; `url` itself where it is not http.

    `prefix` and `suffix` are the characters around the claim; they are used where its own words are few.
    """
    directives = [directive(piece, prefix, suffix) for piece in pieces(claim) if piece.strip()]
    if not url.startswith(("http://", "https://")) or not directives:
        return url
    mark = ":~:" if "#" in url else "#:~:"
    return url.partition(":~:")[0].rstrip("#") + mark + "&".join(directives)


def directive(passage: str, prefix: str = "", suffix: str = "") -> str:
    """`text=...` for one passage."""
    words = passage.split()
    if len(passage) > LONG and len(words) > 2 * EDGE:
        return f"text={encoded(' '.join(words[:EDGE]))},{encoded(' '.join(words[-EDGE:]))}"
    before, after = ("", "") if len(passage) > SHORT else (whole_words(prefix, True), whole_words(suffix, False))
    return (
        "text="
        + (f"{encoded(before)}-," if before else "")
        + encoded(passage)
        + (f",-{encoded(after)}" if after else "")
    )


def whole_words(context: str, is_before: bool) -> str:
    """The part of `context` next to the passage that is in its paragraph and made of whole words, "" where none is."""
    line = re.split(r"\n", context)[-1 if is_before else 0]
    if is_before:  # its first word may be cut off, and so is no match for the page
        line = line if line != context else line.partition(" ")[2]
    else:
        line = line if line != context else line.rpartition(" ")[0]
    return " ".join(line.split())


def pieces(claim: Claim) -> Sequence[str]:
    """The verbatim pieces of a claim's text, one a span."""
    lengths = [end - begin for begin, end in claim.spans]
    if sum(lengths) + len(lengths) - 1 != len(claim.text):
        return [claim.text]
    found, at = [], 0
    for length in lengths:
        found.append(claim.text[at : at + length])
        at += length + 1
    return found


def encoded(words: str) -> str:
    """Percent-encoded, also the three characters that a directive gives a meaning to."""
    return quote(" ".join(words.split()), safe="", errors="replace").replace("-", "%2D")
