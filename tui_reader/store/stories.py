"""Stories: which articles belong together, what the reader decided about it, and cached comparisons."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tui_reader import model
from tui_reader.errors import NotFound
from tui_reader.store.articles import BATCH
from tui_reader.store.codec import from_ms, to_ms

if TYPE_CHECKING:
    from tui_reader.model import ClaimRef, Comparison, Story

_OUTLET = "coalesce(nullif(f.own_title, ''), nullif(f.title, ''), f.url)"


class StoryVerbs:
    """Verbs on stories."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ungrouped(self, limit: int) -> list[int]:
        """Articles in no story yet, oldest first: the order in which they are grouped."""
        rows = self._connection.execute(
            "SELECT id FROM articles WHERE story_id IS NULL ORDER BY sort_at LIMIT ?", (limit,)
        )
        return [row[0] for row in rows]

    def grouped_since(self, at: datetime) -> list[tuple[int, int]]:
        """(article id, story id) of what sorts at or after `at`: what new articles may still join."""
        rows = self._connection.execute(
            "SELECT id, story_id FROM articles WHERE story_id IS NOT NULL AND sort_at >= ? ORDER BY sort_at, id",
            (to_ms(at),),
        )
        return list(rows)

    def outdated(self, version: str, hours: float, limit: int) -> list[int]:
        """Articles of the newest `hours` whose story another version of grouping chose, oldest first."""
        rows = self._connection.execute(
            "SELECT id FROM articles WHERE is_hidden = 0 AND story_id IS NOT NULL AND grouped_by <> ? AND sort_at >="
            " (SELECT max(sort_at) FROM articles WHERE is_hidden = 0) - ? ORDER BY sort_at, id LIMIT ?",
            (version, int(hours * 3_600_000), limit),
        )
        return [row[0] for row in rows]

    def sign(self, articles: Sequence[int], version: str) -> None:
        """Remember which version of grouping chose the stories of `articles`."""
        self._connection.executemany(
            "UPDATE articles SET grouped_by = ? WHERE id = ?", [(version, key) for key in articles]
        )

    def assign(self, pairs: Sequence[tuple[int, int]]) -> set[int]:
        """Put articles into stories: (article id, story id); then refresh the stories they left and joined: these."""
        touched = {story for _, story in pairs}
        for article, story in pairs:
            row = self._connection.execute("SELECT story_id FROM articles WHERE id = ?", (article,)).fetchone()
            if row and row[0] is not None:
                touched.add(row[0])
            self._connection.execute("UPDATE articles SET story_id = ? WHERE id = ?", (story, article))
        for story in touched:
            self._refresh(story)
        return touched

    def titles(self, story_id: int) -> tuple[str, list[tuple[str, datetime]]]:
        """The title of a story, "" where there is none, and (title, time) of its articles, newest first."""
        row = self._connection.execute("SELECT title FROM stories WHERE id = ?", (story_id,)).fetchone()
        members = self._connection.execute(
            "SELECT title, sort_at FROM articles WHERE story_id = ? ORDER BY sort_at DESC, id DESC", (story_id,)
        )
        return row[0] if row else "", [(title, from_ms(at)) for title, at in members]

    def retitle(self, story_id: int, title: str) -> None:
        """Call a story by the title of another of its articles."""
        self._connection.execute("UPDATE stories SET title = ? WHERE id = ?", (title, story_id))

    def free_id(self, articles: Sequence[int]) -> int:
        """A story key for `articles` that no story has: stories are named after the article they began with."""
        for article in sorted(articles):
            if self._connection.execute("SELECT 1 FROM stories WHERE id = ?", (article,)).fetchone() is None:
                return article
        row = self._connection.execute(
            "SELECT max((SELECT max(id) FROM stories), (SELECT max(id) FROM articles)) + 1000000"
        ).fetchone()
        return int(row[0])

    def ids(self, where: str = "1", values: Sequence[Any] = (), *, limit: int = 0) -> list[int]:
        """Stories that hold a visible article which meets `where` (over `a`), newest first."""
        if where == "1" and not self._has_hidden():  # the list at each start: a tenth of the time at 100,000 articles
            rows = self._connection.execute(
                "SELECT id FROM stories ORDER BY latest_at DESC, id DESC LIMIT ?", (limit or -1,)
            )
            return [row[0] for row in rows]
        rows = self._connection.execute(
            "SELECT s.id FROM stories s WHERE s.id IN"
            f" (SELECT a.story_id FROM articles a WHERE a.is_hidden = 0 AND a.story_id IS NOT NULL AND ({where}))"
            " ORDER BY s.latest_at DESC, s.id DESC LIMIT ?",
            (*values, limit or -1),
        )
        return [row[0] for row in rows]

    def rows(self, ids: Sequence[int]) -> list[Story]:
        """Stories of `ids` in their order; ids that are gone are left out."""
        found: dict[int, Story] = {}
        for start in range(0, len(ids), BATCH):
            part = tuple(ids[start : start + BATCH])
            marks = ",".join("?" * len(part))
            members: dict[int, list[tuple[int, int]]] = {}
            for story, article, is_read in self._connection.execute(
                "SELECT story_id, id, is_read FROM articles WHERE +is_hidden = 0 AND"  # +: by story, not by time
                f" story_id IN ({marks}) ORDER BY sort_at DESC, id DESC",
                part,
            ):
                members.setdefault(story, []).append((article, is_read))
            for row in self._connection.execute(
                "SELECT id, title, latest_at, outlets, has_differences, origins, is_pinned FROM stories"
                f" WHERE id IN ({marks})",
                part,
            ):
                articles = members.get(row[0])
                if articles:
                    found[row[0]] = model.Story(
                        id=row[0], title=row[1], article_ids=tuple(article for article, _ in articles),
                        outlets=tuple(json.loads(row[3])), latest_at=from_ms(row[2]),
                        unread=sum(not is_read for _, is_read in articles), has_differences=bool(row[4]),
                        origins=row[5], is_pinned=bool(row[6]),
                    )  # fmt: skip
        return [found[key] for key in ids if key in found]

    def get(self, story_id: int) -> Story:
        """One story; NotFound where there is none."""
        rows = self.rows([story_id])
        if not rows:
            raise NotFound(f"no story has the number {story_id}; `newsread stories` lists them")
        return rows[0]

    def of_article(self, article_id: int) -> int | None:
        """The story an article is in."""
        row = self._connection.execute("SELECT story_id FROM articles WHERE id = ?", (article_id,)).fetchone()
        return row[0] if row else None

    def put_rules(self, pairs: Sequence[tuple[int, int]], is_together: bool | None) -> None:
        """Remember that pairs of articles belong together or apart; None forgets what was decided."""
        for a, b in pairs:
            low, high = min(a, b), max(a, b)
            if is_together is None:
                self._connection.execute("DELETE FROM story_rules WHERE a = ? AND b = ?", (low, high))
            else:
                self._connection.execute(
                    "INSERT OR REPLACE INTO story_rules VALUES (?, ?, ?)", (low, high, int(is_together))
                )

    def rules(self) -> list[tuple[int, int, bool]]:
        """What the reader decided: (article, article, together)."""
        return [(a, b, bool(together)) for a, b, together in self._connection.execute("SELECT * FROM story_rules")]

    def pin(self, story_id: int, is_pinned: bool) -> None:
        """Mark a story as made by hand."""
        self._connection.execute("UPDATE stories SET is_pinned = ? WHERE id = ?", (int(is_pinned), story_id))

    def pinned(self) -> list[list[int]]:
        """Articles of each story that was made by hand, oldest first."""
        found: dict[int, list[int]] = {}
        for story, article in self._connection.execute(
            "SELECT s.id, a.id FROM stories s JOIN articles a ON a.story_id = s.id WHERE s.is_pinned = 1"
            " ORDER BY s.id, a.sort_at, a.id"
        ):
            found.setdefault(story, []).append(article)
        return list(found.values())

    def comparison(self, story_id: int, key: str | None = None) -> Comparison | None:
        """The cached comparison; None where there is none (or none made from `key`)."""
        row = self._connection.execute(
            "SELECT comparison, comparison_key FROM stories WHERE id = ?", (story_id,)
        ).fetchone()
        if row is None or row[0] is None or (key is not None and row[1] != key):
            return None
        return unpack_comparison(row[0])

    def put_comparison(self, story_id: int, key: str, comparison: Comparison) -> None:
        """Cache a comparison; `key` says what it was made from."""
        self._connection.execute(
            "UPDATE stories SET comparison = ?, comparison_key = ?, has_differences = ?, origins = ? WHERE id = ?",
            (pack_comparison(comparison), key, int(bool(comparison.differs)), comparison.origins, story_id),
        )

    def uncompared(self, limit: int) -> list[int]:
        """Stories of several outlets without a comparison, newest first."""
        rows = self._connection.execute(
            "SELECT id FROM stories WHERE articles > 1 AND comparison_key = '' ORDER BY latest_at DESC LIMIT ?",
            (limit,),
        )
        return [row[0] for row in rows]

    def _has_hidden(self) -> bool:
        query = "SELECT EXISTS (SELECT 1 FROM articles WHERE is_hidden > 0)"
        return bool(self._connection.execute(query).fetchone()[0])

    def _refresh(self, story_id: int) -> None:
        """Bring a story's row in line with its articles; an empty story goes, a title that no article has too."""
        rows = self._connection.execute(
            f"SELECT a.title, a.sort_at, {_OUTLET} FROM articles a JOIN feeds f ON f.id = a.feed_id"
            " WHERE a.story_id = ? ORDER BY a.sort_at DESC, a.id DESC",
            (story_id,),
        ).fetchall()
        if not rows:
            self._connection.execute("DELETE FROM stories WHERE id = ?", (story_id,))
            return
        row = self._connection.execute("SELECT title FROM stories WHERE id = ?", (story_id,)).fetchone()
        title = row[0] if row and any(member[0] == row[0] for member in rows) else rows[-1][0]
        outlets = json.dumps(list(dict.fromkeys(row[2] for row in rows)), ensure_ascii=False)
        self._connection.execute(
            "INSERT INTO stories (id, title, latest_at, articles, outlets) VALUES (?1, ?2, ?3, ?4, ?5)"
            " ON CONFLICT (id) DO UPDATE SET title = ?2, latest_at = ?3, articles = ?4, outlets = ?5,"
            " comparison_key = ''",
            (story_id, title, rows[0][1], len(rows), outlets),
        )


def pack_comparison(comparison: Comparison) -> str:
    """A comparison as JSON."""
    return json.dumps(
        {
            "articles": comparison.article_ids,
            "rows": [[_places(row.cells), row.score, row.why, _places(row.also)] for row in comparison.rows],
            "differs": [
                [d.what, [[c.claim.article_id, c.claim.index, *c.span, c.value] for c in d.cells]]
                for d in comparison.differs
            ],
            "copies": comparison.copies,
            "origins": comparison.origins,
            "credits": comparison.credits,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _places(refs: Sequence[ClaimRef]) -> list[tuple[int, int]]:
    return [(ref.article_id, ref.index) for ref in refs]


def _refs(places: Sequence[Sequence[int]]) -> tuple[ClaimRef, ...]:
    return tuple(model.ClaimRef(article, index) for article, index in places)


def unpack_comparison(data: str) -> Comparison:
    """Inverse of `pack_comparison`."""
    raw = json.loads(data)
    return model.Comparison(
        article_ids=tuple(raw["articles"]),
        rows=tuple(model.Row(_refs(cells), score, why, also=_refs(also)) for cells, score, why, also in raw["rows"]),
        differs=tuple(
            model.Difference(
                what,
                tuple(model.FigureCell(model.ClaimRef(a, i), (begin, end), value) for a, i, begin, end, value in cells),
            )
            for what, cells in raw["differs"]
        ),
        copies=tuple(tuple(group) for group in raw["copies"]),
        origins=raw["origins"],
        credits=tuple((article, agency) for article, agency in raw["credits"]),
    )
