"""How much of one article the pages print."""

from dataclasses import replace

import invented_editions as invented

from digest.publish.quoting import quotable

CRACKS = invented.BRIDGE.quick_look[0]


def limited(may_quote):
    edition = invented.full()
    articles = tuple(
        replace(a, may_quote=may_quote) if a.id == "gazette" else a for a in edition.articles
    )
    return replace(edition, articles=articles)


def test_what_supports_a_statement_is_printed_within_the_limits():
    """Both limits leave room here."""
    assert CRACKS.support[0] in quotable(invented.full(), 250, 0.35)


def test_past_the_limit_on_words_only_the_source_is_named():
    """The edition's own words stay; what supports them is not printed."""
    shown = quotable(invented.full(), 10, 1.0)
    assert CRACKS.passages[0] in shown
    assert CRACKS.support[0] not in shown


def test_past_the_limit_on_the_share_only_the_source_is_named():
    """The share counts in words of the article."""
    assert CRACKS.support[0] not in quotable(invented.full(), 250, 0.01)


def test_a_publishers_own_limit_is_kept():
    """Zero words means none."""
    assert CRACKS.support[0] not in quotable(limited(0), 250, 0.35)
    assert CRACKS.support[0] in quotable(limited(100), 250, 0.35)


def test_a_word_printed_twice_counts_once():
    """Two statements on the same span cost no more than one."""
    twice = replace(invented.BRIDGE, quick_look=(CRACKS, CRACKS), deep_look=(), quotes=())
    edition = replace(invented.full(), stories=(twice,))
    standfirst, cracks = 12, 10  # words of the Gazette that support each
    assert CRACKS.support[0] in quotable(edition, standfirst + cracks, 1.0)
    assert CRACKS.support[0] not in quotable(edition, standfirst + cracks - 1, 1.0)
