"""Two articles side by side: whether one retells the other sentence by sentence.

Independent reports of one event share facts, not their order.  A rewrite, or a translation there and
back, keeps no run of words but keeps the sequence: pairs of sentences that are each other's nearest
follow one another, and so do the names and figures in them.  An agency's text whose paragraphs were
put in another order keeps the sentences themselves.
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

_LEAST_SENTENCES = 10  # of an article whose order can be judged
_LIKE = 0.30  # similarity of sentences that can be each other's counterpart
_FOLLOWING = (
    5  # pairs that another one follows; three of five hundred independent pairs have as many
)
_RETOLD = 0.68  # mean of the shares of sentences, and of names and figures, in a common order
_FOLLOWING_BY_WORDS = 2  # fewer, and no pair of articles was found to be a retelling
_LIKE_BY_WORDS = 0.12
_LEAST_REORDERED = 14  # sentences of each of two articles that share passages in another order
_NEAR = 0.5
_REORDERED = 0.6  # share of the shorter one's sentences that have a near counterpart
_NEXT = (1, 2)  # steps at which a pair follows another
_MARK = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]+|\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Alignment:
    """How far the sentences of two articles run side by side."""

    pairs: int  # sentences that are each other's nearest
    near: int  # of these, so near that they are hardly reworded
    rising: int  # most pairs that come in the same order in both
    following: int  # pairs that another pair follows at once
    sentences: int  # of the shorter article
    marks: float  # share of names and figures in a common order, of the article with fewer

    @property
    def likeness(self) -> float:
        """0 to 1: how far one keeps the other's order."""
        return round((self.rising / self.sentences + self.marks) / 2, 3)

    @property
    def is_retelling(self) -> bool:
        """Whether one tells what the other tells in the same order."""
        return self.following >= _FOLLOWING and self.likeness >= _RETOLD

    @property
    def is_reordered(self) -> bool:
        """Whether one has the other's sentences, in whatever order."""
        return (
            self.sentences >= _LEAST_REORDERED
            and round(self.near / self.sentences, 4) >= _REORDERED
        )


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
    found = Alignment(
        len(pairs),
        sum(bool(alike[pair] >= _NEAR) for pair in pairs),
        _longest_rise([j for _, j in pairs]),
        _following(pairs),
        shorter,
        round(_common_order(_marks(one), _marks(other)), 4),
    )
    return found if found.is_retelling or found.is_reordered else None


def _one_quotation(one: Document, at: int, other: Document, there: int) -> bool:
    """Both print the same words of somebody: who was at one news conference need not have copied."""
    if not _is_spoken(one, at) or not _is_spoken(other, there):
        return False
    return words(one.text_of(at)) == words(other.text_of(there))


def _is_spoken(document: Document, at: int) -> bool:
    return document.sentences[at].quoted or document.text_of(at)[:1] in '“"«‘„'


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
    from rapidfuzz.distance import LCSseq

    shorter = min(len(one), len(other))
    return LCSseq.similarity(one, other) / shorter if shorter else 0.0
