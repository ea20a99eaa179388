"""Articles → independent origins: what derives from one text is one, and so is what one outlet says."""

from collections.abc import Iterator, Mapping, Sequence

from digest.models import Derivation, Document
from digest.trace.credits import shared_credits


def origins_of(
    documents: Sequence[Document], derived: Mapping[str, Derivation]
) -> tuple[tuple[str, ...], ...]:
    """The articles, parted; each part and the parts themselves in the order of the documents.

    An article that something derives from leads its part.
    """
    order = {d.article.id: i for i, d in enumerate(documents)}
    leader = {article: article for article in order}

    def find(article: str) -> str:
        while leader[article] != article:
            article = leader[article]
        return article

    links = [(article, d.article) for article, d in derived.items() if d.article in order]
    for one, other in [*links, *shared_credits(documents), *_of_one_outlet(documents)]:
        first, second = sorted((find(one), find(str(other))), key=lambda a: order[a])
        leader[second] = first
    parts: dict[str, list[str]] = {}
    for article in order:
        parts.setdefault(find(article), []).append(article)
    return tuple(
        tuple(sorted(part, key=lambda a: (a in derived, order[a]))) for part in parts.values()
    )


def _of_one_outlet(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Pairs of articles of one outlet: it cannot confirm itself."""
    first: dict[str, str] = {}
    for document in documents:
        article = document.article
        leader = first.setdefault(article.outlet, article.id)
        if leader != article.id:
            yield leader, article.id
