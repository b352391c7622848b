"""Asking the reading room: claims, comparisons and background steps, off the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tui_reader import model
from tui_reader.errors import WorkerError
from tui_reader.newsroom.children import Child
from tui_reader.newsroom.settings import Settings
from tui_reader.store import Store

if TYPE_CHECKING:
    from tui_reader.model import Claim, Comparison, Prepared


class Reading(Protocol):
    """What screens may ask of the reading room."""

    async def claims(self, article_id: int) -> list[Claim]:
        """The claims of an article, split now if need be. Raises NotFound, WorkerError."""

    async def compare(self, story_id: int) -> Comparison:
        """The comparison of a story, made now if need be. Raises NotFound, WorkerError."""

    async def prepare(self) -> Prepared:
        """One short background step; all zeros when nothing is left. Raises WorkerError."""

    async def engine(self) -> str:
        """Which engine speaks: "model" or "rules"."""

    async def close(self) -> None:
        """End the helper process."""


class ReadingRoom:
    """`Reading` by child processes on the same database: one for what the reader waits for, one for all that follows.

    The second ends when nothing is left to prepare; so no request waits for 10,000 articles to be grouped, and an idle
    newsread keeps no model of its own in memory twice.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        arguments = [str(store.path), settings.engine, str(settings.window_hours)]
        self._front = Child("tui_reader.newsroom.reading_room", arguments)
        self._back = Child("tui_reader.newsroom.reading_room", arguments)

    async def claims(self, article_id: int) -> list[Claim]:
        """See `Reading`."""
        await self._front.ask("claims", article=article_id)
        claims = self._store.claims.of(article_id)
        if claims is None:
            raise WorkerError("the article changed while it was read; open it again")
        return claims

    async def compare(self, story_id: int) -> Comparison:
        """See `Reading`."""
        await self._front.ask("compare", story=story_id)
        comparison = self._store.stories.comparison(story_id)
        if comparison is None:
            raise WorkerError("the story changed while it was compared; open it again")
        return comparison

    async def prepare(self) -> Prepared:
        """See `Reading`."""
        reply = await self._back.ask("prepare")
        done = model.Prepared(reply["split"], reply["grouped"], reply["indexed"], reply["speakers"])
        if done == model.Prepared():
            await self._back.close()
        return done

    async def engine(self) -> str:
        """See `Reading`."""
        reply = await self._front.ask("engine")
        return str(reply["engine"])

    async def close(self) -> None:
        """See `Reading`."""
        await self._front.close()
        await self._back.close()
