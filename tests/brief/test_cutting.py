"""Shorter forms of a sentence: deletion only, and never of what changes what is said."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.brief.cutting import cuts, headline_cuts

SHORTER = [  # the sentence, and a form that it may take
    (
        "But the council of Drasna voted on Monday to close the old bridge.",
        "the council of Drasna voted on Monday to close the old bridge.",
    ),
    (
        "However, the council of Drasna voted to close the old bridge.",
        "the council of Drasna voted to close the old bridge.",
    ),
    (
        "The council of Drasna voted on Monday to close the bridge, which was built by a railway.",
        "The council of Drasna voted on Monday to close the bridge",
    ),
    (
        "The council of Drasna voted on Monday to close the bridge, and the mayor of the town agreed at once.",
        "The council of Drasna voted on Monday to close the bridge",
    ),
    (
        "Forty stalls of the covered market of Tolmin burned down — part of a row from the old days.",
        "Forty stalls of the covered market of Tolmin burned down",
    ),
    (
        "The ferry line of Vesk lost its licence for a route on Monday, after a winter of delays, leaving it alone.",
        "The ferry line of Vesk lost its licence for a route on Monday",
    ),
]

UNCUT = [  # sentences that keep every word
    # denial, limit, doubt
    "The council of Drasna voted on Monday to close the old bridge, which is not the oldest.",
    "The bus left the coast road near the village of Drasna on Monday, although nobody was hurt.",
    "The bus left the coast road near the village of Drasna on Monday, with none of its doors shut.",
    "The old bridge of Drasna will be open to lorries from the north, but only in the winter.",
    "The council of Drasna wants to open the old bridge to lorries, as long as the river is never high.",
    "The harbour police took the captain of the ferry to the town of Ostrel, after an alleged theft.",
    "The council of Drasna will open the old bridge to lorries from the north, if the river falls.",
    "For now, the ferry sails from the southern quay of the old harbour of Drasna.",
    # figures and attribution
    "A bus left the coast road near the village of Drasna on Monday evening, killing 3 people.",
    "A bus left the coast road near the village of Drasna on Monday evening, the mayor said.",
    "A bus left the coast road near the village of Drasna on Monday, according to the mayor.",
    # quotations
    "The mayor of Drasna called the plan of the council “a bridge to nowhere, which is a shame”.",
    "The mayor of Drasna spoke to the council for an hour on Monday, calling the plan “a shame”.",
    # lists
    "The council of Drasna voted on Monday to close the bridge, the harbour road, and the old tunnel under the hill.",
    "The fire in the covered market of Tolmin destroyed stalls of fish, bread and cloth.",
    # the main clause comes back
    "The long-serving mayor of the northern port city of Drasna, who was elected in May, resigned.",
    "The ferry from the island of Vesk to the port — a ship built long ago — sank off Drasna.",
    "The minister of the island republic was told on Tuesday, after a long meeting, that the harbour was shut.",
    "When the council of Drasna met on Monday evening, after the vote, it closed the bridge.",
    # names
    "Still Life by the painter Ana Lisk was sold in Drasna on Monday night.",
    "Indeed Shipping of Drasna carried the grain to the island of Vesk in winter.",
]


def forms(text):
    return [" ".join(text[a:b] for a, b in pieces) for pieces in cuts(text, 0, len(text))]


@pytest.mark.parametrize("sentence, shorter", SHORTER)
def test_what_hangs_from_a_sentence_can_go(sentence, shorter):
    """A connective before it, a clause behind it."""
    assert shorter in forms(sentence)


@pytest.mark.parametrize("sentence", UNCUT)
def test_what_changes_a_sentence_stays(sentence):
    """Denial, limit, doubt, figure, attribution, quotation, list, and a clause that comes back."""
    assert forms(sentence) == [sentence]


PIECES = st.lists(
    st.sampled_from(
        "But|, |who|which| and the board of the town agreed|“|”| — |(|)|The mayor of the town|only|after"
        "| said|.|, while the council of the town waited| 17|However,|Ana Lisk|\n| killing".split(
            "|"
        )
    ),
    max_size=14,
).map(" ".join)


@given(st.one_of(st.text(max_size=120), PIECES), st.text(max_size=9), st.text(max_size=9))
def test_every_form_is_a_span_of_its_sentence(sentence, before, after):
    """Longest first, none twice, and nothing from beyond its ends."""
    text, start, end = before + sentence + after, len(before), len(before) + len(sentence)
    found = list(cuts(text, start, end))
    sizes = [sum(b - a for a, b in pieces) for pieces in found]
    assert sizes == sorted(set(sizes), reverse=True)
    for pieces in (*found, *headline_cuts(text, start, end)):
        assert all(start <= a <= b <= end for a, b in pieces)
        assert all(one[1] < other[0] for one, other in pairwise(pieces))


def test_a_headline_ends_where_a_clause_does():
    """Not in a denial, not inside an aside, not before its verb."""
    for sentence, kept in [
        (
            "The council of Drasna voted to close the old bridge after a winter storm.",
            ["The council of Drasna voted to close the old bridge"],
        ),
        ("The council of Drasna voted to close the bridge because it was not safe.", []),
        ("The mayor of the port city of Drasna, who was elected in May, resigned.", []),
        ("Ana Lisk of the harbour union, head of the committee, resigned on Monday.", []),
    ]:
        found = headline_cuts(sentence, 0, len(sentence))
        assert [" ".join(sentence[a:b] for a, b in pieces) for pieces in found] == kept
