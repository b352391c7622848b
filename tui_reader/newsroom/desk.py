"""Writing for the reader: marks, saved claims, subscriptions, stories by hand; every step can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tui_reader import model
from tui_reader.errors import NotFound
from tui_reader.newsroom.placement import place
from tui_reader.newsroom.subscriptions import Subscriptions
from tui_reader.newsroom.undo import Journal
from tui_reader.store import Store

if TYPE_CHECKING:
    from tui_reader.model import Article, Bookmark, Claim

CONTEXT = 32
"""Characters kept before and after a saved claim, for finding it again (W3C TextQuoteSelector)."""


class ReadMarks:
    """Read marks and places in articles."""

    _store: Store
    _journal: Journal

    def mark_read(self, ids: Sequence[int], is_read: bool = True) -> str:
        """Set the mark of `ids`; undo gives back exactly the marks that changed."""
        with self._store.transaction():
            changed = self._store.articles.mark_read(ids, is_read)
        label = f"{len(changed)} marked {'read' if is_read else 'unread'}"
        if changed:
            self._journal.record(label, lambda: self._remark(changed, not is_read))
        return label

    def remember_position(self, article_id: int, index: int) -> None:
        """Keep the claim where the reader left off."""
        self._store.articles.position(article_id, index)

    def _remark(self, ids: Sequence[int], is_read: bool) -> None:
        with self._store.transaction():
            self._store.articles.mark_read(ids, is_read)


class SavedClaims:
    """Bookmarks, saved searches, mutes."""

    _store: Store
    _journal: Journal

    def save_claim(self, article_id: int, index: int) -> Bookmark:
        """Bookmark a claim with its provenance; a claim that is saved already stays as it is. NotFound."""
        article = self._store.articles.get(article_id)
        claims = self._store.claims.of(article_id) or []
        if index >= len(claims):
            raise NotFound(f"article {article_id} has no claim number {index}")
        known = [b for b in self._store.saved.of_article(article_id) if b.claim == claims[index]]
        if known:
            return known[0]
        bookmark = self._store.saved.add(snapshot(article, claims[index], _now()))
        self._journal.record("claim saved", lambda: self._store.saved.remove(bookmark.id))
        return bookmark

    def save_claims(self, places: Sequence[tuple[int, int]]) -> str:
        """Bookmark many claims, each as its article and its place there, as one step; saved ones stay as they are."""
        with self._store.transaction():
            added, _ = self._save_all(places)
        label = f"{len(added)} {'claim' if len(added) == 1 else 'claims'} saved"
        if added:
            self._journal.record(label, lambda: self._remove_all(added))
        return label

    def tag_claims(self, places: Sequence[tuple[int, int]], bookmark_ids: Sequence[int], tags: Sequence[str]) -> str:
        """Add tags to saved claims, and to the claims at `places`, which are saved for it; all of it one step."""
        with self._store.transaction():
            added, known = self._save_all(places)
            before = {id_: self._store.saved.get(id_).tags for id_ in dict.fromkeys([*bookmark_ids, *known])}
            old = {id_: had for id_, had in before.items() if not set(tags) <= set(had)}
            for id_, had in {**old, **dict.fromkeys(added, ())}.items():
                self._store.saved.annotate(id_, None, (*had, *tags))
        number = len(old) + len(added)
        label = f"{number} {'claim' if number == 1 else 'claims'} tagged {' '.join(f'#{tag}' for tag in tags)}"
        if number:
            self._journal.record(label, lambda: self._untag(added, old))
        return label

    def _save_all(self, places: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
        """Bookmarks of the claims at `places`: those made now, and those that were there."""
        ids = dict.fromkeys(article_id for article_id, _ in places)
        claims = {id_: self._store.claims.of(id_) or [] for id_ in ids}
        kept = {id_: [(b.claim, b.id) for b in self._store.saved.of_article(id_)] for id_ in ids}
        articles: dict[int, Article] = {}
        added: list[int] = []
        known: list[int] = []
        for article_id, index in places:
            if index >= len(claims[article_id]):
                continue
            claim = claims[article_id][index]
            same = next((id_ for one, id_ in kept[article_id] if one == claim), None)
            if same is not None:
                known.append(same)
                continue
            if article_id not in articles:
                articles[article_id] = self._store.articles.get(article_id)
            added.append(self._store.saved.add(snapshot(articles[article_id], claim, _now())).id)
            kept[article_id].append((claim, added[-1]))
        return added, known

    def _untag(self, added: Sequence[int], before: Mapping[int, Sequence[str]]) -> None:
        with self._store.transaction():
            for id_ in added:
                self._store.saved.remove(id_)
            for id_, tags in before.items():
                self._store.saved.annotate(id_, None, tags)

    def remove_bookmark(self, bookmark_id: int) -> str:
        """Forget a saved claim; NotFound."""
        gone = self._store.saved.get(bookmark_id)
        self._store.saved.remove(bookmark_id)
        return self._journal.record("saved claim removed", lambda: self._store.saved.add(gone))

    def annotate(self, bookmark_id: int, *, note: str | None = None, tags: Sequence[str] | None = None) -> Bookmark:
        """Change note or tags of a saved claim; NotFound."""
        old = self._store.saved.get(bookmark_id)
        new = self._store.saved.annotate(bookmark_id, note, tags)
        self._journal.record(
            "note and tags changed", lambda: self._store.saved.annotate(bookmark_id, old.note, old.tags)
        )
        return new

    def import_bookmarks(self, items: Iterable[Bookmark]) -> int:
        """Add saved claims from a file; those that are here already stay as they are. How many came in."""
        added: list[int] = []
        with self._store.transaction():
            for item in items:
                if self._store.saved.same(item) is None:
                    added.append(self._store.saved.add(replace(item, id=0, article_id=None)).id)
        if added:
            self._journal.record(f"{len(added)} saved claims imported", lambda: self._remove_all(added))
        return len(added)

    def save_search(self, name: str, query_text: str) -> str:
        """Save a search under a name; QueryError where it does not parse."""
        from tui_reader.query import parse

        parse(query_text)
        old = dict(self._store.saved.searches()).get(name)
        self._store.saved.put_search(name, query_text)
        if old is None:
            return self._journal.record(f"search {name} saved", lambda: self._store.saved.remove_search(name))
        return self._journal.record(f"search {name} changed", lambda: self._store.saved.put_search(name, old))

    def remove_search(self, name: str) -> str:
        """Forget a saved search."""
        old = dict(self._store.saved.searches()).get(name, "")
        self._store.saved.remove_search(name)
        return self._journal.record(f"search {name} removed", lambda: self._store.saved.put_search(name, old))

    def mute(self, query_text: str) -> str:
        """Hide what matches, now and in later refreshes; QueryError where it does not parse."""
        ids = self._matching(query_text)
        with self._store.transaction():
            self._store.saved.put_mute(query_text)
            self._store.articles.hide(ids, True)
        return self._journal.record(f"muted {query_text} ({len(ids)} hidden)", lambda: self._unmute(query_text))

    def unmute(self, query_text: str) -> str:
        """Show again what a muted query hid."""
        self._unmute(query_text)
        return self._journal.record(f"unmuted {query_text}", lambda: self._remute(query_text))

    def _remute(self, query_text: str) -> None:
        with self._store.transaction():
            self._store.saved.put_mute(query_text)
            self._store.articles.hide(self._matching(query_text), True)

    def _unmute(self, query_text: str) -> None:
        with self._store.transaction():
            self._store.saved.remove_mute(query_text)
            self._store.articles.unhide_all()
            for left in self._store.saved.mutes():
                self._store.articles.hide(self._matching(left), True)

    def _matching(self, query_text: str) -> list[int]:
        from tui_reader.query import parse

        return self._store.search.article_ids(parse(query_text), _now())

    def _remove_all(self, ids: Sequence[int]) -> None:
        with self._store.transaction():
            for key in ids:
                self._store.saved.remove(key)


class StoriesByHand:
    """What the reader decides about stories."""

    _store: Store
    _journal: Journal

    def merge_stories(self, story_ids: Sequence[int]) -> str:
        """Make one story of several, for good."""
        stories = self._store.stories.rows(story_ids)
        keep = min(story.id for story in stories)
        before = [(article, story.id) for story in stories for article in story.article_ids]
        anchors = [story.article_ids[-1] for story in stories]
        pairs = [(anchors[0], other) for other in anchors[1:]]
        self._arrange([(article, keep) for article, _ in before], pairs, True, keep)
        return self._journal.record(f"{len(stories)} stories merged", lambda: self._arrange(before, pairs, None, keep))

    def split_off(self, article_id: int) -> str:
        """Take an article out of its story, for good; NotFound."""
        story_id = self._store.stories.of_article(article_id)
        if story_id is None:
            raise NotFound(f"article {article_id} is in no story yet; refresh first")
        others = [other for other in self._store.stories.get(story_id).article_ids if other != article_id]
        if not others:
            raise NotFound("this article is a story of its own already")
        pairs = [(article_id, other) for other in others]
        new = self._store.stories.free_id([article_id])
        places = [(article_id, new)]
        self._arrange(places, pairs, False, new)
        return self._journal.record(
            "article split off", lambda: self._arrange([(article_id, story_id)], pairs, None, story_id)
        )

    def _arrange(
        self, places: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]], rule: bool | None, pinned: int
    ) -> None:
        with self._store.transaction():
            self._store.stories.put_rules(pairs, rule)
            place(self._store, places)
            self._store.stories.pin(pinned, rule is not None)


class Desk(ReadMarks, SavedClaims, Subscriptions, StoriesByHand):
    """All that the reader may change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._journal = Journal()

    def hurried(self) -> AbstractContextManager[None]:
        """Within it a write that would have to wait for another process raises DatabaseBusy at once."""
        return self._store.hurried()

    def undo(self) -> str | None:
        """Take the last step back; what it was, None where nothing is left."""
        return self._journal.undo()


def snapshot(article: Article, claim: Claim, saved_at: datetime) -> Bookmark:
    """A bookmark of `claim`: everything a reader needs to cite it when article and feed are gone."""
    text = article.body.text
    begin, end = claim.spans[0][0], claim.spans[-1][1]
    return model.Bookmark(
        id=0,
        saved_at=saved_at,
        claim=claim,
        outlet=article.outlet,
        article_id=article.id,
        article_title=article.title,
        author=article.author,
        url=article.url,
        published_at=article.published_at,
        fetched_at=article.updated_at or article.first_seen_at,
        content_hash=article.content_hash,
        revision=article.revision,
        paragraph=_paragraph(text, begin, end),
        prefix=text[max(0, begin - CONTEXT) : begin],
        suffix=text[end : end + CONTEXT],
    )


def _paragraph(text: str, begin: int, end: int) -> str:
    first = text.rfind("\n", 0, begin) + 1
    last = re.compile(r"\n|\Z").search(text, end)
    return text[first : last.start() if last else len(text)]


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
