"""Fills a database with the sample edition, through the same door as real feeds, its stories grouped."""

from __future__ import annotations

from datetime import datetime

from tui_reader import demo
from tui_reader.newsroom.grouping import group_all
from tui_reader.newsroom.intake import take_in
from tui_reader.store import Store


def fill(store: Store, now: datetime) -> None:
    """Subscribe the sample's outlets and store their articles, with the earlier wordings first."""
    edition = demo.load(now)
    with store.transaction():
        for outlet in edition.outlets:
            feed = store.feeds.add(outlet.feed_url, title=outlet.title, folder=demo.FOLDER, added_at=now)
            for delivery in outlet.deliveries:
                take_in(store, feed.id, delivery.feed, delivery.fetched_at)
        group_all(store)
