"""Average-link agglomeration on a sparse similarity graph, by how coherent the groups are.

Two groups are joined while the mean similarity over all pairs between them, absent pairs counting as
zero, is the largest left and not under the threshold (UPGMA, Sokal and Michener 1958).  Mean
similarities of coherent groups count for less: two reports that are like each other and a little
like a third are a story without it.  The score of two groups is

    mean between them · (usual / √(coherence of one · coherence of the other)) ^ tightness

where the coherence of a group is the mean similarity of its pairs and of one imagined usual pair.

Similarities are summed as whole numbers, so that sums do not depend on their order.
"""

import heapq
from typing import Any

_UNIT = 10**9  # similarities are rounded to its inverse
USUAL = 0.15  # coherence of a group of which nothing is known


def average_link(matrix: Any, threshold: float, tightness: Any = None) -> list[list[int]]:
    """The groups, each ascending, in the order of their first members.

    `matrix` is n × n symmetric CSR; `tightness` n exponents, a group having the mean of its
    members', two groups the lesser of both's; without it mean similarities alone count.
    """
    agglomeration = _Agglomeration(matrix, threshold, tightness)
    while agglomeration.join_nearest():
        pass
    return sorted(sorted(group) for group in agglomeration.members if group)


class _Agglomeration:
    """Groups as they grow; a group goes by its lowest member.

    Each group knows the best score that it has with another, and a heap holds these.  A join makes
    the best of its neighbours untrue only where it was with one of the joined: that is found anew
    when it comes to be the largest.
    """

    def __init__(self, matrix: Any, threshold: float, tightness: Any) -> None:
        import numpy as np

        n = matrix.shape[0]
        self.members = [[i] for i in range(n)]
        self.threshold = threshold
        self.root = np.arange(n)
        self.size = np.ones(n)
        self.inside = np.zeros(n, dtype=np.int64)
        self.tight = np.zeros(n) if tightness is None else np.array(tightness, dtype=float)
        self.coherence = np.full(n, USUAL)
        self.rows = [_row(matrix, i) for i in range(n)]
        self.best = np.full(n, -1.0)
        self.nearest = np.full(n, -1)
        self.heap: list[tuple[float, int]] = []
        for i in range(n):
            self._look(i)

    def join_nearest(self) -> bool:
        """Joins the two groups that score best; False where none reach the threshold."""
        while self.heap:
            negative, one = heapq.heappop(self.heap)
            if not self.members[one] or self.best[one] != -negative:
                continue
            other = int(self.nearest[one])
            if other >= 0:
                self._join(min(one, other), max(one, other))
                return True
            self._look(one)
        return False

    def _look(self, one: int) -> tuple[Any, Any]:
        """Finds the best of a group anew; its neighbours and its scores with them."""
        near, sums = self._gathered(one)
        if not len(near):
            self.best[one] = -1.0
            return near, sums
        scores = self._scores(one, near, sums)
        at = int(scores.argmax())
        self._note(one, float(scores[at]), int(near[at]))
        return near, scores

    def _note(self, one: int, score: float, other: int) -> None:
        self.best[one], self.nearest[one] = score, other
        if score >= self.threshold:
            heapq.heappush(self.heap, (-score, one))

    def _gathered(self, one: int) -> tuple[Any, Any]:
        """A group's neighbours as they are now, ascending, and the summed similarity to each."""
        import numpy as np

        near, sums = self.rows[one]
        near = self.root[near]
        if len(near) > 1 and not (near[1:] > near[:-1]).all():
            order = np.argsort(near, kind="stable")
            near, sums = near[order], sums[order]
            starts = np.flatnonzero(np.diff(near, prepend=-1))
            near, sums = near[starts], np.add.reduceat(sums, starts)
        self.rows[one] = near, sums
        return near, sums

    def _scores(self, one: int, near: Any, sums: Any) -> Any:
        import numpy as np

        means = sums / (_UNIT * self.size[one] * self.size[near])
        usual = USUAL / np.sqrt(self.coherence[one] * self.coherence[near])
        return means * usual ** np.minimum(self.tight[one], self.tight[near])

    def _join(self, one: int, other: int) -> None:
        """Puts `other` into `one`, and tells their neighbours."""
        import numpy as np

        near, sums = self._gathered(one)
        between = sums[np.searchsorted(near, other)]
        more, others = self.rows[other]
        near, sums = np.concatenate([near, more]), np.concatenate([sums, others])
        self._grow(one, other, int(between))
        away = self.root[near] != one
        self.rows[one], self.rows[other] = (near[away], sums[away]), (near[:0], sums[:0])
        near, scores = self._look(one)
        better = scores > self.best[near]
        for k, score in zip(near[better].tolist(), scores[better].tolist(), strict=True):
            self._note(k, score, one)
        rest = near[~better]
        lost = rest[(self.nearest[rest] == one) | (self.nearest[rest] == other)]
        self.nearest[lost] = -1

    def _grow(self, one: int, other: int, between: int) -> None:
        a, b = self.size[one], self.size[other]
        self.members[one].extend(self.members[other])
        self.root[self.members[other]] = one
        self.members[other] = []
        self.inside[one] += self.inside[other] + between
        self.tight[one] = (a * self.tight[one] + b * self.tight[other]) / (a + b)
        self.size[one] = size = a + b
        self.coherence[one] = (self.inside[one] / _UNIT + USUAL) / (size * (size - 1) / 2 + 1)


def _row(matrix: Any, i: int) -> tuple[Any, Any]:
    """The neighbours of a document, ascending, and its similarity to each in units."""
    import numpy as np

    columns = matrix.indices[matrix.indptr[i] : matrix.indptr[i + 1]]
    values = matrix.data[matrix.indptr[i] : matrix.indptr[i + 1]]
    keep = (columns != i) & (values > 0)
    order = np.argsort(columns[keep])
    units = np.rint(values[keep] * _UNIT).astype(np.int64)
    return columns[keep][order].astype(np.int64), units[order]
