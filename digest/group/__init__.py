"""`Document`s → `Cluster`s: what reports the same event.

    terms ─▶ likenesses ─▶ groups ─▶ terms, counted by story ─▶ likenesses ─▶ stories

Which words are telling depends on how many stories have them, and the stories on which words are
telling.  So it is done twice: at first the language at large says which words are common, then the
groups found do.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from digest.group.evidence import rare_terms
from digest.group.house import own_counts
from digest.group.linkage import average_link
from digest.group.roundups import roundups, without
from digest.group.similarity import Similarity, candidate_pairs
from digest.group.terms import Terms, terms_in
from digest.models import Cluster, Document, Tie

# Score at which two groups of articles are one story: the best single value over full articles,
# excerpts and headlines alike.
SAME_STORY = 0.12

# Articles imagined beside the real ones, when these are counted and when their groups are.
_IMAGINED = 3000
_IMAGINED_STORIES = 100

_SHORT = 20.0  # terms: likenesses of texts as short as this say little of a group's coherence


Groups = list[list[str]]
"""Articles that belong together, by id."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Documents in groups, and by what they were found."""

    groups: list[list[int]]
    measured: Similarity
    tightness: Any  # exponents, one a document: how much a group's coherence counts
    roundups: frozenset[int]  # that mention several stories and report none


def group(
    documents: Sequence[Document],
    same_story: float = SAME_STORY,
    edited: Callable[[Groups], Groups] | None = None,
) -> list[Cluster]:
    """The stories, each with its articles earliest first; their order is that of their first articles.

    The order of the documents does not matter.  Every document is in exactly one cluster.  What is
    found goes through `edited`, which may part and join groups, before it is told what ties them.
    """
    ordered = sorted(documents, key=chronological)
    found = grouped(ordered, same_story)
    groups = found.groups if edited is None else _edited(ordered, found.groups, edited)
    return [_cluster(ordered, members, found) for members in groups]


def told(
    documents: Sequence[Document],
    stories: Mapping[str, str],
    alone: Collection[str] = (),
    edited: Callable[[Groups], Groups] | None = None,
) -> list[Cluster]:
    """The stories as they were told, by article, and what ties them; in order as those of `group`.

    `alone` are the round-ups.
    """
    ordered = sorted(documents, key=chronological)
    members: dict[str, list[int]] = {}
    for at, document in enumerate(ordered):
        members.setdefault(stories[document.article.id], []).append(at)
    groups = [*members.values()]
    groups = groups if edited is None else _edited(ordered, groups, edited)
    roundups = frozenset(at for at, d in enumerate(ordered) if d.article.id in alone)
    measured, tightness = measured_in(ordered, groups)
    found = Grouped(groups, measured, tightness, roundups)
    return [_cluster(ordered, group, found) for group in groups]


def measured_in(ordered: Sequence[Document], groups: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """`Similarity` of documents by the groups that they are in, and their tightness."""
    import numpy as np

    terms = terms_in(ordered)
    shares = np.ones(len(ordered))
    weights = terms.weighted(shares, _IMAGINED)
    pairs = candidate_pairs(ordered, weights, terms.lengths, rare_terms(terms, shares))
    weights, rare = _by_story(ordered, terms, groups)
    measured = Similarity(pairs.matrix(pairs.scores(weights, rare)), weights, terms.vocabulary)
    return measured, 1 - np.exp(-terms.lengths / _SHORT)


def _edited(
    ordered: Sequence[Document], groups: list[list[int]], edited: Callable[[Groups], Groups]
) -> list[list[int]]:
    places = {document.article.id: at for at, document in enumerate(ordered)}
    made = edited([[ordered[at].article.id for at in members] for members in groups])
    return sorted(sorted(places[article] for article in members) for members in made)


def chronological(document: Document) -> tuple[str, str]:
    """Sorts documents by date, those without one last, then by id."""
    return (document.article.published or "~", document.article.id)


def grouped(ordered: Sequence[Document], same_story: float = SAME_STORY) -> Grouped:
    """The groups, and the similarities that they were found by; a round-up is in none but its own."""
    import numpy as np

    terms = terms_in(ordered)
    tightness = 1 - np.exp(-terms.lengths / _SHORT)
    shares = np.ones(len(ordered))
    weights = terms.weighted(shares, _IMAGINED)
    pairs = candidate_pairs(ordered, weights, terms.lengths, rare_terms(terms, shares))
    pairs, scores = pairs.likely(pairs.scores(weights))
    matrix = pairs.matrix(scores)
    del weights, scores
    groups = average_link(matrix, same_story, tightness)
    del matrix
    weights, rare = _by_story(ordered, terms, groups)
    vocabulary, lengths = terms.vocabulary, terms.lengths
    del terms
    measured = Similarity(pairs.matrix(pairs.scores(weights, rare)), weights, vocabulary)
    del pairs, rare
    groups = average_link(measured.matrix, same_story, tightness)
    alone = frozenset(roundups(measured.matrix, groups, lengths))
    if alone:
        groups = average_link(without(measured.matrix, alone), same_story, tightness)
    return Grouped(groups, measured, tightness, alone)


def _by_story(
    ordered: Sequence[Document], terms: Terms, groups: Sequence[Sequence[int]]
) -> tuple[Any, Any]:
    """What terms weigh as they are counted by story, and the rare ones (`digest.group.evidence`)."""
    import numpy as np

    shares = np.ones(len(ordered))
    for members in groups:
        shares[members] = 1 / len(members)
    counts = own_counts(terms, shares, [document.article.outlet for document in ordered])
    weights = replace(terms, counts=counts).weighted(shares, _IMAGINED_STORIES)
    return weights, rare_terms(terms, shares)


def _cluster(ordered: Sequence[Document], members: Sequence[int], found: Grouped) -> Cluster:
    import numpy as np

    ids = tuple(ordered[i].article.id for i in members)
    among = np.array(members)
    ties = tuple(_tie(ordered, i, among, found.measured) for i in members[1:])
    return Cluster(ids, ties, roundup=len(members) == 1 and members[0] in found.roundups)


def _tie(ordered: Sequence[Document], one: int, members: Any, measured: Similarity) -> Tie:
    """What ties an article to the member of its story that it is most like."""
    nearest, score = measured.nearest(one, members)
    pair = (ordered[min(one, nearest)].article.id, ordered[max(one, nearest)].article.id)
    return Tie(pair, round(score, 3), measured.shared_terms(one, nearest))


def candidates_of(documents: Sequence[Document]) -> tuple[Any, Any]:
    """The pairs that are looked at, as two arrays of indices, the first less than the second."""
    import numpy as np

    terms = terms_in(documents)
    shares = np.ones(len(documents))
    weights = terms.weighted(shares, _IMAGINED)
    pairs = candidate_pairs(documents, weights, terms.lengths, rare_terms(terms, shares))
    return pairs.rows, pairs.columns
