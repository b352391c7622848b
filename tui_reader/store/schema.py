"""The database's shape: SQL in numbered migrations, each applied in one transaction with the row that records it.

Times are INTEGER milliseconds since 1970 (UTC). A claim's key is `article_id * 4096 + position`, so that the claims of
one article lie side by side without an index. Bodies stand in a table of their own: lists never read them.
Counters of feeds are kept by triggers, since counting 100,000 rows at each paint is what a reader feels.
"""

from __future__ import annotations

APPLICATION_ID = 0x4E575352
"""`NWSR`: tells a newsread database from any other SQLite file."""

CLAIMS_PER_ARTICLE = 4096
"""Room for positions in a claim's key; claims past it are not stored (the longest real article had 400)."""

_FEEDS = """
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    own_title TEXT NOT NULL DEFAULT '',
    site_url TEXT NOT NULL DEFAULT '',
    folder TEXT NOT NULL DEFAULT '',
    full_text TEXT NOT NULL DEFAULT 'default',
    added_at INTEGER NOT NULL,
    removed_at INTEGER,
    last_success_at INTEGER,
    last_error TEXT NOT NULL DEFAULT '',
    failing_since INTEGER,
    next_at INTEGER,
    state TEXT NOT NULL DEFAULT '{}',
    unread INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0
)
"""

_ARTICLES = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
    guid_key TEXT NOT NULL,
    link_key TEXT NOT NULL,
    content_key TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    published_at INTEGER,
    sort_at INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL,
    updated_at INTEGER,
    revision INTEGER NOT NULL DEFAULT 1,
    feed_hash TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    is_read INTEGER NOT NULL DEFAULT 0,
    is_full_text INTEGER NOT NULL DEFAULT 0,
    is_hidden INTEGER NOT NULL DEFAULT 0,
    is_indexed INTEGER NOT NULL DEFAULT 0,
    split_by TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    saved INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0,
    story_id INTEGER
)
"""

_COUNTERS = (
    """
    CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN
        UPDATE feeds SET total = total + 1, unread = unread + (new.is_read = 0) WHERE id = new.feed_id;
    END
    """,
    """
    CREATE TRIGGER article_removed AFTER DELETE ON articles BEGIN
        UPDATE feeds SET total = total - 1, unread = unread - (old.is_read = 0) WHERE id = old.feed_id;
    END
    """,
    """
    CREATE TRIGGER article_read AFTER UPDATE OF is_read ON articles WHEN old.is_read <> new.is_read BEGIN
        UPDATE feeds SET unread = unread + (new.is_read = 0) - (old.is_read = 0) WHERE id = new.feed_id;
    END
    """,
)

_INDEXES = (
    "CREATE INDEX articles_by_time ON articles (is_hidden, sort_at, id)",
    "CREATE INDEX articles_by_feed ON articles (feed_id, is_hidden, sort_at, id)",
    "CREATE INDEX articles_unread ON articles (is_hidden, sort_at, id) WHERE is_read = 0",
    "CREATE INDEX articles_by_guid ON articles (feed_id, guid_key)",
    "CREATE INDEX articles_by_link ON articles (feed_id, link_key)",
    "CREATE INDEX articles_by_content ON articles (feed_id, content_key)",
    "CREATE INDEX articles_by_story ON articles (story_id, sort_at) WHERE story_id IS NOT NULL",
    "CREATE INDEX articles_to_group ON articles (sort_at) WHERE story_id IS NULL",
    "CREATE INDEX articles_to_index ON articles (id) WHERE is_indexed = 0",
    "CREATE INDEX articles_split ON articles (split_by, sort_at, id)",
)

_CLAIMS = (
    """
    CREATE TABLE names (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        folded TEXT NOT NULL,
        speaker_id INTEGER
    )
    """,
    """
    CREATE TABLE claims (
        id INTEGER PRIMARY KEY,
        badge TEXT NOT NULL,
        mode TEXT NOT NULL,
        stance TEXT NOT NULL,
        shown INTEGER NOT NULL,
        name_id INTEGER,
        record TEXT NOT NULL
    )
    """,
    f"""
    CREATE TRIGGER claims_removed AFTER DELETE ON articles BEGIN
        DELETE FROM claims WHERE id >= old.id * {CLAIMS_PER_ARTICLE} AND id < (old.id + 1) * {CLAIMS_PER_ARTICLE};
    END
    """,
    "CREATE INDEX claims_by_name ON claims (name_id) WHERE name_id IS NOT NULL",
    "CREATE INDEX claims_by_badge ON claims (badge) WHERE badge <> 'OUTLET'",
    """
    CREATE TABLE speakers (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        badge TEXT NOT NULL,
        role TEXT NOT NULL DEFAULT '',
        claims INTEGER NOT NULL,
        outlets INTEGER NOT NULL,
        latest_at INTEGER NOT NULL,
        spellings TEXT NOT NULL DEFAULT '[]'
    )
    """,
    "CREATE INDEX speakers_by_weight ON speakers (claims DESC, outlets DESC)",
)

_SAVED = (
    """
    CREATE TABLE bookmarks (
        id INTEGER PRIMARY KEY,
        saved_at INTEGER NOT NULL,
        article_id INTEGER REFERENCES articles(id) ON DELETE SET NULL,
        outlet TEXT NOT NULL,
        article_title TEXT NOT NULL,
        author TEXT NOT NULL,
        url TEXT NOT NULL,
        published_at INTEGER,
        fetched_at INTEGER,
        content_hash TEXT NOT NULL,
        revision INTEGER NOT NULL,
        paragraph TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        claim TEXT NOT NULL
    )
    """,
    """
    CREATE TRIGGER bookmark_added AFTER INSERT ON bookmarks BEGIN
        UPDATE articles SET saved = saved + 1 WHERE id = new.article_id;
    END
    """,
    """
    CREATE TRIGGER bookmark_removed AFTER DELETE ON bookmarks BEGIN
        UPDATE articles SET saved = saved - 1 WHERE id = old.article_id;
    END
    """,
    "CREATE INDEX bookmarks_by_article ON bookmarks (article_id)",
    "CREATE INDEX bookmarks_by_time ON bookmarks (saved_at, id)",
    "CREATE INDEX bookmarks_by_url ON bookmarks (url)",
    """
    CREATE TABLE tags (
        bookmark_id INTEGER NOT NULL REFERENCES bookmarks(id) ON DELETE CASCADE,
        tag TEXT NOT NULL,
        PRIMARY KEY (bookmark_id, tag)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE saved_searches (name TEXT PRIMARY KEY, query TEXT NOT NULL)",
    "CREATE TABLE mutes (query TEXT PRIMARY KEY)",
)

_STORIES = (
    """
    CREATE TABLE stories (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        latest_at INTEGER NOT NULL,
        articles INTEGER NOT NULL,
        outlets TEXT NOT NULL,
        has_differences INTEGER NOT NULL DEFAULT 0,
        origins INTEGER NOT NULL DEFAULT 0,
        is_pinned INTEGER NOT NULL DEFAULT 0,
        comparison_key TEXT NOT NULL DEFAULT '',
        comparison TEXT
    )
    """,
    "CREATE INDEX stories_by_time ON stories (latest_at, id)",
    """
    CREATE TABLE story_rules (
        a INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        b INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        is_together INTEGER NOT NULL,
        PRIMARY KEY (a, b)
    ) WITHOUT ROWID
    """,
)

_OTHERS = (
    "CREATE TABLE bodies (article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,"
    " data BLOB NOT NULL)",
    """
    CREATE TABLE revisions (
        article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        seen_at INTEGER NOT NULL,
        title TEXT NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (article_id, revision)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE refresher (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        pid INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        beat_at INTEGER NOT NULL,
        done INTEGER NOT NULL,
        total INTEGER NOT NULL
    )
    """,
    # contentless: the words stand compressed in bodies; taking a row out needs its old words, see search.py
    """
    CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='', tokenize="unicode61 remove_diacritics 2")
    """,
)

_GROUPED_BY = ("ALTER TABLE articles ADD COLUMN grouped_by TEXT NOT NULL DEFAULT ''",)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (_FEEDS, _ARTICLES, *_COUNTERS, *_INDEXES, *_CLAIMS, *_SAVED, *_STORIES, *_OTHERS),
    _GROUPED_BY,
)
"""Statement lists by version: `MIGRATIONS[0]` makes version 1. A released list is never edited, only appended to."""

VERSION = len(MIGRATIONS)
"""The version this newsread writes."""
