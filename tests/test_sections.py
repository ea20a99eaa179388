"""Which section a story is of, and when it is of none."""

import pytest

from digest.models import Article
from digest.prepare import prepare
from digest.sections import GENERAL, Section, section_of

WATER = Section("Water", ("flood", "river*", '"coast guard"'))
TOWN = Section("Town", ("council", "mayor"))


def told(title, text="", section=None, language="en"):
    """A document of these words."""
    text = text or "Nothing else of it is known so far, the people there say."
    return prepare(
        Article(title, title, text, f"Outlet {title}", title, section=section, language=language)
    )


def test_the_section_with_most_words_is_that_of_the_story():
    """In titles and ledes; one word in an article counts once."""
    story = [
        told("River floods the mayor's cellar", "The flood came at night. The river is high."),
        told("Rivers rise", "The council met at night and went home."),
    ]
    assert section_of(story, (TOWN, WATER)) == "Water"
    assert section_of(story[:1], (TOWN,)) == "Town"


def test_of_equal_sections_the_first_is_taken():
    """In the order of the configuration."""
    story = [told("Mayor looks at the river")]
    assert section_of(story, (TOWN, WATER)) == "Town"
    assert section_of(story, (WATER, TOWN)) == "Water"


def test_what_few_of_its_articles_say_is_not_the_section():
    """One of three is not enough; nor is what stands far down."""
    story = [told("River rises"), told("Bridge shut"), told("Bridge closed")]
    assert section_of(story, (WATER,)) is None
    deep = "The bridge is shut today. It is closed to all. A river runs below the old bridge."
    assert section_of([told("Bridge shut", deep)], (WATER,)) is None


def test_the_editors_queries_come_before_the_sections_of_sources():
    """Those are taken where no query fits: that of most, of equal ones the first."""
    story = [told("River rises", section="North"), told("River higher", section="South")]
    assert section_of(story, (WATER,)) == "Water"
    assert section_of(story, (TOWN,)) == "North"
    assert section_of([*story, told("High river", section="South")]) == "South"


RATE = ("Central bank cuts key rate as inflation falls", "The bank cut it on Monday.")


def test_a_clear_story_has_a_general_section():
    """Two cues and more, one of them in a title."""
    assert section_of([told(*RATE)]) == "Business"


@pytest.mark.parametrize(
    "title, text",
    [
        ("Inflation falls", "It fell on Monday, the office said."),
        ("Bank moves", "The central bank spoke of inflation on Monday."),
        ("Central bank and hospital", "Inflation, doctors said, and patients agreed on it."),
        ("Ferry hits the pier", "It sails again on Monday, its owner said."),
    ],
)
def test_a_story_that_leaves_a_doubt_has_none(title, text):
    """One cue, none in a title, or another section that is as near."""
    assert section_of([told(title, text)]) is None


def test_another_language_is_not_guessed_at():
    """The words are English."""
    assert section_of([told(*RATE, language="de")]) is None


def test_no_cue_is_of_two_sections():
    """It would tell of neither."""
    words = [word for section in GENERAL for word in section.words]
    assert len(set(words)) == len(words)
