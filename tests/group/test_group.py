"""Documents → stories, by what a reader expects of them."""

import random
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.group import candidates_of, chronological, group
from digest.models import Article
from digest.pipeline import prepared
from digest.prepare import prepare
from digest.read.files import read_paths

SEEDS = read_paths([Path(__file__).parents[2] / "seeds"]).articles
DOCUMENTS = list(prepared(SEEDS).values())

FIRE_IN_TOLMIN = """Fire destroyed the covered market of Tolmin early on Tuesday, the town's fire chief said.
Chief Ada Brenk said that the fire had started in the cold store of a fishmonger.
Forty stalls and the roof of the hall burned down before dawn.
Nobody was hurt, because the market is locked between ten and five.
Stallholders will sell from tents on the football ground until the autumn.
The hall was built in 1911 and was to be restored next year."""
FIRE_IN_TOLMIN_AGAIN = """The market hall of Tolmin burned to the ground in the early hours of Tuesday.
The fire began in a fishmonger's cold store, Fire Chief Ada Brenk told reporters at the scene.
About forty stalls were lost when the roof came down.
The locked hall was empty and no one was injured.
The town has offered the stallholders tents on its football ground.
Restoration of the hall, which dates from 1911, had been planned for next year."""
FIRE_IN_VELDEN = """A fire damaged a furniture warehouse in Velden on Tuesday and closed the ring road for six hours.
Police Sergeant Ivo Marsh said that sparks from a welding crew had reached a stack of mattresses.
Two firefighters were treated for smoke and sent home.
The owner, Larch and Sons, put the damage at nine hundred thousand crowns.
Drivers were sent through the river tunnel, where traffic stood until noon.
The warehouse employs thirty people, who have been given leave with pay."""


def document(article_id, text="", title="", published="2026-03-10", outlet=None):
    source = f"{article_id}.txt"
    return prepare(
        Article(article_id, title, text, outlet or article_id, source, published=published)
    )


def parted(documents):
    return {frozenset(cluster.articles) for cluster in group(documents)}


def test_the_samples_are_four_stories():
    """Five articles of the ferry, four of the rate, and two of nothing else."""
    assert sorted(len(cluster.articles) for cluster in group(DOCUMENTS)) == [1, 1, 4, 5]


@settings(deadline=None, max_examples=15)
@given(st.permutations(DOCUMENTS))
def test_the_order_of_the_documents_does_not_matter(documents):
    """The same stories, articles and ties, in the same order."""
    assert group(documents) == group(DOCUMENTS)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(DOCUMENTS), unique_by=lambda d: d.article.id))
def test_every_document_is_in_one_story(documents):
    """None is lost, none is told twice; a tie for each article but the first."""
    clusters = group(documents)
    ids = sorted(a for cluster in clusters for a in cluster.articles)
    assert ids == sorted(d.article.id for d in documents)
    assert all(len(c.ties) == len(c.articles) - 1 for c in clusters)
    assert all(set(tie.articles) <= set(c.articles) for c in clusters for tie in c.ties)


def test_two_like_events_of_one_day_are_two_stories():
    """Fires in two towns stay apart; two reports of one of them come together."""
    documents = [
        document("a", FIRE_IN_TOLMIN, "Fire destroys Tolmin market"),
        document("b", FIRE_IN_TOLMIN_AGAIN, "Market hall of Tolmin burns down"),
        document("c", FIRE_IN_VELDEN, "Fire damages Velden warehouse"),
    ]
    assert parted(documents) == {frozenset("ab"), frozenset("c")}


def test_reports_without_titles_come_together():
    """An empty title says nothing for or against."""
    documents = [
        document("a", FIRE_IN_TOLMIN),
        document("b", FIRE_IN_TOLMIN_AGAIN),
        document("c", FIRE_IN_VELDEN),
    ]
    assert parted(documents) == {frozenset("ab"), frozenset("c")}


def test_headlines_alone_are_grouped():
    """Two headlines of one event come together, a third of the same kind of event stays apart."""
    documents = [
        document("a", title="Fire destroys covered market in Tolmin"),
        document("b", title="Tolmin covered market destroyed by fire"),
        document("c", title="Warehouse blaze in Velden closes ring road"),
    ]
    assert parted(documents) == {frozenset("ab"), frozenset("c")}


def test_dates_may_be_missing():
    """Where one of two dates is not known, time speaks neither for nor against."""
    for one, other in [(None, "2026-03-10"), (None, None), ("some day", "2026-03-10")]:
        documents = [
            document("a", FIRE_IN_TOLMIN, published=one),
            document("b", FIRE_IN_TOLMIN_AGAIN, published=other),
        ]
        assert parted(documents) == {frozenset("ab")}


def test_the_same_text_of_another_year_is_another_story():
    """Three hundred days later the same words tell of something else."""
    documents = [
        document("a", FIRE_IN_TOLMIN, published="2026-03-10"),
        document("b", FIRE_IN_TOLMIN, published="2027-01-04"),
    ]
    assert parted(documents) == {frozenset("a"), frozenset("b")}


def test_articles_come_earliest_first_and_undated_last():
    """By date, then by id."""
    documents = [
        document("a", FIRE_IN_TOLMIN, published=None),
        document("b", FIRE_IN_TOLMIN, published="2026-03-11"),
        document("c", FIRE_IN_TOLMIN, published="2026-03-10"),
        document("d", FIRE_IN_TOLMIN, published="2026-03-10"),
    ]
    (cluster,) = group(documents)
    assert cluster.articles == ("c", "d", "b", "a")


def test_a_tie_names_words_that_both_articles_have():
    """At most five, and a score between the threshold's neighbourhood and 1."""
    by_id = {d.article.id: d for d in DOCUMENTS}
    ties = [tie for cluster in group(DOCUMENTS) for tie in cluster.ties]
    assert ties
    for tie in ties:
        told = [
            {*by_id[a].title_terms, *(t for s in by_id[a].sentences for t in s.terms)}
            for a in tie.articles
        ]
        assert 1 <= len(tie.terms) <= 5
        assert set(tie.terms) <= told[0] & told[1]
        assert 0 < tie.score <= 1


@pytest.mark.parametrize("documents", [[], [document("a", "***")], [document("a"), document("b")]])
def test_documents_without_words_stand_alone(documents):
    """Nothing, one, or two that say nothing."""
    assert parted(documents) == {frozenset([d.article.id]) for d in documents}


COMMON = "council mayor town vote money winter river street people morning work plan".split()
SYLLABLES = "ba dor vel kin mas tur lo fen gri sa pol ek".split()


def many(count):
    """Articles of events, two or three an event, that share common words and have words of their own."""
    chance = random.Random(7)
    made = []
    for event in range(count * 2 // 5):
        own = ["".join(chance.choices(SYLLABLES, k=4)) for _ in range(30)]
        for _ in range(2 + event % 2):
            told = chance.sample(own, 20) + chance.sample(COMMON, 9)
            chance.shuffle(told)
            lines = [f"The {' '.join(told[i : i + 6])} on Tuesday." for i in range(0, 29, 6)]
            made.append(document(f"a{len(made):03}", "\n".join(lines)))
    return made


def test_a_large_collection_is_grouped_as_a_small_one(monkeypatch):
    """Beyond the limit common words find no candidates, and the stories are the same."""
    documents = many(200)
    exact = group(documents)
    assert [len(c.articles) for c in exact[:4]] == [2, 3, 2, 3]
    monkeypatch.setattr(sys.modules["digest.group.similarity"], "_LARGE", 50)
    large = group(documents)
    assert [c.articles for c in large] == [c.articles for c in exact]
    assert large == exact


def test_candidates_do_not_depend_on_the_order_of_the_documents():
    """The same pairs of articles, dated or not; the first of a pair stands before the second."""
    documents = [*DOCUMENTS, document("undated", FIRE_IN_TOLMIN, published=None)]
    found = []
    for given_order in (documents, documents[::-1], sorted(documents, key=chronological)):
        rows, columns = candidates_of(given_order)
        assert (rows < columns).all()
        assert (np.diff(rows) >= 0).all()
        ids = [d.article.id for d in given_order]
        found.append({frozenset((ids[i], ids[j])) for i, j in zip(rows, columns, strict=True)})
    assert found[0] == found[1] == found[2]
    assert any("undated" in pair for pair in found[0])


def test_an_outlet_is_no_reason_to_belong_together():
    """One outlet's two events are two stories."""
    documents = [
        replace(document(i, text), article=replace(document(i, text).article, outlet="Lantern"))
        for i, text in [("a", FIRE_IN_TOLMIN), ("c", FIRE_IN_VELDEN)]
    ]
    assert len(group(documents)) == 2
