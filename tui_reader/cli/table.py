"""The table of sub-commands: help, man page, shell completion and the README's list come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Entry:
    """One sub-command; its module is imported when it runs."""

    name: str  #: as typed
    module: str  #: of `tui_reader.cli`, which has a click command of that name
    help: str  #: one line
    group: str  #: heading it stands under


def _group(heading: str, *rows: tuple[str, str, str]) -> tuple[Entry, ...]:
    return tuple(Entry(name, module, line, heading) for name, module, line in rows)


ENTRIES: Final[tuple[Entry, ...]] = (
    *_group(
        "Read",
        ("river", "lists", "All articles, newest first"),
        ("stories", "stories", "What several outlets report; with --input, stories of any documents"),
        ("compare", "stories", "The claims of a story side by side"),
        ("show", "lists", "One article: its claims, its text or its revisions"),
        ("sources", "sources", "Who speaks, across all outlets; with a name, what they say"),
        ("search", "search", "Claims or articles that match a filter"),
        ("watch", "watch", "Refresh and print new claims that match a filter, as they arrive"),
        ("claims", "claims", "Split text files, pages or standard input into claims"),
    ),
    *_group(
        "Feeds",
        ("add", "feeds", "Subscribe to a feed or a site by its address"),
        ("feeds", "feeds", "Subscriptions: counts, errors, last success"),
        ("refresh", "refresh", "Fetch all feeds that are due, or the named ones"),
        ("import", "files", "Read a subscription list (OPML) or saved claims (newsread's JSON)"),
        ("opml", "files", "Write the subscriptions as OPML"),
    ),
    *_group(
        "Keep",
        ("saved", "saved", "Saved claims with notes and tags"),
        ("export", "saved", "Saved or other claims as Markdown, JSON, CSV, BibTeX, CSL-JSON, Org or Web Annotations"),
        ("mute", "filters", "Mute rules: list, add or remove them; what they hide"),
        ("searches", "filters", "Saved searches: list, keep or drop them"),
    ),
    *_group(
        "Set up",
        ("config", "setup", "Write a commented configuration, or check the one there is"),
        ("keys", "setup", "Every command of the reader with its keys"),
        ("dirs", "setup", "Where configuration, database and history are"),
        ("doctor", "doctor", "Check terminal, configuration, database and claim engine"),
        ("completion", "setup", "Shell completion for bash, zsh or fish"),
        ("man", "manual", "The manual page, as roff"),
        ("serve", "serve", "The reader in a browser, on this machine alone"),
    ),
)

BY_NAME: Final = {entry.name: entry for entry in ENTRIES}
