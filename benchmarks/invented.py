"""A collection of invented articles of any size, with the stories that they tell.

- Stories have sizes as news has them: most of one or two articles, one in a hundred of over fifty
  (Pareto, exponent 1.3, at most 500).
- A story has twelve names and twenty words of its subject.  Names are drawn from a pool that grows
  with the collection, some much more often than others, so that stories share a few of them.
- An article has 120 words: a quarter are of its story, of which it knows half; the others
  are English as it is spoken, by the frequencies of its words.  Its title has six words, four of
  them of the story.
- A story begins on any of 180 days, and its articles follow within days, half of them on the first.

Documents come as preparation would make them, without its cost: words are terms already.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from benchmarks.store import word
from digest.language.frequencies import frequencies
from digest.models import Article, Document, Sentence

WORDS = 120  # of an article
SENTENCES = 8
OF_STORY = 0.25  # share of an article's words that are its story's
KNOWN = 0.5  # share of a story's words that an article knows
NAMES, SUBJECT = 12, 20  # of a story
LARGEST = 500  # articles of a story
DAYS = 180
FIRST = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents in random order, and the story of each."""

    documents: list[Document]
    stories: list[int]


def collection(articles: int, seed: int = 1) -> Collection:
    """So many articles; the same for the same seed."""
    chance = np.random.default_rng(seed)
    language = _Language(articles)
    made = [
        (document, number)
        for number, size in enumerate(_sizes(articles, chance))
        for document in _story(number, size, language, chance)
    ]
    order = chance.permutation(articles).tolist()
    return Collection([made[i][0] for i in order], [made[i][1] for i in order])


class _Language:
    """Words in arrays, and what of them is drawn."""

    def __init__(self, articles: int) -> None:
        known = sorted(frequencies("en").items(), key=lambda pair: (-pair[1], pair[0]))
        self.words = np.array([word for word, _ in known], dtype=object)
        self._share = np.cumsum([share for _, share in known])
        self.names = np.array([f"{word(n)}x" for n in range(max(1000, articles))], dtype=object)
        self._named = np.cumsum(1 / (np.arange(len(self.names)) + 50.0))

    def spoken(self, count: int, chance: Any) -> Any:
        """Words as they are spoken."""
        return self.words[np.searchsorted(self._share, chance.random(count) * self._share[-1])]

    def of_story(self, chance: Any) -> Any:
        """Names, the more known ones more often, and words that are neither frequent nor odd."""
        drawn = np.searchsorted(self._named, chance.random(NAMES) * self._named[-1])
        subject = self.words[chance.integers(300, len(self.words), SUBJECT)]
        return np.concatenate([self.names[drawn], subject])


def _sizes(articles: int, chance: Any) -> Iterator[int]:
    left = articles
    while left:
        size = min(left, LARGEST, int(chance.pareto(1.3) + 1))
        left -= size
        yield size


def _story(number: int, size: int, language: _Language, chance: Any) -> Iterator[Document]:
    own = language.of_story(chance)
    day = int(chance.integers(DAYS))
    for article in range(size):
        known = own[chance.random(len(own)) < KNOWN]
        known = known if len(known) else own
        told = language.spoken(WORDS, chance)
        of_story = chance.random(WORDS) < OF_STORY
        told[of_story] = known[chance.integers(len(known), size=int(of_story.sum()))]
        title = [*known[chance.integers(len(known), size=4)], *language.spoken(2, chance)]
        later = int(chance.exponential(1.5))
        published = (FIRST + timedelta(days=day + later)).isoformat()
        yield _document(f"{number}-{article}", title, told.tolist(), published)


def _document(name: str, title: Sequence[str], told: Sequence[str], published: str) -> Document:
    """Of these words, in sentences of equal length."""
    length = WORDS // SENTENCES
    lines = [tuple(told[i : i + length]) for i in range(0, WORDS, length)]
    text = "\n".join(" ".join(line) for line in lines)
    sentences, start = [], 0
    for paragraph, line in enumerate(lines):
        end = start + sum(map(len, line)) + len(line) - 1
        sentences.append(Sentence(start, end, paragraph, line))
        start = end + 1
    source = f"{name}.txt"
    article = Article(name, " ".join(title), text, "Lantern", source, published=published)
    return Document(article, "en", (), tuple(sentences), (), tuple(title), WORDS)
