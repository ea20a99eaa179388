"""How far two words may be one name in two spellings: sound, slips of the hand, and what is neither."""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from digest.language.frequencies import frequencies
from digest.language.words import terms_of

_NEAR_LEAST = 4  # letters of the shorter word, for one slip; shorter ones are other words
_LOOSE_LEAST = 5  # and for two
_ACRONYM = 5  # most letters
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
# One sound, several letters: how Cyrillic, Arabic and German names come into English, and homophones.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ye", "e"),
        (r"^g(?=[ei])", "j"),
        (r"(?<=[aou])e(?=[^aeiouy])", ""),  # Mueller, Goethe
        (r"kh|(?<=[bdglrt])h(?=[aeiou])", "h"),
        (r"ph", "f"),
        (r"tz(?![bdfghklmn])|ts(?=[aeiouy])|c(?=[eiy])", "ţ"),
        (r"ck|q|c(?![hz])", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"(?:ie|(?<=[^aeiou])e[iy]+)$", "i"),
        (r"ee|(?:[iy]|(?<=[^aeiou])j)+", "i"),
        (r"(?<=[aeo])h(?=[nlmrt]|$)|(?<=r)h", ""),  # John, Sarah
        (r"ff$", "v"),
    )
)
_TWICE = re.compile(r"(.)\1+")
_ENDINGS = re.compile(
    r"(?:s|es|n|an|ian|i|ish|ese|ed|ing|er|ers|a|e|o|y|ans|ians|is|ov|ova|in|ina|ska|ski|sky|skaya|t|d|l|ic|al)"
)
_GENDERED = re.compile(r"(?:ski|sky|skiy|skyy|ska|skaya|ov|ova|ev|eva|in|ina|a|o|os|as)$")


class Likeness(IntEnum):
    """Of two words of names."""

    UNLIKE = 0
    LOOSE = 1  # two slips apart
    NEAR = 2  # one slip apart
    SOUND = 3  # another way to write the same sound
    SAME = 4


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Without diacritics, capitals, stops and marks; "-" parts the pieces."""
    bare = word.casefold().translate(_LETTERS)
    if not bare.isascii():
        bare = "".join(
            c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c)
        )
    return re.sub(r"[^\w-]", "", bare.replace("–", "-").replace("‑", "-"))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A word by its sound, whatever alphabet it was carried over from."""
    folded = plain(word).replace("-", "")
    for pattern, letters in _SOUNDS:
        folded = pattern.sub(letters, folded)
    return _TWICE.sub(r"\1", folded)


@lru_cache(maxsize=65536)
def is_known(word: str, language: str) -> bool:
    """Whether the language at large has the word; then it is no slip for another one."""
    folded = plain(word)
    terms = terms_of(language)(folded)
    return not terms or all(term in frequencies(language) for term in terms)


def likeness(one: str, other: str, language: str) -> Likeness:
    """How much alike two words of names are, as spellings of one."""
    a, b = plain(one), plain(other)
    if a == b:
        return Likeness.SAME
    if _is_acronym(one) or _is_acronym(other) or _short_parts_differ(a, b) or _inflected(a, b):
        return Likeness.UNLIKE
    if sound(one) == sound(other):
        return Likeness.SOUND
    if (sound(one)[0] != sound(other)[0] and a[0] != b[0]) or (
        is_known(one, language) and is_known(other, language)
    ):
        return Likeness.UNLIKE
    return _slips(a, b)


def _is_acronym(word: str) -> bool:
    """Whether each letter of a word stands for one: none is a slip; initials too."""
    return len(word) <= _ACRONYM and word.isupper()


def _slips(a: str, b: str) -> Likeness:
    shorter = min(len(a), len(b))
    if shorter < _NEAR_LEAST:
        return Likeness.UNLIKE
    apart = min(
        OSA.distance(a, b, score_cutoff=2), OSA.distance(sound(a), sound(b), score_cutoff=2)
    )
    if apart <= 1:
        return Likeness.NEAR
    return Likeness.LOOSE if apart == 2 and shorter >= _LOOSE_LEAST else Likeness.UNLIKE


def _short_parts_differ(a: str, b: str) -> bool:
    """Jong-un and Jong-il: pieces too short to be slips of each other."""
    if "-" not in a or "-" not in b:
        return False
    ours, theirs = a.split("-"), b.split("-")
    return len(ours) == len(theirs) and any(
        x != y and min(len(x), len(y)) < _NEAR_LEAST and sound(x) != sound(y)
        for x, y in zip(ours, theirs, strict=True)
    )


def _inflected(a: str, b: str) -> bool:
    """One is the other with an ending (Russia, Russian), or with that of the other gender."""
    short, long = sorted((a, b), key=len)
    if long.startswith(short):
        rest = long[len(short) :]
        return rest != short[-1] and sound(a) != sound(b) and bool(_ENDINGS.fullmatch(rest))
    one, other = _GENDERED.search(a), _GENDERED.search(b)
    if not one or not other or one[0] == other[0]:
        return False
    return a[: one.start()] == b[: other.start()] and sound(a) != sound(b)
