"""Newsrooms for the app's tests: a real store, with the network and the helper process played by this one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.errors import FetchError
from tui_reader.model import Article, Candidate, Claim, Comparison, Prepared, Progress
from tui_reader.newsroom import Newsroom
from tui_reader.newsroom.background import Background
from tui_reader.newsroom.sample import fill
from tui_reader.store import Store

NOW = datetime(2031, 10, 4, 12, 0, tzinfo=UTC)


class InlineReading:
    """The reading room in this process, by the rule engine."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.background = Background(store, engine="rules")

    async def claims(self, article_id: int) -> list[Claim]:
        """Split now."""
        self.background.split(article_id)
        return self.store.claims.of(article_id) or []

    async def compare(self, story_id: int) -> Comparison:
        """Compare now."""
        return self.background.compare(story_id)

    async def prepare(self) -> Prepared:
        """One step."""
        return self.background.step()

    async def engine(self) -> str:
        """Rules."""
        return "rules"

    async def close(self) -> None:
        """Nothing to end."""


class ScriptedWire:
    """A network that answers what the test wrote down."""

    def __init__(self, store: Store, steps: Sequence[Progress] = (), found: Sequence[Candidate] = ()) -> None:
        self.store = store
        self.steps = list(steps) or [Progress(0, 0), Progress(0, 0, outcome="end")]
        self.found = list(found)
        self.asked: list[tuple[list[int] | None, bool]] = []

    async def refresh(self, feed_ids: Sequence[int] | None = None, *, force: bool = False) -> AsyncIterator[Progress]:
        """The steps, noting what was asked."""
        self.asked.append((list(feed_ids) if feed_ids else None, force))
        for step in self.steps:
            yield step

    async def find_feeds(self, address: str) -> list[Candidate]:
        """What the test put there."""
        if not self.found:
            raise FetchError(f"{address}: no answer")
        return self.found

    async def fetch_page(self, article_id: int) -> Article:
        """The article as it is."""
        return self.store.articles.get(article_id)

    async def close(self) -> None:
        """Nothing to end."""


def make_sample(path: Path) -> None:
    """A database with the sample edition, grouped, split and compared."""
    with Store.open(path) as store:
        fill(store, datetime.now(UTC))
        prepare(store)


def prepare(store: Store) -> None:
    """All background steps."""
    background = Background(store, engine="rules")
    while background.step() != Prepared():
        pass


def room_at(path: Path, wire: ScriptedWire | None = None) -> Newsroom:
    """A newsroom over the database at `path`, nothing in it leaving this process."""
    store = Store.open(path)
    return Newsroom(store, wire or ScriptedWire(store), InlineReading(store))
