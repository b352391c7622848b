"""Articles put into stories, and the titles that those stories then bear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui_reader.store import Store


def place(store: Store, pairs: Sequence[tuple[int, int]]) -> None:
    """Put articles into stories, (article id, story id), and choose the titles anew; call it in a transaction."""
    retitle(store, store.stories.assign(pairs))


def retitle(store: Store, story_ids: Iterable[int]) -> None:
    """Give stories the title of their most typical recent article (`stories.headlines`)."""
    from tui_reader.stories.headlines import headline  # reads tables of words: not at the start of the app

    for story_id in story_ids:
        present, members = store.stories.titles(story_id)
        title = headline(members, present)
        if title != present:
            store.stories.retitle(story_id, title)
