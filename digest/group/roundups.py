"""Articles that mention several stories and report none: the week in review, the morning briefing.

Such an article is about as like to each of several stories as to the next, and these are unlike each
other.  A report that recalls what went before has one story that it is like above all.
"""

from collections.abc import Collection, Iterator, Sequence
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
    likenesses = matrix[[row]][:, near].toarray()[0]
    return is_roundup(likenesses, matrix[near][:, near].toarray())


def _mentions(
    matrix: Any, groups: Sequence[Sequence[int]], asked: Any
) -> Iterator[tuple[int, Any]]:
    """Rows asked for that are like enough groups, each with the nearest member of each of these."""
    import numpy as np

    group_of = np.empty(matrix.shape[0], dtype=np.int64)
    for number, members in enumerate(groups):
        group_of[members] = number
    entries = matrix.tocoo()
    best = np.zeros(matrix.shape[0])
    np.maximum.at(best, entries.row, entries.data)
    kept = asked[entries.row] & (entries.data >= np.maximum(_LEAST, _EVEN * best[entries.row]))
    rows, columns, values = entries.row[kept], entries.col[kept], entries.data[kept]
    order = np.lexsort((columns, -values, group_of[columns], rows))
    rows, columns = rows[order], columns[order]
    pairs = rows * np.int64(len(groups) + 1) + group_of[columns]
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    rows, columns = rows[first], columns[first]
    for row in np.flatnonzero(np.bincount(rows, minlength=1) >= _STORIES).tolist():
        start, end = np.searchsorted(rows, [row, row + 1])
        yield row, columns[start:end]
