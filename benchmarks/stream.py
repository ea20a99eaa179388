"""Articles grouped one by one as they come, beside all at once.

`incidents`: a labelled set, by date and in five random orders.

- `batch F1`, `B3 F1`: B-Cubed of all at once, and of the stories as they stand at the end
- `of all`: share of all pairs of articles that were told as one story and ended as two, or the
  reverse, in parts of a million
- `of told`: the same of those pairs only that were one story when told, or are at the end
- `ms`: an article, prepared, on average; `worst`: of the one that took longest
- `stored`: by date, into a store, in sessions of a hundred articles; `worst` is of a session

`invented`: 99,000 articles (see `benchmarks.invented`) are there, as stories told, and a thousand
come one by one.  Its F1 says little: 99 of 100 articles stand where they were invented.  `MB` is the
highest resident size of the process, the articles' text included.

`stored`: the same where the 99,000 lie in a store, in a new process that opens it: the thousand in
one session, and a hundred in sessions of one article each.  `ms` has opening and keeping in it.
"""

import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

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
    if "stored" in sets:
        rows.extend(stored())
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
    progress("stream: incidents, into a store")
    yield ("incidents", "by date, stored", len(documents), batch, *kept(documents, gold))


def kept(order: Sequence[Document], gold: dict[str, str]) -> tuple[float, ...]:
    """A row from "B3 F1" onwards, of sessions of a hundred articles; what changed is not counted."""
    from digest.group.stream import Stream
    from digest.store import Store

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "digest.db"
        measured = sessions(path, order, 100)
        with Store.open(path) as store:
            places = Stream(past=store.past()).places(gold)
    stories: dict[str, tuple[str, ...]] = {}
    for article, story in places.items():
        stories[story] = (*stories.get(story, ()), article)
    return _f1(stories, gold), 0.0, 0.0, *measured


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


def stored() -> Iterator[tuple[Cell, ...]]:
    """The rows of new articles beside many in a store."""
    from digest.group.stream import Stream
    from digest.store import Store

    progress(f"stream: {STORED} invented articles, into a store")
    given = collection(STORED)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "digest.db"
        with Store.open(path, write=True) as store:
            stream = Stream(past=store.past())
            stream.resume(_told(given, STORED - COMING))
            store.keep(stream.told())
        coming = given.documents[-COMING:]
        for name, size, some in (
            ("one by one", 1, coming[:100]),
            ("at once", COMING, coming[100:]),
        ):
            progress(f"stream: {len(some)} more, {name}")
            with ProcessPoolExecutor(1, get_context("spawn")) as executor:
                measured = executor.submit(sessions, path, some, size).result()
            yield ("stored", name, STORED, 0.0, 0.0, 0.0, 0.0, *measured)


def sessions(path: Path, coming: Sequence[Document], size: int) -> tuple[float, ...]:
    """A row from "ms" onwards: articles that come so many at a time, into a store."""
    from digest.group.stream import Stream
    from digest.store import Store

    taken = []
    for first in range(0, len(coming), size):
        some = coming[first : first + size]
        start = time.perf_counter()
        with Store.open(path, write=True) as store:
            stream = Stream(past=store.past())
            stream.add(some)
            store.keep(stream.told())
        taken.append(1000 * (time.perf_counter() - start) / len(some))
    return sum(taken) / len(taken), max(taken), _own_peak()


def _told(given: Collection, count: int) -> dict[str, list[Document]]:
    """The stories of the first articles, as they were invented."""
    stories: dict[str, list[Document]] = {}
    for document, story in zip(given.documents[:count], given.stories[:count], strict=True):
        stories.setdefault(f"s-{story}", []).append(document)
    return stories


def _f1(stories: dict[str, tuple[str, ...]], gold: dict[str, str]) -> float:
    found = {article: name for name, told in stories.items() for article in told}
    return agreement([found[article] for article in gold], list(gold.values())).f1


def _own_peak() -> float:
    """Of a process started by a larger one, whose size would count (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
