"""Entries over time: new, changed or the same, by rows D1 to D8 of the threats and by replaying real outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tui_reader.feeds.identity import Decision, KnownEntry, bare_link, content_hash, match
from tui_reader.feeds.parse import parse
from tui_reader.model import Body, ParsedEntry

ITEMS = range(10)


@dataclass
class Memory:
    """A store of entries that remembers what `match` decides."""

    known: dict[int, KnownEntry] = field(default_factory=dict)

    def take_in(self, entries: Sequence[ParsedEntry]) -> Counter[str]:
        """Verdicts of one delivery, which is remembered."""
        decisions = match(entries, self.known.values())
        for decision in decisions:
            key = decision.known_id or len(self.known) + 1
            self.known[key] = KnownEntry(key, decision.keys, decision.content_hash, decision.entry.title)
        return Counter(decision.verdict for decision in decisions)


def entry(guid: str = "", url: str = "", title: str = "Title", text: str = "Words") -> ParsedEntry:
    return ParsedEntry(guid, url, title, "", None, None, Body(text))


def test_an_entry_is_new_then_the_same_then_changed_in_place() -> None:
    memory = Memory()
    assert memory.take_in([entry("1", "https://o.example/1")]) == {"new": 1}
    assert memory.take_in([entry("1", "https://o.example/1")]) == {"same": 1}
    assert memory.take_in([entry("1", "https://o.example/1", text="Other  words")]) == {"changed": 1}
    assert memory.take_in([entry("1", "https://o.example/1", text="Other words")]) == {"same": 1}
    assert len(memory.known) == 1


def test_d1_one_guid_for_all_items() -> None:
    memory = Memory()
    delivery = [entry("same", f"https://o.example/{i}", f"Dup {i}") for i in ITEMS]
    assert memory.take_in(delivery) == {"new": 10}
    assert memory.take_in(delivery) == {"same": 10}


def test_d2_no_guid_one_link_different_titles() -> None:
    memory = Memory()
    delivery = [entry("", "https://o.example/same", f"NoGuid {i}") for i in ITEMS]
    assert memory.take_in(delivery) == {"new": 10}
    assert memory.take_in(delivery) == {"same": 10}


def test_d3_guids_that_change_at_each_visit() -> None:
    memory = Memory()
    for visit in range(4):
        verdicts = memory.take_in([entry(f"g{i}-{visit}", f"https://o.example/{i}", f"Churn {i}") for i in ITEMS])
        assert verdicts == ({"same": 10} if visit else {"new": 10})


def test_d4_tracking_that_changes_at_each_visit() -> None:
    memory = Memory()
    for visit in range(4):
        verdicts = memory.take_in(
            [
                entry(
                    f"https://o.example/{i}?utm_id={visit}",
                    f"https://o.example/{i}?id={i}&utm_source=rss&utm_id={visit}",
                    f"Track {i}",
                )
                for i in ITEMS
            ]
        )
        assert verdicts == ({"same": 10} if visit else {"new": 10})


def test_d5_titles_and_words_that_change_at_each_visit() -> None:
    memory = Memory()
    for visit in range(4):
        verdicts = memory.take_in(
            [entry(f"g{i}", f"https://o.example/{i}", f"Edited {i} rev {visit}", f"rev {visit}") for i in ITEMS]
        )
        assert verdicts == ({"changed": 10} if visit else {"new": 10})


def test_d6_another_order_and_an_empty_delivery_change_nothing() -> None:
    memory = Memory()
    delivery = [entry("", "", f"Order {i}") for i in ITEMS]
    assert memory.take_in(delivery) == {"new": 10}
    assert memory.take_in([]) == {}
    assert memory.take_in(delivery[::-1]) == {"same": 10}


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("http://O.example/a/?utm_source=rss&id=7&at_medium=x&fbclid=1#top", "https://o.example/a?id=7"),
        ("https://o.example/a?ref=rss", "https://o.example/a"),
        ("https://o.example/a?c_id=1&objectid=2", "https://o.example/a?c_id=1&objectid=2"),
        ("https://o.example/a?q=%20x&gclid=1", "https://o.example/a?q=+x"),
    ],
)
def test_d8_the_query_is_part_of_an_address_but_tracking_is_not(url: str, bare: str) -> None:
    assert bare_link(url) == bare


def test_two_articles_of_one_title_are_two() -> None:
    memory = Memory()
    delivery = [entry("1", "https://o.example/monday", "Briefing"), entry("2", "https://o.example/tuesday", "Briefing")]
    assert memory.take_in(delivery) == {"new": 2}


def test_a_stored_article_is_given_to_one_entry_only() -> None:
    known = KnownEntry(1, match([entry("old", "https://o.example/1")], [])[0].keys, "x", "Title")
    decisions = match([entry("new-a", "https://o.example/1"), entry("new-b", "https://o.example/1")], [known])
    assert Counter(decision.known_id for decision in decisions) == {1: 1, None: 1}


@pytest.mark.parametrize(
    ("link", "bare"),
    [
        ("http://o.example/a/b/", "https://o.example/a/b"),
        ("https://o.example", "https://o.example"),
        ("https://O.example:8443/A/", "https://o.example:8443/A"),
        ("https://o.example/a;v=1?id=2&utm_source=rss#top", "https://o.example/a;v=1?id=2"),
        ("https://o.example/a?", "https://o.example/a"),
        ("https://o.example/ä%20b/", "https://o.example/ä%20b"),
    ],
)
def test_d8_bare_links_whether_plain_or_not(link: str, bare: str) -> None:
    assert bare_link(link) == bare


@pytest.mark.parametrize("text", ["One.\n\nTwo.", "One\ntwo", "a  b", " a ", "a\u00a0b\n\nc", "a\u3000b", "a\tb", ""])
def test_white_space_does_not_count_as_a_change(text: str) -> None:
    assert content_hash("T", text) == content_hash(" T", " ".join(text.split()))


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.timeout(300)
def test_g13_replaying_real_outlets_adds_nothing_twice_and_merges_nothing(feed_corpus: Path) -> None:
    totals: Counter[str] = Counter()
    for outlet in sorted((feed_corpus / "outlets-history" / "run").iterdir()):
        memory = Memory()
        for version in sorted(outlet.glob("*.xml")):
            feed = parse(version.read_bytes(), url=f"https://{outlet.name}.example/rss")
            decisions = match(feed.entries, memory.known.values())
            assert len(decisions) == len(feed.entries), version
            assert_no_wrong_merge(decisions, memory)
            totals += memory.take_in(feed.entries)
        assert_nothing_twice(memory, outlet.name)
    assert totals["new"] == 6461
    assert totals["changed"] == 279


def assert_no_wrong_merge(decisions: Sequence[Decision], memory: Memory) -> None:
    """What is recognised has the id, or the address, that it had."""
    taken = [decision.known_id for decision in decisions if decision.known_id]
    assert len(taken) == len(set(taken))
    for decision in decisions:
        if decision.known_id:
            old = memory.known[decision.known_id].keys
            assert decision.keys.guid_key == old.guid_key or decision.keys.link_key == old.link_key


def assert_nothing_twice(memory: Memory, outlet: str) -> None:
    """No id is stored twice, and no address with its title."""
    ids = [known.keys.guid_key for known in memory.known.values() if known.keys.guid_key]
    places = [(known.keys.link_key, known.title) for known in memory.known.values()]
    assert len(ids) == len(set(ids)), outlet
    assert len(places) == len(set(places)), outlet
