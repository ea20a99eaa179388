"""A story as a reader sees it."""

from dataclasses import replace

import invented_editions as invented
import pytest

from digest.publish.view import letter, times, views, wording


@pytest.fixture
def bridge(site):
    return views(invented.full(), site)[0]


def test_sources_are_numbered_in_the_order_of_their_origins(bridge):
    """The articles of one origin stand together under its letter."""
    told = [(s.number, s.letter, s.article.id) for s in bridge.sources]
    assert told[:3] == [(1, "A", "courier"), (2, "A", "gazette"), (3, "B", "post")]


def test_every_statement_names_all_articles_it_stands_on(bridge):
    """Its own article and those that support it, once each, by number."""
    assert bridge.standfirst.numbers == (1, 2, 4)
    assert bridge.standfirst.support == "3 outlets, 2 independent"


def test_a_citation_holds_the_words_at_the_source(bridge):
    """The span of the article, letter for letter, and a link to it."""
    cited = bridge.quick_look[0].citations[1]
    assert cited.words == "Cracks were found in four hangers on the northern span"
    assert cited.link.startswith("https://gazette.example/2031/03/bridge-closed#:~:text=Cracks")


def test_how_much_rests_on_a_source_is_counted(bridge):
    """Statements that cite it, itself or in support."""
    assert [source.statements for source in bridge.sources] == [7, 3, 5, 3, 1]


def test_a_copy_is_explained_in_plain_words(bridge):
    """Of whom, and by what evidence."""
    assert bridge.sources[1].copied == (
        "Follows Vellmar Courier sentence by sentence: the same facts in the same order;"
        " credits the Vellmar Courier"
    )
    assert bridge.sources[4].copied == (
        "Credits an original that is not among the sources: credits a news agency"
    )


def test_only_a_story_known_from_before_has_new_points(site):
    """In its first edition everything is new, so nothing is marked."""
    bridge = views(invented.full(), site)[0]
    assert [words.is_new for words in bridge.quick_look] == [False, False, False, True, True]
    assert not any(words.is_new for words in views(invented.earlier(), site)[0].quick_look)


def test_words_in_another_language_say_so(bridge):
    """The page's own language is not repeated."""
    assert [words.language for words in bridge.quick_look[3:]] == [None, "de"]


def test_changed_words_of_a_quotation_are_found(bridge):
    """What the first form does not have is marked, and listed."""
    other = bridge.quotes[0].wordings[0]
    assert other.pieces[0] == ("No one is going to", True)
    assert other.changed == ("No one is going to",)


def test_a_quotation_reworded_throughout_is_not_marked(bridge):
    """Marks on nearly every word would help nobody."""
    other = wording("entirely different words", bridge.quotes[0].words)
    assert other.reworded
    assert [changed for _, changed in other.pieces] == [False]


def test_no_time_lies_after_the_edition():
    """A source that dates itself into the future does not date the story."""
    story = replace(invented.BRIDGE, published="9999-01-01", updated="9999-01-01")
    published, updated = times(story, invented.full())
    assert published == updated
    assert published.isoformat() == "2031-03-04T09:00:00+00:00"


def test_a_story_without_a_date_has_its_editions(site):
    """Where no article says when, the edition does."""
    published, updated = times(invented.BASSES, invented.full())
    assert published == updated
    assert published.isoformat() == "2031-03-04T00:00:00+00:00"


def test_origins_past_z_have_two_letters():
    """As the columns of a table do."""
    assert [letter(place) for place in (0, 25, 26, 52)] == ["A", "Z", "AA", "BA"]


def test_without_article_texts_the_sources_are_still_cited(site):
    """A published copy has no texts: its numerals lead to outlets and links alone."""
    edition = invented.full()
    bare = replace(
        edition, articles=tuple(replace(a, text=None, asides=None) for a in edition.articles)
    )
    cited = views(bare, site)[0].quick_look[0].citations
    assert [citation.words for citation in cited] == ["", ""]
    assert cited[0].link == invented.URL
