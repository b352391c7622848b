"""From a delivered feed to stored articles: new ones added, changed ones revised, the same ones left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tui_reader.feeds.identity import Decision, EntryKeys, KnownEntry, keys_of, match
from tui_reader.model import ParsedFeed
from tui_reader.newsroom.placement import retitle
from tui_reader.store import Store
from tui_reader.store.records import Incoming, Known


@dataclass(frozen=True, slots=True)
class Intake:
    """What a delivery brought."""

    new: int = 0  #: articles added
    changed: int = 0  #: articles whose words changed


def take_in(store: Store, feed_id: int, parsed: ParsedFeed, seen_at: datetime, *, most: int = 2000) -> Intake:
    """Store what the feed delivered, its first `most` entries; call it in a transaction.

    Entries are added oldest first, so that articles without a date keep the feed's order.
    """
    entries = parsed.entries[:most]
    keys = keys_of(entries)
    known = store.articles.known(feed_id, [(key.guid_key, key.link_key, key.content_key) for key in keys])
    new = changed = 0
    for decision in reversed(match(entries, map(_known_entry, known), keys)):
        item = _incoming(decision, parsed.language)
        if decision.known_id is None:
            store.articles.add(feed_id, item, seen_at)
            new += 1
            continue
        if decision.verdict == "changed":
            changed += int(_revise(store, decision.known_id, item, seen_at))
        store.articles.rekey(decision.known_id, item.guid_key, item.link_key)
    return Intake(new, changed)


def _revise(store: Store, article_id: int, item: Incoming, seen_at: datetime) -> bool:
    is_changed = store.articles.revise(article_id, item, seen_at)
    story_id = store.stories.of_article(article_id)
    if is_changed and story_id is not None:
        retitle(store, [story_id])  # outlets often bring a developing story up to date in place
    return is_changed


def _known_entry(known: Known) -> KnownEntry:
    keys = EntryKeys(known.guid_key, known.link_key, known.content_key)
    return KnownEntry(known.id, keys, known.content_hash, known.title)


def _incoming(decision: Decision, language: str) -> Incoming:
    entry, keys = decision.entry, decision.keys
    return Incoming(
        guid_key=keys.guid_key,
        link_key=keys.link_key,
        content_key=keys.content_key,
        url=entry.url,
        title=entry.title or _opening(entry.body.text),
        author=entry.author,
        published_at=entry.published_at or entry.updated_at,
        body=entry.body,
        content_hash=decision.content_hash,
        language=language,
    )


def _opening(text: str) -> str:
    """A title for what has none: its first words."""
    words = " ".join(text[:200].split())
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + "…"
