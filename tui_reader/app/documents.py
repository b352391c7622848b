"""Articles as documents: what is open is read once, and dressed with the marks known now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tui_reader.app.render.article import text_of
from tui_reader.app.render.claims import ClaimItem, Claims, article_facts
from tui_reader.app.render.document import Card, Document
from tui_reader.app.render.found import Finder
from tui_reader.errors import NotFound

if TYPE_CHECKING:
    from tui_reader.app.render.ink import Ink
    from tui_reader.app.story_view import StoryView
    from tui_reader.model import Article, Claim
    from tui_reader.newsroom import Newsroom

KEPT = 60  #: articles remembered


class Documents:
    """Reads articles and claims from the newsroom and makes documents of them."""

    def __init__(self, room: Newsroom) -> None:
        self.room = room
        self.finder = Finder()  #: lights the words of a search
        self._articles: dict[int, Article] = {}
        self._claims: dict[int, list[Claim]] = {}

    def article(self, article_id: int) -> Article:
        """An article; NotFound."""
        if article_id not in self._articles:
            if len(self._articles) >= KEPT:
                self._articles.clear()
                self._claims.clear()
            self._articles[article_id] = self.room.library.article(article_id)
        return self._articles[article_id]

    def claims(self, article_id: int) -> list[Claim] | None:
        """Its claims, None while they are being found."""
        if article_id not in self._claims:
            claims = self.room.library.claims(article_id)
            if claims is None:
                return None
            self._claims[article_id] = claims
        return self._claims[article_id]

    def forget(self, article_id: int = 0) -> None:
        """Read an article anew next time; all of them for 0."""
        if article_id:
            self._articles.pop(article_id, None)
            self._claims.pop(article_id, None)
        else:
            self._articles.clear()
            self._claims.clear()

    def renote(self, article: Article, ink: Ink) -> str:
        """Remember an article whose note has changed and whose words have not; the facts under its headline."""
        if article.id in self._articles:
            self._articles[article.id] = article
        return article_facts(article, datetime.now(UTC), ink)

    def make(self, kind: str, article_id: int, story: StoryView | None, ink: Ink) -> Document:
        """The document of a pane; `Claims.is_waiting` where the claims are still to be found."""
        try:
            article = self.article(article_id)
        except NotFound as error:
            return Card("gone", (), title=str(error))
        claims = self.claims(article_id)
        facts = article_facts(article, datetime.now(UTC), ink)
        if kind == "text":
            return replace(text_of(article, facts), hits=self.finder.spans(article.body.text))
        if claims is None:
            return Claims(article.outlet, (), article.title, facts, article.id, is_waiting=True)
        return Claims(article.outlet, self.items(article, claims, story), article.title, facts, article.id)

    def items(self, article: Article, claims: Sequence[Claim], story: StoryView | None) -> tuple[ClaimItem, ...]:
        """An article's claims with the marks known now."""
        saved = self.room.library.saved_claims(article.id)
        found = []
        for index, claim in enumerate(claims):
            if claim.label != "dateline" and (claim.shown or claim.label):  # a dateline says nothing beside a headline
                item = ClaimItem(
                    claim, article.id, index, article.outlet, is_saved=index in saved, bookmark_id=saved.get(index, 0),
                    hits=self.finder.spans(claim.text),
                )  # fmt: skip
                found.append(story.marked(item) if story else item)
        return tuple(found)
