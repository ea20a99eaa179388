"""Which sentences of different articles report the same."""

import pytest

from digest.language.vectors import SentenceVectors
from digest.models import Article, Derivation
from digest.prepare import prepare
from digest.trace import trace
from digest.trace.support import supported

OTHER_NEWS = (
    "Snow closed the pass above Hallin for the third day.",
    "A kite festival drew visitors to the northern beach.",
    "The choir of Perlin cathedral sang for two hours in the rain.",
)


def documents(*sentences):
    """An article a sentence, each with other news below it."""
    return [
        prepare(Article(f"a{at}", "", f"{told}\n\n{OTHER_NEWS[at % 3]}", f"Outlet {at}", f"a{at}"))
        for at, told in enumerate(sentences)
    ]


def supports(one, other):
    found = trace(documents(one, other)).support
    assert (("a0", 0) in found) == (("a1", 0) in found)
    return ("a0", 0) in found


SAME = [
    (
        "The ferry struck the breakwater at Drasna on Wednesday and killed a deckhand.",
        "A deckhand was killed on Wednesday when the ferry struck the Drasna breakwater.",
    ),
    (
        "The fire in the Tolmin market injured nine people.",
        "The fire in the Tolmin market injured 9 people.",
    ),
    (
        "The council of Korvel voted 900 crowns for a fence around the old pear tree.",
        "Korvel's council voted for a fence around the old pear tree, at 900 crowns.",
    ),
    (
        "The council will close the Tolmin market in winter, Mayor Ana Lisk said.",
        "Mayor Ana Lisk said that the council would close the Tolmin market in winter.",
    ),
    (
        "The council has not closed the market of Tolmin, Mayor Ana Lisk said.",
        "Mayor Ana Lisk said that the market of Tolmin had never been closed by the council.",
    ),
    (
        "Twenty-one lorries were stopped at the bridge of Tolmin on Monday.",
        "On Monday 21 lorries were stopped at the bridge of Tolmin.",
    ),
]

MARKET = "The fire in the Tolmin market injured {} people on Monday."
CLOSED = "The council {} the Tolmin market on Monday."
DIFFERENT = [
    (MARKET.format("30"), MARKET.format("31")),
    (MARKET.format("thirty"), MARKET.format("forty")),
    (MARKET.format("dozens of"), MARKET.format("hundreds of")),
    (MARKET.format("twenty-one"), MARKET.format("twenty-two")),
    (
        "The repair of the bridge at Tolmin will cost the town 2 million crowns.",
        "The repair of the bridge at Tolmin will cost the town 2 billion crowns.",
    ),
    (
        "The fire in the Tolmin market broke out on May 5 at dawn.",
        "The fire in the Tolmin market broke out on June 5 at dawn.",
    ),
    (CLOSED.format("closed"), CLOSED.format("closed").replace("Monday", "Tuesday")),
    (CLOSED.format("closed"), CLOSED.format("did not close")),
    (CLOSED.format("closed"), CLOSED.format("failed to close")),
    (CLOSED.format("closed"), CLOSED.format("refused to close")),
    (CLOSED.format("closed"), CLOSED.format("would close")),
    (CLOSED.format("closed"), CLOSED.format("may close")),
    (CLOSED.format("closed"), CLOSED.format("will close")),
    (CLOSED.format("closed"), CLOSED.format("allegedly closed")),
    (CLOSED.format("closed"), "If the council closed the Tolmin market on Monday, nobody saw it."),
    ("The mayor opened the bridge of Tolmin.", "The choir of Tolmin sang in the rain."),
]


SHORT = "The ferry struck the breakwater at Drasna on Wednesday."
LONG = (
    "The ferry struck the breakwater at Drasna on Wednesday when its rudder jammed,"
    " the harbour master of Ostrel said."
)
ONE_WAY = [
    (SHORT, LONG),
    (
        "Bo Menko was arrested in Tolmin over the theft of the church bells.",
        "Bo Menko was charged and arrested in Tolmin over the theft of the church bells.",
    ),
    (
        "The fire in the Tolmin market injured people on Monday night.",
        "The fire in the Tolmin market injured 30 people on Monday night.",
    ),
]
NEVER = [
    (
        "Bo Menko was charged with the theft of four bells from the church.",
        "Ana Lisk was charged with the theft of four bells from the church.",
    ),
    (
        "Bo Menko pleaded guilty to the theft of the bells of Tolmin.",
        "Bo Menko was sentenced for the theft of the bells of Tolmin.",
    ),
    (
        "Der Rat von Tolmin hat den Markt am Montag geschlossen.",
        "Der Rat von Tolmin hat den Markt am Montag nicht geschlossen.",
    ),
    (
        "Bo Menko was heard by the court of Tolmin on Monday over the bells.",
        "Bo Menko was scheduled to be heard by the court of Tolmin on Monday over the bells.",
    ),
]


@pytest.mark.parametrize("claim, report", ONE_WAY)
def test_a_report_that_says_more_supports_one_that_says_less(claim, report):
    """And not the other way round."""
    found = trace(documents(claim, report)).support
    assert found.get(("a0", 0)) == (("a1", 0),)
    assert ("a1", 0) not in found


@pytest.mark.parametrize("one, other", NEVER)
def test_another_person_or_turn_is_no_support(one, other):
    """Though all other words are the same."""
    assert not supports(one, other)


def test_what_a_copy_says_stands_behind_its_original():
    """An independent report is supported by the original, and so by the copy's own words."""
    claims = (
        "The ferry struck the breakwater at Drasna.",
        LONG,
        "On Wednesday its rudder jammed and the ferry hit a wall at Drasna, said the master of Ostrel harbour.",
    )
    made = documents(*claims)
    derived = {"a2": Derivation("a1", "rewrite", 0.8, ("so",))}
    vectors = SentenceVectors(made)
    assert supported(made, vectors)[("a0", 0)] == (("a1", 0),)
    assert supported(made, vectors, derived)[("a0", 0)] == (("a1", 0), ("a2", 0))


@pytest.mark.parametrize("one, other", SAME)
def test_the_same_fact_in_other_words_is_support(one, other):
    """Both ways."""
    assert supports(one, other)


@pytest.mark.parametrize("one, other", DIFFERENT)
def test_another_number_day_or_certainty_is_no_support(one, other):
    """However alike the sentences sound."""
    assert not supports(one, other)


def test_equal_sentences_support_each_other():
    """What tells of the test above that it is not the sentences being short."""
    assert supports(CLOSED.format("closed"), CLOSED.format("closed"))


def test_an_article_supports_a_sentence_once():
    """One that says a thing twice is one voice, and nobody is a witness of their own."""
    said = CLOSED.format("closed")
    twice = f"{said}\n\n{OTHER_NEWS[0]}\n\nOn Monday the council closed the market of Tolmin."
    found = trace(documents(said, twice, said)).support
    assert found[("a0", 0)]
    for ref, others in found.items():
        articles = [article for article, _ in others]
        assert len(set(articles)) == len(articles)
        assert ref[0] not in articles


def test_support_points_at_sentences():
    """Every reference is to a sentence that its article has."""
    made = documents(*(one for pair in SAME for one in pair))
    by_id = {d.article.id: d for d in made}
    refs = [r for ref, others in trace(made).support.items() for r in (ref, *others)]
    assert refs
    assert all(0 <= index < len(by_id[article].sentences) for article, index in refs)


FERRY = "The ferry struck the breakwater at Drasna on Wednesday."
BRIDGE = "Mayor Ana Lisk and Judge Pavel Orn opened the bridge."
RAIN = "Farmers fear for the harvest after weeks of heavy rain in the valley."
TAKEN = "was taken to the hospital of Drasna with a broken arm."
CLOSED_UNTIL = "remains closed until its roof is repaired."
MEND = "the council to mend the library roof soon."
DEEP = "by divers at a depth of 60 metres"
WRECK = "Divers found the wreck of the trawler {}."
BY, BACK, BOTH, NEITHER = "the first by the second", "the second by the first", "both", "neither"


@pytest.mark.parametrize(
    ("one", "other", "apart", "copied"),
    [
        (FERRY, "A ferry hit the breakwater at Drasna on Wednesday.", BOTH, BOTH),
        (FERRY, "At Drasna a ship hit a wall on Wednesday.", NEITHER, NEITHER),
        (FERRY, "On Wednesday a ferry from Ostrel struck a wall at Drasna.", BOTH, BOTH),
        (FERRY, "A boat ran into the breakwater of Drasna on Wednesday.", NEITHER, BOTH),
        ("She wants the council to repair the roof of the library.", f"A teacher asked {MEND}", BACK, BOTH),
        (BRIDGE, "Ana Lisk opened the bridge with Judge Bo Menko.", NEITHER, BOTH),
        (BRIDGE, "Mayor Ana Lisk opened the bridge.", BACK, BACK),
        (RAIN, "Weeks of rain have farmers of the valley worried.", BOTH, BOTH),
        (RAIN, "The rain fell for weeks, and the harvest is in danger.", NEITHER, BOTH),
        (WRECK.format("in sixty metres of water"), f"The trawler was found {DEEP}.", BACK, BOTH),
        (WRECK.format("off the cape"), "The trawler lies off the cape, divers said.", BOTH, BOTH),
        (f"He {TAKEN}", f"The captain {TAKEN}", BOTH, BOTH),
        ("The library stays shut until the roof has been repaired.", f"The library {CLOSED_UNTIL}", BOTH, BOTH),
    ],
)  # fmt: skip
def test_who_supports_whom(one, other, apart, copied):
    """Independent reports, and those of which one derives from the other: there looser words will do."""
    made = documents(one, other)
    vectors = SentenceVectors(made)
    for derived, told in (({}, apart), ({"a1": Derivation("a0", "rewrite", 0.8, ("so",))}, copied)):
        found = supported(made, vectors, derived)
        by, back = (("a0", 0) in found), (("a1", 0) in found)
        assert {(True, True): BOTH, (True, False): BY, (False, True): BACK}.get(
            (by, back), NEITHER
        ) == told
