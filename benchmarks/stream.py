"""Articles grouped one by one as they come, beside all at once.

`incidents`: a labelled set, by date and in five random orders.

- `batch F1`, `B3 F1`: B-Cubed of all at once, and of the stories as they stand at the end
- `of all`: share of all pairs of articles that were told as one story and ended as two, or the
  reverse, in parts of a million
- `of told`: the same of those pairs only that were one story when told, or are at the end
- `ms`: an article, prepared, on average; `worst`: of the one that took longest

`invented`: 99,000 articles (see `benchmarks.invented`) are there, as stories told, and a thousand
come one by one.  Its F1 says little: 99 of 100 articles stand where they were invented.  `MB` is the
highest resident size of the process, the articles' text included.
"""

import random
import resource
import time
from collections.abc import Iterator, Sequence
from itertools import combinations

from benchmarks import data
from benchmarks.invented import Collection, collection
from benchmarks.metrics import agreement
from benchmarks.report import Cell, Column, Table, progress
from digest.models import Document

SEEDS = range(1, 6)
STORED = 100_000
COMING = 1000

COLUMNS = (
    Column("set"),
    Column("order"),
    Column("articles"),
    Column("batch F1", 4),
    Column("B3 F1", 4),
    Column("of all", 1),
    Column("of told", 4),
    Column("ms", 1),
    Column("worst", 1),
    Column("MB", 0),
)

Pair = frozenset[str]


def run(sets: Sequence[str], systems: frozenset[str]) -> Table:
    """A row an order, and one for the invented articles."""
    rows: list[tuple[Cell, ...]] = []
    if "incidents" in sets:
        rows.extend(labelled())
    if "invented" in sets:
        rows.append(invented())
    return Table("Stream: articles grouped as they come", COLUMNS, tuple(rows))


def labelled() -> Iterator[tuple[Cell, ...]]:
    """A row an order of the incidents."""
    from digest.group import chronological, group
    from digest.pipeline import prepared

    given = data.load_grouping("incidents", data.grouping_sets()["incidents"])
    documents = sorted(prepared(given.articles).values(), key=chronological)
    gold = {a.id: story for a, story in zip(given.articles, given.gold, strict=True)}
    batch = _f1({c.articles[0]: c.articles for c in group(documents)}, gold)
    for seed in (None, *SEEDS):
        order = list(documents)
        if seed is not None:
            random.Random(seed).shuffle(order)
        name = "by date" if seed is None else f"random {seed}"
        progress(f"stream: incidents, {name}")
        yield ("incidents", name, len(order), batch, *streamed(order, gold))


def streamed(order: Sequence[Document], gold: dict[str, str]) -> tuple[float, ...]:
    """A row from "B3 F1" onwards."""
    from digest.group.stream import Stream

    stream, first, taken = Stream(), set[Pair](), list[float]()
    for document in order:
        start = time.perf_counter()
        changes = stream.add([document])
        taken.append(1000 * (time.perf_counter() - start))
        joined = [c.story for c in changes if c.article == document.article.id and not c.before]
        mine = stream.articles(joined[0])
        first |= {frozenset((document.article.id, a)) for a in mine if a != document.article.id}
    stories = stream.stories()
    last = {frozenset(pair) for told in stories.values() for pair in combinations(told, 2)}
    changed = len(first ^ last)
    pairs = len(order) * (len(order) - 1) / 2
    of_told = changed / max(1, len(first | last))
    ms = sum(taken) / len(taken)
    return _f1(stories, gold), 1e6 * changed / pairs, of_told, ms, max(taken), _peak()


def invented() -> tuple[Cell, ...]:
    """The row of new articles beside many."""
    from digest.group.stream import Stream

    progress(f"stream: {STORED} invented articles")
    given = collection(STORED)
    stream = Stream()
    stream.resume(_told(given, STORED - COMING))
    progress(f"stream: {COMING} more")
    taken = []
    for document in given.documents[-COMING:]:
        start = time.perf_counter()
        stream.add([document])
        taken.append(1000 * (time.perf_counter() - start))
    pairs = zip(given.documents, given.stories, strict=True)
    gold = {document.article.id: str(story) for document, story in pairs}
    f1 = _f1(stream.stories(), gold)
    mean = sum(taken) / len(taken)
    return ("invented", "at random", STORED, 0.0, f1, 0.0, 0.0, mean, max(taken), _peak())


def _told(given: Collection, count: int) -> dict[str, list[Document]]:
    """The stories of the first articles, as they were invented."""
    stories: dict[str, list[Document]] = {}
    for document, story in zip(given.documents[:count], given.stories[:count], strict=True):
        stories.setdefault(f"s-{story}", []).append(document)
    return stories


def _f1(stories: dict[str, tuple[str, ...]], gold: dict[str, str]) -> float:
    found = {article: name for name, told in stories.items() for article in told}
    return agreement([found[article] for article in gold], list(gold.values())).f1


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
