"""The store at 100,000 articles: what the everyday questions cost.

Articles are invented, of some 300 words each, with the frequencies of words that texts have, and
lie in a database of its own under the temporary folder.  Each row is a new process: seconds from
opening the database to the answer, and the highest resident size.

- `filling`: all articles, source by source, into an empty database
- `nothing new`: one source answers with what it listed before
- `nothing new, all`: every source does, one transaction each
- `health`: what `digest status` asks
- `search`: a rare word, and the most frequent one there is
- `streaming`: every article read once, in order
"""

import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
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

COLUMNS = (Column("question"), Column("articles"), Column("seconds", 3), Column("MB", 0))

Question = Callable[[Path], int]


def run(sets: Sequence[str], systems: frozenset[str]) -> Table:
    """A row for each question, with how many articles it touched; there is nothing to compare."""
    rows: list[tuple[Cell, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, question in QUESTIONS.items():
            progress(f"store: {name}")
            rows.append((name, *cost(question, Path(folder) / "digest.db")))
        size = (Path(folder) / "digest.db").stat().st_size / 2**20
    return Table(f"Store: {ARTICLES} articles, {size:.0f} MB", COLUMNS, tuple(rows))


def cost(question: Question, path: Path) -> tuple[int, float, float]:
    """What it touched, seconds and megabytes, in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        return executor.submit(_timed, question, path).result()


def _timed(question: Question, path: Path) -> tuple[int, float, float]:
    start = time.perf_counter()
    touched = question(path)
    seconds = time.perf_counter() - start
    return touched, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# ---- questions -------------------------------------------------------------------------------


def filling(path: Path) -> int:
    """Takes in everything."""
    sources = [ConfiguredSource(name, "feed", f"https://{name}.example/feed") for name in names()]
    with Store.open(path, write=True) as store:
        store.sync_sources(sources, MADE)
        return sum(len(store.take_in(n, answer(n), MADE).new) for n in names())


def nothing_new(path: Path) -> int:
    """One source again; the making of its articles is part of the time."""
    return _again(path, names()[:1])


def nothing_new_all(path: Path) -> int:
    """Every source again."""
    return _again(path, names())


def _again(path: Path, sources: Sequence[str]) -> int:
    with Store.open(path, write=True) as store:
        return sum(store.take_in(n, answer(n), LATER).unchanged for n in sources)


def health(path: Path) -> int:
    """How all sources do."""
    with Store.open(path) as store:
        return sum(source.articles for source in store.health(LATER))


def search_rare(path: Path) -> int:
    """A word that few articles hold."""
    with Store.open(path) as store:
        return len(store.search(word(VOCABULARY - 7)))


def search_frequent(path: Path) -> int:
    """A word that every article holds."""
    with Store.open(path) as store:
        return len(store.search(word(0)))


def streaming(path: Path) -> int:
    """All articles."""
    with Store.open(path) as store:
        return sum(1 for _ in store.articles())


QUESTIONS: dict[str, Question] = {
    "filling": filling,
    "nothing new": nothing_new,
    "nothing new, all": nothing_new_all,
    "health": health,
    "search, rare": search_rare,
    "search, frequent": search_frequent,
    "streaming": streaming,
}


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
    weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    words = [word(number) for number in range(VOCABULARY)]
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


def word(number: int) -> str:
    """The word of that rank: syllables."""
    syllables = "ba de fi go ku la me ni po ru sa te vi wo zu".split()
    made = ""
    while number or not made:
        number, syllable = divmod(number, len(syllables))
        made += syllables[syllable]
    return made + "n"
