"""`saved` and `export`: what the reader keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from tui_reader.cli import options, output
from tui_reader.cli.files import write_text
from tui_reader.cli.records import bookmark_record, claim_line
from tui_reader.cli.session import Session
from tui_reader.cli.waiting import prepare
from tui_reader.errors import UsageError
from tui_reader.export import FORMATS
from tui_reader.model import Bookmark
from tui_reader.newsroom.matching import SavedOrder

if TYPE_CHECKING:
    from tui_reader.newsroom import Newsroom

MANY = 1_000_000


@click.command("saved")
@options.filter_words
@click.option("--order", type=click.Choice(get_args(SavedOrder)), default="saved", show_default=True, help="By what.")
@options.limit(0)
@options.as_json
@click.pass_obj
def saved_command(session: Session, query_words: tuple[str, ...], order: SavedOrder, limit: int, is_json: bool) -> None:
    """Saved claims that match QUERY (docs/filters.md), the one saved last first."""
    query = options.query(query_words)
    with session.room() as room:
        bookmarks = room.library.bookmarks(query, order=order)
    for bookmark in bookmarks[: limit or None]:
        if is_json:
            output.emit(bookmark_record(bookmark))
        else:
            print_bookmark(bookmark)
    if not bookmarks:
        output.hint("no saved claim matches" if query else "nothing saved yet: b on a claim saves it")


def print_bookmark(bookmark: Bookmark) -> None:
    """A saved claim for people."""
    output.say(f"{bookmark.id}  {output.at(bookmark.saved_at)}  {claim_line(bookmark.claim, bookmark.outlet)}")
    where = f"{bookmark.outlet}, {bookmark.article_title}, {output.at(bookmark.published_at)} {bookmark.url}"
    output.say(where, indent=2)
    if bookmark.tags:
        output.say("tags: " + ", ".join(bookmark.tags), indent=2)
    for line in (line for line in bookmark.note.split("\n") if line.strip()):
        output.say(f"note: {line}", indent=2)


@click.command("export")
@click.argument("name", metavar="FORMAT", type=click.Choice(list(FORMATS)), default="markdown")
@click.option("-q", "--query", "text", default="", help="Only saved claims that match this filter.")
@click.option("--search", "wanted", default="", metavar="QUERY", help="All claims that match, saved or not.")
@click.option("--article", "article_id", type=int, help="The claims of an article, by the number that river prints.")
@click.option("--story", "story_id", type=int, help="The claims of a story, by the number that stories prints.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="File, instead of standard output.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_obj
def export_command(
    session: Session,
    name: str,
    text: str,
    wanted: str,
    article_id: int | None,
    story_id: int | None,
    file: Path | None,
    force: bool,
) -> None:
    """Claims in a format that other programs read (docs/export.md): saved ones, or those of a search, article or story.

    FORMAT is markdown (the default), json, csv, bibtex, csl, org or annotation.
    """
    from tui_reader.export import write

    if sum(map(bool, (text, wanted, article_id, story_id))) > 1:
        raise UsageError("one of --query, --search, --article and --story at a time")
    query, search = options.query((text,)), options.query((wanted,))

    async def work(room: Newsroom) -> list[Bookmark]:
        if search is not None:
            await prepare(room, "all")
            return room.library.as_saved(
                [(hit.article.id, hit.index) for hit in room.library.search(search, limit=MANY)]
            )
        if story_id is not None:
            await prepare(room, "grouped")
        ids = room.library.story(story_id).article_ids if story_id is not None else (article_id or 0,)
        places: list[tuple[int, int]] = []
        for one in ids:
            article = await room.wire.fetch_page(one)
            claims = await room.reading.claims(article.id)
            places += [(one, at) for at, claim in enumerate(claims) if claim.shown and not claim.label]
        return room.library.as_saved(places)

    if search is None and article_id is None and story_id is None:
        with session.room() as room:
            bookmarks = room.library.bookmarks(query)
    else:
        bookmarks = session.wait(work)
    made = write(bookmarks, name)
    if file is not None:
        write_text(file, made, force=force)
        output.progress(f"{output.count(len(bookmarks), 'claim')} written to {file}")
    else:
        output.pour(made)
