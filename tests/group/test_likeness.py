"""Why an article is in its story and not in the next one."""

import pytest

from digest.group import SAME_STORY
from digest.group.likeness import Likenesses, printed_forms
from digest.models import Article, Tie
from digest.pipeline import prepared

TEXTS = {
    "bridge": (
        "Old bridge at Tolmin closes for repairs",
        "The old bridge at Tolmin will close on Monday for repairs, engineer Ada Brenk said. Repairs"
        " to its northern pier will take 42 days and cost 1,300 crowns.",
        "2031-05-04",
    ),
    "bridge-again": (
        "Tolmin bridge to close on Monday",
        "The bridge at Tolmin closes on Monday. Repairs to its northern pier take 42 days, says the"
        " engineer in charge, Ada Brenk, and cost 1,300 crowns.",
        "2031-05-06T10:00:00Z",
    ),
    "park": (
        "Trees for a park",
        "Lime trees will be planted along the paths of the park, the gardeners said. An engineer has"
        " asked for lime trees since the old ones fell in a gale eight days ago, and children are to"
        " name each tree after a poet. The money for it comes from a lottery.",
        None,
    ),
    "pear": ("Fruit found", "Growers found it beside a halt in autumn.", "2031-05-04"),
}
STORIES = [["bridge", "bridge-again"], ["park"], ["pear"]]


@pytest.fixture(scope="module")
def likenesses():
    articles = [
        Article(key, title, text, f"Outlet {key}", f"{key}.txt", published=published, language="en")
        for key, (title, text, published) in TEXTS.items()
    ]
    return Likenesses(prepared(articles), STORIES)


def test_the_nearest_article_of_its_story_is_told_with_what_they_share(likenesses):
    """Words as printed, names, numbers, and the days between the two."""
    nearest = likenesses.of("bridge").nearest
    assert nearest.article == "bridge-again"
    assert nearest.score > SAME_STORY
    assert {"repairs", "42"} <= set(nearest.terms)
    assert nearest.names == ("Tolmin", "Ada Brenk")
    assert nearest.numbers == ("42 days", "1,300 crowns")
    assert nearest.days_apart == 2


def test_the_nearest_story_outside_is_told_with_what_is_missing(likenesses):
    """And the article of it that is most like; days are not known where a date is not."""
    apart = likenesses.of("bridge").apart
    assert apart.story == ("park",)
    assert apart.nearest.article == "park"
    assert apart.nearest.days_apart is None
    assert apart.between < apart.asked
    assert f"alike by {apart.between:.3f} on average; {apart.asked:.3f} is asked" in apart.missing
    assert {"bridge", "Tolmin"} <= set(apart.lacking)


def test_likeness_to_a_story_is_that_to_its_articles_on_average(likenesses):
    """From one side and from the other it is the same."""
    one, other = likenesses.of_story(0), likenesses.of("park").apart
    assert other.story == ("bridge", "bridge-again")
    assert one.score == other.score == one.between == other.between
    assert one.asked == other.asked
    assert 0 < one.score <= other.nearest.score


def test_an_article_alone_and_unlike_all_has_neither(likenesses):
    """Nothing is near it."""
    reasons = likenesses.of("pear")
    assert reasons.nearest is None
    assert reasons.apart is None
    assert not reasons.roundup


def measured(stories, **reports):
    """Likenesses of reports (a title, a text, a day), parted so."""
    articles = [
        Article(key, title, text, f"Outlet {key}", f"{key}.txt", published=day, language="en")
        for key, (title, text, day) in reports.items()
    ]
    return Likenesses(prepared(articles), stories)


def test_two_articles_alone_are_asked_for_the_usual_likeness():
    """Nothing is known of their own coherence, and it says `articles`, not `stories`."""
    title, text, day = TEXTS["bridge"]
    found = measured([["bridge"], ["park"]], bridge=(title, text, day), park=TEXTS["park"])
    apart = found.of("park").apart
    assert apart.asked == SAME_STORY
    assert apart.missing == f"the two articles are alike by {apart.between:.3f}; 0.120 is asked"


def test_the_closer_knit_two_stories_are_the_more_is_asked(likenesses):
    """The bridge's own articles are more alike than is usual."""
    assert likenesses.of_story(0).asked > SAME_STORY


def test_days_that_took_likeness_away_are_told():
    """Five weeks apart, the same words are no longer the same story."""
    title, text, _ = TEXTS["bridge"]
    found = measured(
        [["may"], ["july"]], may=(title, text, "2031-05-04"), july=(title, text, "2031-07-05")
    )
    missing = found.of("may").apart.missing
    assert missing.endswith("; the 62 days between took 95% of the likeness")


def test_what_an_editor_parted_is_not_said_to_be_unlike():
    """The same text in two stories: likeness is not what is missing."""
    title, text, day = TEXTS["bridge"]
    found = measured([["one"], ["two"]], one=(title, text, day), two=(title, text, day))
    assert "an editor parted them" in found.of("one").apart.missing


def test_a_round_up_is_told_from_what_is_merely_unlike():
    """From its own side, and from that of a story it mentions."""
    from tests.group.test_traps import WEEK, reports_of_the_week

    reports = {
        d.article.id: ("", d.article.text, d.article.published) for d in reports_of_the_week()
    }
    reports["week"] = ("The week in six stories", WEEK, "2026-03-15")
    found = measured([*([f"e{n}0", f"e{n}1"] for n in range(6)), ["week"]], **reports)
    week, strike = found.of("week"), found.of("e00")
    assert week.roundup
    assert "this is a round-up" in week.apart.missing
    assert not strike.roundup
    assert strike.apart.story == ("week",)
    assert "that is a round-up" in strike.apart.missing


def test_a_tie_is_told_from_either_side(likenesses):
    """With the score that it was found with, and the words as the article asked about prints them."""
    tie = Tie(("bridge", "bridge-again"), 0.777, ("repair",))
    assert likenesses.tied(tie, "bridge").article == "bridge-again"
    back = likenesses.tied(tie, "bridge-again")
    assert (back.article, back.score, back.days_apart) == ("bridge", 0.777, 2)
    assert "repairs" in back.terms or "Repairs" in back.terms


def test_a_word_is_printed_as_it_mostly_stands():
    """A chin in passing does not rename the Chin; no possessive is told."""
    text = "Vito Chin was seen. The Chin laughed. Chin's hat fell, and two chins were raised at it."
    (document,) = prepared([Article("a", "CHIN", text, "Outlet", "a.txt", language="en")]).values()
    assert printed_forms(document)["chin"] == "Chin"
