"""Shorter forms of a sentence: deletion only, and never of what changes what is said."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.brief.cutting import cuts, headline_cuts

SHORTER = [  # the sentence, and a form that it may take
    (
        "But the council of Drasna voted on Monday to close the old bridge.",
        "the council of Drasna voted on Monday to close the old bridge.",
    ),
    (
        "However, the council of Drasna voted to close the old bridge.",
        "the council of Drasna voted to close the old bridge.",
    ),
    (
        "The council of Drasna voted on Monday to close the bridge, which was built by a railway.",
        "The council of Drasna voted on Monday to close the bridge",
    ),
    (
        "The council of Drasna voted on Monday to close the bridge, and the mayor of the town agreed at once.",
        "The council of Drasna voted on Monday to close the bridge",
    ),
    (
        "Forty stalls of the covered market of Tolmin burned down — part of a row from the old days.",
        "Forty stalls of the covered market of Tolmin burned down",
    ),
    (
        "The ferry line of Vesk lost its licence for a route on Monday, after a winter of delays, leaving it alone.",
        "The ferry line of Vesk lost its licence for a route on Monday",
    ),
]

UNCUT = [  # sentences that keep every word
    # denial, limit, doubt
    "The council of Drasna voted on Monday to close the old bridge, which is not the oldest.",
    "The bus left the coast road near the village of Drasna on Monday, although nobody was hurt.",
    "The bus left the coast road near the village of Drasna on Monday, with none of its doors shut.",
    "The old bridge of Drasna will be open to lorries from the north, but only in the winter.",
    "The council of Drasna wants to open the old bridge to lorries, as long as the river is never high.",
    "The harbour police took the captain of the ferry to the town of Ostrel, after an alleged theft.",
    "The council of Drasna will open the old bridge to lorries from the north, if the river falls.",
    "For now, the ferry sails from the southern quay of the old harbour of Drasna.",
    # figures and attribution
    "A bus left the coast road near the village of Drasna on Monday evening, killing 3 people.",
    "A bus left the coast road near the village of Drasna on Monday evening, the mayor said.",
    "A bus left the coast road near the village of Drasna on Monday, according to the mayor.",
    # quotations
    "The mayor of Drasna called the plan of the council “a bridge to nowhere, which is a shame”.",
    "The mayor of Drasna spoke to the council for an hour on Monday, calling the plan “a shame”.",
    # lists
    "The council of Drasna voted on Monday to close the bridge, the harbour road, and the old tunnel under the hill.",
    "The fire in the covered market of Tolmin destroyed stalls of fish, bread and cloth.",
    # the main clause comes back
    "The long-serving mayor of the northern port city of Drasna, who was elected in May, resigned.",
    "The ferry from the island of Vesk to the port — the only ship of its line — sank off Drasna.",
    "The minister of the island republic was told on Tuesday, after a long meeting, that the harbour was shut.",
    "When the council of Drasna met on Monday evening, after the vote, it closed the bridge.",
    # names
    "Still Life by the painter Ana Lisk was sold in Drasna on Monday night.",
    "Indeed Shipping of Drasna carried the grain to the island of Vesk in winter.",
]


BEFORE = [  # what stands before the sentence, and the sentence
    ("DRASNA — ", "The council voted to close the old bridge."),
    ("DRASNA, Tolm. (AP) — ", "The council voted to close the old bridge."),
    ("OSTREL BAY (KVTM) - ", "The council voted to close the old bridge."),
    ("Drasna (CNN) ", "The council voted to close the old bridge."),
    ("(Reuters) - ", "The council voted to close the old bridge."),
    ("July 31, 2013 ", "A ferry of the line sank off Drasna."),
    ("March 2, 2015 9:10 AM ET ", "The ferry of the line sank off Drasna."),
    ("9:15 p.m. update: ", "The ferry of the line sank off Drasna."),
    ("UPDATE: ", "The ferry of the line sank off Drasna."),
    ("Analysis ", "The letter shows how the line was run."),
    ("In addition, ", "the council voted to close the old bridge."),
    ("But however, ", "the council voted to close the old bridge."),
    ("[3][4] ", "The ferry of the line sank off Drasna."),
    ("Meanwhile, UPDATE: ", "The ferry of the line sank off Drasna."),
]

NOTHING_BEFORE = [  # what only looks like it
    "ANA-MARIA LISK of Drasna was elected to the council on Monday.",
    "The Harbour Board Authority (HBA) director resigned on Monday night.",
    "The World Ferry Organisation (WFO) Council met in Drasna on Monday.",
    "July 31, 2013 was the day on which the ferry sank off Drasna.",
    "WFO Director Ana Lisk resigned on Monday after a long night.",
    "Analysis of the wreck showed that the hull had been repaired twice.",
    "So the council of Drasna voted to close the old bridge on Monday.",
    "Instead, the council of Drasna voted to close the old bridge.",
]

ASIDES = [  # the sentence with its aside in ⟦ ⟧, which goes
    "The mayor of Drasna said⟦ in a statement ⟧that the bridge would stay shut.",
    "The mayor of Drasna said⟦ on Monday ⟧that the bridge would stay shut.",
    "The bridge of Drasna will stay shut, the mayor said⟦ at a news conference on Monday.⟧",
    "⟦In a written statement on Monday, ⟧the mayor of Drasna said the bridge would stay shut.",
    "Mayor Ana Lisk of Drasna⟦ (pictured) ⟧opened the bridge with a pair of shears.",
    "The river at Drasna was four miles⟦ (6.4 km) ⟧wide where the ferry went down.",
    "The council of the Harbour Board⟦ (HB) ⟧voted to close the old bridge.",
    "The long-serving mayor Ana Lisk⟦, 44, ⟧was elected in the spring.",
    "The ferry captain Olav Brandt⟦, 51, of Ostrel, ⟧was taken to a hospital.",
    "The council of the port city⟦, however, ⟧has voted to close the bridge.",
    "In the old harbour of Drasna,⟦ however, ⟧the ferries sailed as they always had.",
    "The long-serving mayor of Drasna⟦, who was elected in the spring, ⟧has closed the bridge.",
    "The old bridge of Drasna⟦, which was built by a railway, ⟧was closed by the council.",
    "On Monday, the long-serving mayor of Drasna⟦, who was elected in the spring, ⟧was away from her office.",
    "The passengers of the ferry⟦, including a family from Ostrel, ⟧were taken to a hotel.",
    "The oldest ferry of the line⟦, a steamer of oak and brass, ⟧was sold for scrap.",
    "The ferry from the island of Vesk⟦ — a ship built long ago — ⟧sank off Drasna.",
    "The people of Drasna took one look at the bridge⟦ — a row of planks and rope — ⟧and turned back home.",
    "The bridge of Drasna was closed to lorries at dawn,⟦ stranding a column of them, ⟧the harbour police said.",
    "The ferry sank off the old harbour of Drasna,⟦ which was in thick fog, ⟧according to the harbour police.",
    "The ferry was closed for repairs and painting,⟦ which took weeks, ⟧said Ana Lisk.",
    "The wreck of the ferry was found on Monday⟦[3][4] ⟧beside the old pier.",
]

NO_ASIDES = [  # what is more than an aside, or not one
    # denial, limit, doubt, figure
    "The long-serving mayor of Drasna, who was not elected, has closed the bridge.",
    "The old bridge of Drasna, which only lorries use, was closed by the council.",
    "The captain of the ferry, who is accused of theft, was taken to Ostrel.",
    "The old bridge of Drasna, which cost 40 crowns, was closed by the council.",
    "The council of the port city — mostly its younger members — voted for the bridge.",
    "The people of the port city are (albeit indirectly) paying for the old bridge.",
    # what is pointed at
    "The council of the port city chose between the two plans — a bridge and a tunnel — with care.",
    # somebody speaks
    "The ferry was closed for the whole winter, including its holidays, said the captain.",
    "The ferry of Drasna — the harbour police said — was sailing without lights.",
    "“The bridge is shut at last and for good,” Mayor Lisk, who was away, wrote when the vote was announced.",
    # quotations
    "The mayor of Drasna called it “a bridge, which is a shame, was all that we had”.",
    "“The council of Drasna (pictured) has closed the bridge at last,” the mayor wrote.",
    # people in a list, and two asides in a row
    "The victims of the wreck, Ana Lisk, 44, and Olav Brandt, 51, were taken home.",
    "The mayor of Drasna, a lawyer by training, who was elected in spring, was away.",
    # no piece would have words enough, or one would begin with a comma
    "Ana Lisk, 44, was elected in the spring.",
    "The mayor of Drasna (pictured), with a pair of shears and a ribbon of silk.",
    # used again
    "The head of the Harbour Board (HB) told members that the HB was closing the bridge.",
]

TAILS = [  # what hangs from a sentence in ⟦ ⟧, which goes
    "The council of Drasna voted to close the bridge to lorries⟦ after a storm in the winter.⟧",
    "The old mayor of Drasna was taken ill at the harbour⟦ and was brought to the hospital of Ostrel.⟧",
    "The council of Drasna closed the bridge to all lorries on Monday⟦ and promised a ferry to the islands.⟧",
    "The council of Drasna closed the bridge to all lorries⟦, and the mayor said that a ferry would sail.⟧",
    "The council of Drasna closed the bridge to all lorries⟦, which police welcomed as a good beginning.⟧",
]

NO_TAILS = [  # what only looks like a tail
    "The council of Drasna voted to close the bridge two days after a storm in the winter.",
    "The wreck of the old ferry was found by divers shortly after a storm in the winter.",
    "The mayor said that the council of Drasna would meet after a vote of the islanders.",
    "The council of Drasna did not close the bridge to any lorries after a storm in the winter.",
    "The captain of the ferry walked into the harbour office and shot the clerk of the line.",
    "The man who took the ferry out of the harbour of Drasna and was found in Ostrel confessed.",
    "The council of Drasna has closed the bridge to all lorries, a judge of the islands ruled Friday.",
    "The council of Drasna has closed the bridge to all the lorries, the harbour office announced.",
    "“The bridge of Drasna should have been closed long ago,” said Olav Brandt, a captain of the line.",
    "The storm tore away a crane of the harbour, a shed and the mast of a ferry at the pier.",
    "The storm broke up the pier, tearing down a crane of the harbour, sinking boats and flooding sheds.",
    "The captain of the ferry was charged with theft, fraud, handling of goods and cash, sailing at night and folly.",
    "The harbour office ruled that, given the fog of the last winter, sailing at night was folly.",
    "The ferries will sail to the islands of the outer bay in winter, so long as the river is high.",
    "The council of Drasna has closed the bridge, a post on the page of the harbour office indicated on Monday.",
    "“The bridge should have been closed long ago,” said Olav Brandt, 51, a captain of the line.",
    "The council of Drasna met Ana Lisk, the captain, Olav Brandt, as well as the clerk of the line.",
]


def marked(sentence):
    """The sentence, and what is left of it, of one written with what goes in ⟦ ⟧."""
    left = re.sub(r"⟦[^⟧]*⟧", "|", sentence)
    return re.sub("[⟦⟧]", "", sentence), " ".join(left.replace("|", " ").split())


def forms(text):
    return [" ".join(text[a:b] for a, b in pieces) for pieces in cuts(text, 0, len(text))]


@pytest.mark.parametrize("sentence, shorter", SHORTER)
def test_what_hangs_from_a_sentence_can_go(sentence, shorter):
    """A connective before it, a clause behind it."""
    assert shorter in forms(sentence)


@pytest.mark.parametrize("sentence", UNCUT)
def test_what_changes_a_sentence_stays(sentence):
    """Denial, limit, doubt, figure, attribution, quotation, list, and a clause that comes back."""
    assert forms(sentence) == [sentence]


@pytest.mark.parametrize("before, sentence", BEFORE)
def test_what_stands_before_a_sentence_goes_from_every_form(before, sentence):
    """Dateline, time stamp, label, connective, and several of them."""
    assert forms(before + sentence)[0] == sentence


@pytest.mark.parametrize("sentence", NOTHING_BEFORE)
def test_a_sentence_keeps_its_own_beginning(sentence):
    """Names, acronyms and dates that are part of it, and a "so" that argues."""
    assert forms(sentence)[0] == sentence


@pytest.mark.parametrize("sentence", [*ASIDES, *TAILS])
def test_an_aside_can_go(sentence):
    """From between the subject and its verb, from behind "said", from before who said so."""
    whole, left = marked(sentence)
    assert left in forms(whole)


@pytest.mark.parametrize("sentence", [*NO_ASIDES, *NO_TAILS])
def test_what_is_more_than_an_aside_stays(sentence):
    """Denial, limit, doubt, figure, speaker, quotation, list, and what would leave no whole piece."""
    assert forms(sentence) == [sentence]


PIECES = st.lists(
    st.sampled_from(
        (
            "But|, |who|which| and the board of the town agreed|“|”| — |(|)|The mayor of the town|only|after|not"
            "|, which was never closed, | said|.|, while the council of the town waited| 17|, 44,| (6 km) |[3]"
            "|In a statement, |DRASNA (AP) —|UPDATE:| on Monday that|However,|Ana Lisk|\n| killing"
            "|, according to the mayor.|, however, has| was taken to the port of Drasna| and was freed"
        ).split("|")
    ),
    max_size=14,
).map(" ".join)
SENTENCES = st.one_of(st.text(max_size=120), PIECES)
# What may go with a number in it: an age, a measure in other units, a reference mark.
NUMBERED = re.compile(r",\s\d{1,3},|\([^()]*\d[^()]*\)|\[\d+\]")
DENIAL = re.compile(r"\b(?:not|never|no|none|only|alleged|if)\b")


def gone(text, pieces, end):
    """What a form leaves out of `text`, from where it begins to `end`."""
    edges = [*(at for piece in pieces for at in piece), end]
    return [text[a:b] for a, b in zip(edges[1::2], edges[2::2], strict=True)]


@given(SENTENCES, st.text(max_size=9), st.text(max_size=9))
def test_every_form_is_made_of_spans_of_its_sentence(sentence, before, after):
    """Longest first, none twice, up to four pieces in order, and nothing from beyond its ends."""
    text, start, end = before + sentence + after, len(before), len(before) + len(sentence)
    found = list(cuts(text, start, end))
    assert len(set(found)) == len(found)
    sizes = [sum(b - a for a, b in pieces) for pieces in found]
    assert sizes == sorted(sizes, reverse=True)
    for pieces in (*found, *headline_cuts(text, start, end)):
        assert all(start <= a <= b <= end for a, b in pieces)
        assert all(one[1] < other[0] for one, other in pairwise(pieces))
        assert len(pieces) == 1 or min(len(text[a:b].split()) for a, b in pieces) >= 3
        assert len(pieces) <= 4 and pieces[-1][1] - pieces[0][0] <= max(700, len(sentence))
        assert not any(text[a] in ",.;:)”" for a, _ in pieces[1:])


@given(SENTENCES)
def test_no_number_and_no_denial_is_lost(sentence):
    """But for an age, a measure in other units and a reference mark."""
    for pieces in (*cuts(sentence, 0, len(sentence)), *headline_cuts(sentence, 0, len(sentence))):
        for dropped in gone(sentence, pieces, len(sentence)):
            assert not DENIAL.search(dropped)
            assert not re.search(r"\d", NUMBERED.sub("", dropped))


@given(SENTENCES)
def test_what_stood_before_a_sentence_is_gone_for_good(sentence):
    """The first form of the first form is itself."""
    first = forms(sentence.strip())[0]
    assert forms(first)[0] == first


def test_a_headline_ends_where_a_clause_does():
    """Not in a denial, not inside an aside, not before its verb."""
    for sentence, kept in [
        (
            "The council of Drasna voted to close the old bridge after a winter storm.",
            ["The council of Drasna voted to close the old bridge"],
        ),
        ("The council of Drasna voted to close the bridge because it was not safe.", []),
        ("The mayor of the port city of Drasna, who was elected in May, resigned.", []),
        ("Ana Lisk of the harbour union, head of the committee, resigned on Monday.", []),
        ("A man charged with theft during the storm was freed on Monday.", []),
        ("Two ferries of the line were damaged before and during the storm.", []),
        ("The old bridge of Drasna was closed, the harbour office announced.", []),
        (
            "DRASNA (AP) — The ferry captain Olav Brandt, 51, was rescued after a storm.",
            [
                "The ferry captain Olav Brandt, 51, was rescued after a storm.",
                "The ferry captain Olav Brandt was rescued after a storm.",
                "The ferry captain Olav Brandt, 51, was rescued",
            ],
        ),
    ]:
        found = headline_cuts(sentence, 0, len(sentence))
        assert [" ".join(sentence[a:b] for a, b in pieces) for pieces in found] == kept
