"""What a story's bullets add to what earlier editions reported."""

from collections.abc import Collection, Sequence

from digest.brief.material import Candidate, Material
from digest.brief.selection import says_the_same


def adding(
    candidates: Sequence[Candidate], material: Material, before: Collection[str]
) -> list[bool]:
    """Of each candidate, whether no article that an earlier edition had reports it, in any words.

    `before` are those articles; where there are none, or no others, nothing adds to anything.
    """
    earlier = [row for row, (article, _) in enumerate(material.sentences) if article in before]
    if not earlier:
        return [False] * len(candidates)
    return [_adds(candidate, material, before, earlier) for candidate in candidates]


def _adds(
    candidate: Candidate, material: Material, before: Collection[str], earlier: Sequence[int]
) -> bool:
    sources = {candidate.ref[0], *(a for a, _ in material.trace.support.get(candidate.ref, ()))}
    if not sources.isdisjoint(before):
        return False
    return not says_the_same(material, [material.place[candidate.ref]])[earlier].any()
