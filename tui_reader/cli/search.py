"""`search`: claims and articles that match a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui_reader.cli import options, output
from tui_reader.cli.records import row_record
from tui_reader.cli.session import Session
from tui_reader.cli.sources import hit_line, hit_record
from tui_reader.cli.waiting import prepare
from tui_reader.errors import UsageError
from tui_reader.model import ArticleHit, ClaimHit

if TYPE_CHECKING:
    from tui_reader.newsroom import Newsroom


@click.command("search")
@options.filter_words
@click.option("--articles", is_flag=True, help="Articles instead of claims.")
@options.limit(50)
@options.as_json
@click.pass_obj
def search_command(session: Session, query_words: tuple[str, ...], articles: bool, limit: int, is_json: bool) -> None:
    """Claims (or articles) that match QUERY, best first; docs/filters.md tells the language."""
    query = options.query(query_words)
    if query is None:
        raise UsageError(
            'search wants a filter: newsread search strike badge:official, or newsread search "port talks"'
        )
    most = limit or 1_000_000

    async def work(room: Newsroom) -> list[ClaimHit] | list[ArticleHit]:
        await prepare(room, "grouped" if articles else "all")
        if articles:
            return room.library.search(query, kind="articles", limit=most)
        return room.library.search(query, limit=most)

    hits = session.wait(work)
    for hit in hits:
        if isinstance(hit, ClaimHit):
            output.emit(hit_record(hit)) if is_json else output.say(hit_line(hit))
        elif is_json:
            record = {"article": row_record(hit.article), "snippet": hit.snippet, "marks": hit.marks}
            output.emit({**record, "score": hit.score})
        else:
            row = hit.article
            output.say(f"{row.id}  {output.at(row.sort_at)}  {row.outlet}: {row.title}: {hit.snippet}")
    if not hits:
        output.hint("nothing matches")
