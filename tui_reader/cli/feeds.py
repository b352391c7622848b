"""`add` and `feeds`: subscriptions."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click

from tui_reader.cli import options, output
from tui_reader.cli.records import feed_record
from tui_reader.cli.session import Session
from tui_reader.errors import UsageError
from tui_reader.model import Candidate, Feed
from tui_reader.newsroom import Newsroom
from tui_reader.newsroom.addresses import as_address


@click.command("add")
@click.argument("addresses", metavar="URL...", nargs=-1)
@click.option("--title", default="", help="Name of the outlet, instead of the feed's own.")
@click.option("--folder", default="", help="Folder in the list of feeds, / between levels.")
@click.option("--unseen", is_flag=True, help="Subscribe to the address as it is, without looking there first.")
@click.option("--starter", is_flag=True, help="Subscribe to the bundled starter feeds.")
@options.as_json
@click.pass_obj
def add_command(
    session: Session, addresses: tuple[str, ...], title: str, folder: str, unseen: bool, starter: bool, is_json: bool
) -> None:
    """Subscribe to feeds. URL may be a feed's address, a site's (newsread finds the feed there), or a file: a feed or a
    subscription list, of which all feeds are taken."""
    if not addresses and not starter:
        raise UsageError("add wants an address: newsread add https://site.example/, or --starter for the bundled feeds")
    if session.is_demo:
        raise UsageError("the sample edition takes no feeds: leave --demo out")

    known: set[int] = set()

    async def work(room: Newsroom) -> list[Feed]:
        known.update(feed.id for feed in room.library.feeds())
        added = room.desk.subscribe_starter() if starter else []
        for address in addresses:
            named = as_address(address)
            found = [Candidate(named, "")] if unseen else chosen(address, await room.wire.find_feeds(named))
            for problem in (problem for candidate in found for problem in candidate.problems):
                output.hint(f"{address}: {problem}")
            added += [
                room.desk.add_feed(c.url, title=title, folder=folder or c.folder, feed_title=c.title) for c in found
            ]
        return added

    for feed in session.wait(work):
        what = "subscribed already" if feed.id in known else "subscribed"
        output.emit(feed_record(feed)) if is_json else output.say(f"{what}: {feed.title} {feed.url}")
    output.progress("newsread refresh fetches them")


def chosen(address: str, found: list[Candidate]) -> list[Candidate]:
    """The feeds to take: all of a subscription list, else the one that is picked, or the best where nobody answers."""
    if len(found) == 1 or found[0].kind == "OPML":
        return found
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        others = ", ".join(candidate.url for candidate in found[1:6])
        output.hint(f"{address} has more feeds, add them by their own address: {others}")
        return found[:1]
    for number, candidate in enumerate(found, 1):
        output.hint(f"{number}  {candidate.title or candidate.url} ({candidate.kind}, {candidate.entries} entries)")
    number = click.prompt("Which one?", type=click.IntRange(1, len(found)), default=1, err=True)
    return [found[number - 1]]


@click.command("feeds")
@click.option("--failing", is_flag=True, help="Only feeds whose last visit failed, with the error.")
@options.as_json
@click.pass_obj
def feeds_command(session: Session, failing: bool, is_json: bool) -> None:
    """Subscriptions by folder: unread and all articles, last success, last error."""
    with session.room() as room:
        feeds = room.library.failing_feeds() if failing else room.library.feeds()
    folder = None
    for feed in feeds:
        if is_json:
            output.emit(feed_record(feed))
            continue
        if feed.folder != folder and not failing:
            folder = feed.folder
            output.say(folder or "(no folder)")
        output.say(feed_line(feed), indent=0 if failing else 2)
    if not feeds:
        output.hint("no feed fails" if failing else "no feeds yet: newsread add URL, or newsread add --starter")


def feed_line(feed: Feed) -> str:
    """One feed for people."""
    facts = [f"{feed.unread} unread of {feed.total}"]
    if feed.is_gone:
        facts.append("gone, no longer asked")
    if feed.last_error:
        facts.append(f"failing since {output.at(feed.failing_since)}: {feed.last_error}")
    if feed.note:
        facts.append(f"note: {feed.note}")
    if feed.last_success_at:
        facts.append(f"last success {output.at(feed.last_success_at)}")
    if feed.next_at and feed.next_at > datetime.now(UTC) and not feed.is_gone:
        facts.append(f"not asked before {output.at(feed.next_at)}")
    return f"{feed.id}  {feed.title} ({'; '.join(facts)}) {feed.url}"
