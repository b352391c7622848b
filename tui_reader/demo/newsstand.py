"""Reads the files of the sample edition into what a feed parser would have made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Final

from tui_reader.model import Block, Body, ParsedEntry, ParsedFeed

MARK: Final = "SAMPLE"
"""What every screen that shows the edition must say."""

FOLDER: Final = "Sample edition"
"""Folder that the outlets are subscribed in."""

PAGE: Final = re.compile(r"(?P<story>[a-z0-9-]+)\.(?P<outlet>[a-z0-9]+)(?:\.(?P<wording>\d+))?\.txt")
ONE_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What an outlet's feed held at one visit."""

    fetched_at: datetime  #: when
    feed: ParsedFeed  #: its entries, newest first


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet."""

    title: str  #: its name
    feed_url: str  #: where its feed would be; on the reserved domain .example, so nobody is ever asked
    deliveries: tuple[Delivery, ...]  #: oldest first; more than one where an article was printed in several wordings


@dataclass(frozen=True, slots=True)
class Edition:
    """The whole sample."""

    outlets: tuple[Outlet, ...]  #: in the order of outlets.toml


@dataclass(frozen=True, slots=True)
class Page:
    """One file: an article in one of its wordings."""

    outlet: str  #: key in outlets.toml
    wording: int  #: 1 is the first; the file without a number is the last
    entry: ParsedEntry  #: as a feed would deliver it
    printed_at: datetime  #: when this wording appeared


def load(now: datetime) -> Edition:
    """The sample edition as if the newest article had come out about an hour before `now` (aware)."""
    folder = files("tui_reader.demo") / "edition"
    outlets = tomllib.loads((folder / "outlets.toml").read_text(encoding="utf-8"))
    texts = {item.name: item.read_text(encoding="utf-8") for item in folder.iterdir() if item.name.endswith(".txt")}
    pages = [read_page(name, texts[name], now) for name in sorted(texts)]
    return Edition(
        tuple(
            Outlet(
                title=about["title"],
                feed_url=about["feed"],
                deliveries=deliveries(about["title"], about["site"], [p for p in pages if p.outlet == key], now),
            )
            for key, about in outlets.items()
        )
    )


def deliveries(title: str, site: str, pages: Iterable[Page], now: datetime) -> tuple[Delivery, ...]:
    """What the feed of one outlet held a minute after each wording that was replaced later, and what it holds now."""
    pages = list(pages)
    replaced = sorted({page.printed_at + ONE_MINUTE for page in pages if not is_last(page, pages)})
    return tuple(Delivery(moment, feed_at(title, site, pages, moment)) for moment in (*replaced, now))


def is_last(page: Page, pages: Iterable[Page]) -> bool:
    """Whether no later wording of the same article is among `pages`."""
    return not any(p.entry.guid == page.entry.guid and p.wording > page.wording for p in pages)


def feed_at(title: str, site: str, pages: Iterable[Page], moment: datetime) -> ParsedFeed:
    """The feed as it was at `moment`: of each article the last wording printed by then, newest first."""
    newest: dict[str, Page] = {}
    for page in sorted(pages, key=lambda p: (p.printed_at, p.wording)):
        if page.printed_at <= moment:
            newest[page.entry.guid] = page
    entries = sorted((p.entry for p in newest.values()), key=lambda e: e.published_at or moment, reverse=True)
    return ParsedFeed(title=title, site_url=site, entries=tuple(entries), language="en")


def read_page(name: str, text: str, now: datetime) -> Page:
    """Parse one file. Raises ValueError naming the file where its name or header is not as outlets.toml describes."""
    found = PAGE.fullmatch(name)
    if found is None:
        raise ValueError(f"{name}: a page is called STORY.OUTLET.txt or STORY.OUTLET.NUMBER.txt")
    head, _, words = text.partition("\n\n")
    header = dict(line.partition(":")[::2] for line in head.splitlines())
    header = {key.strip(): value.strip() for key, value in header.items()}
    if missing := {"title", "author", "url", "minutes_ago"} - header.keys():
        raise ValueError(f"{name}: the header lacks {', '.join(sorted(missing))}")
    published = now - timedelta(minutes=int(header["minutes_ago"]))
    updated = header.get("updated_minutes_ago")
    updated_at = now - timedelta(minutes=int(updated)) if updated else None
    entry = ParsedEntry(
        guid=header["url"],
        url=header["url"],
        title=header["title"],
        author=header["author"],
        published_at=published,
        updated_at=updated_at,
        body=body(words),
    )
    return Page(found["outlet"], int(found["wording"] or 1_000), entry, updated_at or published)


def body(words: str) -> Body:
    """Paragraphs apart by blank lines, headings marked by `## `, to text with its blocks beside it."""
    pieces: list[str] = []
    blocks: list[Block] = []
    begin = 0
    for paragraph in re.split(r"\n{2,}", words.strip()):
        is_heading = paragraph.startswith("## ")
        piece = " ".join(paragraph.removeprefix("## ").split())
        pieces.append(piece)
        blocks.append(Block("heading" if is_heading else "paragraph", (begin, begin + len(piece))))
        begin += len(piece) + 2
    return Body("\n\n".join(pieces), tuple(blocks))
