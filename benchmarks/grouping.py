"""Stories against gold: ours beside average link on TF-IDF.

Both see title and text of the same articles.  The baseline is scikit-learn's TF-IDF and scipy's
average link on cosine distances, cut

- at one threshold for all sets, the best one on average over them, as a user would set it;
- at each set's own best threshold, which takes the gold to find: more than a user can do;
- the same with articles more than seven days apart held apart, where every article has a date.

All three thresholds, and the vectorizer's options, were chosen on the sets that they are scored on,
so they flatter the baseline.  Seconds count vectors and links, not the search for a threshold.

`low` and `high` bound 95 % of B-Cubed F1 over gold stories drawn anew: sets of a few dozen stories
tell little apart.  Our constants were chosen on these sets too.  What that is worth shows where
several sets are there: "threshold of the other sets" cuts each at what is best, on average, for
the others.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np

from benchmarks import data
from benchmarks.data import GroupingSet
from benchmarks.metrics import Agreement, agreement, bcubed_interval
from benchmarks.report import Cell, Column, Table, progress
from digest.models import Article

DEFAULT_DISTANCE = 0.77
DISTANCES = np.arange(0.40, 0.985, 0.01).round(2)
WINDOW_DAYS = 7
THRESHOLDS = (0.08, 0.09, 0.10, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16)  # of ours

COLUMNS = (
    Column("set"),
    Column("system"),
    Column("articles"),
    Column("gold"),
    Column("stories"),
    Column("B3 P", 3),
    Column("B3 R", 3),
    Column("B3 F1", 3),
    Column("low", 3),
    Column("high", 3),
    Column("pair F1", 3),
    Column("ARI", 3),
    Column("seconds", 1),
)


def run(sets: Sequence[str], systems: frozenset[str]) -> Table:
    """A row for each of the `sets` and systems ("ours", "baselines")."""
    paths = data.grouping_sets()
    given = [data.load_grouping(name, paths[name]) for name in sets]
    held_out = threshold_of_others(given) if "ours" in systems and len(given) > 1 else []
    rows: list[tuple[Cell, ...]] = []
    for number, articles in enumerate(given):
        progress(f"grouping: {articles.name}")
        if "ours" in systems:
            rows.extend([ours(articles), *held_out[number : number + 1]])
        if "baselines" in systems:
            rows.extend(baselines(articles))
    return Table("Grouping: stories against gold", COLUMNS, tuple(rows))


def ours(given: GroupingSet) -> tuple[Cell, ...]:
    """Our row."""
    from digest.pipeline import group_articles

    start = time.perf_counter()
    stories = group_articles(given.articles)
    seconds = time.perf_counter() - start
    return _row(given, "digest", [stories[article.id] for article in given.articles], seconds)


def threshold_of_others(sets: Sequence[GroupingSet]) -> list[tuple[Cell, ...]]:
    """A row a set, at the threshold that is best on average over all other sets."""
    found = [list(at_thresholds(given)) for given in sets]
    scores = np.array(
        [
            [agreement(stories, given.gold).f1 for stories, _ in cuts]
            for given, cuts in zip(sets, found, strict=True)
        ]
    )
    rows = []
    for number, given in enumerate(sets):
        best = int(np.delete(scores, number, axis=0).mean(axis=0).argmax())
        system = f"digest, threshold of the other sets: {THRESHOLDS[best]:.2f}"
        rows.append(_row(given, system, *found[number][best]))
    return rows


def at_thresholds(given: GroupingSet) -> Iterator[tuple[list[str], float]]:
    """The stories at each threshold, and the seconds of grouping alone."""
    from digest.group import group
    from digest.pipeline import prepared

    progress(f"grouping: {given.name}, {len(THRESHOLDS)} thresholds")
    documents = list(prepared(given.articles).values())
    for threshold in THRESHOLDS:
        start = time.perf_counter()
        clusters = group(documents, threshold)
        seconds = time.perf_counter() - start
        story = {
            article: cluster.articles[0] for cluster in clusters for article in cluster.articles
        }
        yield [story[article.id] for article in given.articles], seconds


def baselines(given: GroupingSet) -> Iterator[tuple[Cell, ...]]:
    """Average link on TF-IDF: at the default threshold, at the best, and within the window."""
    start = time.perf_counter()
    distances = tfidf_distances(given.articles)
    merges = average_link(distances)
    default = cut(merges, DEFAULT_DISTANCE)
    seconds = time.perf_counter() - start
    yield _row(given, f"TF-IDF average link, {DEFAULT_DISTANCE:.2f}", default, seconds)
    distance, stories = best_cut(merges, given.gold)
    yield _row(given, f"TF-IDF average link, best: {distance:.2f}", stories, seconds)
    if all(article.published for article in given.articles):
        windowed = average_link(hold_apart(distances, given.articles))
        distance, stories = best_cut(windowed, given.gold)
        yield _row(given, f"TF-IDF within 7 days, best: {distance:.2f}", stories, seconds)


def tfidf_distances(articles: Sequence[Article]) -> np.ndarray:
    """Cosine distances, articles × articles."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import cosine_distances

    texts = [f"{article.title}\n{article.text}" for article in articles]
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2)
    return np.asarray(cosine_distances(vectors.fit_transform(texts)))


def hold_apart(distances: np.ndarray, articles: Sequence[Article]) -> np.ndarray:
    """`distances`, at their greatest between articles published over seven days apart."""
    dates = (datetime.fromisoformat(article.published or "") for article in articles)
    days = np.array([date.toordinal() for date in dates])
    apart = np.abs(days[:, None] - days[None, :]) > WINDOW_DAYS
    return np.where(apart, 1.0, distances)


def average_link(distances: np.ndarray) -> np.ndarray:
    """The table of merges, as scipy gives it."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    return np.asarray(linkage(squareform(distances, checks=False), method="average"))


def cut(merges: np.ndarray, distance: float) -> list[str]:
    """The story of each article when merges end at `distance`."""
    from scipy.cluster.hierarchy import fcluster

    return [str(label) for label in fcluster(merges, distance, criterion="distance")]


def best_cut(merges: np.ndarray, gold: Sequence[str]) -> tuple[float, list[str]]:
    """The distance, and the stories at it, with the highest B-Cubed F1."""
    cuts = ((float(distance), cut(merges, distance)) for distance in DISTANCES)
    return max(cuts, key=lambda made: agreement(made[1], gold).f1)


def _row(
    given: GroupingSet, system: str, stories: Sequence[str], seconds: float
) -> tuple[Cell, ...]:
    scored: Agreement = agreement(stories, given.gold)
    return (
        given.name,
        system,
        len(stories),
        len(set(given.gold)),
        len(set(stories)),
        scored.precision,
        scored.recall,
        scored.f1,
        *bcubed_interval(stories, given.gold),
        scored.pair_f1,
        scored.rand,
        seconds,
    )
