"""The filter language as SQL: a tree becomes a WHERE clause over articles (`a`) or claims (`c` with its `a`)."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Literal

from tui_reader.errors import QueryError
from tui_reader.query import And, Field, Flag, Not, Or, Query, Regex, When, Words
from tui_reader.query.tree import Node
from tui_reader.store.codec import to_ms, unpack_body
from tui_reader.store.folding import fold
from tui_reader.store.schema import CLAIMS_PER_ARTICLE
from tui_reader.store.where import EVERYTHING, Where

Over = Literal["articles", "claims"]
REGEX_CHARACTERS = 20_000
"""A regular expression sees this much of a text: a slow one costs a moment, not an evening."""


def compile_query(query: Query | None, over: Over, now: datetime, *, has_pending: bool) -> Where:
    """The WHERE clause of `query`. `has_pending`: articles that are not in the index yet are read directly."""
    if query is None or query.root is None:
        return EVERYTHING
    return _Compiler(over, now, has_pending).node(query.root)


def fts_phrase(words: Words) -> str:
    """The words as an FTS5 string: never an operator, whatever they hold."""
    return '"' + words.text.replace('"', '""').replace("\0", " ") + '"' + ("*" if words.is_prefix else "")


def positive_words(node: Node | None) -> list[Words]:
    """The words a hit must or may hold: what ranking and highlighting go by."""
    match node:
        case Words():
            return [node]
        case And(parts) | Or(parts):
            return [words for part in parts for words in positive_words(part)]
        case _:
            return []


def word_pattern(words: Words) -> str:
    """A regular expression over folded text which finds what FTS5 finds: its tokens next to each other."""
    tokens = re.findall(r"[^\W_]+", fold(words.text))
    if not tokens:
        return r"(?!)"
    end = "" if words.is_prefix else r"(?![^\W_])"
    return r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, tokens)) + end


class _Compiler:
    """One walk over a tree. Every condition is 0 or 1, never NULL, so that its negation is the rest."""

    def __init__(self, over: Over, now: datetime, has_pending: bool) -> None:
        self._over, self._now, self._has_pending = over, now, has_pending

    def node(self, node: Node) -> Where:
        match node:
            case And(parts):
                return _joined(" AND ", [self.node(part) for part in parts])
            case Or(parts):
                return _joined(" OR ", [self.node(part) for part in parts])
            case Not(part):
                inner = self.node(part)
                return Where(f"NOT ({inner.sql})", inner.values)
            case Flag():
                return self._flag(node)
            case Field():
                return self._field(node)
            case When():
                sign = ">=" if node.order == "newer" else "<"
                return Where(f"a.sort_at {sign} ?", (to_ms(node.bound(self._now)),))
            case Words():
                return self._words(node)
            case Regex():
                return self._regex(node)

    def _flag(self, flag: Flag) -> Where:
        claims = self._over == "claims"
        match flag.name:
            case "unread" | "read":
                return Where(f"a.is_read = {int(flag.name == 'read')}")
            case "edited":
                return Where("a.updated_at IS NOT NULL")
            case "failing":
                return Where("a.feed_id IN (SELECT id FROM feeds WHERE failing_since IS NOT NULL)")
            case "saved" if claims:
                return Where("a.saved > 0 AND saved_claim(c.id)")
            case "saved":
                return Where("a.saved > 0")
            case "differs":
                mark = "a.story_id IS NOT NULL AND a.story_id IN (SELECT id FROM stories WHERE has_differences = 1)"
                return Where(f"({mark} AND compared(a.story_id, c.id, 'differs'))" if claims else mark)
            case _:
                mark = "a.story_id IS NOT NULL AND a.story_id IN (SELECT id FROM stories WHERE articles > 1)"
                return Where(f"({mark} AND compared(a.story_id, c.id, 'only'))" if claims else mark)

    def _field(self, field: Field) -> Where:
        letters = "%" + re.sub(r"([\\%_])", r"\\\1", field.value) + "%"
        match field.name:
            case "outlet":
                name = "coalesce(nullif(own_title, ''), nullif(title, ''), url)"
                return Where(f"a.feed_id IN (SELECT id FROM feeds WHERE {name} LIKE ? ESCAPE '\\')", (letters,))
            case "folder":
                below = field.value.strip("/") + "/%"
                return Where(
                    "a.feed_id IN (SELECT id FROM feeds WHERE folder = ? COLLATE NOCASE OR folder LIKE ?)",
                    (field.value.strip("/"), below),
                )
            case "title" | "author":
                return Where(f"a.{field.name} LIKE ? ESCAPE '\\'", (letters,))
            case "tag":
                return self._bookmark(
                    "b.id IN (SELECT bookmark_id FROM tags WHERE tag = ? COLLATE NOCASE)", field.value
                )
            case "note":
                return self._bookmark("b.note LIKE ? ESCAPE '\\'", letters)
            case _:
                return self._of_claim(field, letters)

    def _of_claim(self, field: Field, letters: str) -> Where:
        match field.name:
            case "source":
                inner = Where(
                    "c.name_id IS NOT NULL AND c.name_id IN (SELECT id FROM names WHERE folded LIKE ? ESCAPE '\\')",
                    (fold(letters),),
                )
            case "channel":
                inner = Where("claim_channel(c.record) LIKE ? ESCAPE '\\'", (letters,))
            case _:
                inner = Where(f"c.{field.name} = ?", (field.value,))
        if self._over == "claims":
            return inner
        shift = CLAIMS_PER_ARTICLE
        return Where(f"a.id IN (SELECT c.id / {shift} FROM claims c WHERE c.shown = 1 AND {inner.sql})", inner.values)

    def _bookmark(self, condition: str, value: str) -> Where:
        return Where(
            f"a.id IN (SELECT b.article_id FROM bookmarks b WHERE b.article_id IS NOT NULL AND {condition})", (value,)
        )

    def _words(self, words: Words) -> Where:
        found = Where("a.id IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)", (fts_phrase(words),))
        pattern = word_pattern(words)
        if self._has_pending:
            body = "(SELECT data FROM bodies WHERE article_id = a.id)"
            direct = f"(a.is_indexed = 0 AND body_has(a.id, a.title, {body}, ?))"
            found = Where(f"({found.sql} OR {direct})", (*found.values, pattern))
        if self._over == "articles":
            return found
        body = "(SELECT data FROM bodies WHERE article_id = a.id)"
        return Where(f"({found.sql} AND claim_has(a.id, {body}, c.record, ?, 1))", (*found.values, pattern))

    def _regex(self, regex: Regex) -> Where:
        body = "(SELECT data FROM bodies WHERE article_id = a.id)"
        if self._over == "claims":
            return Where(f"claim_has(a.id, {body}, c.record, ?, 0)", (regex.pattern,))
        return Where(f"body_matches(a.id, a.title, {body}, ?)", (regex.pattern,))


def _joined(word: str, parts: list[Where]) -> Where:
    return Where("(" + word.join(part.sql for part in parts) + ")", sum((part.values for part in parts), ()))


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise QueryError(f"/{pattern}/ is not a regular expression: {error}") from error


@lru_cache(maxsize=64)
def _text(article_id: int, data: bytes) -> str:
    return unpack_body(data).text


@lru_cache(maxsize=8192)
def _folded_text(article_id: int, data: bytes) -> str:
    return fold(unpack_body(data).text)


def _body_has(article_id: int, title: str, data: bytes, pattern: str) -> bool:
    found = _compiled(pattern)
    return bool(found.search(fold(title)) or found.search(_folded_text(article_id, data)))


def _body_matches(article_id: int, title: str, data: bytes, pattern: str) -> bool:
    found = _compiled(pattern)
    return bool(found.search(title) or found.search(unpack_body(data).text[:REGEX_CHARACTERS]))


def _claim_has(article_id: int, data: bytes, record: str, pattern: str, is_folded: int) -> bool:
    flat = json.loads(record)[0]
    text = _text(article_id, data)
    words = " ".join(text[begin:end] for begin, end in zip(flat[::2], flat[1::2], strict=True))
    return bool(_compiled(pattern).search(fold(words) if is_folded else words[:REGEX_CHARACTERS]))


def _channel(record: str) -> str:
    return str(json.loads(record)[5])


def install(
    connection: sqlite3.Connection,
    saved_claim: Callable[[int], bool],
    compared: Callable[[int, int, str], bool],
) -> None:
    """Give the connection the functions that compiled queries call."""
    for name, count, function in (
        ("body_has", 4, _body_has),
        ("body_matches", 4, _body_matches),
        ("claim_has", 5, _claim_has),
        ("claim_channel", 1, _channel),
        ("saved_claim", 1, saved_claim),
        ("compared", 3, compared),
    ):
        connection.create_function(name, count, function, deterministic=True)
