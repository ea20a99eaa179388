"""How many words of each article may still be shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from digest.models import Document

_MANY = 10  # times what is held back


@dataclass(frozen=True, slots=True)
class Limits:
    """What a brief may hold."""

    bullets: int = 8
    max_words_shown: int = 250  # of one article, in everything that a brief shows
    max_share_shown: float = 0.35  # of one article's words


class Allowance:
    """Keeps count of the words shown of each article; the only thing here that changes."""

    def __init__(self, documents: Iterable[Document], limits: Limits) -> None:
        self._left = {d.article.id: _allowed(d, limits) for d in documents}
        self._held: dict[str, int] = {}

    def hold_back(self, words: int) -> None:
        """Sets so many words of each article aside until `release`, if they are little beside the rest."""
        self._held = {a: words for a, left in self._left.items() if left >= _MANY * words}
        self._left = {a: left - self._held.get(a, 0) for a, left in self._left.items()}

    def release(self) -> None:
        """Makes what was held back available again."""
        self._left = {a: left + self._held.get(a, 0) for a, left in self._left.items()}
        self._held = {}

    def fork(self) -> "Allowance":
        """One that counts on from here by itself."""
        other = Allowance((), Limits())
        other._left = dict(self._left)
        return other

    def left(self, article: str) -> int:
        """How many more words of the article may be shown."""
        return max(0, self._left[article])

    def admits(self, article: str, words: int) -> bool:
        """Whether so many more words of the article may be shown."""
        return words <= self._left[article]

    def spend(self, article: str, words: int) -> None:
        """Counts words that are shown."""
        self._left[article] -= words


def _allowed(document: Document, limits: Limits) -> int:
    general = min(limits.max_words_shown, int(limits.max_share_shown * document.words))
    own = document.article.may_quote
    return general if own is None else min(general, own)
