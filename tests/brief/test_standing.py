"""Which sentences can be read by somebody who has read nothing else."""

import pytest

from digest.brief.standing import is_whole, leans, stands_alone

ALONE = [
    "The ferry Ilma struck the breakwater of Drasna on Wednesday evening.",
    "Mayor Ana Lisk said that she would open the bridge in April.",
    "Ana Lisk, the mayor of Tolmin, said on Monday that the river would have its bridge.",
    "“The money is in the bank,” Mayor Ana Lisk said on the steps of the town hall.",
    "Bo Menko, the treasurer, said: “The span is to be ninety metres long.”",
    "Forty stalls and the roof of the market hall in Tolmin burned down before dawn.",
    "The council of Korvel has voted 900 crowns for a fence around its oldest pear tree.",
    "Parliament will debate the accident of the Ilma on Tuesday, March 17.",
    "The union wrote to the ministry on February 9 about the state of the Ilma and its sister ship.",
    "Police in Velden closed the ring road for six hours after a warehouse fire.",
    "A contract of 2023 moved inspections on the Vesk route from every 12 months to every 24.",
    "Captain Ivo Marsh, 44, passed a breath test and has been questioned twice as a witness.",
    "The “iron lady” of Tolmin, Mayor Ana Lisk, opened the bridge on Monday.",
    "The shares of Larch and Sons lost 12 percent on Thursday.",
    "Divers from Ostrel recovered the recorder of the sunken ferry on Thursday.",
    "The national bank of Lastovia cut its key rate by half a point on Friday.",
    "A hospital in Drasna is treating 17 people who were hurt when the ferry hit the wall.",
    "Twenty lorries waited at the closed bridge of Tolmin for most of Tuesday.",
    "The river Ost rose by two metres in a night and flooded the lower town of Hallin.",
    "Lisk said: “The span over the river Ost is to be ninety metres long.”",
    "Share prices on the exchange of Ostrel fell by 3 percent on Friday.",
    "Builders from Ostrel won the contract in a vote of nine to two in the Tolmin council.",
]

NOT_ALONE = [
    ("pronoun", "He said that the bridge would be closed until the spring."),
    ("pronoun", "They were taken to the hospital of Drasna during the night."),
    ("demonstrative", "This was the third accident on the route in a single winter."),
    ("demonstrative", "That decision was taken by the ministry in Ostrel last year."),
    ("possessive", "His lawyer declined to speak to reporters outside the court."),
    ("possessive", "Her office confirmed the letter in a note to the union."),
    ("dummy", "It was the first time that the council had met in the old hall."),
    ("connective", "So the council of Drasna closed the bridge on Monday evening."),
    ("connective", "Instead, the council of Drasna closed the bridge on Monday."),
    ("time", "Afterwards the council of Drasna closed the bridge to lorries."),
    ("time", "Later the crew of the ferry was taken to the harbour office."),
    ("pointing phrase", "In that case the council of Drasna will close the bridge."),
    ("pointing phrase", "After this the ferry was towed to the harbour of Ostrel."),
    ("bare definite", "The two were taken to the hospital of Drasna by boat."),
    ("bare definite", "The statement came from the ministry in Ostrel on Friday."),
    ("first person", "We saw the ferry of Drasna go down from the northern quay."),
    ("first person", "The council told our reporter that the bridge of Tolmin is safe."),
    ("question", "Who will pay for the bridge that the town of Tolmin wants?"),
    ("too short", "Nobody was hurt there."),
    ("cut off", "The ferry struck the breakwater of Drasna on Wednesday and then…"),
    ("cut off", "The council of Drasna voted on Monday to close the"[:-4] + ","),
    ("unpaired mark", "The mayor called the plan of the council “a bridge to nowhere."),
    ("unpaired bracket", "The ferry Ilma (built in 1998 struck the breakwater of Drasna."),
    ("nameless quotation", "“The money is in the bank and the steel is in the yard.”"),
    ("nameless speaker", "“The money is in the bank and the steel is in the yard,” she said."),
    ("also", "Mayor Ana Lisk also said that the bridge would be painted green."),
    ("added", "Mayor Ana Lisk added that the bridge would be painted green."),
    ("part of them", "Three of them were taken to the hospital of Drasna by boat."),
    ("object", "The police of the town stopped him on the ring road at noon."),
    ("scaffold", "Mayor Ana Lisk spoke on the steps of the town hall on Monday."),
    ("shouted", "THE FERRY STRUCK THE BREAKWATER OF DRASNA ON WEDNESDAY."),
    ("markup", "The ferry Ilma struck [the breakwater](https://drasna.example) on Wednesday."),
    ("markup", "Follow the story of the ferry Ilma at https://drasna.example today."),
    ("list item", "- The ferry Ilma struck the breakwater of Drasna on Wednesday."),
    ("bare subject", "The letter ran to eleven pages."),
    ("footnotes", "The ferry Ilma struck the breakwater of Drasna on Wednesday.[3][4]"),
    ("exclaimed", "Get the news of Drasna by mail every morning at seven!"),
    ("pointing phrase", "To meet that goal, the council of Drasna will close the bridge in May."),
    (
        "pointing phrase",
        "The homicide unit of Drasna police investigated that case, but nobody was charged.",
    ),
    ("pointing phrase", "The council of Drasna would not confirm those reports on Monday."),
    ("age alone", "The 34-year-old guard had worked at the harbour of Drasna since March."),
    ("however", "On Tuesday, however, the council of Drasna opened the bridge to lorries."),
    ("time", "Seconds later, the ferry Ilma struck the breakwater of Drasna."),
    ("half a sentence", "Which means that the council of Drasna will have to close the bridge."),
    ("notice", "Stay with the Lantern for more on the ferry accident of Drasna."),
    ("notice", "Watch the evening news at six for the latest details on this story."),
    ("notice", "Updated: the council of Drasna closed the bridge on Monday evening."),
    ("live", "The reporter Ada Brenk of the Lantern went live from the harbour of Drasna."),
    (
        "caption",
        "A woman waves the flag of Lastovia at a rally in front of the town hall of Drasna.",
    ),
    ("caption", "The harbour of Drasna is seen on the morning after the ferry struck its wall."),
    ("caption", "Petra Lund/Northern Wire The ferry struck the breakwater of Drasna on Wednesday."),
    ("caption", "Mayor Ana Lisk (left) opened the bridge of Tolmin on Monday morning."),
    ("empty quotation", "“Yes, it is,” Mayor Ana Lisk said on the steps of the town hall."),
    ("broken off", "The harbour master of Drasna said that she would never….."),
]


@pytest.mark.parametrize(
    ("sentence", "people", "alone"),
    [
        ("When police arrived at the quay of Drasna, they found her under a sail.", (), False),
        ("According to a spokesman of the port, she later died in Drasna.", (), False),
        ("A sailor of the Ilma said that he had seen the wall of the harbour.", (), True),
        ("Irena Kalvas said that she would not resign over the ferry of Drasna.", ("Irena Kalvas",), True),
        ("The accident was part of a storm that cost his mother her house in Drasna.", (), False),
    ],
)  # fmt: skip
def test_he_and_she_need_somebody_before_them(sentence, people, alone):
    """A name of a person, or a word for one; who is only quoted as a source is none."""
    assert stands_alone(sentence, people) == alone


@pytest.mark.parametrize("sentence", ALONE)
def test_a_sentence_that_names_what_it_tells_stands_alone(sentence):
    """Who and what is in it."""
    assert stands_alone(sentence)


@pytest.mark.parametrize("reason, sentence", NOT_ALONE)
def test_a_sentence_that_needs_another_does_not(reason, sentence):
    """For the reason that stands beside it."""
    assert not stands_alone(sentence)


def test_leaning_is_no_flaw_of_form():
    """A sentence can be whole and lean; a broken one can name everything."""
    leaning = "He said that the bridge would be closed until the spring."
    broken = "The mayor called the plan of the council “a bridge to nowhere."
    assert is_whole(leaning) and leans(leaning)
    assert not is_whole(broken) and not leans(broken)


def test_a_quotation_that_is_introduced_may_go_on():
    """It is whole though its closing mark is in a later sentence."""
    assert is_whole("Mayor Ana Lisk said: “The money is in the bank.")
    assert not is_whole("Mayor Ana Lisk said that the “money is in the bank.")
