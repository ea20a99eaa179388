"""The Quick Look: a handful of bullets, each one thing, no two the same."""

import math
from collections.abc import Mapping, Sequence

from digest.brief.antecedents import unexplained
from digest.brief.material import Candidate, Material
from digest.brief.news import adds
from digest.brief.selection import Room, Selection
from digest.brief.standing import has_markup, is_whole

MOST_WORDS = 30  # of a bullet
_FEWEST = 5
_ADDED = 1  # terms that a bullet has beyond the headline
_TRIES = 6  # of which each does without a bullet that puzzles
_ENOUGH = 16  # candidates, from which those that spell a name otherwise can be done without
_WORTH = 0.02  # share of the first bullet's gain that a later one must bring
_CENTRAL = 1.0  # how much more the most central bullet is worth than one that is not
_DESCENT = 0.3  # how much less a bullet is worth at the foot of its article
_PRINTED = 0.3  # how much more a bullet is worth each time that its reports double, copies too
_NEW = 2.0  # times as much as other sentences are those worth that add to earlier editions
_QUOTED = 0.7  # how much more a quotation is worth each time that the articles printing it double
_FULL_TERMS = 12  # terms, and
_FULL_LENGTH = 14  # words, from which a bullet says enough


def quick_look(
    material: Material, selection: Selection, bullets: int, headline: str
) -> list[Candidate]:
    """At most so many candidates, in the order in which they tell the story; none is the headline."""
    candidates = {c: _quality(c, material) for c in _candidates(material, headline)}
    for _ in range(_TRIES):
        told = _chosen(material, selection.fork(), bullets, candidates)
        puzzling = set(unexplained(told, headline, material))
        if not puzzling or len(candidates) - len(puzzling) < _FEWEST:
            break
        candidates = {c: q for c, q in candidates.items() if c not in puzzling}
    return _chosen(material, selection, bullets, candidates)


def _chosen(
    material: Material, selection: Selection, bullets: int, candidates: Mapping[Candidate, float]
) -> list[Candidate]:
    """The news first, then what best represents the rest of the story."""
    import numpy as np

    open_ = [c for c in candidates if selection.admits(c)]
    ledes = [c for c in open_ if material.before and adds(c, material)] or open_
    said = [max(ledes, key=lambda c: as_lede(c, material))] if ledes and bullets else []
    for lede in said:
        selection.take((lede,))
    quality = np.array(list(candidates.values()))
    room = Room(bullets - len(said), bullets * MOST_WORDS, least=_FEWEST, worth=_WORTH)
    rest = selection.choose([(c,) for c in candidates], quality, room, said)
    return _told([*said, *(c for (c,) in rest)], material)


def _candidates(material: Material, headline: str) -> list[Candidate]:
    """The sentences that can be bullets; where none can, those that are whole, else any."""
    short = [c for ref in material.sentences if (c := material.shortened(ref, MOST_WORDS))]
    known = set(material.terms_of(headline))
    told = headline.rstrip(". ")
    alone = [
        c
        for c in short
        if c.stands_alone and len(c.terms - known) >= _ADDED and c.text.rstrip(". ") != told
    ]
    for is_better in (material.in_one_spelling, material.is_report, material.is_current):
        better = [c for c in alone if is_better(c)]
        alone = better if len(better) >= _ENOUGH else alone
    whole = [c for c in short if c.unbroken and is_whole(c.text)]
    return alone or whole or [c for c in short if c.words >= 4 and not has_markup(c.text)]


def _quality(candidate: Candidate, material: Material) -> float:
    """How well a candidate is made for a bullet: it tells something, high up, and is widely told.

    What several outlets chose to quote, copies too, was worth repeating to each of them.
    """
    words = min(1.0, candidate.words / _FULL_LENGTH)
    substance: float = words * min(1.0, len(candidate.terms) / _FULL_TERMS)
    told: float = material.backing(candidate.ref) ** 0.25
    told *= 1 + _PRINTED * math.log2(1 + len(material.trace.support.get(candidate.ref, ())))
    quoted = 1 + _QUOTED * math.log2(max(1, material.printed(candidate)))
    fresh = math.sqrt(material.freshness[candidate.ref[0]])
    central = 1 + _CENTRAL * float(material.centrality[material.place[candidate.ref]])
    worth = (
        substance
        * told
        * quoted
        * fresh
        * central
        / (1 + _DESCENT * material.height(candidate.ref))
    )
    return worth * (_NEW if material.before and adds(candidate, material) else 1.0)


def _told(chosen: Sequence[Candidate], material: Material) -> list[Candidate]:
    """The lede first, the rest as their articles tell it."""
    rest = sorted(chosen, key=lambda c: (round(material.height(c.ref), 4), material.place[c.ref]))
    first = max(rest, key=lambda c: as_lede(c, material), default=None)
    return [c for c in rest if c is first] + [c for c in rest if c is not first]


def as_lede(candidate: Candidate, material: Material) -> float:
    """How well a sentence opens a story: central, widely told, high up, and no quotation."""
    at = material.place[candidate.ref]
    central = float(material.centrality[at] * material.sentence_weights[at])
    spoken = 0.3 if candidate.text[:1] in '“"«‘' else 1.0
    full = min(1.0, len(candidate.terms) / _FULL_TERMS)
    return central * spoken * full * material.freshness[candidate.ref[0]] / (1 + candidate.ref[1])
