"""What a story's sentences add to what earlier editions reported."""

from digest.brief.material import Candidate, Material
from digest.brief.selection import says_the_same


def adds(candidate: Candidate, material: Material) -> bool:
    """Whether no article that an earlier edition had reports it, in any words.

    Where there are none of these, nothing adds to anything.
    """
    earlier = [row for row, (a, _) in enumerate(material.sentences) if a in material.before]
    sources = {candidate.ref[0], *(a for a, _ in material.trace.support.get(candidate.ref, ()))}
    if not earlier or not sources.isdisjoint(material.before):
        return False
    return not says_the_same(material, [material.place[candidate.ref]])[earlier].any()
