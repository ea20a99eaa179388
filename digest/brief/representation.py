"""How well chosen sentences stand for the whole of a story.

Facility location (Lin and Bilmes 2011): a sentence is represented as well as the chosen sentence
nearest to it represents it, and asks for it by how many independent origins report it.  Gains fall as more is chosen, so greedy choice is near the best.
"""

from collections.abc import Sequence
from typing import Any

from digest.brief.material import Candidate, Material


class Representation:
    """What has been chosen so far, as the share of each sentence that is represented."""

    def __init__(self, material: Material, known: Any = None) -> None:
        self._material = material
        self._near = material.closeness
        self._level = known if known is not None else self._near[0] * 0

    def gains(self, groups: Sequence[Sequence[Candidate]]) -> Any:
        """What each group of candidates would add."""
        import numpy as np

        if not groups:
            return np.zeros(0)
        weights = self._material.sentence_weights
        added = [(np.maximum(self._of(group), self._level) - self._level) @ weights for group in groups]
        return np.array(added).round(6)

    def take(self, group: Sequence[Candidate]) -> None:
        """Counts a group as chosen."""
        import numpy as np

        self._level = np.maximum(self._of(group), self._level)

    def faded(self, share: float) -> "Representation":
        """The same, with what was chosen counting for only a share of what it represents."""
        return Representation(self._material, self._level * share)

    def _of(self, group: Sequence[Candidate]) -> Any:
        return self._near[[self._material.place[c.ref] for c in group]].max(axis=0)
