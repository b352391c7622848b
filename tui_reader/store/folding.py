"""Text without case and diacritics, as the search index sees it."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Case and diacritics taken away, as the search index does it; the length may change."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
