"""Documents that are in no database: files and lines of JSON, read with caps, split and compared by the same rooms."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final, Literal

from tui_reader.claims import split
from tui_reader.errors import NewsreadError
from tui_reader.model import Body, Claim
from tui_reader.stories.documents import Document

MAX_BYTES: Final = 4_000_000
"""Largest document; no article comes near it."""

MARKUP: Final = (".html", ".htm", ".xhtml")
TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
Engine = Literal["auto", "rules", "model"]
NOTHING: Final = Body("")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document split into claims, or why it could not be."""

    name: str  #: as asked for
    title: str = ""  #: of a page; plain text has none
    body: Body = NOTHING  #: what the spans point into; for plain text exactly as read
    claims: tuple[Claim, ...] = ()  #: in order of the text
    error: str = ""  #: one line; then there are no claims


def expand(names: Sequence[str]) -> Iterator[str]:
    """The names with folders replaced by every file in them, below them too, sorted; hidden ones are left out."""
    for name in names:
        if name == "-" or is_address(name) or not os.path.isdir(name):
            yield name
            continue
        for folder, folders, files in os.walk(name):
            folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
            yield from (os.path.join(folder, file) for file in sorted(files) if not file.startswith("."))


def read_all(names: Sequence[str], *, engine: Engine = "auto", jobs: int = 1) -> Iterator[Reading]:
    """Read and split documents in the order of `names`, in `jobs` processes; one that fails stops no other."""
    if jobs <= 1 or len(names) <= 1:
        yield from (read(name, engine) for name in names)
        return
    with ProcessPoolExecutor(min(jobs, len(names))) as pool:
        yield from pool.map(read, names, [engine] * len(names), chunksize=max(1, min(8, len(names) // (jobs * 4))))


def read(name: str, engine: Engine = "auto") -> Reading:
    """Read and split one document: a path or an http address. What goes wrong is in the answer's `error`."""
    try:
        if is_address(name):
            title, body = asyncio.run(read_page(name))
        else:
            title, body = read_file(Path(name))
        return split_document(name, title, body, engine)
    except NewsreadError as error:
        return Reading(name, error=f"{name}: {error}")


def split_document(name: str, title: str, body: Body, engine: Engine = "auto") -> Reading:
    """Claims of one document."""
    return Reading(name, title, body, tuple(split(body.text, title=title, blocks=body.blocks, engine=engine)))


def is_address(name: str) -> bool:
    """Whether `name` is an http address and no path."""
    return name.startswith(("http://", "https://"))


async def read_page(url: str) -> tuple[str, Body]:
    """Title and words of the article at an address. Raises NewsreadError."""
    from tui_reader.feeds.client import open_client
    from tui_reader.feeds.page import Pages
    from tui_reader.feeds.parsing import ParserPool

    async with open_client() as client, ParserPool(workers=1, deadline=20.0) as pool:
        page = await Pages(client).fetch(url, home=url)
        found = await pool.extract(page.body, url=page.final_url, content_type=page.content_type)
    if not found.body.text.strip():
        raise NewsreadError("the page holds no article to read")
    return found.title, found.body


def read_file(path: Path) -> tuple[str, Body]:
    """Title and words of a file; .txt exactly as read, HTML by `text.html_to_body`. Raises NewsreadError."""
    try:
        if not path.is_file():
            raise NewsreadError("is not a file" if path.exists() else "no such file")
        with path.open("rb") as file:
            data = read_bytes(file)
    except OSError as error:
        raise NewsreadError(error.strerror or "cannot be read") from None
    return as_body(decoded(data), is_markup=path.suffix.lower() in MARKUP)


def read_bytes(file: IO[bytes]) -> bytes:
    """All of `file` up to the cap. Raises NewsreadError."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise NewsreadError(f"is larger than {MAX_BYTES // 1_000_000} MB: give the article alone")
    return data


def decoded(data: bytes) -> str:
    """`data` as UTF-8 with its line ends as they are. Raises NewsreadError for what is no text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise NewsreadError("is not UTF-8 text: convert it first") from None
    if "\0" in text:
        raise NewsreadError("is binary data, not text")
    return text


def as_body(text: str, *, is_markup: bool) -> tuple[str, Body]:
    """Title and words of a text that is plain or HTML."""
    if not is_markup:
        return "", Body(text)
    from html import unescape

    from tui_reader.text import clean, html_to_body

    found = TITLE.search(text[:100_000])
    return clean(unescape(found[1])) if found else "", html_to_body(text)


@dataclass(frozen=True, slots=True)
class FoundStory:
    """A story of documents that are in no database."""

    documents: tuple[Document, ...]  #: with their claims, oldest first
    rows: tuple[tuple[tuple[int, int], ...], ...]  #: claims of several documents that agree: (document, claim)
    differs: tuple[tuple[str, tuple[tuple[int, tuple[int, int], str], ...]], ...]  #: what, (document, span, value)
    copies: tuple[tuple[int, ...], ...]  #: documents that are one text


def parse_line(line: str, number: int) -> Document:
    """A document of one line of JSON: `id`, `outlet`, `text`, and optionally `title`, `published_at`, `url`.

    Raises NewsreadError naming the line.
    """
    try:
        item = json.loads(line)
        if not isinstance(item, Mapping):
            raise ValueError("is not an object")
        for key in ("id", "outlet", "text"):
            if key not in item:
                raise ValueError(f"lacks {key}")
        return Document(
            id=typed(item, "id", int | str),
            outlet=typed(item, "outlet", str),
            text=typed(item, "text", str),
            title=typed(item, "title", str) if item.get("title") else "",
            url=typed(item, "url", str) if item.get("url") else "",
            published_at=moment(typed(item, "published_at", str)) if item.get("published_at") else None,
        )
    except json.JSONDecodeError as error:
        wanted = "each line is an object with id, outlet and text"
        raise NewsreadError(f"line {number}: not JSON (at character {error.pos + 1}): {wanted}") from None
    except (ValueError, RecursionError) as error:
        raise NewsreadError(f"line {number}: {error}") from None


def typed(item: Mapping[str, Any], key: str, kind: Any) -> Any:
    """A value of the right type. Raises ValueError."""
    value = item[key]
    if isinstance(value, bool) or not isinstance(value, kind):
        raise ValueError(f"{key} has the wrong type")
    return value


def moment(text: str) -> datetime:
    """A time in ISO 8601, UTC where it names no zone. Raises ValueError."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def find_stories(
    documents: Sequence[Document], *, engine: Engine = "auto", window_hours: int = 72, jobs: int = 1
) -> Iterator[FoundStory]:
    """Group documents, split them and compare each story; stories in the order of their first documents."""
    from tui_reader.stories.cluster import Grouper
    from tui_reader.stories.compare import compared

    grouper = Grouper(window_hours=window_hours)
    grouper.add(documents)
    whole = {document.id: document for document in with_claims(documents, engine, jobs)}
    for ids in grouper.stories().values():
        yield found_story(compared([whole[key] for key in ids], grouper.rarity))


def with_claims(documents: Sequence[Document], engine: Engine, jobs: int) -> Iterator[Document]:
    """The documents with their claims, in order."""
    if jobs <= 1 or len(documents) < 8:
        found = [split_claims(document, engine) for document in documents]
    else:
        with ProcessPoolExecutor(jobs) as pool:
            found = list(pool.map(split_claims, documents, [engine] * len(documents), chunksize=8))
    for document, claims in zip(documents, found, strict=True):
        yield replace(document, claims=claims)


def split_claims(document: Document, engine: Engine) -> tuple[Claim, ...]:
    """Claims of one document."""
    return tuple(split(document.text, title=document.title, outlet=document.outlet, engine=engine))


def found_story(compared: Any) -> FoundStory:
    """A comparison with positions of documents instead of ids."""
    comparison = compared.comparison
    place = {key: n for n, key in enumerate(comparison.article_ids)}
    return FoundStory(
        documents=compared.documents,
        rows=tuple(
            tuple((place[cell.article_id], cell.index) for cell in (*row.cells, *row.also))
            for row in comparison.rows
            if len(row.cells) > 1
        ),
        differs=tuple(
            (one.what, tuple((place[cell.claim.article_id], cell.span, cell.value) for cell in one.cells))
            for one in comparison.differs
        ),
        copies=tuple(tuple(place[key] for key in group) for group in comparison.copies),
    )
