"""`saved` and `export`: what the reader keeps."""

from __future__ import annotations

from pathlib import Path

import click

from tui_reader.cli import options, output
from tui_reader.cli.files import write_text
from tui_reader.cli.records import bookmark_record, claim_line
from tui_reader.cli.session import Session
from tui_reader.export import FORMATS
from tui_reader.model import Bookmark


@click.command("saved")
@options.filter_words
@options.limit(0)
@options.as_json
@click.pass_obj
def saved_command(session: Session, query_words: tuple[str, ...], limit: int, is_json: bool) -> None:
    """Saved claims, newest first, that match QUERY (docs/filters.md)."""
    query = options.query(query_words)
    with session.room() as room:
        bookmarks = room.library.bookmarks(query)
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
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="File, instead of standard output.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_obj
def export_command(session: Session, name: str, text: str, file: Path | None, force: bool) -> None:
    """Saved claims in a format that other programs read (docs/export.md).

    FORMAT is markdown (the default), json, csv, bibtex, csl, org or annotation.
    """
    from tui_reader.export import write

    query = options.query((text,))
    with session.room() as room:
        bookmarks = room.library.bookmarks(query)
    made = write(bookmarks, name)
    if file is not None:
        write_text(file, made, force=force)
        output.progress(f"{output.count(len(bookmarks), 'saved claim')} written to {file}")
    else:
        output.pour(made)
