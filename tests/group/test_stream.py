"""Articles grouped one by one: what is told stays told."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.group import group
from digest.group.stream import Change, Stream
from digest.models import Article
from digest.pipeline import prepared
from digest.prepare import prepare
from digest.read.files import read_paths

SEEDS = read_paths([Path(__file__).parents[2] / "seeds"]).articles
DOCUMENTS = list(prepared(SEEDS).values())
BY_ID = {document.article.id: document for document in DOCUMENTS}


def document(article_id, text, published="2026-03-10"):
    source = f"{article_id}.txt"
    return prepare(
        Article(article_id, "", text, "Lantern", source, published=published, language="en")
    )


STRIKE = (
    "Bus drivers in Brava began a strike over night shifts.\nKarl Oppen led two hundred drivers."
)
WHALE = "A whale stranded at Nordsand was towed to sea.\nRuna Eide counted sixty volunteers."


def parted(stories):
    return {frozenset(articles) for articles in stories.values()}


@settings(deadline=None, max_examples=6)
@given(st.permutations(DOCUMENTS))
def test_the_samples_are_the_same_stories_in_any_order(documents):
    """One by one, they end as they do all at once."""
    stream = Stream()
    stream.add(documents)
    assert parted(stream.stories()) == {frozenset(c.articles) for c in group(DOCUMENTS)}


@settings(deadline=None, max_examples=6)
@given(st.permutations(DOCUMENTS))
def test_changes_tell_all_that_happened(documents):
    """Who does what they say arrives at the same stories; ids once told lead to a story for ever."""
    stream, story, told = Stream(), {}, set()
    for one in documents:
        for change in stream.add([one]):
            told.add(change.story)
            if change.kind == "merges":
                story = {a: change.story if s == change.before else s for a, s in story.items()}
            else:
                assert story.get(change.article) == change.before
                story[change.article] = change.story
        found = {a: name for name, articles in stream.stories().items() for a in articles}
        assert story == found
        assert {stream.current(name) for name in told} == set(stream.stories())


def test_an_id_is_minted_from_the_first_article():
    """And stays when others join."""
    stream = Stream()
    assert stream.add([document("a", STRIKE)]) == [Change("founds", "s-a", "a")]
    assert stream.add([document("b", STRIKE)]) == [Change("joins", "s-a", "b")]
    assert stream.add([document("c", WHALE)]) == [Change("founds", "s-c", "c")]
    assert stream.stories() == {"s-a": ("a", "b"), "s-c": ("c",)}


def test_a_known_article_changes_nothing():
    """It may come again with every fetch."""
    stream = Stream()
    stream.add([document("a", STRIKE)])
    assert stream.add([document("a", WHALE)]) == []


def test_two_stories_that_turn_out_to_be_one_are_merged():
    """The older id stays, and the other leads to it."""
    stream = Stream()
    stream.resume({"s-old": [document("a", STRIKE)], "s-new": [document("b", STRIKE)]})
    changes = stream.add([document("c", STRIKE)])
    assert Change("merges", "s-old", before="s-new") in changes
    assert stream.current("s-new") == "s-old"
    assert stream.stories() == {"s-old": ("a", "b", "c")}
    assert stream.articles("s-new") == ("a", "b", "c")


def test_a_story_falls_asleep_and_is_woken_by_what_is_strongly_alike():
    """After five weeks the same text wakes it; after a year nothing does."""
    stream = Stream()
    stream.add([document("a", STRIKE), document("b", STRIKE, "2026-04-14")])
    stream.add([document("c", STRIKE, "2027-04-14")])
    assert stream.stories() == {"s-a": ("a", "b"), "s-c": ("c",)}


def test_stories_told_elsewhere_are_resumed():
    """A new process goes on where another ended, with the ids that were told."""
    stream = Stream()
    stream.resume({"s-mine": [document("a", STRIKE)], "s-other": [document("c", WHALE)]})
    stream.add([document("b", STRIKE), document("d", WHALE)])
    assert stream.stories() == {"s-mine": ("a", "b"), "s-other": ("c", "d")}
    with pytest.raises(ValueError, match="s-mine"):
        stream.resume({"s-mine": [document("e", STRIKE)]})


def test_an_id_that_never_was_is_an_error():
    """KeyError, as of any mapping."""
    with pytest.raises(KeyError):
        Stream().current("s-a")


def test_a_large_story_grows_through_its_newest_articles():
    """It is not compared whole, and is not parted."""
    stream = Stream()
    stream.add([document(f"a{n}", STRIKE) for n in range(70)])
    stream.add([document("w", WHALE), document("b", STRIKE)])
    assert sorted(len(articles) for articles in stream.stories().values()) == [1, 71]


def test_articles_without_words_stand_alone():
    """Nothing is known of them."""
    stream = Stream()
    stream.add([document("a", ""), document("b", "***")])
    assert stream.stories() == {"s-a": ("a",), "s-b": ("b",)}
