"""Subscribing and unsubscribing, one feed or a whole list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from tui_reader import model
from tui_reader.newsroom.undo import Journal
from tui_reader.store import Store

if TYPE_CHECKING:
    from tui_reader.model import Candidate, Feed, ImportReport


class Subscriptions:
    """Feeds."""

    _store: Store
    _journal: Journal

    def add_feed(self, url: str, *, title: str = "", folder: str = "", feed_title: str = "") -> Feed:
        """Subscribe; a feed that is there already is returned as it is.

        `title` is the reader's own name for it; `feed_title` what the feed calls itself, as far as it is known.
        """
        known = self._store.feeds.find(url)
        is_new = known is None or self._store.feeds.is_removed(known.id)
        feed = self._store.feeds.add(url, title=title, folder=folder, added_at=_now())
        if is_new and feed_title:
            self._store.feeds.describe(feed.id, title=feed_title, site_url="")
            feed = self._store.feeds.get(feed.id)
        if is_new:
            self._journal.record(f"{feed.title} added", lambda: self._store.feeds.remove(feed.id, _now()))
        return feed

    def add_listed(self, found: Sequence[Candidate]) -> list[Feed]:
        """Subscribe to all of a subscription list as one step; the feeds that were not there before."""
        before = {feed.url for feed in self._store.feeds.all()}
        with self._store.transaction():
            added = [
                self._store.feeds.add(one.url, title=one.title, folder=one.folder, added_at=_now())
                for one in found
                if one.url not in before
            ]
        if added:
            self._journal.record(f"{len(added)} feeds added", lambda: self._remove_feeds(added))
        return added

    def remove_feed(self, feed_id: int) -> str:
        """Unsubscribe; the feed's articles go with it, saved claims stay. NotFound."""
        feed = self._store.feeds.get(feed_id)
        with self._store.transaction():
            self._store.feeds.remove(feed_id, _now())
        return self._journal.record(f"{feed.title} removed", lambda: self._store.feeds.restore(feed_id))

    def remove_feeds(self, feed_ids: Sequence[int]) -> str:
        """Unsubscribe from several as one step. NotFound."""
        feeds = [self._store.feeds.get(feed_id) for feed_id in feed_ids]
        self._remove_feeds(feeds)
        label = f"{len(feeds)} {'feed' if len(feeds) == 1 else 'feeds'} removed"
        return self._journal.record(label, lambda: self._restore_feeds(feed_ids))

    def set_feed(
        self,
        feed_id: int,
        *,
        title: str | None = None,
        folder: str | None = None,
        full_text: Literal["default", "on-open", "always", "never"] | None = None,
    ) -> Feed:
        """Change the shown title, the folder or the policy for full text; None leaves a value. NotFound."""
        old, own = self._store.feeds.get(feed_id), self._store.feeds.own_title(feed_id)
        new = self._store.feeds.set(feed_id, title=title, folder=folder, full_text=full_text)
        self._journal.record(
            f"{new.title} changed",
            lambda: self._store.feeds.set(feed_id, title=own, folder=old.folder, full_text=old.full_text),
        )
        return new

    def subscribe_starter(self, packs: Sequence[str] | None = None) -> list[Feed]:
        """Subscribe the bundled starter feeds, or those of the named packs (folders), which can be undone."""
        from tui_reader.feeds.starter import starter

        before = {feed.url for feed in self._store.feeds.all()}
        with self._store.transaction():
            feeds = [
                self._store.feeds.add(one.url, title=one.title, folder=one.pack, added_at=_now())
                for one in starter()
                if packs is None or one.pack in packs
            ]
        added = [feed for feed in feeds if feed.url not in before]
        if packs is not None and added:  # a first start subscribes by itself: that is no step of the reader's
            self._journal.record(f"{len(added)} feeds subscribed", lambda: self._remove_feeds(added))
        return feeds

    def starter_packs(self) -> list[tuple[str, int]]:
        """The bundled packs in their order: folder and number of feeds."""
        from tui_reader.feeds.starter import starter

        return list(Counter(one.pack for one in starter()).items())

    def import_opml(self, data: bytes) -> ImportReport:
        """Subscribe to what a list holds, nothing twice; OpmlError where it holds no feed at all."""
        from tui_reader.feeds.opml import read_opml

        listed = read_opml(data)
        before = {feed.url for feed in self._store.feeds.all()}
        added: list[Feed] = []
        with self._store.transaction():
            for outline in listed.feeds:
                if outline.url not in before:
                    before.add(outline.url)
                    added.append(
                        self._store.feeds.add(outline.url, title=outline.title, folder=outline.folder, added_at=_now())
                    )
        if added:
            self._journal.record(f"{len(added)} feeds imported", lambda: self._remove_feeds(added))
        return model.ImportReport(tuple(added), len(listed.feeds) - len(added), tuple(listed.problems))

    def export_opml(self) -> str:
        """All subscriptions as OPML 2.0."""
        from tui_reader.feeds.opml import write_opml

        return write_opml(self._store.feeds.all())

    def _restore_feeds(self, feed_ids: Sequence[int]) -> None:
        with self._store.transaction():
            for feed_id in feed_ids:
                self._store.feeds.restore(feed_id)

    def _remove_feeds(self, feeds: Sequence[Feed]) -> None:
        with self._store.transaction():
            for feed in feeds:
                self._store.feeds.remove(feed.id, _now())


def _now() -> datetime:
    return datetime.now(UTC)
