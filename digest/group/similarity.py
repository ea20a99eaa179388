"""How alike two articles are: TF-IDF, time, and vectors for short texts.

    cosine(tf-idf) · exp(-days / 20), boosted and blended with static embeddings where a text is so
    short that few words can be shared; days count for less where rare words attest one event

The constants were found on labelled sets of full articles, excerpts and headlines, and are the same
for all of them.
"""

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from typing import Any

from digest.group.evidence import evidence, held, tied
from digest.models import Document

_DAYS = 20.0  # time in which likeness falls to 1/e
_LEAST = 0.04  # similarity under which a pair is forgotten
_LIKELY = 0.75  # of it, that makes a pair worth weighing again
_SHORT = 10.0  # terms: the scale on which a text is short
_BOOST = 3.0
_BLEND = 0.6  # most that vectors may weigh
_VECTOR_TERMS = 40  # terms of a text beyond which vectors weigh nothing
_VECTOR_TEXT = 300  # code points of a short text that its vector is made of
_TELLING = 40  # terms of an article by which candidates are found in a large collection
_LARGE = 2000  # articles of a large collection; a term that so many have finds no candidates
_SEASON = 5000  # articles whose candidates are looked for among the same ones
_BLOCK = 250  # articles whose candidates are looked for at once
_ROWS = 16  # articles whose terms are held in full at once
_PAIRS = 20_000  # pairs whose vectors are held at once
_SCORED = 1 << 18  # pairs that are scored at once


@dataclass(frozen=True, slots=True)
class Similarity:
    """Sparse symmetric similarities of n documents, and the weighted terms that they come from."""

    matrix: Any  # n × n CSR, 0 to 1
    weights: Any  # n × terms CSR, rows of unit length, columns ascending
    vocabulary: tuple[str, ...]

    def between(self, one: int, others: Sequence[int]) -> list[float]:
        """Similarities of one document to others."""
        known = self.near(one)
        return [known.get(other, 0.0) for other in others]

    def nearest(self, one: int, among: Any) -> tuple[int, float]:
        """The document that one is most like, of an ascending array that may hold itself."""
        columns, values = _entries(self.matrix, one)
        at = among.searchsorted(columns).clip(max=len(among) - 1)
        known = among[at] == columns
        if not known.any():
            return int(among[among != one][0]), 0.0
        columns, values = columns[known], values[known]
        best = values == values.max()
        return int(columns[best].min()), float(values.max())

    def near(self, one: int) -> dict[int, float]:
        """The documents that one is at all like, ascending, and how much."""
        columns, values = _entries(self.matrix, one)
        return dict(sorted(zip(columns.tolist(), values.tolist(), strict=True)))

    def shared(self, one: int, other: int) -> dict[str, float]:
        """The terms that two documents share, and what each adds to their likeness, most first."""
        import numpy as np

        columns, values = _entries(self.weights, one)
        others, more = _entries(self.weights, other)
        both, at, also = np.intersect1d(columns, others, assume_unique=True, return_indices=True)
        product = -values[at] * more[also]
        ranked = sorted(zip(product.tolist(), both.tolist(), strict=True))
        return {self.vocabulary[column]: -weight for weight, column in ranked if weight}

    def shared_terms(self, one: int, other: int, most: int = 5) -> tuple[str, ...]:
        """The terms that weigh most in the likeness of two documents."""
        return tuple(self.shared(one, other))[:most]

    def lacking(self, one: int, others: Sequence[int], most: int = 5) -> tuple[str, ...]:
        """The weightiest terms of a document that none of the others has."""
        theirs = {
            column for other in others for column in _entries(self.weights, other)[0].tolist()
        }
        columns, values = _entries(self.weights, one)
        ranked = sorted(zip((-values).tolist(), columns.tolist(), strict=True))
        alone = (self.vocabulary[c] for weight, c in ranked if weight and c not in theirs)
        return tuple(islice(alone, most))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of documents that may be alike, and what tells of it besides their terms.

    `rows` ascend, and are less than `columns`.
    """

    rows: Any
    columns: Any
    vectors: Any  # 0 to 1: likeness of the vectors, an entry a pair
    days: Any  # of each document
    lengths: Any  # distinct terms of each document
    tied: Any  # whether much evidence ties them (`digest.group.evidence`)

    def scores(self, weights: Any, rare: Any = None) -> Any:
        """Similarities by the terms' weights, an entry a pair.

        Where `rare` terms are given, time fades less what they attest (`digest.group.evidence`).
        """
        import numpy as np

        scores = _cosines(weights, self.rows, self.columns)
        told = None if rare is None else evidence(rare, self.rows, self.columns)
        for start in range(0, len(scores), _SCORED):
            part = slice(start, start + _SCORED)
            rows, columns = self.rows[part], self.columns[part]
            time = faded(self.days[rows] - self.days[columns])
            if told is not None:
                time = held(time, told[part], scores[part])
            short, blend = _shortness(np.minimum(self.lengths[rows], self.lengths[columns]))
            scores[part] = _scores(scores[part] * time, short, blend, self.vectors[part])
        return scores

    def matrix(self, scores: Any) -> Any:
        """Those of the scores that count, n × n symmetric CSR, columns ascending."""
        import numpy as np
        from scipy import sparse

        kept, n = np.flatnonzero(scores >= _LEAST), len(self.days)
        starts = np.searchsorted(self.rows[kept], np.arange(n + 1, dtype=np.int32))
        upper = sparse.csr_matrix((scores[kept], self.columns[kept], starts), (n, n))
        del kept, scores
        return (upper + upper.T).tocsr()

    def likely(self, scores: Any) -> tuple["Pairs", Any]:
        """In a large collection, the pairs that may come to count by other weights; their scores."""
        if len(self.days) <= _LARGE:
            return self, scores
        kept = (scores >= _LIKELY * _LEAST) | self.tied
        chosen = self.rows[kept], self.columns[kept], self.vectors[kept]
        return Pairs(*chosen, self.days, self.lengths, self.tied[kept]), scores[kept]


def candidate_pairs(documents: Sequence[Document], weights: Any, lengths: Any, rare: Any) -> Pairs:
    """The pairs that share telling terms of a season, or `rare` ones at any time.

    `lengths` are the distinct terms of each document.
    """
    import numpy as np

    days = _days(documents)
    found = _candidates(days, weights, 1 + _BOOST * np.exp(-lengths / _SHORT))
    rows, columns, are_tied = _united(found, tied(rare), len(documents))
    vectors = _vector_cosines(documents, rows, columns, lengths)
    return Pairs(rows, columns, vectors, days, lengths, are_tied)


def _united(found: tuple[Any, Any], tied: tuple[Any, Any], n: int) -> tuple[Any, Any, Any]:
    """The pairs of both, each once, rows ascending and then columns, and which of them are tied."""
    import numpy as np

    some, others = (rows.astype(np.int64) * n + columns for rows, columns in (found, tied))
    some.sort()
    known = np.append(some, -1)[some.searchsorted(others)] == others
    pairs = some if known.all() else np.sort(np.concatenate([some, others[~known]]))
    del some
    are_tied = np.zeros(len(pairs), dtype=bool)
    are_tied[pairs.searchsorted(others)] = True
    rows = (pairs // max(1, n)).astype(np.int32)
    pairs -= rows.astype(np.int64) * n
    return rows, pairs.astype(np.int32), are_tied


def day_number(published: str | None) -> float:
    """Days since 1 January of year 1; NaN where there is no date."""
    try:
        return float(date.fromisoformat((published or "")[:10]).toordinal())
    except ValueError:
        return math.nan


def faded(apart: Any) -> Any:
    """Likeness fades with the days between two dates; where one is not known, it does not."""
    import numpy as np

    return np.where(np.isnan(apart), 1.0, np.exp(-np.abs(np.nan_to_num(apart)) / _DAYS))


def short_vectors(documents: Sequence[Document]) -> Any:
    """Vectors of what short texts open with, a row of unit length each."""
    from digest.language.vectors import vectors

    return vectors([_short_text(document) for document in documents])


def blended(found: Any, shorter: Any, vectors: Any) -> Any:
    """Scores of pairs, 0 where they are to be forgotten.

    `found` are cosines of terms that time has faded, `shorter` the distinct terms of the shorter
    article, `vectors` the likeness of the vectors; all of one shape.
    """
    import numpy as np

    short, blend = _shortness(shorter)
    scores = _scores(found, short, blend, vectors)
    return np.where(scores >= _LEAST, scores, 0.0)


def _shortness(shorter: Any) -> tuple[Any, Any]:
    """How short the shorter one of each pair is, and how much vectors weigh."""
    import numpy as np

    short = np.exp(-shorter / _SHORT)
    return short, np.where(shorter < _VECTOR_TERMS, np.minimum(_BLEND, short), 0.0)


def _scores(found: Any, short: Any, blend: Any, vectors: Any) -> Any:
    import numpy as np

    boosted = np.minimum(1.0, found * (1 + _BOOST * short))
    certain = np.minimum(1.0, 4 * found)  # vectors confirm shared words, never replace them
    return ((1 - blend) * boosted + blend * vectors * certain).round(6)


def _candidates(days: Any, weights: Any, boost: Any) -> tuple[Any, Any]:
    """Pairs, row less than column, rows ascending, that may reach the least similarity.

    Blocks of articles are compared in the order of their days with those that time leaves any
    likeness to: what is looked at grows with the articles of a season, not of all time.
    """
    import numpy as np

    order = np.argsort(days, kind="stable").astype(np.int32)  # without a date: last
    telling, days, boost = _telling(weights)[order], days[order], boost[order]
    rows, columns = array("i"), array("i")
    for start in range(0, len(days), _SEASON):
        for part in _reach(days, boost, start):
            others = telling[part].T.tocsr()
            for first in range(start, min(start + _SEASON, len(days)), _BLOCK):
                found = (telling[first : first + _BLOCK] @ others).tocoo()
                some, more = _possible(found, days, boost, first, part.start)
                rows.frombytes(np.minimum(order[some], order[more]).tobytes())
                columns.frombytes(np.maximum(order[some], order[more]).tobytes())
    return _ascending(np.array(rows, dtype=np.int32), np.array(columns, dtype=np.int32))


def _ascending(rows: Any, columns: Any) -> tuple[Any, Any]:
    """Pairs in the order of their rows."""
    if (rows[1:] >= rows[:-1]).all():
        return rows, columns
    order = rows.argsort(kind="stable")
    return rows[order], columns[order]


def _reach(days: Any, boost: Any, start: int) -> Iterator[slice]:
    """What a season of articles, sorted by day, is compared with: itself, later and undated ones."""
    import numpy as np

    last = min(start + _SEASON, len(days)) - 1
    dated = len(days) - int(np.isnan(days).sum())
    if last >= dated:
        yield slice(start, len(days))
        return
    longest = _DAYS * math.log(float(boost.max()) * 2 / _LEAST)
    end = int(np.searchsorted(days[:dated], days[last] + longest, side="right"))
    yield slice(start, end)
    if dated < len(days):
        yield slice(dated, len(days))


def _possible(found: Any, days: Any, boost: Any, first: int, second: int) -> tuple[Any, Any]:
    """Pairs of a block of articles with others, where it and these start, by their telling terms."""
    import numpy as np

    kept = np.flatnonzero(found.data > _LEAST / 2 / boost.max())
    rows, columns = found.row[kept] + first, found.col[kept] + second
    most = found.data[kept] * np.maximum(boost[rows], boost[columns])
    most *= faded(days[rows] - days[columns])
    kept = (rows < columns) & (most > _LEAST / 2)
    return rows[kept], columns[kept]


def _telling(weights: Any) -> Any:
    """In a large collection, the rows with no more than their most telling terms."""
    import numpy as np
    from scipy import sparse

    documents, terms = weights.shape
    if documents <= _LARGE:
        return weights
    common = np.bincount(weights.indices, minlength=terms) > _LARGE
    data = np.where(common[weights.indices], 0.0, weights.data)
    for start, end in pairwise(weights.indptr.tolist()):
        if end - start > _TELLING:
            row = data[start:end]
            row[row < np.partition(row, -_TELLING)[-_TELLING]] = 0.0
    telling = sparse.csr_matrix((data, weights.indices, weights.indptr), weights.shape, copy=True)
    telling.eliminate_zeros()
    return telling


def _cosines(weights: Any, rows: Any, columns: Any) -> Any:
    """Of each pair, `rows` ascending: all of a block at once, or in a large collection the pairs."""
    import numpy as np

    cosines = np.empty(len(rows))
    if weights.shape[0] <= _LARGE:
        others = weights.T.tocsr()
        for start, end, first in _runs(rows, _BLOCK):
            products = (weights[first : first + _BLOCK] @ others).toarray()
            cosines[start:end] = products[rows[start:end] - first, columns[start:end]]
        return cosines
    spread = np.zeros((_ROWS, weights.shape[1]))
    for start, end, first in _runs(rows, _ROWS):
        own = weights[first : first + _ROWS].tocoo()
        spread[own.row, own.col] = own.data
        others = _beside(weights[columns[start:end]], rows[start:end] - first)
        cosines[start:end] = others @ spread.ravel()
        spread[own.row, own.col] = 0.0
    return cosines


def _beside(matrix: Any, places: Any) -> Any:
    """Each row moved to the right, by its place in multiples of the width."""
    import numpy as np
    from scipy import sparse

    count, width = matrix.shape
    moved = matrix.indices + np.repeat(places * np.int32(width), np.diff(matrix.indptr))
    return sparse.csr_matrix((matrix.data, moved, matrix.indptr), (count, _ROWS * width))


def _runs(rows: Any, width: int) -> Iterator[tuple[int, int, int]]:
    """Where the pairs of each block of `width` rows start and end, and its first row."""
    import numpy as np

    after = int(rows[-1]) + 1 if len(rows) else 0
    firsts = np.arange(0, after + width, width, dtype=np.int32)
    starts = np.searchsorted(rows, firsts).tolist()
    for first, (start, end) in zip(firsts.tolist(), pairwise(starts), strict=False):
        if start < end:
            yield start, end, first


def _entries(matrix: Any, row: int) -> tuple[Any, Any]:
    """Columns and values of a row of a CSR matrix."""
    part = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[part], matrix.data[part]


def _days(documents: Sequence[Document]) -> Any:
    import numpy as np

    return np.array([day_number(d.article.published) for d in documents], dtype=float)


def _vector_cosines(documents: Sequence[Document], rows: Any, columns: Any, lengths: Any) -> Any:
    """Likeness of the vectors of the pairs in which they weigh anything."""
    import numpy as np

    alike = np.zeros(len(rows), dtype=np.float32)
    short = lengths < _VECTOR_TERMS
    involved = np.flatnonzero(short[rows] | short[columns])
    if not len(involved):
        return alike
    used, at = np.unique([rows[involved], columns[involved]], return_inverse=True)
    table = short_vectors([documents[i] for i in used.tolist()])
    ones, others = at.reshape(2, -1)
    for start in range(0, len(involved), _PAIRS):
        part = slice(start, start + _PAIRS)
        products = np.einsum("ij,ij->i", table[ones[part]], table[others[part]])
        alike[involved[part]] = np.maximum(0.0, products)
    return alike


def _short_text(document: Document) -> str:
    article = document.article
    lead = article.text[document.sentences[0].start :] if document.sentences else ""
    return f"{article.title}. {lead[:_VECTOR_TEXT]}"
