"""Articles that mention several stories and report none: the week in review, the morning briefing.

Such an article is about as like to each of several stories as to the next, and these are unlike each
other.  A report that recalls what went before has one story that it is like above all.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

_STORIES = 5  # that a round-up mentions at least
_EVEN = 0.3  # of the likeness to the story mentioned most, that others have at least
_LEAST = 0.1  # likeness to a story that mentions it
_WORDS = 25  # distinct terms of a text that mentions so much
_APART = 0.4  # of their likeness to the round-up, that two stories have to each other at most


def is_roundup(likenesses: Any, between: Any) -> bool:
    """Whether an article reports none of the stories that it is like.

    `likenesses` are those of the article to k stories, 0 to 1, in any order; `between` those of the
    stories to each other, k × k.
    """
    order = likenesses.argsort(kind="stable")[::-1].tolist()
    mentioned: list[int] = []
    for story in order:
        if likenesses[story] < max(_LEAST, _EVEN * likenesses[order[0]]):
            break
        if (between[story, mentioned] <= _APART * likenesses[story]).all():
            mentioned.append(story)
    return len(mentioned) >= _STORIES


def roundups(matrix: Any, groups: Sequence[Sequence[int]], lengths: Any) -> list[int]:
    """The round-ups among n articles, ascending.

    `matrix` is n × n symmetric CSR, `groups` are found by it, `lengths` are the distinct terms of
    each; a story speaks through the article that the round-up is most like.
    """
    matrix.sort_indices()
    near_of = _mentions(matrix, groups, lengths >= _WORDS)
    return [row for row, near in near_of if _is_one(matrix, row, near)]


def without(matrix: Any, rows: Collection[int]) -> Any:
    """`matrix` in which those rows and columns are like nothing."""
    import numpy as np
    from scipy import sparse

    kept = np.ones(matrix.shape[0])
    kept[list(rows)] = 0.0
    return (sparse.diags(kept) @ matrix @ sparse.diags(kept)).tocsr()


def _is_one(matrix: Any, row: int, near: Any) -> bool:
    import numpy as np

    likenesses, *between = (_likenesses(matrix, one, near) for one in (row, *near.tolist()))
    return is_roundup(likenesses, np.array(between))


def _likenesses(matrix: Any, one: int, others: Any) -> Any:
    import numpy as np

    part = slice(matrix.indptr[one], matrix.indptr[one + 1])
    known, values = matrix.indices[part], matrix.data[part]
    at = np.minimum(known.searchsorted(others), len(known) - 1)
    return np.where(known[at] == others, values[at], 0.0)


def _mentions(
    matrix: Any, groups: Sequence[Sequence[int]], asked: Any
) -> Iterator[tuple[int, Any]]:
    """Rows asked for that are like enough groups, each with the nearest member of each of these."""
    import numpy as np

    group_of = np.empty(matrix.shape[0], dtype=np.int64)
    for number, members in enumerate(groups):
        group_of[members] = number
    rows, columns, values = _strong(matrix, group_of, asked)
    order = np.lexsort((columns, -values, group_of[columns], rows))
    rows, columns = rows[order], columns[order]
    pairs = rows * np.int64(len(groups) + 1) + group_of[columns]
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    rows, columns = rows[first], columns[first]
    starts = np.flatnonzero(np.diff(rows, prepend=-1)).tolist()
    for start, end in pairwise([*starts, len(rows)]):
        if end - start >= _STORIES:
            yield int(rows[start]), columns[start:end]


def _strong(matrix: Any, group_of: Any, asked: Any) -> tuple[Any, Any, Any]:
    """Rows, columns and values of what is like enough to count as a mention.

    Of rows asked for, and only of those that have as many in groups other than their own.
    """
    import numpy as np

    n = matrix.shape[0]
    least = _EVEN * matrix.max(axis=1).toarray().ravel() if matrix.nnz else np.zeros(n)
    least = np.where(asked, np.maximum(_LEAST, least), np.inf)
    rows = np.repeat(np.arange(n, dtype=np.int32), np.diff(matrix.indptr))
    kept = np.flatnonzero(matrix.data >= least[rows])
    rows, columns = rows[kept], matrix.indices[kept]
    elsewhere = group_of[rows] != group_of[columns]
    enough = np.bincount(rows[elsewhere], minlength=n) >= _STORIES - 1
    some = enough[rows]
    return rows[some], columns[some], matrix.data[kept[some]]
