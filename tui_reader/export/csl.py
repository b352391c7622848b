"""Saved claims as CSL-JSON (csl-data.json of the Citation Style Language 1.0): an item an article."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from tui_reader.export.citation import by_article, keys, quoted, speaker
from tui_reader.model import Bookmark


def write(bookmarks: Sequence[Bookmark]) -> str:
    """JSON text: a list of items."""
    groups = by_article(bookmarks)
    items = [item(key, group) for key, group in zip(keys(groups), groups, strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def item(key: str, group: Sequence[Bookmark]) -> dict[str, Any]:
    """One article; its claims, speakers and notes are the annotation."""
    first = group[0]
    lines = [f"{quoted(b.claim)} — {speaker(b.claim, b.outlet)}" + (f" [{b.note}]" if b.note else "") for b in group]
    known: dict[str, Any] = {
        "id": key,
        "type": "article-newspaper",
        "title": first.article_title,
        "container-title": first.outlet,
        "author": [{"literal": first.author}] if first.author else None,
        "issued": date_parts(first.published_at),
        "accessed": date_parts(first.fetched_at),
        "URL": first.url,
        "annote": "\n".join(lines),
        "keyword": ", ".join(sorted({tag for bookmark in group for tag in bookmark.tags})),
    }
    return {name: value for name, value in known.items() if value}


def date_parts(moment: datetime | None) -> dict[str, list[list[int]]] | None:
    """A day in UTC as CSL writes it."""
    if moment is None:
        return None
    day = moment.astimezone(UTC)
    return {"date-parts": [[day.year, day.month, day.day]]}
