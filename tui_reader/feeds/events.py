"""What the fast pass makes of expat's events: entries by feedparser's rules, or `Unfit` at the first doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from tui_reader.feeds import vocabulary as words
from tui_reader.feeds.precedence import Writer
from tui_reader.feeds.raw import RawText, markup_of

LONGEST_LEAF = 4_000_000
"""Characters kept of one element: more than `html_to_body` looks at."""
MOST_TEXT = 12_000_000
"""Characters kept of one feed; entries after those are not read."""

_QUERY_ENTITY = re.compile("&([A-Za-z0-9_]+);")
_XHTML = "application/xhtml+xml"
_TYPES = {"text": "text/plain", "plain": "text/plain", "html": "text/html", "xhtml": _XHTML}
_WORDS = frozenset(("text/plain", "text/html", _XHTML))
_OUTER = words.ROOTS | words.FEEDS | words.ENTRIES | words.GROUPS
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))


class Unfit(Exception):
    """The strict pass does not vouch for this body."""


class Enough(Exception):
    """As many entries, or as much text, as is wanted."""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # an unreadable host: kept as an id, refused later as an address
        return address


class Reader:
    """Takes expat's events. Knows one leaf (an element whose text is wanted) at a time."""

    def __init__(self, max_entries: int) -> None:
        self.writer = Writer()
        self.is_feed = False
        self._max_entries = max_entries
        self._stack: list[str] = []
        self._bases: list[tuple[int, str]] = [(0, "")]
        self._is_atom = False
        self._passed_over = 0  # depth inside an element that is skipped with all that is in it
        self._leaf = ""
        self._attributes: Mapping[str, str] = {}
        self._type = ""
        self._pieces: list[str] = []
        self._length = 0  # characters of this leaf
        self._total = 0  # characters of all leaves before it
        self._inline = 0  # depth inside markup that is a leaf's value
        self._author: dict[str, str] = {}
        self._part = ""  # the child of an author that is being read

    def end_early(self) -> None:
        """The body broke off: the entry that is open goes, but a first one with a title stays with what came of it,
        for a cap may have cut the body there, and no visit would bring more."""
        entry, entries = self.writer.entry, self.writer.feed.entries
        if entry is None or len(entries) > 1 or not entry.title.value:
            self.writer.drop_open_entry()
        elif self._leaf in words.SUMMARIES or self._leaf in words.CONTENTS:
            self._end_leaf(self._leaf, "".join(self._pieces).strip(), len(self._stack))

    # what expat calls

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._passed_over:
            self._passed_over += 1
            return
        kind = words.canonical(name)
        attributes = {words.canonical(k): v for k, v in attributes.items()} if attributes else attributes
        if self._leaf:
            self._start_in_leaf(kind, attributes)
            return
        self._stack.append(kind)
        if attributes and ("xml:base" in attributes or "base" in attributes):
            base = attributes.get("xml:base") or attributes.get("base") or ""
            self._bases.append((len(self._stack), _joined(self._bases[-1][1], base)))
        if kind in words.LEAVES:
            self._start_leaf(kind, attributes)
        elif kind in words.ENTRIES:
            self._start_entry(attributes)
        elif kind in words.FEEDS or kind in words.ROOTS:
            self._start_feed(kind, attributes)
        elif kind == "enclosure":
            self.writer.add_enclosure(_address(attributes))
        elif kind == "itunes:category" and self.writer.entry is not None:
            self.writer.entry.categories.append(attributes.get("text", ""))
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
            tag = words.canonical(name).rpartition(":")[2]
            if tag not in _VOID:
                self._pieces.append(f"</{tag}>")
            return
        elif self._part:
            self._author[self._part] = "".join(self._pieces).strip()
            self._part, self._pieces = "", []
            return
        if self._leaf:
            self._end_leaf(self._leaf, "".join(self._pieces).strip(), len(self._stack))
            self._leaf, self._pieces = "", []
        elif self._stack[-1] in words.ENTRIES:
            self.writer.end_entry()
        self._stack.pop()
        if self._bases[-1][0] > len(self._stack):
            self._bases.pop()

    def characters(self, text: str) -> None:
        """Characters, in pieces."""
        if self._leaf and not self._passed_over and self._length < LONGEST_LEAF:
            text = text[: LONGEST_LEAF - self._length]
            self._pieces.append(escape(text) if self._type == _XHTML else text)
            self._length += len(text)

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
            self.writer.feed.language = language

    def _start_entry(self, attributes: Mapping[str, str]) -> None:
        if self.writer.entry is not None or "lastmod" in attributes or "href" in attributes:
            raise Unfit("entry within an entry, or CDF")
        if len(self.writer.feed.entries) >= self._max_entries or self._total + self._length >= MOST_TEXT:
            raise Enough
        self.writer.begin_entry(attributes.get("rdf:about", ""))

    def _start_box(self, kind: str) -> None:
        if kind == "image" and self.writer.entry is not None:
            raise Unfit("a picture with words in an entry")
        if kind in ("source", "image", "textinput"):
            self.writer.forget_title()
        self._passed_over = 1

    # leaves

    def _start_leaf(self, kind: str, attributes: Mapping[str, str]) -> None:
        if len(self._stack) < 2 or self._stack[-2] not in _OUTER:
            raise Unfit(f"{kind} in an unknown element")
        if kind == "link" and not attributes.keys().isdisjoint(("url", "uri", "href")):
            self._take_link(attributes)
            return
        self._leaf, self._attributes, self._author = kind, attributes, {}
        self._total, self._length = self._total + self._length, 0
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

    def _take_link(self, attributes: Mapping[str, str]) -> None:
        """An Atom link. An empty address is none (feedparser takes the feed's own for it)."""
        address = _address(attributes)
        if not address:
            return
        relation = attributes.get("rel", "alternate").lower()
        media = attributes.get("type", "application/atom+xml" if relation == "self" else "text/html").lower()
        if relation == "alternate" and _TYPES.get(media, media) in ("text/html", _XHTML):
            self.writer.set_link(self._resolved(address))
        elif relation == "enclosure":
            self.writer.add_enclosure(self._resolved(address))

    def _resolved(self, address: str) -> str:
        base = self._bases[-1][1]
        return _joined(base, address) if base and address else address

    def _end_leaf(self, kind: str, value: str, depth: int) -> None:
        writer, entry = self.writer, self.writer.entry
        if kind in words.TITLES:
            writer.set_title(kind, self._text(value), depth)
        elif kind == "link":
            self._end_link(value)
        elif kind in words.SUMMARIES or kind in words.CONTENTS:
            writer.add_body(kind, self._text(value), is_words=self._type in _WORDS, depth=depth)
        elif kind in words.DATES:
            writer.set_date(words.DATES[kind], value, depth)
        elif kind in words.IDS:
            is_link = self._attributes.get("ispermalink", "true") == "true"
            writer.set_id(self._resolved(value) if is_link else value, is_link=is_link, depth=depth)
        elif kind == "comments":
            writer.set_comments(self._resolved(value), depth)
        elif entry is None:
            self._end_feed_leaf(kind, value)
        elif kind in words.AUTHORS:
            entry.authors.append(self._author.get("name") or self._author.get("email") or value)
        elif kind in words.CATEGORIES:
            entry.categories.append(self._attributes.get("label") or self._attributes.get("term") or value)
        elif kind in words.KEYWORDS:
            entry.categories += [term for part in value.split(",") if (term := part.strip())]

    def _end_link(self, value: str) -> None:
        if "&" in value:
            value = _QUERY_ENTITY.sub(r"&\1", value.replace("&amp;", "&"))
        link = self._resolved(value)
        self.writer.set_link(link)
        if self._attributes.get("rel", "").lower() == "enclosure":
            self.writer.add_enclosure(link)

    def _end_feed_leaf(self, kind: str, value: str) -> None:
        if kind in words.LANGUAGES:
            self.writer.feed.language = value
        elif kind == "ttl":
            self.writer.feed.ttl = value

    def _text(self, value: str) -> RawText:
        return RawText(value, markup_of(self._type, self._is_atom), self._bases[-1][1])


def _address(attributes: Mapping[str, str]) -> str:
    return attributes.get("url") or attributes.get("uri") or attributes.get("href") or ""
