"""Whether two spellings stand in the same context: the same sentences, words of office, slots."""

import re
from collections.abc import Mapping

from digest.models import Document
from digest.trace.names.forms import Spelling
from digest.trace.names.phrases import Phrase

_KIN = re.compile(
    r"\b(?:(?:grand|step|half-)?(?:brother|sister|father|mother|son|daughter)s?|twins?|siblings?|cousins?|wife"
    r"|husband|uncle|aunt|nephew|niece|family|relatives?|kids|child(?:ren)?|Jr|Sr|victims)\b"
)
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
        return min(1.0, best + 0.3 * bool(one.offices & other.offices))

    def tells_kin(self, phrase: Phrase, other: Spelling) -> bool:
        """Whether a phrase stands where relatives are spoken of, or beside the other spelling."""
        document = self._documents[phrase.article]
        near = range(phrase.sentence - 1, phrase.sentence + 2)
        if any(p.article == phrase.article and p.sentence in near[:2] for p in other.phrases):
            return True
        said = (document.text_of(at) for at in near if 0 <= at < len(document.sentences))
        return any(_KIN.search(sentence) for sentence in said)

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
