"""Which sentences of two articles report the same thing."""

import pytest

from digest.language.vectors import SentenceVectors
from digest.models import Article, Derivation
from digest.prepare import prepare
from digest.trace.counterparts import counterparts

ONE = (
    "The ferry Brindle ran onto a sandbank outside Port Merrin on Monday evening.\n\n"
    "Seven passengers were carried ashore in the boats of the harbour police.\n\n"
    "The captain had asked twice for a new chart of the channel.\n\n"
    "A tug from Sallow is to pull the ship free at high water."
)
OTHER = (
    "A tug is coming from Sallow and will pull the ship free when the water is high.\n\n"
    "Boats of the harbour police carried nine passengers ashore.\n\n"
    "The harbour office lets rooms to anglers in the winter.\n\n"
    "On Monday evening the ferry Brindle ran onto a sandbank off Port Merrin."
)


def pairs(one, other, copied=False):
    documents = [
        prepare(Article(name, title="", text=text, outlet=f"The {name} Post", source=name))
        for name, text in (("one", one), ("other", other))
    ]
    derived = {"other": Derivation("one", "wire", 0.6, ("shared passages",))} if copied else {}
    return counterparts(documents, derived, SentenceVectors(documents))


def places(found):
    return {(pair.one[1], pair.other[1]) for pair in found}


def test_sentences_of_independent_reports_meet_whatever_their_order():
    """Each with the one that is nearest to it, though a figure in it differs."""
    assert places(pairs(ONE, OTHER)) == {(0, 3), (1, 1), (3, 0)}


def test_what_nobody_else_reports_has_no_counterpart():
    """The chart and the rooms are in one article each."""
    told = places(pairs(ONE, OTHER))
    assert 2 not in {one for one, _ in told} | {other for _, other in told}


def test_identical_sentences_are_left_out():
    """They agree, whatever they say."""
    assert pairs(ONE, ONE) == ()


def test_a_copy_is_laid_beside_its_original_in_order():
    """Also a sentence of three words, which tells too little in an independent report."""
    one = ONE + "\n\nThe two were arrested."
    copy = ONE.replace("Seven", "Nine") + "\n\nThe six were arrested."
    assert places(pairs(one, copy, copied=True)) == {(1, 1), (4, 4)}
    assert (4, 4) not in places(pairs(one, copy))


def test_pairs_of_a_copy_say_so():
    """The rules are more lenient there."""
    copy = ONE.replace("Seven", "Nine")
    assert all(pair.copied for pair in pairs(ONE, copy, copied=True))
    assert not any(pair.copied for pair in pairs(ONE, OTHER))


def test_one_article_has_no_counterparts():
    """There is nobody to compare it with."""
    document = prepare(Article("one", title="", text=ONE, outlet="Post", source="one"))
    assert counterparts([document], {}, SentenceVectors([document])) == ()


def likenesses(one, other, copied=False):
    return [(p.one[1], p.other[1], p.likeness) for p in pairs(one, other, copied)]


def near(*told):
    return [(one, other, pytest.approx(like, abs=0.01)) for one, other, like in told]


def test_likeness_is_half_of_words_and_half_of_meaning():
    """A term that a sentence repeats weighs more, and by how few sentences have it."""
    assert likenesses(ONE, OTHER) == near((0, 3, 0.984), (1, 1, 0.924), (3, 0, 0.926))
    met = "The ferry Brindle and the ferry Sallow met the ferry Merrin at dawn."
    one = f"{met}\n\nIt rained all of the night on the town."
    other = "The ferry Brindle met two more ferries at dawn.\n\nA choir sang."
    assert likenesses(one, other) == near((0, 0, 0.846))


def test_the_first_sentence_of_a_copy_has_a_counterpart_too():
    """Whatever was changed in it."""
    copy = ONE.replace("Monday", "Tuesday").replace("ferry Brindle", "barge Brindle")
    assert likenesses(ONE, copy, copied=True)[:1] == near((0, 0, 0.829))


def test_of_sentences_that_a_copy_moved_those_are_found_that_are_very_like():
    """One order is kept; what stands out of it must be nearer."""
    changed = ONE.replace("Seven", "Nine").replace("twice", "often").split("\n\n")
    backwards = "\n\n".join(reversed(changed))
    assert likenesses(ONE, backwards, copied=True) == near((1, 2, 0.941), (2, 1, 0.974))
