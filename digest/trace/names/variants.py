"""Spellings → names: those that are one name in several spellings are put together.

What sounds alike may be joined on little; what differs by a slip of the hand needs one half of it to
be no word that the language knows, and a context that agrees.  An article rarely spells one name in
two ways: spellings that stand in one article are of two names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from digest.trace.names.context import Contexts
from digest.trace.names.forms import Spelling, Words
from digest.trace.names.spelling import Likeness, is_known, likeness, plain, sound

LEAST = 0.3  # confidence under which two spellings stay apart


@dataclass(frozen=True, slots=True)
class Joint:
    """Two spellings, by their places, that may be of one name."""

    confidence: float
    one: int
    other: int


def joined(
    spellings: Sequence[Spelling], contexts: Contexts, language: str
) -> list[tuple[list[Spelling], float]]:
    """The spellings of each name, the canonical one first, and how sure it is that they are of one."""
    joints = [
        Joint(confidence, one, other)
        for one, other in _candidates(spellings)
        if (confidence := _confidence(spellings[one], spellings[other], contexts, language))
        >= LEAST
    ]
    parts: dict[int, list[int]] = {at: [at] for at in range(len(spellings))}
    sure = dict.fromkeys(range(len(spellings)), 1.0)
    for joint in sorted(joints, key=lambda j: (-j.confidence, j.one, j.other)):
        ours, theirs = parts[joint.one], parts[joint.other]
        if ours is theirs or any(_beside(spellings[a], spellings[b]) for a in ours for b in theirs):
            continue
        ours.extend(theirs)
        sure[ours[0]] = min(joint.confidence, sure[ours[0]], sure[theirs[0]])
        for at in theirs:
            parts[at] = ours
    return [
        (_canonical_first([spellings[a] for a in sorted(part)]), sure[part[0]])
        for at, part in parts.items()
        if at == part[0]
    ]


def _canonical_first(spellings: Sequence[Spelling]) -> list[Spelling]:
    """The spelling of most articles first, then of most mentions, then the earliest; capitals last."""
    return sorted(spellings, key=lambda s: (s.shouts, -len(s.articles), -len(s.phrases)))


def _beside(one: Spelling, other: Spelling) -> bool:
    """Whether one article prints both."""
    return not one.articles.isdisjoint(other.articles)


def _candidates(spellings: Sequence[Spelling]) -> Iterator[tuple[int, int]]:
    """Pairs that have a word in common or are single words that begin alike."""
    buckets: dict[tuple[str, ...], list[int]] = {}
    for at, spelling in enumerate(spellings):
        for key in _keys(spelling.key):
            buckets.setdefault(key, []).append(at)
    seen: set[tuple[int, int]] = set()
    for found in buckets.values():
        seen.update(combinations(found, 2))
    return iter(sorted(seen))


def _keys(words: Words) -> Iterator[tuple[str, ...]]:
    yield ("whole", sound("".join(words)))
    if len(words) == 1:
        yield ("single", sound(words[0])[:1])
        return
    for at, word in enumerate(words):
        yield (str(len(words)), str(at), sound(word))
    yield ("single", sound(words[-1])[:1])


def _confidence(one: Spelling, other: Spelling, contexts: Contexts, language: str) -> float:
    """That two spellings are of one name; 0 where they are not."""
    if _beside(one, other):
        return 0.0
    a, b = one.key, other.key
    if one.shouts or other.shouts:
        return float(plain("".join(a)) == plain("".join(b)))
    if len(a) != len(b):
        return _of_unequal(one, other, contexts, language)
    alike = [likeness(x, y, language) for x, y in zip(a, b, strict=True)]
    if min(alike) >= Likeness.SOUND:
        return _of_sound(one, other, contexts, language)
    if min(alike) == Likeness.UNLIKE or sum(each < Likeness.SOUND for each in alike) > 1:
        return 0.0
    context = contexts.agreement(one, other)
    if len(a) == 1:
        return _of_single(min(alike), a[0], b[0], context)
    if min(alike) == Likeness.LOOSE:
        return 0.6 if context >= 0.5 else 0.0
    return min(0.95, 0.6 + 0.5 * context)


def _of_sound(one: Spelling, other: Spelling, contexts: Contexts, language: str) -> float:
    a, b = one.key, other.key
    if len(a) == 1 and is_known(a[0], language) and is_known(b[0], language):
        return 0.7 if contexts.agreement(one, other) >= 0.5 else 0.0
    return 0.95 if len(a) > 1 else 0.8


def _of_single(like: Likeness, a: str, b: str, context: float) -> float:
    if like == Likeness.LOOSE or min(len(a), len(b)) < 5:
        return 0.0
    return 0.6 if context >= 0.5 else 0.0


def _of_unequal(one: Spelling, other: Spelling, contexts: Contexts, language: str) -> float:
    """The same words parted otherwise, or a surname alone in one article and a full name in another."""
    short, full = sorted((one, other), key=lambda s: len(s.key))
    if sound("".join(short.key)) == sound("".join(full.key)):
        return 0.95
    if len(short.key) != 1 or len(full.key) != 2 or not full.is_person:
        return 0.0
    if likeness(short.key[0], full.key[-1], language) != Likeness.SOUND:
        return 0.0
    return 0.8 if contexts.agreement(one, other) >= 0.3 else 0.4
