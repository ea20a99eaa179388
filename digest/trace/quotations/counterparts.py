"""Which quotation of one article is which of another: one to one, word by word.

Independent reports may quote two sentences of one person that sound alike: there only words that are
nearly the same are one utterance.  A copy keeps its original's quotations, so that there less will do.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from digest.trace.names import Named
from digest.trace.quotations.found import Quotation
from digest.trace.quotations.likeness import Likeness, likeness


@dataclass(frozen=True, slots=True)
class Strictness:
    """What two printings of one utterance must share."""

    words: int  # at least
    share: float  # of the words that are the same
    places: int  # at which words changed, at most


_COPY = Strictness(words=5, share=0.7, places=6)
_ONE_SPEAKER = Strictness(words=7, share=0.75, places=2)
_INDEPENDENT = Strictness(words=7, share=0.85, places=2)
_LOPSIDED = 0.85  # share, where the first or last word is another, or the speaker
_OVERLAP = 0.5  # of the shorter one's words, below which two are not laid side by side
_ONE_NAME = 0.8  # likeness of two spellings of one name
_EXCERPT = 4  # words of an excerpt
_COVERED = 0.6  # of the shorter one's words, by printings that differ
_EDGE = 2  # words that are the same beyond a change, at least, in independent reports
_OTHER_FORM = 0.45  # confidence, at most, where the one was said and the other written
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
    pairs = list(_identical(ones, others, related=related))
    whole = {quotation.key for pair in pairs for quotation in (pair.one, pair.other)}
    found = []
    for one, other in _candidates(ones, others, whole):
        alike = likeness(one.words, other.words, edge=1 if related else _EDGE)
        if alike and _accepted(one, other, alike, related=related):
            rank = (alike.changes > 0, -alike.same, alike.changes, one.start, other.start)
            found.append((rank, one, other, alike))
    taken: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for _, one, other, alike in sorted(found, key=lambda f: f[0]):
        mine, theirs = set(range(*alike.one)), set(range(*alike.other))
        if not mine & taken[one.key] and not theirs & taken[other.key]:
            taken[one.key] |= mine
            taken[other.key] |= theirs
            sure = _confidence(alike, related=related, ended=one.sure and other.sure)
            if alike.changes and not related and one.is_of_other_form(other):
                sure = min(sure, _OTHER_FORM)
            pairs.append(Pair(one, other, alike.one, alike.other, alike.changes > 0, sure))
    return pairs


def _identical(
    ones: Sequence[Quotation], others: Sequence[Quotation], *, related: bool
) -> Iterator[Pair]:
    """Quotations of the same words from end to end, in the order in which each article repeats them."""
    printed: defaultdict[tuple[str, ...], list[Quotation]] = defaultdict(list)
    for other in reversed(others):
        printed[other.plain].append(other)
    for one in ones:
        size = len(one.plain)
        if not (theirs := printed.get(one.plain)):
            continue
        apart = one.speaker and theirs[-1].speaker and not _is_one(one.speaker, theirs[-1].speaker)
        if not apart or related or size > _EXCERPT:
            yield Pair(one, theirs.pop(), (0, size), (0, size), altered=False, confidence=1.0)


def _candidates(
    ones: Sequence[Quotation], others: Sequence[Quotation], whole: Set[tuple[str, int]]
) -> Iterator[tuple[Quotation, Quotation]]:
    """Quotations, of those that are not `whole` in a pair, that share half of their words."""
    theirs = [(other, frozenset(other.plain)) for other in others if other.key not in whole]
    for one in ones:
        if one.key in whole:
            continue
        mine = frozenset(one.plain)
        for other, words in theirs:
            if len(mine & words) >= _OVERLAP * max(1, min(len(mine), len(words))):
                yield one, other


def _accepted(one: Quotation, other: Quotation, alike: Likeness, *, related: bool) -> bool:
    printed = min(alike.one[1] - alike.one[0], alike.other[1] - alike.other[0])
    fewest = min(len(one.words), len(other.words))
    told = one.speaker is not None and other.speaker is not None
    same = told and _is_one(one.speaker, other.speaker)
    if not alike.changes:
        return _is_excerpt(one, other, alike, apart=told and not same and not related)
    if told and not same and (not related or alike.share < _LOPSIDED):
        return False
    if alike.lopsided and (not related or alike.share < _LOPSIDED):
        return False
    strict = _COPY if related else _ONE_SPEAKER if same else _INDEPENDENT
    return (
        printed >= _COVERED * fewest
        and alike.same >= strict.words
        and alike.share >= strict.share
        and alike.places <= strict.places
    )


def _is_excerpt(one: Quotation, other: Quotation, alike: Likeness, *, apart: bool) -> bool:
    """Whether the same words are so many, or so nearly all, that they are one utterance."""
    fewest = min(len(one.words), len(other.words))
    if alike.same >= _TAIL:
        return True
    if apart or alike.same < fewest - 1:
        return False
    return alike.same >= _EXCERPT or alike.same == len(one.words) == len(other.words)


def _is_one(one: Named | None, other: Named | None) -> bool:
    """One person, also under another spelling of the name."""
    if one is None or other is None or one == other:
        return one == other
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(one.name, other.name) >= _ONE_NAME


def _confidence(alike: Likeness, *, related: bool, ended: bool) -> float:
    """Lower where a mark is missing: what stands behind the words may be the reporter's own."""
    if not alike.changes:
        return 1.0
    sure = min(0.95, (0.35 if related else 0.15) + 0.75 * alike.share)
    return round(sure if ended else sure / 2, 3)
