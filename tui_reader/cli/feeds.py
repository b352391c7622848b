"""`add` and `feeds`: subscriptions."""

from __future__ import annotations

import click

from tui_reader.cli import options, output
from tui_reader.cli.records import feed_record
from tui_reader.cli.session import Session
from tui_reader.errors import UsageError
from tui_reader.model import Candidate, Feed
from tui_reader.newsroom import Newsroom


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
    """Subscribe to feeds. URL may be a feed's address or a site's: newsread finds the feed there."""
    if not addresses and not starter:
        raise UsageError("add wants an address: newsread add https://site.example/, or --starter for the bundled feeds")
    if session.is_demo:
        raise UsageError("the sample edition takes no feeds: leave --demo out")

    async def work(room: Newsroom) -> list[Feed]:
        added = room.desk.subscribe_starter() if starter else []
        for address in addresses:
            url = address if unseen else best(address, await room.wire.find_feeds(address))
            added.append(room.desk.add_feed(url, title=title, folder=folder))
        return added

    for feed in session.wait(work):
        output.emit(feed_record(feed)) if is_json else output.say(f"subscribed: {feed.title} {feed.url}")
    output.progress("newsread refresh fetches them")


def best(address: str, found: list[Candidate]) -> str:
    """The feed to take; the others are named."""
    if len(found) > 1:
        others = ", ".join(candidate.url for candidate in found[1:6])
        output.hint(f"{address} has more feeds, add them by their own address: {others}")
    return found[0].url


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
    if feed.last_success_at:
        facts.append(f"last success {output.at(feed.last_success_at)}")
    return f"{feed.id}  {feed.title} ({'; '.join(facts)}) {feed.url}"
