"""The sample edition has the shape that real feeds have, and everything that the reader is shown by it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from tui_reader.demo import Edition, Outlet, load
from tui_reader.demo.newsstand import body, read_page
from tui_reader.model import ParsedEntry

NOW = datetime(2031, 10, 4, 14, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The edition at a fixed time."""
    return load(NOW)


def latest(outlet: Outlet) -> tuple[ParsedEntry, ...]:
    """What an outlet's feed holds now."""
    return outlet.deliveries[-1].feed.entries


def entries(edition: Edition) -> list[ParsedEntry]:
    """All articles of the edition in their last wording."""
    return [entry for outlet in edition.outlets for entry in latest(outlet)]


def test_it_has_five_outlets_and_sixteen_articles(edition: Edition) -> None:
    assert [outlet.title for outlet in edition.outlets] == [
        "The Courier", "Daily Ledger", "Radio 6", "Harbour Post", "Kestrel",
    ]  # fmt: skip
    assert len(entries(edition)) == 16
    assert all(outlet.deliveries[-1].fetched_at == NOW for outlet in edition.outlets)


def test_three_stories_are_told_by_several_outlets(edition: Edition) -> None:
    told = Counter()  # type: Counter[str]
    for outlet in edition.outlets:
        text = " ".join(entry.body.text for entry in latest(outlet))
        told.update(name for name in ("Lena Ortiz", "Lorne valley", "High Fell") if name in text)
    assert told["Lena Ortiz"] == 4
    assert told["Lorne valley"] >= 3
    assert told["High Fell"] == 3


def test_every_address_is_on_a_reserved_domain(edition: Edition) -> None:
    addresses = [entry.url for entry in entries(edition)] + [outlet.feed_url for outlet in edition.outlets]
    assert all((urlsplit(address).hostname or "").endswith(".example") for address in addresses)
    assert len(set(addresses)) == len(addresses)


def test_feeds_are_newest_first_and_nothing_is_from_the_future(edition: Edition) -> None:
    for outlet in edition.outlets:
        times = [entry.published_at for entry in latest(outlet)]
        assert all(time is not None and time < NOW for time in times)
        assert times == sorted(times, key=str, reverse=True)


def test_articles_are_as_long_as_news(edition: Edition) -> None:
    for entry in entries(edition):
        assert 100 <= len(entry.body.text.split()) <= 450, entry.title


def test_blocks_are_the_paragraphs(edition: Edition) -> None:
    for entry in entries(edition):
        pieces = [entry.body.text[b:e] for b, e in (block.span for block in entry.body.blocks)]
        assert "\n\n".join(pieces) == entry.body.text
        assert all(piece and "\n" not in piece for piece in pieces)
    kinds = {block.kind for entry in entries(edition) for block in entry.body.blocks}
    assert kinds == {"paragraph", "heading"}


def test_one_wire_text_is_printed_twice(edition: Edition) -> None:
    wired = [entry.body.text for entry in entries(edition) if "(CPA)" in entry.body.text]
    assert len(wired) == 2
    first, second = (text.rpartition("\n\n")[0] for text in wired)
    shared = set(first.split("\n\n")) & set(second.split("\n\n"))
    assert len(shared) >= 7


def test_figures_differ_between_outlets(edition: Edition) -> None:
    text = {outlet.title: " ".join(entry.body.text for entry in latest(outlet)) for outlet in edition.outlets}
    assert "1,200 dock workers" in text["The Courier"]
    assert "About 900 dock workers" in text["Daily Ledger"]
    assert "23 people" in text["Radio 6"]
    assert "About 40 people were missing" in text["Kestrel"]


def test_one_article_was_printed_in_two_wordings(edition: Edition) -> None:
    courier = edition.outlets[0]
    before, after = courier.deliveries
    assert before.fetched_at < after.fetched_at
    changed = {e.guid: e for e in before.feed.entries}
    pairs = [(changed[e.guid], e) for e in after.feed.entries if e.guid in changed and changed[e.guid] != e]
    assert len(pairs) == 1
    old, new = pairs[0]
    assert "Nearly 1,000 dock workers" in old.body.text
    assert "Some 1,200 dock workers" in new.body.text
    assert old.title != new.title
    assert old.published_at == new.published_at
    assert new.updated_at == NOW - timedelta(minutes=48)
    assert len(before.feed.entries) < len(after.feed.entries)


def test_straight_and_typographic_quotes_both_occur(edition: Edition) -> None:
    text = " ".join(entry.body.text for entry in entries(edition))
    assert re.search("“[^”]+”", text)
    assert re.search('"[^"]+"', text)
    for paragraph in text.split("\n\n"):
        assert paragraph.count("“") == paragraph.count("”")


def test_headings_are_taken_from_their_mark() -> None:
    made = body("One.\n\n## Two\n\nThree\nfour.\n")
    assert made.text == "One.\n\nTwo\n\nThree four."
    assert [block.kind for block in made.blocks] == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [("Readme.txt", "title: x\n\nWords.", "is called"), ("a.courier.txt", "title: x\n\nWords.", "author, minutes_ago")],
)
def test_a_page_that_is_not_in_shape_is_named(name: str, text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says) as caught:
        read_page(name, text, NOW)
    assert name in str(caught.value)
