"""Two articles side by side: whether one retells the other sentence by sentence.

Independent reports of one event share facts, not their order.  A rewrite, or a translation there and
back, keeps no run of words but keeps the sequence: pairs of sentences that are each other's nearest
follow one another, and so do the names and figures in them.  An agency's text whose paragraphs were
put in another order keeps the sentences themselves.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from digest.language.vectors import SentenceVectors
from digest.language.words import words
from digest.models import Document

_LEAST_SENTENCES = 12  # of an article whose order can be judged
_LIKE = 0.30  # similarity of sentences that can be each other's counterpart
# Pairs that another one follows, and with so many the mean of the shares of sentences, and of names and
# figures, that come in a common order: where many follow, more may have been left out or put elsewhere.
_RETOLD = ((5, 0.68), (8, 0.45))
_LEAST_MARKS = 0.25  # with fewer in order, few sentences were
_LIKE_BY_WORDS = 0.12
_PAIRED_BY_WORDS = 0.5  # share of the shorter one's sentences; of retellings more than half
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
        return any(self.following >= least and self.likeness >= like for least, like in _RETOLD)

    @property
    def is_close(self) -> bool:
        """Whether more than half of the shorter one's sentences are hardly reworded."""
        return 2 * self.near > self.sentences

    @property
    def is_reordered(self) -> bool:
        """Whether one has the other's sentences, in whatever order."""
        return (
            self.sentences >= _LEAST_REORDERED
            and round(self.near / self.sentences, 4) >= _REORDERED
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What one article is compared by."""

    document: Document
    terms: Any  # numbers of its terms, rising (int)
    counts: Any  # a row a sentence, a column a term: 1 + the logarithm of how often, or 0 (float32)
    spread: Any  # in how many sentences each term stands
    marks: tuple[str, ...]  # its names and figures in order


class Retellings:
    """Finds which articles of a story retell which; each is taken apart once, when first asked for."""

    def __init__(self, documents: Sequence[Document], vectors: SentenceVectors) -> None:
        self._documents = documents
        self._vectors = vectors
        self._numbers: dict[str, int] = {}
        self._known: dict[int, _Told] = {}

    def between(self, one: int, other: int) -> Alignment | None:
        """The alignment of two articles, if one of them retells the other; else None.

        Names and words alone are compared first: vectors are only found for pairs that these do not
        rule out.
        """
        documents = self._documents[one], self._documents[other]
        shorter = min(len(document.sentences) for document in documents)
        if shorter < _LEAST_SENTENCES:
            return None
        told, theirs = self._told(one), self._told(other)
        marks = _common_order(told.marks, theirs.marks)
        if marks < _LEAST_MARKS and shorter < _LEAST_REORDERED:
            return None
        by_words = _by_words(told, theirs)
        near_in_words = _mutual(by_words, _LIKE_BY_WORDS)
        if len(near_in_words) < _PAIRED_BY_WORDS * shorter:
            return None
        alike = (0.5 * by_words + 0.5 * self._by_meaning(one, other)).round(5)
        found = _aligned(*documents, alike, marks)
        return found if found.is_retelling or found.is_reordered else None

    def _told(self, at: int) -> _Told:
        if at not in self._known:
            self._known[at] = _taken_apart(self._documents[at], self._numbers)
        return self._known[at]

    def _by_meaning(self, one: int, other: int) -> Any:
        """Sentence by sentence, the cosine of vectors."""
        rows, columns = (
            self._vectors.of([(d.article.id, i) for i in range(len(d.sentences))])
            for d in (self._documents[one], self._documents[other])
        )
        return rows @ columns.T


def _aligned(one: Document, other: Document, alike: Any, marks: float) -> Alignment:
    pairs = [(i, j) for i, j in _mutual(alike, _LIKE) if not _one_quotation(one, i, other, j)]
    return Alignment(
        len(pairs),
        sum(bool(alike[pair] >= _NEAR) for pair in pairs),
        _longest_rise([j for _, j in pairs]),
        _following(pairs),
        min(alike.shape),
        round(marks, 4),
    )


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


def _taken_apart(document: Document, numbers: dict[str, int]) -> _Told:
    import numpy as np

    spoken = [
        Counter(numbers.setdefault(t, len(numbers)) for t in sentence.terms)
        for sentence in document.sentences
    ]
    terms = np.array(sorted(set().union(*spoken)), dtype=np.int64)
    column = {int(term): at for at, term in enumerate(terms)}
    counts = np.zeros((len(spoken), len(terms)), dtype=np.float32)
    for row, counted in zip(counts, spoken, strict=True):
        for term, count in counted.items():
            row[column[term]] = count
    spread = (counts > 0).sum(axis=0)
    counts[counts > 0] = 1 + np.log(counts[counts > 0])
    return _Told(document, terms, counts, spread, tuple(_marks(document)))


def _by_words(one: _Told, other: _Told) -> Any:
    """Sentence by sentence, the cosine of idf-weighted terms."""
    import numpy as np

    _, ours, theirs = np.intersect1d(
        one.terms, other.terms, assume_unique=True, return_indices=True
    )
    sentences = len(one.counts) + len(other.counts)
    rows = []
    for told, shared, more in (
        (one, ours, other.spread[theirs]),
        (other, theirs, one.spread[ours]),
    ):
        spread = told.spread.astype(np.float32)
        spread[shared] += more
        weighted = told.counts * np.log((sentences + 21) / (spread + 0.5))
        lengths = np.maximum(np.linalg.norm(weighted, axis=1, keepdims=True), 1e-9)
        rows.append(weighted[:, shared] / lengths)
    return (rows[0] @ rows[1].T).round(5)


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
