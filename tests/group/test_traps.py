"""What misleads whoever groups news: each trap with articles invented for it."""

import random

import pytest

from digest.group import group
from digest.models import Article
from digest.prepare import prepare


def document(article_id, text="", title="", published="2026-03-10", **told):
    named = {"outlet": f"Paper of {article_id}", "language": "en"} | told
    return prepare(
        Article(article_id, title, text, source=f"{article_id}.txt", published=published, **named)
    )


def parted(documents):
    return {frozenset(cluster.articles) for cluster in group(documents)}


def stories(*groups):
    return {frozenset(ids) for ids in groups}


# ---- one day, two towns ----------------------------------------------------------------------

SCHOOL_IN_ORLEN = """The council of Orlen voted on Monday to close the Millgate primary school in July.
Mayor Petra Holm said that only forty-one children were left in a building for two hundred.
The vote was nine to six after four hours of debate.
Pupils will go by bus to the school in Sandby, six kilometres away.
Parents who filled the gallery of the town hall called the vote a disgrace.
The Millgate building, put up in 1954, will be sold."""
SCHOOL_IN_ORLEN_AGAIN = """Orlen's Millgate primary school will shut its doors in July, it was decided on Monday.
Nine councillors voted for the closure and six against.
With forty-one pupils left, the school cannot be kept going, Mayor Petra Holm told the meeting.
The children are to be taken by bus to Sandby.
Angry parents shouted from the gallery as the result was read out.
The town hopes to sell the 1954 building to a builder of homes."""
SCHOOL_IN_KRASKA = """The council of Kraska voted on Monday to close the Linden primary school at the end of term.
Mayor Jonas Vrba said that repairs to the roof would cost more than two million crowns.
The vote was eleven to two.
Pupils will be taught in the Riverside school, ten minutes away on foot.
Parents had collected three thousand signatures against the plan.
A clinic may move into the Linden building, which dates from 1931."""
SCHOOL_IN_KRASKA_AGAIN = """Kraska will close its Linden primary school, whose roof has leaked for years.
Eleven councillors were for it on Monday and two against.
Repairs would have cost over two million crowns, according to Mayor Jonas Vrba.
Classes move to the Riverside school after the summer.
A petition by parents with three thousand signatures did not change the outcome.
The building of 1931 is being looked at by a clinic."""


def test_like_votes_of_one_day_in_two_towns_are_two_stories():
    """Both councils vote to close a primary school; only names and figures tell them apart."""
    documents = [
        document("o1", SCHOOL_IN_ORLEN, "Orlen council votes to close Millgate school"),
        document("o2", SCHOOL_IN_ORLEN_AGAIN, "Millgate primary school to close in July"),
        document("k1", SCHOOL_IN_KRASKA, "Kraska council votes to close Linden school"),
        document("k2", SCHOOL_IN_KRASKA_AGAIN, "Leaking roof ends Linden primary school"),
    ]
    assert parted(documents) == stories(["o1", "o2"], ["k1", "k2"])


@pytest.mark.xfail(
    strict=True,
    reason="Short texts are boosted, and these share the words of their form: the two events are"
    " alike by .55, where .21 would join them. That they share no name and no number is not weighed.",
)
def test_like_accidents_of_one_day_in_two_towns_are_two_stories():
    """Briefs of two sentences, in nearly the same words: a man, a tree, an icy road, the police."""
    documents = [
        document("o1", "A man of 34 died when his car hit a tree near Orlen on Sunday. Police said"
                 " that the Millgate road was icy.", "Man dies as car hits tree near Orlen"),
        document("o2", "A driver of 34 was killed on the icy Millgate road near Orlen. His car hit a"
                 " tree on Sunday, police said.", "Driver killed on Millgate road"),
        document("k1", "A man of 51 died when his car hit a wall in Kraska on Sunday. Police said"
                 " that the Linden bridge was icy.", "Man dies as car hits wall in Kraska"),
        document("k2", "A driver of 51 was killed on the icy Linden bridge in Kraska. His car hit a"
                 " wall on Sunday, police said.", "Driver killed on Linden bridge"),
    ]  # fmt: skip
    assert parted(documents) == stories(["o1", "o2"], ["k1", "k2"])


# ---- one subject, two events -----------------------------------------------------------------

ROBBERY = """Two men robbed the Harbour Bank in Lisvik at noon on Thursday and fled by motor boat with 800,000 crowns.
One of them held a pistol to the head of the cashier, Signe Dahl, police said.
The boat was found burning off Gull Island an hour later.
Inspector Leif Roth asked anybody who had been on the quay to come forward.
It was the first robbery of a bank in Lisvik for thirty years."""
ROBBERY_AGAIN = """Police in Lisvik are looking for two robbers who robbed the Harbour Bank of 800,000 crowns.
They threatened the cashier, Signe Dahl, with a pistol and escaped in a motor boat.
The burning boat was seen off Gull Island at one o'clock.
Inspector Leif Roth said that the men had known when the safe was open.
Nobody was hurt in the robbery."""
TRIAL = """A court in Lisvik sentenced two brothers to nine years in prison for the robbery of the Harbour Bank.
Judge Marte Fosse said that Arne and Tor Skaug had planned the robbery for months.
Their lawyer, Elin Berg, said that they would appeal.
The brothers were caught in the autumn when one of them paid for a car with marked notes.
Most of the 800,000 crowns have not been found.
The prosecutor had asked for twelve years."""
TRIAL_AGAIN = """The brothers Arne and Tor Skaug got nine years for robbing the Harbour Bank in Lisvik.
The court followed the prosecutor, who had asked for twelve years, only in part.
Judge Marte Fosse spoke of careful planning.
Marked notes, with which a car was paid for, had led to the brothers.
Elin Berg, who defends them, will appeal against the sentence.
Where most of the money is remains open."""


def test_a_trial_and_the_crime_a_year_before_are_two_stories():
    """The bank, the town and the sum are the same; the events lie a year apart."""
    documents = [
        document("r1", ROBBERY, "Bank robbers flee by boat", "2025-03-06"),
        document("r2", ROBBERY_AGAIN, "Hunt for robbers of Lisvik bank", "2025-03-07"),
        document("t1", TRIAL, "Nine years for robbery of Lisvik bank", "2026-03-13"),
        document("t2", TRIAL_AGAIN, "Brothers sentenced for bank robbery", "2026-03-13"),
    ]
    assert parted(documents) == stories(["r1", "r2"], ["t1", "t2"])


def test_a_trial_and_its_crime_are_two_stories_where_no_date_is_known():
    """What is told differs enough."""
    documents = [
        document("r1", ROBBERY, "Bank robbers flee by boat", None),
        document("r2", ROBBERY_AGAIN, "Hunt for robbers of Lisvik bank", None),
        document("t1", TRIAL, "Nine years for robbery of Lisvik bank", None),
        document("t2", TRIAL_AGAIN, "Brothers sentenced for bank robbery", None),
    ]
    assert parted(documents) == stories(["r1", "r2"], ["t1", "t2"])


PROFILE = """Ottilie Marn rows across the Vennsee every morning, as she has done for sixty years.
The glassblower, 83, still keeps her workshop in Altmoor and still burns her fingers.
She talks of colour as others talk of weather, and laughs at the word artist.
Her bowls stand in museums; the neighbours drink from those that failed.
She is at work on a window for the chapel, green from top to bottom.
An apprentice, she says, has to break things for two years before learning anything."""
PROFILE_AGAIN = """At 83 the glassblower Ottilie Marn is making the largest window of her life.
It is for the chapel of Altmoor, and it is green.
A visitor to her workshop is given tea from a bowl that went wrong and a chair with three legs.
Museums have her bowls, and she has the lake, which she crosses by boat each morning.
Her two apprentices break glass and are praised for it.
She does not like being called an artist."""
OBITUARY = """Ottilie Marn, whose glass changed how a generation saw colour, died on Sunday in Altmoor.
She was 83, and her daughter Irma said that the cause was a stroke.
Born to a family of bakers, Marn learned her craft in Sollnau and won the state prize in 1971.
Her blue series, shown in Brava in 1984, made her name abroad.
The funeral will be held on Saturday in the chapel of Altmoor.
The minister of culture, Hugo Lenz, called her death a loss for the country."""
OBITUARY_AGAIN = """The glassblower Ottilie Marn has died at the age of 83 after a stroke, her daughter Irma said.
She died on Sunday in Altmoor, where she is to be buried on Saturday.
The baker's child was trained in Sollnau and was given the state prize in 1971.
With the blue series she became known in other countries after the Brava show of 1984.
Hugo Lenz, the minister of culture, mourned a great teacher.
She leaves a daughter and two grandchildren."""


@pytest.mark.parametrize("profiled", ["2026-02-17", "2026-03-01"])
def test_an_obituary_and_a_profile_are_two_stories(profiled):
    """Who died was portrayed three weeks or nine days before."""
    documents = [
        document("p1", PROFILE, "The green window of Ottilie Marn", profiled),
        document("p2", PROFILE_AGAIN, "Tea with a glassblower", profiled),
        document("o1", OBITUARY, "Ottilie Marn, master of glass, dies at 83", "2026-03-09"),
        document("o2", OBITUARY_AGAIN, "Glassblower Ottilie Marn is dead", "2026-03-10"),
    ]
    assert parted(documents) == stories(["p1", "p2"], ["o1", "o2"])


# ---- round-ups -------------------------------------------------------------------------------

STRIKE = """Bus drivers in Brava began a strike on Monday over night shifts.
The union leader Karl Oppen said that two hundred buses stayed in their depots.
Commuters in Brava walked or shared taxis.
The city's transport chief, Nina Falk, offered talks for Wednesday."""
STRIKE_AGAIN = """No bus ran in Brava on Monday as drivers went on strike against new night shifts.
Two hundred buses are in their depots, union leader Karl Oppen said.
Taxis were full and many commuters walked.
Nina Falk, who heads the city's transport, wants talks on Wednesday."""
WHALE = """A whale stranded on the beach of Nordsand was pulled back to sea on Tuesday.
Fishermen and sixty volunteers kept the animal wet for nine hours.
The biologist Runa Eide said that the whale was a young female.
It swam north at high tide."""
WHALE_AGAIN = """Sixty volunteers saved a young whale that lay on the beach of Nordsand.
Fishermen towed the female to sea on Tuesday after nine hours.
They had kept her wet with buckets, biologist Runa Eide said.
At high tide the animal turned north."""
PAINTING = """A painting by Ludo Ferrant was found on Wednesday behind a cupboard in a vicarage in Marlow Cross.
The portrait of a miller had been missing since a burglary in 1978.
The curator Ines Kolb said that the canvas was hardly damaged.
The museum of Sollnau will show it in May."""
PAINTING_AGAIN = """The missing miller is back: a portrait by Ludo Ferrant turned up in the vicarage of Marlow Cross.
It stood behind a cupboard, where it was found on Wednesday.
Burglars took it in 1978, and the canvas is in good condition, curator Ines Kolb said.
From May it hangs in the museum of Sollnau."""
BRIDGE = """The Karst bridge was closed to lorries on Thursday after engineers found cracks in a pier.
The engineer Tomas Weil said that the cracks were eleven metres long.
Lorries must drive round by Hessing until the summer.
Cars may cross at thirty kilometres an hour."""
BRIDGE_AGAIN = """Cracks eleven metres long in a pier have closed the Karst bridge to lorries.
Engineers under Tomas Weil found them on Thursday.
Until the summer lorries take the road through Hessing.
For cars the limit on the bridge is thirty kilometres an hour."""
ELECTION = """The Green Union won the election in Quellia on Friday with forty seats.
Its leader Ana Brizu said that she would form a government with the Farmers' List.
President Otto Lamm accepted defeat before midnight.
Turnout in Quellia was the highest in twenty years."""
ELECTION_AGAIN = """Ana Brizu's Green Union has won forty seats and the election in Quellia.
She will govern with the Farmers' List, she said on Friday.
Otto Lamm, the president, conceded defeat before midnight.
More people in Quellia voted than in the last twenty years."""
COMET = """Astronomers at the Pico Serra observatory saw the comet Hallam break apart on Saturday.
Three fragments now fly side by side, Professor Dina Moor said.
The comet had been the brightest of the decade.
It will be seen without a telescope until April."""
COMET_AGAIN = """The comet Hallam has broken into three fragments, which fly side by side.
Dina Moor, professor at the Pico Serra observatory, saw it on Saturday.
No comet of the decade was brighter.
Until April no telescope is needed to see it."""
EVENTS = [
    (STRIKE, STRIKE_AGAIN),
    (WHALE, WHALE_AGAIN),
    (PAINTING, PAINTING_AGAIN),
    (BRIDGE, BRIDGE_AGAIN),
    (ELECTION, ELECTION_AGAIN),
    (COMET, COMET_AGAIN),
]
WEEK = """Bus drivers in Brava went on strike over night shifts, and two hundred buses stayed in their depots.
Volunteers and fishermen in Nordsand brought a stranded young whale back to sea.
A miller painted by Ludo Ferrant, missing since 1978, was found in the vicarage of Marlow Cross.
The Karst bridge is closed to lorries because of cracks in a pier, the engineer Tomas Weil said.
Ana Brizu's Green Union won the election in Quellia with forty seats.
The comet Hallam broke into three fragments, seen from the Pico Serra observatory."""


def reports_of_the_week():
    return [
        document(f"e{event}{which}", text, published=f"2026-03-{9 + event:02}")
        for event, texts in enumerate(EVENTS)
        for which, text in enumerate(texts)
    ]


def test_a_round_up_of_six_events_joins_none():
    """It mentions every one; none is what it reports, and it is marked."""
    week = document("week", WEEK, "The week in six stories", "2026-03-15")
    clusters = group([*reports_of_the_week(), week])
    expected = stories(["week"], *([f"e{event}0", f"e{event}1"] for event in range(6)))
    assert {frozenset(c.articles) for c in clusters} == expected
    assert [c.articles for c in clusters if c.roundup] == [("week",)]


def test_a_round_up_joins_none_where_each_event_has_one_report():
    """Six articles, and the seventh that sums them up."""
    week = document("week", WEEK, "The week in six stories", "2026-03-15")
    clusters = group([*reports_of_the_week()[::2], week])
    assert len(clusters) == 7
    assert [c.articles for c in clusters if c.roundup] == [("week",)]


def test_a_report_that_recalls_one_other_event_is_no_round_up():
    """Two events are no week."""
    both = document("both", f"{STRIKE}\n{BRIDGE}", "Strike and cracks: Brava stands still")
    assert not any(c.roundup for c in group([*reports_of_the_week(), both]))


# ---- little to go by -------------------------------------------------------------------------


@pytest.mark.xfail(
    strict=True,
    reason="To word vectors these two are less alike (.16) than one of them is to a fire elsewhere"
    " (.30): vectors confirm shared words, and never stand in for them.",
)
def test_headlines_of_one_event_without_a_common_word_are_one_story():
    """Told in other words throughout."""
    documents = [
        document("a", title="Blaze guts Tolmin market hall"),
        document("b", title="Stallholders lose everything in overnight fire"),
    ]
    assert parted(documents) == stories(["a", "b"])


def test_empty_titles_neither_join_nor_part():
    """Twelve reports without titles are six stories."""
    expected = stories(*([f"e{event}0", f"e{event}1"] for event in range(6)))
    assert parted(reports_of_the_week()) == expected


def test_titles_of_white_space_join_nothing():
    """Articles of which nothing is known but a date stay alone."""
    documents = [document(i, title=title) for i, title in [("a", ""), ("b", " "), ("c", "\u00a0")]]
    assert parted(documents) == stories("a", "b", "c")


# ---- copies and names ------------------------------------------------------------------------


def test_one_publisher_under_two_names_is_one_story():
    """Who prints a text is no part of what it reports."""
    documents = [
        document("a", STRIKE, "Bus strike in Brava", outlet="The Brava Courier"),
        document("b", STRIKE, "Bus strike in Brava", outlet="bravacourier.example"),
        document("c", STRIKE_AGAIN, "No buses in Brava", outlet="Lantern"),
        document("d", BRIDGE, "Cracks close Karst bridge", outlet="The Brava Courier"),
    ]
    assert parted(documents) == stories("abc", "d")


def test_what_one_publisher_prints_under_two_names_is_not_one_story():
    """Its names stand in every title; six events are six stories, and each is whole."""
    names = "The Brava Courier", "bravacourier.example"
    documents = [
        document(f"e{event}{which}", text, f"{text[:30]} | {names[which]}", outlet=names[which])
        for event, texts in enumerate(EVENTS)
        for which, text in enumerate(texts)
    ]
    expected = stories(*([f"e{event}0", f"e{event}1"] for event in range(6)))
    assert parted(documents) == expected


@pytest.mark.parametrize(("again", "same"), [("2026-04-07", True), ("2026-05-09", False)])
def test_a_text_with_another_date_is_the_same_story_for_forty_days(again, same):
    """Printed again four weeks later it is the story still; after sixty days it founds its own.

    Time fades whatever is alike: what recurs yearly in the same words (clocks go back, the fair
    opens) is news each time, and a story of two months ago is not in the day's edition anyway.
    """
    documents = [
        document("a", SCHOOL_IN_ORLEN, published="2026-03-10"),
        document("b", SCHOOL_IN_ORLEN, published=again),
    ]
    assert (len(parted(documents)) == 1) is same


# ---- large stories ---------------------------------------------------------------------------

REPORT = f"{SCHOOL_IN_ORLEN} {SCHOOL_IN_ORLEN_AGAIN}".replace("\n", " ").split(". ")


def test_a_story_of_five_hundred_articles_is_one_story():
    """Each tells six of its twelve sentences in an order of its own; another story stays apart."""
    chance = random.Random(3)
    documents = [
        document(f"a{n:03}", ".\n".join(chance.sample(REPORT, 6)) + ".", "Millgate school to close")
        for n in range(500)
    ]
    others = [document("k1", SCHOOL_IN_KRASKA), document("k2", SCHOOL_IN_KRASKA_AGAIN)]
    sizes = sorted(len(cluster.articles) for cluster in group([*documents, *others]))
    assert sizes == [2, 500]


# ---- two languages ---------------------------------------------------------------------------

FIRE = """Fire destroyed the covered market of Tolmin early on Tuesday 10 March.
Chief Ada Brenk said that the fire had started in the cold store of the fishmonger Goran Pless.
Forty stalls burned, and the damage is put at 900,000 euros.
Mayor Luka Sarn will open a tent on the Kobal ground.
The hall, built in 1911, was to be restored in 2027."""
FEU = """Un incendie a détruit le marché couvert de Tolmin dans la nuit de lundi au mardi 10 mars.
Selon la commandante Ada Brenk, le feu est parti de la chambre froide du poissonnier Goran Pless.
Quarante étals ont brûlé et les dégâts sont évalués à 900,000 euros.
Le maire Luka Sarn fera dresser une tente sur le terrain Kobal.
La halle, construite en 1911, devait être restaurée en 2027."""
GREVE = """Les chauffeurs de bus de Brava ont cessé le travail lundi contre les nouveaux horaires de nuit.
Le syndicaliste Karl Oppen affirme que deux cents bus sont restés au dépôt.
Nina Falk, chargée des transports de la ville, propose des négociations mercredi.
Beaucoup d'habitants de Brava sont allés au bureau à pied."""


def test_one_story_in_two_languages():
    """Names and figures are the same in both; a French report of something else stays apart."""
    documents = [
        document("en1", FIRE, "Fire destroys Tolmin market"),
        document("fr1", FEU, "Le marché de Tolmin détruit par le feu", language="fr"),
        document("fr2", GREVE, "Grève des bus à Brava", language="fr"),
    ]
    assert parted(documents) == stories(["en1", "fr1"], ["fr2"])
