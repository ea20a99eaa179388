"""What to say next, given what has been said: the greedy heart of Quick Look and Deep Look.

Facility location (Lin and Bilmes 2011): a sentence of the story is represented as well as the chosen
sentence nearest to it represents it, and asks for it by how many independent origins report it.
Gains fall as more is chosen, so that greedy choice comes near the best.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from digest.brief.allowance import Allowance
from digest.brief.material import Candidate, Material

Group = tuple[Candidate, ...]
"""Sentences of one article that are only understood together."""

_ALIKE = 0.28  # closeness at which two sentences say the same
_SAME_MEANING = 0.6  # cosine of vectors at which they do
_SHARED = 0.45  # share of their longer words at which they sound the same


@dataclass(frozen=True, slots=True)
class Room:
    """How much may be chosen."""

    groups: int
    words: int
    least: int = 0  # groups that are chosen even if they add little
    worth: float = 0.0  # share of the first one's gain that others must bring


class Selection:
    """Chooses among the sentences of one story, and remembers what it chose."""

    def __init__(self, material: Material, allowance: Allowance) -> None:
        import numpy as np

        self._material = material
        self._allowance = allowance
        self._level = np.zeros(
            len(material.sentences)
        )  # share of each sentence that is represented

    def fork(self) -> "Selection":
        """One that goes on from here by itself, to see what would be chosen."""
        other = Selection(self._material, self._allowance.fork())
        other._level = self._level
        return other

    def choose(
        self, groups: Sequence[Group], prefer: Any, room: Room, said: Sequence[Candidate] = ()
    ) -> list[Group]:
        """The groups to say, best first; `prefer` is a factor for each group's gain."""
        import numpy as np

        open_ = self._open(groups, said, np.ones(len(groups), dtype=bool))
        shares = self._shares(groups)
        chosen: list[Group] = []
        first, left = 0.0, room.words
        while len(chosen) < room.groups:
            open_ = self._admitted(groups, open_, left)
            if not open_.any():
                break
            worth = (self._gains(shares) * prefer * open_).round(6)
            best = int(worth.argmax())
            first = first or float(worth[best])
            if worth[best] < room.worth * first and len(chosen) >= room.least:
                break
            chosen.append(groups[best])
            left -= self.take(groups[best])
            open_ = self._open(groups, groups[best], open_)
        return chosen

    def admits(self, candidate: Candidate) -> bool:
        """Whether its article may be shown so much more of."""
        return self._allowance.admits(candidate.ref[0], candidate.words)

    def repeats(self, candidate: Candidate, said: Sequence[Candidate]) -> bool:
        """Whether one of the said ones says the same."""
        import numpy as np

        return not self._open([(candidate,)], said, np.ones(1, dtype=bool)).any()

    def take(self, group: Group) -> int:
        """Counts a group as said; its words."""
        import numpy as np

        self._level = np.maximum(self._level, self._shares([group])[0])
        words = words_of(group)
        self._allowance.spend(group[0].ref[0], words)
        return words

    def fade(self, share: float) -> None:
        """From now on, what was said counts for only a share of what it represents."""
        self._level = self._level * share

    def _shares(self, groups: Sequence[Group]) -> Any:
        """For each group, how well it represents each sentence: groups × sentences."""
        import numpy as np

        place, closeness = self._material.place, self._material.closeness
        shares = closeness[np.array([place[g[0].ref] for g in groups], dtype=int)]
        for row, group in zip(shares, groups, strict=True):
            for candidate in group[1:]:
                np.maximum(row, closeness[place[candidate.ref]], out=row)
        return shares

    def _gains(self, shares: Any) -> Any:
        import numpy as np

        return (np.maximum(shares, self._level) - self._level) @ self._material.sentence_weights

    def _admitted(self, groups: Sequence[Group], open_: Any, left: int) -> Any:
        """Which open groups there is room for."""
        import numpy as np

        fits = [
            bool(o)
            and (words := words_of(g)) <= left
            and self._allowance.admits(g[0].ref[0], words)
            for g, o in zip(groups, open_, strict=True)
        ]
        return np.array(fits, dtype=bool)

    def _open(self, groups: Sequence[Group], said: Sequence[Candidate], open_: Any) -> Any:
        """Which of the open groups say nothing that was just said."""
        import numpy as np

        material = self._material
        if not said:
            return open_
        same = says_the_same(material, [material.place[c.ref] for c in said])
        told = [r for c in said for r in material.trace.support.get(c.ref, ())]
        same[[material.place[r] for r in told if r in material.place]] = True
        free = [
            bool(o) and not any(same[material.place[c.ref]] or sounds_like(c, said) for c in group)
            for group, o in zip(groups, open_, strict=True)
        ]
        return np.array(free, dtype=bool)


def says_the_same(material: Material, places: Sequence[int]) -> Any:
    """For each sentence of the story, whether it says what one of those at these rows says."""
    alike = (material.closeness[places] >= _ALIKE) | (material.kinship[places] >= _SAME_MEANING)
    return alike.any(axis=0)


def sounds_like(candidate: Candidate, said: Sequence[Candidate]) -> bool:
    """Whether it quotes what one of the others quotes, or most of its longer words stand there."""
    for other in said:
        if not candidate.quoted.isdisjoint(other.quoted):
            return True
        shared = len(candidate.long_words & other.long_words)
        if shared > _SHARED * (len(candidate.long_words) + len(other.long_words) - shared):
            return True
    return False


def words_of(group: Group) -> int:
    """The words of a group, as white space parts them."""
    return sum(candidate.words for candidate in group)
