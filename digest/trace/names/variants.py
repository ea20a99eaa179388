"""Spellings → names: those that are one name in several spellings are put together.

What sounds alike may be joined on little; what differs by a slip of the hand needs one half of it to
be no word that the language knows, and a context that agrees.  An article rarely spells one name in
two ways: spellings that stand in one article are of two names, but for one slip among many mentions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from digest.trace.names import vocabulary
from digest.trace.names.context import Contexts
from digest.trace.names.forms import Spelling, Words
from digest.trace.names.spelling import Likeness, is_known, likeness, plain, sound

_LEAST = 0.3  # confidence under which two spellings stay apart
_MANY = 3  # mentions beside which a single other spelling may be a slip
_SLIP = 0.7  # confidence in a slip within one article
_AGREES = 0.3  # of a context that says something
_LONG = 8  # letters of a word that is unlikely to be near another by chance


@dataclass(frozen=True, slots=True)
class Joint:
    """Two spellings, by their places, that may be of one name."""

    confidence: float
    one: int
    other: int


class Joining:
    """Puts together the spellings of one story; `language` is that of its words."""

    def __init__(self, spellings: Sequence[Spelling], contexts: Contexts, language: str) -> None:
        self._spellings = spellings
        self._contexts = contexts
        self._language = language

    def names(self) -> list[tuple[list[Spelling], float]]:
        """The spellings of each name, the canonical one first, and how sure it is that they are of one."""
        parts = {at: [at] for at in range(len(self._spellings))}
        sure = dict.fromkeys(parts, 1.0)
        for joint in sorted(self._joints(), key=lambda j: (-j.confidence, j.one, j.other)):
            ours, theirs = sorted((parts[joint.one], parts[joint.other]))
            if ours is theirs or any(self._are_two(a, b) for a in ours for b in theirs):
                continue
            sure[ours[0]] = min(joint.confidence, sure[ours[0]], sure[theirs[0]])
            ours.extend(theirs)
            parts.update(dict.fromkeys(theirs, ours))
        whole = [part for at, part in parts.items() if part[0] == at]
        return [
            (_canonical_first([self._spellings[a] for a in sorted(part)]), sure[part[0]])
            for part in whole
        ]

    def _joints(self) -> Iterator[Joint]:
        for one, other in _candidates(self._spellings):
            confidence = self._confidence(one, other)
            if confidence >= _LEAST and not self._are_two(one, other):
                yield Joint(round(confidence, 3), one, other)

    def _are_two(self, one: int, other: int) -> bool:
        """Whether one article prints both, and neither is a slip there, so that they are two names."""
        rare, frequent = sorted(
            (self._spellings[one], self._spellings[other]), key=lambda s: len(s.phrases)
        )
        if rare.articles.isdisjoint(frequent.articles) or plain(rare.bare) == plain(frequent.bare):
            return False
        slip = len(rare.phrases) == 1 and len(frequent.phrases) >= _MANY and len(rare.key) > 1
        return not slip or self._contexts.tells_kin(rare.phrases[0], frequent)

    def _confidence(self, one: int, other: int) -> float:
        """That two spellings are of one name; 0 where they are not."""
        ours, theirs = self._spellings[one], self._spellings[other]
        if ours.shouts or theirs.shouts or ours.bare == theirs.bare:
            return float(ours.bare == theirs.bare)
        if len(ours.key) != len(theirs.key):
            return self._of_unequal(ours, theirs)
        return self._of_equal(ours, theirs, self._alike(ours.key, theirs.key))

    def _alike(self, one: Words, other: Words) -> Likeness:
        """Of names with as many words: of those that differ most, if the others sound the same."""
        pairs = zip(one, other, strict=True)
        least, *others = sorted(likeness(a, b, self._language) for a, b in pairs)
        same = all(each >= Likeness.SOUND for each in others)
        return least if same else Likeness.UNLIKE

    def _of_equal(self, one: Spelling, other: Spelling, alike: Likeness) -> float:
        """Of names with as many words; slips are only looked for where the words are known."""
        single = len(one.key) == 1
        foreign = self._language != "en" and (single or alike < Likeness.SOUND)
        if foreign or alike == Likeness.UNLIKE:
            return 0.0
        context = self._contexts.agreement(one, other)
        if single:
            return self._of_single(alike, one.key[0], other.key[0], context)
        if self._contexts.ages_apart(one, other):
            return 0.0
        if self._contexts.is_relative(one) != self._contexts.is_relative(other):
            return 0.0
        if alike < Likeness.SOUND and context < _AGREES and _shares_common_words(one, other):
            return 0.0
        sure = _of_several(alike, len(other.key), context)
        return sure if one.articles.isdisjoint(other.articles) else min(sure, _SLIP)

    def _of_single(self, alike: Likeness, one: str, other: str, context: float) -> float:
        """Of names of one word, which say the least by themselves."""
        known = is_known(one, self._language) and is_known(other, self._language)
        if alike == Likeness.SOUND:
            return 0.8 if not known else 0.7 * (context >= 0.5)
        shorter = min(len(one), len(other))
        if alike == Likeness.LOOSE or shorter < 5:
            return 0.0
        return 0.6 if context >= (_AGREES if shorter >= _LONG else 0.5) else 0.0

    def _of_unequal(self, one: Spelling, other: Spelling) -> float:
        """The same words parted otherwise, a middle name more, or a surname alone in one article."""
        short, full = sorted((one, other), key=lambda s: len(s.key))
        if sound("".join(short.key)) == sound("".join(full.key)):
            return 0.95
        if len(short.key) == 2 and short.key != full.ends:
            alike = self._alike(short.key, full.ends) if len(full.ends) == 2 else Likeness.UNLIKE
            return self._of_equal(short, full, alike)
        if len(short.key) == 1 and len(full.key) == 2 and full.is_person:
            alike = likeness(short.key[0], full.key[-1], self._language)
            agrees = self._contexts.agreement(one, other) >= _AGREES
            return (0.8 if agrees else 0.4) * (alike == Likeness.SOUND)
        return 0.0


def _shares_common_words(one: Spelling, other: Spelling) -> bool:
    """Whether what two names have in common says little: an Avenue, a County."""
    shared = {word.lower() for word in one.key} & {word.lower() for word in other.key}
    return shared <= vocabulary.PLACES | vocabulary.ORGANISATIONS


def _of_several(alike: Likeness, words: int, context: float) -> float:
    """Of names of several words, all but one of which are the same."""
    if alike >= Likeness.SOUND:
        return 0.95
    if alike == Likeness.LOOSE:
        return 0.6 * (context >= (0.5 if words < 3 else _AGREES))
    return min(0.95, 0.6 + 0.5 * context)


def _canonical_first(spellings: Sequence[Spelling]) -> list[Spelling]:
    """The spelling of most articles first, then of most mentions, then the earliest; capitals last."""
    return sorted(spellings, key=lambda s: (s.shouts, -len(s.articles), -len(s.phrases)))


def _candidates(spellings: Sequence[Spelling]) -> list[tuple[int, int]]:
    """Pairs that have a word in common, by its sound, or that begin alike and are of one word."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for at, spelling in enumerate(spellings):
        for key in {*_keys(spelling.key), *_keys(spelling.ends)}:
            alike.setdefault(key, []).append(at)
    return sorted({pair for found in alike.values() for pair in combinations(found, 2)})


def _keys(words: Words) -> Iterator[tuple[str, ...]]:
    """What two spellings of one name have in common at least."""
    yield ("whole", sound("".join(words)))
    if len(words) == 1:
        yield ("one", sound(words[0])[:1])
        yield ("last", sound(words[0]))
        return
    for at, word in enumerate(words):
        yield (str(len(words)), str(at), sound(word))
    yield ("last", sound(words[-1]))
