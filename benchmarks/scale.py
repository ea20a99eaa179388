"""How the cost of grouping grows with the number of articles.

Articles are invented (see `benchmarks.invented`) and come prepared.  Each row is a new process.
Seconds are those of the processor, so that others who use the machine count little:

- `tokenise`: to cut the same texts into words and stem them once, as a measure beside which the
  rest may be seen
- `CPU`: of grouping; `by tokenise` that many times the above; `wall` as a clock shows it
- `growth`: exponent between this row and the one above of the system, 1 where twice as many take
  twice as long
- `MB`: highest resident size, and how much of it the documents were before
- `pairs`: candidate pairs, an article
- `recall`: share of all pairs of articles of one story that are among the candidate pairs
- `B3 F1`: of the stories found, against those invented

The baseline is TF-IDF of scikit-learn and average link of scipy on all distances, with its own
tokenising, cut where its F1 is best (the cut not counted).  It is only run up to 10,000 articles:
a matrix of distances has their square.

300,000 and 1,000,000 articles are measured with `--only`.
"""

import math
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np

from benchmarks.invented import collection
from benchmarks.metrics import agreement
from benchmarks.report import Cell, Column, Table, progress
from digest.models import Document

SIZES = ("1000", "3000", "10000", "30000", "100000")
LARGE = ("300000", "1000000")
DENSE = 10_000  # articles whose distances are held, at most
BASELINE = "TF-IDF average link"

COLUMNS = (
    Column("articles"),
    Column("system"),
    Column("tokenise", 2),
    Column("CPU", 2),
    Column("by tokenise", 1),
    Column("wall", 2),
    Column("growth", 2),
    Column("MB", 0),
    Column("documents' MB", 0),
    Column("pairs", 1),
    Column("recall", 4),
    Column("B3 F1", 3),
)

Measured = tuple[Cell, ...]


def run(sets: Sequence[str], systems: frozenset[str]) -> Table:
    """A row for each size and system."""
    before: dict[str, tuple[int, float]] = {}
    rows: list[tuple[Cell, ...]] = []
    for size in map(int, sets):
        if "ours" in systems:
            rows.append(_row(size, "digest", measured, before))
        if "baselines" in systems:
            rows.append(_row(size, BASELINE, dense, before) if size <= DENSE else _too_large(size))
    return Table("Scale: grouping invented articles", COLUMNS, tuple(rows))


def _row(
    size: int, system: str, measure: Callable[[int], Measured], before: dict[str, tuple[int, float]]
) -> tuple[Cell, ...]:
    """What a new process measures, and how it grew since `before`, which it becomes."""
    progress(f"scale: {system}, {size} articles")
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        tokens, seconds, wall, *others = executor.submit(measure, size).result()
    growth: Cell = "-"
    if system in before:
        less, quicker = before[system]
        growth = math.log(float(seconds) / quicker) / math.log(size / less)
    before[system] = size, float(seconds)
    return (size, system, tokens, seconds, float(seconds) / float(tokens), wall, growth, *others)


def _too_large(size: int) -> tuple[Cell, ...]:
    needed = f"{BASELINE}: not run, distances take {8 * size**2 / 1e9:.0f} GB"
    return (size, needed, *"-" * (len(COLUMNS) - 2))


def measured(articles: int) -> Measured:
    """Our row but for growth and what is put before it."""
    from digest.group import group

    given = collection(articles)
    tokens = tokenised(given.documents)
    group(given.documents[:50])  # word lists are read once
    documents_mb = _peak()
    start, began = time.perf_counter(), time.process_time()
    clusters = group(given.documents)
    seconds, wall = time.process_time() - began, time.perf_counter() - start
    peak = _peak()
    story = {a: c.articles[0] for c in clusters for a in c.articles}
    found = [story[document.article.id] for document in given.documents]
    score = agreement(found, [str(number) for number in given.stories]).f1
    pairs, recall = candidates(given.documents, given.stories)
    return tokens, seconds, wall, peak, documents_mb, pairs, recall, score


def dense(articles: int) -> Measured:
    """The baseline's row, likewise."""
    from benchmarks.grouping import average_link, best_cut, tfidf_distances

    given = collection(articles)
    gold = [str(number) for number in given.stories]
    tokens = tokenised(given.documents)
    documents_mb = _peak()
    start, began = time.perf_counter(), time.process_time()
    merges = average_link(tfidf_distances([document.article for document in given.documents]))
    seconds, wall = time.process_time() - began, time.perf_counter() - start
    peak = _peak()
    score = agreement(best_cut(merges, gold)[1], gold).f1
    return tokens, seconds, wall, peak, documents_mb, (articles - 1) / 2, 1.0, score


def tokenised(documents: Sequence[Document]) -> float:
    """Seconds to find the terms of every text."""
    from digest.language.words import Terms

    terms = Terms("en")
    start = time.process_time()
    for document in documents:
        terms(document.article.text)
    return time.process_time() - start


def candidates(documents: Sequence[Document], stories: Sequence[int]) -> tuple[float, float]:
    """Candidate pairs an article; the share of pairs within stories that are among them."""
    from digest.group import candidates_of

    rows, columns = candidates_of(documents)
    of = np.array(stories)
    sizes = np.bincount(of).astype(float)
    within = float((sizes * (sizes - 1) / 2).sum())
    found = float((of[rows] == of[columns]).sum())
    return len(rows) / len(documents), found / within if within else 1.0


def _peak() -> float:
    """Highest resident size of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
