"""Fictional articles and claims for the tests of the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tui_reader.model import Block, Body, Claim, Cue, Link, Source
from tui_reader.store import Store
from tui_reader.store.records import Incoming

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
WORDS = "“The ferry sails on Monday,” said Mara Holt, mayor of Brindle. Fares stay as they are."
BODY = Body(WORDS, (Block("paragraph", (0, len(WORDS))),), (Link((33, 42), "https://brindle.example/mayor"),))
QUOTE = Claim(
    spans=((1, 26),),
    text="The ferry sails on Monday",
    mode="direct",
    badge="NAME",
    stance="say",
    confidence=0.912,
    source=Source((34, 43), "Mara Holt", "Mara Holt", "mayor of Brindle", "named", "government"),
    cue=Cue((29, 33), "said"),
    channel="statement",
    chain=("MEDIA Brindle Wire",),
    sentence=(0, 62),
)
OWN = Claim(spans=((63, 87),), text=WORDS[63:87], mode="narration", badge="OUTLET", sentence=(63, 87))


def incoming(number: int, *, words: str = "", body: Body | None = None, minutes: int = 0) -> Incoming:
    """Article `number`, published `minutes` after noon."""
    return Incoming(
        guid_key=f"guid-{number}",
        link_key=f"link-{number}",
        content_key=f"content-{number}",
        url=f"https://courier.example/{number}",
        title=f"Ferry {number} sails",
        author="Ada Quill",
        published_at=NOON + timedelta(minutes=minutes),
        body=body or Body(words or f"The crew of ferry {number} is ready."),
        content_hash=f"hash-{number}-{words}",
    )


def stocked(store: Store, articles: int = 3) -> list[int]:
    """One feed with `articles` articles, a minute apart; their keys, oldest first."""
    feed = store.feeds.add("https://courier.example/feed", title="The Courier", added_at=NOON)
    with store.transaction():
        return [store.articles.add(feed.id, incoming(n, minutes=n), NOON + timedelta(hours=1)) for n in range(articles)]
