"""Average-linkage clustering of a sparse graph of likenesses, with pairs that must or must not be together."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[int, int]
SOLID = 3  #: members from which on a cluster's own coherence counts


def components(nodes: Iterable[int], edges: Iterable[Pair]) -> list[list[int]]:
    """Connected parts of a graph, each in ascending order, by their smallest node."""
    parent = {node: node for node in nodes}

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in edges:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    parts: dict[int, list[int]] = {}
    for node in sorted(parent):
        parts.setdefault(root(node), []).append(node)
    return [parts[key] for key in sorted(parts)]


class _Clusters:
    """Clusters under way: members, added-up likenesses and forbidden neighbours."""

    def __init__(self, groups: Sequence[list[int]], likeness: Mapping[Pair, float], apart: Iterable[Pair]) -> None:
        self.members = {min(group): sorted(group) for group in groups}
        home = {node: key for key, group in self.members.items() for node in group}
        self.sums: dict[int, dict[int, float]] = {key: {} for key in self.members}
        self.inner = dict.fromkeys(self.members, 0.0)
        for (one, other), value in sorted(likeness.items()):
            a, b = home[one], home[other]
            if a != b:
                self.sums[a][b] = self.sums[a].get(b, 0.0) + value
                self.sums[b][a] = self.sums[b].get(a, 0.0) + value
            else:
                self.inner[a] += value
        self.forbidden: dict[int, set[int]] = {key: set() for key in self.members}
        for one, other in apart:
            if one in home and other in home and home[one] != home[other]:
                self.forbidden[home[one]].add(home[other])
                self.forbidden[home[other]].add(home[one])

    def average(self, a: int, b: int) -> float:
        return self.sums[a][b] / (len(self.members[a]) * len(self.members[b]))

    def is_gap(self, a: int, b: int, cohesion: float) -> bool:
        """True where two clusters of `SOLID` members are much less alike than their own members are."""
        sizes = [len(self.members[key]) for key in (a, b)]
        if min(sizes) < SOLID:
            return False
        inner = [2 * self.inner[key] / (size * (size - 1)) for key, size in zip((a, b), sizes, strict=True)]
        return self.average(a, b) < cohesion * min(inner)

    def merge(self, a: int, b: int) -> int:
        """Join two clusters into one and say under which key it goes on."""
        keep, gone = (a, b) if a < b else (b, a)
        self.members[keep] = sorted(self.members[keep] + self.members.pop(gone))
        self.inner[keep] += self.inner.pop(gone) + self.sums[keep].get(gone, 0.0)
        for other, value in self.sums.pop(gone).items():
            del self.sums[other][gone]
            if other != keep:
                self.sums[keep][other] = self.sums[other][keep] = self.sums[keep].get(other, 0.0) + value
        for other in self.forbidden.pop(gone):
            self.forbidden[other].discard(gone)
            self.forbidden[other].add(keep)
            self.forbidden[keep].add(other)
        return keep


def average_linkage(
    groups: Sequence[list[int]],
    likeness: Mapping[Pair, float],
    apart: Iterable[Pair],
    least: float,
    cohesion: float = 0.0,
) -> list[list[int]]:
    """Merge the most alike clusters first, for as long as the average likeness of two is at least `least`.

    `groups` are clusters to start from (single nodes, or nodes that must stay together); a pair that `likeness` does
    not hold counts as 0; clusters that hold a pair of `apart` never merge, nor do two of `SOLID` members or more whose
    likeness to each other is below `cohesion` times that inside the looser one: two look-alike events. Ties go to the
    smaller nodes, so the result does not depend on the order of the input (Sokal and Michener 1958, on a heap).
    """
    clusters = _Clusters(groups, likeness, apart)
    version = dict.fromkeys(clusters.members, 0)
    heap = [
        (-clusters.average(a, b), a, b, 0, 0)
        for a, around in clusters.sums.items()
        for b in around
        if a < b and clusters.average(a, b) >= least
    ]
    heapq.heapify(heap)
    while heap:
        _, a, b, age_a, age_b = heapq.heappop(heap)
        if version.get(a) != age_a or version.get(b) != age_b or b in clusters.forbidden[a]:
            continue
        if clusters.is_gap(a, b, cohesion):
            continue
        keep = clusters.merge(a, b)
        del version[b if keep == a else a]
        version[keep] += 1
        for other in clusters.sums[keep]:
            average = clusters.average(keep, other)
            if average >= least:
                first, second = (keep, other) if keep < other else (other, keep)
                heapq.heappush(heap, (-average, first, second, version[first], version[second]))
    return [clusters.members[key] for key in sorted(clusters.members)]
