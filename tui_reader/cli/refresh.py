"""`refresh`: fetch feeds and say how it went."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import asdict
from typing import TYPE_CHECKING, cast

import click

from tui_reader.cli import options, output
from tui_reader.cli.session import Session
from tui_reader.cli.waiting import prepare
from tui_reader.errors import NewsreadError, NotFound
from tui_reader.model import Feed, Progress

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tui_reader.newsroom import Newsroom


@click.command("refresh")
@click.argument("names", metavar="[FEED]...", nargs=-1)
@click.option("--force", is_flag=True, help="Ask feeds too that are not due, or wanted to be left alone.")
@click.option("--claims", is_flag=True, help="Then split all new articles and group them into stories.")
@options.as_json
@click.pass_obj
def refresh_command(session: Session, names: tuple[str, ...], force: bool, claims: bool, is_json: bool) -> int:
    """Fetch all feeds that are due, or the FEEDs with these letters in title or address, or with these numbers.

    Exit code 3: some feeds failed, the others were refreshed. `newsread feeds --failing` tells why.
    """

    async def work(room: Newsroom) -> int:
        session.settle_feeds(room)
        wanted = chosen(room.library.feeds(), names)
        room.tidy(session.config.news)
        failed = await run(room, wanted, force, is_json)
        if claims:
            await prepare(room, "all")
        return 3 if failed else 0

    return session.wait(work)


def chosen(feeds: list[Feed], names: tuple[str, ...]) -> list[int] | None:
    """Ids of the feeds meant; None for all. Raises NotFound."""
    if not feeds:
        raise NotFound("no feeds to refresh: newsread add URL, or newsread add --starter")
    if not names:
        return None
    found: list[int] = []
    for name in names:
        letters = name.lower()
        hits = [f.id for f in feeds if str(f.id) == name or letters in f.title.lower() or letters in f.url.lower()]
        if not hits:
            raise NotFound(f"no feed has {name} in its title or address: newsread feeds lists them")
        found += hits
    return list(dict.fromkeys(found))


async def run(room: Newsroom, wanted: list[int] | None, force: bool, is_json: bool) -> int:
    """Refresh and print each step; returns how many feeds failed. Raises NewsreadError where it broke off."""
    failed = 0
    steps = cast("AsyncGenerator[Progress, None]", room.wire.refresh(wanted, force=force))
    async with aclosing(steps):
        async for step in steps:
            failed += step.outcome == "failed"
            if is_json:
                output.emit(asdict(step))
            elif line := step_line(step, failed):
                output.say(line)
            if step.outcome == "end" and step.error:
                raise NewsreadError(f"the refresh broke off: {step.error}")
    return failed


def step_line(step: Progress, failed: int) -> str:
    """One step for people; "" for feeds that had nothing new."""
    place = f"{step.done}/{step.total}"
    if step.is_elsewhere:
        return "it is done" if step.outcome == "end" else f"{place}  another newsread is refreshing"
    if step.outcome == "failed":
        return f"{place}  {step.feed_title}: failed: {step.error}"
    if step.outcome == "new":
        changed = f", {step.changed} changed" if step.changed else ""
        return f"{place}  {step.feed_title}: {step.new} new{changed}"
    if step.outcome == "end" and not step.total:
        return "no feed is due: --force asks them all the same"
    if step.outcome == "end":
        return f"{output.count(step.total, 'feed')}: {step.new} new, {step.changed} changed, {failed} failed"
    return ""
