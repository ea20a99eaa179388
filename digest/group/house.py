"""Words of the house: what an outlet says in many of its stories tells little of any of them.

Its city, its name, its way to ask for calls with hints; no list of such words is kept.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from digest.group.terms import Terms

_UNSURE = 5.0  # stories of an outlet that are imagined to have none of its words


def own(having: Any, stories: Any) -> Any:
    """How much of a term's weight is the article's own, 0 to 1.

    `having` are those of the outlet's `stories` that have the term, the article's among them.
    """
    import numpy as np

    return 1 - np.maximum(having - 1, 0) / (stories + _UNSURE)


def own_counts(terms: Terms, shares: Any, outlets: Sequence[str]) -> Any:
    """`terms.counts` less what is the outlet's; each document counts for its share of a story."""
    import numpy as np
    from scipy import sparse

    counts = terms.counts
    data = counts.data.copy()
    for rows in _by_outlet(outlets):
        starts = counts.indptr
        places = np.concatenate([np.arange(*starts[r : r + 2], dtype=np.int32) for r in rows])
        found = counts.indices[places]
        if len(found) < counts.shape[1]:
            found = np.unique(found, return_inverse=True)[1]
        having = np.bincount(found, np.repeat(shares[rows], np.diff(starts)[rows]))
        data[places] *= own(having, shares[rows].sum())[found]
    return sparse.csr_matrix((data, counts.indices, counts.indptr), shape=counts.shape)


def _by_outlet(outlets: Sequence[str]) -> Iterator[Any]:
    """The documents of each outlet that has several, ascending."""
    import numpy as np

    _, of = np.unique(outlets, return_inverse=True)
    order = of.argsort(kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(of[order])) + 1):
        if len(rows) > 1:
            yield rows
