"""How common a term is in the language at large, from the word lists of the `wordfreq` package.

A collection of a handful of articles, or one in which a story fills half the day, cannot tell by
itself which words are common.

The lists are files inside the package, read directly: importing it loads much that is not needed.
"""

import gzip
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from digest.language.words import terms_of

# Languages whose list goes by another name: Bokmål for Norwegian, one list for Serbo-Croatian.
_LISTED_AS = {"no": "nb", "sr": "sh", "hr": "sh", "bs": "sh"}


@cache
def frequencies(language: str) -> Mapping[str, float]:
    """Share of the running words of a language (ISO 639-1) that are of each term; empty if unknown.

    Terms that are not in it are rarer than one in a million.
    """
    terms = terms_of(language)
    shares: dict[str, float] = {}
    for word, share in _listed(_LISTED_AS.get(language, language)):
        for term in terms(word):
            shares[term] = shares.get(term, 0.0) + share
    return shares


def _listed(language: str) -> Iterator[tuple[str, float]]:
    """The words of a list; the place of their group in the file is their share in centibels."""
    import msgspec

    spec = find_spec("wordfreq")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("wordfreq is not installed: pip install wordfreq")
    path = Path(spec.origin).parent / "data" / f"small_{language}.msgpack.gz"
    if not language.isalpha() or not path.is_file():
        return
    header, *groups = msgspec.msgpack.decode(gzip.decompress(path.read_bytes()))
    if header != {"format": "cB", "version": 1}:
        raise ValueError(f"{path}: not a word list of version 1; install wordfreq 3")
    for centibels, words in enumerate(groups):
        for word in words:
            yield word, 10 ** (-centibels / 100)
