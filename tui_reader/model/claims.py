"""Claims and their sources; docs/claims.md defines every value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tui_reader.model.body import Span

Badge = Literal[
    "DOC", "DATA", "STATE", "MEDIA", "POST", "ANON", "OFFICIAL", "GROUP", "ORG", "NAME", "OUTLET", "UNKNOWN"
]
Mode = Literal["direct", "mixed", "indirect", "headline", "narration"]
Stance = Literal[
    "say", "assert", "admit", "deny", "accuse", "warn", "predict", "plan", "order", "believe", "ask", "decline"
]
Naming = Literal["named", "role-only", "anonymous", "collective", "none", "unknown"]
Affiliation = Literal[
    "government", "military", "police-emergency", "judiciary", "legislature", "party-campaign", "igo", "company",
    "ngo-union", "academic-expert", "medical", "media", "religious", "witness", "victim-family", "resident",
    "other", "unknown",
]  # fmt: skip
Label = Literal["", "heading", "dateline", "question", "boilerplate", "caption"]


@dataclass(frozen=True, slots=True)
class Source:
    """Who is speaking."""

    span: Span | None  #: the mention in the text, None where the source is carried over without words
    mention: str  #: the words at this place ("he")
    name: str  #: canonical name in this article ("Andrii Sybiha"), "" unknown
    role: str = ""  #: verbatim ("Ukraine Foreign Minister")
    naming: Naming = "unknown"  #: how the outlet names the source
    affiliation: Affiliation = "unknown"  #: what kind of body stands behind it


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute ("said", "according to")."""

    span: Span  #: first piece of the cue
    text: str  #: verbatim


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: verbatim spans of one paragraph with one immediate source, or a sentence that is none (`label`)."""

    spans: tuple[Span, ...]  #: into the article's text; for an attributed claim the content alone
    text: str  #: the characters at the spans, pieces joined by one space
    mode: Mode  #: how it is rendered
    badge: Badge  #: what kind of source
    stance: Stance = "say"  #: what the source does with it
    confidence: float = 1.0  #: 0..1, calibrated
    why: str = "rule"  #: "rule", "model", "carry-over"
    shown: bool = True  #: False: recorded, but part of its sentence and no claim of its own
    source: Source | None = None  #: None: the outlet itself
    cue: Cue | None = None  #: None for carry-over and the outlet
    channel: str = "unstated"  #: "told:Reuters", "social:X", "statement" ...
    chain: tuple[str, ...] = ()  #: earlier hops, outermost first, as badge and name ("MEDIA Yonhap")
    distance: str = ""  #: the outlet's distance, verbatim ("alleged"), "" none
    label: Label = ""  #: not "": this sentence is no claim of fact, and why
    sentence: Span = (0, 0)  #: the sentence (or sentences) of the paragraph it stands in, for showing it in place


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A saved claim: a snapshot that needs neither feed nor article to live on."""

    id: int  #: database key
    saved_at: datetime  #: when
    claim: Claim  #: words, spans, source, badge as they were
    outlet: str  #: shown name then
    article_id: int | None  #: while that article exists
    article_title: str  #: then
    author: str  #: then
    url: str  #: then
    published_at: datetime | None  #: then
    fetched_at: datetime | None  #: when the words were fetched
    content_hash: str  #: of title and text then
    revision: int = 1  #: of the article then
    paragraph: str = ""  #: the paragraph around the claim, verbatim
    prefix: str = ""  #: up to 32 characters before the claim (TextQuoteSelector)
    suffix: str = ""  #: up to 32 characters after it
    note: str = ""  #: the reader's own words
    tags: tuple[str, ...] = ()  #: the reader's own
