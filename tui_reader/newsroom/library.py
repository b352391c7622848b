"""Reading the database: everything here is quick enough for the event loop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

from tui_reader import model
from tui_reader.newsroom.desk import snapshot
from tui_reader.store import Store

if TYPE_CHECKING:
    from tui_reader.model import (
        Article,
        ArticleHit,
        ArticleRow,
        Bookmark,
        Claim,
        ClaimHit,
        Comparison,
        Counts,
        Feed,
        Progress,
        Revision,
        Span,
        Speaker,
        Story,
    )
    from tui_reader.newsroom.matching import SavedOrder
    from tui_reader.query import Query

SNIPPET = 160
"""Characters of text shown around a hit."""


class Totals(NamedTuple):
    """What stands at the top of the screen."""

    feeds: int  #: subscriptions
    articles: int  #: stored
    unread: int  #: not opened
    failing: int  #: feeds whose last visit failed


class FeedReads:
    """Subscriptions, as the screens and the commands ask for them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def feeds(self) -> list[Feed]:
        """By folder, then title."""
        return self._store.feeds.all()

    def feed(self, feed_id: int) -> Feed:
        """One subscription; NotFound."""
        return self._store.feeds.get(feed_id)

    def totals(self) -> Totals:
        """What is counted already; `Library.counts` counts claims and saved ones too, 40 ms at a million claims."""
        return Totals(*self._store.feeds.totals())

    def failing_feeds(self) -> list[Feed]:
        """Those whose last visit failed, longest failing first."""
        late = datetime.max.replace(tzinfo=UTC)
        return sorted((feed for feed in self.feeds() if feed.last_error), key=lambda feed: feed.failing_since or late)


class StoryReads:
    """Stories and their comparisons."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def story_ids(self, query: Query | None = None, *, limit: int = 0) -> list[int]:
        """Newest first. Raises QueryError."""
        where = self._store.search.where(query, "articles", _now())
        return self._store.stories.ids(where.sql, where.values, limit=limit)

    def story_rows(self, ids: Sequence[int]) -> list[Story]:
        """In the order of `ids`; what is gone is left out."""
        return self._store.stories.rows(ids)

    def story(self, story_id: int) -> Story:
        """One story; NotFound."""
        return self._store.stories.get(story_id)

    def story_of(self, article_id: int) -> int | None:
        """The story an article is in; None while it is not grouped."""
        return self._store.stories.of_article(article_id)

    def comparison(self, story_id: int) -> Comparison | None:
        """The cached comparison; None: ask `Newsroom.reading`."""
        return self._store.stories.comparison(story_id)


class SavedReads:
    """What the reader keeps."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def bookmarks(self, query: Query | None = None, *, order: SavedOrder = "saved") -> list[Bookmark]:
        """Saved claims, the one saved last first; in the other orders equal ones stay so."""
        from tui_reader.newsroom.matching import in_order, matches

        now = _now()
        return in_order([bookmark for bookmark in self._store.saved.all() if matches(bookmark, query, now)], order)

    def bookmark(self, bookmark_id: int) -> Bookmark:
        """One saved claim; NotFound."""
        return self._store.saved.get(bookmark_id)

    def saved_claims(self, article_id: int) -> dict[int, int]:
        """Position of each saved claim of the article -> its bookmark."""
        kept = {(bookmark.claim.spans, bookmark.claim.text): bookmark.id for bookmark in self.bookmarks_of(article_id)}
        if not kept:
            return {}
        claims = self._store.claims.of(article_id) or []
        return {n: kept[claim.spans, claim.text] for n, claim in enumerate(claims) if (claim.spans, claim.text) in kept}

    def bookmarks_of(self, article_id: int) -> list[Bookmark]:
        """Saved claims of one article, also those whose words the outlet has changed since."""
        return self._store.saved.of_article(article_id)

    def as_saved(self, places: Sequence[tuple[int, int]]) -> list[Bookmark]:
        """Claims, each as its article and its place there, as they would be saved now; saved ones with note and tags.

        Places that hold no claim are left out; NotFound where an article is gone.
        """
        now = _now()
        articles = {id_: self._store.articles.get(id_) for id_, _ in places}
        claims = {id_: self._store.claims.of(id_) or [] for id_ in articles}
        kept = {(id_, b.claim.spans, b.claim.text): b for id_ in articles for b in self.bookmarks_of(id_)}
        found = [(id_, claims[id_][index]) for id_, index in places if 0 <= index < len(claims[id_])]
        return [kept.get((id_, claim.spans, claim.text)) or snapshot(articles[id_], claim, now) for id_, claim in found]

    def tags(self) -> list[str]:
        """Tags in use, most used first."""
        return self._store.saved.tags()

    def saved_searches(self) -> list[tuple[str, str]]:
        """Saved searches: name, query."""
        return self._store.saved.searches()

    def mutes(self) -> list[str]:
        """Muted queries."""
        return self._store.saved.mutes()

    def muted(self, limit: int = 200) -> list[ArticleRow]:
        """What the muted queries hide, newest first."""
        return self._store.articles.muted(limit)


class Library(FeedReads, StoryReads, SavedReads):
    """All that is stored: articles, claims, speakers and hits here, the rest in the classes above."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def article_ids(self, query: Query | None = None, *, feed_id: int | None = None, limit: int = 0) -> list[int]:
        """Visible articles, newest first. Raises QueryError."""
        return self._store.search.article_ids(query, _now(), feed_id=feed_id, limit=limit)

    def article_rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """Rows in the order of `ids`; what is gone is left out."""
        return self._store.articles.rows(ids)

    def river(
        self, after: tuple[datetime, int] | None = None, limit: int = 50, query: Query | None = None
    ) -> list[ArticleRow]:
        """The keyset page past `after` (sort_at and id of the last row seen)."""
        where = self._store.search.where(query, "articles", _now())
        return self._store.articles.page(after, limit, where.sql, where.values)

    def article(self, article_id: int) -> Article:
        """One article; NotFound."""
        return self._store.articles.get(article_id)

    def claims(self, article_id: int) -> list[Claim] | None:
        """Its claims; None while it is not split: ask `Newsroom.reading`."""
        return self._store.claims.of(article_id)

    def revisions(self, article_id: int) -> list[Revision]:
        """Every wording, oldest first, the present one last."""
        return self._store.articles.revisions(article_id)

    def position(self, article_id: int) -> int:
        """The claim where the reader left off."""
        return self._store.articles.position(article_id)

    def speakers(self, limit: int = 500, letters: str = "") -> list[Speaker]:
        """Those who speak in most outlets, first."""
        return self._store.claims.speakers(limit, letters)

    def speaker_claims(self, speaker_id: int, limit: int = 500) -> list[ClaimHit]:
        """A speaker's claims, newest first."""
        return self._hits(self._store.claims.of_speaker(speaker_id, limit), {})

    @overload
    def search(self, query: Query, *, kind: Literal["claims"] = "claims", limit: int = 200) -> list[ClaimHit]: ...
    @overload
    def search(self, query: Query, *, kind: Literal["articles"], limit: int = 200) -> list[ArticleHit]: ...
    def search(
        self, query: Query, *, kind: Literal["articles", "claims"] = "claims", limit: int = 200
    ) -> list[ClaimHit] | list[ArticleHit]:
        """Hits, best first where the query has words, else newest first. Raises QueryError."""
        from tui_reader.query import Words, leaves

        ranks = self._store.search.ranks(query)
        if kind == "claims":
            places = self._store.search.claim_places(query, _now(), limit)
            return sorted(self._hits(places, ranks), key=lambda hit: -hit.score)
        ids = self._store.search.article_ids(query, _now(), limit=0 if ranks else limit)
        best = sorted(ids, key=lambda key: -ranks.get(key, 0.0))[:limit]
        patterns = [re.escape(leaf.text) for leaf in leaves(query.root) if isinstance(leaf, Words)]
        return [self._article_hit(row, patterns, ranks.get(row.id, 0.0)) for row in self.article_rows(best)]

    def counts(self) -> Counts:
        """The size of everything."""
        feeds = self._store.feeds.all()
        return model.Counts(
            feeds=len(feeds),
            articles=sum(feed.total for feed in feeds),
            unread=sum(feed.unread for feed in feeds),
            claims=self._store.claims.count(),
            saved=len(self._store.saved.all()),
            failing=sum(bool(feed.last_error) for feed in feeds),
        )

    def refreshing(self) -> Progress | None:
        """What any process is refreshing now."""
        run = self._store.refresher()
        return None if run is None else model.Progress(done=run[1], total=run[2])

    def has_ungrouped(self) -> bool:
        """Whether articles came in that are in no story or not in the search index yet."""
        return bool(self._store.stories.ungrouped(1)) or bool(self._store.search.pending())

    def _hits(self, places: Sequence[tuple[int, int]], ranks: dict[int, float]) -> list[ClaimHit]:
        articles = list(dict.fromkeys(article for article, _ in places))
        rows = {row.id: row for row in self.article_rows(articles)}
        claims = {article: self._store.claims.of(article) or [] for article in articles}
        return [
            model.ClaimHit(rows[article], index, claims[article][index], ranks.get(article, 0.0))
            for article, index in places
            if article in rows and index < len(claims[article])
        ]

    def _article_hit(self, row: ArticleRow, patterns: Sequence[str], score: float) -> ArticleHit:
        text = self.article(row.id).body.text
        found = [m.span() for m in re.finditer("|".join(patterns), text, re.IGNORECASE)] if patterns else []
        begin = max(0, found[0][0] - SNIPPET // 3) if found else 0
        begin = text.rfind(" ", 0, begin) + 1 if begin else 0
        snippet = re.sub(r"\s", " ", text[begin : begin + SNIPPET])
        marks: tuple[Span, ...] = tuple((a - begin, b - begin) for a, b in found if a >= begin and b <= begin + SNIPPET)
        return model.ArticleHit(row, snippet, marks, score)


def _now() -> datetime:
    """The present in the reader's own zone: `today` begins at the reader's midnight."""
    return datetime.now(UTC).astimezone()
