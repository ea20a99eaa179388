"""Articles grouped one by one as they come, under story ids that stay.

    article ─▶ candidates, by telling terms ─▶ their stories ─▶ grouped again ─▶ what changed

Only the stories that a new article may belong to are grouped again, by the same likeness and the
same linkage as a whole collection.  What the words weigh drifts with every article: how many
stories have each is counted as they grow.

What was told before is asked of a `Past`, story by story as it is touched; `told` is what came of it.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isnan, nan
from typing import Any, Literal

from digest.group.evidence import doubt, held
from digest.group.house import own
from digest.group.linkage import average_link
from digest.group.neighbourhood import Neighbour, Weights, likenesses
from digest.group.past import NoPast, Past, Placing, Told, Totals
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
FADING = 20.0  # days in which likeness falls to 1/e
ASLEEP = 30.0  # days of silence after which a story is woken only by what is strongly alike
STRONGLY = 0.5  # likeness, time left aside, that wakes it
ATTESTED = 4.0  # evidence in telling terms that wakes it
HELD = 0.1  # likeness that articles gain which were told as one story
CROWD = 120  # articles that are grouped again at most
SPEAKERS = 30  # articles, the newest, that speak for a story that is too large to be parted

ChangeKind = Literal["founds", "joins", "moves", "merges"]

Naming = Callable[[str, int], str]
"""A story's id, by its first article's, and how many stories have had that first article before."""


def named(article: str, times: int) -> str:
    """After its first article; with a number where that name was given before."""
    return f"s-{article}-{times + 1}" if times else f"s-{article}"


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
    members: list[int] | None = None  # in the order in which they came; None: not asked for
    last: float = nan  # newest day; NaN where none is known


@dataclass(slots=True)
class _Article:
    id: str
    day: float  # NaN where it has no date
    story: _Story | None = None  # None before it is placed
    neighbour: Neighbour | None = None  # None: not asked for
    roundup: bool = False


class Stream:
    """Stories that grow.  An id is minted from the first article's and is never given twice.

    A merge keeps the id of the story with more articles, the older one where both have as many, and
    forwards the other; a split leaves the id with the larger part.
    """

    def __init__(
        self, same_story: float = SAME_STORY, past: Past | None = None, naming: Naming = named
    ) -> None:
        self._same_story = same_story
        self._past: Past = past or NoPast()
        self._naming = naming
        self._before = before = self._past.totals()
        self._weights = Weights(self._past, before.terms, before.stories, before.languages)
        self._next = before.articles
        self._articles: dict[int, _Article] = {}  # those that were asked for or came
        self._numbers: dict[str, int] = {}  # of these, by id
        self._stories: dict[str, _Story] = {}  # those that were asked for or founded
        self._changed: dict[str, None] = {}  # ids of stories
        self._moved: dict[int, None] = {}
        self._of_outlet: dict[str, list[int]] = {}  # the newest of its articles
        self._forwards: dict[str, str] = {}
        self._postings: dict[int, tuple[array[int], array[float]]] = {}
        self._posted: Counter[int] = Counter()  # how many of a term's postings are new

    def add(self, documents: Iterable[Document]) -> list[Change]:
        """Takes articles in, in this order; one that is known already changes nothing."""
        coming = list(documents)
        self._meet(document.article.id for document in coming)
        return [change for document in coming for change in self._taken_in(document)]

    def resume(self, stories: Mapping[str, Sequence[Document]]) -> None:
        """Takes in stories as they were told elsewhere, by id; ValueError for what is known here.

        Quick beside `add`, since nothing is compared.
        """
        self._meet(d.article.id for documents in stories.values() for d in documents)
        for name, documents in stories.items():
            ids = {document.article.id for document in documents}
            known = not ids.isdisjoint(self._numbers) or self.knows(name)
            if not ids or len(ids) < len(documents) or known:
                raise ValueError(f"{name}: empty, or known already")
        given = [(name, document) for name, told in stories.items() for document in told]
        given.sort(key=lambda pair: _by_day(day_number(pair[1].article.published)))
        first = self._next
        for name, document in given:
            one = self._admitted(document)
            story = self._stories.setdefault(name, _Story(name, []))
            self._articles[one].story = story
            self._members(story).append(one)
        for name in stories:
            story = self._stories[name]
            self._settle(story, self._members(story))
            self._weights.count(self._neighbours(self._members(story)), 1)
            self._changed[name] = None
        for one in range(first, self._next):
            self._post(one)

    def stories(self) -> dict[str, tuple[str, ...]]:
        """Story id → ids of its articles, both in the order in which they came.

        Of what was told before, the stories that were touched.
        """
        return {
            name: tuple(self._articles[i].id for i in story.members)
            for name, story in self._stories.items()
            if story.members is not None
        }

    def places(self, articles: Iterable[str]) -> dict[str, str]:
        """The story of each of the articles that is in one."""
        wanted = list(articles)
        self._meet(wanted)
        return {a: self._story(self._numbers[a]).id for a in wanted if a in self._numbers}

    def articles(self, story: str) -> tuple[str, ...]:
        """The articles of a story, by any id that it ever had."""
        name = self.current(story)
        told = self._stories.setdefault(name, _Story(name))
        return tuple(self._articles[i].id for i in self._members(told))

    def current(self, story: str) -> str:
        """The id that a story once told goes by now; KeyError for an id that never was."""
        name = self._end(self._past.forwards([story]).get(story, story))
        if not self.knows(name):
            raise KeyError(story)
        return name

    def forwards(self, stories: Sequence[str]) -> dict[str, str]:
        """Of those stories, the ones that are part of another one by now: of which, by its id."""
        before = self._past.forwards(stories)
        ends = {story: self._end(before.get(story, story)) for story in stories}
        return {story: end for story, end in ends.items() if end != story}

    def knows(self, story: str) -> bool:
        """Whether a story goes by that id, or ever did."""
        return story in self._stories or story in self._forwards or self._past.is_story(story)

    def roundups(self) -> tuple[str, ...]:
        """Articles that mention several stories and report none, each a story of its own.

        Of what was told before, those that were asked about.
        """
        found = sorted(self._articles.items())
        return tuple(article.id for _, article in found if article.roundup)

    def told(self) -> Told:
        """What changed since it began."""
        return Told(
            before=self._before,
            now=Totals(
                self._next, self._weights.terms, self._weights.stories, self._weights.languages
            ),
            articles=(self._kept(one) for one in range(self._before.articles, self._next)),
            moved={i: self._story(i).id for i in self._moved if i < self._before.articles},
            stories={n: self._stories[n].last for n in self._changed if n in self._stories},
            merged=dict(self._forwards),
            postings=(
                (term, *posting)
                for term, new in self._posted.items()
                for posting in zip(*(column[-new:] for column in self._postings[term]), strict=True)
            ),
            words=self._weights.counted(),
        )

    def _taken_in(self, document: Document) -> list[Change]:
        if document.article.id in self._numbers:
            return []
        new = self._admitted(document)
        near = self._candidates(new)
        crowd, speaking = self._crowd(new, near)
        parts, alone = self._grouped(crowd)
        changes = list(self._settled(new, parts, speaking))
        if alone:
            self._articles[new].roundup = True
        else:
            self._post(new)
        return changes

    def _admitted(self, document: Document) -> int:
        """The number of an article that is taken in, in no story yet."""
        terms = counted(document)
        ids, values = self._weights.taken_in(document.language, terms)
        day = day_number(document.article.published)
        vector = short_vectors([document])[0] if len(ids) and len(ids) < 40 else None
        one, self._next = self._next, self._next + 1
        neighbour = Neighbour(ids, values, day, vector, document.article.outlet)
        self._newest_of(neighbour.outlet).append(one)
        self._articles[one] = _Article(document.article.id, day, None, neighbour)
        self._numbers[document.article.id] = one
        return one

    def _newest(self, members: Iterable[int]) -> float:
        """The newest day; NaN where none has one."""
        days = (self._articles[i].day for i in members)
        return max((day for day in days if not isnan(day)), default=nan)

    # ---- remembering -----------------------------------------------------------------------

    def _meet(self, articles: Iterable[str]) -> None:
        """Asks where articles are, by id."""
        unknown = [article for article in articles if article not in self._numbers]
        for placing in self._past.placings(unknown):
            self._placed(placing)

    def _placed(self, placing: Placing) -> int:
        if placing.number not in self._articles:
            story = self._stories.get(placing.story)
            if story is None:
                story = self._stories[placing.story] = _Story(placing.story, None, placing.last)
            article = _Article(placing.article, placing.day, story, None, placing.roundup)
            self._articles[placing.number] = article
            self._numbers[placing.article] = placing.number
        return placing.number

    def _story(self, one: int) -> _Story:
        story = self._articles[one].story
        assert story is not None
        return story

    def _members(self, story: _Story) -> list[int]:
        if story.members is None:
            story.members = [self._placed(placing) for placing in self._past.told_in(story.id)]
        return story.members

    def _neighbours(self, articles: Sequence[int]) -> list[Neighbour]:
        unknown = [i for i in articles if self._articles[i].neighbour is None]
        for number, neighbour in self._past.neighbours(unknown) if unknown else ():
            self._articles[number].neighbour = neighbour
        found = (self._articles[i].neighbour for i in articles)
        return [neighbour for neighbour in found if neighbour is not None]

    def _posting(self, term: int) -> tuple["array[int]", "array[float]"]:
        if term not in self._postings:
            articles, weights = self._past.posted(term, LOOKED_AT)
            self._postings[term] = array("i", articles), array("f", weights)
        return self._postings[term]

    def _end(self, story: str) -> str:
        while story in self._forwards:
            story = self._forwards[story]
        return story

    def _kept(self, one: int) -> tuple[Placing, Neighbour]:
        article, story = self._articles[one], self._story(one)
        [neighbour] = self._neighbours([one])
        placing = Placing(one, article.id, article.day, article.roundup, story.id, story.last)
        return placing, neighbour

    # ---- finding ---------------------------------------------------------------------------

    def _telling(self, one: int) -> tuple[Any, Any]:
        """An article's most telling terms, and what they weigh."""
        [neighbour] = self._neighbours([one])
        weights = self._weights.of(neighbour)
        order = (-weights).argsort(kind="stable")[:TELLING]
        return neighbour.terms[order], weights[order]

    def _post(self, one: int) -> None:
        for term, weight in zip(*map(_listed, self._telling(one)), strict=True):
            articles, weights = self._posting(int(term))
            articles.append(one)
            weights.append(weight)
            self._posted[int(term)] += 1

    def _candidates(self, new: int) -> list[int]:
        """The articles most alike in telling terms and time, the most alike first."""
        import numpy as np

        found, shares, told = [np.zeros(0, dtype=np.int32)], [np.zeros(0)], [np.zeros(0)]
        terms, weights = self._telling(new)
        columns = terms, weights, self._weights.rarity(terms)
        for term, weight, rare in zip(*map(_listed, columns), strict=True):
            posting = self._posting(int(term))
            found.append(np.array(posting[0][-LOOKED_AT:], dtype=np.int32))
            shares.append(np.array(posting[1][-LOOKED_AT:]) * weight)
            told.append(np.full(len(found[-1]), rare))
        articles, at = np.unique(np.concatenate(found), return_inverse=True)
        alike = np.bincount(at, np.concatenate(shares), len(articles))
        evidence = np.bincount(at, np.concatenate(told), len(articles))
        kept = np.flatnonzero(alike >= ALIKE)
        articles, alike, evidence = articles[kept], alike[kept], evidence[kept]
        near = self._near(articles, alike, evidence, self._articles[new].day)
        articles, alike, evidence = articles[near], alike[near], evidence[near]
        days = np.array([self._articles[i].day for i in articles.tolist()])
        left = alike * held(faded(days - self._articles[new].day), evidence, alike)
        order = np.lexsort((articles, -left)).tolist()
        awake = [i for i in order if self._may_wake(int(articles[i]), new, alike[i], evidence[i])]
        return [int(articles[i]) for i in awake[:CANDIDATES] if left[i] >= ALIKE / 2]

    def _near(self, articles: Any, alike: Any, evidence: Any, day: float) -> Any:
        """Which of the articles are known, once those are asked for that time may leave alike."""
        import numpy as np

        unknown = [i for i in articles.tolist() if i not in self._articles]
        if unknown:
            apart = FADING * np.log(alike / (ALIKE / 2)) / doubt(evidence, alike)
            for placing in self._past.numbered(unknown, day, float(apart.max())):
                self._placed(placing)
        return np.array([i in self._articles for i in articles.tolist()], dtype=bool)

    def _may_wake(self, one: int, new: int, alike: float, evidence: float) -> bool:
        silence = self._articles[new].day - self._story(one).last
        return not silence > ASLEEP or alike >= STRONGLY or evidence >= ATTESTED

    def _crowd(self, new: int, near: Sequence[int]) -> tuple[list[int], list[_Story]]:
        """Who is grouped again, the new article last, and the stories that are only spoken for."""
        crowd: list[int] = []
        speaking: list[_Story] = []
        for name in dict.fromkeys(self._story(i).id for i in near):
            story = self._stories[name]
            members = self._members(story)
            whole = len(members) <= 2 * SPEAKERS
            speakers = members if whole else members[-SPEAKERS:]
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
        near = self._neighbours(crowd)
        outlets = dict.fromkeys(article.outlet for article in near)
        spoken = {outlet: self._spoken(outlet) for outlet in outlets}
        return [_own(article, *spoken[article.outlet]) for article in near]

    def _spoken(self, outlet: str) -> tuple[Any, Any, float]:
        """Terms of the outlet's newest articles, ascending, its stories that have each, and all."""
        import numpy as np

        articles = self._newest_of(outlet)
        shares = np.array([1 / max(1, self._size(i)) for i in articles])
        terms = [article.terms for article in self._neighbours(articles)]
        found, at = np.unique(np.concatenate(terms), return_inverse=True)
        having = np.bincount(at, np.repeat(shares, [len(some) for some in terms]), len(found))
        return found, having, float(shares.sum())

    def _newest_of(self, outlet: str) -> list[int]:
        """The newest articles of an outlet that are still compared."""
        if outlet not in self._of_outlet:
            placings = self._past.of_outlet(outlet, LISTENED)
            self._of_outlet[outlet] = [self._placed(placing) for placing in placings]
        del self._of_outlet[outlet][:-LISTENED]
        return self._of_outlet[outlet]

    def _size(self, one: int) -> int:
        """Articles of its story; 0 where it is in none yet."""
        story = self._articles[one].story
        return len(self._members(story)) if story else 0

    def _held(self, crowd: Sequence[int], matrix: Any) -> Any:
        """The likenesses, those within a story higher: what was told is not lightly taken back."""
        import numpy as np
        from scipy import sparse

        names = [self._story(i).id for i in crowd[:-1]]
        numbers = {name: n for n, name in enumerate(dict.fromkeys(names))}
        told = np.array([*(numbers[name] for name in names), -1])
        together = (told[:, None] == told[None, :]) & ~np.eye(len(told), dtype=bool)
        return matrix + sparse.csr_matrix(HELD * together)

    # ---- telling ---------------------------------------------------------------------------

    def _settled(
        self, new: int, parts: Sequence[Sequence[int]], speaking: Sequence[_Story]
    ) -> Iterator[Change]:
        """Brings the stories to what was found, and says what that changed."""
        involved = {s.id: s for part in parts for i in part if i != new for s in [self._story(i)]}
        before = {i: story for story in involved.values() for i in self._members(story)}
        told = {name: list(self._members(story)) for name, story in involved.items()}
        targets = self._targets(new, parts, before, {story.id for story in speaking})
        changes = list(self._regrouped(new, targets, before, involved))
        now = {story.id: story for i in [*before, new] for story in [self._story(i)]}
        for name, members in told.items():
            if name not in now or self._members(now[name]) != members:
                self._weights.count(self._neighbours(members), -1)
        for name, story in now.items():
            if self._members(story) != told.get(name):
                self._weights.count(self._neighbours(self._members(story)), 1)
                self._changed[name] = None
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
            whole[-number].extend(self._members(self._stories[name]))
        return [sorted(part) for part in whole if part]

    def _regrouped(
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
            self._settle(story, part)
            if new in part:
                self._articles[new].story = story
                kind: ChangeKind = "founds" if founded else "joins"
                yield Change(kind, name, self._articles[new].id)
        placed = {i: name for name, part in zip(ids, parts, strict=True) for i in part}
        yield from self._changes(placed, before, involved)

    def _settle(self, story: _Story, members: Sequence[int]) -> None:
        story.members = list(members)
        story.last = self._newest(members)

    def _changes(
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
            self._articles[i].story = self._stories[placed[i]]
            if placed[i] != old.id:
                self._moved[i] = None
            if placed[i] != self._forwards.get(old.id, old.id):
                yield Change("moves", placed[i], self._articles[i].id, old.id)

    def _named(
        self, new: int, parts: Sequence[Sequence[int]], before: dict[int, _Story]
    ) -> list[str]:
        """An id a part: of the story that most of it was told in, else a new one."""
        shares = [
            (-count, before_first, number, name)
            for number, part in enumerate(parts)
            for name, count in Counter(before[i].id for i in part if i != new).items()
            for before_first in [self._members(self._stories[name])[0]]
        ]
        ids: dict[int, str] = {}
        for *_, number, name in sorted(shares):
            if number not in ids and name not in ids.values():
                ids[number] = name
        for number, part in enumerate(parts):
            if number not in ids:
                ids[number] = self._minted(self._articles[part[0]].id, ids.values())
        return [ids[number] for number in range(len(parts))]

    def _minted(self, article: str, given: Iterable[str]) -> str:
        """A story's id, from its first article's; one that was never given before."""
        taken, times = set(given), 0
        while (name := self._naming(article, times)) in taken or self.knows(name):
            times += 1
        return name


def _by_day(day: float) -> float:
    """Sorts days, those not known last."""
    return inf if isnan(day) else day


def _own(one: Neighbour, terms: Any, having: Any, stories: float) -> Neighbour:
    """An article less what its outlet says in many stories."""
    at = terms.searchsorted(one.terms)
    at[at == len(terms)] = 0
    heard = having[at] * (terms[at] == one.terms) if len(terms) else 0.0
    return replace(one, counts=one.counts * own(heard, stories))


def _listed(values: Any) -> list[float]:
    found: list[float] = values.tolist()
    return found
