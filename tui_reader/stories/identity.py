"""Keeps the ids of stories stable while their articles come, go and change sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tui_reader.stories.documents import DocumentId

StoryId = DocumentId  #: the id of the article that a story was first made of


def inherit(
    clusters: Sequence[Sequence[int]],
    before: Mapping[int, StoryId],
    ids: Mapping[int, DocumentId],
    taken: set[StoryId],
) -> list[StoryId]:
    """An id for each cluster, in their order.

    A cluster takes over the id that most of its members had `before`, larger shares first; where none is left it gets
    the smallest id of its own articles (`ids` by member) that is not `taken` elsewhere.
    """
    used = set(taken)
    votes = [
        (-count, str(story), position, story)
        for position, cluster in enumerate(clusters)
        for story, count in Counter(before[member] for member in cluster if member in before).items()
    ]
    given: dict[int, StoryId] = {}
    for _, _, position, story in sorted(votes, key=lambda vote: vote[:3]):
        if position not in given and story not in used:
            given[position] = story
            used.add(story)
    for position, cluster in enumerate(clusters):
        if position not in given:
            given[position] = free_id([ids[member] for member in cluster], used)
            used.add(given[position])
    return [given[position] for position in range(len(clusters))]


def free_id(ids: Sequence[DocumentId], taken: set[StoryId]) -> StoryId:
    """The smallest of `ids` that no story has; where all are taken, a negative number or a primed name."""
    numbers: list[int] = sorted(id_ for id_ in ids if isinstance(id_, int))
    named: list[str] = sorted(id_ for id_ in ids if isinstance(id_, str))
    for number in numbers:
        if number not in taken:
            return number
    for name in named:
        if name not in taken:
            return name
    if numbers:
        spare = -abs(numbers[0]) - 1
        while spare in taken:
            spare -= 1
        return spare
    primed = f"{named[0]}'"
    while primed in taken:
        primed += "'"
    return primed
