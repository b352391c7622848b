"""Saved claims in newsread's own JSON: everything, and the same set back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any, Final, get_args

from tui_reader.errors import UsageError
from tui_reader.export.citation import stamp
from tui_reader.model import Badge, Bookmark, Claim, Cue, Mode, Source, Span, Stance
from tui_reader.model.claims import Affiliation, Label, Naming
from tui_reader.text import clean, clean_url

FORMAT: Final = "newsread bookmarks"
VERSION: Final = 1
MANY: Final = 1_000_000


def write(bookmarks: Sequence[Bookmark]) -> str:
    """JSON text: a head that names the format, and every field of every bookmark but its database keys."""
    items = [plain(bookmark) for bookmark in bookmarks]
    whole = {"format": FORMAT, "version": VERSION, "bookmarks": items}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def plain(bookmark: Bookmark) -> dict[str, Any]:
    """One bookmark as JSON values."""
    values = asdict(bookmark)
    del values["id"], values["article_id"]
    return {key: stamp(value) if isinstance(value, datetime) else value for key, value in values.items()}


def is_ours(text: str) -> bool:
    """Whether `text` looks like what `write` wrote."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and f'"{FORMAT}"' in text[:1000]


def read(text: str) -> list[Bookmark]:
    """Bookmarks of a file that `write` wrote, by this version or an older one; ids are 0.

    The words go through the same door as those of feeds. Raises UsageError naming the entry that is wrong.
    """
    try:
        whole = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise UsageError("this file is not JSON: export it again with `newsread export json`") from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or not isinstance(whole.get("bookmarks"), list):
        raise UsageError("this JSON holds no bookmarks of newsread: it must come from `newsread export json`")
    if not isinstance(whole.get("version"), int) or whole["version"] > VERSION:
        raise UsageError(f"this export is of version {whole.get('version')}: a newer newsread must read it")
    return [bookmark(item, number) for number, item in enumerate(whole["bookmarks"][:MANY], 1)]


def bookmark(item: Any, number: int) -> Bookmark:
    """One entry of a file. Raises UsageError with its number."""
    try:
        known = {field.name for field in fields(Bookmark)} - {"id", "article_id", "claim"}
        values = {key: value for key, value in item.items() if key in known}
        for name in ("saved_at", "published_at", "fetched_at"):
            values[name] = moment(values.get(name))
        if values["saved_at"] is None:
            raise ValueError("saved_at is missing")
        for name, value in values.items():
            if isinstance(value, str):
                values[name] = clean_url(value) if name == "url" else safe(value)
        values["tags"] = tuple(clean(typed(tag, str)) for tag in values.get("tags", ()))
        values["revision"] = typed(values.get("revision", 1), int)
        texts = ("outlet", "article_title", "author", "url", "content_hash", "paragraph", "prefix", "suffix", "note")
        for name in texts:
            values[name] = typed(values.get(name, ""), str)
        return Bookmark(id=0, article_id=None, claim=claim(item["claim"]), **values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"bookmark {number} of this file cannot be read: {error}") from None


def claim(item: Mapping[str, Any]) -> Claim:
    """The claim of an entry. Raises ValueError, KeyError or TypeError."""
    source, cue = item.get("source"), item.get("cue")
    return Claim(
        spans=tuple(span(pair) for pair in item["spans"]),
        text=safe(typed(item["text"], str)),
        mode=one_of(item["mode"], Mode),
        badge=one_of(item["badge"], Badge),
        stance=one_of(item.get("stance", "say"), Stance),
        confidence=float(item.get("confidence", 1.0)),
        why=clean(typed(item.get("why", "rule"), str)),
        shown=typed(item.get("shown", True), bool),
        source=None if source is None else read_source(source),
        cue=None if cue is None else Cue(span(cue["span"]), clean(typed(cue["text"], str), multiline=True)),
        channel=clean(typed(item.get("channel", "unstated"), str)),
        chain=tuple(clean(typed(hop, str)) for hop in item.get("chain", ())),
        distance=clean(typed(item.get("distance", ""), str)),
        sentence=span(item.get("sentence", (0, 0))),
        label=one_of(item.get("label", ""), Label),
    )


def read_source(item: Mapping[str, Any]) -> Source:
    """The source of a claim. Raises ValueError, KeyError or TypeError."""
    return Source(
        span=None if item["span"] is None else span(item["span"]),
        mention=clean(typed(item["mention"], str), multiline=True),
        name=clean(typed(item["name"], str)),
        role=clean(typed(item.get("role", ""), str)),
        naming=one_of(item.get("naming", "unknown"), Naming),
        affiliation=one_of(item.get("affiliation", "unknown"), Affiliation),
    )


def safe(text: str) -> str:
    """`text` through the door, with the blanks at its ends: the words around a claim may begin or end with some."""
    core = text.strip(" \n")
    begin = text.index(core) if core else len(text)
    return text[:begin] + clean(core, multiline=True) + text[begin + len(core) :]


def span(pair: Any) -> Span:
    """Two offsets in order. Raises ValueError or TypeError."""
    begin, end = pair
    if typed(begin, int) < 0 or typed(end, int) < begin:
        raise ValueError(f"{begin}-{end} is no span")
    return begin, end


def moment(value: Any) -> datetime | None:
    """A time with its zone, or None. Raises ValueError or TypeError."""
    if value is None:
        return None
    at = datetime.fromisoformat(typed(value, str))
    if at.tzinfo is None:
        raise ValueError(f"{value} lacks a time zone")
    return at.astimezone(UTC)


def typed(value: Any, kind: type) -> Any:
    """`value` if it is of `kind`. Raises TypeError."""
    if type(value) is not kind:
        raise TypeError(f"{value!r:.40} should be of type {kind.__name__}")
    return value


def one_of(value: Any, names: Any) -> Any:
    """`value` if the literal type `names` allows it. Raises ValueError."""
    if value not in get_args(names):
        raise ValueError(f"{value!r:.40} is none of {', '.join(get_args(names))}")
    return value
