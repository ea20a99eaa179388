"""Words of the house: what an outlet says in many of its stories tells little of any of them.

Its city, its name, its way to ask for calls with hints; no list of such words is kept.
"""

from collections.abc import Sequence
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

    names, of = np.unique(outlets, return_inverse=True)
    counts = terms.counts.tocsr()
    rows = np.repeat(of.astype(np.int64), np.diff(counts.indptr))
    keys = rows * counts.shape[1] + counts.indices
    weights = np.repeat(shares, np.diff(counts.indptr))
    _, at = np.unique(keys, return_inverse=True)
    having = np.bincount(at, weights)[at]
    stories = np.bincount(of, shares, len(names))[rows]
    data = counts.data * own(having, stories)
    return sparse.csr_matrix((data, counts.indices, counts.indptr), shape=counts.shape)
