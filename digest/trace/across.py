"""Copies among all articles of an edition, also where grouping put them into different stories.

A sixteenth of each article's runs of five words is indexed, chosen by the runs themselves (Broder
1997), so that copies choose the same.  What shares several of these is compared in full.  Time is
near linear: a run that many articles have is followed from each to the few before it alone, which
still joins all copies of one text.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from digest.models import Document
from digest.trace.runs import Runs, runs_of

_SAMPLED = 4  # bits of a run's hash that are 0 in the index: one in sixteen
_BEFORE = 4  # articles with the same run that one is compared with
_LEAST_SHARED = 2  # indexed runs
_COPY = 0.5  # share of the shorter text's runs: more than a release that both print in part
_LEAST_RUNS = 40  # of a text that can be judged without a story that it shares
_AT_ONCE = 2_000  # articles of which all runs are in memory

Pair = tuple[int, int]


def copies_across(documents: Sequence[Document]) -> list[tuple[str, str, float]]:
    """Pairs of articles of which one holds half of the other's runs of words, by id, and that share.

    By the order of the documents.  Not every two copies of one text are a pair; all are connected.
    """
    candidates = _candidates(_indexed(map(runs_of, documents)), len(documents))
    return list(_confirmed(candidates, documents))


def _indexed(texts: Iterable[Runs]) -> list[Any]:
    """Of each text the runs that are indexed."""
    import numpy as np

    unused = np.uint64(64 - _SAMPLED)
    return [text.distinct[text.distinct >> unused == 0] for text in texts]


def _candidates(indexed: Sequence[Any], documents: int) -> list[Pair]:
    """Pairs that share enough of the index, each once and in order."""
    import numpy as np

    runs = np.concatenate([*indexed, np.zeros(0, dtype=np.uint64)])
    owners = np.repeat(np.arange(len(indexed)), [len(each) for each in indexed])
    order = np.argsort(runs, kind="stable")
    runs, owners = runs[order], owners[order]
    found = []
    for back in range(1, _BEFORE + 1):
        same = runs[back:] == runs[:-back]
        found.append(owners[:-back][same] * documents + owners[back:][same])
    pairs, counts = np.unique(np.concatenate(found), return_counts=True)
    kept = pairs[counts >= _LEAST_SHARED].tolist()
    return [divmod(pair, documents) for pair in kept]


def _confirmed(
    candidates: Sequence[Pair], documents: Sequence[Document]
) -> Iterator[tuple[str, str, float]]:
    """The pairs that are copies indeed, with the share of the shorter text's runs."""
    import numpy as np

    known: dict[int, Runs] = {}
    for one, other in candidates:
        if len(known) > _AT_ONCE:
            known.clear()
        for at in {one, other} - known.keys():
            known[at] = runs_of(documents[at])
        first, second = known[one], known[other]
        smaller = min(len(first.distinct), len(second.distinct))
        if smaller < _LEAST_RUNS:
            continue
        same = np.intersect1d(first.distinct, second.distinct, assume_unique=True)
        if len(same) >= _COPY * smaller:
            yield first.id, second.id, round(len(same) / smaller, 3)
