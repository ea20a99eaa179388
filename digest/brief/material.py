"""What a story's statements can be made of: its sentences, weighed and compared once."""

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from digest.brief.cutting import Span, cuts, headline_cuts
from digest.brief.opinion import is_comment, is_opinion
from digest.brief.standing import is_loosely_timed, quotations, quoted_runs, stands_alone
from digest.language.named import Names
from digest.language.words import terms_of
from digest.models import Document, Mention, Named, Sentence, SentenceRef, Trace

_LONG_WORD = re.compile(r"\w{4,}")
MOST_SENTENCES = (
    250  # of a story that are weighed, those that stand highest in their articles first
)
_DISCOUNT = 0.3  # how much less a term weighs for each sentence that comes before its first
_SHARPNESS = 1.5
_AGEING = 0.15  # of an article, for each day that the newest is later
_OWN = 0.75  # how far affinity is a share of the article's own terms, not of the other's
_LATE = 30  # days
_CURRENT = 0.9  # freshness from which what an article calls recent is so
_SURE_NAME = 0.5  # confidence in two spellings of one name


# The forms of a sentence that were found, each with its words, and those that are still to be.
_Forms = tuple[list[tuple[int, tuple[Span, ...]]], Iterator[tuple[Span, ...]]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of the story, in the form in which it could be shown."""

    ref: SentenceRef
    pieces: tuple[Span, ...]  # what is left of the sentence, in order
    text: str
    terms: frozenset[str]
    words: int  # as white space parts them
    long_words: frozenset[str]  # by which two candidates sound alike
    quoted: frozenset[str]  # runs of words by which its quotations are known again
    unbroken: bool  # no part of a longer quotation, or of a line that was broken
    people: tuple[str, ...] | None  # names of people in it; None where they are not known

    @property
    def stands_alone(self) -> bool:
        """Whether it is understood by somebody who has read nothing else."""
        return self.unbroken and stands_alone(self.text, self.people)


class Material:
    """A story's sentences with their salience, for one story at a time."""

    def __init__(
        self, documents: Sequence[Document], trace: Trace, before: frozenset[str] = frozenset()
    ) -> None:
        self.before = before  # articles that an earlier edition had
        self.documents = {d.article.id: d for d in documents}
        self.order = [d.article.id for d in documents]
        self.trace = trace
        self.origin_of = {a: i for i, part in enumerate(trace.origins) for a in part}
        self.outlet_of = {d.article.id: d.article.outlet for d in documents}
        self._forms: dict[SentenceRef, _Forms] = {}
        self._made: dict[tuple[SentenceRef, tuple[Span, ...]], Candidate] = {}

    @cached_property
    def sentences(self) -> tuple[SentenceRef, ...]:
        """The sentences that are weighed: from the top of each article in turn."""
        ranked = (
            (index, at, (article, index))
            for at, article in enumerate(self.order)
            for index in range(len(self.documents[article].sentences))
        )
        return tuple(ref for *_, ref in sorted(ranked)[:MOST_SENTENCES])

    @cached_property
    def place(self) -> dict[SentenceRef, int]:
        """The row of each weighed sentence."""
        return {ref: row for row, ref in enumerate(self.sentences)}

    @cached_property
    def term_weights(self) -> dict[str, float]:
        """How much each term (and pair of terms) matters: told by many origins, and early."""
        reach: defaultdict[str, dict[int, float]] = defaultdict(dict)
        for article, index in sorted(self.sentences, key=lambda ref: ref[1]):
            earliness = 1 / (1 + _DISCOUNT * index)
            origin = self.origin_of[article]
            for term in units(self.documents[article].sentences[index].terms):
                known = reach[term].get(origin, 0.0)
                reach[term][origin] = max(known, earliness)
        return {term: math.fsum(told.values()) ** _SHARPNESS for term, told in reach.items()}

    @cached_property
    def centrality(self) -> Any:
        """How central each weighed sentence is by its terms, the most central being 1."""
        import numpy as np

        central = np.zeros(len(self.sentences))
        for at, ref in enumerate(self.sentences):
            spoken = dict.fromkeys(units(self.terms(ref)))
            central[at] = sum(self.term_weights.get(u, 0.0) for u in spoken) / max(6, len(spoken))
        return central / max(central.max(initial=0.0), 1e-9)

    @cached_property
    def sentence_weights(self) -> Any:
        """How much each weighed sentence asks to be represented: by how many origins tell it, squared.

        An origin tells a sentence as far as its nearest sentence is close to it.
        """
        import numpy as np

        origins = np.array([self.origin_of[article] for article, _ in self.sentences])
        told = np.zeros(len(self.sentences))
        for origin in range(len(self.trace.origins)):
            own = origins == origin
            told += np.where(own, 1.0, self.closeness[:, own].max(axis=1, initial=0.0))
        return told**2

    def height(self, ref: SentenceRef) -> float:
        """Where in its article a sentence stands, from 0 at the top to 1."""
        return ref[1] / max(1, len(self.documents[ref[0]].sentences))

    @cached_property
    def affinity(self) -> dict[str, float]:
        """How much of each article the story's articles tell, itself among them; of the closest one 1.

        What two articles share is held against the terms of both, the article's own above all: a report
        of something else that only mentions the story does not speak for it.
        """
        terms: defaultdict[str, set[str]] = defaultdict(set)
        for ref in self.sentences:
            terms[ref[0]].update(self.terms(ref))
        tellers: defaultdict[str, list[float]] = defaultdict(list)
        for told in terms.values():
            for term in told:
                tellers[term].append(len(told) ** (_OWN - 1))
        shared = {term: math.fsum(shares) for term, shares in tellers.items()}
        kin = {
            article: math.fsum(shared[term] for term in told) / max(1, len(told)) ** _OWN
            for article, told in terms.items()
        }
        closest = max(kin.values(), default=0.0) or 1.0
        return {article: share / closest for article, share in kin.items()}

    def is_late(self, article: str) -> bool:
        """Whether an article is so long after the story's first that its day may be that of a new print."""
        days = [date.fromisoformat(p[:10]) for a in self.order if (p := self._day(a))]
        own = self._day(article)
        return bool(own) and (date.fromisoformat(own[:10]) - min(days)).days > _LATE

    def _day(self, article: str) -> str:
        return self.documents[article].article.published or ""

    @cached_property
    def freshness(self) -> dict[str, float]:
        """How much of its weight each article has kept: all of it if none is of a later day.

        What happened since may have overtaken it; an article without a date is taken for new.
        """
        days = {a: date.fromisoformat(p[:10]) for a in self.order if (p := self._day(a))}
        newest = max(days.values(), default=date.min)
        return {a: 1 / (1 + _AGEING * (newest - days.get(a, newest)).days) for a in self.order}

    def text(self, ref: SentenceRef) -> str:
        """A sentence, as it stands in its article."""
        return self.documents[ref[0]].text_of(ref[1])

    def terms(self, ref: SentenceRef) -> tuple[str, ...]:
        """The terms of a sentence."""
        return self.documents[ref[0]].sentences[ref[1]].terms

    def backing(self, ref: SentenceRef) -> int:
        """How many independent origins report what a sentence says."""
        told = {self.origin_of[a] for a, _ in (ref, *self.trace.support.get(ref, ()))}
        return len(told)

    def printed(self, candidate: Candidate) -> int:
        """How many articles print what the sentence quotes, most widely printed run; 0 if it quotes none."""
        return max((self._quotations[run] for run in candidate.quoted), default=0)

    @cached_property
    def _quotations(self) -> Counter[str]:
        """For each run of quoted words, how many articles quote it."""
        texts = (document.article.text for document in self.documents.values())
        return Counter(run for text in texts for run in quoted_runs(text))

    def whole(self, ref: SentenceRef) -> Candidate:
        """A sentence as a candidate, uncut."""
        sentence = self.documents[ref[0]].sentences[ref[1]]
        return self._candidate(ref, ((sentence.start, sentence.end),))

    def shortened(self, ref: SentenceRef, most_words: int) -> Candidate | None:
        """A sentence as a candidate of at most so many words, cut where it must be; None if it cannot."""
        fitting = (pieces for words, pieces in self._forms_of(ref) if words <= most_words)
        pieces = next(fitting, None)
        return self._candidate(ref, pieces) if pieces else None

    def _forms_of(self, ref: SentenceRef) -> Iterator[tuple[int, tuple[Span, ...]]]:
        """The forms of a sentence, longest first, each with its words; found once, as far as asked."""
        document = self.documents[ref[0]]
        text, sentence = document.article.text, document.sentences[ref[1]]
        found, more = self._forms.setdefault(ref, ([], cuts(text, sentence.start, sentence.end)))
        yield from found
        for pieces in more:
            found.append((sum(len(text[a:b].split()) for a, b in pieces), pieces))
            yield found[-1]

    def beginnings(self, ref: SentenceRef) -> list[Candidate]:
        """Beginnings of a sentence that could head a story, longest first; the whole of it first of all."""
        document = self.documents[ref[0]]
        sentence = document.sentences[ref[1]]
        found = headline_cuts(document.article.text, sentence.start, sentence.end)
        return [self.whole(ref), *(self._candidate(ref, pieces) for pieces in found)]

    def _candidate(self, ref: SentenceRef, pieces: tuple[Span, ...]) -> Candidate:
        made = self._made.get((ref, pieces))
        if made is None:
            people = self._people(ref[0], pieces)
            made = self._made[ref, pieces] = _candidate(self.documents[ref[0]], ref, pieces, people)
        return made

    @cached_property
    def names(self) -> Names:
        """Who and what the story names, where that was looked for."""
        return Names(self.trace.findings.named)

    def terms_of(self, text: str) -> tuple[str, ...]:
        """The terms of a text in the language of the story's first article."""
        return terms_of(next(iter(self.documents.values())).language)(text)

    def is_report(self, candidate: Candidate) -> bool:
        """Whether it is of an article that reports, and does not say what it thinks of it."""
        article = self.documents[candidate.ref[0]].article
        return not (is_opinion(article) or is_comment(candidate.text))

    def is_current(self, candidate: Candidate) -> bool:
        """Whether it says "last week" or "just" only in an article that is as new as the story."""
        return self.freshness[candidate.ref[0]] > _CURRENT or not is_loosely_timed(candidate.text)

    def in_one_spelling(self, candidate: Candidate) -> bool:
        """Whether each name outside quotations is in the spelling that the story goes by."""
        text = self.documents[candidate.ref[0]].article.text
        for start, end in candidate.pieces:
            spoken = quotations(text, start, end)
            for mention, named in self.names.within(candidate.ref[0], start, end):
                if _is_variant(mention, named) and not any(
                    a <= mention.start < b for a, b in spoken
                ):
                    return False
        return True

    def _people(self, article: str, pieces: Sequence[Span]) -> tuple[str, ...] | None:
        """The people named in a candidate; None where names are not known."""
        if not self.names.named:
            return None
        found = (pair for a, b in pieces for pair in self.names.within(article, a, b))
        return tuple(mention.text for mention, named in found if named.kind == "person")

    @cached_property
    def meaning(self) -> Any:
        """A vector of unit length for each weighed sentence, one a row."""
        from digest.language.vectors import vectors

        return vectors([self.text(ref) for ref in self.sentences])

    @cached_property
    def kinship(self) -> Any:
        """Sentence by sentence, the cosine of their vectors: n × n."""
        return self.meaning @ self.meaning.T

    @cached_property
    def closeness(self) -> Any:
        """Sentence by sentence, how much two say the same: n × n, 0 to 1.

        Half cosine of term weights, half cosine of vectors centred on the story, so that what all of
        its sentences share does not count.
        """
        import numpy as np

        centred = self.meaning - self.meaning.mean(axis=0)
        centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
        by_terms = self._term_rows()
        both = 0.5 * (by_terms @ by_terms.T) + 0.5 * np.maximum(0, centred @ centred.T)
        return np.asarray(both).round(5)

    def _term_rows(self) -> Any:
        import numpy as np

        frequency = Counter(t for ref in self.sentences for t in set(self.terms(ref)))
        column = {term: i for i, term in enumerate(frequency)}
        rows = np.zeros((len(self.sentences), max(1, len(column))), dtype=np.float32)
        for row, ref in zip(rows, self.sentences, strict=True):
            for term, count in Counter(self.terms(ref)).items():
                row[column[term]] = (1 + math.log(count)) * math.log(
                    1 + len(self.sentences) / frequency[term]
                )
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _is_variant(mention: Mention, named: Named) -> bool:
    """Whether a name stands in another spelling than the one that the story goes by."""
    if not named.variants or named.confidence < _SURE_NAME:
        return False
    surname = mention.text.rpartition(" ")[2]
    return mention.text in named.variants or surname not in named.name.split()


def units(terms: Sequence[str]) -> Iterator[str]:
    """Terms, and pairs of neighbouring ones: what coverage is counted in."""
    yield from terms
    for one, other in itertools.pairwise(terms):
        yield f"{one} {other}"


def _breaks_in(document: Document, pieces: tuple[Span, ...]) -> bool:
    """Whether a sentence begins small, and so in the middle ("eBay" does not)."""
    start = pieces[0][0]
    begun = any(s.start == start for s in document.sentences)
    word = document.article.text[start : start + 2]
    return begun and word.islower()


def _breaks_off(document: Document, sentence: Sentence, pieces: tuple[Span, ...]) -> bool:
    """Whether an English sentence that was not cut has no end: a caption, a heading, a broken line."""
    end = pieces[-1][1]
    whole = end == sentence.end and document.language == "en"
    return whole and document.article.text[end - 1] not in ".!?…”\"’')]"


def capitalised(text: str) -> str:
    """The text with a capital first, where its letter has one of its own (neither "ı" nor "ß" has)."""
    first = text[:1].upper()
    same = len(first) == 1 and first.casefold() == text[:1].casefold()
    return first + text[1:] if same else text


def _candidate(
    document: Document, ref: SentenceRef, pieces: tuple[Span, ...], people: tuple[str, ...] | None
) -> Candidate:
    sentence = document.sentences[ref[1]]
    words = [word for a, b in pieces for word in document.article.text[a:b].split()]
    shown = capitalised(" ".join(words))
    if pieces[-1][1] < sentence.end and shown[-1:].isalnum():
        shown += "."
    return Candidate(
        ref=ref,
        pieces=pieces,
        text=shown,
        terms=frozenset(sentence.terms),
        words=len(words),
        long_words=frozenset(_LONG_WORD.findall(shown.casefold())),
        quoted=quoted_runs(shown),
        unbroken=not (
            sentence.quoted
            or _breaks_in(document, pieces)
            or _breaks_off(document, sentence, pieces)
        ),
        people=people,
    )
