"""Quotations and differences are shown as far as the limit on words of one article leaves room."""

from digest.brief.allowance import Allowance, Limits
from digest.brief.comparison import MOST_DIFFERENCES, allowed
from digest.models import Article, Difference, Findings, Passage, Quote, Variant
from digest.prepare import prepare

WORDS = "The ferry left Kirkholm at noon with forty people and a horse on board. "


def allowance(most=1000):
    documents = [prepare(Article(a, "", WORDS * 20, a, a)) for a in "ab"]
    return Allowance(documents, Limits(max_words_shown=most))


def form(text, article, start=0):
    return Variant(text, (Passage(article, start, start + len(text)),))


def differs(confidence=0.9, development=False, start=0):
    values = form("forty people", "a", start), form("fifty people", "b", start)
    return Difference("number", "people", values, confidence, development)


def said(*variants, confidence=0.9):
    return Quote("Ada", "We left at noon", (Passage("a", 0, 15),), variants, confidence)


def test_the_surest_come_first_and_altered_quotations_before_others():
    """Developments come after differences."""
    doubtful, sure, moved = differs(0.6), differs(0.9), differs(0.95, development=True)
    altered, printed = said(form("We left at one", "b"), confidence=0.6), said()
    found = Findings(quotes=(printed, altered), differences=(moved, doubtful, sure))
    assert allowed(found, allowance()) == ((altered, printed), (sure, doubtful, moved))


def test_what_the_limit_leaves_no_room_for_is_left_out_whole():
    """Each form costs its words in each article that prints it; what is shown is spent."""
    counted = allowance(most=3)
    quotes, differences = allowed(Findings(quotes=(said(),), differences=(differs(),)), counted)
    assert (quotes, len(differences)) == ((), 1)
    assert (counted.left("a"), counted.left("b")) == (1, 1)


def test_no_more_are_shown_than_a_reader_can_take_in():
    """However many there are."""
    found = Findings(differences=tuple(differs(start=20 * i) for i in range(30)))
    assert len(allowed(found, allowance())[1]) == MOST_DIFFERENCES


def test_words_are_held_back_where_they_are_few_beside_the_rest():
    """Until they are released, and by no article of which little may be shown."""
    plenty, little = allowance(most=90), allowance(most=89)
    for counted in (plenty, little):
        counted.hold_back(9)
    assert (plenty.left("a"), little.left("a")) == (81, 89)
    plenty.spend("a", 81)
    plenty.release()
    assert plenty.left("a") == 9


def test_a_fork_of_an_allowance_counts_by_itself():
    """What it spends is not spent."""
    counted = allowance(most=50)
    other = counted.fork()
    other.spend("a", 20)
    assert (counted.left("a"), other.left("a")) == (50, 30)
