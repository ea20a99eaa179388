"""How well stories agree with gold, from the table of how many articles each pair of them shares.

Every function takes two sequences of labels of the same length, one label an article.  The work
grows with the number of articles, not of pairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures from 0 to 1, but for `rand`, which is 0 by chance and may fall below."""

    precision: float  # B-Cubed
    recall: float  # B-Cubed
    f1: float  # B-Cubed
    pair_f1: float
    rand: float  # adjusted


@dataclass(frozen=True, slots=True)
class Contingency:
    """`shared[k]` articles lie both in a story of `found[k]` and in one of `gold[k]` articles.

    Only pairs of stories that share an article are kept: `cells[k]` is the running number of the
    found one times the number of gold stories, plus that of the gold one.
    """

    cells: np.ndarray
    shared: np.ndarray
    found: np.ndarray
    gold: np.ndarray
    found_sizes: np.ndarray
    gold_sizes: np.ndarray


def agreement(found: Sequence[str], gold: Sequence[str]) -> Agreement:
    """Every figure of `found` stories against `gold` ones."""
    table = contingency(found, gold)
    precision, recall = bcubed(table)
    return Agreement(
        precision, recall, harmonic(precision, recall), pair_f1(table), adjusted_rand(table)
    )


def contingency(found: Sequence[str], gold: Sequence[str]) -> Contingency:
    """The table of both; an error where they differ in length or are empty."""
    if len(found) != len(gold) or not found:
        raise ValueError(f"{len(found)} labels against {len(gold)}: need as many, and at least one")
    found_codes, found_sizes = _codes(found)
    gold_codes, gold_sizes = _codes(gold)
    cells, shared = np.unique(found_codes * len(gold_sizes) + gold_codes, return_counts=True)
    rows, columns = np.divmod(cells, len(gold_sizes))
    return Contingency(
        cells, shared, found_sizes[rows], gold_sizes[columns], found_sizes, gold_sizes
    )


def bcubed(table: Contingency) -> tuple[float, float]:
    """Precision and recall, averaged over articles (Bagga and Baldwin, 1998)."""
    articles = table.shared.sum()
    squares = table.shared.astype(float) ** 2
    precision = (squares / table.found).sum() / articles
    recall = (squares / table.gold).sum() / articles
    return float(precision), float(recall)


def bcubed_interval(
    found: Sequence[str], gold: Sequence[str], draws: int = 1000, seed: int = 1
) -> tuple[float, float]:
    """Bounds of 95 % of the B-Cubed F1 over gold stories drawn with replacement.

    An article's precision and recall stay what they are among all articles.
    """
    table = contingency(found, gold)
    _, story = np.divmod(table.cells, len(table.gold_sizes))
    stories = len(table.gold_sizes)
    squares = table.shared.astype(float) ** 2
    precision = np.bincount(story, squares / table.found, stories)
    recall = np.bincount(story, squares / table.gold, stories)
    drawn = np.random.default_rng(seed).multinomial(stories, [1 / stories] * stories, size=draws)
    articles = drawn @ table.gold_sizes
    p, r = drawn @ precision / articles, drawn @ recall / articles
    low, high = np.quantile(2 * p * r / (p + r), (0.025, 0.975))
    return float(low), float(high)


def pair_f1(table: Contingency) -> float:
    """F1 over pairs of articles put together; 1 where neither side has any pair."""
    both, found, gold = _pairs(table.shared), _pairs(table.found_sizes), _pairs(table.gold_sizes)
    return 2 * both / (found + gold) if found + gold else 1.0


def adjusted_rand(table: Contingency) -> float:
    """Pairs agreed on, corrected for chance (Hubert and Arabie, 1985)."""
    both, found, gold = _pairs(table.shared), _pairs(table.found_sizes), _pairs(table.gold_sizes)
    articles = table.shared.sum()
    expected = found * gold / (articles * (articles - 1) / 2) if articles > 1 else 0.0
    most = (found + gold) / 2
    return float((both - expected) / (most - expected)) if most != expected else 1.0


def harmonic(precision: float, recall: float) -> float:
    """F1 of the two; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _codes(labels: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Labels as running numbers, and how often each number occurs."""
    _, codes, sizes = np.unique(np.asarray(labels), return_inverse=True, return_counts=True)
    return codes, sizes


def _pairs(sizes: np.ndarray) -> float:
    return float((sizes * (sizes - 1) // 2).sum())
