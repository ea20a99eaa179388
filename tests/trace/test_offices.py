"""Titles, attributions and negations: what one article says of somebody and another one denies."""

import pytest

from digest.models import Article
from digest.pipeline import compare_articles
from digest.trace.facts.titles import title_after, title_before

OPENING = "A crane fell into the harbour of Tolmin on Monday and sank two barges."


def found(kind, *texts, outlets=("Outlet 0", "Outlet 1")):
    """The values of all differences of a kind between articles of these texts."""
    articles = [
        Article(
            id=str(at),
            title="Crane falls into the harbour",
            text=f"{OPENING}\n\n{text}",
            outlet=outlets[at],
            source=str(at),
            published="2030-03-04",
            language="en",
        )
        for at, text in enumerate(texts)
    ]
    _, findings = compare_articles(articles, True)
    return [[v.text for v in d.values] for d in findings.differences if d.kind == kind]


def before(text, name):
    start = text.index(name)
    return title_before(text, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "standing", "grade", "held"),
    [
        ("said former Tolmin Mayor Ada Brenn", "former", "", "mayor"),
        ("the ex-president Ada Brenn", "former", "", "president"),
        ("Harbour Police Deputy Chief Ada Brenn", "", "deputy", "chief"),
        ("Undersheriff Ada Brenn", "", "vice", "sheriff"),
        ("Chief Deputy Ada Brenn", "", "", "deputy"),
        ("Lt. Gov. Ada Brenn", "", "lieutenant", "governor"),
        ("Lt. Col. Ada Brenn", "", "", "lieutenant colonel"),
        ("Detective Sgt. Ada Brenn", "", "", "sergeant"),
    ],
)
def test_titles_are_read_off_the_words_before_a_name(text, standing, grade, held):
    """Standing, grade and office, abbreviated or not, with the body between them."""
    office = before(text, "Ada Brenn").office
    assert (office.standing, office.grade, office.held) == (standing, grade, held)


def test_the_end_of_a_sentence_parts_a_title_from_a_name():
    """The office that ends one sentence is not that of the name that begins the next."""
    assert before("They met the sheriff. Ada Brenn left.", "Ada Brenn") is None


def test_titles_are_read_off_appositions():
    """What follows the name, up to where it is said of whom."""
    text = "Ada Brenn, a former police chief of Tolmin, said so."
    assert title_after(text, 0, 9, len(text)).office.standing == "former"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Ada Brenn sent divers.", "Former President Ada Brenn sent divers."),
        ("Divers came, said Sgt. Ada Brenn.", "Lt. Ada Brenn said that divers came."),
        ("Fire Chief Ada Brenn sent divers.", "Deputy Fire Chief Ada Brenn sent divers."),
    ],
)
def test_titles_that_nobody_holds_at_once_differ(one, other):
    """Left and held, two ranks, an office and its deputy; the values are the titles with the name."""
    [values] = found("title", one, other)
    assert all("Ada Brenn" in value for value in values)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Ada Brenn sent divers.", "Tolmin's President Ada Brenn sent divers."),
        ("Chief Ada Brenn sent divers.", "Interim Chief Ada Brenn sent divers."),
        ("Sgt. Ada Brenn sent divers.", "Spokeswoman Ada Brenn said that divers came."),
        ("Lt. Ada Brenn sent divers.", "Deputy Lt. Ada Brenn sent divers."),
        ("Under President Ada Brenn it was built.", "Former President Ada Brenn sent divers."),
        ("Mayor Ada Brenn ruled here in 2021.", "Former Mayor Ada Brenn sent divers."),
        ("Relm Mayor Ada Brenn sent divers.", "Former Tolmin Mayor Ada Brenn sent divers."),
    ],
)
def test_titles_that_can_both_be_right_do_not_differ(one, other):
    """Less specific ones, two offices, those of another day or of another body."""
    assert found("title", one, other) == []


QUOTED = "“It groaned for an hour before it went over,” said {}."


def test_one_quotation_in_two_mouths_differs():
    """The same words cannot be two people's."""
    [values] = found("attribution", QUOTED.format("Ada Brenn"), QUOTED.format("baker Joos Falk"))
    assert values == ["Ada Brenn", "Joos Falk"]


def test_one_outlet_may_hear_the_same_from_two_people():
    """Its second article names both; another outlet's would have put one in the other's mouth."""
    told = QUOTED.format("Ada Brenn"), QUOTED.format("Joos Falk") + " Ada Brenn stood by."
    assert found("attribution", *told, outlets=("The Post", "The Post")) == []
    assert found("attribution", *told)


def test_who_else_is_named_in_an_article_may_have_spoken_all_the_same():
    """Above the quotation; in its own sentence that one would be no other speaker."""
    other = "Ada Brenn stood by. " + QUOTED.format("Joos Falk")
    assert found("attribution", QUOTED.format("Ada Brenn"), other)


@pytest.mark.parametrize("speaker", ["police", "the harbour police", "Brenn", "Captain Ada Brenn"])
def test_a_speaker_named_otherwise_is_no_other_one(speaker):
    """A short form, a title, or the body that somebody speaks for."""
    assert found("attribution", QUOTED.format("Ada Brenn"), QUOTED.format(speaker)) == []


def test_what_is_denied_differs():
    """One clause with and without its negation."""
    one = "The port of Tolmin will close the eastern quay for a month."
    other = "The port of Tolmin will not close the eastern quay for a month."
    assert len(found("negation", one, other)) == 1


@pytest.mark.parametrize(
    "hedged",
    [
        "The port of Tolmin may not close the eastern quay for a month.",
        "It is unclear whether the port of Tolmin will not close the eastern quay for a month.",
    ],
)
def test_a_hedge_denies_nothing(hedged):
    """What is only possible contradicts nothing."""
    one = "The port of Tolmin will close the eastern quay for a month."
    assert found("negation", one, hedged) == []
