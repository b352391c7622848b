"""Finding articles and claims: compiled filters, ranks, and the upkeep of the index."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tui_reader.errors import QueryError
from tui_reader.store.codec import claim_from_json
from tui_reader.store.schema import CLAIMS_PER_ARTICLE
from tui_reader.store.stories import unpack_comparison
from tui_reader.store.where import EVERYTHING, Where
from tui_reader.store.words import index_article

if TYPE_CHECKING:
    from tui_reader.model import Comparison
    from tui_reader.query import Query
    from tui_reader.store.filters import Over


class SearchVerbs:
    """Verbs that find.

    The first filter loads what compiles it and gives the connection the functions that it calls: the first paint has
    none and need not wait for that.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._is_ready = False

    def where(self, query: Query | None, over: Over, now: datetime) -> Where:
        """The WHERE clause of `query`, for `ArticleVerbs.ids` and its like."""
        if query is None:
            return EVERYTHING
        from tui_reader.store.filters import compile_query, install

        if not self._is_ready:
            install(self._connection, self._is_saved_claim, self._is_compared)
            self._is_ready = True
        return compile_query(query, over, now, has_pending=self.pending() > 0)

    def article_ids(
        self, query: Query | None, now: datetime, *, feed_id: int | None = None, limit: int = 0
    ) -> list[int]:
        """Visible articles that match, newest first. Raises QueryError for what SQLite cannot run."""
        where = self.where(query, "articles", now)
        feed = "" if feed_id is None else " AND a.feed_id = ?"
        return [
            row[0]
            for row in self._run(
                f"SELECT a.id FROM articles a WHERE a.is_hidden = 0{feed} AND ({where.sql})"
                " ORDER BY a.sort_at DESC, a.id DESC LIMIT ?",
                (*(() if feed_id is None else (feed_id,)), *where.values, limit or -1),
            )
        ]

    def ranks(self, query: Query) -> dict[int, float]:
        """BM25 of the articles that hold any of the query's words, higher is better; titles weigh five times."""
        from tui_reader.store.filters import fts_phrase, positive_words

        words = positive_words(query.root)
        if not words:
            return {}
        match = " OR ".join(map(fts_phrase, words))
        rows = self._run(
            "SELECT rowid, -bm25(article_words, 5.0, 1.0) FROM article_words WHERE article_words MATCH ?", (match,)
        )
        return dict(rows)

    def claim_places(self, query: Query, now: datetime, limit: int) -> list[tuple[int, int]]:
        """(article id, position) of shown claims that match, newest article first."""
        where = self.where(query, "claims", now)
        rows = self._run(
            f"SELECT a.id, c.id % {CLAIMS_PER_ARTICLE} FROM articles a CROSS JOIN claims c"
            f" ON c.id >= a.id * {CLAIMS_PER_ARTICLE} AND c.id < (a.id + 1) * {CLAIMS_PER_ARTICLE}"
            f" WHERE a.is_hidden = 0 AND a.split_by <> '' AND c.shown = 1 AND ({where.sql})"
            " ORDER BY a.sort_at DESC, a.id DESC, c.id LIMIT ?",
            (*where.values, limit),
        )
        return [(article, index) for article, index in rows]

    def pending(self) -> int:
        """1 while some article is not in the index, else 0."""
        row = self._connection.execute("SELECT EXISTS (SELECT 1 FROM articles WHERE is_indexed = 0)").fetchone()
        return int(row[0])

    def index_some(self, limit: int) -> int:
        """Put up to `limit` articles into the index, newest first; how many. Call it in a transaction."""
        rows = self._connection.execute(
            "SELECT id FROM articles WHERE is_indexed = 0 ORDER BY id DESC LIMIT ?", (limit,)
        ).fetchall()
        for (article_id,) in rows:
            index_article(self._connection, article_id)
        return len(rows)

    def _run(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            raise QueryError(f"this filter cannot be run: {error}; write it more simply") from error

    def _is_saved_claim(self, claim_id: int) -> bool:
        article = claim_id // CLAIMS_PER_ARTICLE
        row = self._connection.execute("SELECT record FROM claims WHERE id = ?", (claim_id,)).fetchone()
        flat = json.loads(row[0])[0] if row else []
        spans = tuple(zip(flat[::2], flat[1::2], strict=True))
        kept = self._connection.execute("SELECT claim FROM bookmarks WHERE article_id = ?", (article,))
        return any(claim_from_json(data).spans == spans for (data,) in kept)

    def _is_compared(self, story_id: int, claim_id: int, what: str) -> bool:
        row = self._connection.execute("SELECT comparison FROM stories WHERE id = ?", (story_id,)).fetchone()
        if not row or row[0] is None:
            return False
        differs, only = _places(row[0])
        return claim_id in (differs if what == "differs" else only)


@lru_cache(maxsize=256)
def _places(data: str) -> tuple[frozenset[int], frozenset[int]]:
    """Keys of the claims that differ, and of those that stand alone in a story of several outlets."""
    comparison: Comparison = unpack_comparison(data)
    differs = {c.claim.article_id * CLAIMS_PER_ARTICLE + c.claim.index for d in comparison.differs for c in d.cells}
    alone = {
        r.cells[0].article_id * CLAIMS_PER_ARTICLE + r.cells[0].index for r in comparison.rows if len(r.cells) == 1
    }
    return frozenset(differs), frozenset(alone)
