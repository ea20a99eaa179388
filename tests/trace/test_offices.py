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


SAID = "“The crane was never meant to stand in such a wind,” engineer {} said."


def test_another_quotation_of_a_speaker_does_not_hide_whose_words_these_are():
    """Both articles quote Ada Brenn, each gives this sentence to somebody else."""
    other = "“We lost both barges within a minute of the first gust,” Ada Brenn said."
    texts = SAID.format("Ada Brenn"), SAID.format("Jos Tervel") + "\n\n" + other
    assert len(found("attribution", *texts)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SAID.format("Ada Brenn"), SAID.format("Ada Brenn") + "\n\n" + SAID.format("Jos Tervel")),
        (SAID.format("Ada Brenn"), SAID.format("Adah Brenn")),
        (SAID.format("Ada Brenn"), SAID.format("of the port")),
        (
            "“We are still looking into it,” said Mayor Ada Brenn.",
            "“We are still looking into it,” said Captain Jos Tervel.",
        ),
        (
            "“Our thoughts and prayers are with the families of the crew,” said Mayor Ada Brenn.",
            "“Our thoughts and prayers are with the families of the crew,” said Captain Jos Tervel.",
        ),
        (
            "“This is an active and ongoing investigation,” said Sheriff Ada Brenn.",
            "“This is an active and ongoing investigation,” said Captain Jos Tervel.",
        ),
        (
            "Mayor Ada Brenn said that nobody had been warned of the wind.",
            "Captain Jos Tervel said that nobody had been warned of the wind.",
        ),
        (
            "A sailor was pulled from the water by the diver Ada Brenn.",
            "A sailor was pulled from the water by the diver Jos Tervel.",
        ),
        (
            "The new law on cranes was proposed by Senator Ada Brenn.",
            "The new law on cranes was proposed by Senator Jos Tervel.",
        ),
        (
            "Ada Brenn was taken to the Relm hospital with a broken arm and was sent home at night.",
            "Jos Tervel was taken to the Relm hospital with a broken arm and was sent home at night.",
        ),
    ],
)
def test_two_may_say_or_do_the_same(one, other):
    """Words that are anybody's, what two officials know, what two people did together or both suffered."""
    assert found("attribution", one, other) == []


def test_nobody_is_minister_of_two_such_things():
    """The portfolio is part of the value, in either spelling."""
    one, other = (
        "Defense Minister Ada Brenn sent divers.",
        "Finance Minister Ada Brenn sent divers.",
    )
    [values] = found("title", one, other)
    assert values == ["Defense Minister Ada Brenn", "Finance Minister Ada Brenn"]


@pytest.mark.parametrize(
    "other",
    [
        "Defence Minister Ada Brenn sent divers.",
        "Minister Ada Brenn sent divers.",
        "Trade Minister Ada Brenn sent divers.",
        "Foreign and Defence Minister Ada Brenn sent divers.",
        "Foreign Affairs and Defence Minister Ada Brenn sent divers.",
        "Former Foreign Minister Ada Brenn sent divers.",
        "Acting Foreign Minister Ada Brenn sent divers.",
        "Foreign Minister Jos Tervel sent divers with Ada Brenn.",
        "Foreign Minister Ada Brenn was appointed in 2021.",
        "Deputy Foreign Minister Ada Brenn sent divers.",
        "Foreign Minister Ada Brenn sent divers.\n\nDefence Minister Ada Brenn stood by.",
    ],
)
def test_ministers_may_have_two_portfolios_or_have_had_another(other):
    """One that goes with the other, one left behind or held for a while, somebody else's."""
    values = found("title", "Defense Minister Ada Brenn sent divers.", other)
    assert values == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The port of Tolmin confirmed that the crane was overloaded.", "denied"),
        ("The port of Tolmin approved the plan for a crane of steel.", "rejected"),
    ],
)
def test_contrary_words_differ(one, other):
    """The rest of the sentence is the same."""
    verb = one.split()[4]
    assert len(found("negation", one, one.replace(verb, other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The port of Tolmin confirmed that the crane was overloaded.",
            "The port of Tolmin initially denied that the crane was overloaded.",
        ),
        (
            "The port of Tolmin confirmed that the crane was overloaded.",
            "The port of Relm denied that the crane was overloaded.",
        ),
        (
            "Officials confirmed that the crane of Tolmin was overloaded.",
            "Officials denied that the crane of Tolmin was overloaded.",
        ),
        (
            "It was confirmed that the crane of Tolmin was overloaded.",
            "It was denied that the crane of Tolmin was overloaded.",
        ),
        (
            "The port of Tolmin has not confirmed the report on the crane.",
            "The port of Tolmin denied the report on the crane.",
        ),
        (
            "The port of Tolmin confirmed the report on the crane.",
            "The port of Tolmin neither confirmed nor denied the report on the crane.",
        ),
        (
            "The council of Tolmin approved a plan for the eastern quay.",
            "The council of Tolmin rejected a plan for the eastern quay.",
        ),
        (
            "The council of Tolmin approved the plan for the eastern quay on Tuesday.",
            "The council of Tolmin rejected the plan for the eastern quay.",
        ),
        (
            "The council of Tolmin approved the second plan for the eastern quay.",
            "The council of Tolmin rejected the first plan for the eastern quay.",
        ),
        (
            "The court of Tolmin found Ada Brenn guilty of negligence.",
            "The court of Tolmin found Ada Brenn not guilty of fraud.",
        ),
        (
            "Ada Brenn pleaded guilty to negligence in Tolmin.",
            "Ada Brenn will plead not guilty to negligence in Tolmin.",
        ),
        (
            "Ada Brenn of Tolmin pleaded guilty to one charge.",
            "Ada Brenn of Tolmin pleaded not guilty to four charges.",
        ),
        (
            "All of the sailors of the barge Alma had minor injuries.",
            "None of the sailors of the barge Alma had serious injuries.",
        ),
        (
            "All of the sailors of the barge Alma had injuries that were no threat.",
            "None of the sailors of the barge Alma had injuries that were a threat.",
        ),
        (
            "All of them were asleep in the cabin of the barge Alma.",
            "None of them were asleep in the cabin of the barge Alma.",
        ),
    ],
)
def test_contrary_words_may_both_hold(one, other):
    """Another time, mouth, plan, charge or group; words that deny themselves."""
    assert found("negation", one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The port of Tolmin responded to a request for an interview.",
            "The port of Tolmin did not respond to a request for an interview.",
        ),
        (
            "The port of Tolmin has returned calls for comment on the crane.",
            "The port of Tolmin has not returned calls for comment on the crane.",
        ),
        (
            "Ada Brenn was wearing a life jacket when the barge sank off the quay of Tolmin.",
            "Jos Tervel was not wearing a life jacket when the barge sank off the quay of Tolmin.",
        ),
        (
            "She was wearing a life jacket when the barge sank off Tolmin.",
            "She was not wearing a life jacket when the barge sank off Tolmin.",
        ),
        (
            "The driver was wearing a seat belt when the crane hit the cars on the quay.",
            "The driver was not wearing a seat belt when the crane hit the cars on the quay.",
        ),
        (
            "Two barges were insured against damage by the cranes of Tolmin.",
            "Two barges were not insured against damage by the cranes of Tolmin.",
        ),
        (
            "The crane almost toppled on the roof of the Relm brewery.",
            "The crane did not topple on the roof of the Relm brewery.",
        ),
        (
            "The port of Tolmin named the sailor who was lost.",
            "The port of Tolmin did not publicly name the sailor who was lost.",
        ),
        (
            "On Tuesday, the council of Tolmin voted on the plan for the quay.",
            "The council of Tolmin did not vote on the plan for the quay.",
        ),
        (
            "Neighbours complained about the noise of the crane to the port of Tolmin.",
            "Neighbours did not complain about the noise of the crane to the port of Tolmin.",
        ),
        (
            "The crane was repaired last year by the port of Tolmin.",
            "The crane was not repaired by the port of Tolmin.",
        ),
        (
            "The port of Tolmin never inspected the crane on the quay.",
            "The port of Tolmin did not inspect the crane on the quay.",
        ),
    ],
)
def test_what_may_be_another_matter_is_not_denied(one, other):
    """An outlet's own questions, somebody else, some of many, another day, another degree."""
    assert found("negation", one, other) == []


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Ada Brenn, the chief judge who wrote the first law of the harbour",
            "former chief judge Ada Brenn",
        ),
        ("Ada Brenn, the mayor who led the town", "former mayor Ada Brenn"),
    ],
)
def test_who_did_something_in_an_office_may_have_left_it(one, other):
    """Of a mayor who did something long ago the one says "former", the other need not."""
    assert found("title", f"They honoured {one}.", f"A bust of {other} was found.") == []
    plain = one.partition(" who ")[0]
    assert found("title", f"They honoured {plain}.", f"A bust of {other} was found.")
