"""The reading room: claims, stories and speakers made in another process, on the sample edition."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui_reader.errors import WorkerError
from tui_reader.model import Prepared
from tui_reader.newsroom import Newsroom
from tui_reader.newsroom.background import Background
from tui_reader.newsroom.children import Child
from tui_reader.newsroom.sample import fill
from tui_reader.store import Store


@pytest.fixture
async def room() -> AsyncIterator[Newsroom]:
    opened = Newsroom.open_demo()
    yield opened
    await opened.aclose()


async def prepared(room: Newsroom) -> Prepared:
    """Run background steps until nothing is left; their sum."""
    total = [0, 0, 0, 0]
    for _ in range(100):
        step = await room.reading.prepare()
        numbers = [step.split, step.grouped, step.indexed, step.speakers]
        if not any(numbers):
            return Prepared(*total)
        total = [a + b for a, b in zip(total, numbers, strict=True)]
    pytest.fail("the background never ends")


async def test_the_sample_is_split_grouped_indexed_and_joined(room: Newsroom) -> None:
    done = await prepared(room)
    articles = room.library.article_ids()
    assert (done.split, done.indexed) == (len(articles), len(articles))
    stories = room.library.story_rows(room.library.story_ids())
    assert len([story for story in stories if len(story.outlets) > 1]) >= 3
    assert any(speaker.outlets > 1 for speaker in room.library.speakers())
    for article_id in articles:
        text = room.library.article(article_id).body.text
        for claim in room.library.claims(article_id) or []:
            assert claim.text == " ".join(text[begin:end] for begin, end in claim.spans)


async def test_claims_come_when_asked_for(room: Newsroom) -> None:
    article_id = room.library.article_ids()[0]
    assert room.library.claims(article_id) is None
    assert await room.reading.claims(article_id) == room.library.claims(article_id)
    assert await room.reading.engine() in {"model", "rules"}


async def test_a_story_is_compared_when_asked_for(room: Newsroom) -> None:
    await room.reading.prepare()
    story = next(s for s in room.library.story_rows(room.library.story_ids()) if len(s.outlets) > 2)
    assert room.library.comparison(story.id) is None
    comparison = await room.reading.compare(story.id)
    assert sorted(comparison.article_ids) == sorted(story.article_ids)
    assert any(len(row.cells) > 1 for row in comparison.rows)
    assert room.library.comparison(story.id) == comparison


async def test_what_is_not_there_is_an_error_and_the_room_goes_on(room: Newsroom) -> None:
    with pytest.raises(WorkerError, match="no article has the number 999"):
        await room.reading.claims(999)
    assert await room.reading.claims(room.library.article_ids()[0])


async def test_a_killed_child_fails_its_requests_and_is_started_again(room: Newsroom) -> None:
    first, second = room.library.article_ids()[:2]
    await room.reading.claims(first)
    child: Child = room.reading._front  # type: ignore[attr-defined]
    assert child._process is not None
    child._process.kill()
    await child._process.wait()
    assert await room.reading.claims(second)


async def test_a_child_that_nobody_asks_ends_and_comes_back(room: Newsroom) -> None:
    arguments = [str(room.path), "rules", "72"]
    child = Child("tui_reader.newsroom.reading_room", arguments, idle_seconds=0.05)
    await child.ask("engine")
    first = child._process
    assert first is not None
    await asyncio.wait_for(first.wait(), 30)
    assert first.returncode == 0
    assert (await child.ask("engine"))["engine"] == "rules"
    await child.close()


async def test_the_sample_leaves_nothing_behind() -> None:
    room = Newsroom.open_demo()
    folder = room.path.parent
    assert folder.is_dir()
    await room.aclose()
    assert not folder.exists()


def test_speakers_are_joined_anew_only_where_names_came(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as store:
        fill(store, datetime.now(UTC))
        first = Background(store, engine="rules")
        steps = list(iter(first.step, Prepared()))
        assert sum(step.speakers for step in steps) > 0
        assert Background(store, engine="rules").step() == Prepared(), "a second start finds nothing to do"
        store.claims.put_speakers([])
        assert Background(store, engine="rules").step().speakers > 0, "a join that was cut off is made up for"
