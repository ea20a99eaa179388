"""The Quick Look: a handful of bullets, each one thing, no two the same.

Facility location: a bullet is worth how well it stands for the story's sentences that no bullet
stands for yet, each sentence weighing by how central it is and by how many independent origins
report it (Lin and Bilmes 2011).
"""

import re
from collections.abc import Sequence
from typing import Any

from digest.brief.allowance import Allowance
from digest.brief.material import Candidate, Material

MOST_WORDS = 30
FEWEST = 5
_ALIKE = 0.62  # closeness at which two bullets say the same
_SHARED = 0.45  # share of their longer words at which two bullets sound the same
_WORTH = 0.02  # share of the first bullet's gain that a later one must bring


def quick_look(material: Material, allowance: Allowance, bullets: int) -> list[Candidate]:
    """At most so many candidates, in the order in which they tell the story."""
    candidates = _candidates(material)
    chosen: list[Candidate] = []
    represented = None
    first = 0.0
    while len(chosen) < bullets:
        open_ = [c for c in candidates if _fits(c, chosen, material, allowance)]
        gain, best, represented_by = _best(open_, represented, material)
        if best is None or (gain < _WORTH * first and len(chosen) >= FEWEST):
            break
        first = first or gain
        represented = represented_by
        chosen.append(best)
        allowance.spend(best.ref[0], best.words)
    return _told(chosen, material)


def _candidates(material: Material) -> list[Candidate]:
    """The sentences that can be bullets; where none can, those that are at least whole."""
    short = [c for ref in material.sentences if (c := material.shortened(ref, MOST_WORDS))]
    alone = [c for c in short if c.stands_alone]
    return alone or [c for c in short if c.words >= 4]


def _best(candidates: Sequence[Candidate], represented: Any, material: Material) -> tuple[float, Candidate | None, Any]:
    """The candidate that adds most, what it adds, and what is represented with it."""
    import numpy as np

    if not candidates:
        return 0.0, None, represented
    rows = material.closeness[[material.place[c.ref] for c in candidates]] ** 1.5
    before = np.zeros(rows.shape[1]) if represented is None else represented
    after = np.maximum(rows, before)
    gains = ((after - before) @ material.sentence_weights).round(6)
    shape = np.array([_shape(c, material) for c in candidates])
    best = int(np.argmax((gains * shape).round(6)))
    return float(gains[best]), candidates[best], after[best]


def _shape(candidate: Candidate, material: Material) -> float:
    """Bullets of middle length from the upper part of an article read best."""
    length = min(1.0, candidate.words / 14)
    return length * material.backing(candidate.ref) ** 0.25


def _fits(candidate: Candidate, chosen: Sequence[Candidate], material: Material, allowance: Allowance) -> bool:
    if not allowance.admits(candidate.ref[0], candidate.words):
        return False
    return not any(c.ref == candidate.ref or alike(c, candidate, material) for c in chosen)


def alike(one: Candidate, other: Candidate, material: Material) -> bool:
    """Whether two candidates say, or sound as if they said, the same."""
    if other.ref in material.trace.support.get(one.ref, ()):
        return True
    if material.closeness[material.place[one.ref], material.place[other.ref]] >= _ALIKE:
        return True
    mine, theirs = _long_words(one.text), _long_words(other.text)
    return len(mine & theirs) > _SHARED * len(mine | theirs)


def _long_words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.casefold()))


def _told(chosen: Sequence[Candidate], material: Material) -> list[Candidate]:
    """The most central first, the rest as their articles tell it."""
    if not chosen:
        return []
    place = {c.ref: c.ref[1] / max(1, len(material.documents[c.ref[0]].sentences)) for c in chosen}
    return [chosen[0], *sorted(chosen[1:], key=lambda c: (round(place[c.ref], 4), material.order.index(c.ref[0])))]
