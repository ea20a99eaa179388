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
from digest.language.words import words
from digest.models import Document

_LIKE = 0.42  # similarity of sentences that can be each other's counterpart
_LEAST_SENTENCES = 8  # of an article that can be judged
_FOLLOWING = 4  # three in a hundred pairs of independent reports have as many
_IN_ORDER = 0.35
_MARKS_IN_ORDER = 0.40  # share of names and figures in a common order, of the article with fewer
_LIKE_BY_WORDS = 0.12
_FOLLOWING_BY_WORDS = 2  # fewer, and no pair of articles was found to be a retelling
_NEXT = (1, 2)  # steps at which a pair follows another
_MARK = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]+|\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Alignment:
    """How far the sentences of two articles run side by side."""

    pairs: int  # sentences that are each other's nearest
    in_order: float  # share of the shorter article whose pairs rise together
    following: int  # pairs that another pair follows at once


def retelling(one: Document, other: Document, vectors: SentenceVectors) -> Alignment | None:
    """The alignment of two articles, if one of them retells the other; else None.

    Words alone are compared first: vectors are only found for pairs that these do not rule out.
    """
    shorter = min(len(one.sentences), len(other.sentences))
    if shorter < _LEAST_SENTENCES:
        return None
    by_words = _by_words(one, other)
    if _following(_mutual(by_words, _LIKE_BY_WORDS)) < _FOLLOWING_BY_WORDS:
        return None
    alike = (0.5 * by_words + 0.5 * _by_meaning(one, other, vectors)).round(5)
    pairs = [(i, j) for i, j in _mutual(alike, _LIKE) if not _one_quotation(one, i, other, j)]
    in_order = round(_longest_rise([j for _, j in pairs]) / shorter, 4)
    found = Alignment(len(pairs), in_order, _following(pairs))
    if found.following < _FOLLOWING or found.in_order < _IN_ORDER:
        return None
    return found if _common_order(_marks(one), _marks(other)) >= _MARKS_IN_ORDER else None


def _one_quotation(one: Document, at: int, other: Document, there: int) -> bool:
    """Both print the same words of somebody: who was at one news conference need not have copied."""
    if not _is_spoken(one, at) or not _is_spoken(other, there):
        return False
    return words(one.text_of(at)) == words(other.text_of(there))


def _is_spoken(document: Document, at: int) -> bool:
    return document.sentences[at].quoted or document.text_of(at)[:1] in '“"«‘'


def _following(pairs: Sequence[tuple[int, int]]) -> int:
    """How many pairs another one follows, in both articles, at once or with one sentence between."""
    known = set(pairs)
    return sum(any((i + a, j + b) in known for a in _NEXT for b in _NEXT) for i, j in pairs)


def _by_words(one: Document, other: Document) -> Any:
    """Sentence by sentence, the cosine of idf-weighted terms."""
    rows = _term_rows((one, other))
    cut = len(one.sentences)
    return (rows[:cut] @ rows[cut:].T).round(5)


def _by_meaning(one: Document, other: Document, vectors: SentenceVectors) -> Any:
    """Sentence by sentence, the cosine of vectors."""
    rows, columns = (
        vectors.of([(d.article.id, i) for i in range(len(d.sentences))]) for d in (one, other)
    )
    return rows @ columns.T


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


def _mutual(alike: Any, least: float) -> list[tuple[int, int]]:
    """Pairs that are each other's nearest, in the order of the first article."""
    nearest, back = alike.argmax(axis=1).tolist(), alike.argmax(axis=0).tolist()
    return [(i, j) for i, j in enumerate(nearest) if back[j] == i and alike[i, j] >= least]


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
