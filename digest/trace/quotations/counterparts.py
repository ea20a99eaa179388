"""Which quotation of one article is which of another: one to one, word by word.

Independent reports may quote two sentences of one person that sound alike: there only words that are
nearly the same are one utterance.  A copy keeps its original's quotations, so that there less will do.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.trace.quotations.found import Quotation
from digest.trace.quotations.wording import Likeness, likeness


@dataclass(frozen=True, slots=True)
class Strictness:
    """What two printings of one utterance must share."""

    words: int  # at least
    share: float  # of the words that are the same
    places: int  # at which words changed, at most


_COPY = Strictness(words=5, share=0.6, places=6)
_INDEPENDENT = Strictness(words=8, share=0.85, places=2)
_OVERLAP = 0.5  # of the shorter one's words, below which two are not laid side by side
_EXCERPT = 4  # words of an excerpt
_TAIL = 8  # words where the one begins before the other and ends before it


@dataclass(frozen=True, slots=True)
class Pair:
    """One utterance in two articles: the words of each that correspond."""

    one: Quotation
    other: Quotation
    mine: tuple[int, int]  # words of `one`
    theirs: tuple[int, int]  # words of `other`
    altered: bool
    confidence: float  # that it is one utterance

    def turned(self) -> "Pair":
        """The same, seen from the other article."""
        return Pair(self.other, self.one, self.theirs, self.mine, self.altered, self.confidence)


def pairs_of(
    ones: Sequence[Quotation], others: Sequence[Quotation], *, related: bool
) -> list[Pair]:
    """The pairs of two articles' quotations, the surest first; no word is in two of them."""
    found = []
    for i, j in _candidates(ones, others):
        alike = likeness(ones[i].words, others[j].words)
        if alike and _accepted(ones[i], others[j], alike, related=related):
            gap = abs(i / len(ones) - j / len(others))
            rank = (alike.changes > 0, -alike.same, alike.changes, round(gap, 4), i, j)
            found.append((rank, ones[i], others[j], alike))
    taken: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    pairs = []
    for _, one, other, alike in sorted(found, key=lambda f: f[0]):
        mine, theirs = set(range(*alike.one)), set(range(*alike.other))
        if not mine & taken[one.key] and not theirs & taken[other.key]:
            taken[one.key] |= mine
            taken[other.key] |= theirs
            sure = _confidence(alike, related=related)
            pairs.append(Pair(one, other, alike.one, alike.other, alike.changes > 0, sure))
    return pairs


def _candidates(
    ones: Sequence[Quotation], others: Sequence[Quotation]
) -> Iterator[tuple[int, int]]:
    theirs = [frozenset(w.plain for w in other.words) for other in others]
    for i, one in enumerate(ones):
        mine = frozenset(w.plain for w in one.words)
        for j, words in enumerate(theirs):
            fewest = min(len(mine), len(words))
            if fewest and len(mine & words) >= _OVERLAP * fewest:
                yield i, j


def _accepted(one: Quotation, other: Quotation, alike: Likeness, *, related: bool) -> bool:
    fewest = min(len(one.words), len(other.words))
    printed = min(alike.one[1] - alike.one[0], alike.other[1] - alike.other[0])
    apart = one.speaker and other.speaker and one.speaker != other.speaker
    if not alike.changes:
        if alike.same == len(one.words) == len(other.words):
            return related or not apart or fewest > _EXCERPT
        whole = printed >= fewest - 1
        return (not apart or alike.same >= _TAIL) and alike.same >= (_EXCERPT if whole else _TAIL)
    if apart and not related:
        return False
    strict = _COPY if related else _INDEPENDENT
    covers = printed >= 0.6 * fewest
    return (
        covers
        and alike.same >= strict.words
        and alike.share >= strict.share
        and alike.places <= strict.places
        and (related or not alike.lopsided)
    )


def _confidence(alike: Likeness, *, related: bool) -> float:
    if not alike.changes:
        return 1.0
    return round(min(0.95, (0.35 if related else 0.15) + 0.75 * alike.share), 3)
