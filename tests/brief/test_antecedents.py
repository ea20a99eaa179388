"""Bullets read in order: nothing is spoken of as known that is not."""

from dataclasses import replace

import pytest

from digest.brief.antecedents import unexplained, unfounded
from digest.brief.material import Material
from digest.brief.opinion import is_comment, is_opinion
from digest.models import Article
from digest.prepare import prepare
from digest.trace import compared, trace

KNOWN = {"ferri", "breakwat", "captain", "drasna"}


@pytest.mark.parametrize(
    ("sentence", "unknown"),
    [
        ("The ferry was towed to Ostrel on Friday.", 0),
        ("The captain of the ferry radioed for a tug.", 0),
        ("The lengthy list was read out in Ostrel on Friday.", 1),
        ("Ada Brenk found the object, and the second chest.", 2),
        ("The letter that Ada Brenk wrote ran to eleven pages.", 0),
        ("The bridge of Tolmin will close on Monday.", 0),
        ("Both generals told the senate of the raid.", 2),
        ("A pump failed, and nobody in Ostrel looked at the pump before April.", 0),
        ("The government asked the police of Ostrel for a report.", 0),
        ("“The feature was never tested,” Ada Brenk said in Ostrel.", 0),
        ("The Marine Board looked into it on Friday.", 0),
        ("The recorder shows that nobody slept in Ostrel.", 1),
        ("All three patients were taken to Ostrel by boat.", 1),
    ],
)
def test_the_something_is_known_or_explained(sentence, unknown):
    """By what was read before, by what stands behind it, or by everybody."""
    assert unfounded(sentence, KNOWN) == unknown


LEAD = (
    "The ferry Ilvanka struck the breakwater of Drasna, and Captain Andrej Velnik called for a tug."
)


def puzzling(*sentences, headline="Ferry strikes breakwater of Drasna"):
    """Which of these sentences of one article puzzle who reads them in this order below the lead."""
    text = "\n".join(
        [LEAD, *sentences, "Marek Sorn, a neighbour, heard the wall of the harbour break."]
    )
    documents = [prepare(Article("a", headline, text, "Harbourpost", "a", published="2031-05-09"))]
    found = trace(documents)
    material = Material(documents, replace(found, findings=compared(documents, found)))
    told = [material.whole(("a", at)) for at in range(1, len(sentences) + 1)]
    return [c.text.split()[0] for c in unexplained(told, headline, material)]


def test_what_a_bullet_mentions_is_known_to_those_after_it():
    """And to none before."""
    one = "A recorder was brought up from the bottom of the harbour of Drasna on Friday."
    other = "The recorder shows that nobody slept on the Ilvanka of Drasna."
    assert puzzling(one, other) == []
    assert puzzling(other, one) == ["The"]


def test_a_surname_that_nobody_introduced_puzzles():
    """One whom the article introduces with an office or a description does not."""
    assert puzzling("Brandt said that the harbour of Drasna was dark and cold.") == ["Brandt"]
    assert puzzling("Velnik said that the harbour of Drasna was dark and cold.") == []
    assert puzzling("Sorn said that the harbour of Drasna was dark and cold.") == []


# ---- comment ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "opinion"),
    [
        ({}, False),
        ({"url": "https://standard.example/opinion/2031/ferries"}, True),
        ({"url": "https://standard.example/news/opinions-differ"}, False),
        ({"outlet": "Ostrel Standard (Opinion)"}, True),
        ({"title": "Opinion: Ferries are for all"}, True),
        ({"section": "editorial"}, True),
        ({"title": "Court hands down its opinion on ferries"}, False),
    ],
)
def test_comment_is_known_by_its_place(more, opinion):
    """Address, outlet, section, or the label of its title."""
    article = Article("a", "Ferries sail again", "Ferries sail.", "Ostrel Standard", "a")
    assert is_opinion(replace(article, **more)) == opinion


@pytest.mark.parametrize(
    ("sentence", "comment"),
    [
        ("Sadly, the ferries of Drasna are as old as their captains.", True),
        ("It is a fascinating look at a town that lives by its ferries.", True),
        ("“Sadly, it is a fascinating ruin,” Mayor Ana Lisk said.", False),
        ("The ferries of Drasna are forty years old.", False),
    ],
)
def test_comment_is_known_by_the_words_of_its_author(sentence, comment):
    """Not by those that somebody is quoted with."""
    assert is_comment(sentence) == comment
