"""Two articles side by side: whether one retells the other sentence by sentence.

Independent reports of one event share facts, not their order.  A rewrite, or a translation there and
back, keeps no run of words but keeps the sequence: pairs of sentences that are each other's nearest
follow one another, and so do the names and figures in them.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from digest.language.vectors import SentenceVectors
from digest.models import Document

_LIKE = 0.42  # similarity of sentences that can be each other's counterpart
_NEXT = (1, 2)  # steps at which a pair follows another
_MARK = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]+|\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Alignment:
    """How far the sentences of two articles run side by side."""

    pairs: int  # sentences that are each other's nearest
    in_order: float  # share of the shorter article whose pairs rise together
    following: int  # pairs that another pair follows at once
    marks_in_order: float  # share of names and figures in a common order, of the article with fewer
    sentences: int  # of the shorter article
    likeness: float  # mean similarity of the pairs


def aligned(one: Document, other: Document, vectors: SentenceVectors) -> Alignment:
    """The alignment of two articles."""
    shorter = min(len(one.sentences), len(other.sentences))
    if not shorter:
        return Alignment(0, 0.0, 0, 0.0, 0, 0.0)
    alike = _similarities(one, other, vectors)
    pairs = _mutual(alike)
    known = set(pairs)
    following = sum(any((i + a, j + b) in known for a in _NEXT for b in _NEXT) for i, j in pairs)
    return Alignment(
        pairs=len(pairs),
        in_order=round(_longest_rise([j for _, j in pairs]) / shorter, 4),
        following=following,
        marks_in_order=round(_common_order(_marks(one), _marks(other)), 4),
        sentences=shorter,
        likeness=round(sum(float(alike[p]) for p in pairs) / max(1, len(pairs)), 4),
    )


def _similarities(one: Document, other: Document, vectors: SentenceVectors) -> Any:
    """Sentence by sentence: half cosine of idf-weighted terms, half cosine of vectors."""
    rows = _term_rows((one, other))
    cut = len(one.sentences)
    meaning = vectors.of(one.article.id) @ vectors.of(other.article.id).T
    return (0.5 * (rows[:cut] @ rows[cut:].T) + 0.5 * meaning).round(5)


def _term_rows(documents: Sequence[Document]) -> Any:
    import numpy as np

    spoken = [Counter(s.terms) for d in documents for s in d.sentences]
    frequency = Counter(term for terms in spoken for term in terms)
    column = {term: i for i, term in enumerate(frequency)}
    rows = np.zeros((len(spoken), max(1, len(column))), dtype=np.float32)
    for row, terms in zip(rows, spoken, strict=True):
        for term, count in terms.items():
            row[column[term]] = (1 + math.log(count)) * math.log(
                (len(spoken) + 21) / (frequency[term] + 0.5)
            )
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _mutual(alike: Any) -> list[tuple[int, int]]:
    """Pairs that are each other's nearest, in the order of the first article."""
    nearest, back = alike.argmax(axis=1).tolist(), alike.argmax(axis=0).tolist()
    return [(i, j) for i, j in enumerate(nearest) if back[j] == i and alike[i, j] >= _LIKE]


def _longest_rise(places: Sequence[int]) -> int:
    """Length of the longest rising subsequence."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)


def _marks(document: Document) -> list[str]:
    """Names and figures in order; the first word of a sentence is capitalised anyway."""
    text = document.article.text
    return [m for s in document.sentences for m in _MARK.findall(text[s.start + 1 : s.end])]


def _common_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Longest common subsequence, as a share of the shorter sequence."""
    if not one or not other:
        return 0.0
    row = [0] * (len(other) + 1)
    for mark in one:
        diagonal = 0
        for at, theirs in enumerate(other, 1):
            above = row[at]
            row[at] = diagonal + 1 if mark == theirs else max(above, row[at - 1])
            diagonal = above
    return row[-1] / min(len(one), len(other))
