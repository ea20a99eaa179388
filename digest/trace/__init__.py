"""A cluster's `Document`s → `Trace` and `Findings`: who copied whom, who reports the same, who differs."""

from collections.abc import Sequence

from digest.language.vectors import SentenceVectors
from digest.models import Difference, Document, Findings, Passage, Quote, Trace
from digest.trace.copies import derivations
from digest.trace.facts import differences_of
from digest.trace.names import findings_of, names_in
from digest.trace.origins import origins_of
from digest.trace.quotations import quotes_of
from digest.trace.support import supported

SHOWN = 0.5  # confidence under which a finding is for `digest compare --all` alone


def trace(documents: Sequence[Document]) -> Trace:
    """The trace of one story; `documents` are its articles, earliest first."""
    vectors = SentenceVectors(documents)
    derived = derivations(documents, vectors)
    return Trace(origins_of(documents, derived), derived, supported(documents, vectors, derived))


def compared(documents: Sequence[Document], trace: Trace) -> Findings:
    """What the articles of one story, earliest first, say in other words, or otherwise."""
    names, vectors = names_in(documents), SentenceVectors(documents)
    quotes = quotes_of(documents, names, trace.derived)
    differences = differences_of(documents, names, trace.derived, vectors)
    return Findings(
        quotes=quotes,
        differences=tuple(d for d in differences if not _is_told(d, quotes)),
        names=findings_of(names),
        named=names.named,
    )


def _is_told(difference: Difference, quotes: Sequence[Quote]) -> bool:
    """Whether all values lie inside forms of one quotation, which tells of them itself."""
    values = [passage for value in difference.values for passage in value.passages]
    return any(
        all(any(_within(value, form) for form in _forms(quote)) for value in values)
        for quote in quotes
        if quote.variants
    )


def _forms(quote: Quote) -> tuple[Passage, ...]:
    return quote.passages + tuple(p for variant in quote.variants for p in variant.passages)


def _within(value: Passage, form: Passage) -> bool:
    return value.article == form.article and form.start <= value.start and value.end <= form.end


def certain(findings: Findings) -> Findings:
    """The findings that a reader is shown."""
    return Findings(
        tuple(quote for quote in findings.quotes if quote.confidence >= SHOWN),
        tuple(each for each in findings.differences if each.confidence >= SHOWN),
        tuple(name for name in findings.names if name.confidence >= SHOWN),
        findings.named,
    )
