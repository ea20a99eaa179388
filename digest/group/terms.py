"""What the words of an article weigh: (1 + log tf) · idf, idf counting stories and the language.

A word is telling where few stories have it.  Three things stand in for the stories, which are not
known before they are found: the articles, each of which counts for less the more articles its
story has; the language at large, as imagined articles beside the real ones; and, for a language
of which no list is known, fifty imagined articles, half of one of them having any given word.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from digest.language.frequencies import frequencies
from digest.models import Document

_TITLE_WEIGHT = 4.0
_LEAD_SENTENCES = 3
_LEAD_WEIGHT = 3.0
_IMAGINED_WORDS = 300  # of an imagined article
UNLISTED = 50  # articles imagined of a language without a list
RAREST = 1e-8  # share of running words of a term in no list


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of n documents."""

    counts: Any  # n × terms CSR, 1 + log of weighted occurrences, columns ascending
    vocabulary: tuple[str, ...]
    lengths: Any  # n, distinct terms of each
    listed: float  # share of the documents whose language has a list
    expected: Any  # terms, chance that an imagined article has it, times `listed`

    def having(self, shares: Any) -> Any:
        """How many documents have each term; each document counts for its share."""
        import numpy as np

        repeated = np.repeat(shares, np.diff(self.counts.indptr))
        return np.bincount(self.counts.indices, repeated, self.counts.shape[1])

    def weighted(self, shares: Any, imagined: float) -> Any:
        """Rows of unit length, CSR; each document counts for its share, beside imagined ones."""
        import numpy as np

        counts = self.counts
        each = np.diff(counts.indptr)
        unlisted = 1 - self.listed
        frequency = self.having(shares) + imagined * self.expected + unlisted / 2
        total = shares.sum() + imagined * self.listed + unlisted * UNLISTED
        idf = np.log(np.maximum(total / frequency, 1.0))
        weights = counts.data * idf[counts.indices]
        squares = _in_places_of(counts, weights * weights) @ np.ones(counts.shape[1])
        norms = np.sqrt(squares)
        weights *= np.repeat(1 / np.where(norms > 0, norms, 1), each)
        return _in_places_of(counts, weights)


def _in_places_of(rows: Any, values: Any) -> Any:
    """A CSR matrix with other values, which shares its places."""
    from scipy import sparse

    return sparse.csr_matrix((values, rows.indices, rows.indptr), rows.shape)


def terms_in(documents: Sequence[Document]) -> Terms:
    """The terms of the documents, and what the language at large says of them."""
    import numpy as np
    from scipy import sparse

    vocabulary: defaultdict[str, int] = defaultdict()
    vocabulary.default_factory = vocabulary.__len__  # a new term gets the next number
    indices, counts = array("i"), array("d")
    starts = [0]
    for document in documents:
        found = counted(document)
        indices.extend(map(vocabulary.__getitem__, found))
        counts.extend(found.values())
        starts.append(len(indices))
    shape = (len(documents), max(1, len(vocabulary)))  # scipy wants a column
    occurrences = np.array(counts)
    values = np.log(occurrences, out=occurrences)
    values += 1
    rows = sparse.csr_matrix((values, np.array(indices, dtype=np.int32), np.array(starts)), shape)
    rows.sort_indices()
    names = tuple(vocabulary) or ("",)
    listed, expected = _expected(documents, names)
    return Terms(rows, names, np.diff(np.array(starts)), listed, expected)


def counted(document: Document) -> dict[str, float]:
    """How often each term occurs, those of title and lead counting for more."""
    leading = chain.from_iterable(s.terms for s in document.sentences[:_LEAD_SENTENCES])
    following = chain.from_iterable(s.terms for s in document.sentences[_LEAD_SENTENCES:])
    counts: dict[str, float] = dict(Counter(following))
    weighed = (document.title_terms, _TITLE_WEIGHT), (leading, _LEAD_WEIGHT)
    for terms, weight in weighed:
        for term, count in Counter(terms).items():
            counts[term] = counts.get(term, 0.0) + weight * count
    return counts


def _expected(documents: Sequence[Document], vocabulary: Sequence[str]) -> tuple[float, Any]:
    """Share of documents in listed languages; per term, its chance to stand in an imagined one.

    Languages are imagined in the proportion in which they occur.
    """
    import numpy as np

    listed, expected = 0.0, np.zeros(len(vocabulary))
    for language, count in sorted(Counter(d.language for d in documents).items()):
        if known := frequencies(language):
            shares = np.array([known.get(term, RAREST) for term in vocabulary])
            listed += count / len(documents)
            expected += count / len(documents) * chance_in_imagined(shares)
    return listed, expected


def chance_in_imagined(shares: Any) -> Any:
    """The chance that an imagined article has a term, by its share of running words."""
    return 1 - (1 - shares) ** _IMAGINED_WORDS
