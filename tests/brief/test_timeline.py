"""How it unfolded: what happened on which day."""

from digest.brief.allowance import Limits
from digest.brief.writer import Assignment
from digest.models import Article
from digest.pipeline import write_brief
from digest.prepare import prepare
from digest.trace import trace

TEXT = """The ferry Ilvanka struck the breakwater of Drasna on Wednesday evening and a deckhand was killed.
Divers recovered the recorder of the Ilvanka from the harbour of Drasna on Thursday morning.
The crew of the Ilvanka found a leak in the steering pump on April 19, its log shows.
Shares of the Merrow Line of Ostrel lost 12 percent, and its chairman Henrik Aldous gave no comment.
The union of seafarers said on Friday that it had warned the ministry of Transport in Ostrel.
Parliament will debate the accident of the Ilvanka on Tuesday in a session that was called by 41 members.
"""
REST = "\n".join(
    f"Buoy {n} of the harbour of Drasna was painted by a crew from Hallin that came by lorry."
    for n in range(40)
)


def unfolded(*texts, limits=Limits(max_share_shown=1.0), published="2031-05-09"):
    documents = [
        prepare(
            Article(
                f"a{i}",
                "Ferry strikes breakwater",
                text + REST,
                f"Outlet {i}",
                f"a{i}",
                published=published,
            )
        )
        for i, text in enumerate(texts)
    ]
    told = write_brief(limits, "consensus", documents, trace(documents), Assignment())
    return [(entry.date, entry.statement.text.split()[0]) for entry in told.timeline]


def test_what_happened_is_told_in_the_order_of_its_days():
    """A day of telling, and one to come, are none of them."""
    assert unfolded(TEXT) == [
        ("2031-04-19", "The"), ("2031-05-07", "The"), ("2031-05-08", "Divers"),
    ]  # fmt: skip


def test_two_days_are_no_course_of_events():
    """Nor is anything dated in an article that has no day."""
    assert unfolded("\n".join(TEXT.split("\n")[:2])) == []
    assert unfolded(TEXT, published=None) == []


def test_it_is_told_as_far_as_words_may_be_shown():
    """All of it, or nothing."""
    assert unfolded(TEXT, limits=Limits(max_share_shown=0.05)) == []


def test_a_day_is_told_once():
    """By the most widely told sentence."""
    days = [
        day for day, _ in unfolded(TEXT, TEXT.replace("Divers recovered", "On board, divers found"))
    ]
    assert len(days) == len(set(days)) == 3
