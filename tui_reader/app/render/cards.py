"""Cards: a claim's provenance, a row's evidence, a feed's state, a saved claim, revisions."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui_reader.app.badges import badge_text
from tui_reader.app.render.document import Card, Para
from tui_reader.app.render.words import count, figures, moment, one_line

if TYPE_CHECKING:
    from tui_reader.app.render.claims import ClaimItem
    from tui_reader.app.render.ink import Ink
    from tui_reader.model import Article, Bookmark, Claim, Difference, Feed, Revision, Row, Span

FIELD_NAMES = {"unstated": "", "unknown": "", "none": ""}
#: Kinds of bodies in words, where the name of the kind is none.
BODIES = {
    "police-emergency": "police or emergency services",
    "party-campaign": "a party or campaign",
    "igo": "an international organisation",
    "ngo-union": "an association or union",
    "academic-expert": "science",
    "victim-family": "a victim's family",
    "resident": "residents",
    "witness": "witnesses",
    "other": "",
}


def provenance(
    item: ClaimItem,
    article: Article,
    ink: Ink,
    others: Sequence[ClaimItem] = (),
    row: Row | None = None,
    differences: Sequence[Difference] = (),
) -> Card:
    """Everything that is known about where a claim comes from."""
    claim = item.claim
    paras = [Para(badge_text(claim, item.outlet, ink.glyphs), "strong")]
    paras.append(_in_paragraph(article.body.text, claim))
    paras += _who(claim, article)
    paras += _where(article)
    if others or differences:
        paras += _others(others, row, differences, ink)
    return Card("Provenance", tuple(paras), title="")


def _in_paragraph(text: str, claim: Claim) -> Para:
    """The claim's exact words, lit in their paragraph."""
    begin, end = paragraph_span(text, claim.spans)
    marks = [(max(0, b - begin), e - begin, "lit") for b, e in claim.spans]
    if claim.source and claim.source.span:
        marks.append((claim.source.span[0] - begin, claim.source.span[1] - begin, "soft"))
    if claim.cue:
        marks.append((claim.cue.span[0] - begin, claim.cue.span[1] - begin, "soft"))
    return Para(text[begin:end], "text", tuple(m for m in marks if m[0] >= 0 and m[1] <= end - begin), gap=True)


def paragraph_span(text: str, spans: Sequence[Span]) -> Span:
    """The line of the text that holds the spans."""
    if not spans:
        return (0, 0)
    begin = text.rfind("\n", 0, spans[0][0]) + 1
    end = text.find("\n", spans[-1][1])
    return begin, end if end >= 0 else len(text)


def _who(claim: Claim, article: Article) -> list[Para]:
    """Who says it, how it is told, how sure the engine is."""
    source, paras = claim.source, []
    if source is None and claim.badge == "OUTLET":
        paras.append(Para(f"{article.outlet}, in its own voice", label="Source", gap=True))
    else:
        name = (source.name or source.mention) if source else "not found in the text"
        paras.append(Para(name, "strong", label="Source", gap=True))
    if source is not None:
        mention = source.mention if source.mention and source.mention != source.name else ""
        facts = (
            ("Role", source.role),
            ("In the text", mention),
            ("Named as", "" if source.naming == "named" else source.naming),
            ("Speaks for", BODIES.get(source.affiliation, source.affiliation)),
        )
        paras += [Para(value, label=label) for label, value in facts if FIELD_NAMES.get(value, value)]
    if claim.cue:
        paras.append(Para(claim.cue.text, label="Cue"))
    rest = (
        (
            "Told as",
            {"direct": "a quotation", "mixed": "a paraphrase with quoted words", "indirect": "a paraphrase"}.get(
                claim.mode, claim.mode
            ),
        ),
        ("Stance", claim.stance if claim.stance != "say" else ""),
        ("Distance", claim.distance),
        ("Channel", FIELD_NAMES.get(claim.channel, claim.channel)),
        ("Via", ", then ".join(claim.chain)),
        ("Confidence", f"{round(claim.confidence * 100)} %, by {claim.why}"),
    )
    return [*paras, *(Para(value, label=label) for label, value in rest if value)]


def _where(article: Article) -> list[Para]:
    """The article, its times and its address."""
    facts = (
        ("Outlet", article.outlet),
        ("Article", article.title),
        ("Author", article.author),
        ("Published", moment(article.published_at)),
        ("Fetched", moment(article.updated_at or article.first_seen_at)),
        ("Revision", str(article.revision) if article.revision > 1 else ""),
        ("Text", "the page's own words" if article.is_full_text else "the feed's words"),
        ("Note", article.note),
        ("Address", article.url),
    )
    paras = [Para(one_line(value), label=label) for label, value in facts if value]
    return [Para(p.text, p.style, label=p.label, gap=at == 0) for at, p in enumerate(paras)]


def _others(others: Sequence[ClaimItem], row: Row | None, differences: Sequence[Difference], ink: Ink) -> list[Para]:
    """What other outlets say in its place."""
    paras = []
    if others:
        score = f" (weakest link {round(row.score * 100)} %{': ' + row.why if row.why else ''})" if row else ""
        paras.append(Para(f"The same claim elsewhere{score}", "strong", gap=True))
    for other in others:
        sign = f" {ink.glyphs.differs}" if other.differs else ""
        paras.append(
            Para(
                f"{other.outlet} {ink.glyphs.dot} {badge_text(other.claim, other.outlet, ink.glyphs)}{sign}",
                "dim",
                gap=True,
            )
        )
        paras.append(Para(other.claim.text, indent=2))
    for difference in differences:
        found = dict.fromkeys(figures(cell.value, ink.glyphs.is_ascii) for cell in difference.cells)
        values = " / ".join(found)
        paras.append(Para(f"{ink.glyphs.differs} {difference.what}: {values}", "accent", gap=True))
    return paras


def evidence(
    title: str, cells: Sequence[tuple[ClaimItem, Article]], row: Row | None, differences: Sequence[Difference], ink: Ink
) -> Card:
    """Every wording of a row: badge, outlet, time, revision, then the exact words."""
    paras: list[Para] = []
    for item, article in cells:
        stamp = moment(article.published_at or article.first_seen_at)
        revision = f" {ink.glyphs.dot} revision {article.revision}" if article.revision > 1 else ""
        copied = f" {ink.glyphs.dot} {ink.glyphs.copied} copied text" if item.is_copied else ""
        paras.append(Para(f"{article.outlet} {ink.glyphs.dot} {stamp}{revision}{copied}", "dim", gap=bool(paras)))
        paras.append(Para(badge_text(item.claim, article.outlet, ink.glyphs), "strong"))
        paras.append(Para(item.claim.text, indent=2))
    for difference in differences:
        paras.append(Para(f"{ink.glyphs.differs} {difference.what}", "accent", gap=True))
        names = {article.id: article.outlet for _, article in cells}
        for cell in difference.cells:
            value = figures(cell.value, ink.glyphs.is_ascii)
            paras.append(Para(value, label=names.get(cell.claim.article_id, "elsewhere")))
    if row is not None and len(cells) > 1:
        why = f": {row.why}" if row.why else ""
        paras.append(Para(f"Aligned with {round(row.score * 100)} % at its weakest link{why}", "dim", gap=True))
    return Card("Evidence", tuple(paras), title=title)


def _success(feed: Feed) -> str:
    """When the feed last answered; the sample edition and imported feeds have articles before anybody asked."""
    if feed.last_success_at:
        return moment(feed.last_success_at)
    return "" if feed.total and not feed.last_error else "never"


def feed_card(feed: Feed, ink: Ink) -> Card:
    """A feed and how its last visits went."""
    paras = [
        Para(feed.url, label="Address"),
        Para(feed.site_url, label="Site"),
        Para(feed.folder, label="Folder"),
        Para(f"{feed.unread:,} unread of {feed.total:,}", label="Articles"),
        Para(moment(feed.added_at) if feed.added_at else "", label="Subscribed"),
        Para(_success(feed), label="Last success"),
    ]
    if feed.note:
        paras.append(Para(f"When last read: {feed.note}.", "dim", gap=True))
    if feed.is_gone:
        paras.append(Para("The server says this feed is gone for good; it is no longer asked.", "error", gap=True))
    if feed.last_error:
        since = f" since {moment(feed.failing_since)}" if feed.failing_since else ""
        paras.append(
            Para(f"{ink.glyphs.failing} Failing{since}, {count(feed.failures, 'time')} in a row", "error", gap=True)
        )
        paras.append(Para(feed.last_error))
        if feed.next_at:
            paras.append(Para(f"Asked again after {moment(feed.next_at)}; r asks now.", "dim"))
    return Card(feed.title or feed.url, tuple(p for p in paras if p.text))


def bookmark_card(mark: Bookmark, ink: Ink) -> Card:
    """A saved claim with its provenance as it was, tags and note."""
    claim = mark.claim
    paras = [Para(claim.text, "strong"), Para(badge_text(claim, mark.outlet, ink.glyphs), "dim")]
    if mark.tags:
        paras.append(Para(" ".join(f"#{tag}" for tag in mark.tags), "good", gap=True))
    if mark.note:
        paras.append(Para(mark.note, gap=True))
    if mark.paragraph and mark.paragraph.strip() != claim.text.strip():
        at = mark.paragraph.find(claim.text)
        lit = ((at, at + len(claim.text), "lit"),) if at >= 0 else ()
        paras.append(Para(mark.paragraph, "text", lit, gap=True))
    facts = (
        ("Outlet", mark.outlet),
        ("Article", mark.article_title),
        ("Author", mark.author),
        ("Published", moment(mark.published_at)),
        ("Fetched", moment(mark.fetched_at)),
        ("Saved", moment(mark.saved_at)),
        ("Revision", str(mark.revision) if mark.revision > 1 else ""),
        ("Address", mark.url),
    )
    shown = [(label, one_line(value)) for label, value in facts if value]
    paras += [Para(value, label=label, gap=at == 0) for at, (label, value) in enumerate(shown)]
    return Card("Saved claim", tuple(paras))


def revisions(found: Sequence[Revision], outlet: str) -> Card:
    """What changed from each wording to the next, newest change first: taken words with -, new ones with +."""
    paras: list[Para] = []
    for older, newer in reversed(list(itertools.pairwise(found))):
        stamp = moment(newer.seen_at)
        paras.append(Para(f"Revision {newer.revision}, seen {stamp}", "strong", gap=bool(paras)))
        changes = [
            *_changes([older.title], [newer.title]),
            *_changes(older.text.split("\n"), newer.text.split("\n")),
        ]
        paras += changes or [Para("Only spaces or structure changed.", "dim")]
    if not paras:
        paras = [Para("One wording only: nothing has changed since it was first seen.", "dim")]
    return Card(outlet, tuple(paras), title=found[-1].title if found else "")


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterable[Para]:
    """Lines that differ; within a changed line the words that went and came are marked."""
    before, after = [row for row in before if row.strip()][:2_000], [row for row in after if row.strip()][:2_000]
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = list(zip(before[a:b], after[c:d], strict=False)) if tag == "replace" else []
        for old, new in pairs:
            gone, came = _word_marks(old, new)
            yield Para(f"- {old}", "dim", tuple((b + 2, e + 2, "error") for b, e in gone))
            yield Para(f"+ {new}", "text", tuple((b + 2, e + 2, "good") for b, e in came))
        for old in before[a + len(pairs) : b]:
            yield Para(f"- {old}", "error")
        for new in after[c + len(pairs) : d]:
            yield Para(f"+ {new}", "good")


def _word_marks(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """Spans of words that went from `old`, and of those that came in `new`."""
    left, right = [m.span() for m in re.finditer(r"\S+", old)], [m.span() for m in re.finditer(r"\S+", new)]
    matcher = difflib.SequenceMatcher(None, [old[b:e] for b, e in left], [new[b:e] for b, e in right], autojunk=False)
    gone, came = [], []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone += left[a:b]
            came += right[c:d]
    return gone, came
