"""Names of feed elements: namespaces as feedparser matches them, and what each element is to an entry or a feed."""

from __future__ import annotations

from functools import lru_cache

_NAMESPACES = {
    **dict.fromkeys(
        [
            "",
            "http://backend.userland.com/rss",
            "http://blogs.law.harvard.edu/tech/rss",
            "http://purl.org/rss/1.0/",
            "http://my.netscape.com/rdf/simple/0.9/",
            "http://purl.org/atom/ns#",
            "http://www.w3.org/2005/atom",
            "http://purl.org/rss/1.0/modules/rss091#",
        ],
        "",
    ),
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/xml/1998/namespace": "xml",
}

ROOTS = frozenset(("rss", "feed", "rdf:rdf"))
FEEDS = frozenset(("channel", "feed"))
ENTRIES = frozenset(("item", "entry"))

TITLES = frozenset(("title", "dc:title", "media:title"))
SUMMARIES = frozenset(("description", "dc:description", "media:description", "summary", "itunes:summary"))
CONTENTS = frozenset(("content", "content:encoded", "body", "xhtml:body", "fullitem"))
AUTHORS = frozenset(("author", "managingeditor", "dc:author", "dc:creator", "itunes:author"))
DATES = {
    **dict.fromkeys(("pubdate", "published", "issued", "dcterms:issued"), "published"),
    **dict.fromkeys(("updated", "modified", "lastbuilddate", "dc:date", "dcterms:modified"), "updated"),
    **dict.fromkeys(("created", "dcterms:created"), "created"),
}
CATEGORIES = frozenset(("category", "dc:subject", "keywords", "media:category"))
KEYWORDS = frozenset(("media:keywords", "itunes:keywords"))
LANGUAGES = frozenset(("language", "dc:language"))
IDS = frozenset(("guid", "id"))
HTML_BY_DEFAULT = frozenset(("description", "dc:description", "media:description", "content:encoded", "fullitem"))

TEXTS = TITLES | SUMMARIES | CONTENTS
"""Elements whose value may be markup."""

LEAVES = (
    TITLES
    | SUMMARIES
    | CONTENTS
    | AUTHORS
    | DATES.keys()
    | CATEGORIES
    | KEYWORDS
    | IDS
    | LANGUAGES
    | {"link", "comments", "ttl"}
)
"""Elements whose text or attributes are read."""

BOXES = frozenset(("source", "image", "textinput", "contributor", "itunes:owner", "cloud", "skipdays", "skiphours"))
"""Elements that hold names of ours with another meaning; all that is in them is passed over."""

GROUPS = frozenset(("media:group", "media:content", "itunes:category"))
"""Elements that are looked through."""

UNFIT = frozenset(("abstract", "tags", "svg", "math", "info", "base"))
"""Elements that only feedparser should judge."""


@lru_cache(maxsize=2048)  # a feed repeats a dozen names for each entry
def canonical(name: str) -> str:
    """The name by which the tables know an element that expat calls "uri local prefix", any case.

    A namespace nobody knows counts by its prefix, as in feedparser.
    """
    parts = name.split(" ")
    uri, local, given = ("", *parts, "") if len(parts) == 1 else (*parts, "") if len(parts) == 2 else parts
    uri = uri.lower()
    if "backend.userland.com/rss" in uri:
        uri = ""
    prefix = _NAMESPACES.get(uri, given.lower())
    return f"{prefix}:{local.lower()}" if prefix else local.lower()
