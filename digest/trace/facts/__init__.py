"""Where the articles of a story cannot all be right.

A kind of fact is a module with two functions:

- `facts(document, index, names)`: the facts of one sentence;
- `rivals(one, other, copied)`: None where two facts of one family are not about the same thing, 0
  where both can hold, else the confidence that they cannot.  `copied`: the two sentences are one
  sentence and its copy, or all but the same, so that what differs in them was changed.

Facts are compared within pairs of sentences that report the same, and those that are anchored
wherever they stand.  What the other article also says is no difference, but in its copy.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Protocol

from digest.language.vectors import SentenceVectors
from digest.models import Derivation, Difference, DifferenceKind, Document, Passage, Variant
from digest.trace.counterparts import Pair, counterparts
from digest.trace.facts import attributions, dates, negations, numbers, titles
from digest.trace.facts.fact import Fact
from digest.trace.names import Names

_COPIED = 0.5  # likeness of a sentence and its copy in which only what differs was changed
_DOUBTFUL = 0.5  # confidence
_MOVED_ON = 0.45  # confidence, at most, of what a later report may rightly say otherwise
_TOGETHER = 3  # days
_CLOSE = 0.7  # likeness of sentences of independent reports of which the same is true
_SURE = 0.7  # likeness of sentences of independent reports that are about one thing


class Kind(Protocol):
    """What a module of facts offers."""

    def facts(self, document: Document, index: int, names: Names) -> tuple[Fact, ...]:
        """The facts of one sentence."""

    def rivals(self, one: Fact, other: Fact, copied: bool) -> float | None:
        """Whether two facts of one key exclude one another."""


KINDS: Mapping[DifferenceKind, Kind] = {
    "number": numbers,
    "date": dates,
    "title": titles,
    "attribution": attributions,
    "negation": negations,
}


def differences_of(
    documents: Sequence[Document],
    names: Names,
    derived: Mapping[str, Derivation],
    vectors: SentenceVectors,
) -> tuple[Difference, ...]:
    """What the articles of one story, earliest first, disagree on, in the order in which it is told."""
    if len(documents) < 2:
        return ()
    said = _Said(documents, names)
    found = [
        (meeting.one, meeting.other, confidence * meeting.sure)
        for meeting in _meetings(said, counterparts(documents, derived, vectors))
        if (confidence := said.confidence(meeting))
        and (meeting.copied or not said.also(meeting.one, meeting.other))
        and not said.knows_both(meeting.one, meeting.other)
    ]
    merged = sorted(_merged(found), key=lambda group: said.place(group[0][0]))
    return tuple(said.difference(findings) for findings in merged)


Finding = tuple[Fact, Fact, float]


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Two facts of different articles that may be about the same."""

    one: Fact
    other: Fact
    sure: float = 1.0  # that they are
    close: bool = False  # their sentences are all but the same
    copied: bool = False  # and one was copied from the other


class _Said:
    """The facts of a story."""

    def __init__(self, documents: Sequence[Document], names: Names) -> None:
        self.documents = {d.article.id: d for d in documents}
        self._names = names
        self.of_sentence: dict[tuple[str, int], list[Fact]] = {}
        self._told: defaultdict[tuple[str, str, str], list[Fact]] = defaultdict(list)
        for document in documents:
            for index in range(len(document.sentences)):
                told = [f for kind in KINDS.values() for f in kind.facts(document, index, names)]
                self.of_sentence[document.article.id, index] = told
                for fact in told:
                    for key in {fact.key, _family(fact.key)}:
                        self._told[fact.article, fact.kind, key].append(fact)
        self._rank = {d.article.id: at for at, d in enumerate(documents)}

    def rivals(self, one: Fact, other: Fact, copied: bool) -> float | None:
        """As the kind says, of two facts of one kind and key."""
        return KINDS[one.kind].rivals(one, other, copied)

    def confidence(self, meeting: "_Meeting") -> float | None:
        """Likewise of two that meet; two people may well say or do the same in independent reports."""
        one, other = meeting.one, meeting.other
        if one.kind == "number" and not meeting.copied and not numbers.are_of_one(one, other):
            return None
        alike = meeting.copied if one.kind == "attribution" else meeting.close
        return self.rivals(one, other, alike)

    def also(self, one: Fact, other: Fact) -> bool:
        """Whether an article says elsewhere what the other one says, or what agrees with it.

        Under another key of the family is enough.
        """
        return any(
            self.rivals(fact, each, False) == 0
            for fact, there in ((one, other), (other, one))
            for each in self._told.get((there.article, fact.kind, _family(fact.key)), ())
        )

    def knows_both(self, one: Fact, other: Fact) -> bool:
        """Whether an outlet that puts something down to two people, one in each article, names both."""
        if one.kind != "attribution" or self._outlet(one) != self._outlet(other):
            return False
        assert isinstance(one.value, attributions.Part) and isinstance(
            other.value, attributions.Part
        )
        return other.value.who in self._people(one) or one.value.who in self._people(other)

    def _outlet(self, fact: Fact) -> str:
        return self.documents[fact.article].article.outlet

    def _people(self, fact: Fact) -> set[str]:
        """Who is named in the article of a fact."""
        text = self.documents[fact.article].article.text
        return {named.name for _, named in self._names.within(fact.article, 0, len(text))}

    def moved(self, one: Fact, other: Fact) -> bool:
        """Whether one of two sentences says in another place what the other one says here."""
        for fact, own, there in (
            (one, one.sentence, other.sentence),
            (other, other.sentence, one.sentence),
        ):
            own_places = {(f.kind, f.place, f.value) for f in self.of_sentence[own]}
            for theirs in self.of_sentence[there]:
                place = (theirs.kind, theirs.place, theirs.value)
                if theirs.value == fact.value and place not in own_places:
                    return True
        return False

    def at_once(self, pair: Pair) -> bool:
        """Whether two articles came out together: one that comes later updates what it copies."""
        published = [self.documents[ref[0]].article.published for ref in (pair.one, pair.other)]
        days = [date.fromisoformat(given[:10]) for given in published if given]
        return len(days) < 2 or abs((days[0] - days[1]).days) <= _TOGETHER

    def anchored(self) -> Iterator[tuple[Fact, Fact]]:
        """Facts of different articles whose key tells that they are about the same.

        An article that gives several values under a key does not tell which is meant.
        """
        known: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
        for (_, kind, key), facts in self._told.items():
            meant = [f for f in facts if f.anchored and f.key == key]
            if len({f.value for f in meant}) == 1:
                known[kind, key].append(meant[0])
        for facts in known.values():
            yield from combinations(sorted(facts, key=self.place), 2)

    def place(self, fact: Fact) -> tuple[int, int, int]:
        """Where a fact stands in the story."""
        return self._rank[fact.article], fact.start, fact.end

    def difference(self, findings: Sequence[Finding]) -> Difference:
        """The findings as one difference."""
        told = sorted({f for one, other, _ in findings for f in (one, other)}, key=self.place)
        values: dict[object, list[Fact]] = {}
        for fact in told:
            values.setdefault(fact.value, []).append(fact)
        moved_on = all(self._moved_on(one, other) for one, other, _ in findings)
        sure = max(confidence for *_, confidence in findings)
        return Difference(
            told[0].kind,
            told[0].subject,
            tuple(self._variant(facts) for facts in values.values()),
            round(min(sure, _MOVED_ON) if moved_on else sure, 3),
            moved_on,
        )

    def _variant(self, facts: Sequence[Fact]) -> Variant:
        """A value in the words that most print, with the passages that print it so."""
        forms: dict[str, list[Fact]] = {}
        for fact in facts:
            forms.setdefault(self._words(fact).casefold(), []).append(fact)
        words, printed = max(forms.items(), key=lambda form: len(form[1]))
        again = {
            f for fact in printed for f in self._again(fact) if self._words(f).casefold() == words
        }
        told = sorted({*printed, *again}, key=self.place)
        passages = tuple(Passage(f.article, f.start, f.end) for f in told)
        return Variant(self._words(printed[0]), passages)

    def _again(self, fact: Fact) -> Iterator[Fact]:
        """Where the article says the same once more, of a fact whose key tells what is meant."""
        facts = self._told[fact.article, fact.kind, fact.key] if fact.anchored else ()
        return (f for f in facts if f.anchored and f.value == fact.value)

    def _words(self, fact: Fact) -> str:
        text = self.documents[fact.article].article.text
        return " ".join(text[fact.start : fact.end].split())

    def _moved_on(self, one: Fact, other: Fact) -> bool:
        """Whether the later of two articles may rightly say something else than the earlier."""
        days = [self.documents[f.article].article.published for f in (one, other)]
        if not one.running or not other.running or not days[0] or not days[1]:
            return False
        if one.rising and other.rising and (one.rising > other.rising) == (days[0] < days[1]):
            return False  # the dead do not become fewer
        exact = len(days[0]) > 10 and len(days[1]) > 10
        return days[0] != days[1] if exact else days[0][:10] != days[1][:10]


def _family(key: str) -> str:
    return key.partition(" ")[0]


def _meetings(said: _Said, pairs: Sequence[Pair]) -> Iterator[_Meeting]:
    """Facts of different articles that may be about the same, each two of them once."""
    seen: set[tuple[Fact, Fact]] = set()
    for pair in pairs:
        close = pair.likeness >= (_COPIED if pair.copied else _CLOSE) and said.at_once(pair)
        copied = close and pair.copied
        sure = 1.0 if copied else min(1.0, pair.likeness / _SURE)
        for one, other in product(said.of_sentence[pair.one], said.of_sentence[pair.other]):
            if not _meet(one, other, close, copied) or (close and said.moved(one, other)):
                continue
            if close or not (one.anchored and other.anchored):
                seen.add((one, other))
                yield _Meeting(one, other, sure, close, copied)
    for one, other in said.anchored():
        if (one, other) not in seen and (other, one) not in seen:
            yield _Meeting(one, other)


def _meet(one: Fact, other: Fact, close: bool, copied: bool) -> bool:
    """Whether two facts of a pair of sentences are compared: by key, in a close pair by place."""
    if one.kind != other.kind:
        return False
    if close and one.place and other.place:
        return one.place == other.place and (copied or _family(one.key) == _family(other.key))
    return one.key == other.key


def _merged(found: Sequence[Finding]) -> list[list[Finding]]:
    """Findings that are one: they share a fact, or say the same values under the same key.

    Doubtful ones are kept apart from the others, which they would blur.
    """
    groups: list[tuple[set[object], list[Finding]]] = []
    for finding in found:
        one, other, confidence = finding
        marks: set[object] = {one, other}
        marks.add((one.kind, one.key, frozenset((one.value, other.value))))
        marks = {(mark, confidence < _DOUBTFUL) for mark in marks}
        joined = [finding]
        apart = []
        for known, members in groups:
            if known & marks:
                marks |= known
                joined = [*members, *joined]
            else:
                apart.append((known, members))
        groups = [*apart, (marks, joined)]
    return [members for _, members in groups]
