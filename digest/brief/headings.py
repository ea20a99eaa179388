"""Section headings: the sources' own subheads where they fit, else the names that a section is about."""

import re
from collections import Counter
from collections.abc import Sequence

from digest.brief.material import Candidate, Material

_SUBHEAD_WORDS = range(2, 10)
_FALLBACKS = ("In detail", "Further", "Also reported", "Also", "More")
# A capitalised phrase that does not begin a sentence or a quotation.
_NAME = re.compile(
    r"(?<![.!?:“\"‘'] )(?<![“\"‘'(])(?<!^)\b[A-ZÀ-ÖØ-Þ][\w’-]+(?:\s(?:(?:of|de|al|van|von)\s)?[A-ZÀ-ÖØ-Þ][\w’-]+){0,5}"
)
_NO_NAME = re.compile(
    r"^(?:The|A|An|I|We|He|She|It|They|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June"
    r"|July|August|September|October|November|December)$"
)
_TITLES = frozenset(
    "Mr Mrs Ms Miss Dr Sir Lord Lady Prof Professor President Presidents Vice Deputy Minister Ministers"
    " Foreign Prime Finance Secretary General Governor Captain Judge Justice Chancellor Senator Mayor King"
    " Queen Prince Princess Pope Chief Sheriff Police Officer Detective Sergeant Lieutenant Colonel Commander"
    " Director Chairman Chairwoman Spokesman Spokeswoman The".split()
)


def heading(section: Sequence[Candidate], material: Material, used: set[str]) -> str:
    """A heading that no section before it has."""
    votes = Counter(s for c in section if (s := _subhead_over(c, material)))
    ranked = [subhead for subhead, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))]
    named = ", ".join(_names(section, material)[:2])
    return next(
        h for h in (*ranked, named, *_FALLBACKS, *map(str, range(99))) if h and h not in used
    )


def _subhead_over(candidate: Candidate, material: Material) -> str | None:
    """The subhead under which a source has the sentence, if it would do as a heading here."""
    subheads = material.documents[candidate.ref[0]].subheads
    above = [s.text for s in subheads if s.before <= candidate.ref[1]]
    return above[-1] if above and len(above[-1].split()) in _SUBHEAD_WORDS else None


def _names(section: Sequence[Candidate], material: Material) -> list[str]:
    """The names of a section, those first that the section has more than the rest of the story."""
    here = Counter(name for c in section for name in names_in(c.text))
    shares = {name: count / (1 + _told(name, material)) for name, count in here.items()}
    ranked = sorted(here, key=lambda n: (-(here[n] > 1), -round(shares[n], 4), -here[n], n))
    kept: list[str] = []
    for name in ranked:
        if not any(name in other or other in name for other in kept):
            kept.append(name)
    return kept


def names_in(text: str) -> set[str]:
    """The capitalised phrases of a sentence, without titles and possessives."""
    bare = (_untitled(re.sub(r"[’']s?$", "", found)) for found in _NAME.findall(text))
    return {name for name in bare if len(name) > 2 and not _NO_NAME.match(name)}


def _untitled(name: str) -> str:
    """What stands behind the last title in a capitalised phrase."""
    words = name.split()
    titled = [at for at, word in enumerate(words) if word.rstrip(".") in _TITLES]
    return " ".join(words[titled[-1] + 1 :] if titled else words)


def _told(name: str, material: Material) -> int:
    return sum(name in material.text(ref) for ref in material.sentences)
