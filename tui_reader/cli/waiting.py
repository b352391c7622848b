"""Waiting for the reading room: articles are grouped, split and compared before a list that needs it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tui_reader.cli.output import count, progress

if TYPE_CHECKING:
    from tui_reader.newsroom import Newsroom

REPORT_EVERY = 40


async def prepare(room: Newsroom, until: Literal["grouped", "all"]) -> None:
    """Run background steps until stories are grouped, or until nothing is left; says so to whoever waits."""
    if until == "grouped" and not room.library.has_ungrouped():
        return
    split = 0
    while True:
        step = await room.reading.prepare()
        if not (step.split or step.grouped or step.indexed or step.speakers):
            return
        if until == "grouped" and not (step.grouped or step.indexed):
            return
        before, split = split, split + step.split
        if split // REPORT_EVERY != before // REPORT_EVERY:
            progress(f"{count(split, 'article')} split into claims ...")
