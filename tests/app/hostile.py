"""A database with hostile words in every field, put there past the door that cleans what comes in."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui_reader.model import Block, Body, Bookmark, Claim, Cue, Feed, FeedState, Link, Source
from tui_reader.model.body import BlockKind
from tui_reader.newsroom.background import Background
from tui_reader.newsroom.desk import snapshot
from tui_reader.store import Store
from tui_reader.store.records import Incoming

ESCAPE, CONTROL, OVERRIDE = (
    "\x1b]52;c;Zm9v\x07\x1b[31m\x1b]0;pwned\x07",
    "\x9b31m\x00\x08",
    "\u202e\u2066\u200b\U000e0041",
)
MARKUP = "[/nope] [@click=app.quit]press[/] [bold [link=file:///x]x[/link] $text {0}"
NASTY = f"{ESCAPE}{CONTROL}{OVERRIDE}{MARKUP}"
SEEN = "[/nope]"  #: must be on the screen as it is: nothing parsed it
#: Honest words that need joiners, marks and letters from right to left: they are never thinned out or cut apart.
WHOLE = "שָׁלוֹם مرحبا می\u200cخواهم 👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 👍🏽 🇺🇦 1\ufe0f\u20e3 日本"

#: What of `NASTY` may never reach a terminal. ESC itself is told from the program's own by what follows it.
BANNED_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
BANNED_BYTES = [
    b"\x1b]52",
    b"\x1b]0;pwned",
    b"\x1b[31m\x1b]",
    "\u202e".encode(),
    "\u2066".encode(),
    "\u200b".encode(),
    "\U000e0041".encode(),
    "\x9b".encode(),
    b"file:///x\x1b",
]


def nasty(name: str) -> str:
    """Hostile words with a name to be found by."""
    return f"{name} {NASTY} {name}"


def make(path: Path) -> None:
    """Fill the database at `path`: two feeds, one of them failing, a story of two, a lone article with revisions."""
    now = datetime.now(UTC)
    with Store.open(path) as store:
        with store.transaction():
            feeds = [
                store.feeds.add(
                    f"https://f{n}.example/{NASTY}",
                    title=nasty(f"Outlet{n} {WHOLE}" if n else "Outlet0"),
                    folder=nasty("Folder"),
                    added_at=now,
                )
                for n in range(2)
            ]
            store.feeds.describe(feeds[0].id, title=nasty("Own"), site_url=f"https://site.example/{NASTY}")
            store.feeds.succeed(feeds[0].id, FeedState(etag=NASTY, last_modified=NASTY, note=nasty("Odd")), now)
            store.feeds.fail(feeds[1].id, FeedState(failures=3), nasty("Failure"), now)
            ids = [_article(store, feed, number, now) for number, feed in enumerate((feeds[0], feeds[1], feeds[0]))]
            _revise(store, ids[2], now)
        Background(store, engine="rules").group()
        with store.transaction():
            store.stories.assign([(ids[0], 1), (ids[1], 1), (ids[2], 2)])
            for id_ in ids:
                article = store.articles.get(id_)
                store.claims.put(id_, "rules:test", _claims(article.body.text))
        background = Background(store, engine="rules")
        background.compare(1)
        background.index()
        background.join()
        with store.transaction():
            for id_ in ids:  # the comparison splits anew: put the hostile claims back
                store.claims.put(id_, "rules:test", _claims(store.articles.get(id_).body.text))
        article = store.articles.get(ids[0])
        mark: Bookmark = snapshot(article, _claims(article.body.text)[0], now)
        saved = store.saved.add(mark)
        store.saved.annotate(saved.id, nasty("Note"), ["tag", nasty("Tag")])
        store.saved.put_search(nasty("Search"), "unread")
        store.saved.put_search(nasty("Foul"), f'"{nasty("Query")}"')
        store.saved.put_mute(f'"{nasty("Mute")}"')


def _body() -> Body:
    """Every kind of block and of link, with hostile words in each."""
    words = f"{nasty('Speaker')} said {nasty('Words')}."
    pieces = [nasty("Heading"), words, *(nasty(word) for word in ("Item", "Quote", "Caption", "Listing", "Closing"))]
    kinds: tuple[BlockKind, ...] = ("heading", "paragraph", "item", "quote", "caption", "pre", "paragraph")
    blocks, begin = list[Block](), 0
    for kind, piece in zip(kinds, pieces, strict=True):
        blocks.append(Block(kind, (begin, begin + len(piece)), NASTY if kind == "item" else "", int(kind == "item")))
        begin += len(piece) + 2
    address = f"https://x.example/{NASTY}"
    links = [
        Link((0, 7), address),
        Link(blocks[4].span, address, "image"),
        Link((begin - 2, begin - 2), f"https://x.example/{NASTY}.mp3", "enclosure"),
        Link((begin - 2, begin - 2), address, "image"),
    ]
    return Body("\n\n".join(pieces), tuple(blocks), tuple(links))


def _article(store: Store, feed: Feed, number: int, now: datetime) -> int:
    incoming = Incoming(
        guid_key=f"g{number}{NASTY}",
        link_key=f"l{number}{NASTY}",
        content_key=f"c{number}",
        url=f"https://x.example/{number}{NASTY}",
        title=nasty(f"Title{number}"),
        author=nasty("Author"),
        published_at=now - timedelta(minutes=number),
        body=_body(),
        content_hash=f"h{number}{NASTY}",
        language="en",
    )
    return store.articles.add(feed.id, incoming, now)


def _revise(store: Store, article_id: int, now: datetime) -> None:
    article = store.articles.get(article_id)
    incoming = Incoming(
        guid_key="g2",
        link_key="l2",
        content_key="c2",
        url=article.url,
        title=nasty("Retitled"),
        author=article.author,
        published_at=article.published_at,
        body=Body(article.body.text + nasty("More")),
        content_hash="other",
        language="en",
    )
    store.articles.revise(article_id, incoming, now)


def _claims(text: str) -> list[Claim]:
    at = text.index("Speaker ")
    source = Source((at, at + 7), nasty("he"), nasty("Name"), nasty("Role"), "named", "government")
    begin = text.index("Words ")
    first = Claim(
        ((begin, begin + 30),),
        text[begin : begin + 30] + NASTY,
        "direct",
        "NAME",
        "say",
        0.5,
        "rule",
        True,
        source,
        Cue((at, at + 7), nasty("said")),
        nasty("social:X"),
        (nasty("MEDIA Wire"),),
        nasty("alleged"),
        "",
        (begin, begin + 40),
    )
    second = Claim(((0, 40),), text[:40], "narration", "OUTLET", sentence=(0, 40))
    third = Claim(((0, 20),), text[:20], "headline", "OUTLET", label="heading", sentence=(0, 20))
    return [third, first, second]
