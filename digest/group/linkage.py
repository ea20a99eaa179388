"""Average-link agglomeration on a sparse similarity graph, by how coherent the groups are.

Two groups are joined while the mean similarity over all pairs between them, absent pairs counting as
zero, is the largest left and not under the threshold (UPGMA, Sokal and Michener 1958).  Mean
similarities of coherent groups count for less: two reports that are like each other and a little
like a third are a story without it.  The score of two groups is

    mean between them · (usual / √(coherence of one · coherence of the other)) ^ tightness

where the coherence of a group is the mean similarity of its pairs and of one imagined usual pair.

A join that scores `USUAL` or more brings no neighbour nearer than the nearer of the two was, so that
it matters little in which order such joins are made: those that are nearest to each other are joined
all at once, as in nearest-neighbour chains (Murtagh 1983).  The others are joined one by one.

Similarities are summed as whole numbers, so that sums do not depend on their order.
"""

import heapq
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_UNIT = 10**9  # similarities are rounded to its inverse
USUAL = 0.15  # coherence of a group of which nothing is known
_FEW = 0.02  # joins made at once, of the groups, under which it is cheaper to make them one by one
_SCORED = 1 << 17  # pairs of groups that are scored at once


def average_link(matrix: Any, threshold: float, tightness: Any = None) -> list[list[int]]:
    """The groups, each ascending, in the order of their first members.

    `matrix` is n × n symmetric CSR; `tightness` n exponents, a group having the mean of its
    members', two groups the lesser of both's; without it mean similarities alone count.
    """
    import numpy as np

    groups = _articles(matrix, tightness)
    group_of = np.arange(matrix.shape[0])
    while True:
        best, nearest = groups.nearest()
        ones = _mutual(best, nearest, max(threshold, USUAL))
        if len(ones) <= _FEW * len(best):
            break
        groups, numbers = groups.joined(ones, nearest[ones])
        group_of = numbers[group_of]
    agglomeration = _Agglomeration(groups, best, nearest, threshold)
    while agglomeration.join_nearest():
        pass
    return _members(agglomeration.root[group_of])


@dataclass(slots=True)
class _Groups:
    """Groups in the order of their lowest members; arrays have an entry a group."""

    sums: Any  # similarity between the groups' members in units, symmetric CSR, columns ascending
    size: Any
    inside: Any  # summed similarity of the pairs within, in units
    tight: Any

    @property
    def coherence(self) -> Any:
        """Mean similarity of the pairs within each group and of an imagined one."""
        return (self.inside / _UNIT + USUAL) / (self.size * (self.size - 1) / 2 + 1)

    def nearest(self) -> tuple[Any, Any]:
        """The best score of each group with another, and the first that it has it with; or -1."""
        import numpy as np

        starts, coherence = self.sums.indptr, self.coherence
        best, nearest = np.full(len(self.size), -1.0), np.full(len(self.size), -1)
        blocks = np.flatnonzero(np.diff(starts[:-1] // _SCORED, prepend=-1)).tolist()
        for first, last in pairwise([*blocks, len(self.size)]):
            near = self.sums.indices[starts[first] : starts[last]]
            sums = self.sums.data[starts[first] : starts[last]]
            ones = np.repeat(np.arange(first, last), np.diff(starts[first : last + 1]))
            scores = _scores(self, coherence, ones, near, sums)
            some = first + np.flatnonzero(np.diff(starts[first : last + 1]))
            if len(some):
                at = starts[some] - starts[first]
                best[some] = np.maximum.reduceat(scores, at)
                others = np.where(scores == best[ones], near, len(self.size))
                nearest[some] = np.minimum.reduceat(others, at)
        return best, nearest

    def joined(self, ones: Any, others: Any) -> tuple["_Groups", Any]:
        """With each of `others` put into one of `ones`, and the numbers that groups have now."""
        import numpy as np
        from scipy import sparse

        n = len(self.size)
        kept = np.ones(n, dtype=bool)
        kept[others] = False
        numbers = np.cumsum(kept) - 1
        numbers[others] = numbers[ones]
        k = n - len(others)
        into = sparse.csr_matrix((np.ones(n, dtype=np.int64), (numbers, np.arange(n))), (k, n))
        given = self.sums.data, numbers.astype(np.int32)[self.sums.indices], self.sums.indptr
        sums = into @ sparse.csr_matrix(given, (n, k))
        between = sums.diagonal() // 2
        sums.data[sums.indices == np.repeat(np.arange(k), np.diff(sums.indptr))] = 0
        sums.eliminate_zeros()
        sums.sort_indices()
        size = into @ self.size
        tight = into @ (self.size * self.tight) / size
        return _Groups(sums, size, into @ self.inside + between, tight), numbers


class _Agglomeration:
    """Groups as they grow one by one; a group goes by the lowest number in it.

    Each group knows the best score that it has with another, and a heap holds these.  A join makes
    the best of its neighbours untrue only where it was with one of the joined: that is found anew
    when it comes to be the largest.
    """

    def __init__(self, groups: _Groups, best: Any, nearest: Any, threshold: float) -> None:
        import numpy as np

        self.groups, self.best, self.nearest = groups, best, nearest
        self.threshold = threshold
        self.coherence = groups.coherence
        self.parts = [[i] for i in range(len(best))]
        self.root = np.arange(len(best))
        self.rows: dict[int, tuple[Any, Any]] = {}  # of groups that are not what they were
        self.heap = [(-float(best[i]), i) for i in np.flatnonzero(best >= threshold).tolist()]
        heapq.heapify(self.heap)

    def join_nearest(self) -> bool:
        """Joins the two groups that score best; False where none reach the threshold."""
        while self.heap:
            negative, one = heapq.heappop(self.heap)
            if not self.parts[one] or self.best[one] != -negative:
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
        scores = _scores(self.groups, self.coherence, one, near, sums)
        at = int(scores.argmax())
        self._note(one, float(scores[at]), int(near[at]))
        return near, scores

    def _note(self, one: int, score: float, other: int) -> None:
        self.best[one], self.nearest[one] = score, other
        if score >= self.threshold:
            heapq.heappush(self.heap, (-score, one))

    def _row(self, one: int) -> tuple[Any, Any]:
        """Those that a group was like when it was last looked at, and the summed similarity."""
        if one in self.rows:
            return self.rows[one]
        sums = self.groups.sums
        part = slice(sums.indptr[one], sums.indptr[one + 1])
        return sums.indices[part], sums.data[part]

    def _gathered(self, one: int) -> tuple[Any, Any]:
        """A group's neighbours as they are now, ascending, and the summed similarity to each."""
        import numpy as np

        near, sums = self._row(one)
        near = self.root[near]
        if len(near) > 1 and not (near[1:] > near[:-1]).all():
            order = near.argsort(kind="stable")
            near, sums = near[order], sums[order]
            first = np.ones(len(near), dtype=bool)
            np.not_equal(near[1:], near[:-1], out=first[1:])
            starts = first.nonzero()[0]
            near, sums = near[starts], np.add.reduceat(sums, starts)
        self.rows[one] = near, sums
        return near, sums

    def _join(self, one: int, other: int) -> None:
        """Puts `other` into `one`, and tells their neighbours."""
        import numpy as np

        near, sums = self._gathered(one)
        between = sums[near.searchsorted(other)]
        more, others = self._row(other)
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
        groups = self.groups
        a, b = groups.size[one], groups.size[other]
        self.parts[one].extend(self.parts[other])
        self.root[self.parts[other]] = one
        self.parts[other] = []
        groups.inside[one] += groups.inside[other] + between
        groups.tight[one] = (a * groups.tight[one] + b * groups.tight[other]) / (a + b)
        groups.size[one] = size = a + b
        self.coherence[one] = (groups.inside[one] / _UNIT + USUAL) / (size * (size - 1) / 2 + 1)


def _articles(matrix: Any, tightness: Any) -> _Groups:
    """Each article a group."""
    import numpy as np
    from scipy import sparse

    n = matrix.shape[0]
    units = matrix.data * _UNIT
    units = np.rint(units, out=units).astype(np.int64)
    sums = sparse.csr_matrix((units, matrix.indices.copy(), matrix.indptr.copy()), matrix.shape)
    sums.data[sums.indices == np.repeat(np.arange(n), np.diff(sums.indptr))] = 0
    sums.eliminate_zeros()
    sums.sort_indices()
    tight = np.zeros(n) if tightness is None else np.array(tightness, dtype=float)
    return _Groups(sums, np.ones(n), np.zeros(n, dtype=np.int64), tight)


def _scores(groups: _Groups, coherence: Any, ones: Any, others: Any, sums: Any) -> Any:
    """Of one group or several, an entry each, with others; `sums` are similarities in units."""
    import numpy as np

    means = sums / (_UNIT * (groups.size[ones] * groups.size[others]))
    usual = USUAL / np.sqrt(coherence[ones] * coherence[others])
    return means * usual ** np.minimum(groups.tight[ones], groups.tight[others])


def _mutual(best: Any, nearest: Any, least: float) -> Any:
    """Those that are nearest to what is nearest to them, the lower one of each pair."""
    ones = (best >= least).nonzero()[0]
    others = nearest[ones]
    return ones[(nearest[others] == ones) & (ones < others)]


def _members(group_of: Any) -> list[list[int]]:
    """The articles of each group, by the number that each article's group goes by."""
    import numpy as np

    order = np.argsort(group_of, kind="stable")
    starts = np.flatnonzero(np.diff(group_of[order], prepend=-1)).tolist()
    articles = order.tolist()
    return [articles[start:end] for start, end in pairwise([*starts, len(articles)])]
