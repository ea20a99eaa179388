"""How alike a few articles are, by weights that drift as more come."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from digest.group.evidence import held, rarity
from digest.group.similarity import blended, faded
from digest.group.terms import RAREST, UNLISTED, chance_in_imagined
from digest.language.frequencies import frequencies

IMAGINED = 100  # stories beside the real ones
MOST = 65_535  # occurrences of a term in an article that count


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What is kept of an article."""

    terms: Any  # numbers of its distinct terms
    counts: Any  # 1 + log of weighted occurrences, one a term
    day: float  # NaN where it has no date
    vector: Any  # of its opening, of unit length; None where it is long
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A term, and in how many stories it occurs."""

    number: int
    term: str
    frequency: float


class Words(Protocol):
    """Terms that were counted before."""

    def words(self, terms: Sequence[str]) -> Iterable[Word]:
        """Of those terms, the known ones."""

    def words_numbered(self, numbers: Sequence[int]) -> Iterable[Word]:
        """The terms of those numbers."""


class Weights:
    """What words weigh, kept as articles and stories come: `Terms.weighted`, a little at a time.

    Terms below the number `terms` were counted before, and are looked up in `past` when asked for.
    """

    def __init__(
        self,
        past: Words,
        terms: int = 0,
        stories: int = 0,
        languages: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        import numpy as np

        self.stories = stories
        self.terms = terms  # number of the next one
        self._past = past
        self._numbers: dict[str, int] = {}  # of the terms that were asked for
        self._frequency = np.full(max(1024, terms), np.nan)  # NaN: not asked for
        self._counted = np.zeros(max(1024, terms), dtype=bool)
        self._articles = dict(languages)
        self._chances: dict[str, Any] = {}  # by language that has a list, one a term
        for language in languages:
            self._speak(language)

    @property
    def languages(self) -> dict[str, int]:
        """Articles of each, the first to come first."""
        return dict(self._articles)

    def taken_in(self, language: str, counts: Mapping[str, float]) -> tuple[Any, Any]:
        """An article's terms as numbers, and what they count; its language counts one more."""
        import numpy as np

        self._articles[language] = self._articles.get(language, 0) + 1
        self._speak(language)
        self._learn(self._past.words([term for term in counts if term not in self._numbers]))
        new = [term for term in counts if term not in self._numbers]
        self._grow(self.terms + len(new))
        self._learn(Word(number, term, 0.0) for number, term in enumerate(new, self.terms))
        self.terms += len(new)
        ids = np.array([self._numbers[term] for term in counts], dtype=np.int32)
        self._counted[ids] = True
        return ids, weighed(np.array([*counts.values()], dtype=float))

    def count(self, story: Sequence[Neighbour], sign: int) -> None:
        """Counts the words of a story, each article for its share, or takes them back."""
        import numpy as np

        self._look_up(np.concatenate([article.terms for article in story]))
        for article in story:
            self._frequency[article.terms] += sign / len(story)
            self._counted[article.terms] = True
        self.stories += sign

    def counted(self) -> Iterator[Word]:
        """The terms that are new or counted anew, by number."""
        import numpy as np

        terms = {number: term for term, number in self._numbers.items()}
        for number in np.flatnonzero(self._counted).tolist():
            yield Word(number, terms[number], float(self._frequency[number]))

    def idf(self, terms: Any) -> Any:
        """Of each term, at least 0."""
        import numpy as np

        expected, listed = self._expected(terms)
        frequency = self._frequency[terms] + IMAGINED * expected + (1 - listed) / 2
        total = self.stories + IMAGINED * listed + (1 - listed) * UNLISTED
        return np.log(np.maximum(total / np.maximum(frequency, 1e-9), 1.0))

    def rarity(self, terms: Any) -> Any:
        """What sharing each term tells, at least 0 (`digest.group.evidence`)."""
        expected, listed = self._expected(terms)
        return rarity(self._frequency[terms], expected, listed)

    def _expected(self, terms: Any) -> tuple[Any, float]:
        """Chance of each term in an imagined article, and share of articles in listed languages."""
        import numpy as np

        self._look_up(terms)
        articles = sum(self._articles.values())
        expected, listed = np.zeros(len(terms)), 0.0
        for language, chances in self._chances.items():
            share = self._articles[language] / articles
            listed += share
            expected += share * chances[terms]
        return expected, listed

    def of(self, neighbour: Neighbour) -> Any:
        """What an article's terms weigh, together of unit length."""
        import numpy as np

        weights = neighbour.counts * self.idf(neighbour.terms)
        norm = float(np.sqrt(weights @ weights))
        return weights / norm if norm else weights

    def _speak(self, language: str) -> None:
        """What a language says of the words that are known already."""
        import numpy as np

        if language not in self._chances and frequencies(language):
            self._chances[language] = np.zeros(len(self._frequency))
            self._expect(language, self._numbers)

    def _expect(self, language: str, numbers: Mapping[str, int]) -> None:
        import numpy as np

        known = frequencies(language)
        shares = np.array([known.get(term, RAREST) for term in numbers])
        self._chances[language][[*numbers.values()]] = chance_in_imagined(shares)

    def _look_up(self, terms: Any) -> None:
        """Of terms that were counted before."""
        import numpy as np

        if len(missing := terms[np.isnan(self._frequency[terms])]):
            self._learn(self._past.words_numbered(np.unique(missing).tolist()))

    def _learn(self, words: Iterable[Word]) -> None:
        found = {}
        for word in words:
            found[word.term] = word.number
            self._frequency[word.number] = word.frequency
        self._numbers |= found
        for language in self._chances if found else ():
            self._expect(language, found)

    def _grow(self, terms: int) -> None:
        import numpy as np

        if terms > len(self._frequency):
            self._frequency = np.concatenate([self._frequency, np.full(terms, np.nan)])
            self._counted = np.concatenate([self._counted, np.zeros(terms, dtype=bool)])
            for name, chances in self._chances.items():
                self._chances[name] = np.concatenate([chances, np.zeros(terms)])


def weighed(occurrences: Any) -> Any:
    """What terms count, by how often each occurs."""
    import numpy as np

    return 1 + np.log(np.minimum(occurrences, MOST))


def occurrences(counts: Any) -> Any:
    """How often terms occur, by what they count."""
    import numpy as np

    return np.exp(counts - 1).round().astype("<u2")


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
