"""Who derives from whom: copies, retellings, and articles that credit another for their text.

Containment of word 5-grams (Broder 1997) is measured outside quotation marks: outlets that were at
one press conference share its quotations without having copied each other.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.language.vectors import SentenceVectors
from digest.language.words import words
from digest.models import Derivation, DerivationKind, Document
from digest.trace.alignment import Alignment, retelling

_GRAM = 5
_WIRE = 0.20  # share of the shorter text's 5-grams that stand in the other
_DUPLICATE = 0.85
_LEAST_GRAMS = 20  # of a text that can be judged
_ALIGNED = 40  # articles of a story up to which each pair is laid side by side
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"|«[^»]*»|‘[^’]{20,}’")


@dataclass(frozen=True, slots=True)
class _Text:
    """An article's 5-grams, and how many words of report it has."""

    document: Document
    grams: frozenset[tuple[str, ...]]

    @property
    def id(self) -> str:
        """Of the article."""
        return self.document.article.id


def derivations(documents: Sequence[Document], vectors: SentenceVectors) -> dict[str, Derivation]:
    """For each article that derives from another, by id: from which, how, and how that is known.

    `documents` are the articles of one story, earliest first; an article derives from the earliest
    that it is a copy of, or, where dates do not tell, from the fullest.
    """
    found: dict[str, Derivation] = {}
    texts = [_Text(d, _grams(d)) for d in documents] if len(documents) > 1 else []
    for at, text in enumerate(texts):
        before = [
            (rank, other)
            for rank, other in enumerate(texts)
            if _precedes(other, rank, text, at) and not _comes_from(other.id, text.id, found)
        ]
        copy = _copied(text, before) or (
            _retold(text, before, vectors) if len(texts) <= _ALIGNED else None
        )
        if copy:
            found[text.id] = copy
    return _credited(documents, found)


def _comes_from(article: str, original: str, derived: Mapping[str, Derivation]) -> bool:
    """Whether one article is another, or derives from it, through others or not.

    Dates, credits and lengths may run in a circle; nothing is the original of its own original.
    """
    at: str | None = article
    while at is not None and at != original:
        at = derived[at].article if at in derived else None
    return at is not None


def _retold(
    text: _Text, before: Sequence[tuple[int, _Text]], vectors: SentenceVectors
) -> Derivation | None:
    """The derivation of one article from one that it tells again in its own words, in the same order."""
    best: tuple[float, int, int, Alignment, Document] | None = None
    for rank, other in before:
        if found := retelling(text.document, other.document, vectors):
            ranked = (found.in_order, found.following, -rank, found, other.document)
            best = ranked if best is None or ranked[:3] > best[:3] else best
    if best is None:
        return None
    alignment, original = best[3], best[4].article
    evidence = (
        f"{alignment.pairs} of its sentences say what sentences of {original.outlet} say,"
        f" {alignment.following} of them one after the other as there"
    )
    return Derivation(original.id, "rewrite", alignment.in_order, (evidence,))


def _grams(document: Document) -> frozenset[tuple[str, ...]]:
    text = document.article.text
    found: set[tuple[str, ...]] = set()
    for sentence in document.sentences:
        spoken = text[sentence.start : sentence.end]
        bare = _QUOTED.sub(" \x00 ", f"“{spoken}" if sentence.quoted else spoken)
        for part in bare.split("\x00"):
            told = [word.casefold() for word in words(part)]
            found.update(zip(*(told[i:] for i in range(_GRAM)), strict=False))
    return frozenset(found)


def _copied(text: _Text, before: Sequence[tuple[int, _Text]]) -> Derivation | None:
    """The derivation of one article from one that comes before it."""
    shared = [(_containment(text, other), -rank, other) for rank, other in before]
    if not shared:
        return None
    score, _, original = max(shared, key=lambda s: s[:2])
    if score < _WIRE:
        return None
    outlet = original.document.article.outlet
    same = len(text.grams & original.grams)
    evidence = f"{score:.0%} of its runs of five words stand in {outlet} too ({same} runs)"
    kind: DerivationKind = "duplicate" if score >= _DUPLICATE else "wire"
    return Derivation(original.id, kind, round(score, 3), (evidence,))


def _containment(one: _Text, other: _Text) -> float:
    smaller = min(len(one.grams), len(other.grams))
    return len(one.grams & other.grams) / smaller if smaller >= _LEAST_GRAMS else 0.0


def _precedes(other: _Text, rank: int, text: _Text, at: int) -> bool:
    """Whether `other` can be the original: it is earlier, or undated beside and fuller."""
    if rank == at:
        return False
    one, two = other.document.article.published, text.document.article.published
    if one and two and one[:10] != two[:10]:
        return rank < at
    if bool(text.document.article.credits) != bool(other.document.article.credits):
        return bool(text.document.article.credits)
    return (-len(other.grams), rank) < (-len(text.grams), at)


def _credited(
    documents: Sequence[Document], copies: Mapping[str, Derivation]
) -> dict[str, Derivation]:
    """The copies, and the articles that name somebody else as the source of their text."""
    found = dict(copies)
    for document in documents:
        article = document.article
        whom = next(iter(article.credits), None)
        if whom and article.id not in found:
            original = _named(documents, document, whom, found)
            found[article.id] = Derivation(original, "credit", 1.0, (f"credits {whom}",))
    return found


def _named(
    documents: Sequence[Document],
    credited: Document,
    whom: str,
    derived: Mapping[str, Derivation],
) -> str | None:
    """The one article here by the outlet that is credited, if there is one."""
    wanted, own = _folded(whom), credited.article.id
    by_outlet = (d.article.id for d in documents if _folded(d.article.outlet) == wanted)
    return next((a for a in by_outlet if a != own and not _comes_from(a, own, derived)), None)


def _folded(outlet: str) -> str:
    """An outlet's name or host, so that "The Daily Post" meets "dailypost.example"."""
    name = re.sub(
        r"^(?:https?://)?(?:www\.)?|^the\s+|\.[a-z]{2,8}(?:/.*)?$", "", outlet.strip().casefold()
    )
    return "".join(c for c in re.sub(r"^the(?=\s)", "", name) if c.isalnum())


def shared_credits(
    documents: Sequence[Document], derived: Mapping[str, Derivation]
) -> Iterator[tuple[str, str]]:
    """Pairs of articles that credit the same absent original."""
    groups: dict[str, list[str]] = {}
    for document in documents:
        article = document.article
        derivation = derived.get(article.id)
        if derivation and derivation.article is None:
            for whom in article.credits:
                groups.setdefault(_folded(whom), []).append(article.id)
    for members in groups.values():
        yield from pairwise(members)
