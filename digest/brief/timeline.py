"""How it unfolded: what the sources put on a day, in the order of the days."""

from datetime import date

from digest.brief.allowance import Allowance
from digest.brief.dating import Dated, dated
from digest.brief.material import Candidate, Material
from digest.brief.selection import sounds_like

_FEWEST = 3  # days that make a story unfold
_MOST = 5
_MOST_WORDS = 26  # of an entry


def timeline(material: Material, allowance: Allowance) -> list[tuple[date, Candidate]]:
    """What happened on each day, the most widely told; empty where the days are too few to unfold."""
    best: dict[date, Candidate] = {}
    for candidate in _ranked(material):
        days = {d.day for d in _happened(candidate, material)}
        if len(days) != 1 or (day := days.pop()) in best or len(best) == _MOST:
            continue
        if allowance.admits(candidate.ref[0], candidate.words) and not sounds_like(
            candidate, list(best.values())
        ):
            best[day] = candidate
    if len(best) < _FEWEST:
        return []
    told: list[tuple[date, Candidate]] = []
    for day, candidate in sorted(best.items()):
        if allowance.admits(candidate.ref[0], candidate.words):
            allowance.spend(candidate.ref[0], candidate.words)
            told.append((day, candidate))
    return told if len(told) >= _FEWEST else []


def _ranked(material: Material) -> list[Candidate]:
    """Candidates that name a day, the most widely told and most central first."""
    short = (material.shortened(ref, _MOST_WORDS) for ref in material.sentences)
    found = [c for c in short if c and c.stands_alone and any(_happened(c, material))]
    return sorted(
        found,
        key=lambda c: (
            -material.backing(c.ref),
            -round(float(material.centrality[material.place[c.ref]]), 4),
            material.place[c.ref],
        ),
    )


def _happened(candidate: Candidate, material: Material) -> list[Dated]:
    article = material.documents[candidate.ref[0]].article
    return [d for d in dated(article, candidate.pieces) if not d.telling]
