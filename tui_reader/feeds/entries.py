"""Makes a `ParsedFeed` of a raw one: text cleaned, links resolved, bodies rendered, dates read."""

from __future__ import annotations

import hashlib
import re
from html import unescape

from tui_reader.feeds.dates import parse_date
from tui_reader.feeds.raw import RawEntry, RawFeed, RawText
from tui_reader.model import Body, Link, ParsedEntry, ParsedFeed
from tui_reader.text import clean, clean_url, html_to_body, text_to_body

TITLE_LIMIT = 500
"""Characters of a title; the longest real headline of the corpora has 280."""
NAME_LIMIT = 320
"""Characters of an author's field that are looked at."""
GUID_LIMIT = 2_000
"""Characters; longer ids are kept as their digest."""
MOST_CATEGORIES = 30
MOST_ENCLOSURES = 50

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_INLINE = re.compile(
    r"a|abbr|b|bdi|big|br|cite|code|del|dfn|div|em|font|i|img|ins|kbd|mark|nobr|p|q|s|samp|small|span|strike|strong|sub"
    r"|sup|tt|u|var|wbr",
    re.IGNORECASE,
)
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:a|article|b|blockquote|br|code|dd|div|dl|dt|em|figure|font|h[1-6]|hr|i|img|li|ol|p|pre|span|strong|table"
    r"|td|tr|ul)\b[^<>]*>|&(?:#\d+|#x[0-9a-f]+|amp|lt|gt|quot|nbsp|[lr][sd]quo|[mn]dash|hellip);",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?:mailto:)?[\w.+-]+@[\w.-]+")


def build_feed(raw: RawFeed, url: str) -> ParsedFeed:
    """Clean and judge `raw`, a feed fetched from `url`. An entry that defies it is skipped and counted."""
    entries: list[ParsedEntry] = []
    skipped = raw.skipped
    waiting, raw.entries = raw.entries[::-1], []
    while waiting:
        entry = waiting.pop()  # and forgotten: a large feed is not held twice
        try:
            entries.append(build_entry(entry, url))
        except (ValueError, LookupError, ArithmeticError, RecursionError):
            skipped += 1
    notes = list(raw.notes)
    if skipped:
        notes.append(f"{skipped} entries could not be read")
    return ParsedFeed(
        title=title_text(raw.title, 300),
        site_url=clean_url(raw.link, url),
        entries=tuple(entries),
        language=clean(raw.language, limit=35).replace("_", "-"),
        ttl_minutes=_minutes(raw.ttl),
        skipped=skipped,
        is_partial=raw.is_partial,
        notes=tuple(notes),
    )


def build_entry(raw: RawEntry, url: str) -> ParsedEntry:
    """One entry of the feed at `url`. Published falls back to created and updated: RSS 1.0 knows only dc:date."""
    published = parse_date(raw.published) or parse_date(raw.created)
    updated = parse_date(raw.updated)
    names = [name for author in raw.authors if (name := author_name(author))]
    terms = [term for category in raw.categories[:MOST_CATEGORIES] if (term := clean(category, limit=100))]
    return ParsedEntry(
        guid=_guid(raw.guid),
        url=clean_url(raw.link, url),
        title=title_text(raw.title, TITLE_LIMIT),
        author=clean(", ".join(dict.fromkeys(names)), limit=200),
        published_at=published or updated,
        updated_at=updated,
        body=_body(raw, url),
        categories=tuple(dict.fromkeys(terms)),
        comments_url=clean_url(raw.comments, url),
    )


def title_text(title: RawText, limit: int) -> str:
    """A title as one plain line.

    What is declared as text stays literal, what is declared as HTML is rendered. RSS titles may be either: inline tags
    and comments go and entities are undone once; other tags ("<antirez>", "<script>") stay as words.
    """
    value = title.value[: 20 * limit]
    if title.markup != "text" and ("<" in value or "&" in value):
        rendered = html_to_body(value).text if title.markup == "html" else ""
        value = rendered or unescape(_TAG.sub(_without_inline, _COMMENT.sub("", value)))
    return clean(value, limit=limit)


def _without_inline(match: re.Match[str]) -> str:
    if not _INLINE.fullmatch(match[1]):
        return match[0]
    return " " if match[1].lower() in ("br", "p", "div") else ""


def author_name(author: str) -> str:
    """The name beside a mail address ("mail@host (Name)", "Name <mail@host>"), else the field as it is."""
    author = clean(author[:NAME_LIMIT])
    if "@" not in author and "mailto:" not in author:
        return author
    name = _EMAIL.sub("", author).replace("mailto:", "")
    return author if name == author else name.strip(" ()<>,") or author


def _guid(guid: str) -> str:
    guid = clean(guid)
    return guid if len(guid) <= GUID_LIMIT else hashlib.sha256(guid.encode()).hexdigest()


def _minutes(ttl: str) -> int | None:
    ttl = ttl.strip()
    return int(ttl) if ttl.isascii() and ttl.isdigit() and len(ttl) < 8 else None


def _body(raw: RawEntry, url: str) -> Body:
    """The longest of contents and summary by its words; markup alone (a picture in many tags) does not win."""
    texts = sorted([*raw.contents, *([raw.summary] if raw.summary else [])], key=lambda t: len(t.value), reverse=True)
    best = Body("")
    for text in texts:
        if len(text.value) <= len(best.text):
            break
        body = _rendered(text, url)
        if len(body.text) > len(best.text) or not best.text:
            best = body
    end = len(best.text)
    enclosures = [e for address in raw.enclosures[:MOST_ENCLOSURES] if (e := clean_url(address, url))]
    known = {link.url for link in best.links}
    added = tuple(
        Link((end, end), address, "enclosure") for address in dict.fromkeys(enclosures) if address not in known
    )
    return Body(best.text, best.blocks, best.links + added) if added else best


def _rendered(text: RawText, url: str) -> Body:
    if text.markup == "text" and not _LOOKS_LIKE_HTML.search(text.value):
        return text_to_body(text.value)
    return html_to_body(text.value, clean_url(text.base, url) or url)
