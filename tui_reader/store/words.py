"""The search index: articles' words put in and taken out. The index is contentless, so leaving needs the old words."""

from __future__ import annotations

import sqlite3

from tui_reader.store.codec import unpack_body


def index_article(connection: sqlite3.Connection, article_id: int) -> None:
    """Put the article's present words into the index; it must not be in it."""
    title, data = connection.execute(
        "SELECT a.title, b.data FROM articles a JOIN bodies b ON b.article_id = a.id WHERE a.id = ?", (article_id,)
    ).fetchone()
    connection.execute(
        "INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)", (article_id, title, unpack_body(data).text)
    )
    connection.execute("UPDATE articles SET is_indexed = 1 WHERE id = ?", (article_id,))


def unindex_article(connection: sqlite3.Connection, article_id: int) -> None:
    """Take the article's present words out of the index, where they are in it: call it before they change."""
    row = connection.execute(
        "SELECT a.title, b.data FROM articles a JOIN bodies b ON b.article_id = a.id"
        " WHERE a.id = ? AND a.is_indexed = 1",
        (article_id,),
    ).fetchone()
    if row is None:
        return
    connection.execute(
        "INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
        (article_id, row[0], unpack_body(row[1]).text),
    )
    connection.execute("UPDATE articles SET is_indexed = 0 WHERE id = ?", (article_id,))
