"""Which sentences of two articles report the same thing, though they may say it otherwise.

Unlike support, this looks for pairs that can disagree: figures, weekdays and months tell nothing, so
that a differing one does not hide the pair.  A copy keeps the order of its original, so that a
lenient likeness is enough there; sentences of independent reports must be each other's nearest.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from digest.language.vectors import SentenceVectors
from digest.language.words import words
from digest.models import Derivation, Document, SentenceRef

_LIKE_IN_COPY = 0.30  # of sentences in the order of the original
_LIKE_MOVED = 0.55  # of sentences of a copy that stand elsewhere than in its original
_LIKE = 0.45  # of sentences of independent reports
_MOST = 2000  # sentences of a story that are compared
_LEAST_TERMS = 3
_FIGURES = frozenset(
    "one two three four five six seven eight nine ten eleven twelv thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenti thirti forti fifti sixti seventi eighti nineti dozen hundr"
    " thousand million billion monday tuesday wednesday thursday friday saturday sunday januari"
    " februari march april may june juli august septemb octob novemb decemb jan feb mar apr jun jul"
    " aug sept oct nov dec noon midnight".split()
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, the first of the earlier document."""

    one: SentenceRef
    other: SentenceRef
    likeness: float  # 0 to 1
    copied: bool  # one article's text comes from the other's, or both from a third


def counterparts(
    documents: Sequence[Document], derived: Mapping[str, Derivation], vectors: SentenceVectors
) -> tuple[Pair, ...]:
    """Pairs of sentences of different articles, at most one a sentence and pair of articles.

    Identical sentences are left out: they agree.
    """
    if len(documents) < 2:
        return ()
    most = max(5, _MOST // len(documents))
    counts = [min(most, len(d.sentences)) for d in documents]
    starts = [sum(counts[:at]) for at in range(len(counts))]
    alike = _likeness(documents, counts, vectors)
    brief = _brief(documents, counts)
    roots = [_root(d.article.id, derived) for d in documents]
    found: list[Pair] = []
    for a, b in combinations(range(len(documents)), 2):
        if not counts[a] or not counts[b]:
            continue
        block = alike[starts[a] : starts[a] + counts[a], starts[b] : starts[b] + counts[b]]
        copied = roots[a] == roots[b]
        if not copied:
            block = block.copy()
            block[brief[a], :] = block[:, brief[b]] = 0.0
        joined = _in_order(block) if copied else _mutual(block, _LIKE)
        one, other = documents[a], documents[b]
        found.extend(
            Pair((one.article.id, i), (other.article.id, j), round(float(block[i, j]), 4), copied)
            for i, j in joined
            if not _is_one(one, i, other, j)
        )
    return tuple(found)


def _is_one(one: Document, at: int, other: Document, there: int) -> bool:
    """Whether two sentences have the same words."""
    apart = one.sentences[at].terms != other.sentences[there].terms
    if apart and one.language == other.language:
        return False
    return words(one.text_of(at)) == words(other.text_of(there))


def _root(article: str, derived: Mapping[str, Derivation]) -> str:
    """The article that an article's text comes from in the end."""
    seen = {article}
    while article in derived:
        original = derived[article].article
        if original is None or original in seen:
            break
        article = original
        seen.add(article)
    return article


def _likeness(
    documents: Sequence[Document], counts: Sequence[int], vectors: SentenceVectors
) -> Any:
    """Sentences by sentences, half the cosine of idf-weighted terms and half that of vectors."""
    import numpy as np

    refs = [(d.article.id, i) for d, n in zip(documents, counts, strict=True) for i in range(n)]
    rows = _weighted(
        [_told(d, i) for d, n in zip(documents, counts, strict=True) for i in range(n)]
    )
    meanings = vectors.of(refs) if refs else np.zeros((0, 1), dtype=np.float32)
    return (0.5 * (rows @ rows.T) + 0.5 * (meanings @ meanings.T)).round(5)


def _told(document: Document, index: int) -> list[str]:
    """The terms of a sentence that are no figure and no day."""
    terms = document.sentences[index].terms
    return [t for t in terms if t not in _FIGURES and not t[:1].isdigit()]


def _brief(documents: Sequence[Document], counts: Sequence[int]) -> list[list[int]]:
    """Article by article, the sentences that say too little to be known by it."""
    return [
        [i for i in range(n) if len(_told(d, i)) < _LEAST_TERMS]
        for d, n in zip(documents, counts, strict=True)
    ]


def _weighted(told: Sequence[Sequence[str]]) -> Any:
    """A row of unit length a sentence, of its terms weighted by how few sentences have them."""
    import numpy as np

    frequency = Counter(term for terms in told for term in set(terms))
    column = {term: at for at, term in enumerate(frequency)}
    rows = np.zeros((len(told), max(1, len(column))), dtype=np.float32)
    for row, terms in zip(rows, told, strict=True):
        for term, count in Counter(terms).items():
            rarity = math.log((len(told) + 21) / (frequency[term] + 0.5))
            row[column[term]] = (1 + math.log(count)) * rarity
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _mutual(alike: Any, least: float) -> Iterator[tuple[int, int]]:
    """Pairs that are each other's nearest."""
    nearest, back = alike.argmax(axis=1).tolist(), alike.argmax(axis=0).tolist()
    for i, j in enumerate(nearest):
        if back[j] == i and alike[i, j] >= least:
            yield i, j


def _in_order(alike: Any) -> list[tuple[int, int]]:
    """The best pairs whose order is the same in both, then nearest ones of those left over."""
    rows, columns = alike.shape
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    cells = alike.tolist()
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            joined = best[i - 1][j - 1] + cells[i - 1][j - 1] - _LIKE_IN_COPY
            best[i][j] = max(best[i - 1][j], best[i][j - 1], joined)
    found: list[tuple[int, int]] = []
    i, j = rows, columns
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    rest = alike.copy()
    for i, j in found:
        rest[i, :] = rest[:, j] = 0.0
    return sorted([*found, *_mutual(rest, _LIKE_MOVED)])
