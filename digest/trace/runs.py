"""Runs of words: what an article reports in its own words, as hashed 5-grams (Broder 1997).

Quotations are left out: outlets that were at one news conference share them without having copied
each other.  So are calls for witnesses and statements, which every outlet prints as they were given out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zlib import crc32

from digest.language.words import words
from digest.models import Document

GRAM = 5
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]?|‘[^’]{20,}’")
_CALL = re.compile(
    r"\b(?:anyone|anybody|those|witnesses|persons?) (?:who |with |has |have |may |is |are |having )+.{0,50}"
    r"(?:call|contact|information|footage)\b|\b(?:asked|urged|encouraged) to (?:call|contact|come forward)\b"
    r"|\bcrime ?stoppers\b"
)
# "… released this statement:", and what follows up to somebody's words of the outlet's own.
_ANNOUNCED = re.compile(r"\b(?:statement|release|letter|e-?mail|message)\b[^.]{0,80}:$", re.I)
_REPORTED = re.compile(r"\b(?:said|says?|told|tells|according to)\b")
_LEAST_PARTICULARS = 8  # of a text in which their share can be judged
_BREAK = ""  # between words that do not follow one another
_FACTORS = (
    0x9E3779B97F4A7C15,
    0xC2B2AE3D27D4EB4F,
    0x165667B19E3779F9,
    0xD6E8FEB86659FD93,
    0xFF51AFD7ED558CCD,
)


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The runs of five words of one article."""

    document: Document
    told: tuple[str, ...]  # its words in order, "" where quotations and sentences part them
    places: Any  # where in `told` each run begins, in order (int)
    hashes: Any  # of each run (uint64)
    distinct: Any  # the hashes, each once and sorted (uint64)
    particulars: frozenset[str]  # its figures, and words with a capital inside a sentence, folded

    @property
    def id(self) -> str:
        """Of the article."""
        return self.document.article.id


def runs_of(document: Document) -> Runs:
    """The runs of a document; they cross no sentence."""
    import numpy as np

    printed = _told(document)
    told = tuple(word.casefold() for word in printed)
    codes = np.array([_code(word) for word in told], dtype=np.uint64)
    if len(codes) < GRAM:
        codes = np.zeros(GRAM, dtype=np.uint64)
    windows = [codes[at : len(codes) - GRAM + 1 + at] for at in range(GRAM)]
    places = np.flatnonzero(np.minimum.reduce(windows))
    hashes = np.zeros(len(places), dtype=np.uint64)
    for factor, window in zip(_FACTORS, windows, strict=True):
        hashes = (hashes ^ window[places]) * np.uint64(factor)
    return Runs(document, told, places, hashes, np.unique(hashes), _particulars(printed))


def shared_runs(texts: Sequence[Runs]) -> Any:
    """How many distinct runs each two of the texts share: a square of counts, by their order."""
    import numpy as np
    from scipy.sparse import csr_matrix

    lengths = [len(text.distinct) for text in texts]
    found, columns = np.unique(
        np.concatenate([text.distinct for text in texts]), return_inverse=True
    )
    ends = np.concatenate([[0], np.cumsum(lengths)])
    held = csr_matrix(
        (np.ones(len(columns), dtype=np.int32), columns.ravel(), ends),
        shape=(len(texts), len(found)),
    )
    return (held @ held.T).toarray()


def longest_shared(text: Runs, other: Runs) -> tuple[str, ...]:
    """The longest run of words that stands in both, folded; empty where they share no five."""
    at = dict(zip(other.hashes.tolist()[::-1], other.places.tolist()[::-1], strict=True))
    best, begun, before, there = (0, 0), 0, -2, -2
    for place, run in zip(text.places.tolist(), text.hashes.tolist(), strict=True):
        match = at.get(run, -2)
        if place != before + 1 or match != there + 1 or match < 0:
            begun = place
        if match >= 0:
            best = max(best, (place - begun + GRAM, -begun))
        before, there = place, match
    length, begun = best[0], -best[1]
    return text.told[begun : begun + length]


def particulars_shared(text: Runs, other: Runs) -> float:
    """The share of the shorter text's names and figures that stand in runs of both; 1 where it has few.

    Who prints the list of charges, the law or the standing words of another report shares none of them.
    """
    import numpy as np

    shorter, longer = sorted((text, other), key=lambda each: len(each.distinct))
    if len(shorter.particulars) < _LEAST_PARTICULARS:
        return 1.0
    places = shorter.places[np.isin(shorter.hashes, longer.distinct)].tolist()
    stand = {word for place in places for word in shorter.told[place : place + GRAM]}
    return len(shorter.particulars & stand) / len(shorter.particulars)


@dataclass(frozen=True, slots=True)
class Beside:
    """How the sentences of one text stand to another."""

    sentences: int
    parallel: int  # a quarter of their runs, at least, stands in the other
    shared: int  # half of them, at least
    own: int  # have a name or a figure, and no run that does


def sentences_beside(text: Runs, other: Runs) -> Beside:
    """Which of its sentences of five words and more stand in the other, and which are its own."""
    import numpy as np

    held = np.isin(text.hashes, other.distinct)
    ends = [at for at, word in enumerate(text.told) if word == _BREAK]
    runs = np.bincount(np.searchsorted(ends, text.places), minlength=len(ends))
    both = np.bincount(np.searchsorted(ends, text.places[held]), minlength=len(ends))
    particular = np.array(
        [not text.particulars.isdisjoint(text.told[a:b]) for a, b in pairwise([0, *ends])],
        dtype=bool,
    )
    told = runs > 0
    counts = (
        told,
        told & (4 * both >= runs),
        told & (2 * both >= runs),
        told & particular & ~(both > 0),
    )
    return Beside(*(int(count.sum()) for count in counts))


def sentences_shared(text: Runs, other: Runs) -> int:
    """How many sentences of the text stand whole in the other; each once, however often printed."""
    return sum(len(part) >= GRAM for part in {*_parts(text)} & {*_parts(other)})


def _parts(text: Runs) -> list[tuple[str, ...]]:
    found, begun = [], 0
    for at, word in enumerate(text.told):
        if word == _BREAK:
            found.append(text.told[begun:at])
            begun = at + 1
    return found


def _told(document: Document) -> tuple[str, ...]:
    """The words of the outlet's own, as printed."""
    text = document.article.text
    told: list[str] = []
    given_out, before = False, 0
    for sentence in document.sentences:
        spoken = text[sentence.start : sentence.end]
        announced = _ANNOUNCED.search(text[before : sentence.start].rstrip())
        given_out = (given_out or bool(announced)) and not _REPORTED.search(spoken)
        before = sentence.start
        if given_out or _CALL.search(spoken.lower()):
            continue
        bare = _QUOTED.sub(" \x00 ", f"“{spoken}" if sentence.quoted else spoken)
        for part in bare.split("\x00"):
            told.extend(words(part))
            told.append(_BREAK)
    return tuple(told)


def _particulars(printed: Sequence[str]) -> frozenset[str]:
    return frozenset(
        word.casefold()
        for before, word in pairwise(printed)
        if word[:1].isdigit() or (before != _BREAK and word[:1].isupper())
    )


@lru_cache(maxsize=1 << 18)
def _code(word: str) -> int:
    """A number a word, the same in every run; 0 for a break."""
    return (crc32(word.encode()) + 1) * 0x9E3779B1 if word else 0
