"""The fast pass: RSS 0.9x to 2.0, RDF and Atom by expat, entry for entry as feedparser reads them, or not at all.

It follows feedparser's rules (which title wins, when a description is a summary) for the elements that real feeds
use and raises `Unfit` at the first thing it does not know for certain: feedparser stays the judge of those.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from tui_reader.feeds import vocabulary as words
from tui_reader.feeds.loose import markup_of
from tui_reader.feeds.raw import RawEntry, RawFeed, RawText

_AT_THE_END = frozenset((3, 5, 6, 20))  # expat: no element found, unclosed token, partial character, unclosed CDATA
_QUERY_ENTITY = re.compile("&([A-Za-z0-9_]+);")
_XHTML = "application/xhtml+xml"
_TYPES = {"text": "text/plain", "plain": "text/plain", "html": "text/html", "xhtml": _XHTML}
_OUTER = words.ROOTS | words.FEEDS | words.ENTRIES | words.GROUPS
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))


class Unfit(Exception):
    """The strict pass does not vouch for this body."""


class _Enough(Exception):
    """As many entries as asked for."""


def read_strictly(text: str, url: str, max_entries: int) -> RawFeed:
    """Read well-formed XML, a feed from `url`. Raises Unfit.

    A body that merely breaks off gives its whole entries and is marked partial. Nothing external is ever read, and
    a document that declares entities is refused.
    """
    reader = _Reader(url, max_entries)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = parser.SkippedEntityHandler = _refuse
    try:
        parser.Parse(text, True)
    except _Enough:
        reader.feed.is_capped = True
    except expat.ExpatError as error:
        if error.code not in _AT_THE_END or not reader.is_feed or not reader.feed.entries:
            raise Unfit(str(error)) from error
        reader.feed.is_partial = True
        reader.drop_open_entry()
    except UnicodeEncodeError as error:
        raise Unfit("half a surrogate pair") from error
    if not reader.feed.entries and not reader.is_feed:
        raise Unfit("no feed")
    return reader.feed


def _refuse(*_: object) -> None:
    raise Unfit("declares entities")


class _Reader:
    """Takes expat's events. Knows one leaf (an element whose text is wanted) at a time."""

    def __init__(self, url: str, max_entries: int) -> None:
        self.feed = RawFeed()
        self.is_feed = False
        self._max_entries = max_entries
        self._names: dict[str, str] = {}
        self._stack: list[str] = []
        self._bases: list[tuple[int, str]] = [(0, url)]
        self._is_atom = False
        self._passed_over = 0  # depth inside an element that is skipped with all that is in it
        self._entry: RawEntry | None = None
        self._depths: dict[str, int] = {}  # how deep the value of a property stood: the shallower wins
        self._title_depth = -1
        self._has_content = False
        self._has_link = False
        self._leaf = ""
        self._attributes: Mapping[str, str] = {}
        self._type = ""
        self._pieces: list[str] = []
        self._inline = 0  # depth inside markup that is a leaf's value
        self._author: dict[str, str] = {}
        self._part = ""  # the child of an author that is being read

    def drop_open_entry(self) -> None:
        """Forget an entry whose end never came."""
        if self._entry is not None:
            self.feed.entries.pop()

    # what expat calls

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._passed_over:
            self._passed_over += 1
            return
        kind = self._names.get(name) or self._names.setdefault(name, words.canonical(name))
        attributes = {words.canonical(k): v for k, v in attributes.items()} if attributes else attributes
        if self._leaf:
            self._start_in_leaf(kind, attributes)
            return
        self._stack.append(kind)
        if attributes and ("xml:base" in attributes or "base" in attributes):
            base = attributes.get("xml:base") or attributes.get("base") or ""
            self._bases.append((len(self._stack), urljoin(self._bases[-1][1], base)))
        if kind in words.LEAVES:
            self._start_leaf(kind, attributes)
        elif kind in words.ENTRIES:
            self._start_entry(attributes)
        elif kind in words.FEEDS or kind in words.ROOTS:
            self._start_feed(kind, attributes)
        elif kind == "enclosure":
            self._enclosure(attributes)
        elif kind in words.BOXES:
            self._start_box(kind)
        elif kind in words.UNFIT or len(self._stack) == 1:
            raise Unfit(f"element {kind}")

    def end(self, name: str) -> None:
        """An element ends."""
        if self._passed_over:
            self._passed_over -= 1
            if self._passed_over:
                return
        elif self._inline:
            self._inline -= 1
            tag = self._names[name].rpartition(":")[2]
            if tag not in _VOID:
                self._pieces.append(f"</{tag}>")
            return
        elif self._part:
            self._author[self._part] = "".join(self._pieces).strip()
            self._part, self._pieces = "", []
            return
        kind = self._stack[-1]
        if self._leaf:
            self._end_leaf(kind, "".join(self._pieces).strip())
            self._leaf, self._pieces = "", []
        elif kind in words.ENTRIES:
            self._end_entry()
        self._stack.pop()
        if self._bases[-1][0] > len(self._stack):
            self._bases.pop()

    def characters(self, text: str) -> None:
        """Characters, in pieces."""
        if self._leaf and not self._passed_over:
            self._pieces.append(escape(text) if self._type == _XHTML else text)

    # feeds, entries, boxes

    def _start_feed(self, kind: str, attributes: Mapping[str, str]) -> None:
        if len(self._stack) == 1 and kind not in words.ROOTS:
            raise Unfit(f"root {kind}")
        if "lastmod" in attributes or "href" in attributes:
            raise Unfit("CDF")
        self.is_feed = True
        self._is_atom = self._is_atom or kind == "feed"
        language = attributes.get("xml:lang") or attributes.get("lang")
        if language:
            self.feed.language = language

    def _start_entry(self, attributes: Mapping[str, str]) -> None:
        if self._entry is not None or "lastmod" in attributes or "href" in attributes:
            raise Unfit("entry within an entry, or CDF")
        if len(self.feed.entries) >= self._max_entries:
            raise _Enough
        self._entry = RawEntry(guid=attributes.get("rdf:about", ""))
        self.feed.entries.append(self._entry)
        self._depths = {}
        self._title_depth = -1
        self._has_content = self._has_link = False

    def _end_entry(self) -> None:
        self._entry = None

    def _start_box(self, kind: str) -> None:
        if kind == "image" and self._entry is not None:
            raise Unfit("a picture with words in an entry")
        if kind in ("source", "image", "textinput"):
            self._title_depth = -1
        self._passed_over = 1

    def _enclosure(self, attributes: Mapping[str, str]) -> None:
        address = attributes.get("url") or attributes.get("uri") or attributes.get("href")
        if self._entry is not None and address:
            self._entry.enclosures.append(address)

    # leaves

    def _start_leaf(self, kind: str, attributes: Mapping[str, str]) -> None:
        if len(self._stack) < 2 or self._stack[-2] not in _OUTER:
            raise Unfit(f"{kind} in an unknown element")
        if kind == "link" and self._address_in_attributes(attributes):
            return
        self._leaf, self._attributes, self._author = kind, attributes, {}
        default = "text/plain"
        if kind in words.HTML_BY_DEFAULT:
            default = "text/html"
        elif kind in ("body", "xhtml:body"):
            default = _XHTML
        self._type = (attributes.get("type") or default).lower() if kind in words.TEXTS else ""
        self._type = _TYPES.get(self._type, self._type)
        is_text = not self._type or self._type.startswith("text/") or self._type.endswith(("+xml", "/xml"))
        if not is_text or attributes.get("mode") == "base64":
            raise Unfit("content in base64")

    def _start_in_leaf(self, kind: str, attributes: Mapping[str, str]) -> None:
        """A child of a leaf: markup of an XHTML text, part of an author, or nothing the strict pass knows."""
        if self._type == _XHTML:
            self._inline += 1
            tag = kind.rpartition(":")[2]
            if tag in ("svg", "math"):
                raise Unfit(tag)
            self._pieces.append("<" + tag + "".join(f" {k}={quoteattr(v)}" for k, v in attributes.items()) + ">")
        elif self._leaf in words.AUTHORS and not self._part and kind in ("name", "email", "uri", "url", "homepage"):
            self._part, self._pieces = kind, []
        else:
            raise Unfit(f"{kind} inside {self._leaf}")

    def _address_in_attributes(self, attributes: Mapping[str, str]) -> bool:
        """Take the address of an Atom link; False for an RSS link, whose text is to come."""
        address = attributes.get("url") or attributes.get("uri") or attributes.get("href")
        if not address:
            return False
        rel = attributes.get("rel", "alternate").lower()
        media = attributes.get("type", "application/atom+xml" if rel == "self" else "text/html").lower()
        if rel == "alternate" and _TYPES.get(media, media) in ("text/html", _XHTML):
            self._set_link(self._resolved(address))
        elif rel == "enclosure" and self._entry is not None:
            self._entry.enclosures.append(self._resolved(address))
        return True

    def _resolved(self, address: str) -> str:
        return address if address.startswith(("http://", "https://")) else urljoin(self._bases[-1][1], address)

    def _set_link(self, link: str) -> None:
        if self._entry is None:
            self.feed.link = link
        else:
            self._entry.link = link
            self._has_link = True

    def _end_leaf(self, kind: str, value: str) -> None:
        if kind in words.TITLES:
            self._end_title(kind, value)
        elif kind == "link":
            if "&" in value:
                value = _QUERY_ENTITY.sub(r"&\1", value.replace("&amp;", "&"))
            self._set_link(self._resolved(value) if value else "")
        elif self._entry is None:
            self._end_feed_leaf(kind, value)
        elif kind in words.SUMMARIES or kind in words.CONTENTS:
            self._end_body(kind, self._text(value), self._entry)
        elif kind in words.DATES:
            self._store(words.DATES[kind], value)
        elif kind in words.IDS:
            self._end_id(value, self._entry)
        elif kind in words.AUTHORS:
            self._entry.authors.append(self._author.get("name") or self._author.get("email") or value)
        elif kind in words.CATEGORIES:
            self._entry.categories.append(self._attributes.get("label") or self._attributes.get("term") or value)
        elif kind == "comments":
            self._store("comments", self._resolved(value) if value else "")

    def _end_feed_leaf(self, kind: str, value: str) -> None:
        if kind == "language":
            self.feed.language = value
        elif kind == "ttl":
            self.feed.ttl = value

    def _end_title(self, kind: str, value: str) -> None:
        depth = len(self._stack)
        if -1 < self._title_depth <= depth:
            return
        if self._entry is None:
            self.feed.title = self._text(value)
        elif self._is_shallow("title"):
            self._entry.title = self._text(value)
        if value and kind != "media:title":
            self._title_depth = depth

    def _end_body(self, kind: str, text: RawText, entry: RawEntry) -> None:
        """A second description is content as long as there is no other; content stands in for a missing summary."""
        if kind in words.SUMMARIES and (entry.summary is None or self._has_content):
            if self._is_shallow("summary"):
                entry.summary = text
            return
        self._has_content = True
        entry.contents.append(text)
        if entry.summary is None and self._type in ("text/plain", "text/html", _XHTML):
            entry.summary = text

    def _end_id(self, value: str, entry: RawEntry) -> None:
        is_link = self._attributes.get("ispermalink", "true") == "true"
        value = self._resolved(value) if is_link and value else value
        if self._is_shallow("guid"):
            entry.guid = value
        if is_link and not self._has_link:
            entry.link = value
            self._has_link = True

    def _is_shallow(self, name: str) -> bool:
        """Whether a value here replaces the one of property `name`, and if so, remember where it stands."""
        depth = len(self._stack)
        if depth > self._depths.get(name, depth):
            return False
        self._depths[name] = depth
        return True

    def _store(self, name: str, value: str) -> None:
        if self._is_shallow(name):
            setattr(self._entry, name, value)

    def _text(self, value: str) -> RawText:
        return RawText(value, markup_of(self._type, self._is_atom), self._bases[-1][1])
