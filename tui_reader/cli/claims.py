"""`claims`: documents on standard input, in files, folders and on the web, as claims."""

from __future__ import annotations

import sys

import click

from tui_reader.cli import options, output
from tui_reader.cli.entry import complain
from tui_reader.cli.records import claim_line, document_record
from tui_reader.cli.session import Session
from tui_reader.errors import NewsreadError
from tui_reader.newsroom import documents
from tui_reader.newsroom.documents import Engine, Reading


@click.command("claims")
@click.argument("names", metavar="PATH_OR_URL...", nargs=-1, required=True)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that split.")
@click.option("--engine", type=click.Choice(["auto", "rules", "model"]), help="What splits; else as configured.")
@options.as_json
@click.pass_obj
def claims_command(session: Session, names: tuple[str, ...], jobs: int, engine: Engine | None, is_json: bool) -> int:
    """Split documents into claims (docs/claims.md).

    Plain text, HTML (.html, .htm) and http addresses; `-` reads standard input; a folder means every file in it. With
    --json one object a document, in the order given. A document that cannot be read is a line on standard error and
    exit code 1; the others go on.
    """
    chosen = engine or session.config.news.engine
    wanted = list(documents.expand(names))
    piped = read_input(chosen) if "-" in wanted else None  # once, however often it is named
    others = documents.read_all([name for name in wanted if name != "-"], engine=chosen, jobs=jobs)
    failed = 0
    for name in wanted:
        failed += print_reading(piped if piped and name == "-" else next(others), is_json)
    return 1 if failed else 0


def read_input(engine: Engine) -> Reading:
    """Standard input as a document; HTML where it begins like it."""
    try:
        text = documents.decoded(documents.read_bytes(sys.stdin.buffer))
        start = text[:1000].lstrip("\ufeff \t\r\n").lower()
        title, body = documents.as_body(text, is_markup=start.startswith(("<!doctype html", "<html", "<head", "<body")))
        return documents.split_document("-", title, body, engine)
    except NewsreadError as error:
        return Reading("-", error=f"standard input {error}")


def print_reading(reading: Reading, is_json: bool) -> bool:
    """Print one document; returns whether it failed."""
    if reading.error:
        complain(reading.error)
        return True
    if is_json:
        output.emit(document_record(reading.name, reading.title, reading.claims))
        return False
    output.say(f"{reading.name}: {reading.title}" if reading.title else reading.name)
    for claim in reading.claims:
        if claim.shown and not claim.label:
            output.say(claim_line(claim, "outlet"), indent=2)
    output.say()
    return False
