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
    assert nearest.numbers == ("42", "1,300")
    assert nearest.days_apart == 2


def test_the_nearest_story_outside_is_told_with_what_is_missing(likenesses):
    """And the article of it that is most like; days are not known where a date is not."""
    apart = likenesses.of("bridge").apart
    assert apart.story == ("park",)
    assert apart.nearest.article == "park"
    assert apart.nearest.days_apart is None
    assert apart.asked == SAME_STORY
    assert f"{SAME_STORY:.3f} is asked" in apart.missing


def test_likeness_to_a_story_is_that_to_its_articles_on_average(likenesses):
    """From one side and from the other it is the same."""
    one, other = likenesses.of_story(0), likenesses.of("park").apart
    assert other.story == ("bridge", "bridge-again")
    assert one.score == other.score
    assert one.fit == other.fit < one.score
    assert 0 < one.score <= other.nearest.score


def test_an_article_alone_and_unlike_all_has_neither(likenesses):
    """Nothing is near it."""
    reasons = likenesses.of("pear")
    assert reasons.nearest is None
    assert reasons.apart is None
