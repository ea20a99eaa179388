"""How common a term is in the language at large, from the word lists of the `wordfreq` package.

A collection of a handful of articles, or one in which a story fills half the day, cannot tell by
itself which words are common.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from digest.language.words import terms_of

# Languages whose list goes by another name: Bokmål for Norwegian, one list for Serbo-Croatian.
_LISTED_AS = {"no": "nb", "sr": "sh", "hr": "sh", "bs": "sh"}


@cache
def frequencies(language: str) -> Mapping[str, float]:
    """Share of the running words of a language (ISO 639-1) that are of each term; empty if unknown.

    Terms that are not in it are rarer than one in a million.
    """
    import wordfreq

    listed = _LISTED_AS.get(language, language)
    if listed not in wordfreq.available_languages("small"):
        return {}
    terms = terms_of(language)
    shares: Counter[str] = Counter()
    for word, share in wordfreq.get_frequency_dict(listed, "small").items():
        for term in terms(word):
            shares[term] += share  # type: ignore[assignment]
    return shares
