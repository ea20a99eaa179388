"""What words weigh."""

import numpy as np
import pytest

from digest.group.terms import terms_in
from digest.models import Article
from digest.prepare import prepare


def titled(*titles, language="en"):
    return [
        prepare(Article(str(n), title, "", "Lantern", f"{n}.txt", language=language))
        for n, title in enumerate(titles)
    ]


def weights_of(documents, shares=None, imagined=100):
    """For each document, what its terms weigh."""
    terms = terms_in(documents)
    shares = np.ones(len(documents)) if shares is None else np.array(shares)
    rows = terms.weighted(shares, imagined).toarray()
    return [dict(zip(terms.vocabulary, row.tolist(), strict=True)) for row in rows]


def test_the_language_at_large_says_what_is_common_in_a_single_title():
    """Of three words of one title, all there is, the rarest weighs most."""
    (weights,) = weights_of(titled("Government harpsichord report"))
    assert weights["harpsichord"] > weights["report"]
    assert weights["harpsichord"] > weights["govern"]


def test_a_story_counts_once_however_many_articles_it_has():
    """A word of four articles of one story is as telling as a word of two stories' articles."""
    documents = titled("Harpsichord zither", "Harpsichord", "Harpsichord", "Harpsichord", "Zither")
    apart = weights_of(documents)[0]
    together = weights_of(documents, shares=[0.25, 0.25, 0.25, 0.25, 1])[0]
    assert apart["harpsichord"] < apart["zither"]
    assert together["harpsichord"] > together["zither"]


def test_languages_are_weighed_each_by_its_own_words():
    """What is common in Vietnamese is so beside English titles too."""
    documents = titled("Harpsichord restored") + titled("Người đò", language="vi")
    weights = weights_of(documents)[1]
    assert weights["đò"] > weights["người"] > 0


def test_a_language_without_a_list_goes_by_the_collection():
    """The word of both titles weighs less than the others."""
    first, _ = weights_of(titled("Suomi voitti", "Suomi hävisi", language="xx"))
    assert first["voitti"] > first["suomi"] > 0


@pytest.mark.parametrize("titles", [(), ("",), ("", "")])
def test_no_words_give_empty_rows(titles):
    """A row a document, all zeros."""
    documents = titled(*titles)
    rows = terms_in(documents).weighted(np.ones(len(documents)), 100)
    assert rows.shape[0] == len(documents)
    assert rows.nnz == 0
