"""Candidates → `Statement`s: the words, where they stand, and who else reports the same."""

from collections.abc import Iterable

from digest.brief.material import Candidate, Material
from digest.models import Passage, Statement


def statement(candidate: Candidate, material: Material) -> Statement:
    """The statement that shows a candidate, with its support."""
    article = candidate.ref[0]
    passages = tuple(Passage(article, start, end) for start, end in candidate.pieces)
    support = tuple(_passages(candidate, material))
    return counted(candidate.text, passages, support, material)


def _passages(candidate: Candidate, material: Material) -> Iterable[Passage]:
    for article, index in material.trace.support.get(candidate.ref, ()):
        sentence = material.documents[article].sentences[index]
        yield Passage(article, sentence.start, sentence.end)


def counted(
    text: str, passages: tuple[Passage, ...], support: tuple[Passage, ...], material: Material
) -> Statement:
    """A statement with its outlets and independent origins counted."""
    articles = {p.article for p in (*passages, *support)}
    outlets = len({material.outlet_of[a] for a in articles})
    origins = len({material.origin_of[a] for a in articles})
    return Statement(text, passages, support, outlets, origins)
