"""`sources`: who speaks, across all outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui_reader.claims import to_record
from tui_reader.cli import options, output
from tui_reader.cli.records import printed_line, row_record, speaker_record
from tui_reader.cli.session import Session
from tui_reader.cli.waiting import prepare
from tui_reader.model import ClaimHit, Speaker

if TYPE_CHECKING:
    from tui_reader.newsroom import Newsroom


@click.command("sources")
@click.argument("name", metavar="[NAME]...", nargs=-1)
@options.limit(100)
@options.as_json
@click.pass_obj
def sources_command(session: Session, name: tuple[str, ...], limit: int, is_json: bool) -> None:
    """Who speaks, in most outlets first; with letters of a NAME, who has them in theirs and what they say."""
    letters = " ".join(name)

    async def work(room: Newsroom) -> list[tuple[Speaker, list[ClaimHit]]]:
        await prepare(room, "all")
        speakers = room.library.speakers(limit or 1_000_000, letters)
        return [(one, room.library.speaker_claims(one.id, limit or 1_000_000) if letters else []) for one in speakers]

    found = session.wait(work)
    for speaker, hits in found:
        if is_json:
            output.emit(speaker_record(speaker) | ({"said": [hit_record(hit) for hit in hits]} if letters else {}))
            continue
        output.say(speaker_line(speaker))
        for hit in hits:
            output.say(hit_line(hit), indent=2)
    if not found:
        output.hint(f"nobody called {letters} speaks" if letters else "nobody speaks yet: newsread refresh")


def speaker_line(speaker: Speaker) -> str:
    """One source for people."""
    who = f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name
    also = f"; also {', '.join(speaker.spellings)}" if speaker.spellings else ""
    numbers = f"{output.count(speaker.claims, 'claim')} in {output.count(speaker.outlets, 'outlet')}"
    return f"{who} ({speaker.badge.lower()}, {numbers}, last {output.at(speaker.latest_at)}{also})"


def hit_line(hit: ClaimHit) -> str:
    """One claim found, for people; the number is what `newsread show` takes."""
    row = hit.article
    return f"{row.id}  {output.at(row.sort_at)}  {printed_line(hit.claim, row.outlet)}"


def hit_record(hit: ClaimHit) -> dict[str, object]:
    """One claim found, with its article."""
    return {
        "article": row_record(hit.article),
        "index": hit.index,
        "score": hit.score,
        "claim": to_record(hit.claim),
    }
