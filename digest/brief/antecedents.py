"""Whether each bullet is understood by who has read the headline and the bullets before it."""

import re
from collections.abc import Sequence

from digest.brief.insertions import Editor
from digest.brief.material import Candidate, Material
from digest.language.words import terms_of

_DEFINITE = re.compile(r"(?:The|Both)\s+")
# Where a subject ends.
_ENDS = frozenset(
    "is was were are has have had will would could can may might should must did does do said says told came comes went"
    " goes took takes made makes got gets led leads began begins ended left who that which whose where when as and or"
    " but of in on at by with from for to about over under after before during against between near behind not also"
    " never still already now then found saw gave gives put set cut hit ran run rose fell".split()
)
# After these a noun is explained by what follows: "the bridge of Tolmin", "the man who fell".
_EXPLAINS = frozenset(
    "of who that which whose where between for against from in at over near with behind about".split()
)
# What everybody knows without having been told.
_KNOWN = frozenset(
    "government police president minister authorities officials court city state country nation public military army"
    " economy media internet world weather town village mayor governor parliament congress senate government's"
    " president's law investigation prosecutors defense prosecution jury judge dead wounded number most best worst"
    " first last latest average cause total two three only".split()
)


def unexplained(told: Sequence[Candidate], headline: str, material: Material) -> Candidate | None:
    """The first bullet that speaks of somebody or something as if it had been introduced."""
    reader = Editor(material)
    language = next(iter(material.documents.values())).language
    if language != "en":
        return None
    known = set(terms_of(language)(headline))
    for candidate in told:
        if _points_at_nothing(candidate, known) or reader.meets_strangers(candidate, headline):
            return candidate
        reader.edited(candidate)
        known |= candidate.terms
    return None


def _points_at_nothing(candidate: Candidate, known: set[str]) -> bool:
    """Its subject is "the" something that nothing before it mentions, and nothing in it explains."""
    words = _subject(candidate.text)
    if not words or words[-1] in _KNOWN or words[0] in _KNOWN:
        return False
    return known.isdisjoint(terms_of("en")(" ".join(words)))


def _subject(text: str) -> list[str]:
    """The words of a definite subject that is not explained by what follows; none where it is."""
    found = _DEFINITE.match(text)
    words: list[str] = []
    for word in text[found.end() :].split()[:6] if found else ():
        bare = word.rstrip(",;:")
        if bare in _ENDS or bare.endswith("ed"):
            return [] if bare in _EXPLAINS else words
        if not bare.islower():
            return []
        words.append(bare)
        if bare != word:
            return words
    return []
