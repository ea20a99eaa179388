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
_RELATIVE = re.compile(
    r"\b(?:(?:grand|step|half-)?(?:brother|sister|father|mother|son|daughter)|twin|cousin|wife|husband|uncle|aunt"
    r"|nephew|niece)\b[^.;]{0,30}$"
)
_AGE_AFTER = re.compile(r", (?:aged? )?(\d{1,3})(?=[,.;)]?(?:\s|$))(?! (?:miles|km|minutes|days))")
_AGE_BEFORE = re.compile(r"\b(\d{1,3})[- ]year[- ]old $")
_BIRTHDAYS = 2  # years by which reports of one person's age differ at most
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

    def ages_apart(self, one: Spelling, other: Spelling) -> bool:
        """Whether both are of people with an age, and no two ages are those of one person."""
        ours, theirs = self._ages(one), self._ages(other)
        apart = all(abs(a - b) > _BIRTHDAYS for a in ours for b in theirs)
        return bool(ours and theirs and apart)

    def _ages(self, spelling: Spelling) -> set[int]:
        found: set[int] = set()
        for phrase in spelling.phrases:
            text = self._documents[phrase.article].article.text
            after = _AGE_AFTER.match(text, phrase.end)
            before = _AGE_BEFORE.search(text, max(0, phrase.start - 24), phrase.start)
            found.update(int(match[1]) for match in (before, after) if match)
        return found

    def is_relative(self, spelling: Spelling) -> bool:
        """Whether somebody's relative is introduced by it: "his elder brother, the poet Jan Orsk"."""
        return any(map(self._introduces_kin, spelling.phrases))

    def _introduces_kin(self, phrase: Phrase) -> bool:
        document = self._documents[phrase.article]
        start = document.sentences[phrase.sentence].start
        return bool(_RELATIVE.search(document.article.text[start : phrase.start]))

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
