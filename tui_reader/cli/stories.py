"""`stories` and `compare`: what several outlets report, from the database or from any documents."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui_reader.app.badges import badge_text
from tui_reader.cli import options, output
from tui_reader.cli.entry import complain
from tui_reader.cli.records import claim_line, printed_line, story_record
from tui_reader.cli.session import Session
from tui_reader.cli.waiting import prepare
from tui_reader.errors import NewsreadError, UsageError
from tui_reader.model import Article, Claim, ClaimRef, Comparison, Story

if TYPE_CHECKING:
    from tui_reader.newsroom import Newsroom
    from tui_reader.newsroom.documents import FoundStory
    from tui_reader.stories.documents import Document

MAX_LINES = 100_000


@click.command("stories")
@options.filter_words
@options.limit(50)
@click.option("--input", "file", type=click.Path(path_type=Path, allow_dash=True), help="JSON lines instead of feeds.")
@click.option("--jobs", type=click.IntRange(0, 64), default=0, help="Processes, with --input; 0: one a core.")
@options.as_json
@click.pass_obj
def stories_command(
    session: Session, query_words: tuple[str, ...], limit: int, file: Path | None, jobs: int, is_json: bool
) -> int:
    """What several outlets report, newest first; the number is what `compare` takes.

    With --input FILE.jsonl: stories of the documents in FILE, a line each with id, outlet, text, and optionally title,
    published_at and url; no database is used (docs/cli.md).
    """
    if file is not None:
        if query_words:
            raise UsageError("--input takes no filter: filter the lines of the file instead")
        return print_found(session, file, jobs, is_json)
    query = options.query(query_words)

    async def work(room: Newsroom) -> list[Story]:
        await prepare(room, "all" if room.is_demo or options.is_about_claims(query) else "grouped")
        return room.library.story_rows(room.library.story_ids(query, limit=limit))

    stories = session.wait(work)
    for story in stories:
        output.emit(story_record(story)) if is_json else output.say(story_line(story))
    if not stories:
        output.hint("no story matches" if query else "no stories yet: newsread refresh, or newsread --demo stories")
    return 0


def story_line(story: Story) -> str:
    """One story for people."""
    facts = [", ".join(story.outlets)]
    facts += [f"{output.count(story.origins, 'origin')}"] if story.origins else []
    facts += ["figures differ"] if story.has_differences else []
    facts += [f"{story.unread} unread"] if story.unread else []
    return f"{story.id}  {output.at(story.latest_at)}  {story.title} ({'; '.join(facts)})"


@click.command("compare")
@click.argument("story_id", metavar="STORY", type=int)
@options.as_json
@click.pass_obj
def compare_command(session: Session, story_id: int, is_json: bool) -> None:
    """The claims of a story side by side: what outlets share, where figures differ, what only one has."""

    async def work(room: Newsroom) -> Compared:
        await prepare(room, "grouped")
        story = room.library.story(story_id)
        comparison = room.library.comparison(story_id) or await room.reading.compare(story_id)
        articles = {key: room.library.article(key) for key in comparison.article_ids}
        claims = {key: room.library.claims(key) or await room.reading.claims(key) for key in comparison.article_ids}
        return Compared(story, comparison, articles, claims)

    compared = session.wait(work)
    if is_json:
        output.emit(compared.record())
        return
    for indent, line in compared.lines():
        output.say(line, indent=indent)


class Compared:
    """A comparison with the words it points at."""

    def __init__(
        self, story: Story, comparison: Comparison, articles: dict[int, Article], claims: dict[int, list[Claim]]
    ) -> None:
        self.story, self.comparison, self.articles, self.claims = story, comparison, articles, claims

    def claim(self, ref: ClaimRef) -> Claim:
        """The claim at a place."""
        return self.claims[ref.article_id][ref.index]

    def badge(self, ref: ClaimRef) -> str:
        """Its source badge."""
        return badge_text(self.claim(ref), self.articles[ref.article_id].outlet)

    def cell(self, ref: ClaimRef) -> dict[str, Any]:
        """A claim as a cell of JSON."""
        claim = self.claim(ref)
        return {"article": ref.article_id, "spans": claim.spans, "text": claim.text, "badge": self.badge(ref)}

    def record(self) -> dict[str, Any]:
        """The whole comparison, as `stories --input` prints it, with the story and its articles."""
        whole = self.comparison
        heads = ("id", "outlet", "title", "url", "published_at", "revision")
        return {
            "story": self.story.id,
            "title": self.story.title,
            "articles": [{name: getattr(self.articles[key], name) for name in heads} for key in whole.article_ids],
            "rows": [[self.cell(ref) for ref in (*row.cells, *row.also)] for row in whole.rows],
            "differs": [
                {
                    "what": one.what,
                    "cells": [{"article": c.claim.article_id, "span": c.span, "value": c.value} for c in one.cells],
                }
                for one in whole.differs
            ],
            "copies": whole.copies,
            "origins": whole.origins,
            "credits": whole.credits,
        }

    def lines(self) -> Iterator[tuple[int, str]]:
        """The comparison for people: indent and line."""
        whole, outlets = self.comparison, {key: article.outlet for key, article in self.articles.items()}
        names = list(dict.fromkeys(outlets.values()))
        yield 0, self.story.title
        yield 0, f"{output.count(len(names), 'outlet')}: {', '.join(names)}"
        if whole.origins:
            yield 0, f"independent outlets: {whole.origins} of {len(whole.article_ids)}"
        for group in whole.copies:
            yield 0, "one text: " + ", ".join(outlets[key] for key in group)
        for key, agency in whole.credits:
            yield 0, f"{outlets[key]} credits {agency}"
        for one in whole.differs:
            values = "; ".join(f"{outlets[c.claim.article_id]} {c.value}" for c in one.cells)
            yield 0, f"differs ({one.what}): {values}"
        for row in (row for row in whole.rows if len(row.cells) > 1):
            yield 0, ""
            yield 0, f"{len(row.cells)} of {len(whole.article_ids)} say" + (f" ({row.why})" if row.why else "")
            for ref in row.cells:
                yield 2, printed_line(self.claim(ref), outlets[ref.article_id])
        for key in whole.article_ids:
            alone = [row.cells[0] for row in whole.rows if len(row.cells) == 1 and row.cells[0].article_id == key]
            if alone:
                yield 0, ""
                yield 0, f"only {outlets[key]} ({self.articles[key].title})"
            for ref in alone:
                yield 2, claim_line(self.claim(ref), outlets[key])


def print_found(session: Session, file: Path, jobs: int, is_json: bool) -> int:
    """Stories of the documents of a file; lines that cannot be read are named, and the others go on."""
    from tui_reader.newsroom import documents

    read: list[Document] = []
    failed = 0
    for item in parse_file(file):
        if isinstance(item, str):
            complain(item)
            failed += 1
        else:
            read.append(item)
    settings = session.config.news
    for story in documents.find_stories(
        read, engine=settings.engine, window_hours=settings.window_hours, jobs=jobs or os.cpu_count() or 1
    ):
        if is_json:
            output.emit(found_record(story))
        else:
            print_found_story(story)
    return 1 if failed else 0


def parse_file(file: Path) -> Iterator[Document | str]:
    """Documents of a file of JSON lines, and lines saying what is wrong. Raises NewsreadError for a missing file."""
    from tui_reader.newsroom.documents import parse_line

    seen: set[int | str] = set()
    try:
        with click.open_file(str(file), encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if number > MAX_LINES:
                    yield f"{file}: only the first {MAX_LINES:,} lines are read"
                    return
                if not line.strip():
                    continue
                try:
                    document = parse_line(line, number)
                    if document.id in seen:
                        raise NewsreadError(f"line {number}: the id {document.id} is there twice")
                    seen.add(document.id)
                    yield document
                except NewsreadError as error:
                    yield f"{file}: {error}"
    except OSError as error:
        raise NewsreadError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise NewsreadError(f"{file}: is not UTF-8 text") from None


def found_record(story: FoundStory) -> dict[str, Any]:
    """A story as issue 5 and docs/cli.md write it."""
    docs = story.documents
    return {
        "articles": [document.id for document in docs],
        "rows": [[found_cell(docs[n], claim) for n, claim in row] for row in story.rows],
        "differs": [
            {"what": what, "cells": [{"article": docs[n].id, "span": span, "value": value} for n, span, value in cells]}
            for what, cells in story.differs
        ],
        "copies": [[docs[n].id for n in group] for group in story.copies],
    }


def found_cell(document: Document, index: int) -> dict[str, Any]:
    """One claim of a row."""
    claim = document.claims[index]
    badge = badge_text(claim, document.outlet)
    return {"article": document.id, "spans": claim.spans, "text": claim.text, "badge": badge}


def print_found_story(story: FoundStory) -> None:
    """A story of documents for people."""
    first = story.documents[0]
    output.say(f"{first.title or first.id} ({', '.join(dict.fromkeys(d.outlet for d in story.documents))})")
    for row in story.rows:
        output.say(f"{len(row)} of {len(story.documents)} say", indent=2)
        for n, index in row:
            document = story.documents[n]
            output.say(printed_line(document.claims[index], document.outlet), indent=4)
    for what, cells in story.differs:
        values = "; ".join(f"{story.documents[n].outlet} {value}" for n, _, value in cells)
        output.say(f"differs ({what}): {values}", indent=2)
