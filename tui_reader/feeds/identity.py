"""Is this entry new, changed or the same? A pure decision about values: no network, no database.

An entry is recognised by its guid, else its link (tracking parameters removed), else its words. What feeds do wrong is
met where it shows: a guid or link that several entries of one delivery share identifies none of them alone; a guid
that changes at each visit is seen through by link and title.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tui_reader.model import ParsedEntry

TRACKING = frozenset({"fbclid", "gclid", "cmp", "ref", "smid", "maca", "ftag", "ns_mchannel", "ns_campaign"})
TRACKING_PREFIXES = ("utm_", "at_")

# the links of most articles: nothing in them to take out
_PLAIN_LINK = re.compile(r"https?://([a-z0-9.:-]+)(/[\w/.~%+,=:@!-]*)?", re.ASCII)

Verdict = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class EntryKeys:
    """What an entry may be recognised by; "" where the entry has nothing of the kind."""

    guid_key: str  #: the feed's id, with the link where the id is not unique in its delivery
    link_key: str  #: the link without tracking, with the title where the link is not unique in its delivery
    content_key: str  #: digest of the title and the first words


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """A stored article as identity sees it."""

    id: int  #: the store's key
    keys: EntryKeys  #: under which it was last seen
    content_hash: str  #: of the feed's words as last seen
    title: str  #: as stored


@dataclass(frozen=True, slots=True)
class Decision:
    """What an entry is."""

    entry: ParsedEntry  #: as delivered
    keys: EntryKeys  #: to store
    content_hash: str  #: to store
    verdict: Verdict  #: what to do
    known_id: int | None  #: the article it is, None for a new one


def bare_link(url: str) -> str:
    """The address without tracking parameters, fragment and trailing slash; the rest of the query string stays.

    Dropping the whole query would merge 1,140 different items of real outlets (threats.md D8).
    """
    if plain := _PLAIN_LINK.fullmatch(url):
        return f"https://{plain[1]}{(plain[2] or '').rstrip('/')}"
    parts = urlsplit(url)
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [(key, value) for key, value in pairs if not is_tracking(key)]
        query = query if len(kept) == len(pairs) else urlencode(kept)
    scheme = "https" if parts.scheme == "http" else parts.scheme
    return urlunsplit((scheme, parts.netloc.lower(), parts.path.rstrip("/"), query, ""))


def is_tracking(parameter: str) -> bool:
    """Whether a query parameter only says how the reader came here."""
    name = parameter.lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def content_hash(title: str, text: str) -> str:
    """Digest of an article's words; white space does not count."""
    return _digest(" ".join(title.split()), _collapsed(text))


def _collapsed(text: str) -> str:
    """`text` with every run of white space as one blank: for most bodies without taking them apart by their words."""
    line = text.replace("\n\n", " ")
    # no white space but the blank is printable
    return line.strip() if line.isprintable() and "  " not in line else " ".join(text.split())


def keys_of(entries: Sequence[ParsedEntry]) -> list[EntryKeys]:
    """The keys of one delivery's entries, told apart where the feed's own ids or links are shared."""
    links = [bare_link(entry.url) if entry.url else "" for entry in entries]
    shared_guids = _shared((entry.guid, link or entry.title) for entry, link in zip(entries, links, strict=True))
    shared_links = _shared((link, entry.title) for entry, link in zip(entries, links, strict=True) if not entry.guid)
    return [
        EntryKeys(
            guid_key=f"{entry.guid}\n{link or entry.title}" if entry.guid in shared_guids else entry.guid,
            link_key=f"{link}\n{entry.title}" if link in shared_links else link,
            content_key=_digest(" ".join(entry.title.split()), " ".join(entry.body.text[:400].split())),
        )
        for entry, link in zip(entries, links, strict=True)
    ]


def match(
    entries: Sequence[ParsedEntry], known: Iterable[KnownEntry], keys: Sequence[EntryKeys] | None = None
) -> list[Decision]:
    """Decide about a whole delivery at once; each stored article is given to one entry at most.

    Entries that repeat another of the same delivery in every key are left out. `keys` are those of `keys_of`, where
    the caller has them already.
    """
    keys = keys_of(entries) if keys is None else keys
    stored = list(known)
    by_guid = {one.keys.guid_key: one for one in stored if one.keys.guid_key}
    by_link: dict[str, list[KnownEntry]] = {}
    by_content: dict[str, list[KnownEntry]] = {}
    for one in stored:
        by_link.setdefault(one.keys.link_key, []).append(one)
        by_content.setdefault(one.keys.content_key, []).append(one)
    present = {key.guid_key for key in keys if key.guid_key}
    taken: set[int] = set()
    seen: set[tuple[str, str, str]] = set()
    decisions: list[Decision] = []
    for entry, key in zip(entries, keys, strict=True):
        mark = (key.guid_key, key.link_key, key.content_key if not (key.guid_key or key.link_key) else "")
        if mark in seen:
            continue
        seen.add(mark)
        candidates = _candidates(entry, key, by_guid, by_link, by_content, present)
        found = next((candidate for candidate in candidates if candidate.id not in taken), None)
        digest = content_hash(entry.title, entry.body.text)
        if found is None:
            decisions.append(Decision(entry, key, digest, "new", None))
            continue
        taken.add(found.id)
        verdict: Verdict = "same" if found.content_hash == digest else "changed"
        decisions.append(Decision(entry, key, digest, verdict, found.id))
    return decisions


def _candidates(
    entry: ParsedEntry,
    key: EntryKeys,
    by_guid: dict[str, KnownEntry],
    by_link: dict[str, list[KnownEntry]],
    by_content: dict[str, list[KnownEntry]],
    present: set[str],
) -> Iterable[KnownEntry]:
    """Stored articles that the entry may be, likeliest first."""
    if key.guid_key and key.guid_key in by_guid:
        yield by_guid[key.guid_key]
        return
    if key.link_key:
        for one in by_link.get(key.link_key, ()):
            is_free = not one.keys.guid_key or one.keys.guid_key not in present
            has_id = bool(key.guid_key or one.keys.guid_key)
            if is_free and (one.title == entry.title or not has_id):
                yield one
        return
    if not key.guid_key:
        yield from (one for one in by_content.get(key.content_key, ()) if not one.keys.guid_key)


def _shared(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """First members that come with more than one second member."""
    counts = Counter(first for first, _ in set(pairs) if first)
    return {first for first, count in counts.items() if count > 1}


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
