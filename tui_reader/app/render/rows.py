"""Rows of the lists: stories, articles, feeds, sources, saved claims, picks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui_reader.app.badges import badge_parts
from tui_reader.app.render.badge import badge_segments
from tui_reader.app.render.words import age, count, cut, line, one_line, painted, rows_at, spread

if TYPE_CHECKING:
    from tui_reader.app.render.found import Finder
    from tui_reader.app.render.ink import Ink
    from tui_reader.model import ArticleHit, ArticleRow, Bookmark, Claim, ClaimHit, Feed, Span, Speaker, Story

KIND_WORDS = {"ORG": "organisation", "DOC": "document", "DATA": "figures", "STATE": "state media", "MEDIA": "media"}
LEAST_OUTLET = 8  #: cells that an outlet's name keeps beside a badge
WIDE = 64  #: from this width on a headline fits one line


def title_rows(width: int, ink: Ink) -> int:
    """Lines a headline may take in a list `width` cells wide."""
    return 1 if width >= WIDE or ink.density == "compact" else 2


def headline_lines(
    title: str,
    facts: Sequence[Segment],
    right: Sequence[Segment],
    width: int,
    ink: Ink,
    *,
    is_unread: bool,
    is_current: bool,
    hits: Sequence[Span] = (),
) -> list[Strip]:
    """A headline in its lines, `hits` in it lit, then a dim line of facts; always `title_rows` + 1 lines."""
    glyphs = ink.glyphs
    rows = title_rows(width, ink)
    style = ink.strong if is_unread else ink.text
    bar = Segment(glyphs.cursor if is_current else " ", ink.cursor)
    dot = Segment(f"{glyphs.unread} " if is_unread else "  ", ink.accent)
    strips: list[Strip] = []
    for number, (begin, row) in enumerate(rows_at(title or "(untitled)", width - 4, rows, glyphs.more)):
        marks = [((left - begin, right - begin), ink.hit) for left, right in hits]
        lead = dot if number == 0 else Segment("  ", ink.text)
        strips.append(line([bar, lead, *painted(row, (0, len(row)), style, marks)], width, ink.text))
    strips.append(spread([bar, Segment("  ", ink.text), *facts], [*right, Segment(" ", ink.text)], width, ink.text))
    while len(strips) < rows + 1:
        strips.append(line([bar], width, ink.text))
    return strips


def story_lines(story: Story, width: int, ink: Ink, now: datetime, is_current: bool) -> list[Strip]:
    """A story: headline, outlets, how many of them, marks, age."""
    glyphs = ink.glyphs
    number = len(story.outlets)
    right = [Segment(f" {age(story.latest_at, now)}", ink.dim)]
    if story.has_differences:
        right.insert(0, Segment(f" {glyphs.differs}", ink.accent))
    if 0 < story.origins < number:
        right.insert(0, Segment(f" {glyphs.copied}", ink.dim))
    taken = sum(len(segment.text) for segment in right) + 5
    if number > 1:
        lead = Segment(f"{number} outlets ", ink.good)
        room = width - taken - len(lead.text)
        facts = [lead, Segment(_outlets(story.outlets, room, ink) if room > 7 else "", ink.dim)]
    else:
        facts = [Segment(_outlets(story.outlets, width - taken, ink), ink.dim)]
    return headline_lines(story.title, facts, right, width, ink, is_unread=story.unread > 0, is_current=is_current)


def _outlets(names: Sequence[str], room: int, ink: Ink) -> str:
    """As many names as fit, then "+3"."""
    shown = ""
    for at, name in enumerate(names):
        longer = f"{shown}, {one_line(name)}" if shown else one_line(name)
        left = len(names) - at - 1
        if len(longer) + (len(f" +{left}") if left else 0) > room:
            return f"{shown} +{left + 1}" if shown else cut(name, room, ink.glyphs.more)
        shown = longer
    return shown


def article_lines(row: ArticleRow, width: int, ink: Ink, now: datetime, is_current: bool) -> list[Strip]:
    """An article of the river: headline, outlet, marks, age."""
    right = [Segment(f" {age(row.sort_at, now)}", ink.dim)]
    if row.is_edited:
        right.insert(0, Segment(f" {ink.glyphs.edited}", ink.dim))
    if row.saved:
        right.insert(0, Segment(f" {ink.glyphs.saved}", ink.accent))
    taken = sum(len(segment.text) for segment in right) + 5
    facts = [Segment(cut(row.outlet, width - taken, ink.glyphs.more), ink.dim)]
    return headline_lines(row.title, facts, right, width, ink, is_unread=not row.is_read, is_current=is_current)


def feed_lines(feed: Feed, width: int, ink: Ink, is_current: bool) -> list[Strip]:
    """A feed on one line: failing ones with a sign and in red, unread count at the right."""
    bar = Segment(ink.glyphs.cursor if is_current else " ", ink.cursor)
    is_failing = bool(feed.last_error) or feed.is_gone
    sign = Segment(f"{ink.glyphs.failing} " if is_failing else "  ", ink.error)
    number = str(feed.unread) if feed.unread else ""
    name = cut(feed.title or feed.url, width - 6 - len(number), ink.glyphs.more)
    style = ink.error if is_failing else ink.strong if feed.unread else ink.text
    return [spread([bar, sign, Segment(name, style)], [Segment(f" {number} ", ink.good)], width, ink.text)]


def folder_lines(name: str, unread: int, width: int, ink: Ink, is_current: bool) -> list[Strip]:
    """A folder of feeds."""
    bar = Segment(ink.glyphs.cursor if is_current else " ", ink.cursor)
    words = Segment(f"{ink.glyphs.open} {cut(name, width - 10, ink.glyphs.more)}", ink.dim + Style(bold=True))
    return [spread([bar, words], [Segment(f" {unread or ''} ", ink.dim)], width, ink.text)]


def speaker_lines(speaker: Speaker, width: int, ink: Ink, now: datetime, is_current: bool) -> list[Strip]:
    """A source: name and number of claims; role, outlets and age below."""
    bar = Segment(ink.glyphs.cursor if is_current else " ", ink.cursor)
    sign = f"{ink.glyphs.org} " if speaker.badge == "ORG" else ""
    number = count(speaker.claims, "claim")
    name = cut(sign + speaker.name, width - 6 - len(number), ink.glyphs.more)
    first = spread(
        [bar, Segment("  ", ink.text), Segment(name, ink.badge(speaker.badge))],
        [Segment(f" {number} ", ink.text)],
        width,
        ink.text,
    )
    where = f" {count(speaker.outlets, 'outlet')} {ink.glyphs.dot} {age(speaker.latest_at, now)} "
    role = cut(speaker.role or KIND_WORDS.get(speaker.badge, ""), width - 4 - len(where), ink.glyphs.more)
    second = spread([bar, Segment("  ", ink.text), Segment(role, ink.dim)], [Segment(where, ink.dim)], width, ink.text)
    return [first, second]


def bookmark_lines(mark: Bookmark, width: int, ink: Ink, now: datetime, is_current: bool) -> list[Strip]:
    """A saved claim: its words, then badge, outlet, tags."""
    tags = "".join(f" #{one_line(tag)}" for tag in mark.tags) + (" +note" if mark.note else "")
    stamp = f" {age(mark.saved_at, now)}"
    facts = who_and_where(mark.claim, mark.outlet, width - 5 - cell_len(tags + stamp), ink)
    right = [Segment(stamp, ink.dim)]
    facts = [*facts, Segment(tags, ink.good)]
    return headline_lines(mark.claim.text, facts, right, width, ink, is_unread=False, is_current=is_current)


def who_and_where(claim: Claim, outlet: str, room: int, ink: Ink) -> list[Segment]:
    """Badge and outlet in `room` cells: the role gives way to both, and the outlet to the name."""
    if claim.badge == "OUTLET":
        return badge_segments(claim, outlet, ink, room)
    lead = f" {ink.glyphs.dot} "
    bare = [text for part, text in badge_parts(claim, outlet, ink.glyphs) if part not in ("role", "channel")]
    least = cell_len(" ".join(bare))
    where = lead + cut(outlet, max(LEAST_OUTLET, room - len(lead) - least), ink.glyphs.more)
    return [*badge_segments(claim, outlet, ink, max(4, room - cell_len(where))), Segment(where, ink.dim)]


def pick_lines(
    label: str, detail: str, keys: str, width: int, ink: Ink, is_current: bool, *, column: int = 0
) -> list[Strip]:
    """A row of a choice: label in a column of so many cells, dim detail behind it, keys at the right."""
    bar = Segment(f"{ink.glyphs.cursor if is_current else ' '} ", ink.cursor)
    tail = f" {one_line(keys)} " if keys else " "
    name = cut(label, width - 3 - cell_len(tail), ink.glyphs.more)
    left = [bar, Segment(name, ink.strong if is_current else ink.text)]
    gap = max(0, column - cell_len(name)) + 2
    room = width - 3 - cell_len(name) - gap - cell_len(tail)
    if detail and room > 8:
        left.append(Segment(" " * gap + cut(detail, room, ink.glyphs.more), ink.dim))
    return [spread(left, [Segment(tail, ink.key)], width, ink.text)]


def heading_lines(name: str, width: int, ink: Ink) -> list[Strip]:
    """A heading within a choice."""
    return [line([Segment(f"  {cut(name, width - 4)}", ink.dim + Style(bold=True))], width, ink.text)]


def claim_hit_lines(
    hit: ClaimHit, width: int, ink: Ink, now: datetime, is_current: bool, finder: Finder | None = None
) -> list[Strip]:
    """A found claim: its words, then badge and outlet."""
    stamp = f" {age(hit.article.sort_at, now)}"
    facts = who_and_where(hit.claim, hit.article.outlet, width - 5 - len(stamp), ink)
    words = hit.claim.text
    hits = finder.spans(words) if finder else ()
    right = [Segment(stamp, ink.dim)]
    return headline_lines(words, facts, right, width, ink, is_unread=False, is_current=is_current, hits=hits)


def article_hit_lines(
    hit: ArticleHit, width: int, ink: Ink, now: datetime, is_current: bool, finder: Finder | None = None
) -> list[Strip]:
    """A found article: headline, then outlet and the words around the hit."""
    row = hit.article
    right = [Segment(f" {age(row.sort_at, now)}", ink.dim)]
    lead = f"{cut(row.outlet, max(LEAST_OUTLET, width // 3), ink.glyphs.more)} {ink.glyphs.dot} "
    around = cut(hit.snippet, max(0, width - 5 - cell_len(lead + right[0].text)), ink.glyphs.more)
    marks = [(span, ink.hit) for span in hit.marks]
    facts = [Segment(lead, ink.dim), *painted(around, (0, len(around)), ink.dim, marks)]
    hits = finder.spans(row.title) if finder else ()
    is_unread = not row.is_read
    return headline_lines(row.title, facts, right, width, ink, is_unread=is_unread, is_current=is_current, hits=hits)
