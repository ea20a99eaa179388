"""Why an article is in its story, and not in the next one."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from digest.group import SAME_STORY, chronological, grouped
from digest.group.linkage import USUAL
from digest.group.particulars import Particulars, Spellings, numbers_in_both
from digest.group.similarity import day_number, faded
from digest.language.words import terms_of, words
from digest.models import Document, Tie

_MOST = 5  # words that are told
_POSSESSIVE = ("'s", "’s", "'", "’")


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
    between: float  # likeness of the whole story asked about to it, on average
    asked: float  # what `between` has to be for these two stories to be one
    missing: str  # why they are not one, in plain words
    lacking: tuple[str, ...]  # telling words of the article nearest to it that are nowhere in it
    nearest: Likeness  # the article of it that is most like


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why an article is where it is."""

    nearest: Likeness | None  # in its story; None where it is alone
    apart: Apart | None  # None where no other article is like it at all
    roundup: bool  # it mentions several stories, and reports none


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
        self._roundups = found.roundups
        self._spellings = Spellings(self._ordered)
        self._rows: dict[int, dict[int, float]] = {}
        self._particulars: dict[int, Particulars] = {}
        self._forms: dict[int, dict[str, str]] = {}

    def of(self, article: str) -> Reasons:
        """Why an article is where it is."""
        at = self._place[article]
        own = self._story_of[at]
        others = [other for other in self._stories[own] if other != at]
        nearest = self._most_like([at], others) if others else None
        return Reasons(
            nearest and self._likeness(*nearest), self._apart([at], own), self._is_roundup(own)
        )

    def tied(self, tie: Tie, article: str) -> Likeness:
        """A tie of an article, with all that is shared; the score is the tie's own."""
        one, other = tie.articles if tie.articles[0] == article else tie.articles[::-1]
        found = self._likeness(self._place[one], self._place[other])
        return replace(found, score=tie.score)

    def of_story(self, story: int) -> Apart | None:
        """The nearest other story, by the number of one."""
        return self._apart(self._stories[story], story)

    def _apart(self, members: Sequence[int], own: int) -> Apart | None:
        number, score = self._nearest_story(members, own)
        if not score:
            return None
        mine, story = self._stories[own], self._stories[number]
        one, other = self._most_like(members, story)
        between, asked = self._mean(mine, story), self._asked(mine, story)
        nearest = self._likeness(one, other)
        return Apart(
            story=tuple(self._ordered[at].article.id for at in story),
            score=round(score, 3),
            between=round(between, 3),
            asked=round(asked, 3),
            missing=self._missing(own, number, between, asked) + _time_taken(nearest),
            lacking=self._printed(one, self._measured.lacking(one, story, _MOST)),
            nearest=nearest,
        )

    def _nearest_story(self, members: Sequence[int], own: int) -> tuple[int, float]:
        """The story that those are most like on average, but for their own; of equal ones the first."""
        totals: dict[int, float] = {}
        for one in members:
            for other, likeness in self._row(one).items():
                story = self._story_of[other]
                totals[story] = totals.get(story, 0.0) + likeness
        totals.pop(own, None)
        means = {n: t / len(members) / len(self._stories[n]) for n, t in totals.items()}
        return min(means.items(), key=lambda mean: (-mean[1], mean[0]), default=(own, 0.0))

    def _missing(self, own: int, other: int, between: float, asked: float) -> str:
        if self._is_roundup(own):
            return "this is a round-up: it mentions several stories, reports none, and joins none"
        if self._is_roundup(other):
            return "that is a round-up: it mentions several stories, reports none, and is joined by none"
        sizes = len(self._stories[own]), len(self._stories[other])
        if between >= asked:
            return (
                f"they are alike by {between:.3f}, and {asked:.3f} would do: an editor parted them,"
                " or other articles were grouped with them first"
            )
        if sizes == (1, 1):
            return f"the two articles are alike by {between:.3f}; {asked:.3f} is asked"
        return (
            f"the two stories, of {sizes[0]} and {sizes[1]}, are alike by {between:.3f} on average;"
            f" {asked:.3f} is asked of stories whose own articles are so alike"
        )

    def _is_roundup(self, story: int) -> bool:
        members = self._stories[story]
        return len(members) == 1 and members[0] in self._roundups

    def _mean(self, ones: Sequence[int], others: Sequence[int]) -> float:
        total = sum(self._row(one).get(other, 0.0) for one in ones for other in others)
        return total / (len(ones) * len(others))

    def _asked(self, ones: Sequence[int], others: Sequence[int]) -> float:
        """How alike two groups have to be on average to be joined (`digest.group.linkage`)."""
        tight = min(self._tight(ones), self._tight(others))
        coherence = math.sqrt(self._coherence(ones) * self._coherence(others))
        return SAME_STORY * float((coherence / USUAL) ** tight)

    def _tight(self, members: Sequence[int]) -> float:
        return math.fsum(self._tightness[at] for at in members) / len(members)

    def _coherence(self, members: Sequence[int]) -> float:
        pairs = list(combinations(members, 2))
        inside = math.fsum(self._row(one).get(other, 0.0) for one, other in pairs)
        return (inside + USUAL) / (len(pairs) + 1)

    def _row(self, one: int) -> dict[int, float]:
        """The documents that one is at all like, and how much."""
        if one not in self._rows:
            self._rows[one] = self._measured.near(one)
        return self._rows[one]

    def _most_like(self, ones: Sequence[int], others: Sequence[int]) -> tuple[int, int]:
        """The most alike pair; of equal ones the earliest."""
        pairs = ((-self._row(one).get(other, 0.0), one, other) for one in ones for other in others)
        _, one, other = min(pairs)
        return one, other

    def _likeness(self, one: int, other: int) -> Likeness:
        weights = self._measured.shared(one, other)
        mine, theirs = self._told_of(one), self._told_of(other)
        document, like = self._ordered[one], self._ordered[other]
        return Likeness(
            like.article.id,
            round(self._row(one).get(other, 0.0), 3),
            self._printed(one, tuple(weights)[:_MOST]),
            self._spellings.names_in_both(mine, theirs, weights, document.language),
            numbers_in_both(mine, theirs, weights),
            _days_apart(document, like),
        )

    def _told_of(self, at: int) -> Particulars:
        if at not in self._particulars:
            self._particulars[at] = self._spellings.of(self._ordered[at])
        return self._particulars[at]

    def _printed(self, at: int, terms: Sequence[str]) -> tuple[str, ...]:
        """The words that a document has for these terms."""
        if at not in self._forms:
            self._forms[at] = printed_forms(self._ordered[at])
        return tuple(self._forms[at].get(term, term) for term in terms)


def printed_forms(document: Document) -> dict[str, str]:
    """Each term's word as a document prints it most often; of equal ones that in small letters."""
    sentences = (document.text_of(index) for index in range(len(document.sentences)))
    term_of = terms_of(document.language)
    counts: Counter[str] = Counter()
    for word in words("\n".join((document.article.title, *sentences))):
        counts[_without_possessive(word)] += 1
    forms: dict[str, str] = {}
    for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], not pair[0].islower())):
        for term in term_of(word):
            forms.setdefault(term, word)
    return forms


def _without_possessive(word: str) -> str:
    return next((word.removesuffix(end) for end in _POSSESSIVE if word.endswith(end)), word)


def _time_taken(nearest: Likeness) -> str:
    """What the days between took, in plain words."""
    left = float(faded(nearest.days_apart or 0))
    if left > 0.95:
        return ""
    return f"; the {nearest.days_apart} days between took {1 - left:.0%} of the likeness"


def _days_apart(one: Document, other: Document) -> int | None:
    days = day_number(one.article.published) - day_number(other.article.published)
    return None if math.isnan(days) else int(abs(days))
