"""The store at 100,000 articles: what the everyday questions cost.

Articles are invented, of some 300 words each, with the frequencies of words that texts have, and
lie in a database of its own under the temporary folder.  Each row is a new process: seconds
without the inventing, and the highest resident size.

- `filling`: all articles, source by source, into an empty database
- `nothing new`: one source answers with what it listed before
- `next day`: the same a day later, when it is noted that its articles are still listed
- `all sources`: every source answers with what it listed before, one transaction each
- `health`: what `digest status` asks
- `search`: a rare word, and one that every article holds
- `streaming`: every article read once, in order
- `pruning`: half of the sources list nothing any longer
"""

import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path

from benchmarks.report import Cell, Column, Table, progress
from digest.models import Article
from digest.store import ConfiguredSource, Store, Success

ARTICLES = 100_000
SOURCES = 200
WORDS = 300
VOCABULARY = 50_000

MADE = "2026-03-14T07:00:00Z"
LATER = "2026-03-14T08:00:00Z"
TOMORROW = "2026-03-15T08:00:00Z"
SUMMER = "2026-07-01T07:00:00Z"

COLUMNS = (
    Column("store"),
    Column("question"),
    Column("touched"),
    Column("seconds", 3),
    Column("MB", 0),
)

Question = Callable[[Path], tuple[int, float]]  # articles touched, and seconds


def run(sets: Sequence[str], systems: frozenset[str]) -> Table:
    """A row for each question, with how many articles it touched; there is nothing to compare."""
    rows: list[tuple[Cell, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, question in QUESTIONS.items():
            progress(f"store: {name}")
            rows.append((f"{ARTICLES} articles", name, *cost(question, Path(folder) / "digest.db")))
    return Table("Store: what questions cost", COLUMNS, tuple(rows))


def cost(question: Question, path: Path) -> tuple[int, float, float]:
    """What it touched, seconds and megabytes, in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        return executor.submit(_measured, question, path).result()


def _measured(question: Question, path: Path) -> tuple[int, float, float]:
    touched, seconds = question(path)
    return touched, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# ---- questions -------------------------------------------------------------------------------


def filling(path: Path) -> tuple[int, float]:
    """Takes in everything."""
    sources = [ConfiguredSource(name, "feed", f"https://{name}.example/feed") for name in names()]
    with Store.open(path, write=True) as store:
        store.sync_sources(sources, MADE)
    return taking_in(names(), MADE, path)


def taking_in(sources: Sequence[str], at: str, path: Path) -> tuple[int, float]:
    """What those sources list."""
    touched, seconds = 0, 0.0
    with Store.open(path, write=True) as store:
        for name in sources:
            given = answer(name)
            start = time.perf_counter()
            taken = store.take_in(name, given, at)
            seconds += time.perf_counter() - start
            touched += len(taken.new) + taken.unchanged
    return touched, seconds


def asking(ask: Callable[[Store], int], path: Path) -> tuple[int, float]:
    """A question to a reader, the opening included."""
    start = time.perf_counter()
    with Store.open(path) as store:
        touched = ask(store)
    return touched, time.perf_counter() - start


def health(store: Store) -> int:
    """How all sources do."""
    return sum(source.articles for source in store.health(LATER))


def search_rare(store: Store) -> int:
    """A word that few articles hold."""
    return len(store.search(word(VOCABULARY - 7)))


def search_frequent(store: Store) -> int:
    """A word that every article holds."""
    return len(store.search(word(0)))


def streaming(store: Store) -> int:
    """All articles."""
    return sum(1 for _ in store.articles())


def pruning(path: Path) -> tuple[int, float]:
    """Half of the sources still answer."""
    with Store.open(path, write=True) as store:
        for name in names()[::2]:
            store.take_in(name, Success(modified=False), SUMMER)
        start = time.perf_counter()
        return store.prune(30, SUMMER).articles, time.perf_counter() - start


# ---- invention -------------------------------------------------------------------------------


def names() -> list[str]:
    """Of the sources."""
    return [f"source-{number:03}" for number in range(SOURCES)]


def answer(source: str) -> Success:
    """What a source says, the same each time."""
    return Success(list(invented(source, ARTICLES // SOURCES)), etag=f'"{source}"')


def invented(source: str, count: int) -> Iterator[Article]:
    """So many articles of a source."""
    chance = random.Random(source)
    words, weights = vocabulary()
    for number in range(count):
        drawn = chance.choices(words, cum_weights=weights, k=WORDS)
        url = f"https://{source}.example/{number}"
        day = f"2026-{1 + number % 3:02}-{1 + number % 28:02}T{number % 24:02}:00:00Z"
        yield Article(
            id=f"{source}-{number}",
            title=" ".join(drawn[:8]),
            text=f"{word(0)} {' '.join(drawn)}.",
            outlet=source,
            source=url,
            url=url,
            published=day,
            language="en",
        )


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Words, and how often they and those before them are drawn."""
    weights = accumulate(1 / (rank + 3) for rank in range(VOCABULARY))
    return [word(number) for number in range(VOCABULARY)], list(weights)


def word(number: int) -> str:
    """The word of that rank: syllables."""
    syllables = "ba de fi go ku la me ni po ru sa te vi wo zu".split()
    made = ""
    while number or not made:
        number, syllable = divmod(number, len(syllables))
        made += syllables[syllable]
    return made + "n"


QUESTIONS: dict[str, Question] = {
    "filling": filling,
    "nothing new": partial(taking_in, names()[:1], LATER),
    "nothing new, next day": partial(taking_in, names()[:1], TOMORROW),
    "nothing new, all sources": partial(taking_in, names(), LATER),
    "health": partial(asking, health),
    "search, rare": partial(asking, search_rare),
    "search, frequent": partial(asking, search_frequent),
    "streaming": partial(asking, streaming),
    "pruning": pruning,
}
