"""What makes an article a round-up."""

import numpy as np
import pytest

from digest.group.roundups import is_roundup


def apart(count, likeness=0.0):
    """Stories that are all so like each other."""
    return np.full((count, count), likeness)


@pytest.mark.parametrize(
    ("likenesses", "expected"),
    [
        ([0.3, 0.3, 0.3, 0.3, 0.3], True),
        ([0.2, 0.4, 0.13, 0.3, 0.2, 0.0], True),
        ([0.3, 0.3, 0.3, 0.3], False),
        ([0.8, 0.2, 0.2, 0.2, 0.2, 0.2], False),
        ([0.09, 0.09, 0.09, 0.09, 0.09, 0.09], False),
    ],
)
def test_five_stories_mentioned_about_as_much_make_a_round_up(likenesses, expected):
    """Four are too few, one above all is what is reported, and traces are no mentions."""
    assert is_roundup(np.array(likenesses), apart(len(likenesses))) is expected


@pytest.mark.parametrize(("likeness", "expected"), [(0.05, True), (0.2, False)])
def test_stories_that_are_like_each_other_are_one_subject(likeness, expected):
    """An article on a running topic is like each of its events."""
    assert is_roundup(np.full(6, 0.3), apart(6, likeness)) is expected
