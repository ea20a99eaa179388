"""How alike two articles are: TF-IDF over sub-linear term counts, time, and vectors for short texts.

    cosine(tf-idf) · exp(-days / 20), boosted and blended with static embeddings where a text is so
    short that few words can be shared

The weights were found on labelled sets of full articles, excerpts and headlines, and are the same
for all of them.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from digest.models import Document

_TITLE_WEIGHT = 2.0
_LEAD_SENTENCES = 3
_LEAD_WEIGHT = 2.0
_PRIOR = 50  # documents imagined beside the real ones, so that a handful has a usable idf
_DAYS = 20.0  # time in which likeness falls to 1/e
_LEAST = 0.04  # similarity under which a pair is forgotten
_SHORT = 10.0  # terms: the scale on which a text is short
_BOOST = 5.0
_BLEND = 0.6  # most that vectors may weigh
_VECTOR_TERMS = 60  # terms of a text beyond which vectors weigh nothing
_VECTOR_TEXT = 300  # code points of a short text that its vector is made of
_COMMON = 0.1  # share of a large collection in which a term is too common to find candidates by
_LARGE = 2000


@dataclass(frozen=True, slots=True)
class Similarity:
    """Sparse symmetric similarities of n documents, and the weighted terms that they come from."""

    matrix: Any  # n × n CSR, 0 to 1
    weights: Any  # n × terms CSR, rows of unit length
    vocabulary: tuple[str, ...]

    def between(self, one: int, others: Sequence[int]) -> list[float]:
        """Similarities of one document to others."""
        row = self.matrix[one]
        known = dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
        return [known.get(other, 0.0) for other in others]

    def shared_terms(self, one: int, other: int, most: int = 5) -> tuple[str, ...]:
        """The terms that weigh most in the likeness of two documents."""
        product = self.weights[one].multiply(self.weights[other]).tocoo()
        ranked = sorted(zip((-product.data).tolist(), product.col.tolist(), strict=True))
        return tuple(self.vocabulary[column] for _, column in ranked[:most])


def similarity(documents: Sequence[Document]) -> Similarity:
    """Similarities of all pairs of documents that share a telling term."""
    from scipy import sparse

    weights, vocabulary, lengths = _weighted(documents)
    candidates = (weights @ _telling(weights).T).tocoo()
    pairs = (candidates.data > _LEAST) & (candidates.row < candidates.col)
    rows, columns = candidates.row[pairs], candidates.col[pairs]
    scores = _scored(weights, rows, columns, candidates.data[pairs])
    scores = _with_time(documents, rows, columns, scores)
    scores = _with_vectors(documents, rows, columns, scores, lengths).round(6)
    upper = sparse.csr_matrix((scores, (rows, columns)), shape=(len(documents),) * 2)
    return Similarity((upper + upper.T).tocsr(), weights, vocabulary)


def _weighted(documents: Sequence[Document]) -> tuple[Any, tuple[str, ...], Any]:
    """Rows of unit length: (1 + log tf) · idf; the vocabulary; and distinct terms a document."""
    import numpy as np
    from scipy import sparse

    vocabulary: dict[str, int] = {}
    indices: list[int] = []
    counts: list[float] = []
    starts = [0]
    for document in documents:
        for term, count in _term_counts(document).items():
            indices.append(vocabulary.setdefault(term, len(vocabulary)))
            counts.append(1 + math.log(count))
        starts.append(len(indices))
    shape = (len(documents), max(1, len(vocabulary)))
    rows = sparse.csr_matrix(
        (np.array(counts), np.array(indices, dtype=np.int32), np.array(starts)), shape=shape
    )
    frequency = np.bincount(rows.indices, minlength=shape[1])
    rows = rows @ sparse.diags(np.log((len(documents) + _PRIOR + 1) / (frequency + 0.5)))
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    unit = sparse.diags(1 / np.where(norms > 0, norms, 1)) @ rows
    return unit.tocsr(), tuple(vocabulary), np.diff(np.array(starts))


def _term_counts(document: Document) -> Counter[str]:
    counts: Counter[str] = Counter()
    for term in document.title_terms:
        counts[term] += _TITLE_WEIGHT  # type: ignore[assignment]
    for index, sentence in enumerate(document.sentences):
        weight = _LEAD_WEIGHT if index < _LEAD_SENTENCES else 1.0
        for term in sentence.terms:
            counts[term] += weight  # type: ignore[assignment]
    return counts


def _telling(weights: Any) -> Any:
    """In a large collection, the rows without terms too common to find candidates by."""
    import numpy as np
    from scipy import sparse

    documents, terms = weights.shape
    if documents <= _LARGE:
        return weights
    frequency = np.bincount(weights.indices, minlength=terms)
    return (weights @ sparse.diags((frequency <= _COMMON * documents).astype(float))).tocsr()


def _scored(weights: Any, rows: Any, columns: Any, found: Any) -> Any:
    """Exact cosines of the candidate pairs; where no term was left out, they are known already."""
    import numpy as np

    if weights.shape[0] <= _LARGE:
        return found
    exact = np.empty(len(rows))
    for start in range(0, len(rows), 100_000):
        part = slice(start, start + 100_000)
        exact[part] = np.asarray(
            weights[rows[part]].multiply(weights[columns[part]]).sum(axis=1)
        ).ravel()
    return exact


def _with_time(documents: Sequence[Document], rows: Any, columns: Any, scores: Any) -> Any:
    """Likeness fades with the days between two dates; where one is not known, it does not."""
    import numpy as np

    days = np.array([day_number(d.article.published) for d in documents], dtype=float)
    apart = np.abs(days[rows] - days[columns])
    return scores * np.where(np.isnan(apart), 1.0, np.exp(-np.nan_to_num(apart) / _DAYS))


def day_number(published: str | None) -> float:
    """Days since 1 January of year 1; NaN where there is no date."""
    try:
        return float(date.fromisoformat((published or "")[:10]).toordinal())
    except ValueError:
        return math.nan


def _with_vectors(
    documents: Sequence[Document], rows: Any, columns: Any, scores: Any, lengths: Any
) -> Any:
    """Short texts share few words: theirs count for more, and vectors join in."""
    import numpy as np

    shorter = np.minimum(lengths[rows], lengths[columns])
    shortness = np.exp(-shorter / _SHORT)
    boosted = np.minimum(1.0, scores * (1 + _BOOST * shortness))
    involved = np.flatnonzero(shorter < _VECTOR_TERMS)
    if not len(involved):
        return boosted
    alike = _vector_cosines(documents, rows[involved], columns[involved])
    weight = np.minimum(_BLEND, shortness[involved])
    certain = np.minimum(
        1.0, 4 * scores[involved]
    )  # vectors confirm shared words, never replace them
    boosted[involved] = (1 - weight) * boosted[involved] + weight * np.maximum(0, alike) * certain
    return boosted


def _vector_cosines(documents: Sequence[Document], rows: Any, columns: Any) -> Any:
    import numpy as np

    from digest.language.vectors import vectors

    used = np.unique(np.concatenate([rows, columns]))
    table = vectors([_short_text(documents[i]) for i in used.tolist()])
    return np.einsum(
        "ij,ij->i", table[np.searchsorted(used, rows)], table[np.searchsorted(used, columns)]
    )


def _short_text(document: Document) -> str:
    article = document.article
    lead = article.text[document.sentences[0].start :] if document.sentences else ""
    return f"{article.title}. {lead[:_VECTOR_TEXT]}"
