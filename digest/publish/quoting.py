"""Which passages a page may print, by the limits on the words shown of any one article.

The words of statements, quotations and differences are the edition's own choice, made within
those limits.  What else they cite is printed as far as the limits leave room, in reading order;
past them a page names the source and links to it, but does not print its words.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from digest.models import Edition, EditionArticle, Passage, Statement, Story

_WORD = re.compile(r"\S+")


def quotable(edition: Edition, max_words: int, max_share: float) -> frozenset[Passage]:
    """The passages whose words may stand on the pages of an edition."""
    articles = {article.id: article for article in edition.articles}
    spent = {each: _Spent(article, max_words, max_share) for each, article in articles.items()}
    allowed: set[Passage] = set()
    for passage in (p for story in edition.stories for p in shown_passages(story)):
        if passage.article in spent:
            spent[passage.article].show(passage)
            allowed.add(passage)
    for passage in (p for story in edition.stories for p in supporting_passages(story)):
        if passage.article in spent and spent[passage.article].has_room(passage):
            spent[passage.article].show(passage)
            allowed.add(passage)
    return frozenset(allowed)


def statements_of(story: Story) -> Iterator[Statement]:
    """Every statement of a story, in reading order."""
    yield story.headline
    if story.standfirst:
        yield story.standfirst
    yield from story.quick_look
    for section in story.deep_look:
        yield from section.statements
    for entry in story.timeline:
        yield entry.statement


def shown_passages(story: Story) -> Iterator[Passage]:
    """The passages whose words an edition shows as its own text."""
    for statement in statements_of(story):
        yield from statement.passages
    for quote in story.quotes:
        yield from quote.passages
        for variant in quote.variants:
            yield from variant.passages
    for difference in story.differences:
        for value in difference.values:
            yield from value.passages


def supporting_passages(story: Story) -> Iterator[Passage]:
    """The passages where other articles report the same, in reading order."""
    for statement in statements_of(story):
        yield from statement.support


class _Spent:
    """The words of one article that are shown so far; a word shown twice counts once."""

    def __init__(self, article: EditionArticle, max_words: int, max_share: float) -> None:
        self.article = article
        self.seen: dict[str, set[int]] = defaultdict(set)
        limits = [max_words, int(article.words * max_share)]
        self.limit = min(limits if article.may_quote is None else [*limits, article.may_quote])

    def show(self, passage: Passage) -> None:
        self.seen[passage.field].update(self._starts(passage))

    def has_room(self, passage: Passage) -> bool:
        added = self._starts(passage) - self.seen[passage.field]
        return sum(map(len, self.seen.values())) + len(added) <= self.limit

    def _starts(self, passage: Passage) -> set[int]:
        """Where the words of a passage begin."""
        whole = self.article.title if passage.field == "title" else self.article.text or ""
        return {word.start() for word in _WORD.finditer(whole, passage.start, passage.end)}
