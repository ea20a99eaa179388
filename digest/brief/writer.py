"""One story's brief, put together."""

from collections.abc import Callable, Sequence

from digest.brief.allowance import Allowance, Limits
from digest.brief.consensus import by_coverage
from digest.brief.deeplook import deep_look
from digest.brief.headline import headline
from digest.brief.material import Candidate, Material
from digest.brief.quicklook import quick_look
from digest.brief.representation import Representation
from digest.brief.standing import is_whole
from digest.brief.statements import statement
from digest.models import Brief, Document, Section, Statement, Trace

Ranking = Callable[[Sequence[str], str], list[int]]
"""Sentences and their language → their indexes, the most salient first."""

_STANDFIRST_WORDS = 34


def brief(
    documents: Sequence[Document], trace: Trace, limits: Limits, ranking: Ranking | None = None
) -> Brief:
    """The brief of one story; `documents` are its articles, earliest first.

    With a `ranking`, the bullets are its best sentences instead of our own choice.
    """
    material = Material(documents, trace)
    allowance = Allowance(documents, limits)
    head = headline(material)
    for passage in head.passages:
        if passage.field == "text":
            allowance.spend(passage.article, len(head.text.split()))
    bullets, represented = _bullets(material, allowance, limits, ranking)
    first = _standfirst(material, allowance, bullets)
    sections = deep_look(material, allowance, [*bullets, *([first] if first else [])], represented)
    return Brief(
        headline=head,
        standfirst=statement(first, material) if first else None,
        quick_look=tuple(statement(c, material) for c in bullets),
        deep_look=tuple(Section(h, tuple(statement(c, material) for c in s)) for h, s in sections),
        place=next((d.article.place for d in documents if d.article.place), None),
    )


def _bullets(
    material: Material, allowance: Allowance, limits: Limits, ranking: Ranking | None
) -> tuple[list[Candidate], Representation]:
    if ranking is None:
        return quick_look(material, allowance, limits.bullets)
    represented = Representation(material)
    chosen: list[Candidate] = []
    for candidate in _ranked(material, ranking):
        if len(chosen) < limits.bullets and allowance.admits(candidate.ref[0], candidate.words):
            allowance.spend(candidate.ref[0], candidate.words)
            chosen.append(candidate)
            represented.take((candidate,))
    return sorted(chosen, key=lambda c: material.place[c.ref]), represented


def _ranked(material: Material, ranking: Ranking) -> list[Candidate]:
    """The story's whole sentences, as another summarizer ranks them."""
    whole = [c for ref in material.sentences if is_whole((c := material.whole(ref)).text)]
    language = next(iter(material.documents.values())).language
    return [whole[at] for at in ranking([c.text for c in whole], language)]


def _standfirst(
    material: Material, allowance: Allowance, bullets: Sequence[Candidate]
) -> Candidate | None:
    """The lede that says most, if one stands alone that is no bullet already."""
    shown = {c.ref for c in bullets} | {
        r for c in bullets[:1] for r in material.trace.support.get(c.ref, ())
    }
    ledes = [
        c
        for article in material.order
        for index in (0, 1)
        if (ref := (article, index)) in material.place
        and ref not in shown
        and (c := material.shortened(ref, _STANDFIRST_WORDS))
        and c.stands_alone
        and allowance.admits(article, c.words)
    ]
    if len(bullets) < 3 or not ledes:
        return None
    best = max(
        ledes,
        key=lambda c: (material.sentence_weights[material.place[c.ref]], -material.place[c.ref]),
    )
    allowance.spend(best.ref[0], best.words)
    return best


def summary(
    documents: Sequence[Document], trace: Trace, words: int, ranking: Ranking | None = None
) -> list[Statement]:
    """Statements of at most `words` words in all: a story's summary, bound by no limit on one article."""
    material = Material(documents, trace)
    if ranking is None:
        whole = [
            c
            for ref in material.sentences
            if is_whole((c := material.whole(ref)).text) and c.words >= 4
        ]
        chosen = by_coverage(
            material, whole or [material.whole(r) for r in material.sentences], words
        )
    else:
        chosen = _within(_ranked(material, ranking), words)
    return [
        statement(c, material)
        for c in sorted(chosen, key=lambda c: (c.ref[1], material.order.index(c.ref[0])))
    ]


def _within(ranked: Sequence[Candidate], words: int) -> list[Candidate]:
    chosen: list[Candidate] = []
    for candidate in ranked:
        if candidate.words <= words:
            chosen.append(candidate)
            words -= candidate.words
    return chosen
