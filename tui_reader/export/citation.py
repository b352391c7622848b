"""What every format says about a saved claim: who spoke, how, where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from tui_reader.export.fragments import fragment_url
from tui_reader.model import Bookmark, Claim


def heading(bookmarks: Sequence[Bookmark]) -> str:
    """What a file of these claims is headed by: claims exported without being saved (id 0) are no saved ones."""
    return "Saved claims" if all(bookmark.id for bookmark in bookmarks) else "Claims"


def speaker(claim: Claim, outlet: str) -> str:
    """Who says it, as a reader would write it down: name and role, the words used, or the outlet itself."""
    source = claim.source
    if source is None:
        return outlet if claim.badge == "OUTLET" else "source not found"
    who = source.name or source.mention or "source not found"
    return f"{who}, {source.role}" if source.role and source.role.lower() not in who.lower() else who


def manner(claim: Claim) -> str:
    """How it came out: "direct, via statement"; the chain of earlier hops where there is one."""
    parts: list[str] = ["own words of the outlet" if claim.badge == "OUTLET" else claim.mode]
    if claim.stance not in ("say", "assert"):
        parts.append(claim.stance)
    if claim.channel != "unstated":
        parts.append(claim.channel)
    if claim.chain:
        parts.append("through " + " › ".join(claim.chain))
    if claim.badge == "UNKNOWN":
        parts.append(f"source uncertain, {claim.confidence:.0%}")
    return ", ".join(parts)


def quoted(claim: Claim) -> str:
    """The claim's words, in quotation marks where the outlet quotes them and they carry none themselves."""
    if claim.mode == "direct" and not claim.text.startswith(("“", '"', "'", "‘", "«", "„")):
        return f"“{claim.text}”"
    return claim.text


def day(moment: datetime | None) -> str:
    """`2031-10-04`, in UTC; "undated" where unknown."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d") if moment else "undated"


def minute(moment: datetime | None) -> str:
    """`2031-10-04 11:20 UTC`; "undated" where unknown."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC") if moment else "undated"


def stamp(moment: datetime) -> str:
    """`2031-10-04T11:20:00Z`, with microseconds where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def address(bookmark: Bookmark) -> str:
    """The article's address, at the words; "" where it has none."""
    return fragment_url(bookmark.url, bookmark.claim, bookmark.prefix, bookmark.suffix)


def sentence(claim: Claim, outlet: str, title: str, url: str, published_at: datetime | None) -> str:
    """A claim with attribution and link as one line of plain text: what `y` copies and letters quote."""
    head = f"{quoted(claim)} — {speaker(claim, outlet)} ({manner(claim)})"
    where = f"{outlet}, “{title}”, {day(published_at)}" if title else f"{outlet}, {day(published_at)}"
    return " ".join(f"{head}. {where}. {fragment_url(url, claim)}".split()) if url else f"{head}. {where}."


def by_article(bookmarks: Iterable[Bookmark]) -> Sequence[Sequence[Bookmark]]:
    """Bookmarks of one wording of one article together, in the order in which articles and claims first come."""
    groups: dict[tuple[str, str, str, str], list[Bookmark]] = {}
    for bookmark in bookmarks:
        key = (bookmark.outlet, bookmark.article_title, bookmark.url, bookmark.content_hash)
        groups.setdefault(key, []).append(bookmark)
    return list(groups.values())


def keys(groups: Sequence[Sequence[Bookmark]]) -> list[str]:
    """A citation key for each group, unique and of ASCII letters and digits: `courier2031a`."""
    seen: dict[str, int] = {}
    made = []
    for group in groups:
        letters = "".join(c for c in group[0].outlet.lower().removeprefix("the ") if c.isascii() and c.isalnum())
        moment = group[0].published_at
        stem = f"{letters or 'outlet'}{moment.astimezone(UTC).year if moment else ''}"
        seen[stem] = seen.get(stem, 0) + 1
        made.append(f"{stem}-{seen[stem]}")
    return made
