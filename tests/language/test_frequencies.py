"""What the language at large says of a term."""

import pytest

from digest.language.frequencies import frequencies
from digest.language.words import terms_of


@pytest.mark.parametrize(
    ("language", "common", "rare"),
    [
        ("en", "government", "harpsichord"),
        ("fr", "gouvernement", "clavecin"),
        ("vi", "người", "đò"),
    ],
)
def test_common_words_are_more_frequent(language: str, common: str, rare: str) -> None:
    """By ten times and more, and all shares are those of running words."""
    shares = frequencies(language)
    (often,), (seldom,) = terms_of(language)(common), terms_of(language)(rare)
    assert shares[often] > 10 * shares.get(seldom, 1e-8)
    assert 0 < max(shares.values()) < 0.1
    assert sum(shares.values()) < 1


def test_forms_of_a_word_are_counted_together() -> None:
    """The stem of several words has the sum of their shares."""
    assert frequencies("en")["elect"] > 1e-4


@pytest.mark.parametrize("language", ["", "xx", "tlh", "../small_en"])
def test_a_language_without_a_list_knows_nothing(language: str) -> None:
    """No list is no error."""
    assert frequencies(language) == {}


def test_lists_of_other_names_are_found() -> None:
    """Norwegian is written in Bokmål, and Serbian, Croatian and Bosnian share one list."""
    assert frequencies("no")
    assert frequencies("sr")
    assert frequencies("hr")
