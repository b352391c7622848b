"""Claims of articles, the names that speak in them, and the speakers those names are joined into."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from tui_reader import model
from tui_reader.store.codec import from_ms, pack_claim, to_ms, unpack_body, unpack_claim
from tui_reader.store.folding import fold
from tui_reader.store.schema import CLAIMS_PER_ARTICLE

if TYPE_CHECKING:
    from tui_reader.model import Claim, Speaker
    from tui_reader.store.records import NameUse

_CLAIM = "c.badge, c.mode, c.stance, c.shown, c.record"


class ClaimVerbs:
    """Verbs on claims."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, article_id: int, engine: str, claims: Sequence[Claim]) -> None:
        """Store the claims of an article in place of older ones; `engine` says what split it."""
        first = article_id * CLAIMS_PER_ARTICLE
        self._connection.execute("DELETE FROM claims WHERE id >= ? AND id < ?", (first, first + CLAIMS_PER_ARTICLE))
        rows = [
            (
                first + index, claim.badge, claim.mode, claim.stance, int(claim.shown),
                self._name_id(claim.source.name) if claim.source and claim.source.name else None, pack_claim(claim),
            )
            for index, claim in enumerate(claims[:CLAIMS_PER_ARTICLE])
        ]  # fmt: skip
        self._connection.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self._connection.execute("UPDATE articles SET split_by = ? WHERE id = ?", (engine, article_id))

    def of(self, article_id: int, engine: str | None = None) -> list[Claim] | None:
        """The claims in their order; None while the article is not split (by `engine`, where one is named)."""
        row = self._connection.execute(
            "SELECT a.split_by, b.data FROM articles a JOIN bodies b ON b.article_id = a.id WHERE a.id = ?",
            (article_id,),
        ).fetchone()
        if row is None or not row[0] or (engine is not None and row[0] != engine):
            return None
        text = unpack_body(row[1]).text
        first = article_id * CLAIMS_PER_ARTICLE
        rows = self._connection.execute(
            f"SELECT {_CLAIM} FROM claims c WHERE c.id >= ? AND c.id < ? ORDER BY c.id",
            (first, first + CLAIMS_PER_ARTICLE),
        )
        return [unpack_claim(claim, text) for claim in rows]

    def unsplit(self, engine: str, limit: int) -> list[int]:
        """Visible articles that `engine` has not split, newest first."""
        rows = self._connection.execute(
            "SELECT id FROM articles WHERE is_hidden = 0 AND (split_by < ? OR split_by > ?)"
            " ORDER BY sort_at DESC, id DESC LIMIT ?",
            (engine, engine, limit),
        )
        return [row[0] for row in rows]

    def count(self) -> int:
        """Claims stored."""
        return int(self._connection.execute("SELECT count(*) FROM claims").fetchone()[0])

    def uses(self, articles: int = 5_000) -> list[NameUse]:
        """Every name with every outlet it speaks at, in the newest `articles`.

        A million claims would take 4 s, those of 5,000 articles take a few tenths.
        """
        from tui_reader.store.records import NameUse

        outlet = "coalesce(nullif(f.own_title, ''), nullif(f.title, ''), f.url)"
        rows = self._connection.execute(
            "SELECT n.id, n.name, c.badge, json_extract(c.record, '$[3][3]'), json_extract(c.record, '$[3][5]'),"
            f" {outlet}, a.id, count(*), max(a.sort_at) FROM articles a CROSS JOIN claims c"
            f" ON c.id >= a.id * {CLAIMS_PER_ARTICLE} AND c.id < (a.id + 1) * {CLAIMS_PER_ARTICLE}"
            " JOIN names n ON n.id = c.name_id JOIN feeds f ON f.id = a.feed_id"
            " WHERE c.shown = 1 AND a.is_hidden = 0 AND a.sort_at >= coalesce((SELECT sort_at FROM articles"
            " WHERE is_hidden = 0 ORDER BY sort_at DESC LIMIT 1 OFFSET ?), 0)"
            " GROUP BY n.id, a.feed_id, c.badge ORDER BY n.id",
            (articles,),
        )
        return [
            NameUse(key, name, badge, role or "", kind or "unknown", place, article, claims, from_ms(latest))
            for key, name, badge, role, kind, place, article, claims, latest in rows
        ]

    def has_unjoined(self, badges: Collection[str], articles: int = 500) -> bool:
        """Whether the newest `articles` hold a name with one of `badges` that no speaker has: a join was cut off."""
        row = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM"
            " (SELECT id FROM articles WHERE is_hidden = 0 ORDER BY sort_at DESC LIMIT ?) a"
            f" CROSS JOIN claims c ON c.id >= a.id * {CLAIMS_PER_ARTICLE} AND c.id < (a.id + 1) * {CLAIMS_PER_ARTICLE}"
            " JOIN names n ON n.id = c.name_id WHERE c.shown = 1 AND n.speaker_id IS NULL"
            f" AND c.badge IN ({','.join('?' * len(badges))}))",
            (articles, *badges),
        ).fetchone()
        return bool(row[0])

    def put_speakers(self, speakers: Sequence[tuple[Speaker, Sequence[int]]]) -> None:
        """Replace all speakers; each comes with the keys of the names joined into it."""
        self._connection.execute("DELETE FROM speakers")
        self._connection.execute("UPDATE names SET speaker_id = NULL WHERE speaker_id IS NOT NULL")
        for speaker, names in speakers:
            self._connection.execute(
                "INSERT INTO speakers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    speaker.id, speaker.name, speaker.badge, speaker.role, speaker.claims, speaker.outlets,
                    to_ms(speaker.latest_at), json.dumps(list(speaker.spellings), ensure_ascii=False),
                ),
            )  # fmt: skip
            self._connection.executemany(
                "UPDATE names SET speaker_id = ? WHERE id = ?", [(speaker.id, name) for name in names]
            )

    def speakers(self, limit: int, letters: str = "") -> list[Speaker]:
        """Those who speak most, first; `letters` must stand in the name, the role or another spelling."""
        pattern = "%" + letters.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        rows = self._connection.execute(
            "SELECT id, name, badge, role, claims, outlets, latest_at, spellings FROM speakers"
            " WHERE name LIKE ?1 ESCAPE '\\' OR role LIKE ?1 ESCAPE '\\' OR spellings LIKE ?1 ESCAPE '\\'"
            " ORDER BY outlets DESC, claims DESC, name LIMIT ?2",
            (pattern, limit),
        )
        return [
            model.Speaker(key, name, badge, role, claims, outlets, from_ms(latest), tuple(json.loads(spellings)))
            for key, name, badge, role, claims, outlets, latest, spellings in rows
        ]

    def of_speaker(self, speaker_id: int, limit: int) -> list[tuple[int, int]]:
        """(article id, position) of a speaker's claims, newest first."""
        rows = self._connection.execute(
            f"SELECT a.id, c.id % {CLAIMS_PER_ARTICLE} FROM names n JOIN claims c ON c.name_id = n.id"
            f" JOIN articles a ON a.id = c.id / {CLAIMS_PER_ARTICLE}"
            " WHERE n.speaker_id = ? AND c.shown = 1 AND a.is_hidden = 0 ORDER BY a.sort_at DESC, c.id LIMIT ?",
            (speaker_id, limit),
        )
        return [(article, index) for article, index in rows]

    def _name_id(self, name: str) -> int:
        row = self._connection.execute("SELECT id FROM names WHERE name = ?", (name,)).fetchone()
        if row:
            return int(row[0])
        cursor = self._connection.execute("INSERT INTO names (name, folded) VALUES (?, ?)", (name, fold(name)))
        return int(cursor.lastrowid or 0)
