"""Articles grouped one by one as they come, under story ids that stay.

    article ─▶ candidates, by telling terms ─▶ their stories ─▶ grouped again ─▶ what changed

Only the stories that a new article may belong to are grouped again, by the same likeness and the
same linkage as a whole collection.  What the words weigh drifts with every article: how many
stories have each is counted as they grow.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf, isnan, nan
from typing import Any, Literal

from digest.group.evidence import held
from digest.group.house import own
from digest.group.linkage import average_link
from digest.group.neighbourhood import Neighbour, Weights, likenesses
from digest.group.roundups import roundups
from digest.group.similarity import day_number, faded, short_vectors
from digest.group.terms import counted
from digest.models import Document

SAME_STORY = 0.12
TELLING = 30  # terms by which an article is found
LOOKED_AT = 4000  # newest articles of a term that are looked at
CANDIDATES = 40
LISTENED = 30  # articles of an outlet, the newest, that tell its words
ALIKE = 0.03  # likeness in telling terms, from which an article is a candidate
ASLEEP = 30.0  # days of silence after which a story is woken only by what is strongly alike
STRONGLY = 0.5  # likeness, time left aside, that wakes it
ATTESTED = 4.0  # evidence in telling terms that wakes it
HELD = 0.1  # likeness that articles gain which were told as one story
CROWD = 120  # articles that are grouped again at most
SPEAKERS = 30  # articles, the newest, that speak for a story that is too large to be parted

ChangeKind = Literal["founds", "joins", "moves", "merges"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an article or, where stories merge, of a whole story."""

    kind: ChangeKind
    story: str  # where it is now
    article: str | None = None  # None where a story merges
    before: str | None = None  # the story that it was told in: of what moves or merges


@dataclass(slots=True)
class _Story:
    id: str
    members: list[int] = field(default_factory=list)  # in the order in which they came
    last: float = nan  # newest day; NaN where none is known


class Stream:
    """Stories that grow.  An id is minted from the first article's and is never given twice.

    A merge keeps the id of the story with more articles, the older one where both have as many, and
    forwards the other; a split leaves the id with the larger part.
    """

    def __init__(self, same_story: float = SAME_STORY) -> None:
        self._same_story = same_story
        self._weights = Weights()
        self._articles: list[str] = []
        self._known: set[str] = set()
        self._neighbours: list[Neighbour] = []
        self._days = array("d")
        self._outlet: list[str] = []  # of each article
        self._of_outlet: dict[str, array[int]] = {}  # its articles, in the order in which they came
        self._story: list[_Story] = []  # of each article
        self._stories: dict[str, _Story] = {}  # by id, in the order in which they were founded
        self._forwards: dict[str, str] = {}
        self._postings: dict[int, tuple[array[int], array[float]]] = {}
        self._roundups: set[int] = set()

    def add(self, documents: Iterable[Document]) -> list[Change]:
        """Takes articles in, in this order; one that is known already changes nothing."""
        return [change for document in documents for change in self._taken_in(document)]

    def resume(self, stories: Mapping[str, Sequence[Document]]) -> None:
        """Takes in stories as they were told elsewhere, by id; ValueError for what is known here.

        Quick beside `add`, since nothing is compared.
        """
        first = len(self._articles)
        for name, documents in stories.items():
            ids = {document.article.id for document in documents}
            if not ids or len(ids) < len(documents) or ids & self._known or name in self._stories:
                raise ValueError(f"{name}: empty, or known already")
            story = self._stories[name] = _Story(name)
            story.members = [self._admitted(document) for document in documents]
            story.last = self._newest(story.members)
            self._story.extend([story] * len(documents))
            self._count([story], 1)
        for i in sorted(range(first, len(self._articles)), key=self._by_day):
            self._post(i)

    def stories(self) -> dict[str, tuple[str, ...]]:
        """Story id → ids of its articles, both in the order in which they came."""
        return {
            name: tuple(self._articles[i] for i in story.members)
            for name, story in self._stories.items()
        }

    def articles(self, story: str) -> tuple[str, ...]:
        """The articles of a story, by any id that it ever had."""
        members = self._stories[self.current(story)].members
        return tuple(self._articles[i] for i in members)

    def current(self, story: str) -> str:
        """The id that a story once told goes by now; KeyError for an id that never was."""
        while story in self._forwards:
            story = self._forwards[story]
        return self._stories[story].id

    def roundups(self) -> tuple[str, ...]:
        """Articles that mention several stories and report none, each a story of its own."""
        return tuple(self._articles[i] for i in sorted(self._roundups))

    def _taken_in(self, document: Document) -> list[Change]:
        if document.article.id in self._known:
            return []
        new = self._admitted(document)
        near = self._candidates(new)
        crowd, speaking = self._crowd(new, near)
        parts, alone = self._grouped(crowd)
        changes = list(self._settled(new, parts, speaking))
        if alone:
            self._roundups.add(new)
        else:
            self._post(new)
        return changes

    def _admitted(self, document: Document) -> int:
        """The number of an article that is taken in, in no story yet."""
        terms = counted(document)
        ids, values = self._weights.taken_in(document.language, terms)
        day = day_number(document.article.published)
        vector = short_vectors([document])[0] if len(ids) and len(ids) < 40 else None
        self._neighbours.append(Neighbour(ids, values, day, vector))
        self._known.add(document.article.id)
        self._articles.append(document.article.id)
        self._days.append(day)
        outlet = document.article.outlet
        self._outlet.append(outlet)
        self._of_outlet.setdefault(outlet, array("i")).append(len(self._outlet) - 1)
        return len(self._articles) - 1

    def _newest(self, members: Iterable[int]) -> float:
        """The newest day; NaN where none has one."""
        days = (self._days[i] for i in members)
        return max((day for day in days if not isnan(day)), default=nan)

    def _by_day(self, one: int) -> tuple[float, int]:
        day = self._days[one]
        return (inf if isnan(day) else day, one)

    # ---- finding ---------------------------------------------------------------------------

    def _telling(self, one: int) -> tuple[Any, Any]:
        """An article's most telling terms, and what they weigh."""
        neighbour = self._neighbours[one]
        weights = self._weights.of(neighbour)
        order = (-weights).argsort(kind="stable")[:TELLING]
        return neighbour.terms[order], weights[order]

    def _post(self, one: int) -> None:
        for term, weight in zip(*map(_listed, self._telling(one)), strict=True):
            articles, weights = self._postings.setdefault(int(term), (array("i"), array("f")))
            articles.append(one)
            weights.append(weight)

    def _candidates(self, new: int) -> list[int]:
        """The articles most alike in telling terms and time, the most alike first."""
        import numpy as np

        found, shares, told = [np.zeros(0, dtype=np.int32)], [np.zeros(0)], [np.zeros(0)]
        terms, weights = self._telling(new)
        rarity = _listed(self._weights.rarity(terms))
        for term, weight, rare in zip(*map(_listed, (terms, weights)), rarity, strict=True):
            if posting := self._postings.get(int(term)):
                found.append(np.array(posting[0][-LOOKED_AT:], dtype=np.int32))
                shares.append(np.array(posting[1][-LOOKED_AT:]) * weight)
                told.append(np.full(len(found[-1]), rare))
        articles, at = np.unique(np.concatenate(found), return_inverse=True)
        alike = np.bincount(at, np.concatenate(shares), len(articles))
        evidence = np.bincount(at, np.concatenate(told), len(articles))
        kept = np.flatnonzero(alike >= ALIKE)
        articles, alike, evidence = articles[kept], alike[kept], evidence[kept]
        days = np.array([self._days[i] for i in articles.tolist()])
        left = alike * held(faded(days - self._days[new]), evidence, alike)
        order = np.lexsort((articles, -left)).tolist()
        awake = [i for i in order if self._may_wake(int(articles[i]), new, alike[i], evidence[i])]
        return [int(articles[i]) for i in awake[:CANDIDATES] if left[i] >= ALIKE / 2]

    def _may_wake(self, one: int, new: int, alike: float, evidence: float) -> bool:
        silence = self._days[new] - self._story[one].last
        return not silence > ASLEEP or alike >= STRONGLY or evidence >= ATTESTED

    def _crowd(self, new: int, near: Sequence[int]) -> tuple[list[int], list[_Story]]:
        """Who is grouped again, the new article last, and the stories that are only spoken for."""
        crowd: list[int] = []
        speaking: list[_Story] = []
        for name in dict.fromkeys(self._story[i].id for i in near):
            story = self._stories[name]
            whole = len(story.members) <= 2 * SPEAKERS
            speakers = story.members if whole else story.members[-SPEAKERS:]
            if len(crowd) + len(speakers) >= CROWD:
                break
            crowd.extend(speakers)
            if not whole:
                speaking.append(story)
        return [*crowd, new], speaking

    def _grouped(self, crowd: Sequence[int]) -> tuple[list[list[int]], bool]:
        """The parts of the crowd, and whether the last of it is a round-up."""
        import numpy as np

        if len(crowd) == 1:
            return [list(crowd)], False
        near = self._in_own_words(crowd)
        matrix = self._held(crowd, likenesses(near, self._weights))
        lengths = np.array([len(neighbour.terms) for neighbour in near], dtype=float)
        tightness = 1 - np.exp(-lengths / 20)
        groups = average_link(matrix, self._same_story, tightness)
        last = len(crowd) - 1
        if last in roundups(matrix, groups, lengths):
            groups = average_link(matrix[:last, :last], self._same_story, tightness[:last])
            groups.append([last])
            return [[crowd[i] for i in group] for group in groups], True
        return [[crowd[i] for i in group] for group in groups], False

    def _in_own_words(self, crowd: Sequence[int]) -> list[Neighbour]:
        """The articles, their terms weighing less what is their outlet's (`digest.group.house`)."""
        spoken = {outlet: self._spoken(outlet) for outlet in {self._outlet[i] for i in crowd}}
        return [_own(self._neighbours[i], *spoken[self._outlet[i]]) for i in crowd]

    def _spoken(self, outlet: str) -> tuple[Any, Any, float]:
        """Terms of the outlet's newest articles, ascending, its stories that have each, and all."""
        import numpy as np

        articles = self._of_outlet[outlet][-LISTENED:]
        shares = np.array([1 / max(1, self._size(i)) for i in articles])
        terms = [self._neighbours[i].terms for i in articles]
        found, at = np.unique(np.concatenate(terms), return_inverse=True)
        having = np.bincount(at, np.repeat(shares, [len(some) for some in terms]), len(found))
        return found, having, float(shares.sum())

    def _size(self, one: int) -> int:
        """Articles of its story; 0 where it is in none yet."""
        return len(self._story[one].members) if one < len(self._story) else 0

    def _held(self, crowd: Sequence[int], matrix: Any) -> Any:
        """The likenesses, those within a story higher: what was told is not lightly taken back."""
        import numpy as np
        from scipy import sparse

        numbers = {name: n for n, name in enumerate({self._story[i].id for i in crowd[:-1]})}
        told = np.array([*(numbers[self._story[i].id] for i in crowd[:-1]), -1])
        together = (told[:, None] == told[None, :]) & ~np.eye(len(told), dtype=bool)
        return matrix + sparse.csr_matrix(HELD * together)

    # ---- telling ---------------------------------------------------------------------------

    def _settled(
        self, new: int, parts: Sequence[Sequence[int]], speaking: Sequence[_Story]
    ) -> Iterator[Change]:
        """Brings the stories to what was found, and says what that changed."""
        involved = {self._story[i].id: self._story[i] for part in parts for i in part if i != new}
        self._count(involved.values(), -1)
        before = {i: self._story[i] for story in involved.values() for i in story.members}
        targets = self._targets(new, parts, before, {story.id for story in speaking})
        changes = list(self._moved(new, targets, before, involved))
        touched = {self._story[i].id: self._story[i] for i in [*before, new]}
        self._count(touched.values(), 1)
        yield from changes

    def _targets(
        self,
        new: int,
        parts: Sequence[Sequence[int]],
        before: dict[int, _Story],
        speaking: set[str],
    ) -> list[list[int]]:
        """The parts, whole: a story that is spoken for goes where most of its speakers are."""
        whole: list[list[int]] = []
        home: dict[str, tuple[int, int]] = {}
        for number, part in enumerate(parts):
            told = Counter(before[i].id for i in part if i != new)
            for name in speaking & set(told):
                home[name] = max(home.get(name, (0, 0)), (told[name], -number))
            whole.append([i for i in part if i == new or before[i].id not in speaking])
        for name, (_, number) in home.items():
            whole[-number].extend(self._stories[name].members)
        return [sorted(part) for part in whole if part]

    def _moved(
        self,
        new: int,
        parts: Sequence[Sequence[int]],
        before: dict[int, _Story],
        involved: dict[str, _Story],
    ) -> Iterator[Change]:
        ids = self._named(new, parts, before)
        for story in involved.values():
            story.members = []
        for name, part in zip(ids, parts, strict=True):
            founded = name not in self._stories
            story = self._stories.setdefault(name, _Story(name))
            story.members = list(part)
            story.last = self._newest(part)
            if new in part:
                self._story.append(story)
                kind: ChangeKind = "founds" if founded else "joins"
                yield Change(kind, name, self._articles[new])
        placed = {i: name for name, part in zip(ids, parts, strict=True) for i in part}
        yield from self._told(placed, before, involved)

    def _told(
        self, placed: dict[int, str], before: dict[int, _Story], involved: dict[str, _Story]
    ) -> Iterator[Change]:
        for old in involved.values():
            if not old.members:
                first = Counter(placed[i] for i, story in before.items() if story is old)
                into = max(first, key=lambda name: (first[name], name))
                self._forwards[old.id] = into
                del self._stories[old.id]
                yield Change("merges", into, before=old.id)
        for i, old in before.items():
            self._story[i] = self._stories[placed[i]]
            if placed[i] != self._forwards.get(old.id, old.id):
                yield Change("moves", placed[i], self._articles[i], old.id)

    def _named(
        self, new: int, parts: Sequence[Sequence[int]], before: dict[int, _Story]
    ) -> list[str]:
        """An id a part: of the story that most of it was told in, else a new one."""
        shares = [
            (-count, before_first, number, name)
            for number, part in enumerate(parts)
            for name, count in Counter(before[i].id for i in part if i != new).items()
            for before_first in [self._stories[name].members[0]]
        ]
        ids: dict[int, str] = {}
        for *_, number, name in sorted(shares):
            if number not in ids and name not in ids.values():
                ids[number] = name
        for number, part in enumerate(parts):
            if number not in ids:
                ids[number] = self._minted(self._articles[part[0]], ids.values())
        return [ids[number] for number in range(len(parts))]

    def _minted(self, article: str, given: Iterable[str]) -> str:
        """A story's id, from its first article's; with a number where that was given before."""
        taken, name, number = set(given), f"s-{article}", 1
        while name in taken or name in self._stories or name in self._forwards:
            number += 1
            name = f"s-{article}-{number}"
        return name

    def _count(self, stories: Iterable[_Story], sign: int) -> None:
        """Counts the words of stories, each article for its share, or takes them back."""
        for story in stories:
            for i in story.members:
                self._weights.count(self._neighbours[i].terms, sign / len(story.members))
            self._weights.stories += sign


def _own(one: Neighbour, terms: Any, having: Any, stories: float) -> Neighbour:
    """An article less what its outlet says in many stories."""
    at = terms.searchsorted(one.terms)
    at[at == len(terms)] = 0
    heard = having[at] * (terms[at] == one.terms) if len(terms) else 0.0
    return replace(one, counts=one.counts * own(heard, stories))


def _listed(values: Any) -> list[float]:
    found: list[float] = values.tolist()
    return found
