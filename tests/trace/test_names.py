"""Who and what is named in a story, in which spellings, and where."""

import pytest

from digest.models import Article
from digest.prepare import prepare
from digest.trace.names import names_in


def documents(*texts):
    """An article a text."""
    return [
        prepare(Article(f"a{at}", "", t, f"Outlet {at}", f"a{at}")) for at, t in enumerate(texts)
    ]


def named(*texts):
    return {each.name: each for each in names_in(documents(*texts)).named}


def test_words_of_office_are_no_part_of_a_name():
    """They stand beside it, as its title."""
    found = named("The strike was called off by Korvel Police Chief Ana Lisk on Monday.")[
        "Ana Lisk"
    ]
    assert [(m.text, m.title) for m in found.mentions] == [("Ana Lisk", "Police Chief")]
    assert found.kind == "person"


def test_a_short_form_is_a_mention_of_the_full_name():
    """And no variant of it."""
    found = named("Mayor Ana Lisk spoke. The market will close, Lisk said. Ms Lisk’s plan is old.")
    assert [m.text for m in found["Ana Lisk"].mentions] == ["Ana Lisk", "Lisk", "Lisk"]
    assert found["Ana Lisk"].variants == ()


@pytest.mark.parametrize("opening", ["Meanwhile", "Neighbours", "When", "On Monday"])
def test_a_word_that_opens_a_sentence_is_no_name(opening):
    """Its capital tells nothing."""
    assert set(named(f"{opening} Ana Lisk left. The neighbours saw Ana Lisk.")) == {"Ana Lisk"}


def test_a_mention_is_exactly_where_it_stands():
    """Offsets are into the article's text."""
    [document] = documents("Crowds cheered.\n\nThe ferry reached Drasna after Ana Lisk had left.")
    names = names_in([document])
    text = document.article.text
    start = text.index("The ferry")
    found = names.within("a0", start, len(text))
    assert [text[m.start : m.end] for m, _ in found] == ["Drasna", "Ana Lisk"]
    assert names.within("a0", start, text.index("Ana") + 1) == found[:1]
