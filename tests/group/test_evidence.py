"""Rare words tie reports months apart; words of the house tie nothing."""

import numpy as np
import pytest

from digest.group import group
from digest.group.evidence import evidence, held, rare_terms, tied
from digest.group.house import own, own_counts
from digest.group.stream import Stream
from digest.group.terms import terms_in
from digest.models import Article
from digest.prepare import prepare


def document(article_id, text, published="2026-03-10", outlet=None, language="en"):
    source = f"{article_id}.txt"
    outlet = outlet or f"Paper of {article_id}"
    return prepare(
        Article(article_id, "", text, outlet, source, published=published, language=language)
    )


def parted(documents):
    return {frozenset(cluster.articles) for cluster in group(documents)}


SHOT = """A ferryman was shot dead on Tuesday at the landing of Sollnau by a man whom he had refused a crossing.
The dead man is Anselm Kroigaard, 52, police said.
Officers arrested Jory Tvedmark, 31, near the chapel an hour later.
Witnesses heard two shots.
A pistol was found in the reeds."""
CHARGED = """Prosecutors charged Jory Tvedmark with murder on Friday over the death of the ferryman Anselm Kroigaard.
Kroigaard was shot dead at the landing of Sollnau after he refused him a crossing.
Tvedmark denies the charge.
The trial is to begin in the autumn, a spokeswoman of the court said."""
SHOT_ELSEWHERE = """A taxi driver was shot dead on Friday at the station of Altmoor, and nobody knows why.
Bertil Ostrowick, 47, had waited in the rank since noon, colleagues said.
His cab was found with the engine running.
Police asked passengers of the evening trains for pictures.
Other drivers laid flowers and stopped work for the night."""


@pytest.mark.parametrize("later", ["2026-03-20", "2026-05-08", "2026-09-18"])
def test_names_that_no_other_story_has_tie_a_charge_to_its_crime(later):
    """Who was killed by whom tells more than how many weeks lie between."""
    documents = [
        document("s", SHOT),
        document("c", CHARGED, later),
        document("e", SHOT_ELSEWHERE, later),
    ]
    assert parted(documents) == {frozenset({"s", "c"}), frozenset({"e"})}


def test_a_stream_wakes_a_story_for_names_that_no_other_story_has():
    """After two months of silence the charge joins its crime, and another crime does not."""
    stream = Stream()
    stream.add([document("s", SHOT), document("e", SHOT_ELSEWHERE, "2026-05-08")])
    (change,) = stream.add([document("c", CHARGED, "2026-05-08")])
    assert (change.kind, change.story) == ("joins", "s-s")


def test_each_pair_has_the_evidence_of_its_shared_rare_words():
    """Pairs looked up in any number are those of the whole product; those of much of it are tied."""
    documents = [document(str(n), text) for n, text in enumerate((SHOT, CHARGED, SHOT_ELSEWHERE))]
    terms = terms_in(documents * 50)
    rare = rare_terms(terms, np.full(150, 1 / 50))
    whole = (rare @ rare.T).toarray()
    rows, columns = np.triu_indices(150, 1)
    assert evidence(rare, rows, columns) == pytest.approx(whole[rows, columns])
    told = whole[:3, :3]
    assert told[0, 1] > 5 > told[0, 2]
    few = rare_terms(terms_in(documents), np.ones(3))
    assert [*zip(*map(np.ndarray.tolist, tied(few)), strict=True)] == [(0, 1)]


def test_a_language_without_a_list_gives_no_evidence():
    """Its rare words are not told from its common ones."""
    documents = [document(str(n), SHOT, language="xx") for n in range(2)]
    assert rare_terms(terms_in(documents), np.ones(2)).nnz == 0


def test_evidence_never_makes_time_tell_more_and_leaves_the_same_words_to_it():
    """Time is raised up to a bound, not where all words are the same."""
    time, told = np.array([1.0, 0.9, 0.2, 0.2, 0.2]), np.array([9.0, 9.0, 9.0, 9.0, 0.0])
    alike = np.array([0.3, 0.3, 0.3, 1.0, 0.3])
    assert held(time, told, alike) == pytest.approx([1.0, 0.9, 0.65, 0.2, 0.2], abs=1e-3)


def test_what_an_outlet_always_says_weighs_less_in_its_articles_only():
    """The hint line of one paper fades there; another paper that says it once means it."""
    texts = ("Ferry sinks", "Baker wins", "Choir sings", "Mill burns")
    documents = [
        document(str(n), f"{text}. Lanternline takes hints.", outlet="Lantern")
        for n, text in enumerate(texts)
    ]
    documents.append(document("4", "Kite flies. Lanternline takes hints.", outlet="Beacon"))
    terms = terms_in(documents)
    kept = own_counts(terms, np.ones(5), [d.article.outlet for d in documents]) / terms.counts
    hint, ferry = (terms.vocabulary.index(word) for word in ("lanternlin", "ferri"))
    assert kept[0, hint] == pytest.approx(1 - 3 / 9)
    assert kept[0, ferry] == kept[4, hint] == 1


def test_a_story_of_its_own_takes_nothing_from_an_outlet():
    """One story with a word is no habit."""
    assert own(np.array([0.2, 1.0, 2.0]), np.array([1.0, 1.0, 2.0])).tolist()[:2] == [1.0, 1.0]
