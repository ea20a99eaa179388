"""Section headings: the sources' own subheads where they fit, else the names that a section is about."""

from collections import Counter
from collections.abc import Sequence

from digest.brief.material import Candidate, Material

_SUBHEAD_WORDS = range(2, 10)
_FALLBACKS = ("In detail", "Further", "Also reported", "Also", "More")


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
    here = Counter(
        named
        for candidate in section
        for start, end in candidate.pieces
        for _, named in material.names.within(candidate.ref[0], start, end)
        if named.kind != "other" or " " in named.name
    )
    ranked = sorted(
        here, key=lambda n: (-(here[n] > 1), -round(here[n] / (1 + len(n.mentions)), 4), n.name)
    )
    return [named.name for named in ranked]
