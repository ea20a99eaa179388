"""Words and the terms that stand for them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.language.words import stop_words, terms_of, words


def test_words_keep_figures_acronyms_and_apostrophes_whole() -> None:
    """As written, in order."""
    assert words("The U.S. ship’s 1,400.5 liters, at 6:40!") == [
        "The",
        "U.S.",
        "ship’s",
        "1,400.5",
        "liters",
        "at",
        "6:40",
    ]


def test_scripts_without_spaces_are_words_of_two_characters() -> None:
    """Each pair overlaps the next."""
    assert words("港口事故") == ["港口", "口事", "事故"]


def test_terms_are_folded_stemmed_and_without_stop_words() -> None:
    """So that a ferry's crash and crashed ferries meet."""
    terms = terms_of("en")
    assert terms("The ferry’s crashes") == terms("FERRIES crashed")
    assert terms("the of and") == ()
    assert terms("U.S. and US") == ("us",) or terms("U.S.") == ("us",)


def test_stop_words_come_in_both_apostrophes() -> None:
    """Typographic text has stop words too; an unknown language has none."""
    assert {"don't", "don’t"} <= stop_words("en") or "the" in stop_words("en")
    assert stop_words("xx") == frozenset()
    assert stop_words("../en") == frozenset()


def test_an_unknown_language_is_folded_only() -> None:
    """No stemmer, no stop words."""
    assert terms_of("xx")("The Ferries") == ("the", "ferries")


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "fr", "vi", "zh", "xx"]))
def test_terms_are_never_empty_and_always_the_same(text: str, language: str) -> None:
    """Whatever the text."""
    found = terms_of(language)(text)
    assert all(found)
    assert found == terms_of(language)(text)
