"""What people are quoted as saying, and how the articles of one story print it.

marks ─▶ quotations, their speakers ─▶ counterparts, word by word ─▶ reworded in copies ─▶ printings
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from digest.models import Derivation, Document, Quote
from digest.trace.names import Names
from digest.trace.quotations.counterparts import Pair, pairs_of
from digest.trace.quotations.found import Quotation, quotations_in
from digest.trace.quotations.printings import carried, quotes_from
from digest.trace.quotations.reworded import reworded

_RETELLS = ("rewrite", "credit")  # derivations that may keep no word of a quotation

__all__ = ["Quotation", "quotations_in", "quotes_of"]


def quotes_of(
    documents: Sequence[Document], names: Names, derived: Mapping[str, Derivation]
) -> tuple[Quote, ...]:
    """The quotations that several articles of a story print, as the first of them to do so has them.

    `documents` are earliest first; the words shown are an original's where one prints them.
    """
    found = {d.article.id: quotations_in(d, names) for d in documents}
    source = {article: _original(article, derived) for article in found}
    pairs: list[Pair] = []
    for one, other in combinations(documents, 2):
        ours, theirs = found[one.article.id], found[other.article.id]
        related = source[one.article.id] == source[other.article.id]
        shared = pairs_of(ours, theirs, related=related)
        pairs += shared
        if _derives(one, other, derived) or _derives(other, one, derived):
            pairs += reworded(one, other, ours, theirs, shared)
    pairs += carried(pairs)
    ranked = sorted(found, key=lambda article: source[article] != article)
    anchors = [quotation for article in ranked for quotation in found[article]]
    quotes = quotes_from(pairs, anchors, {d.article.id: d.article.text for d in documents})
    order = {article: at for at, article in enumerate(found)}
    return tuple(sorted(quotes, key=lambda q: (order[q.passages[0].article], q.passages[0].start)))


def _original(article: str, derived: Mapping[str, Derivation]) -> str:
    """The first article here that the text of one comes from, itself if from none."""
    while article in derived and (source := derived[article].article) is not None:
        article = source
    return article


def _derives(one: Document, other: Document, derived: Mapping[str, Derivation]) -> bool:
    derivation = derived.get(one.article.id)
    return (
        derivation is not None
        and derivation.article == other.article.id
        and derivation.kind in _RETELLS
    )
