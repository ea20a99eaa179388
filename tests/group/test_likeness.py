"""Why an article is in its story and not in the next one."""

import pytest

from digest.group import SAME_STORY
from digest.group.likeness import Likenesses
from digest.models import Article
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
    "market": (
        "Market of Tolmin moves to the square",
        "The market moves to the square of Tolmin in June. Its traders want the old bridge cleaned.",
        None,
    ),
    "pear": ("Fruit found", "Growers found it beside a halt in autumn.", "2031-05-04"),
}
STORIES = [["bridge", "bridge-again"], ["market"], ["pear"]]


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
    assert {"bridge", "repairs"} <= {term.casefold() for term in nearest.terms}
    assert nearest.names == ("Tolmin", "Ada Brenk")
    assert nearest.numbers == ("42", "1,300")
    assert nearest.days_apart == 2


def test_the_nearest_story_outside_is_told_with_what_is_missing(likenesses):
    """And the article of it that is most like; days are not known where a date is not."""
    apart = likenesses.of("bridge").apart
    assert apart.story == ("market",)
    assert apart.nearest.article == "market"
    assert apart.nearest.days_apart is None
    assert apart.asked == SAME_STORY
    assert f"{SAME_STORY:.2f} is asked" in apart.missing or "an editor parted" in apart.missing


def test_likeness_to_a_story_is_that_to_its_articles_on_average(likenesses):
    """From one side and from the other it is the same."""
    one, other = likenesses.of_story(0), likenesses.of("market").apart
    assert other.story == ("bridge", "bridge-again")
    assert one.score == one.whole == other.score == other.whole
    assert 0 < one.score <= other.nearest.score


def test_an_article_alone_and_unlike_all_has_neither(likenesses):
    """Nothing is near it."""
    reasons = likenesses.of("pear")
    assert reasons.nearest is None
    assert reasons.apart is None
