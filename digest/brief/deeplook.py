"""The Deep Look: sections in reading order, of sentences that the Quick Look has not shown."""

import re
from collections.abc import Sequence
from itertools import pairwise

from digest.brief.headings import heading
from digest.brief.material import Candidate, Material
from digest.brief.selection import Group, Room, Selection, words_of
from digest.brief.standing import is_whole, leans

_WORD = re.compile(r"\w")
_WORDS = 400
_ENOUGH = 1000  # words, from which those that spell a name otherwise can be done without
_LEAST = 60  # words under which a Deep Look is not worth its name
_FEWEST = 6  # words of a sentence
_LONGEST = 45  # words of a sentence
_KNOWN = 0.8  # share of what the Quick Look represents that need not be told again
_LENGTH = 0.5  # exponent of a group's words in what it costs
_FULL_TERMS = 10
_SECTION_WORDS = 100
_MOST_SECTIONS = 4


def deep_look(
    material: Material, selection: Selection, shown: Sequence[Candidate]
) -> list[tuple[str, list[Candidate]]]:
    """Sections with their headings; empty where the story holds too little for one."""
    import numpy as np

    groups = _groups(material)
    selection.fade(_KNOWN)
    cheap = np.array([_told(g) * words_of(g) ** -_LENGTH for g in groups])
    chosen = selection.choose(groups, cheap, Room(len(groups), _WORDS), shown)
    if sum(map(words_of, chosen)) < _LEAST:
        return []
    sections: list[tuple[str, list[Candidate]]] = []
    for part in _parted(_in_reading_order(chosen, material), material):
        told = [candidate for group in part for candidate in group]
        sections.append((heading(told, material, {h for h, _ in sections}), told))
    return sections


def _told(group: Group) -> float:
    """How much a group tells, up to a full sentence of it."""
    terms = frozenset().union(*(candidate.terms for candidate in group))
    return min(1.0, len(terms) / _FULL_TERMS)


def _groups(material: Material) -> list[Group]:
    """A sentence each; one that leans on its predecessor, or goes on with its quotation, comes with it."""
    found: list[Group] = []
    for ref in material.sentences:
        candidate = material.shortened(ref, _LONGEST)
        if candidate is None or candidate.words < _FEWEST:
            continue
        if candidate.stands_alone:
            found.append((candidate,))
        elif _goes_on(candidate, material) and (before := _before(candidate, material)):
            found.append((before, candidate))
    alike = [group for group in found if all(map(material.in_one_spelling, group))]
    return alike if sum(map(words_of, alike)) >= _ENOUGH else found


def _goes_on(candidate: Candidate, material: Material) -> bool:
    article, index = candidate.ref
    quoted = material.documents[article].sentences[index].quoted
    return quoted or (is_whole(candidate.text) and leans(candidate.text))


def _before(candidate: Candidate, material: Material) -> Candidate | None:
    """The sentence before, if it is of the same paragraph or the one above and stands alone."""
    article, index = candidate.ref
    before = (article, index - 1)
    if before not in material.place:
        return None
    document = material.documents[article]
    one, other = document.sentences[index - 1 : index + 1]
    between = document.article.text[one.end : other.start]
    if other.paragraph - one.paragraph > 1 or _WORD.search(between):
        return None
    found = material.whole(before)
    return found if found.stands_alone and found.words <= _LONGEST else None


def _in_reading_order(chosen: Sequence[Group], material: Material) -> list[Group]:
    """As high as in their own articles, those of one article in its order."""
    return sorted(
        chosen, key=lambda g: (round(material.height(g[0].ref), 4), material.place[g[0].ref])
    )


def _parted(ordered: Sequence[Group], material: Material) -> list[list[Group]]:
    """Sections of about the same length, cut where neighbours are least alike."""
    words = [words_of(g) for g in ordered]
    wanted = max(1, min(_MOST_SECTIONS, round(sum(words) / _SECTION_WORDS)))
    even = sum(words) / wanted
    bonds = [_bond(one, other, material) for one, other in pairwise(ordered)]
    # The cheapest way to part the first `end` groups: its cost, and where its last section begins.
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for end in range(1, len(ordered) + 1):
        best[end] = min(
            (
                best[begin][0]
                + (bonds[begin - 1] if begin else 0.0)
                + (sum(words[begin:end]) / even - 1) ** 2,
                begin,
            )
            for begin in range(end)
        )
    edges = [len(ordered)]
    while edges[-1]:
        edges.append(best[edges[-1]][1])
    return [list(ordered[a:b]) for a, b in pairwise(reversed(edges))]


def _bond(one: Group, other: Group, material: Material) -> float:
    return float(material.closeness[material.place[one[-1].ref], material.place[other[0].ref]])
