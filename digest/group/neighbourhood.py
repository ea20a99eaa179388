"""How alike a few articles are, by weights that drift as more come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digest.group.evidence import held, rarity
from digest.group.similarity import blended, faded
from digest.group.terms import RAREST, UNLISTED, chance_in_imagined
from digest.language.frequencies import frequencies

IMAGINED = 100  # stories beside the real ones


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What is kept of an article."""

    terms: Any  # numbers of its distinct terms
    counts: Any  # 1 + log of weighted occurrences, one a term
    day: float  # NaN where it has no date
    vector: Any  # of its opening, of unit length; None where it is long


class Weights:
    """What words weigh, kept as articles and stories come: `Terms.weighted`, a little at a time."""

    def __init__(self) -> None:
        import numpy as np

        self.stories = 0
        self._vocabulary: dict[str, int] = {}
        self._frequency = np.zeros(1024)
        self._articles: dict[str, int] = {}  # by language
        self._chances: dict[str, Any] = {}  # by language that has a list, one a term

    def taken_in(self, language: str, counts: Mapping[str, float]) -> tuple[Any, Any]:
        """An article's terms as numbers, and what they count; its language counts one more."""
        import numpy as np

        if language not in self._articles and frequencies(language):
            self._chances[language] = np.full(len(self._frequency), np.nan)
        self._articles[language] = self._articles.get(language, 0) + 1
        known = self._vocabulary
        ids = np.array([known.setdefault(term, len(known)) for term in counts], dtype=np.int32)
        self._grow(len(known))
        for name, chances in self._chances.items():
            new = [(i, t) for i, t in zip(ids, counts, strict=True) if np.isnan(chances[i])]
            shares = np.array([frequencies(name).get(term, RAREST) for _, term in new])
            chances[[i for i, _ in new]] = chance_in_imagined(shares)
        return ids, 1 + np.log(np.array([*counts.values()], dtype=float))

    def count(self, terms: Any, share: float) -> None:
        """An article's distinct terms occur in so much of a story more."""
        self._frequency[terms] += share

    def idf(self, terms: Any) -> Any:
        """Of each term, at least 0."""
        import numpy as np

        expected, listed = self._expected(terms)
        frequency = self._frequency[terms] + IMAGINED * expected + (1 - listed) / 2
        total = self.stories + IMAGINED * listed + (1 - listed) * UNLISTED
        return np.log(np.maximum(total / np.maximum(frequency, 1e-9), 1.0))

    def rarity(self, terms: Any) -> Any:
        """What sharing each term tells, at least 0 (`digest.group.evidence`)."""
        return rarity(self._frequency[terms], *self._expected(terms))

    def _expected(self, terms: Any) -> tuple[Any, float]:
        """Chance of each term in an imagined article, and share of articles in listed languages."""
        import numpy as np

        articles = sum(self._articles.values())
        expected, listed = np.zeros(len(terms)), 0.0
        for language, chances in self._chances.items():
            share = self._articles[language] / articles
            listed += share
            expected += share * np.nan_to_num(chances[terms], nan=RAREST)
        return expected, listed

    def of(self, neighbour: Neighbour) -> Any:
        """What an article's terms weigh, together of unit length."""
        import numpy as np

        weights = neighbour.counts * self.idf(neighbour.terms)
        norm = float(np.sqrt(weights @ weights))
        return weights / norm if norm else weights

    def _grow(self, terms: int) -> None:
        import numpy as np

        size = len(self._frequency)
        if terms > size:
            self._frequency = np.concatenate([self._frequency, np.zeros(terms)])
            for name, chances in self._chances.items():
                self._chances[name] = np.concatenate([chances, np.full(terms, np.nan)])


def likenesses(articles: Sequence[Neighbour], weights: Weights) -> Any:
    """Similarities of n articles, n × n symmetric CSR without a diagonal."""
    import numpy as np
    from scipy import sparse

    rows, rare = _rows(articles, weights)
    found = (rows @ rows.T).toarray()
    days = np.array([article.day for article in articles])
    time = faded(days[:, None] - days[None, :])
    time = np.where(time < 1, held(time, (rare @ rare.T).toarray(), found), 1.0)
    lengths = np.array([len(article.terms) for article in articles], dtype=float)
    shorter = np.minimum(lengths[:, None], lengths[None, :])
    scores = blended(found * time, shorter, _vectors(articles))
    np.fill_diagonal(scores, 0.0)
    return sparse.csr_matrix(np.maximum(scores, scores.T))


def _rows(articles: Sequence[Neighbour], weights: Weights) -> tuple[Any, Any]:
    """Weighted terms, a row of unit length an article; rare ones, products of which are evidence."""
    import numpy as np
    from scipy import sparse

    lengths = [len(article.terms) for article in articles]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    terms, at = np.unique(np.concatenate([a.terms for a in articles]), return_inverse=True)
    values = np.concatenate([a.counts for a in articles]) * weights.idf(terms)[at]
    which = np.repeat(np.arange(len(articles)), lengths)
    norms = np.sqrt(np.bincount(which, values**2, len(articles)))
    values /= np.where(norms > 0, norms, 1)[which]
    shape = (len(articles), max(1, len(terms)))
    rare = sparse.csr_matrix((np.sqrt(weights.rarity(terms))[at], at, starts), shape=shape)
    return sparse.csr_matrix((values, at, starts), shape=shape), rare


def _vectors(articles: Sequence[Neighbour]) -> Any:
    """Likeness of the vectors, n × n; 0 where one has none."""
    import numpy as np

    found = np.zeros((len(articles),) * 2)
    short = [i for i, article in enumerate(articles) if article.vector is not None]
    if short:
        table = np.stack([articles[i].vector for i in short]).astype(np.float32)
        found[np.ix_(short, short)] = np.maximum(0.0, table @ table.T)
    return found
