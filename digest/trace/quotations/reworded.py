"""Quotations of a copy that kept none of their words: a translation there and back.

Sentences of quotations that no other of the pair matched are laid side by side in their order
(Needleman and Wunsch 1970), by what they mean, who says them and where they stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from digest.language.sentences import sentences
from digest.language.vectors import vectors
from digest.models import Document
from digest.trace.quotations.counterparts import Pair
from digest.trace.quotations.found import Quotation

_LIKE = 0.52  # score of two sentences that can be one
_SURE = 0.56  # score from which they are shown as one
_MEANING, _SPEAKER, _PLACE = 0.7, 0.15, 0.15
_FEWEST = 4  # words of a sentence that says enough


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a quotation, as a span of its article."""

    quotation: Quotation
    start: int
    end: int
    place: float  # in its article, 0 to 1


def parts_of(document: Document, quotations: Sequence[Quotation]) -> list[Part]:
    """The sentences of quotations."""
    text = document.article.text
    found = []
    for quotation in quotations:
        spoken = text[quotation.start : quotation.end]
        for a, b in sentences(spoken, document.language):
            start, end = quotation.start + a, quotation.start + b
            if sum(start <= w.start < end for w in quotation.words) >= _FEWEST:
                found.append(Part(quotation, start, end, start / max(1, len(text))))
    return found


def reworded(
    one: Document, other: Document, ones: Sequence[Quotation], others: Sequence[Quotation]
) -> list[Pair]:
    """Pairs of one utterance in other words, of what both articles have left over."""
    mine, theirs = parts_of(one, ones), parts_of(other, others)
    if not mine or not theirs:
        return []
    scores = _scores(one, other, mine, theirs)
    pairs = _in_order(scores)
    return [_merged(run, mine, theirs, scores) for run in _runs(pairs, mine, theirs)]


def _scores(
    one: Document, other: Document, mine: Sequence[Part], theirs: Sequence[Part]
) -> Any:
    import numpy as np

    rows = vectors([one.article.text[p.start : p.end] for p in mine])
    columns = vectors([other.article.text[p.start : p.end] for p in theirs])
    meaning = rows @ columns.T
    place = 1 - np.abs(
        np.array([p.place for p in mine])[:, None] - np.array([p.place for p in theirs])[None, :]
    )
    spoken = np.array([[_speaker(p, q) for q in theirs] for p in mine])
    return (_MEANING * meaning + _SPEAKER * spoken + _PLACE * place).round(4)


def _speaker(one: Part, other: Part) -> float:
    """1 for one speaker, 0 for two, between where one is not told."""
    a, b = one.quotation.speaker, other.quotation.speaker
    if a is None or b is None:
        return 0.5
    return 1.0 if a == b else -2.0


def _in_order(scores: Any) -> list[tuple[int, int]]:
    """The pairs of the best alignment that keeps both orders."""
    gains = scores - _LIKE
    rows, columns = gains.shape
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = best[i + 1][j + 1] + float(gains[i, j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def _runs(
    pairs: Sequence[tuple[int, int]], mine: Sequence[Part], theirs: Sequence[Part]
) -> list[list[tuple[int, int]]]:
    """Pairs that follow one another within one quotation of each article."""

    def key(item: tuple[int, tuple[int, int]]) -> tuple[int, int, int, int]:
        number, (i, j) = item
        return (i - number, j - number, mine[i].quotation.start, theirs[j].quotation.start)

    return [[pair for _, pair in run] for _, run in groupby(enumerate(pairs), key=key)]


def _merged(
    run: Sequence[tuple[int, int]], mine: Sequence[Part], theirs: Sequence[Part], scores: Any
) -> Pair:
    (i, j), (k, m) = run[0], run[-1]
    score = sum(float(scores[pair]) for pair in run) / len(run)
    one, other = mine[i].quotation, theirs[j].quotation
    here = _within(one, mine[i].start, mine[k].end)
    there = _within(other, theirs[j].start, theirs[m].end)
    return Pair(one, other, here, there, altered=True, confidence=_confidence(score))


def _within(quotation: Quotation, start: int, end: int) -> tuple[int, int]:
    """Which words of a quotation stand in a span."""
    held = [at for at, word in enumerate(quotation.words) if start <= word.start < end]
    return held[0], held[-1] + 1


def _confidence(score: float) -> float:
    return round(max(0.0, min(0.9, 0.5 + 2 * (score - _SURE))), 3)
