"""What a stream asks of the stories that were told before it began, and what it hands back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from digest.group.neighbourhood import Neighbour, Word


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an article is."""

    number: int  # articles are numbered in the order in which they came
    article: str
    day: float  # NaN where it has no date
    roundup: bool
    story: str
    last: float  # newest day of the story; NaN where none is known


@dataclass(frozen=True, slots=True)
class Totals:
    """How much was told."""

    articles: int = 0  # number of the next article
    terms: int = 0  # number of the next term
    stories: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)  # articles of each, in order


class Past(Protocol):
    """Stories told before, asked about one by one: what was not touched is never read."""

    def totals(self) -> Totals:
        """How much there is."""

    def placings(self, articles: Sequence[str]) -> Iterator[Placing]:
        """Of those articles, the ones that were told."""

    def numbered(self, numbers: Sequence[int], day: float, apart: float) -> Iterator[Placing]:
        """The same by number, of those not more than so many days apart from a day, or undated."""

    def told_in(self, story: str) -> Iterator[Placing]:
        """All of a story, in the order in which they came."""

    def neighbours(self, numbers: Sequence[int]) -> Iterator[tuple[int, Neighbour]]:
        """What is kept of those articles."""

    def of_outlet(self, outlet: str, most: int) -> Iterator[Placing]:
        """The newest articles of an outlet that are still compared, ascending."""

    def posted(self, term: int, most: int) -> tuple[Sequence[int], Sequence[float]]:
        """The newest articles of which a term is telling, ascending, and what it weighs there."""

    def words(self, terms: Sequence[str]) -> Iterator[Word]:
        """Of those terms, the known ones."""

    def words_numbered(self, numbers: Sequence[int]) -> Iterator[Word]:
        """The terms of those numbers."""

    def is_story(self, name: str) -> bool:
        """Whether a story goes by that id, or ever did."""

    def forwards(self, names: Sequence[str]) -> Mapping[str, str]:
        """Of those stories, the ones that are part of another one by now: of which, by its id."""


class NoPast:
    """Nothing was told before."""

    def totals(self) -> Totals:
        """Nothing."""
        return Totals()

    def placings(self, articles: Sequence[str]) -> Iterator[Placing]:
        """None."""
        return iter(())

    def numbered(self, numbers: Sequence[int], day: float, apart: float) -> Iterator[Placing]:
        """None."""
        return iter(())

    def told_in(self, story: str) -> Iterator[Placing]:
        """None."""
        return iter(())

    def neighbours(self, numbers: Sequence[int]) -> Iterator[tuple[int, Neighbour]]:
        """None."""
        return iter(())

    def of_outlet(self, outlet: str, most: int) -> Iterator[Placing]:
        """None."""
        return iter(())

    def posted(self, term: int, most: int) -> tuple[Sequence[int], Sequence[float]]:
        """None."""
        return (), ()

    def words(self, terms: Sequence[str]) -> Iterator[Word]:
        """None."""
        return iter(())

    def words_numbered(self, numbers: Sequence[int]) -> Iterator[Word]:
        """None."""
        return iter(())

    def is_story(self, name: str) -> bool:
        """Never."""
        return False

    def forwards(self, names: Sequence[str]) -> Mapping[str, str]:
        """None."""
        return {}


@dataclass(frozen=True, slots=True)
class Told:
    """All that a stream changed since it began: whoever keeps it need not know how it came about."""

    before: Totals
    now: Totals
    articles: Iterable[tuple[Placing, Neighbour]]  # that came
    moved: Mapping[int, str]  # article → story, of those that were there before
    stories: Mapping[str, float]  # newest day of those that changed
    merged: Mapping[str, str]  # story → the one that it is part of, in the order of merging
    postings: Iterable[tuple[int, int, float]]  # term, article, what it weighs
    words: Iterable[Word]  # that are new or counted anew

    def __bool__(self) -> bool:
        return bool(self.now.articles > self.before.articles)
