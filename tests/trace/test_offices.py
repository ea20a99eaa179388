"""Titles, attributions and negations: what one article says of somebody and another one denies."""

import pytest

from digest.models import Article
from digest.pipeline import compare_articles
from digest.prepare import prepare
from digest.trace.facts import attributions, negations, titles
from digest.trace.facts.titles import title_after, title_before
from digest.trace.names import names_in

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


# ---- how sure --------------------------------------------------------------------------------


def clash(kind, one, other):
    """The confidence that two sentences clash: of independent reports, and of a copy."""
    made = [
        prepare(Article(at, "", text, at, at, language="en"))
        for at, text in (("one", one), ("other", other))
    ]
    names = names_in(made)
    (first, *_), (second, *_) = (kind.facts(document, 0, names) for document in made)
    both = [kind.rivals(first, second, copied) for copied in (False, True)]
    assert both == [kind.rivals(second, first, copied) for copied in (False, True)]
    return both


TITLES = [
    ("President", "Former President", [0.7, 0.9]),
    ("President", "Acting President", [0.0, 0.0]),
    ("Sgt.", "Lt.", [0.7, 0.9]),
    ("Col.", "Sgt.", [0.7, 0.9]),
    ("Sheriff", "Captain", [0.7, 0.9]),
    ("Fire Chief", "Deputy Fire Chief", [0.7, 0.9]),
    ("Former Fire Chief", "Deputy Fire Chief", [0.0, 0.9]),
    ("Deputy Chief", "Vice Chief", [0.0, 0.9]),
    ("Lt. Gov.", "Gov.", [0.7, 0.9]),
    ("Korvel Mayor", "Former Mayor", [0.7, 0.9]),
    ("Korvel Mayor", "Former Tarsk Mayor", [None, None]),
    ("Mayor", "Governor", [0.7, 0.9]),
    ("Former Mayor", "Governor", [None, 0.9]),
    ("Mayor", "Judge", [None, None]),
    ("Judge", "Prosecutor", [None, 0.9]),
    ("Officer", "Detective", [None, 0.9]),
    ("Manager", "Former Manager", [0.0, 0.9]),
    ("Coach", "Deputy Coach", [0.0, 0.9]),
    ("Police Chief", "Police Chief", [0.0, 0.0]),
]


@pytest.mark.parametrize(("one", "other", "sure"), TITLES)
def test_how_sure_two_titles_exclude_each_other(one, other, sure):
    """Surer in a copy, where any other office of its kind was put in."""
    assert clash(titles, f"{one} Ada Brenn left.", f"{other} Ada Brenn left.") == sure


QUAY = "The port of Tolmin {} the eastern quay for a month."


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        (QUAY.format("will close"), QUAY.format("will not close"), 0.6),
        (QUAY.format("will close"), QUAY.format("won't close"), 0.6),
        (QUAY.format("can close"), QUAY.format("can't close"), 0.6),
        (QUAY.format("has closed"), QUAY.format("has never closed"), 0.6),
        (QUAY.format("has closed"), QUAY.format("hasn't closed"), 0.6),
        (QUAY.format("will close"), QUAY.format("will close"), 0.0),
        (QUAY.format("will close"), "It will not close the western gate of the mill.", None),
        ("It will close the port.", "It will not close the port.", None),
        (
            f"Fog came, and {QUAY.format('will close')[:-1]} — it rained.",
            QUAY.format("will not close"),
            0.6,
        ),
    ],
)
def test_how_sure_one_clause_denies_another(one, other, sure):
    """Of clauses of some words that say the same otherwise, in sentences that do."""
    assert clash(negations, one, other) == [sure, sure]


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        (QUOTED.format("Ada Brenn"), QUOTED.format("Joos Falk"), [0.7, 0.8]),
        (QUOTED.format("Ada Brenn"), QUOTED.format("Ada Brenn"), [0.0, 0.0]),
        (QUOTED.format("Ada Brenn"), QUOTED.format("Joos Brand"), [0.0, 0.0]),
        (QUOTED.format("Ada Brenn"), QUOTED.format("Joos Falk, as Ada Brenn stood by"), [None] * 2),
        ("“It was old,” Ada Brenn said.", "“It was old,” Joos Falk said.", [None, 0.8]),
        ("It was old, Ada Brenn said.", "It was new, Joos Falk said.", [None, None]),
        (
            "The crane was old and had to be replaced, Ada Brenn said.",
            "The crane was old and had to be replaced, Joos Falk said.",
            [None, 0.8],
        ),
        ("Ada Brenn pulled two barges out.", "Joos Falk pulled two barges out.", [None, None]),
        (
            "Ada Brenn pulled two heavy barges of gravel out of the northern harbour basin of Tolmin.",
            "Joos Falk pulled two heavy barges of gravel out of the northern harbour basin of Tolmin.",
            [None, 0.6],
        ),
    ],
)
def test_how_sure_one_thing_is_put_down_to_two(one, other, sure):
    """In one's own words, or in a sentence that was copied with another name."""
    assert clash(attributions, one, other) == sure


def test_the_subject_of_an_attribution_is_in_the_words_of_its_sentence():
    """The first eight of them, wherever in the article it stands."""
    text = f"{OPENING} The crane was old and had to be replaced, Ada Brenn said."
    document = prepare(Article("a", "", text, "Post", "a", language="en"))
    [fact] = attributions.facts(document, 1, names_in([document]))
    assert fact.subject == "who said: The crane was old and had to be…"
