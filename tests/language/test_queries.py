"""Words that are looked for."""

import pytest

from digest.language.queries import holds, is_query


@pytest.mark.parametrize(
    "query, text, found",
    [
        ("flood", "The Flood came.", True),
        ("flood", "Floods came.", False),
        ("flood*", "FLOODING in the valley", True),
        ("flood*", "a bloodflood", False),
        ('"coast guard"', "the Coast\n guard sailed", True),
        ('"coast guard"', "a coast, guard it", False),
        ('"guard', "guard", None),
        ("coast guard", "coast guard", None),
        ("*", "anything", None),
        ('""', "anything", None),
        ("c++", "Written in C++, they say", True),
        ("straße", "Die STRASSE", True),
        ("a.b*", "axb", False),
    ],
)
def test_a_query_is_a_word_its_beginning_or_a_phrase(query, text, found):
    """None: it is no query, and is refused."""
    assert is_query(query) == (found is not None)
    if found is None:
        with pytest.raises(ValueError, match="no query"):
            holds(text, query)
    else:
        assert holds(text, query) is found
