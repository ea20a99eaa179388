"""Who derives from whom: copies, retellings, and articles that credit another for their text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digest.language.vectors import SentenceVectors
from digest.models import Article, Derivation, DerivationKind, Document
from digest.trace.alignment import Alignment, Retellings
from digest.trace.credits import comes_from, is_wire, outlets_credited, with_credits
from digest.trace.runs import (
    Runs,
    longest_shared,
    particulars_shared,
    runs_of,
    sentences_beside,
    sentences_shared,
    shared_runs,
)

_WIRE = 0.20  # share of the shorter text's runs of five words that stand in the other
_WIRE_OF_FEW = 0.24  # where they share fewer runs than _FEW
_FEW = 30
_HALF = 0.5  # share of the runs that makes a copy whatever they tell; less makes none of one outlet
_DIFFERING = 0.42  # where both tell as much apart as together
_MANY = 5  # sentences that make a report of its own, or that stand in no two by chance
_PARTICULARS = 0.35  # share of the shorter text's names and figures that stand in the runs of less
_DUPLICATE = 0.85
_LEAST_RUNS = 20  # of a text that can be judged
_EXCERPT = 6  # sentences, below which one alone that is shared is not enough for less than
_OF_EXCERPT = 0.3
_NEIGHBOURS = 12  # articles that tell most nearly the same, with which one is laid side by side
_SHOWN = 9  # words of a shared run that are shown


@dataclass(frozen=True, slots=True)
class _Story:
    """What the search for originals looks at, by the order of the articles."""

    texts: tuple[Runs, ...]
    shared: Any  # runs that each two share (int, a square)
    credited: tuple[frozenset[str], ...]  # of each the outlets here that it says its text is of
    retellings: Retellings

    def containment(self, one: int, other: int) -> float:
        """Share of the shorter text's runs that the other has."""
        smaller = min(len(self.texts[one].distinct), len(self.texts[other].distinct))
        return float(self.shared[one, other]) / smaller if smaller >= _LEAST_RUNS else 0.0

    def is_copy(self, one: int, other: int) -> bool:
        """Whether they share enough words, and in them enough of what is particular to the event."""
        score = self.containment(one, other)
        if score < (_WIRE if self.shared[one, other] >= _FEW else _WIRE_OF_FEW):
            return False
        if score >= _HALF:
            return True
        if self.outlet(one) == self.outlet(other):  # which prints its own background again
            return False
        texts = self.texts[one], self.texts[other]
        if particulars_shared(*texts) < _PARTICULARS:
            return False
        return self.credits(one, other) or self.is_passage(one, other, score)

    def is_passage(self, one: int, other: int, score: float) -> bool:
        """Whether less than half is yet no sentence of an excerpt, nor a passage where both tell as much apart."""
        texts = self.texts[one], self.texts[other]
        beside = sentences_beside(*texts), sentences_beside(*reversed(texts))
        if min(each.sentences for each in beside) < _EXCERPT:
            return score >= _OF_EXCERPT or max(each.parallel for each in beside) > 1
        least = max(_MANY, min(each.shared for each in beside))
        differ = all(each.own >= least for each in beside)
        return score >= _DIFFERING or not differ or sentences_shared(*texts) >= _MANY

    def outlet(self, at: int) -> str:
        return self.texts[at].document.article.outlet

    def credits(self, one: int, other: int) -> bool:
        """Whether one of two says that its text is the other's."""
        return self.outlet(one) in self.credited[other] or self.outlet(other) in self.credited[one]


def derivations(documents: Sequence[Document], vectors: SentenceVectors) -> dict[str, Derivation]:
    """For each article that derives from another, by id: from which, how, and how that is known.

    `documents` are the articles of one story, earliest first; an article derives from the earliest
    that it is a copy of, or, where dates do not tell, from the fullest.
    """
    found: dict[str, Derivation] = {}
    if len(documents) > 1:
        texts = tuple(map(runs_of, documents))
        credited = outlets_credited(documents)
        story = _Story(texts, shared_runs(texts), credited, Retellings(documents, vectors))
        near = _neighbours(documents)
        for at, text in enumerate(texts):
            if copy := _copied(story, at, found) or _retold(story, at, near[at], found):
                found[text.id] = copy
    return with_credits(documents, found)


def _copied(story: _Story, at: int, found: Mapping[str, Derivation]) -> Derivation | None:
    """The derivation of one article from the one before it whose words it has most of."""
    text, credited = story.texts[at], story.credited[at]
    ranked = [
        (
            story.texts[other].document.article.outlet in credited,
            story.containment(at, other),
            -other,
        )
        for other in story.shared[at].nonzero()[0].tolist()
        if story.is_copy(at, other) and _can_be_original(story, other, at, found)
    ]
    if not ranked:
        return None
    _, score, other = max(ranked)
    original = story.texts[-other]
    kind: DerivationKind = "duplicate" if score >= _DUPLICATE else "wire"
    return Derivation(original.id, kind, round(score, 3), (_told_of_copy(text, original, score),))


def _told_of_copy(text: Runs, original: Runs, score: float) -> str:
    """What a reader is told of two articles with the same words."""
    outlet = original.document.article.outlet
    whole = sentences_shared(text, original)
    sentences = f", {whole} whole {'sentence' if whole == 1 else 'sentences'} among them"
    articles = text.document.article, original.document.article
    limited = any(article.may_quote is not None or article.rules for article in articles)
    run = "" if limited else _as_printed(articles[0], longest_shared(text, original))
    return (
        f"{score:.0%} of its runs of five words stand in {outlet} too"
        f"{sentences if whole else ''}{f', such as {run}' if run else ''}"
    )


def _as_printed(article: Article, run: Sequence[str]) -> str:
    """The first words of a run as the article has them; "" where there is no run."""
    words = r"\W{1,4}".join(map(re.escape, run[:_SHOWN]))
    printed = re.search(words, article.text, re.I) if run else None
    if printed is None:
        return ""
    more = " …" if len(run) > _SHOWN else ""
    return f"“{' '.join(printed[0].split())}{more}”"


def _retold(
    story: _Story, at: int, near: Sequence[int], found: Mapping[str, Derivation]
) -> Derivation | None:
    """The derivation of one article from one that it tells again in its own words."""
    best: tuple[float, int, int] | None = None
    told: dict[int, Alignment] = {}
    for other in near:
        if not _can_be_original(story, other, at, found):
            continue
        alignment = story.retellings.between(at, other)
        if alignment and (alignment.is_close or story.outlet(at) != story.outlet(other)):
            told[other] = alignment
            ranked = (alignment.likeness, alignment.following, -other)
            best = ranked if best is None or ranked > best else best
    if best is None:
        return None
    original = story.texts[-best[2]].document.article
    return _as_retold(told[-best[2]], original)


def _as_retold(alignment: Alignment, original: Article) -> Derivation:
    if alignment.is_retelling:
        evidence = (
            f"{alignment.rising} of {alignment.sentences} sentences say in the same order what"
            f" sentences of {original.outlet} say, and {alignment.marks:.0%} of names and figures"
            " come in the same order"
        )
        return Derivation(original.id, "rewrite", alignment.likeness, (evidence,))
    evidence = (
        f"{alignment.near} of {alignment.sentences} sentences stand almost as they are in"
        f" {original.outlet}, in another order"
    )
    return Derivation(
        original.id, "wire", round(alignment.near / alignment.sentences, 3), (evidence,)
    )


def _can_be_original(story: _Story, other: int, at: int, found: Mapping[str, Derivation]) -> bool:
    one, text = story.texts[other], story.texts[at]
    return _precedes(story, other, at) and not comes_from(one.id, text.id, found)


def _precedes(story: _Story, other: int, at: int) -> bool:
    """Whether `other` can be the original: it is credited, or earlier, or undated beside and fuller."""
    if other == at:
        return False
    one, text = story.texts[other], story.texts[at]
    theirs, ours = one.document.article, text.document.article
    if theirs.outlet != ours.outlet:
        credited = theirs.outlet in story.credited[at], ours.outlet in story.credited[other]
        agencies = is_wire(theirs.outlet), is_wire(ours.outlet)  # these take no text from others
        for first, second in (credited, agencies):
            if first != second:
                return first
    if theirs.published and ours.published and theirs.published[:10] != ours.published[:10]:
        return other < at
    signed = theirs.outlet in story.credited[other]
    if signed != (ours.outlet in story.credited[at]):
        return signed
    if bool(ours.credits) != bool(theirs.credits):
        return bool(ours.credits)
    return (-len(one.distinct), other) < (-len(text.distinct), at)


def _neighbours(documents: Sequence[Document]) -> list[list[int]]:
    """For each article those that tell most nearly the same, nearest first, by their idf-weighted terms."""
    import numpy as np
    from scipy.sparse import csr_matrix

    if len(documents) <= _NEIGHBOURS + 1:
        return [[i for i in range(len(documents)) if i != at] for at in range(len(documents))]
    columns: dict[str, int] = {}
    held = [
        sorted({columns.setdefault(t, len(columns)) for s in d.sentences for t in s.terms})
        for d in documents
    ]
    ends = np.cumsum([0, *map(len, held)])
    flat = np.concatenate([np.array(row, dtype=np.int64) for row in held])
    frequency = np.bincount(flat, minlength=len(columns))
    weights = np.log((len(documents) + 1) / frequency)[flat]
    rows = csr_matrix((weights, flat, ends), shape=(len(documents), max(1, len(columns))))
    lengths = np.maximum(np.sqrt(rows.multiply(rows).sum(axis=1)).A1, 1e-9)
    alike = ((rows @ rows.T).toarray() / lengths[:, None] / lengths[None, :]).round(6)
    np.fill_diagonal(alike, -1)
    nearest: list[list[int]] = np.argsort(-alike, axis=1, kind="stable")[:, :_NEIGHBOURS].tolist()
    return nearest
