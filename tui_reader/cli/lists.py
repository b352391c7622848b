"""`river` and `show`: articles on standard output."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tui_reader.cli import options, output
from tui_reader.cli.records import claim_line, document_record, marks, row_record
from tui_reader.cli.session import Session
from tui_reader.cli.waiting import prepare
from tui_reader.model import Article, ArticleRow, Body, Claim

if TYPE_CHECKING:
    from tui_reader.newsroom import Newsroom
    from tui_reader.query import Query

PAGE = 500


@click.command("river")
@options.filter_words
@options.limit(100)
@options.as_json
@click.pass_obj
def river_command(session: Session, query_words: tuple[str, ...], limit: int, is_json: bool) -> None:
    """All articles, newest first, that match QUERY (docs/filters.md)."""
    query = options.query(query_words)

    async def work(room: Newsroom) -> int:
        await prepare(room, "all")
        return print_river(room, query, limit, is_json)

    if options.is_about_claims(query):
        printed = session.wait(work)
    else:
        with session.room() as room:
            printed = print_river(room, query, limit, is_json)
    if not printed:
        output.hint("no article matches" if query else "no articles yet: newsread refresh, or newsread --demo river")


def print_river(room: Newsroom, query: Query | None, limit: int, is_json: bool = False) -> int:
    """Print the river; returns how many articles there were."""
    printed, after = 0, None
    while not limit or printed < limit:
        wanted = min(PAGE, limit - printed) if limit else PAGE
        rows = room.library.river(after, wanted, query)
        for row in rows:
            output.emit(row_record(row)) if is_json else output.say(river_line(row))
        printed += len(rows)
        if len(rows) < wanted:
            break
        after = (rows[-1].sort_at, rows[-1].id)
    return printed


def river_line(row: ArticleRow) -> str:
    """One article for people; the number is what `newsread show` takes."""
    return f"{row.id}  {output.at(row.sort_at)}  {row.outlet}: {row.title}{marks(row)}"


@click.command("show")
@click.argument("article_id", metavar="ARTICLE", type=int)
@click.option("--text", "face", flag_value="text", help="Its text instead of its claims.")
@click.option("--revisions", "face", flag_value="revisions", help="Every wording it had, oldest first.")
@options.as_json
@click.pass_obj
def show_command(session: Session, article_id: int, face: str | None, is_json: bool) -> None:
    """One article by the number that `river` prints."""

    async def work(room: Newsroom) -> tuple[Article, list[Claim]]:
        article = await room.wire.fetch_page(article_id)
        claims = room.library.claims(article.id)
        return article, await room.reading.claims(article.id) if claims is None else claims

    claims: list[Claim] = []
    if face == "revisions":
        with session.room() as room:
            print_revisions(room, article_id, is_json)
        return
    if face == "text":
        with session.room() as room:
            article = room.library.article(article_id)
    else:
        article, claims = session.wait(work)
    if is_json:
        record = document_record(f"article:{article.id}", article.title, claims)
        output.emit({**record, "outlet": article.outlet, "url": article.url, "text": article.body.text})
        return
    print_head(article)
    if face == "text":
        for row in text_rows(article.body):
            output.say(row)
        return
    for claim in claims:
        if claim.shown and not claim.label:
            output.say(claim_line(claim, article.outlet))


def text_rows(body: Body) -> Iterator[str]:
    """The lines of a text: numbers before the items that have them, line ends where the page has them."""
    if not body.blocks:
        yield from body.text.split("\n")
    for at, block in enumerate(body.blocks):
        mark = {"": "", "*": "- "}.get(block.label, f"{block.label} ")
        yield from ([""] if at else [])
        yield from (f"{'  ' * max(0, block.level - 1)}{mark}{body.words(block)}").split("\n")


def print_head(article: Article) -> None:
    """Title, where it stood and when."""
    output.say(article.title)
    parts = [article.outlet, article.author, output.at(article.published_at or article.sort_at)]
    parts += [f"revision {article.revision}"] if article.revision > 1 else []
    output.say(", ".join(part for part in parts if part))
    if article.url:
        output.say(article.url)
    if article.note:
        output.say(f"Note: {article.note}")
    output.say()


def print_revisions(room: Newsroom, article_id: int, is_json: bool) -> None:
    """Every wording with the lines that changed (`+` new, `-` gone)."""
    from difflib import ndiff

    before: list[str] | None = None
    for revision in room.library.revisions(article_id):
        lines = [revision.title, *(line for line in revision.text.split("\n") if line.strip())]
        if is_json:
            output.emit(asdict(revision))
        else:
            output.say(f"Revision {revision.revision}, seen {output.at(revision.seen_at)}")
            shown = lines if before is None else [d for d in ndiff(before, lines) if d[0] in "+-"]
            for line in shown:
                output.say(line, indent=2)
        before = lines
