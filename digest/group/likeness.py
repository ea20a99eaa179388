"""Why an article is in its story, and not in the next one."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from digest.group import SAME_STORY, chronological, grouped
from digest.group.linkage import USUAL, asked
from digest.group.similarity import day_number
from digest.language.words import terms_of, words
from digest.models import Document, Tie

_MOST = 5  # names and numbers that are told
_NAME = re.compile(r"(?<=[\w,;:] )[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)*")
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December"
)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How an article is like another one, and by what."""

    article: str  # the other one
    score: float  # 0 to 1
    terms: tuple[str, ...]  # shared, the weightiest first, as the article asked about prints them
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    days_apart: int | None  # None where a date is not known


@dataclass(frozen=True, slots=True)
class Apart:
    """The nearest story that an article, or a story, is not part of."""

    story: tuple[str, ...]  # its articles
    score: float  # likeness to it, on average over its articles
    fit: float  # of the article's own story and it: likeness on average, less where they are coherent
    asked: float  # what `fit` has to be for two stories to be one
    nearest: Likeness  # the article of it that is most like

    @property
    def missing(self) -> str:
        """Why the two are not one story, in plain words."""
        if self.fit < self.asked:
            return f"the stories are alike by {self.fit:.3f} on average; {self.asked:.3f} is asked"
        return (
            f"the two stories fit by {self.fit:.3f}, which would do: an editor parted them, or"
            " other articles were grouped with them first"
        )


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why an article is where it is."""

    nearest: Likeness | None  # in its story; None where it is alone
    apart: Apart | None  # None where no other article is like it at all


class Likenesses:
    """The documents of one edition, measured once, as they are parted into stories."""

    def __init__(self, documents: Mapping[str, Document], stories: Sequence[Sequence[str]]) -> None:
        self._ordered = sorted(documents.values(), key=chronological)
        found = grouped(self._ordered)
        self._measured, self._tightness = found.measured, found.tightness.tolist()
        place = {document.article.id: at for at, document in enumerate(self._ordered)}
        self._stories = [sorted(place[a] for a in story) for story in stories]
        self._story_of = {at: n for n, story in enumerate(self._stories) for at in story}
        self._place = place
        self._rows: dict[int, list[float]] = {}

    def of(self, article: str) -> Reasons:
        """Why an article is where it is."""
        at = self._place[article]
        own = self._story_of[at]
        others = [other for other in self._stories[own] if other != at]
        nearest = self._most_like([at], others) if others else None
        return Reasons(nearest, self._apart([at], own))

    def printed(self, tie: Tie) -> Tie:
        """A tie, its terms as the first of its articles prints them."""
        document = self._ordered[self._place[tie.articles[0]]]
        return replace(tie, terms=printed(tie.terms, document))

    def of_story(self, story: int) -> Apart | None:
        """The nearest other story, by the number of one."""
        return self._apart(self._stories[story], story)

    def _apart(self, members: Sequence[int], own: int) -> Apart | None:
        scores = [
            (self._mean(members, story), -number)
            for number, story in enumerate(self._stories)
            if number != own
        ]
        score, number = max(scores, default=(0.0, 0))
        if not score:
            return None
        story = self._stories[-number]
        fit = self._fit(self._stories[own], story)
        ids = tuple(self._ordered[at].article.id for at in story)
        due = round(self._asked(own, -number), 3)
        return Apart(ids, round(score, 3), round(fit, 3), due, self._most_like(members, story))

    def _mean(self, ones: Sequence[int], others: Sequence[int]) -> float:
        total = sum(self._row(one)[other] for one in ones for other in others)
        return total / (len(ones) * len(others))

    def _fit(self, ones: Sequence[int], others: Sequence[int]) -> float:
        """How two groups score when they might be joined (`digest.group.linkage`)."""
        tight = min(self._tight(ones), self._tight(others))
        coherence = math.sqrt(self._coherence(ones) * self._coherence(others))
        return self._mean(ones, others) * float((USUAL / coherence) ** tight)

    def _asked(self, *pair: int) -> float:
        """What the fit of two stories, by their numbers, has to be among all others."""
        one, other = (self._stories[number] for number in pair)
        means = (self._means(number) for number in pair)
        tight = min(self._tight(one), self._tight(other))
        return asked(SAME_STORY, tight, self._mean(one, other), means)

    def _means(self, number: int) -> Any:
        """The likeness, on average, of a story to each of the others."""
        import numpy as np

        members = self._stories[number]
        others = (story for at, story in enumerate(self._stories) if at != number)
        return np.array([self._mean(members, story) for story in others])

    def _tight(self, members: Sequence[int]) -> float:
        return math.fsum(self._tightness[at] for at in members) / len(members)

    def _coherence(self, members: Sequence[int]) -> float:
        pairs = list(combinations(members, 2))
        inside = math.fsum(self._row(one)[other] for one, other in pairs)
        return (inside + USUAL) / (len(pairs) + 1)

    def _row(self, one: int) -> list[float]:
        """Likeness of one document to each."""
        if one not in self._rows:
            self._rows[one] = self._measured.between(one, range(len(self._ordered)))
        return self._rows[one]

    def _most_like(self, ones: Sequence[int], others: Sequence[int]) -> Likeness:
        """The most alike pair; of equal ones the earliest."""
        pairs = [(-self._row(one)[other], one, other) for one in ones for other in others]
        negative, one, other = min(pairs)
        document, like = self._ordered[one], self._ordered[other]
        return Likeness(
            like.article.id,
            round(-negative, 3),
            printed(self._measured.shared_terms(one, other), document),
            _shared(_NAME, document, like),
            _shared(_NUMBER, document, like),
            _days_apart(document, like),
        )


def _shared(pattern: re.Pattern[str], one: Document, other: Document) -> tuple[str, ...]:
    """What the pattern finds in both, in order of first standing in the one; at most five."""
    theirs = set(_found(pattern, other))
    both = (found for found in dict.fromkeys(_found(pattern, one)) if found in theirs)
    return tuple(both)[:_MOST]


def printed(terms: Sequence[str], document: Document) -> tuple[str, ...]:
    """Words that a document has for these terms: its first in small letters, else its first."""
    sentences = (document.text_of(index) for index in range(len(document.sentences)))
    term_of = terms_of(document.language)
    forms: dict[str, str] = {}
    for word in words("\n".join((document.article.title, *sentences))):
        for term in term_of(word):
            if term not in forms or (word.islower() and not forms[term].islower()):
                forms[term] = word
    return tuple(forms.get(term, term) for term in terms)


def _found(pattern: re.Pattern[str], document: Document) -> list[str]:
    sentences = (document.text_of(index) for index in range(len(document.sentences)))
    found = (each for s in sentences for each in pattern.findall(" ".join(s.split())))
    return [each for each in found if not _CALENDAR.fullmatch(each)]


def _days_apart(one: Document, other: Document) -> int | None:
    days = day_number(one.article.published) - day_number(other.article.published)
    return None if math.isnan(days) else int(abs(days))
