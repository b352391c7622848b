"""Saved claims as W3C Web Annotations (Recommendation of 2017) with schema.org Quotation and Claim bodies."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

from tui_reader.export.citation import heading, stamp
from tui_reader.export.fragments import pieces
from tui_reader.model import Bookmark, Claim

CONTEXT: Final = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]
QUOTED: Final = ("direct", "mixed")
PEOPLE: Final = ("NAME", "ANON", "OFFICIAL", "POST")


def write(bookmarks: Sequence[Bookmark]) -> str:
    """JSON-LD text: one AnnotationCollection with all annotations on its first page."""
    items = [annotation(bookmark) for bookmark in bookmarks]
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    whole = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": heading(bookmarks),
        "total": len(items),
        "first": page,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def annotation(bookmark: Bookmark) -> dict[str, Any]:
    """One saved claim: what it is, the reader's words about it, where it stands."""
    bodies = [body(bookmark)]
    if bookmark.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": bookmark.note})
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in bookmark.tags]
    targets = [target(bookmark, n) for n in range(len(bookmark.claim.spans))]
    return {
        "id": f"urn:newsread:{identity(bookmark)}",
        "type": "Annotation",
        "motivation": "bookmarking" if bookmark.id else "highlighting",
        "created": stamp(bookmark.saved_at),
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def body(bookmark: Bookmark) -> dict[str, Any]:
    """The claim as schema.org knows it: a Quotation of its speaker, else a Claim."""
    claim = bookmark.claim
    work = {
        "type": "schema:NewsArticle",
        "schema:headline": bookmark.article_title,
        "schema:url": bookmark.url or None,
        "schema:author": bookmark.author or None,
        "schema:datePublished": stamp(bookmark.published_at) if bookmark.published_at else None,
        "schema:publisher": {"type": "schema:NewsMediaOrganization", "schema:name": bookmark.outlet},
    }
    article = {key: value for key, value in work.items() if value is not None}
    if claim.mode in QUOTED:
        return {
            "type": "schema:Quotation",
            "schema:text": claim.text,
            "schema:spokenByCharacter": party(claim, bookmark.outlet),
            "schema:isPartOf": article,
        }
    return {
        "type": "schema:Claim",
        "schema:text": claim.text,
        "schema:author": party(claim, bookmark.outlet),
        "schema:appearance": article,
    }


def party(claim: Claim, outlet: str) -> dict[str, Any]:
    """Who speaks: a Person, an Organization, or the outlet."""
    source = claim.source
    if source is None:
        kind = "schema:NewsMediaOrganization" if claim.badge == "OUTLET" else "schema:Thing"
        return {"type": kind, "schema:name": outlet if claim.badge == "OUTLET" else "unknown"}
    kind = "schema:Person" if claim.badge in PEOPLE else "schema:Organization"
    if claim.badge in ("DOC", "DATA"):
        kind = "schema:CreativeWork"
    known = {"type": kind, "schema:name": source.name or source.mention, "schema:description": source.role}
    return {key: value for key, value in known.items() if value}


def target(bookmark: Bookmark, n: int) -> dict[str, Any]:
    """Piece `n` of the claim in its article, found by its words or by its place (code points, as the standard says)."""
    (begin, end), last = bookmark.claim.spans[n], len(bookmark.claim.spans) - 1
    parts = pieces(bookmark.claim)
    exact = parts[n] if len(parts) > last else bookmark.claim.text
    quote = {"type": "TextQuoteSelector", "exact": exact}
    if n == 0 and bookmark.prefix:
        quote["prefix"] = bookmark.prefix
    if n == last and bookmark.suffix:
        quote["suffix"] = bookmark.suffix
    made: dict[str, Any] = {
        "type": "SpecificResource",
        "source": bookmark.url or f"urn:newsread:text:{bookmark.content_hash}",
        "selector": [quote, {"type": "TextPositionSelector", "start": begin, "end": end}],
    }
    if bookmark.fetched_at:
        made["state"] = {"type": "TimeState", "sourceDate": stamp(bookmark.fetched_at)}
    return made


def identity(bookmark: Bookmark) -> str:
    """A name that the same saved claim always gets."""
    words = [bookmark.url, bookmark.content_hash, repr(bookmark.claim.spans), bookmark.claim.text]
    return hashlib.sha256("\0".join([*words, stamp(bookmark.saved_at)]).encode("utf-8", "replace")).hexdigest()[:32]
