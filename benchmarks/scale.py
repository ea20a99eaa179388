"""How the cost of grouping grows with the number of articles.

Articles are invented (see `benchmarks.invented`) and come prepared.  Each row is a new process:

- `tokenise`: seconds to cut the same texts into words and stem them once, as a measure beside which
  the rest may be seen
- `seconds`: of grouping
- `growth`: exponent between this row and the one above, 1 where twice as many take twice as long
- `MB`: highest resident size, and how much of it the documents were before
- `pairs`: candidate pairs, an article
- `recall`: share of all pairs of articles of one story that are among the candidate pairs
- `B3 F1`: of the stories found, against those invented

300,000 articles are measured with `--only 300000`.
"""

import math
import resource
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np

from benchmarks.invented import collection
from benchmarks.metrics import agreement
from benchmarks.report import Cell, Column, Table, progress
from digest.models import Document

SIZES = ("1000", "3000", "10000", "30000", "100000")
LARGE = ("300000",)

COLUMNS = (
    Column("articles"),
    Column("tokenise", 2),
    Column("seconds", 2),
    Column("growth", 2),
    Column("MB", 0),
    Column("documents' MB", 0),
    Column("pairs", 1),
    Column("recall", 4),
    Column("B3 F1", 3),
)


def run(sets: Sequence[str], systems: frozenset[str]) -> Table:
    """A row a size; there is nothing to compare with."""
    rows: list[tuple[Cell, ...]] = []
    before = (0, 0.0)
    for size in map(int, sets):
        progress(f"scale: {size} articles")
        with ProcessPoolExecutor(1, get_context("spawn")) as executor:
            tokens, seconds, *others = executor.submit(measured, size).result()
        growth = math.log(seconds / before[1]) / math.log(size / before[0]) if before[0] else 0.0
        rows.append((size, tokens, seconds, growth, *others))
        before = (size, seconds)
    return Table("Scale: grouping invented articles", COLUMNS, tuple(rows))


def measured(articles: int) -> tuple[float, ...]:
    """A row but for its first cell and the growth."""
    from digest.group import group

    given = collection(articles)
    documents_mb = _peak()
    tokens = tokenised(given.documents)
    group(given.documents[:50])  # word lists are read once
    start = time.perf_counter()
    clusters = group(given.documents)
    seconds = time.perf_counter() - start
    peak = _peak()
    story = {a: c.articles[0] for c in clusters for a in c.articles}
    found = [story[document.article.id] for document in given.documents]
    score = agreement(found, [str(number) for number in given.stories]).f1
    pairs, recall = candidates(given.documents, given.stories)
    return tokens, seconds, peak, documents_mb, pairs, recall, score


def tokenised(documents: Sequence[Document]) -> float:
    """Seconds to find the terms of every text."""
    from digest.language.words import Terms

    terms = Terms("en")
    start = time.perf_counter()
    for document in documents:
        terms(document.article.text)
    return time.perf_counter() - start


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
