"""Which language a text is in."""

from collections import Counter
from functools import cache
from typing import Any

from digest.language.words import words

_ENOUGH = 1000  # code points that tell a language
_EVIDENT = 0.2  # share of function words, "the" among them, that needs no second opinion


def language_of(text: str, default: str = "en") -> str:
    """ISO 639-1 code; `default` for a text too short to tell.

    English, much the most frequent, is told by its function words before the classifier is asked.
    """
    sample = text[:_ENOUGH]
    spoken = [word.casefold() for word in words(sample) if word[0].isalpha()]
    if len(spoken) < 4:
        return default
    common = Counter(spoken)
    if common["the"] and sum(common[w] for w in _ENGLISH) / len(spoken) >= _EVIDENT:
        return "en"
    return str(_classifier()(sample)[0])


_ENGLISH = frozenset(
    "the of to and in a is was that for on with said at by from no has have had be been are were not but as"
    " his her its an who which after between than their they it he she this will would".split()
)


@cache
def _classifier() -> Any:
    import py3langid

    return py3langid.classify
