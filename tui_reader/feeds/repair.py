"""Mends XML that is almost well-formed, without understanding it: characters, references, entities, stray signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import html5

LONGEST_ENTITY = 1_000
"""Characters of a feed's own entity; longer ones are dropped: only bombs need them."""
MOST_ENTITIES = 200

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}>")
_DOCTYPE = re.compile(
    r"(?>(?:\s+|<!--.*?-->|<\?.*?\?>)*)(<!DOCTYPE[^<>\[]*(?:\[(.*?)\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+(?:"([^"<&%]*)"|'([^'<&%]*)')\s*>""")
_ODDITY = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?:#(\d{1,8});?|#[xX]([0-9a-fA-F]{1,6});?|([A-Za-z][\w.-]{0,60});)?"
    r"|<(?![A-Za-z/!?_:])",
    re.DOTALL,
)
_XML_ENTITIES = frozenset(("lt", "gt", "amp", "quot", "apos"))
# the fields whose pattern in feedparser takes exponential time (kurtmckee/feedparser#562)
_AUTHOR = re.compile(
    r"(<(?:\w+:)?(?:author|creator|managingEditor|webMaster|owner|publisher|contributor|email|name)\b[^<>]{0,500}>"
    r"\s*(<!\[CDATA\[)?)([^<]{321,})",
    re.IGNORECASE,
)
LONGEST_AUTHOR = 320
"""Characters of an author that feedparser is shown."""


TAIL = 2_000
"""Characters at the end of a feed in which its root ends; comments and blanks may follow."""
_ROOT_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*(?:>|\Z)", re.IGNORECASE)


def is_whole(text: str) -> bool:
    """Whether the end of a feed is where it should be."""
    return bool(_ROOT_END.search(text[-TAIL:]))


def repair(text: str) -> str:
    """Return `text` with what expat stumbles over mended.

    Characters and references that XML forbids go; HTML's named entities become their characters; a document's own
    entities are expanded where they are short and plain, external ones and bombs vanish with the whole DOCTYPE
    (nothing is ever fetched); a stray "&" or "<" becomes text. CDATA sections and comments are left alone.
    """
    text = _ILLEGAL.sub("", text).lstrip()
    text = _DECLARATION.sub("", text, count=1).lstrip()
    entities: dict[str, str] = {}
    doctype = _DOCTYPE.match(text, 0, 1_000_000)
    if doctype:
        entities = own_entities(doctype[2] or "")
        text = text[doctype.end() :]
    return _ODDITY.sub(lambda match: _mended(match, entities), text)


def own_entities(subset: str) -> dict[str, str]:
    """The harmless entities of an internal DTD subset: short, without markup or references to others."""
    entities: dict[str, str] = {}
    for match in _ENTITY.finditer(subset):
        value = match[2] if match[2] is not None else match[3]
        if len(value) <= LONGEST_ENTITY and len(entities) < MOST_ENTITIES:
            entities.setdefault(match[1], value)
    for match in re.finditer(r"<!ENTITY\s+(?:%\s+)?([\w.-]+)", subset):
        entities.setdefault(match[1], "")  # external or nested: known, and nothing
    return entities


def _mended(match: re.Match[str], entities: Mapping[str, str]) -> str:
    whole, decimal, hexadecimal, name = match[0], match[1], match[2], match[3]
    if whole[0] == "<":
        return whole if len(whole) > 1 else "&lt;"
    if decimal or hexadecimal:
        point = int(decimal) if decimal else int(hexadecimal, 16)
        return f"&#{point};" if point <= 0x10FFFF and not _ILLEGAL.match(chr(point)) else ""
    if not name:
        return "&amp;"
    if name in _XML_ENTITIES:
        return whole
    if name in entities:
        return entities[name]
    character = html5.get(name + ";")
    return "".join(f"&#{ord(c)};" for c in character) if character else "&amp;" + whole[1:]


def cut_authors(text: str) -> str:
    """Return `text` with author fields cut to `LONGEST_AUTHOR`, before feedparser's patterns meet them."""
    return _AUTHOR.sub(_cut_author, text)


def _cut_author(match: re.Match[str]) -> str:
    kept = match[3][:LONGEST_AUTHOR]
    return f"{match[1]}{kept}]]>" if match[2] else match[1] + kept.rpartition("&")[0 if "&" in kept[-12:] else 2]
