"""`Document`s → `Cluster`s: what reports the same event."""

from collections.abc import Callable, Sequence

from digest.group.linkage import average_link
from digest.group.similarity import Similarity, similarity
from digest.models import Cluster, Document, Tie

# Average similarity at which two groups of articles are one story: the best single value over full
# articles, excerpts and headlines alike.
SAME_STORY = 0.19


Groups = list[list[str]]
"""Articles that belong together, by id."""


def group(
    documents: Sequence[Document], edited: Callable[[Groups], Groups] | None = None
) -> list[Cluster]:
    """The stories, each with its articles earliest first; their order is that of their first articles.

    The order of the documents does not matter.  Every document is in exactly one cluster.  What is
    found goes through `edited`, which may part and join groups, before it is told what ties them.
    """
    ordered = sorted(documents, key=chronological)
    measured = similarity(ordered)
    groups = average_link(measured.matrix, SAME_STORY)
    if edited is not None:
        groups = _edited(ordered, groups, edited)
    return [_cluster(ordered, members, measured) for members in groups]


def _edited(
    ordered: Sequence[Document], groups: list[list[int]], edited: Callable[[Groups], Groups]
) -> list[list[int]]:
    places = {document.article.id: at for at, document in enumerate(ordered)}
    made = edited([[ordered[at].article.id for at in members] for members in groups])
    return sorted(sorted(places[article] for article in members) for members in made)


def chronological(document: Document) -> tuple[str, str]:
    """Sorts documents by date, those without one last, then by id."""
    return (document.article.published or "~", document.article.id)


def _cluster(ordered: Sequence[Document], members: Sequence[int], measured: Similarity) -> Cluster:
    ids = tuple(ordered[i].article.id for i in members)
    ties = tuple(_tie(ordered, i, members, measured) for i in members[1:])
    return Cluster(ids, ties)


def _tie(
    ordered: Sequence[Document], one: int, members: Sequence[int], measured: Similarity
) -> Tie:
    """What ties an article to the member of its story that it is most like."""
    others = [i for i in members if i != one]
    scores = measured.between(one, others)
    score, nearest = max(zip(scores, (-i for i in others), strict=True))
    pair = (ordered[min(one, -nearest)].article.id, ordered[max(one, -nearest)].article.id)
    return Tie(pair, round(score, 3), measured.shared_terms(one, -nearest))
