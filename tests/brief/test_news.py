"""What is new since an earlier edition, and what was withdrawn since."""

from dataclasses import replace

import pytest

from digest.brief.allowance import Limits
from digest.brief.writer import Assignment
from digest.corrections import corrected
from digest.edition import Known, KnownStory, Masthead
from digest.models import Article
from digest.pipeline import Options, make_edition, write_brief
from digest.prepare import prepare
from digest.trace import trace

FIRST = """The ferry Ilvanka struck the breakwater of Drasna on Wednesday evening and a deckhand was killed.
The captain of the Ilvanka, Andrej Velnik, reported that the rudder did not answer in the harbour.
The ministry of transport in Ostrel said that 17 people were hurt on the Ilvanka.
"""
SECOND = """A deckhand was killed when the ferry Ilvanka struck the breakwater of Drasna on Wednesday evening.
Parliament in Ostrel voted 61 to 44 to dismiss transport minister Irena Kalvas over the contract with Merrow Line.
The navy of Lastovia carried food and fuel to the island of Vesk in a landing craft on Saturday.
"""
WIDE = Limits(max_share_shown=1.0)


def told(before):
    texts = {"a": FIRST, "b": SECOND}
    documents = [prepare(Article(i, "Ferry strikes wall", t, i, i)) for i, t in texts.items()]
    return write_brief(WIDE, "consensus", documents, trace(documents), Assignment(None, before))


def test_bullets_that_add_something_come_first_and_are_marked():
    """What an earlier article reported in other words adds nothing."""
    brief = told(frozenset("a"))
    new = [brief.quick_look[at].text for at in brief.new]
    assert brief.new == (0, 1)
    assert sorted(text.split()[0] for text in new) == ["Parliament", "The"]
    assert not any("struck" in text for text in new)
    assert any("struck" in s.text for s in brief.quick_look[2:])


@pytest.mark.parametrize("before", ["", "ab"])
def test_nothing_is_new_where_all_or_nothing_was_known(before):
    """A story's first edition marks nothing."""
    assert told(frozenset(before)).new == ()


# ---- corrections -----------------------------------------------------------------------------


def edition_of(day, *texts, known=Known()):
    articles = [
        Article(
            f"a{i}",
            "Ferry strikes breakwater of Drasna",
            text,
            f"Outlet {i}",
            f"a{i}",
            published="2031-05-07",
        )
        for i, text in enumerate(texts)
    ]
    return make_edition(
        articles, (), Options(Masthead("Digest", day, "en", "localhost", 9), WIDE, known=known)
    )


def next_of(before, *texts):
    stories = tuple(
        KnownStory(s.id, s.slug, s.tag, frozenset(s.articles), s.first_edition)
        for s in before.stories
    )
    known = Known(before.tag, stories, carried={a.id: before.date for a in before.articles})
    return corrected(edition_of("2031-05-10", *texts, known=known), [before])


HURT = "The ministry of transport in Ostrel said that 17 people were hurt on the Ilvanka."


@pytest.mark.parametrize(
    "instead, told",
    [
        (HURT, []),
        (HURT.replace("17", "14"), [HURT]),
        ("", [HURT]),
        (HURT.replace("hurt", "injured"), []),
        (HURT.replace("were hurt", "were not hurt").replace("said that 17", "said that"), [HURT]),
        (HURT.replace("The ministry", "The transport ministry").replace(" of transport in", " in"), []),
    ],
)  # fmt: skip
def test_what_no_source_says_any_more_is_said_to_be_withdrawn(instead, told):
    """A sentence that was only polished is not."""
    before = edition_of("2031-05-09", FIRST)
    assert HURT in [s.text for s in before.stories[0].quick_look]
    after = next_of(before, FIRST.replace(HURT, instead))
    assert [c.text for c in after.stories[0].corrections] == told
    assert {c.edition for c in after.stories[0].corrections} <= {"2031-05-09"}


def test_what_another_source_still_says_is_not_withdrawn():
    """One of two outlets that reported it left it out."""
    before = edition_of("2031-05-09", FIRST, FIRST.replace("The captain", "Captain"))
    after = next_of(before, FIRST.replace(HURT, ""), FIRST.replace("The captain", "Captain"))
    assert after.stories[0].corrections == ()


def test_a_bullet_in_several_pieces_is_still_said_by_an_article_that_did_not_change():
    """What was cut out of its middle stands between them."""
    long_ = (
        "The people of Drasna took one look at the ferry — a wreck of planks and rope and of rusty plates of iron — and"
        " turned back home to Hallin, Korvel, Ostrel, Tolmin and Velden."
    )
    text = f"{long_}\n{FIRST}"
    before = edition_of("2031-05-09", text)
    assert any(len(s.passages) > 1 for s in before.stories[0].quick_look)
    assert next_of(before, text).stories[0].corrections == ()


def test_a_correction_stays_with_its_story():
    """Once."""
    first = edition_of("2031-05-09", FIRST)
    second = next_of(first, FIRST.replace(HURT, ""))
    third = replace(
        second,
        date="2031-05-11",
        id="third",
        stories=tuple(replace(s, corrections=()) for s in second.stories),
    )
    assert corrected(third, [first, second]).stories[0].corrections == second.stories[0].corrections


def test_a_source_that_is_no_longer_read_withdraws_nothing():
    """It may still say so."""
    before = edition_of("2031-05-09", FIRST, SECOND)
    after = next_of(before, FIRST)
    assert after.stories[0].corrections == ()
