"""Names and numbers that two articles have in common."""

import pytest

from digest.group.particulars import Spellings, numbers_in_both
from digest.models import Article
from digest.pipeline import prepared


def in_both(one, other, *others, titles=("", "")):
    """Names and numbers of two texts, in a collection with others."""
    texts = [*zip(titles, (one, other), strict=True), *(("", text) for text in others)]
    articles = [
        Article(str(at), title, text, f"Outlet {at}", f"{at}.txt", language="en")
        for at, (title, text) in enumerate(texts)
    ]
    documents = list(prepared(articles).values())
    spellings = Spellings(documents)
    first, second = (spellings.of(document) for document in documents[:2])
    return spellings.names_in_both(first, second, {}, "en"), numbers_in_both(first, second, {})


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("We saw Ada Brenk leave.", "They said Ada Brenk left.", ("Ada Brenk",)),
        ("It was said by Mayor Ada Brenk.", "They met engineer Ada Brenk.", ("Ada Brenk",)),
        ("We saw Ada Brenk leave. It rained on Brenk.", "They saw Ada Brenk.", ("Ada Brenk",)),
        ("We saw Tolmin’s pier.", "They like Tolmin.", ("Tolmin",)),
        ("We met on Monday in Tolmin.", "They came to Tolmin on Monday.", ("Tolmin",)),
        ("We saw Sen. Ada Brenk.", "They saw Sen. Ada Brenk.", ("Ada Brenk",)),
        ("Masons came to Tolmin.", "Masons left, and Tolmin slept.", ("Tolmin",)),
        ("It was on Elm Street.", "They ran down Oak Street, a street.", ()),
        ("The Lake Fund Act is old.", "They hate the Lake Fund Act, a lake, a fund, an act.",
         ("Lake Fund Act",)),
    ],
)  # fmt: skip
def test_a_name_stands_in_both(one, other, names):
    """The longest form in both, once; no weekday, no bare title, no opening or common word."""
    assert in_both(one, other)[0] == names


def test_a_name_may_open_a_sentence_where_it_stands_within_one_elsewhere():
    """Nobody writes it small."""
    assert in_both("Tolmin waits.", "They wait. Tolmin sleeps.", "We went to Tolmin.")[0] == (
        "Tolmin",
    )


def test_titles_have_names_too():
    """Of a title that gives every word a capital only known names are told."""
    titles = "Old Bridge at Tolmin Closes", "Tolmin Bridge Closes for Good"
    assert in_both("", "", "We saw Tolmin from afar.", titles=titles)[0] == ("Tolmin",)


@pytest.mark.parametrize(
    ("one", "other", "numbers"),
    [
        ("It took 42 days.", "For 42 days it lasted.", ("42 days",)),
        ("It took 42 days.", "It cost 42 crowns.", ("42",)),
        ("A 5-year-old boy fell.", "The boy, a 5-year-old, fell.", ("5-year-old",)),
        ("It took 5 days.", "It cost 5 crowns.", ()),
        ("Call 0845 125 2222 now.", "The number is 0845 125 2222.", ("0845 125 2222",)),
        ("It cost 1,300 crowns.", "They paid 1,300 crowns.", ("1,300 crowns",)),
        ("In 2031 it fell.", "It fell in 2031 it seems.", ("2031",)),
        ("It is 18 and grey.", "They were 18 and glad.", ("18",)),
        ("It fell on the 48th night.", "It was the 48th night.", ("48th night",)),
    ],
)
def test_a_number_is_told_with_what_it_counts(one, other, numbers):
    """Where that is the same in both; a digit that counts something else is no tie."""
    assert in_both(one, other)[1] == numbers
