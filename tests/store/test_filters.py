"""Every atom of the filter language, over articles and over claims, before and after indexing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.fiction import BODY, NOON, OWN, QUOTE, incoming
from tests.store.test_verbs import bookmark
from tui_reader.errors import QueryError
from tui_reader.model import Body, ClaimRef, Comparison, Difference, FigureCell, Row
from tui_reader.query import parse
from tui_reader.store import Store

NOW = NOON + timedelta(days=1)


@pytest.fixture(scope="module", params=["pending", "indexed"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Three articles: 1 and 2 share a story and differ in a figure, 3 stands alone, is read, edited and saved."""
    with Store.open(":memory:") as opened:
        courier = opened.feeds.add("https://courier.example/f", title="The Courier", folder="North/City", added_at=NOON)
        ledger = opened.feeds.add("https://ledger.example/f", title="Daily Ledger", added_at=NOON)
        opened.articles.add(courier.id, incoming(1, body=BODY), NOW)
        opened.articles.add(ledger.id, replace(incoming(2, body=Body("Élan at the café.")), title="Strike 50% on"), NOW)
        opened.articles.add(ledger.id, incoming(3, minutes=600), NOW)
        opened.claims.put(1, "e", [QUOTE, OWN])
        opened.claims.put(2, "e", [replace(OWN, spans=((0, 17),), text="Élan at the café.")])
        opened.articles.revise(3, incoming(3, words="Gulls circled; the crew waved."), NOW)
        opened.claims.put(3, "e", [replace(OWN, spans=((0, 13),), text="Gulls circled", stance="deny")])
        opened.articles.mark_read([3], True)
        opened.saved.add(replace(bookmark(1), claim=QUOTE))
        opened.stories.assign([(1, 1), (2, 1), (3, 3)])
        cells = (FigureCell(ClaimRef(1, 1), (0, 1), "1"), FigureCell(ClaimRef(2, 0), (0, 1), "2"))
        rows = (Row((ClaimRef(1, 1), ClaimRef(2, 0))), Row((ClaimRef(1, 0),)))
        opened.stories.put_comparison(1, "k", Comparison((1, 2), rows, (Difference("gulls", cells),)))
        opened.feeds.fail(ledger.id, opened.feeds.states([ledger.id])[ledger.id], "gone fishing", NOW)
        if request.param == "indexed":
            opened.search.index_some(10)
        yield opened


@pytest.mark.parametrize(
    ("text", "articles", "claims"),
    [
        ("", [3, 2, 1], [(3, 0), (2, 0), (1, 0), (1, 1)]),
        ("unread", [2, 1], [(2, 0), (1, 0), (1, 1)]),
        ("read", [3], [(3, 0)]),
        ("edited", [3], [(3, 0)]),
        ("saved", [1], [(1, 0)]),
        ("failing", [3, 2], [(3, 0), (2, 0)]),
        ("differs", [2, 1], [(2, 0), (1, 1)]),
        ("only-here", [2, 1], [(1, 0)]),
        ("outlet:courier", [1], [(1, 0), (1, 1)]),
        ("folder:north", [1], [(1, 0), (1, 1)]),
        ("folder:north/city", [1], [(1, 0), (1, 1)]),
        ("title:strike", [2], [(2, 0)]),
        ('title:"50%"', [2], [(2, 0)]),
        ("title:_", [], []),
        ("author:quill", [3, 2, 1], [(3, 0), (2, 0), (1, 0), (1, 1)]),
        ("source:HOLT", [1], [(1, 0)]),
        ("badge:name", [1], [(1, 0)]),
        ("mode:direct", [1], [(1, 0)]),
        ("stance:deny", [3], [(3, 0)]),
        ("channel:statement", [1], [(1, 0)]),
        ("tag:ferry", [1], [(1, 0), (1, 1)]),
        ("note:call", [1], [(1, 0), (1, 1)]),
        ("newer:20h", [3], [(3, 0)]),
        ("older:20h", [2, 1], [(2, 0), (1, 0), (1, 1)]),
        ("cafe", [2], [(2, 0)]),
        ("elan*", [2], [(2, 0)]),
        ("ela", [], []),
        ('"ferry sails"', [1], [(1, 0)]),
        ("sails", [3, 1], [(1, 0)]),
        ("~sails", [2], [(3, 0), (2, 0), (1, 1)]),
        ("/gulls? circ/", [3], [(3, 0)]),
        ("source:holt or cafe", [2, 1], [(2, 0), (1, 0)]),
        ("~(source:holt or cafe)", [3], [(3, 0), (1, 1)]),
        ("monday badge:outlet", [1], []),
    ],
)
def test_each_atom(store: Store, text: str, articles: list[int], claims: list[tuple[int, int]]) -> None:
    query = parse(text)
    assert store.search.article_ids(query, NOW) == articles
    assert store.search.claim_places(query, NOW, 50) == claims


def test_what_is_indexed_has_a_rank(store: Store) -> None:
    ranks = store.search.ranks(parse("ferry or gulls"))
    assert set(ranks) == (set() if store.search.pending() else {1, 3})
    assert all(rank > 0 for rank in ranks.values())


@given(st.text(max_size=60))
def test_no_filter_that_parses_breaks_the_database(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    with Store.open(":memory:") as empty:
        feed = empty.feeds.add("https://courier.example/f", added_at=NOON)
        empty.articles.add(feed.id, incoming(1, body=BODY), NOW)
        empty.claims.put(1, "e", [QUOTE])
        empty.search.article_ids(query, NOW)
        empty.search.claim_places(query, NOW, 5)
        empty.search.index_some(5)
        empty.search.article_ids(query, NOW)
        empty.search.ranks(query)
