"""Words that hardly any story has: reports that share a few of them tell of one event, months apart.

Likeness fades with time, since events of a kind differ in their day.  The names of a victim and a
suspect do not recur, so time is raised to the doubt that the shared words leave:

    time ^ doubt, but not over 0.65,   doubt = exp(-evidence · (1 - likeness) / 1.5)

Evidence is the sum of log(20 / stories that have the word) over shared words that fewer than twenty
stories have, those imagined among them: what a word tells does not depend on how many stories
there are.  The factor lets time fade what is told again in the same words, as each year's fair is.
Of a language without a list nothing is known, so its words are no evidence.
"""

from collections.abc import Iterator
from typing import Any

from digest.group.terms import Terms

_RARE = 20.0  # stories of a word that is no evidence any more
_IMAGINED = 3000  # stories that the language at large stands for
_DOUBT = 1.5  # evidence by which doubt falls to 1/e
_LATE = 0.65  # most that time leaves by evidence
_TIED = 2.0  # evidence that makes two articles candidates, however far apart
_BLOCK = 100  # articles whose evidence is looked at once


def rarity(stories: Any, expected: Any, listed: float) -> Any:
    """What sharing a term tells, at least 0; arguments as in `Terms`, `stories` that have it."""
    import numpy as np

    having = stories + _IMAGINED * expected + _RARE * (1 - listed)
    return np.log(np.maximum(_RARE / np.maximum(having, 1e-9), 1.0))


def held(time: Any, told: Any, alike: Any) -> Any:
    """What time leaves of a likeness, 0 to 1, by its evidence and the likeness in all words."""
    import numpy as np

    return np.maximum(time, np.minimum(_LATE, time ** doubt(told, alike)))


def doubt(told: Any, alike: Any) -> Any:
    """What evidence leaves of doubt, 0 to 1, by the likeness in all words."""
    import numpy as np

    return np.exp(-told * (1 - alike) / _DOUBT)


def rare_terms(terms: Terms, shares: Any) -> Any:
    """The rare terms of n documents, n × terms CSR: products of two rows are their evidence.

    Each document counts for its share of a story.
    """
    import numpy as np
    from scipy import sparse

    counts = terms.counts
    tell = np.sqrt(rarity(terms.having(shares), terms.expected, terms.listed))
    kept = np.flatnonzero((tell > 0)[counts.indices])
    terms_kept = counts.indices[kept]
    entries = tell[terms_kept], terms_kept, kept.searchsorted(counts.indptr)
    return sparse.csr_matrix(entries, counts.shape)


def tied(rare: Any) -> tuple[Any, Any]:
    """Pairs of documents of much evidence, row less than column, rows ascending."""
    import numpy as np

    found = [np.zeros((2, 0), dtype=np.int32)]
    for first, product in _blocks(rare):
        kept = product.data >= _TIED
        rows, columns = product.row[kept] + first, product.col[kept]
        found.append(np.array([rows, columns])[:, rows < columns])
    rows, columns = np.concatenate(found, axis=1).astype(np.int32)
    return rows, columns


def evidence(rare: Any, rows: Any, columns: Any) -> Any:
    """Of each pair, `rows` ascending."""
    import numpy as np

    told = np.zeros(len(rows))
    width = np.int64(rare.shape[0])
    for first, product in _blocks(rare):
        start, end = np.searchsorted(rows, [first, first + _BLOCK])
        if start == end or not product.nnz:
            continue
        keys = (product.row + first) * width + product.col
        order = keys.argsort()
        keys = keys[order]
        wanted = rows[start:end] * width + columns[start:end]
        at = np.minimum(keys.searchsorted(wanted), len(keys) - 1)
        told[start:end] = np.where(keys[at] == wanted, product.data[order][at], 0.0)
    return told


def _blocks(rare: Any) -> Iterator[tuple[int, Any]]:
    """The first document of each block, and its products with all, block × n COO."""
    others = rare.T.tocsr()
    for first in range(0, rare.shape[0], _BLOCK):
        yield first, (rare[first : first + _BLOCK] @ others).tocoo()
