"""The names of one story, by where they stand."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from digest.models import Mention, Named


@dataclass(frozen=True)
class Names:
    """The names of one story, those first that are mentioned first."""

    named: tuple[Named, ...] = ()

    def within(self, article: str, start: int, end: int) -> list[tuple[Mention, Named]]:
        """The mentions that lie within `[start:end]` of an article's text, by place."""
        starts, found = self._places.get(article, ((), ()))
        at = bisect_left(starts, start)
        within: list[tuple[Mention, Named]] = []
        while at < len(found) and found[at][0].start < end:
            if found[at][0].end <= end:
                within.append(found[at])
            at += 1
        return within

    @cached_property
    def _places(self) -> Mapping[str, tuple[Sequence[int], Sequence[tuple[Mention, Named]]]]:
        by_article: dict[str, list[tuple[Mention, Named]]] = {}
        for named in self.named:
            for mention in named.mentions:
                by_article.setdefault(mention.article, []).append((mention, named))
        for found in by_article.values():
            found.sort(key=lambda pair: (pair[0].start, pair[0].end))
        return {a: ([m.start for m, _ in found], found) for a, found in by_article.items()}
