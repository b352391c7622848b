"""`import` and `opml`: subscription lists and saved claims as files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tui_reader.cli import options, output
from tui_reader.cli.session import Session
from tui_reader.errors import NewsreadError, UsageError

MAX_BYTES = 64_000_000


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@options.as_json
@click.pass_obj
def import_command(session: Session, file: Path, is_json: bool) -> int:
    """Read an OPML subscription list, or saved claims that `newsread export json` wrote; `-` is standard input.

    What cannot be read is named by its line and the rest is taken; what is there already stays as it is.
    """
    from tui_reader.export import json as own

    if session.is_demo:
        raise UsageError("the sample edition keeps nothing: leave --demo out")
    data = read_bytes(file)
    text = data.decode("utf-8", "replace")
    if own.is_ours(text) or text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        bookmarks = own.read(text)
        with session.room() as room:
            added = room.desk.import_bookmarks(bookmarks)
        result = {"saved": added, "known": len(bookmarks) - added}
        output.emit(result) if is_json else output.say(f"{added} saved claims added, {result['known']} known already")
        return 0
    with session.room() as room:
        report = room.desk.import_opml(data)
    if is_json:
        added_feeds = [{"id": feed.id, "title": feed.title, "url": feed.url} for feed in report.added]
        output.emit({"added": added_feeds, "known": report.known, "problems": report.problems})
        return 0
    for problem in report.problems:
        output.hint(f"{file}: {problem}")
    output.say(f"{output.count(len(report.added), 'feed')} added, {report.known} known already")
    return 0


def read_bytes(file: Path) -> bytes:
    """All of a file. Raises NewsreadError."""
    try:
        if str(file) == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with file.open("rb") as source:
                data = source.read(MAX_BYTES + 1)
    except OSError as error:
        raise NewsreadError(f"{file}: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise NewsreadError(f"{file}: is larger than {MAX_BYTES // 1_000_000} MB: no subscription list is")
    return data


def write_text(file: Path, text: str, *, force: bool) -> None:
    """Write a file whole or not at all. Raises UsageError where it is there already, NewsreadError where it fails."""
    import os
    import tempfile

    if file.exists() and not force:
        raise UsageError(f"{file}: is there already: --force writes over it")
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with open(handle, "w", encoding="utf-8", newline="") as out:
                out.write(text)
            os.chmod(name, 0o666 & ~umask())
            os.replace(name, file)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise NewsreadError(f"{file}: {error.strerror}: name another file") from None


def umask() -> int:
    """The process's mask for new files."""
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask


@click.command("opml")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="File, instead of standard output.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_obj
def opml_command(session: Session, file: Path | None, force: bool) -> None:
    """Write the subscriptions with their folders as OPML 2.0."""
    with session.room() as room:
        text = room.desk.export_opml()
    if file is None:
        output.pour(text)
    else:
        write_text(file, text, force=force)
