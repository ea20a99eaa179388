"""The headline of a story: a title of its sources, else cut from a lede."""

import pytest

from digest.brief.allowance import Allowance, Limits
from digest.brief.headline import headline
from digest.brief.material import Material
from digest.models import Article
from digest.prepare import prepare
from digest.trace import trace

TEXT = """Fire destroyed the covered market of Tolmin early on Tuesday, the town's fire chief said.
Chief Ada Brenk said that the fire had started in the cold store of a fishmonger.
Forty stalls and the roof of the hall burned down before dawn."""


def headed(*titles, text=TEXT, outlet="The Daily Lantern"):
    documents = [
        prepare(Article(f"a{i}", title, text, outlet, f"a{i}")) for i, title in enumerate(titles)
    ]
    return headline(Material(documents, trace(documents)), Allowance(documents, Limits()))


@pytest.mark.parametrize(
    "other",
    [
        "Here’s what we know about the fire in Tolmin",
        "Why did the covered market of Tolmin burn?",
        "You won’t believe what fire did to this market!",
        "WATCH: Fire at covered market in Tolmin",
        "A night to remember for everybody in the town",
        "FIRE DESTROYS COVERED MARKET IN TOLMIN",
        "Market",
    ],
)
def test_a_central_and_plain_title_wins(other):
    """Over a teaser, a label, a shout and one that says little, whichever comes first."""
    plain = "Fire destroys covered market in Tolmin"
    assert headed(other, plain).text == plain
    assert headed(plain, other).text == plain


@pytest.mark.parametrize(
    "title",
    [
        "Fire destroys covered market in Tolmin | The Daily Lantern",
        "Fire destroys covered market in Tolmin - Daily Lantern",
        "Fire destroys covered market in Tolmin — Lantern News",
        "Fire destroys covered market in Tolmin | News | The Daily Lantern",
        "BREAKING: Fire destroys covered market in Tolmin",
        "  Fire destroys covered market in Tolmin ",
    ],
)
def test_what_a_site_puts_around_a_title_is_cut(title):
    """Its name behind, a label before; what is left is a span of the title."""
    found = headed(title)
    assert found.text == "Fire destroys covered market in Tolmin"
    (passage,) = found.passages
    assert passage.field == "title"
    assert title[passage.start : passage.end] == found.text


@pytest.mark.parametrize(
    "title", ["Tolmin market burns — forty stalls lost", "Tolmin fire: forty market stalls lost"]
)
def test_a_dash_or_colon_of_a_title_stays(title):
    """What follows is news and no site."""
    assert headed(title).text == title


def test_a_story_without_titles_is_headed_by_its_lede():
    """A span of the text, short and without its full stop."""
    found = headed("", "")
    assert found.passages[0].field == "text"
    assert found.text.startswith("Fire destroyed the covered market of Tolmin")
    assert not found.text.endswith(".")


def test_a_lede_without_end_is_headed_by_its_first_words():
    """A sentence of two thousand words that nothing parts."""
    endless = "The bridge " + " ".join(f"word{i}" for i in range(2000)) + "."
    found = headed("", text=endless)
    assert found.text.startswith("The bridge word0 word1")
    assert len(found.text.split()) <= 40


def test_a_title_in_a_script_without_spaces_is_one():
    """It is not taken for a label of one word."""
    text = "周一早上，市议会关闭了托尔明大桥。维修工程预计需要六周。"
    assert headed("托尔明大桥周一关闭", text=text).text == "托尔明大桥周一关闭"


def test_a_story_of_which_nothing_is_told_has_a_headline():
    """A title of one word, or whatever words there are."""
    assert headed("Fire", text="").text == "Fire"
    assert headed("", text="***").text == "***"


def test_a_headline_counts_its_own_outlet_alone():
    """It is one article's words."""
    found = headed("Fire destroys covered market in Tolmin", "Tolmin market destroyed by fire")
    assert (found.outlets, found.origins, len(found.passages)) == (1, 1, 1)


def test_a_headline_cut_from_a_lede_keeps_to_the_words_that_may_be_shown():
    """Where no title stands, the lede is cut to what its article's share leaves."""
    lede = (
        "The harbour council of Tolmin voted on Tuesday evening to close the fish market for the whole of next"
        " winter so that its roof, which leaks in nine places, can be taken down and built again"
    )
    text = f"{lede}. The stalls move to the station. Nobody loses a place."
    shown = headed("", text=text).text
    assert 5 <= len(shown.split()) <= 0.35 * len(text.split())
    assert shown.endswith("fish market")


def test_a_title_that_its_site_cut_off_comes_after_others():
    """Its last word goes on in the text."""
    whole, cut = (
        "Fire destroys covered market in Tolmin",
        "Covered market in Tolmin burned down bef",
    )
    assert headed(cut, whole).text == whole


def test_of_an_untitled_story_the_newest_plain_lede_heads():
    """Not what begins with what was long ago."""
    text = "Back in May, the town of Tolmin painted its market hall.\n" + TEXT
    assert headed("", text=text).text.startswith("Fire destroyed the covered market")


def test_a_headline_of_first_words_ends_before_a_quotation_that_it_would_break():
    """Where enough is left."""
    long_ = " ".join(f"and another word for the {n}th time" for n in range(9))
    text = f"The town council of Tolmin has named its hall for trade “The House of all {long_}” on Monday."
    assert "“" not in headed("", text=text).text


def test_of_two_titles_that_of_the_newer_report_wins():
    """What happened since may have overtaken the other."""
    titles = {
        "2031-05-02": "Fire in Tolmin market out",
        "2031-05-09": "Tolmin market fire was arson",
    }
    documents = [
        prepare(Article(day, title, TEXT, day, day, published=day)) for day, title in titles.items()
    ]
    found = headline(Material(documents, trace(documents)), Allowance(documents, Limits()))
    assert found.text == titles["2031-05-09"]
