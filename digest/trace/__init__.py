"""A cluster's `Document`s → `Trace` and `Findings`: who copied whom, who reports the same, who differs."""

from collections.abc import Sequence

from digest.language.vectors import SentenceVectors
from digest.models import Document, Findings, Trace
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
    return Findings(
        quotes=quotes_of(documents, names, trace.derived),
        differences=differences_of(documents, names, trace.derived, vectors),
        names=findings_of(names),
    )


def certain(findings: Findings) -> Findings:
    """The findings that a reader is shown."""
    return Findings(
        tuple(quote for quote in findings.quotes if quote.confidence >= SHOWN),
        tuple(each for each in findings.differences if each.confidence >= SHOWN),
        tuple(name for name in findings.names if name.confidence >= SHOWN),
    )
