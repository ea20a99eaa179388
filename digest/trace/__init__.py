"""A cluster's `Document`s → `Trace`: who copied whom, and who reports the same."""

from collections.abc import Sequence

from digest.language.vectors import SentenceVectors
from digest.models import Document, Trace
from digest.trace.copies import derivations
from digest.trace.origins import origins_of
from digest.trace.support import supported


def trace(documents: Sequence[Document]) -> Trace:
    """The trace of one story; `documents` are its articles, earliest first."""
    vectors = SentenceVectors(documents)
    derived = derivations(documents, vectors)
    return Trace(origins_of(documents, derived), derived, supported(documents, vectors))
