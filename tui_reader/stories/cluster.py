"""Groups articles of many outlets into stories as they arrive, over a sliding window of time."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tui_reader.stories import columns, profile
from tui_reader.stories.documents import Document, DocumentId, order_key
from tui_reader.stories.identity import StoryId, inherit
from tui_reader.stories.linkage import average_linkage, components
from tui_reader.stories.terms import Rarity

GROUPING_VERSION = "2"  #: raise it when likeness or merging changes: what is stored is grouped anew then
WINDOW_HOURS = 72.0  #: articles further apart are not compared
LEAST = 0.5  #: average likeness at which two groups are one story
COHESION = 0.7  #: two groups that are less alike than this share of the likeness inside each are two events
FAINT = 0.05  #: likeness below which a pair is not remembered
POSTED = 24  #: heaviest terms that an article is found by
CROWD = 400  #: a term that more articles hold finds nobody
NEIGHBOURS = 30  #: articles that a new one is compared with at most
COMPLETE = 80  #: connected articles up to which every pair is compared, not only neighbours
GLANCE = 0.06  #: least dot product of posted terms that earns a comparison


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which story an article belongs to, where that is new."""

    document_id: DocumentId  #: of the article
    story_id: StoryId  #: where it belongs now
    previous: StoryId | None  #: where it belonged before, None for a new article


Pairs = Iterable[tuple[DocumentId, DocumentId]]


class Grouper:
    """Articles within the window and the stories they form.

    Deterministic: equal documents, constraints and document frequencies give equal stories, whatever order they came
    in within one `add`. Stories keep their ids as articles come and go: a story that changes keeps the id that most
    of its articles had.
    """

    def __init__(
        self,
        *,
        window_hours: float = WINDOW_HOURS,
        together: Pairs = (),
        apart: Pairs = (),
        rarity: Rarity | None = None,
        least: float = LEAST,
    ) -> None:
        self.window_hours = window_hours
        self.rarity = rarity or Rarity()  #: document frequencies; counts what is added
        self.least = least
        self._together = {_sorted_pair(pair) for pair in together}
        self._apart = {_sorted_pair(pair) for pair in apart}
        self._number: dict[DocumentId, int] = {}
        self._ids: dict[int, DocumentId] = {}
        self._profiles: dict[int, profile.Profile] = {}
        self._postings: dict[str, dict[int, float]] = {}
        self._likeness: dict[int, dict[int, float]] = {}
        self._explored: set[int] = set()
        self._story: dict[int, StoryId] = {}
        self._next = 0

    @classmethod
    def restore(
        cls,
        documents: Sequence[Document],
        story_ids: Mapping[DocumentId, StoryId],
        *,
        window_hours: float = WINDOW_HOURS,
        together: Pairs = (),
        apart: Pairs = (),
        rarity: Rarity | None = None,
        least: float = LEAST,
    ) -> Grouper:
        """The state after `documents` were grouped as `story_ids` says; documents that it lacks are grouped now."""
        made = cls(window_hours=window_hours, together=together, apart=apart, rarity=rarity, least=least)
        known = [document for document in documents if document.id in story_ids]
        numbers = made._take(known, count=rarity is None)
        for number in numbers:
            made._story[number] = story_ids[made._ids[number]]
        made.add([document for document in documents if document.id not in story_ids])
        return made

    def add(self, documents: Iterable[Document]) -> list[Assignment]:
        """Take in new (or changed) documents and say what belongs where now, for every article where that changed."""
        unique = {document.id: document for document in documents}
        ordered = sorted(unique.values(), key=order_key)
        before = {document.id: self.story_of(document.id) for document in ordered}
        for document in ordered:
            if document.id in self._number:
                self._drop(self._number[document.id])
        fresh = self._take(ordered, count=True)
        for number in fresh:
            previous = before[self._ids[number]]
            if previous is not None:
                self._story[number] = previous
        return self._regroup(fresh, new={id_ for id_, story in before.items() if story is None})

    def constrain(self, together: Pairs = (), apart: Pairs = ()) -> list[Assignment]:
        """Obey more pairs made by hand (the last word wins over earlier ones) and say what belongs elsewhere now."""
        glued = {_sorted_pair(pair) for pair in together}
        split = {_sorted_pair(pair) for pair in apart}
        self._together = (self._together - split) | glued
        self._apart = (self._apart - glued) | split
        touched = {self._number[id_] for pair in glued | split for id_ in pair if id_ in self._number}
        return self._regroup(sorted(touched), new=set())

    def regroup(self, ids: Iterable[DocumentId]) -> list[Assignment]:
        """Group known articles as if they had just come, and say what belongs elsewhere now: for articles that were
        grouped by other rules of likeness. Stories keep the ids that most of their articles had."""
        return self._regroup(sorted(self._number[id_] for id_ in ids if id_ in self._number), new=set())

    def forget(self, ids: Iterable[DocumentId]) -> None:
        """Drop articles: they fell out of the window, or were removed. Stories of the others stay as they are."""
        for id_ in ids:
            if id_ in self._number:
                self._drop(self._number[id_])

    def story_of(self, document_id: DocumentId) -> StoryId | None:
        """Story of an article, None for an unknown one."""
        number = self._number.get(document_id)
        return None if number is None else self._story.get(number)

    def stories(self) -> dict[StoryId, tuple[DocumentId, ...]]:
        """Every story with its articles, in the order they came; an article alone is a story of one."""
        found: dict[StoryId, list[DocumentId]] = {}
        for number in sorted(self._story):
            found.setdefault(self._story[number], []).append(self._ids[number])
        return {story: tuple(ids) for story, ids in found.items()}

    def likeness(self, one: DocumentId, other: DocumentId) -> float:
        """Remembered likeness of two articles, 0 where there is none to speak of."""
        a, b = self._number.get(one), self._number.get(other)
        return 0.0 if a is None or b is None else self._likeness[a].get(b, 0.0)

    def _take(self, documents: Sequence[Document], *, count: bool) -> list[int]:
        """Number, weigh and post documents."""
        read = [profile.read(document) for document in documents]
        if count:
            self.rarity.add_all(words.counts for words in read)
        fresh = []
        for document, words in zip(documents, read, strict=True):
            number, self._next = self._next, self._next + 1
            made = profile.weigh(words, self.rarity)
            self._number[document.id], self._ids[number] = number, document.id
            self._profiles[number], self._likeness[number] = made, {}
            if not columns.is_column(document.title):
                for term, weight in made.posted(POSTED):
                    self._postings.setdefault(term, {})[number] = weight
            fresh.append(number)
        return fresh

    def _explore(self, number: int, tried: set[tuple[int, int]]) -> None:
        """Compare an article with its neighbours, unless that was done: what `restore` took in waits until asked."""
        if number in self._explored:
            return
        self._explored.add(number)
        for other in self._neighbours(number):
            pair = (number, other) if number < other else (other, number)
            if pair not in tried and other not in self._likeness[number]:
                tried.add(pair)
                self._compare(*pair, FAINT)

    def _neighbours(self, number: int) -> list[int]:
        """Articles that share enough heavy terms with one to be worth a comparison, best first."""
        mine = self._profiles[number]
        seen: dict[int, float] = {}
        for term, weight in mine.posted(POSTED):
            posting = self._postings.get(term, {})
            if number in posting and len(posting) <= CROWD:
                for other, value in posting.items():
                    seen[other] = seen.get(other, 0.0) + weight * value
        seen.pop(number, None)
        near = [(value, -other) for other, value in seen.items() if value >= GLANCE]
        return [-other for _, other in heapq.nlargest(NEIGHBOURS, near)]

    def _compare(self, one: int, other: int, least: float = 0.0) -> None:
        """Remember how alike two articles are, where that is at least `least`."""
        first, second = self._profiles[one], self._profiles[other]
        if self._within_window(first, second):
            value = profile.likeness(first, second)
            if value >= least:
                self._likeness[one][other] = self._likeness[other][one] = value

    def _within_window(self, one: profile.Profile, other: profile.Profile) -> bool:
        a, b = one.words.hour, other.words.hour
        return a is None or b is None or abs(a - b) <= self.window_hours

    def _drop(self, number: int) -> None:
        gone = self._profiles.pop(number)
        for term, _ in gone.posted(POSTED):
            posting = self._postings.get(term)
            if posting and posting.pop(number, None) is not None and not posting:
                del self._postings[term]
        for other in self._likeness.pop(number):
            del self._likeness[other][number]
        self._explored.discard(number)
        self._story.pop(number, None)
        del self._number[self._ids.pop(number)]

    def _glue(self) -> list[tuple[int, int]]:
        known = self._number
        return [(known[a], known[b]) for a, b in sorted(self._together, key=str) if a in known and b in known]

    def _reach(self, start: Iterable[int], glue: Sequence[tuple[int, int]]) -> list[int]:
        """Articles whose story may change: all that strong likeness, glue or a shared story ties to `start`."""
        tied: dict[int, set[int]] = {}
        for a, b in glue:
            tied.setdefault(a, set()).add(b)
            tied.setdefault(b, set()).add(a)
        mates: dict[StoryId, list[int]] = {}
        for number, story in self._story.items():
            mates.setdefault(story, []).append(number)
        found: set[int] = set()
        tried: set[tuple[int, int]] = set()
        waiting = list(start)
        for number in waiting:
            self._explore(number, tried)
        while waiting:
            number = waiting.pop()
            if number in found:
                continue
            found.add(number)
            self._explore(number, tried)
            waiting += [other for other, value in self._likeness[number].items() if value >= self.least]
            waiting += tied.get(number, ())
            if number in self._story:
                waiting += mates.pop(self._story[number], ())
        return sorted(found)

    def _regroup(self, touched: Sequence[int], new: set[DocumentId]) -> list[Assignment]:
        glue = self._glue()
        region = self._reach(touched, glue)
        inside = set(region)
        edges = [
            (number, other)
            for number in region
            for other, value in self._likeness[number].items()
            if number < other and value >= self.least
        ]
        glued = [pair for pair in glue if pair[0] in inside]
        known = self._number
        apart = [(known[a], known[b]) for a, b in self._apart if a in known and b in known]
        clusters: list[list[int]] = []
        for part in components(region, edges + glued):
            clusters += self._split(part, [pair for pair in glued if pair[0] in set(part)], apart)
        return self._name(clusters, region, new)

    def _split(self, part: list[int], glued: list[tuple[int, int]], apart: list[tuple[int, int]]) -> list[list[int]]:
        if len(part) == 1:
            return [part]
        members = set(part)
        if len(part) <= COMPLETE:
            for one, other in combinations(part, 2):
                if other not in self._likeness[one]:
                    self._compare(one, other)
        values = {
            (number, other): value
            for number in part
            for other, value in self._likeness[number].items()
            if number < other and other in members
        }
        return average_linkage(components(part, glued), values, apart, self.least, COHESION)

    def _name(self, clusters: list[list[int]], region: list[int], new: set[DocumentId]) -> list[Assignment]:
        before = {number: self._story.pop(number) for number in region if number in self._story}
        for cluster, story in zip(
            clusters, inherit(clusters, before, self._ids, set(self._story.values())), strict=True
        ):
            for number in cluster:
                self._story[number] = story
        return [
            Assignment(self._ids[number], self._story[number], None if self._ids[number] in new else before.get(number))
            for number in region
            if self._story[number] != before.get(number) or self._ids[number] in new
        ]


def _sorted_pair(pair: tuple[DocumentId, DocumentId]) -> tuple[DocumentId, DocumentId]:
    one, other = sorted(pair, key=lambda id_: (isinstance(id_, str), f"{id_:020d}" if isinstance(id_, int) else id_))
    return one, other
