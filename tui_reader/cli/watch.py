"""`watch`: new claims that match a filter, as they arrive."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from tui_reader.cli import options, output
from tui_reader.cli.refresh import chosen
from tui_reader.cli.session import Session
from tui_reader.cli.sources import hit_line, hit_record
from tui_reader.cli.waiting import prepare
from tui_reader.errors import UsageError
from tui_reader.model import ClaimHit

if TYPE_CHECKING:
    from tui_reader.newsroom import Newsroom
    from tui_reader.query import Query

MANY = 100_000
LEAST_MINUTES = 5


@click.command("watch")
@options.filter_words
@click.option("--every", type=click.IntRange(LEAST_MINUTES), help="Minutes between refreshes; else as configured.")
@click.option("--once", is_flag=True, help="Refresh once, print what is new, and end.")
@options.as_json
@click.pass_obj
def watch_command(session: Session, query_words: tuple[str, ...], every: int | None, once: bool, is_json: bool) -> None:
    """Refresh now and then, and print new claims that match QUERY, one a line, until ctrl+c."""
    query = options.query(query_words)
    if query is None:
        raise UsageError("watch wants a filter: newsread watch source:zelenskyy, or newsread watch badge:anon strike")
    minutes = every or max(LEAST_MINUTES, session.config.news.refresh_minutes or 30)

    async def work(room: Newsroom) -> None:
        session.settle_feeds(room)
        chosen(room.library.feeds(), ())
        await prepare(room, "all")
        seen = {place(hit) for hit in matching(room, query)}
        while True:
            async for _ in room.wire.refresh():
                pass
            await prepare(room, "all")
            for hit in fresh(matching(room, query), seen):
                output.emit(hit_record(hit)) if is_json else output.say(hit_line(hit))
            flush()
            if once:
                return
            await asyncio.sleep(minutes * 60)

    session.wait(work)


def matching(room: Newsroom, query: Query) -> list[ClaimHit]:
    """All claims that match now."""
    return room.library.search(query, limit=MANY)


def place(hit: ClaimHit) -> tuple[int, str]:
    """What makes a claim the same claim: its article and its words."""
    return hit.article.id, hit.claim.text


def fresh(hits: list[ClaimHit], seen: set[tuple[int, str]]) -> list[ClaimHit]:
    """Those not in `seen`, oldest first; they are seen from now on."""
    new = [hit for hit in hits if place(hit) not in seen]
    seen.update(place(hit) for hit in new)
    return sorted(new, key=lambda hit: (hit.article.sort_at, hit.article.id, hit.index))


def flush() -> None:
    """Let a pipe have each claim when it comes."""
    import sys

    sys.stdout.flush()
