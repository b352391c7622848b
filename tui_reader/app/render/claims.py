"""Claims as a pane shows them: a badge, the words, and the marks of what other outlets say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui_reader.app.render.badge import badge_segments
from tui_reader.app.render.document import pane_header
from tui_reader.app.render.words import age, cut, figures, line, painted, plain, spread, wrap

if TYPE_CHECKING:
    from tui_reader.app.render.ink import Ink
    from tui_reader.model import Article, Claim

LONGEST_AUTHOR = 40  #: cells; some feeds put a whole team there


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """One claim with what is known about it beyond its article."""

    claim: Claim  #: the claim
    article_id: int  #: of its article
    index: int  #: its place among the article's claims
    outlet: str  #: shown for the outlet's own voice
    where: str = ""  #: a dim line below, where claims of several articles stand together
    differs: str = ""  #: the other outlets' figures, "" where none differs
    shared: int = 0  #: outlets with the same claim, itself included; 0 or 1: alone
    is_copied: bool = False  #: its article is a copy of another outlet's
    is_saved: bool = False  #: bookmarked
    bookmark_id: int = 0  #: of the bookmark, where it is one
    hits: tuple[tuple[int, int], ...] = ()  #: what a search found in its words


def item_lines(item: ClaimItem, width: int, ink: Ink, is_current: bool) -> list[Strip]:
    """A claim as lines of `width` cells: badge line, words, an empty line; compact: badge and words together."""
    claim, glyphs = item.claim, ink.glyphs
    bar = Segment(f"{glyphs.cursor} ", ink.cursor) if is_current else Segment("  ", ink.text)
    room = max(2, min(width - 3, ink.text_width))
    if claim.label:
        return _label_lines(item, width, room, ink)
    marks = _mark_segments(item, ink)
    is_inline = ink.density == "compact" or claim.badge == "OUTLET"
    free = room - sum(cell_len(mark.text) for mark in marks)
    badge = badge_segments(claim, item.outlet, ink, None if is_inline else free)
    strips = [] if is_inline else [spread([bar, *badge], [*marks, Segment(" ", ink.text)], width, ink.text)]
    badge = [*badge, *marks] if is_inline else badge
    lead = "".join(segment.text for segment in badge) + "  " if is_inline else ""
    tail = f"  {glyphs.differs} {figures(item.differs, glyphs.is_ascii)}" if item.differs else ""
    words = plain(claim.text)
    text = lead + words + tail
    if tail and len(wrap(text, room)) > len(wrap(lead + words, room)):
        text = f"{lead}{words}\n{tail.strip()}"  # figures of others stand together, on a line of their own
    base = ink.strong if is_current and not ink.row.bgcolor else ink.text
    overlays: list[tuple[tuple[int, int], Style]] = []
    at = 0
    for segment in badge if is_inline else []:
        overlays.append(((at, at + len(segment.text)), segment.style or ink.text))
        at += len(segment.text)
    overlays += [((begin + len(lead), end + len(lead)), ink.hit) for begin, end in item.hits]
    overlays.append(((len(lead) + len(words), len(text)), ink.accent))
    for span in wrap(text, room):
        strips.append(line([bar, *painted(text, span, base, overlays)], width, ink.text))
    if item.where:
        strips.append(line([bar, Segment(cut(item.where, room, glyphs.more), ink.dim)], width, ink.text))
    if ink.density == "comfortable":
        strips.append(line([], width, ink.text))
    return strips


def _mark_segments(item: ClaimItem, ink: Ink) -> list[Segment]:
    """Marks at the right: how many outlets share it, figures that differ, a copy, a bookmark."""
    glyphs = ink.glyphs
    marks = []
    if item.shared > 1:
        marks.append(Segment(f" {glyphs.shared}{item.shared}", ink.dim))
    if item.differs:
        marks.append(Segment(f" {glyphs.differs}", ink.accent))
    if item.is_copied:
        marks.append(Segment(f" {glyphs.copied}", ink.dim))
    if item.is_saved:
        marks.append(Segment(f" {glyphs.saved}", ink.accent))
    return marks


def _label_lines(item: ClaimItem, width: int, room: int, ink: Ink) -> list[Strip]:
    """A sentence that is no claim of fact: dimmed, a heading in bold."""
    text = plain(item.claim.text)
    style = ink.strong if item.claim.label == "heading" else ink.dim
    strips = [line([Segment("  ", style), Segment(text[b:e], style)], width, ink.text) for b, e in wrap(text, room)]
    return [*strips, line([], width, ink.text)] if ink.density == "comfortable" else strips


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one article, or claims found across articles, as a document."""

    name: str  #: outlet, speaker or search, in the header's bar
    items: tuple[ClaimItem, ...]  #: in order, hidden ones left out
    title: str = ""  #: the article's headline
    facts: str = ""  #: a dim line: time, notes
    article_id: int = 0  #: 0 for claims of many articles
    is_waiting: bool = False  #: the claims are still being found

    def __len__(self) -> int:
        return max(1, len(self.items))

    def size(self, index: int) -> int:
        """Characters of the claim."""
        return len(self.items[index].claim.text) + 40 if self.items else 40

    def is_stop(self, index: int) -> bool:
        """Claims are stops, headings and the like are not."""
        return bool(self.items) and not self.items[index].claim.label

    def header(self, width: int, ink: Ink, is_focus: bool, current: int) -> list[Strip]:
        """Outlet, place of the cursor, headline."""
        stops = sum(not item.claim.label for item in self.items)
        before = sum(not item.claim.label for item in self.items[: current + 1])
        right = f"{before}/{stops}" if stops else ""
        return pane_header(self.name, right, self.title, self.facts, width, ink, is_focus)

    def draw(self, index: int, width: int, ink: Ink, is_current: bool) -> list[Strip]:
        """One claim, or a line that says why there is none."""
        if self.items:
            return item_lines(self.items[index], width, ink, is_current)
        words = "Reading it for claims ..." if self.is_waiting else "No claims here."
        return [line([Segment("  " + cut(words, width - 2), ink.dim)], width, ink.text)]

    def position(self, index: int) -> int:
        """Where claim `index` of the article stands here; the nearest one where it is hidden or a heading."""
        stops = [at for at, item in enumerate(self.items) if not item.claim.label]
        return next((at for at in stops if self.items[at].index >= index), stops[-1] if stops else 0)

    def with_items(self, items: Sequence[ClaimItem]) -> Claims:
        """The same pane with other items."""
        return replace(self, items=tuple(items), is_waiting=False)


def article_facts(article: Article, now: datetime, ink: Ink) -> str:
    """The dim line under a headline: age, author, revision, what the reader should know."""
    parts = [age(article.published_at or article.sort_at, now)]
    if article.author:
        parts.append(cut(article.author, LONGEST_AUTHOR, ink.glyphs.more))
    if article.revision > 1:
        parts.append(f"{ink.glyphs.edited} revision {article.revision}")
    if article.note:
        parts.append(article.note)
    return f" {ink.glyphs.dot} ".join(part for part in parts if part)
