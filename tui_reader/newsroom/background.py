"""What happens to articles after they are stored: grouped, indexed, split into claims, compared, speakers joined.

Runs in the reading room's process; every call commits, so another process sees its work at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, cast

from tui_reader.claims import engine_name, engine_version, split
from tui_reader.model import Article, Comparison, Prepared, Speaker
from tui_reader.newsroom.grouping import as_document
from tui_reader.newsroom.placement import place
from tui_reader.store import Store
from tui_reader.store.records import NameUse
from tui_reader.stories.cluster import GROUPING_VERSION, Assignment, Grouper
from tui_reader.stories.compare import compare
from tui_reader.stories.documents import Document
from tui_reader.stories.speakers import NAMED, Mention, SpeakerGroup, joined

GROUPED_AT_ONCE = 400
INDEXED_AT_ONCE = 400
SPLIT_AT_ONCE = 4
COMPARED_AT_ONCE = 2
LONGEST_STORY = 40
"""Articles of one story that are compared, newest first: more columns nobody reads, and aligning is quadratic."""

Engine = Literal["auto", "rules", "model"]


class Background:
    """The upkeep of one database."""

    def __init__(self, store: Store, *, engine: str = "auto", window_hours: int = 72) -> None:
        self._store = store
        self._engine = cast(Engine, engine)
        self._window = timedelta(hours=window_hours)
        self._grouper: Grouper | None = None
        self._rules: list[tuple[int, int, bool]] = []
        self._since: datetime | None = None  # the grouper knows what came from then on
        self._is_outdated = True  # stories may be another version's: looked up until none is
        self._are_speakers_stale = store.claims.has_unjoined(NAMED)  # joining takes seconds: not at every start

    def engine_name(self) -> str:
        """Which engine splits: "model" or "rules"."""
        return engine_name() if self._engine == "auto" else self._engine

    def _version(self) -> str:
        """Key that the claims are cached under: it changes with the engine and with the choice of engine."""
        return engine_version() if self._engine == "auto" else f"{self._engine}:{engine_version()}"

    def step(self) -> Prepared:
        """Do the next piece of work that is left, the most visible first; all zeros when nothing is."""
        if grouped := self.group():
            return Prepared(grouped=grouped)
        if regrouped := self.regroup():
            return Prepared(grouped=regrouped)
        if indexed := self.index():
            return Prepared(indexed=indexed)
        if done := self.split_next():
            self._are_speakers_stale = True
            return Prepared(split=done)
        if compared := self.compare_next():
            return Prepared(grouped=compared)
        if self._are_speakers_stale:
            self._are_speakers_stale = False
            return Prepared(speakers=self.join())
        return Prepared()

    def index(self) -> int:
        """Put articles into the search index; how many."""
        if not self._store.search.pending():
            return 0
        with self._store.transaction():
            return self._store.search.index_some(INDEXED_AT_ONCE)

    def group(self) -> int:
        """Put articles that are in no story into one; how many."""
        fresh = self._store.stories.ungrouped(GROUPED_AT_ONCE)
        if not fresh:
            return 0
        articles = [self._store.articles.get(key) for key in fresh]
        grouper = self._restored(articles)
        self._place(grouper.add([as_document(article) for article in articles]), fresh)
        return len(fresh)

    def regroup(self) -> int:
        """Group anew what another version grouped within the window; how many. What the reader merged or split stays,
        and so do the ids of stories that keep most of their articles."""
        if not self._is_outdated:
            return 0
        old = self._store.stories.outdated(GROUPING_VERSION, self._window / timedelta(hours=1), GROUPED_AT_ONCE)
        self._is_outdated = bool(old)
        if not old:
            return 0
        articles = [self._store.articles.get(key) for key in old]
        if self._since is not None and self._since > min(article.sort_at for article in articles) - self._window:
            self._grouper = None  # it was made for newer articles
        self._place(self._restored(articles).regroup(old), old)
        return len(old)

    def _place(self, moves: Sequence[Assignment], articles: Sequence[int]) -> None:
        with self._store.transaction():
            place(self._store, [(cast(int, m.document_id), cast(int, m.story_id)) for m in moves])
            self._store.stories.sign(articles, GROUPING_VERSION)

    def split(self, article_id: int) -> None:
        """Split one article into claims, unless this engine did so already."""
        version = self._version()
        if self._store.claims.of(article_id, version) is not None:
            return
        article = self._store.articles.get(article_id)
        body = article.body
        found = split(body.text, title=article.title, blocks=body.blocks, outlet=article.outlet, engine=self._engine)
        with self._store.transaction():
            self._store.claims.put(article_id, version, found)

    def split_next(self) -> int:
        """Split the newest articles that this engine has not split; how many."""
        waiting = self._store.claims.unsplit(self._version(), SPLIT_AT_ONCE)
        for article_id in waiting:
            self.split(article_id)
        return len(waiting)

    def compare_next(self) -> int:
        """Compare the newest stories of several outlets that are not compared; how many."""
        waiting = self._store.stories.uncompared(COMPARED_AT_ONCE)
        for story_id in waiting:
            self.compare(story_id)
        return len(waiting)

    def compare(self, story_id: int) -> Comparison:
        """Compare a story's articles, unless nothing changed since the last time."""
        story = self._store.stories.get(story_id)
        ids = story.article_ids[:LONGEST_STORY]
        for article_id in ids:
            self.split(article_id)
        articles = [self._store.articles.get(key) for key in ids]
        key = _key(articles, self._version())
        known = self._store.stories.comparison(story_id, key)
        if known is not None:
            return known
        rarity = self._grouper.rarity if self._grouper else None
        made = compare([self._with_claims(article) for article in articles], rarity)
        with self._store.transaction():
            self._store.stories.put_comparison(story_id, key, made)
        return made

    def join(self) -> int:
        """Join names into speakers; how many names there are."""
        uses = self._store.claims.uses()
        groups = joined([Mention(u.name, u.badge, u.role, u.affiliation, u.article_id, u.outlet) for u in uses])
        with self._store.transaction():
            self._store.claims.put_speakers(_speakers(groups, uses))
        return len(uses)

    def _with_claims(self, article: Article) -> Document:
        return as_document(article, tuple(self._store.claims.of(article.id) or ()))

    def _restored(self, articles: Sequence[Article]) -> Grouper:
        """The grouper, made from the database the first time and whenever the reader changed stories by hand."""
        rules = self._store.stories.rules()
        if self._grouper is None or rules != self._rules:
            since = min(article.sort_at for article in articles) - self._window
            placed: dict[int | str, int | str] = dict(self._store.stories.grouped_since(since))
            known = [as_document(self._store.articles.get(cast(int, key))) for key in placed]
            kept = [pair for members in self._store.stories.pinned() for pair in pairwise(members)]
            self._grouper = Grouper.restore(
                known,
                placed,
                window_hours=self._window / timedelta(hours=1),
                together=[*kept, *((a, b) for a, b, is_together in rules if is_together)],
                apart=[(a, b) for a, b, is_together in rules if not is_together],
            )
            self._rules, self._since = rules, since
        return self._grouper


def _speakers(groups: Sequence[SpeakerGroup], uses: Sequence[NameUse]) -> list[tuple[Speaker, list[int]]]:
    """Groups as the store keeps them, largest first, with the names in each; a name belongs to one speaker alone."""
    taken: set[int] = set()
    speakers = []
    for group in groups:
        members = [uses[number] for number in group.members if uses[number].name_id not in taken]
        names = sorted({use.name_id for use in members})
        if not names:
            continue
        taken.update(names)
        speaker = Speaker(
            id=names[0],  # its oldest name's: stable over refreshes
            name=group.name,
            badge=group.badge,
            role=group.role,
            claims=sum(use.claims for use in members),
            outlets=len({use.outlet for use in members}),
            latest_at=max(use.latest_at for use in members),
            spellings=group.spellings,
        )
        speakers.append((speaker, names))
    return speakers


def _key(articles: Sequence[Article], engine: str) -> str:
    """What a comparison is made from, as a short digest: the same articles, words and engine give the same key."""
    parts = [engine, *(f"{article.id}:{article.content_hash}" for article in sorted(articles, key=lambda a: a.id))]
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()
