"""Whether two spellings stand in the same context: the same sentences, words of office, slots."""

from collections.abc import Mapping

from digest.models import Document
from digest.trace.names.forms import Spelling
from digest.trace.names.phrases import Phrase

_MOST = 6  # mentions of a spelling that are looked at
_LEAST_SHARED = 3  # terms of two sentences that say the same


class Contexts:
    """Compares where spellings stand, in the documents of one story."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def agreement(self, one: Spelling, other: Spelling) -> float:
        """From 0, nothing in common, to 1: the same sentence but for the name."""
        best = 0.0
        for phrase in one.phrases[:_MOST]:
            for rival in other.phrases[:_MOST]:
                if phrase.article != rival.article:
                    best = max(best, self._shared(phrase, rival))
        titles = [{w for p in s.phrases for w in p.offices} for s in (one, other)]
        if titles[0] & titles[1]:
            best += 0.3
        return min(1.0, best)

    def _shared(self, phrase: Phrase, rival: Phrase) -> float:
        """Share of the terms of the shorter sentence that the other has too."""
        one, other = self._terms(phrase), self._terms(rival)
        shared = len(one & other)
        if shared < _LEAST_SHARED:
            return 0.0
        return shared / min(len(one), len(other))

    def _terms(self, phrase: Phrase) -> frozenset[str]:
        sentence = self._documents[phrase.article].sentences[phrase.sentence]
        return frozenset(sentence.terms)
