"""`mute` and `searches`: filters that are kept."""

from __future__ import annotations

import click

from tui_reader.cli import options, output
from tui_reader.cli.lists import river_line
from tui_reader.cli.records import row_record
from tui_reader.cli.session import Session
from tui_reader.errors import NotFound, UsageError


@click.command("mute")
@options.filter_words
@click.option("--remove", is_flag=True, help="Show again what QUERY hid.")
@click.option("--hidden", is_flag=True, help="The articles that mute rules hide, newest first.")
@options.limit(100)
@options.as_json
@click.pass_obj
def mute_command(
    session: Session, query_words: tuple[str, ...], remove: bool, hidden: bool, limit: int, is_json: bool
) -> None:
    """Hide articles that match QUERY, now and after each refresh; without QUERY, list the rules."""
    text = " ".join(query_words)
    options.query(query_words)
    if remove and not text:
        raise UsageError("--remove wants the rule: newsread mute lists them")
    with session.room() as room:
        rules = room.library.mutes()
        if hidden:
            for row in room.library.muted(limit or 1_000_000):
                output.emit(row_record(row)) if is_json else output.say(river_line(row))
        elif not text:
            for rule in rules:
                output.emit({"query": rule}) if is_json else output.say(rule)
        elif remove and text not in rules:
            raise NotFound(f"no rule reads {text}: newsread mute lists them")
        else:
            output.say(room.desk.unmute(text) if remove else room.desk.mute(text))


@click.command("searches")
@click.argument("name", required=False)
@options.filter_words
@click.option("--remove", is_flag=True, help="Forget the search called NAME.")
@options.as_json
@click.pass_obj
def searches_command(
    session: Session, name: str | None, query_words: tuple[str, ...], remove: bool, is_json: bool
) -> None:
    """Keep QUERY under NAME; without QUERY print that search, without NAME list them all."""
    text = " ".join(query_words)
    options.query(query_words)
    with session.room() as room:
        kept = dict(room.library.saved_searches())
        if name is not None and text:
            output.say(room.desk.save_search(name, text))
            return
        if name is not None and name not in kept:
            raise NotFound(f"no search is called {name}: newsread searches lists them")
        if name is not None and remove:
            output.say(room.desk.remove_search(name))
            return
    for one, query in kept.items():
        if name in (None, one):
            output.emit({"name": one, "query": query}) if is_json else output.say(f"{one}: {query}")
