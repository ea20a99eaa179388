"""The Quick Look: a handful of bullets, each one thing, no two the same."""

from collections.abc import Sequence

from digest.brief.allowance import Allowance
from digest.brief.material import Candidate, Material
from digest.brief.representation import Representation

MOST_WORDS = 30
FEWEST = 5
_ALIKE = 0.28  # closeness at which two bullets say the same
_SAME_MEANING = 0.6  # cosine of vectors at which they do
_SHARED = 0.45  # share of their longer words at which they sound the same
_WORTH = 0.02  # share of the first bullet's gain that a later one must bring
_DESCENT = 0.3  # how much less a bullet is worth at the foot of its article
_FULL_TERMS = 12  # terms, and
_FULL_LENGTH = 14  # words from which a bullet says enough


def quick_look(material: Material, allowance: Allowance, bullets: int) -> tuple[list[Candidate], Representation]:
    """At most so many candidates, in the order in which they tell the story, and what they represent."""
    open_ = _candidates(material)
    represented = Representation(material)
    chosen: list[Candidate] = []
    first = 0.0
    while len(chosen) < bullets:
        open_ = [c for c in open_ if _fits(c, chosen, material, allowance)]
        if not open_:
            break
        gains = represented.gains([(c,) for c in open_])
        worth = (gains * [_quality(c, material) for c in open_]).round(6)
        best = int(worth.argmax())
        first = first or float(worth[best])
        if worth[best] < _WORTH * first and len(chosen) >= FEWEST:
            break
        chosen.append(open_[best])
        represented.take((open_[best],))
        allowance.spend(open_[best].ref[0], open_[best].words)
    return _told(chosen, material), represented


def _candidates(material: Material) -> list[Candidate]:
    """The sentences that can be bullets; where none can, those that are at least whole."""
    short = [c for ref in material.sentences if (c := material.shortened(ref, MOST_WORDS))]
    alone = [c for c in short if c.stands_alone]
    return alone or [c for c in short if c.words >= 4]


def _quality(candidate: Candidate, material: Material) -> float:
    """How well a candidate is made for a bullet: it tells something, high up, and is widely told."""
    substance = min(1.0, candidate.words / _FULL_LENGTH) * min(1.0, len(candidate.terms) / _FULL_TERMS)
    told = material.backing(candidate.ref) ** 0.25
    return substance * told / (1 + _DESCENT * material.height(candidate.ref))


def _fits(candidate: Candidate, chosen: Sequence[Candidate], material: Material, allowance: Allowance) -> bool:
    if not allowance.admits(candidate.ref[0], candidate.words):
        return False
    return not chosen or not alike(chosen[-1], candidate, material)


def alike(one: Candidate, other: Candidate, material: Material) -> bool:
    """Whether two candidates say, or sound as if they said, the same."""
    if other.ref == one.ref or other.ref in material.trace.support.get(one.ref, ()):
        return True
    at, to = material.place[one.ref], material.place[other.ref]
    if material.closeness[at, to] >= _ALIKE or material.kinship[at, to] >= _SAME_MEANING:
        return True
    shared = len(one.long_words & other.long_words)
    return shared > _SHARED * (len(one.long_words) + len(other.long_words) - shared)


def _told(chosen: Sequence[Candidate], material: Material) -> list[Candidate]:
    """The lede first, the rest as their articles tell it."""
    rest = sorted(chosen, key=lambda c: (round(material.height(c.ref), 4), material.place[c.ref]))
    first = max(rest, key=lambda c: _as_lede(c, material), default=None)
    return [c for c in rest if c is first] + [c for c in rest if c is not first]


def _as_lede(candidate: Candidate, material: Material) -> float:
    """How well a bullet opens a story: central, widely told, high up, and no quotation."""
    central = float(material.centrality[material.place[candidate.ref]])
    spoken = 0.3 if candidate.text[:1] in "“\"«‘" else 1.0
    return central * material.backing(candidate.ref) * spoken / (1 + candidate.ref[1])
