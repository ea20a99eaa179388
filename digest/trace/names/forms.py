"""Phrases → spellings: each full name with the short forms that stand for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from digest.trace.names import vocabulary
from digest.trace.names.phrases import Phrase

Words = tuple[str, ...]
_LONGEST = 4  # words of a person's name
_GENERATIONS = ("Jr", "Sr", "II", "III")


@dataclass(frozen=True)
class Spelling:
    """One spelling of a name, and the phrases that print it, short forms too."""

    words: Words  # the fullest form
    phrases: tuple[Phrase, ...]

    @cached_property
    def key(self) -> Words:
        """What is compared of it."""
        return key_of(self.words)

    @cached_property
    def ends(self) -> Words:
        """First and last word of a person's name; what is compared of it, of any other."""
        return (self.key[0], self.key[-1]) if _is_personal(self.key) and self.key[1:] else self.key

    @cached_property
    def bare(self) -> str:
        """The letters of what is compared."""
        return bare(self.key)

    @cached_property
    def shouts(self) -> bool:
        """Whether it is in capitals throughout, as datelines and headlines are."""
        return max(map(len, self.words)) > 3 and all(word.isupper() for word in self.words)

    @cached_property
    def offices(self) -> frozenset[str]:
        """All words of office before it."""
        return frozenset(word for phrase in self.phrases for word in phrase.offices)

    @cached_property
    def is_person(self) -> bool:
        """Whether words of office stand before it anywhere."""
        return any(phrase.title for phrase in self.phrases)

    @cached_property
    def articles(self) -> frozenset[str]:
        """That print it."""
        return frozenset(phrase.article for phrase in self.phrases)


def bare(words: Words) -> str:
    """Letters alone: what differs in no more than marks, capitals and gaps is one spelling."""
    return "".join(filter(str.isalnum, "".join(words).casefold()))


def key_of(words: Words) -> Words:
    """A name without the initials amid it: these come and go."""
    own = tuple(word for word in words if word not in _GENERATIONS)
    if len(own) < 3 or not _is_personal(own):
        return words
    initials = all(len(word) == 1 for word in own[1:-1])
    return (own[0], own[-1]) if initials else words


def _is_personal(words: Words) -> bool:
    small = {w.lower() for w in words}
    return not small & (vocabulary.ORGANISATIONS | vocabulary.PLACES | {"of", "for", "the"})


def spellings_of(phrases: Sequence[Phrase]) -> list[Spelling]:
    """Every spelling, in the order in which they first stand; short forms are with the full ones."""
    by_key: dict[Words, list[Phrase]] = {}
    for phrase in phrases:
        by_key.setdefault(key_of(phrase.words), []).append(phrase)
    full = {k: Spelling(_fullest(found), tuple(found)) for k, found in by_key.items()}
    owners = _owners(full)
    joined: dict[Words, list[Phrase]] = {key: [] for key in full}
    for key, spelling in full.items():
        for phrase in spelling.phrases:
            owner = _owner(phrase, key, owners, full)
            while (above := _owner(phrase, owner, owners, full)) != owner:
                owner = above
            joined[owner].append(phrase)
    return [Spelling(full[k].words, tuple(found)) for k, found in joined.items() if found]


def _fullest(phrases: Sequence[Phrase]) -> Words:
    return max((phrase.words for phrase in phrases), key=len)


def _owners(full: Mapping[Words, Spelling]) -> dict[Words, list[Words]]:
    """For each short form, the full names that it may stand for."""
    owners: dict[Words, list[Words]] = {}
    for key, spelling in full.items():
        if 1 < len(key) <= _LONGEST and _is_personal(key):
            last = key[-2:-1] if key[-1] in _GENERATIONS else key[-1:]
            shorts = {last, key[1:], (key[0], key[-1])}
            if last in full or any(p.title for p in spelling.phrases):
                shorts |= {key[:1], key[:-1]}
            for short in sorted(shorts - {key}):
                owners.setdefault(short, []).append(key)
    return owners


def _owner(
    phrase: Phrase,
    key: Words,
    owners: Mapping[Words, Sequence[Words]],
    full: Mapping[Words, Spelling],
) -> Words:
    """The full name that a phrase is a form of; itself, where none or several may be meant."""
    may = owners.get(key, ())
    may = [k for k in may if k[-1:] == key[-1:]] or may
    here = [k for k in may if phrase.article in full[k].articles] or may
    told = [k for k in here if any(p.title for p in full[k].phrases)] or here
    return told[0] if len(told) == 1 else key


def printed(phrase: Phrase, text: str) -> str:
    """A phrase as it stands, on one line."""
    return " ".join(text[phrase.start : phrase.end].split())
