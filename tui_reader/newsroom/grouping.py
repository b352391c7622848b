"""Stored articles as the stories room sees them, and a whole small edition put into stories at once."""

from __future__ import annotations

from typing import cast

from tui_reader.model import Article, Claim
from tui_reader.newsroom.placement import place
from tui_reader.store import Store
from tui_reader.stories.cluster import GROUPING_VERSION, Grouper
from tui_reader.stories.documents import Document


def as_document(article: Article, claims: tuple[Claim, ...] = ()) -> Document:
    """An article as grouping and comparing take it."""
    return Document(article.id, article.outlet, article.title, article.body.text, article.sort_at, article.url, claims)


def group_all(store: Store) -> None:
    """Put every article into a story: for the sample edition, whose first screen shows stories."""
    articles = [store.articles.get(key) for key in store.articles.ids()]
    moves = Grouper().add([as_document(article) for article in articles])
    store.stories.sign([article.id for article in articles], GROUPING_VERSION)
    place(store, [(cast(int, move.document_id), cast(int, move.story_id)) for move in moves])
