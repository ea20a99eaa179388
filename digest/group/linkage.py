"""Average-link agglomeration on a sparse similarity graph.

Two groups are joined while the mean similarity over all pairs between them, absent pairs counting as
zero, is the largest left and not under the threshold (UPGMA, Sokal and Michener 1958).  A heap holds
what may be joined next; entries that a later join made untrue are passed over.
"""

import heapq
from itertools import pairwise
from typing import Any


def average_link(matrix: Any, threshold: float) -> list[list[int]]:
    """The groups, each ascending, in the order of their first members; `matrix` is symmetric CSR."""
    sums = _neighbours(matrix)
    members = [[i] for i in range(len(sums))]
    heap = [
        (-total, one, other)
        for one, near in enumerate(sums)
        for other, total in near.items()
        if one < other and total >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if members[one] and members[other] and _mean(sums, members, one, other) == -negative:
            _join(sums, members, one, other)
            for near in sorted(sums[one]):
                mean = _mean(sums, members, one, near)
                if mean >= threshold:
                    heapq.heappush(heap, (-mean, min(one, near), max(one, near)))
    return sorted(sorted(group) for group in members if group)


def _neighbours(matrix: Any) -> list[dict[int, float]]:
    """For each document, the summed similarity to each group that it has one with."""
    starts, columns, values = matrix.indptr.tolist(), matrix.indices.tolist(), matrix.data.tolist()
    return [
        {c: v for c, v in zip(columns[a:b], values[a:b], strict=True) if c != i and v > 0}
        for i, (a, b) in enumerate(pairwise(starts))
    ]


def _mean(sums: list[dict[int, float]], members: list[list[int]], one: int, other: int) -> float:
    total = sums[one].get(other, 0.0)
    return total / (len(members[one]) * len(members[other]))


def _join(sums: list[dict[int, float]], members: list[list[int]], one: int, other: int) -> None:
    """Puts `other` into `one`."""
    members[one].extend(members[other])
    members[other] = []
    del sums[one][other], sums[other][one]
    for near, total in sums[other].items():
        joined = sums[one].get(near, 0.0) + total
        sums[one][near] = sums[near][one] = joined
        del sums[near][other]
    sums[other] = {}
