"""Selection by consensus: what many independent origins report, and report early, said once.

Greedy coverage: each step takes the sentence whose not yet covered terms and pairs of terms weigh
most for its length (budgeted maximum coverage; Khuller, Moss and Naor 1999, Lin and Bilmes 2011).
"""

import heapq
from collections.abc import Callable, Mapping, Sequence

from digest.brief.material import Candidate, Material, units

_LENGTH = 0.8  # exponent of a candidate's words: 0 favours long sentences, 1 short ones


def by_coverage(material: Material, candidates: Sequence[Candidate], words: int) -> list[Candidate]:
    """Candidates of at most `words` words in all, in the order in which they were chosen."""
    spoken = [tuple(dict.fromkeys(units(material.terms(c.ref)))) for c in candidates]
    sizes = [c.words for c in candidates]
    return [candidates[i] for i in cover(spoken, sizes, material.term_weights, words)]


def cover(
    spoken: Sequence[Sequence[str]],
    sizes: Sequence[int],
    weights: Mapping[str, float],
    limit: int,
    admits: Callable[[int], bool] = lambda at: True,
) -> list[int]:
    """Indexes of the chosen; lazily greedy, which the falling gains make exact (Minoux 1978).

    `admits` is asked of an index right before it is chosen, once, and may count what it let in.
    """
    covered: set[str] = set()
    chosen: list[int] = []
    left = limit

    def gain(at: int) -> float:
        new = sum(weights.get(unit, 0.0) for unit in spoken[at] if unit not in covered)
        price: float = max(1, sizes[at]) ** _LENGTH
        return round(new / price, 9)

    heap = [(-gain(at), at) for at in range(len(spoken)) if 0 < sizes[at] <= limit]
    heapq.heapify(heap)
    while heap:
        _, at = heapq.heappop(heap)
        now = gain(at)
        if now <= 0 or sizes[at] > left:
            continue
        if heap and -now > heap[0][0]:
            heapq.heappush(heap, (-now, at))
            continue
        if not admits(at):
            continue
        chosen.append(at)
        covered.update(spoken[at])
        left -= sizes[at]
    return chosen
