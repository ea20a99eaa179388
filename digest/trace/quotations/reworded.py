"""Quotations of a copy that kept none of their words: a translation there and back.

Both articles are laid side by side in their order (Needleman and Wunsch 1970): the reporters'
sentences and those inside quotation marks, each beside its own kind alone.  What a quotation means,
who says it, and whether the sentences around it correspond too tell how sure a pair is.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from digest.language.sentences import sentences
from digest.language.vectors import vectors
from digest.models import Document
from digest.trace.quotations.counterparts import Pair
from digest.trace.quotations.found import Quotation

_GAP = 0.40  # likeness of two sentences from which they are rather one than two
_SAME_SPEAKER = 0.15
_BESIDE = 0.10  # what each neighbour that corresponds adds to how sure a pair is
_SURE = 0.62  # score from which a pair is shown, if one speaker says both
_SURE_OF_ANY = 0.90  # if it is not told who speaks
_COMPARABLE = 0.45  # words of the shorter, to those of the longer
_FEWEST = 3  # words of a part that says enough
_NEAR = 2  # places within which the next pair must be, to be a neighbour

_Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence: of the reporter, or as far as it stands within a quotation."""

    start: int
    end: int
    around: tuple[int, int]  # with the reporter's words, where the quotation has but one
    quotation: Quotation | None = None


def reworded(
    one: Document,
    other: Document,
    ones: Sequence[Quotation],
    others: Sequence[Quotation],
    known: Sequence[Pair],
) -> list[Pair]:
    """Pairs of one utterance in other words, of the quotations that are in no `known` pair."""
    taken = {q.key for p in known for q in (p.one, p.other)}
    if all(q.key in taken for q in ones) or all(q.key in taken for q in others):
        return []
    mine, theirs = _parts(one, ones), _parts(other, others)
    alike = _alike(one, other, mine, theirs)
    gains = alike + _speakers(mine, theirs, known) - _GAP
    pairs = _in_order(gains)
    free = [(i, j) for i, j in pairs if _is_free(mine[i], taken) and _is_free(theirs[j], taken)]
    scores = {pair: _score(pair, pairs, alike, mine, theirs) for pair in free}
    found = [_merged(run, mine, theirs, scores) for run in _runs(free, mine, theirs)]
    return [_whole(pair, found) for pair in found if _is_comparable(pair)]


def _is_comparable(pair: Pair) -> bool:
    lengths = sorted((pair.mine[1] - pair.mine[0], pair.theirs[1] - pair.theirs[0]))
    return lengths[0] >= _COMPARABLE * lengths[1]


def _whole(pair: Pair, found: Sequence[Pair]) -> Pair:
    """Both quotations whole, where they correspond to each other alone and are of like length."""
    one, other = pair.one, pair.other
    shared = [p for p in found if one.key == p.one.key or other.key == p.other.key]
    lengths = sorted((len(one.words), len(other.words)))
    if len(shared) > 1 or lengths[0] < _COMPARABLE * lengths[1]:
        return pair
    return replace(pair, mine=(0, len(one.words)), theirs=(0, len(other.words)))


def _is_free(part: Part, taken: Set[tuple[str, int]]) -> bool:
    return part.quotation is not None and part.quotation.key not in taken


def _parts(document: Document, quotations: Sequence[Quotation]) -> list[Part]:
    """The sentences of reporters and of those quoted, in order."""
    text, found = document.article.text, []
    for sentence in document.sentences:
        if not any(q.start < sentence.end and sentence.start < q.end for q in quotations):
            found.append(Part(sentence.start, sentence.end, (sentence.start, sentence.end)))
    for quotation in quotations:
        told = document.sentences[quotation.sentence]
        spoken = sentences(text[quotation.start : quotation.end], document.language)
        whole = spoken[0] if len(spoken) == 1 else None
        for a, b in spoken:
            start, end = quotation.start + a, quotation.start + b
            around = (told.start, told.end) if (a, b) == whole else (start, end)
            if sum(start <= w.start < end for w in quotation.words) >= _FEWEST:
                found.append(Part(start, end, around, quotation))
    return sorted(found, key=lambda part: part.start)


def _alike(one: Document, other: Document, mine: Sequence[Part], theirs: Sequence[Part]) -> Any:
    """Part by part, the likeness of what they mean: their own, or that of the sentences around them."""
    import numpy as np

    here, around_here = _rows(one, mine)
    there, around_there = _rows(other, theirs)
    own = here @ there.T
    return np.maximum(own, (own + around_here @ around_there.T) / 2).round(4)


def _rows(document: Document, parts: Sequence[Part]) -> tuple[Any, Any]:
    """The vectors of parts, and of the sentences around them."""
    text = document.article.text
    own, around = [(p.start, p.end) for p in parts], [p.around for p in parts]
    place = {span: at for at, span in enumerate(dict.fromkeys([*own, *around]))}
    rows = vectors([text[start:end] for start, end in place])
    return rows[[place[span] for span in own]], rows[[place[span] for span in around]]


def _speakers(mine: Sequence[Part], theirs: Sequence[Part], known: Sequence[Pair]) -> Any:
    """Part by part, what their speakers add; what cannot be one is ruled out."""
    import numpy as np

    matched = {(p.one.key, p.other.key) for p in known}
    bound = {key for pair in matched for key in pair}
    return np.array([[_speaker(p, q, matched, bound) for q in theirs] for p in mine])


def _speaker(one: Part, other: Part, matched: set[Any], bound: set[tuple[str, int]]) -> float:
    a, b = one.quotation, other.quotation
    if a is None and b is None:
        return 0.0
    if a is None or b is None:
        return -9.0
    if a.key in bound or b.key in bound:
        return 1.0 if (a.key, b.key) in matched else -9.0
    if a.speaker is None or b.speaker is None:
        return 0.0
    return _SAME_SPEAKER if a.speaker == b.speaker else -9.0


def _in_order(gains: Any) -> _Pairs:
    """The pairs of the best alignment that keeps both orders."""
    rows, columns = gains.shape
    gain = gains.tolist()
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        here, below = best[i], best[i + 1]
        for j in range(columns - 1, -1, -1):
            here[j] = max(below[j], here[j + 1], below[j + 1] + gain[i][j])
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


def _score(
    pair: tuple[int, int], pairs: _Pairs, alike: Any, mine: Sequence[Part], theirs: Sequence[Part]
) -> float:
    """How sure it is that two parts are one utterance."""
    at = pairs.index(pair)
    beside = [pairs[k] for k in (at - 1, at + 1) if 0 <= k < len(pairs)]
    near = sum(max(abs(i - pair[0]), abs(j - pair[1])) <= _NEAR for i, j in beside)
    one, other = mine[pair[0]].quotation, theirs[pair[1]].quotation
    told = one is not None and other is not None and one.speaker is not None
    same = told and one.speaker == other.speaker  # type: ignore[union-attr]
    return float(alike[pair]) + _BESIDE * near + (_SAME_SPEAKER if same else 0.0)


def _runs(pairs: _Pairs, mine: Sequence[Part], theirs: Sequence[Part]) -> list[_Pairs]:
    """Pairs that follow one another within one quotation of each article."""

    def key(item: tuple[int, tuple[int, int]]) -> tuple[object, ...]:
        number, (i, j) = item
        return i - number, j - number, mine[i].quotation, theirs[j].quotation

    return [[pair for _, pair in run] for _, run in groupby(enumerate(pairs), key=key)]


def _merged(
    run: _Pairs,
    mine: Sequence[Part],
    theirs: Sequence[Part],
    scores: Mapping[tuple[int, int], float],
) -> Pair:
    (i, j), (k, m) = run[0], run[-1]
    one, other = mine[i].quotation, theirs[j].quotation
    assert one is not None and other is not None
    score = sum(scores[pair] for pair in run) / len(run)
    here = _within(one, mine[i].start, mine[k].end)
    there = _within(other, theirs[j].start, theirs[m].end)
    return Pair(one, other, here, there, altered=True, confidence=_confidence(one, other, score))


def _within(quotation: Quotation, start: int, end: int) -> tuple[int, int]:
    """Which words of a quotation stand in a span."""
    held = [at for at, word in enumerate(quotation.words) if start <= word.start < end]
    return held[0], held[-1] + 1


def _confidence(one: Quotation, other: Quotation, score: float) -> float:
    told = one.speaker is not None and other.speaker is not None
    sure = _SURE if told else _SURE_OF_ANY
    return round(max(0.0, min(0.9, 0.5 + (score - sure))), 3)
