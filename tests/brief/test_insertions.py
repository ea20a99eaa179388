"""What stands in brackets: names in full, what letters stand for, dates of weekdays."""

import pytest

from digest.brief.allowance import Allowance, Limits
from digest.brief.insertions import Subeditor
from digest.brief.material import Material
from digest.models import Article, Findings, Trace
from digest.prepare import prepare
from digest.trace.names import names_in

LEAD = (
    "Transport Minister Irena Kalvas met Captain Andrej Velnik in Drasna, and the European Ferry Agency (EFA)"
    " sent two inspectors."
)


def edited(*bullets, lead=LEAD, most=1000, share=1.0, **more):
    """Sentences of one article as they are shown, in their order, below a lead that is not."""
    more = {"published": "2031-05-09", **more}
    text = "\n".join([lead, *bullets, "The ferry crossed the strait again. " * 5])
    documents = [prepare(Article("a", "", text, "Harbourpost", "a", **more))]
    names = names_in(documents).named
    material = Material(documents, Trace((("a",),), findings=Findings(named=names)))
    editor = Subeditor(
        material, Allowance(documents, Limits(max_words_shown=most, max_share_shown=share))
    )
    at = [i for i in range(len(documents[0].sentences)) if documents[0].text_of(i) in bullets]
    return [editor.edited(material.whole(("a", i))).text for i in at]


def test_a_surname_is_given_in_full_where_it_first_stands():
    """With the office that stands before it elsewhere, once."""
    said = edited(
        "Kalvas said that the inquiry would go on.", "Kalvas left for Ostrel at noon that day."
    )
    assert said[0] == "[Transport Minister Irena] Kalvas said that the inquiry would go on."
    assert said[1] == "Kalvas left for Ostrel at noon that day."


@pytest.mark.parametrize(
    "sentence, shown",
    [
        ("Ms Kalvas said it.", "[Transport Minister Irena] Kalvas said it."),
        ("The crew heard from Mr Velnik about the pump.", "The crew heard from Mr [Andrej] Velnik about the pump."),
        ("Inspectors asked Captain Velnik about the pump.", "Inspectors asked Captain [Andrej] Velnik about the pump."),
        ("Nobody has asked Velnik’s crew.", "Nobody has asked [Captain Andrej] Velnik’s crew."),
    ],
)  # fmt: skip
def test_words_before_a_surname_are_heeded(sentence, shown):
    """A courtesy goes where the sentence begins with it; an office is not given twice."""
    assert edited(sentence) == [shown]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reporters met the Kalvas ministry after the accident in Drasna.",
        "Talks of a Kalvas-led panel went on after the accident in Drasna.",
        "“Kalvas knew of the pump,” a sailor of the ferry said in Drasna.",
        "Irena Kalvas said that the inquiry would go on in Drasna.",
        "Marek Teller asked the crew about the pump in Drasna.",
    ],
)
def test_nothing_is_inserted_where_nothing_is_missing(sentence):
    """In a quotation, before an attribute, or where the name is full."""
    assert edited(sentence) == [sentence]


def test_a_surname_that_two_people_bear_is_left_alone():
    """Nobody is guessed at."""
    lead = f"{LEAD} Jonas Kalvas, her brother, owns the ferry."
    assert edited("Kalvas said that the inquiry would go on.", lead=lead) == [
        "Kalvas said that the inquiry would go on."
    ]


def test_what_letters_stand_for_is_told_once():
    """Where the article itself says so."""
    said = edited("The EFA found water in the pump.", "The EFA and the OTK will report in May.")
    assert said == [
        "The EFA [European Ferry Agency] found water in the pump.",
        "The EFA and the OTK will report in May.",
    ]


@pytest.mark.parametrize(
    "sentence, shown",
    [
        ("The ferry struck the wall on Wednesday.", "The ferry struck the wall on Wednesday [7 May]."),
        ("On Friday, the ferry was towed to Ostrel.", "On Friday [9 May], the ferry was towed to Ostrel."),
        ("The ferry was towed to Ostrel yesterday.", "The ferry was towed to Ostrel yesterday [8 May]."),
        ("Divers heard of Thursday’s plan in Ostrel.", "Divers heard of Thursday’s [8 May] plan in Ostrel."),
    ],
)  # fmt: skip
def test_a_weekday_is_dated_from_its_articles_own_day(sentence, shown):
    """9 May 2031 is a Friday."""
    assert edited(sentence) == [shown]


@pytest.mark.parametrize(
    "sentence",
    [
        "Parliament will debate the accident on Tuesday.",
        "The crew is due before the board on Monday.",
        "The ferry is to sail again by Saturday.",
        "The ferry struck the wall last Wednesday.",
        "The ferry struck the wall on Wednesday, May 7.",
        "“We saw it on Wednesday,” a sailor of the ferry said.",
        "Ferries of the line sail each Wednesday.",
        "People in Lastovia today trust no ferry.",
    ],
)
def test_a_day_that_may_be_another_is_not_dated(sentence):
    """What is to come, comes again, is dated already, or was spoken."""
    assert edited(sentence) == [sentence]


def test_a_day_is_dated_once():
    """The reader knows by then."""
    said = edited("The ferry struck the wall on Wednesday.", "Divers went down on Wednesday night.")
    assert said[1] == "Divers went down on Wednesday night."


def test_without_a_day_of_its_own_an_article_dates_nothing():
    """Nor is anything added in a language that is not known so well."""
    sentence = "The ferry struck the wall on Wednesday."
    assert edited(sentence, published=None) == [sentence]
    assert edited(sentence, language="de") == [sentence]


def test_names_are_inserted_as_far_as_words_may_be_shown():
    """They are the article's own words."""
    sentence = "Kalvas said that the inquiry would go on."
    assert edited(sentence, most=2) == [sentence]
    assert edited(sentence, most=3) != [sentence]
