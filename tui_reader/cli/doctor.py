"""`doctor`: does everything newsread needs work here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

import click

from tui_reader import __version__
from tui_reader.cli import options, output
from tui_reader.cli.session import Session
from tui_reader.errors import NewsreadError

if TYPE_CHECKING:
    from tui_reader.newsroom import Newsroom

Verdict = Literal["good", "note", "wrong"]
Finding = tuple[str, Verdict, str]


@click.command("doctor")
@options.as_json
@click.pass_obj
def doctor_command(session: Session, is_json: bool) -> int:
    """Check terminal, configuration, database and claim engine; exit code 1 where something is wrong."""
    findings = [finding for check in (versions, terminal, configuration, database) for finding in check(session)]
    for what, verdict, line in findings:
        output.emit({"what": what, "verdict": verdict, "line": line}) if is_json else output.say(
            f"{verdict}: {what}: {line}"
        )
    return int(any(verdict == "wrong" for _, verdict, _ in findings))


def versions(session: Session) -> Iterator[Finding]:
    """What runs here."""
    from importlib.metadata import PackageNotFoundError, version

    parts = []
    for name in ("textual", "httpx", "feedparser", "lxml", "onnxruntime"):
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            parts.append(f"no {name}")
    python = ".".join(map(str, sys.version_info[:3]))
    yield "versions", "good", f"newsread {__version__}, Python {python}, {', '.join(parts)}"


def terminal(session: Session) -> Iterator[Finding]:
    """What the terminal can show."""
    term = os.environ.get("TERM", "")
    if term in ("", "dumb"):
        yield "terminal", "note", f"TERM is {term or 'not set'}: the reader prints plain lists instead"
    elif not sys.stdout.isatty():
        yield "terminal", "note", "standard output is not a terminal: the reader prints plain lists instead"
    else:
        size = os.get_terminal_size()
        yield "terminal", "good", f"{term}, {size.columns} x {size.lines}"
    yield from signs(session)
    if "NO_COLOR" in os.environ:
        yield "colour", "note", "NO_COLOR is set: the reader uses the terminal's own colours"


def signs(session: Session) -> Iterator[Finding]:
    """Which set of signs the reader draws, where it is not the full one."""
    from tui_reader.app.badges import why_ascii

    try:
        wanted = session.config.app.glyphs
    except NewsreadError:  # told by `configuration`
        return
    why = why_ascii(os.environ)
    if wanted == "auto" and why:
        yield "signs", "note", f'{why}: the reader draws plain ASCII; glyphs = "unicode" under [app] ends that'
    elif wanted == "unicode" and why:
        yield "signs", "note", f'{why}, and glyphs = "unicode" under [app]: signs may not show'


def configuration(session: Session) -> Iterator[Finding]:
    """The file."""
    try:
        path = session.config.path
        yield "configuration", "good", str(path) if path else "none, the defaults hold"
    except NewsreadError as error:
        yield "configuration", "wrong", str(error)


def database(session: Session) -> Iterator[Finding]:
    """The database and the engine that works on it."""

    async def work(room: Newsroom) -> list[Finding]:
        counts = room.library.counts()
        size = room.path.stat().st_size / 1_000_000
        sizes = f"{room.path}, {size:.1f} MB, {counts.feeds} feeds, {counts.articles} articles, {counts.saved} saved"
        found: list[Finding] = [("database", "good", sizes)]
        found += [("database", "wrong", line) for line in room.check()]
        if counts.failing:
            found.append(("feeds", "note", f"{counts.failing} failing: newsread feeds --failing"))
        if noted := sum(bool(feed.note) for feed in room.library.feeds()):
            found.append(("feeds", "note", f"{noted} not whole or mended when last read: newsread feeds says what"))
        found.append(engine_finding(await room.reading.engine()))
        return found

    yield from guarded("database", lambda: session.wait(work))


def engine_finding(engine: str) -> Finding:
    """Which engine splits claims."""
    if engine == "model":
        return "claims", "good", "the learned model splits"
    return "claims", "note", "the rules split; the learned model needs onnxruntime on this platform"


def guarded(what: str, look: Callable[[], list[Finding]]) -> Iterator[Finding]:
    """Findings of `look`, or what kept it from looking."""
    try:
        yield from look()
    except NewsreadError as error:
        yield what, "wrong", str(error)
