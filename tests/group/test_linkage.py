"""Average link on a sparse graph, against the dense reference."""

import sys

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from digest.group.linkage import USUAL, average_link


@st.composite
def likenesses(draw):
    """A symmetric matrix of at most twelve rows, with as many zeros as a sparse graph has."""
    size = draw(st.integers(2, 12))
    seed, density = draw(st.integers(0, 2**32 - 1)), draw(st.sampled_from([0.2, 0.5, 1.0]))
    random = np.random.default_rng(seed)
    upper = np.triu(random.random((size, size)) * (random.random((size, size)) < density), 1)
    return upper + upper.T


def partition(labels):
    found = {}
    for at, label in enumerate(labels):
        found.setdefault(label, []).append(at)
    return sorted(found.values())


@settings(deadline=None, max_examples=200)
@given(likenesses(), st.floats(0.05, 0.9))
def test_the_groups_are_those_of_dense_average_link(matrix, threshold):
    """scipy's `average` linkage, cut at the same height, parts the rows alike."""
    joins = linkage(squareform(1 - matrix, checks=False), "average")
    assume(np.abs(joins[:, 2] - (1 - threshold)).min() > 1e-9)
    heights = np.sort(joins[:, 2])
    assume((np.diff(heights[heights < 1 - threshold]) > 1e-9).all())
    expected = partition(fcluster(joins, 1 - threshold, "distance"))
    assert average_link(sparse.csr_matrix(matrix), threshold) == expected


@settings(deadline=None)
@given(likenesses(), st.floats(0.05, 0.9))
def test_groups_part_the_rows_and_are_in_order(matrix, threshold):
    """Each row is in one group; groups ascend, and so do their first members."""
    groups = average_link(sparse.csr_matrix(matrix), threshold)
    assert sorted(i for group in groups for i in group) == list(range(len(matrix)))
    assert groups == sorted(sorted(group) for group in groups)


def test_a_chain_is_not_one_group():
    """Neighbours alike and ends strangers: the mean over all pairs keeps the ends apart."""
    chain = np.diag([0.6, 0.5, 0.6], 1)
    assert average_link(sparse.csr_matrix(chain + chain.T), 0.3) == [[0, 1], [2, 3]]


def test_nothing_gives_no_group():
    """No row, no group; rows without a likeness stay alone."""
    assert average_link(sparse.csr_matrix((0, 0)), 0.2) == []
    assert average_link(sparse.csr_matrix((3, 3)), 0.2) == [[0], [1], [2]]


def test_coherent_groups_are_not_joined_by_what_joins_loose_articles():
    """Two pairs of near copies, a little like each other, stay two; four loose articles are one."""
    loose = np.full((4, 4), 0.2) - np.diag([0.2] * 4)
    pairs = loose + np.kron(np.eye(2), [[0, 0.6], [0.6, 0]])
    tight = np.ones(4)
    assert average_link(sparse.csr_matrix(pairs), 0.12, tight) == [[0, 1], [2, 3]]
    assert average_link(sparse.csr_matrix(loose), 0.12, tight) == [[0, 1, 2, 3]]
    assert average_link(sparse.csr_matrix(pairs), 0.12) == [[0, 1, 2, 3]]


@settings(deadline=None, max_examples=100)
@given(likenesses(), st.floats(0.05, 0.9), st.floats(0, 2))
def test_joins_are_the_best_there_are(matrix, threshold, tightness):
    """A plain search for the best pair at every step, with the same score, parts the rows alike."""
    tight = np.full(len(matrix), tightness)
    found = average_link(sparse.csr_matrix(matrix), threshold, tight)
    assert found == searched(matrix, threshold, tightness)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32 - 1), st.floats(0.08, 0.3))
def test_joins_made_at_once_are_those_made_one_by_one(seed, threshold):
    """Some hundred articles of stories that overlap, some of them short: the groups are the same."""
    random = np.random.default_rng(seed)
    story = random.integers(0, 40, 300)
    most = np.where(story[:, None] == story, 0.8, np.where(random.random((300, 300)) < 0.1, 0.2, 0))
    upper = np.triu(random.random((300, 300)) * most, 1)
    matrix, tight = sparse.csr_matrix(upper + upper.T), random.random(300)
    at_once = average_link(matrix, threshold, tight)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["digest.group.linkage"], "_FEW", 1.0)
        assert average_link(matrix, threshold, tight) == at_once
    assert len(at_once) < 300


def searched(matrix, threshold, tightness):
    groups = [[i] for i in range(len(matrix))]
    while True:
        scored = [
            (score(matrix, one, other, tightness), -a, -b)
            for a, one in enumerate(groups)
            for b, other in enumerate(groups[:a])
        ]
        best, a, b = max(scored, default=(-1, 0, 0))
        if best < threshold:
            return sorted(sorted(group) for group in groups)
        groups[-b] = groups[-b] + groups[-a]
        del groups[-a]


def score(matrix, one, other, tightness):
    mean = matrix[np.ix_(one, other)].mean()
    return mean * (USUAL / np.sqrt(coherence(matrix, one) * coherence(matrix, other))) ** tightness


def coherence(matrix, group):
    inside = matrix[np.ix_(group, group)].sum() / 2
    return (inside + USUAL) / (len(group) * (len(group) - 1) / 2 + 1)
