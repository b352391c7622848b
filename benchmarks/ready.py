"""Databases as they are once everything is grouped, indexed and read for claims, made without an hour of reading."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui_reader.claims import engine_version
from tui_reader.model import Body, Claim, Source
from tui_reader.newsroom.background import Background
from tui_reader.store import Store
from tui_reader.store.records import Incoming
from tui_reader.stories.cluster import GROUPING_VERSION

CLAIMS = 10  #: of every article
WORDS = 120  #: of every article of a large database
_LOT = 1_000
_SPEAKERS = 2_000


def make_ready(path: Path) -> None:
    """Give every article of the database at `path` a story of its own, its place in the index and some claims."""
    version = engine_version()
    chance = random.Random(5)
    with Store.open(path) as store:
        ids = store.search.article_ids(None, datetime.now(UTC))
        for at in range(0, len(ids), _LOT):
            with store.transaction():
                for key in ids[at : at + _LOT]:
                    store.claims.put(key, version, _claims(store.articles.get(key).body.text, chance))
                store.stories.assign([(key, key) for key in ids[at : at + _LOT]])
                store.stories.sign(ids[at : at + _LOT], GROUPING_VERSION)
                store.search.index_some(_LOT)
        Background(store).join()


def make_large(path: Path, urls: Sequence[str], articles: int) -> None:
    """A database of so many articles of the feeds `urls`, `CLAIMS` of each, three outlets to a story."""
    version = engine_version()
    chance = random.Random(3)
    vocabulary = [f"w{number}" for number in range(20_000)]
    now = datetime.now(UTC)
    with Store.open(path) as store:
        feeds = [store.feeds.add(url, title=f"Outlet {n}", added_at=now) for n, url in enumerate(urls)]
        for at in range(0, articles, _LOT):
            with store.transaction():
                stories = []
                for number in range(at, min(at + _LOT, articles)):
                    body = Body(" ".join(chance.choices(vocabulary, k=WORDS)))
                    title = "Report " + " ".join(chance.choices(vocabulary, k=8))
                    when = now - timedelta(days=4, minutes=number)
                    item = Incoming(f"g{number}", "", f"c{number}", "", title, "", when, body, f"h{number}")
                    key = store.articles.add(feeds[number % len(feeds)].id, item, now)
                    store.claims.put(key, version, _claims(body.text, chance))
                    stories.append((key, key - key % 3))
                store.stories.assign(stories)
                store.stories.sign([key for key, _ in stories], GROUPING_VERSION)
                store.search.index_some(_LOT)


def _claims(text: str, chance: random.Random) -> list[Claim]:
    """Claims cut out of `text`, every third with a named source."""
    step = max(20, len(text) // CLAIMS)
    found = []
    for number in range(CLAIMS):
        span = (number * step, min(len(text), number * step + step - 5))
        if span[1] <= span[0]:
            break
        words = text[slice(*span)]
        if number % 3:
            found.append(Claim((span,), words, "narration", "OUTLET", sentence=span))
            continue
        speaker = chance.randrange(_SPEAKERS)
        name = f"First{speaker} Last{speaker % 400}"
        source = Source((span[0], span[0] + 5), words[:5], name)
        found.append(Claim((span,), words, "direct", "NAME", source=source, sentence=span))
    return found
