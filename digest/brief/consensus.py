"""Selection by consensus: what many independent origins report, and report high up, said once.

Greedy coverage: each step takes the sentence whose not yet covered terms and pairs of terms weigh
most for its length (budgeted maximum coverage; Khuller, Moss and Naor 1999, Lin and Bilmes 2011).
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from digest.brief.material import Material
from digest.language.words import words as words_in
from digest.models import SentenceRef

_LENGTH = 0.8  # exponent of a candidate's words: 0 favours long sentences, 1 short ones
_DESCENT = 2.0  # how much less a unit weighs at the foot of its article
_PAIR = 3.0  # times as much as a term weighs a pair of words
_KINSHIP = 4  # exponent of an article's kinship with its story
_SHARPNESS = 1.25  # exponent of what the origins together give a unit


def by_coverage(
    material: Material, candidates: Mapping[SentenceRef, str], words: int
) -> list[SentenceRef]:
    """Sentences of at most `words` words in all, in the order in which they were chosen.

    `candidates` are those that may be, with their texts.
    """
    spoken = {ref: _units(material, ref) for ref in material.sentences}
    refs = list(candidates)
    sizes = [len(text.split()) for text in candidates.values()]
    weights = _weights(material, spoken)
    return [refs[at] for at in cover([spoken[r] for r in refs], sizes, weights, words)]


def _units(material: Material, ref: SentenceRef) -> tuple[str, ...]:
    """What a sentence says: its terms, and each two words that stand side by side in it."""
    spoken = [word.casefold() for word in words_in(material.text(ref))]
    pairs = (f"{one} {other}" for one, other in pairwise(spoken))
    return tuple(dict.fromkeys((*material.terms(ref), *pairs)))


def _weights(material: Material, spoken: Mapping[SentenceRef, Sequence[str]]) -> dict[str, float]:
    """How much each unit matters: told by many origins, high up, in articles that tell the story."""
    reach: defaultdict[str, dict[int, float]] = defaultdict(dict)
    kinship = material.affinity
    for ref, units in spoken.items():
        told = kinship[ref[0]] ** _KINSHIP / (1 + _DESCENT * material.height(ref))
        origin = material.origin_of[ref[0]]
        for unit in units:
            of_unit = reach[unit]
            of_unit[origin] = max(told, of_unit.get(origin, 0.0))
    return {
        unit: math.fsum(told.values()) ** _SHARPNESS * (_PAIR if " " in unit else 1.0)
        for unit, told in reach.items()
    }


def cover(
    spoken: Sequence[Sequence[str]],
    sizes: Sequence[int],
    weights: Mapping[str, float],
    limit: int,
) -> list[int]:
    """Indexes of the chosen; lazily greedy, which the falling gains make exact (Minoux 1978)."""
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
        chosen.append(at)
        covered.update(spoken[at])
        left -= sizes[at]
    return chosen
