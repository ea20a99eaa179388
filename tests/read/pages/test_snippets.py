"""What a publisher allows to be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import ReadError
from digest.read.html import read_html

REPORT = "".join(
    f"<p>{text}</p>"
    for text in (
        "A ferry hit the northern breakwater of Drasna harbour on Wednesday evening, the coastguard said.",
        "It was arriving from the island of Vesk with more than two hundred passengers on board.",
        "Divers recovered the voyage recorder on Thursday morning and took it to the capital, Ostrel.",
    )
)


def page(head="", body=REPORT):
    return f"<html><head><title>Ferry hits wall</title>{head}</head><body><article>{body}</article></body></html>"


def told(head="", robots=()):
    article = read_html(page(head), "a.html", robots=robots)
    return article.rules, article.may_quote


def test_a_page_without_rules_has_none():
    """The general limits alone bind."""
    assert told() == ((), None)
    assert told('<meta name="robots" content="index, follow, max-image-preview:large">') == (
        (),
        None,
    )


@pytest.mark.parametrize(
    ("content", "rules", "words"),
    [
        ("nosnippet", ("nosnippet",), 0),
        (" NoSnippet , noindex", ("nosnippet",), 0),
        ("max-snippet:120", ("max-snippet:120",), 20),
        ("MAX-SNIPPET : 120", ("max-snippet:120",), 20),
        ("max-snippet:0", ("max-snippet:0",), 0),
        ("max-snippet:5", ("max-snippet:5",), 0),
        ("max-snippet:-1", (), None),
        ("max-snippet:many", (), None),
        ("max-snippet:600, max-snippet:60", ("max-snippet:60",), 10),
        ("max-snippet:-1, max-snippet:60", ("max-snippet:60",), 10),
        ("nosnippet, max-snippet:600", ("max-snippet:600", "nosnippet"), 0),
        ("noarchive", ("noarchive",), None),
        ("none", (), None),
        ("unavailable_after: 25 Jun 2031 15:00:00 PST, nosnippet", ("nosnippet",), 0),
        ("", (), None),
    ],
)
def test_rules_of_the_page_and_of_its_header_read_alike(content, rules, words):
    """Characters are counted as six to a word; of several rules the strictest binds."""
    assert told(f'<meta name="robots" content="{content}">') == (rules, words)
    assert told(robots=(content,)) == (rules, words)


@pytest.mark.parametrize("name", ["robots", "ROBOTS", " googlebot ", "Digest"])
def test_rules_for_everybody_for_search_engines_and_for_us_bind(name):
    """However the name is written."""
    assert told(f'<meta name="{name}" content="nosnippet">') == (("nosnippet",), 0)


def test_rules_for_another_reader_do_not_bind():
    """Neither in the page nor in the header, up to the next name."""
    assert told('<meta name="otherbot" content="nosnippet">') == ((), None)
    assert told(robots=("otherbot: nosnippet, max-snippet:6",)) == ((), None)
    assert told(robots=("otherbot: max-snippet: 6",)) == ((), None)
    assert told(robots=("OtherBot : noindex, googlebot: nosnippet",)) == (("nosnippet",), 0)
    assert told(robots=("noarchive, otherbot: nosnippet",)) == (("noarchive",), None)
    assert told(robots=("otherbot: nosnippet", "max-snippet:60")) == (("max-snippet:60",), 10)


def test_page_and_header_are_bound_together():
    """The strictest of both."""
    meta = (
        '<meta name="robots" content="max-snippet:60"><meta name="googlebot" content="noarchive">'
    )
    assert told(meta, ("max-snippet:600",)) == (("max-snippet:60", "noarchive"), 10)


def test_what_is_marked_as_not_to_be_shown_is_not_read():
    """In the text, in the heading, and where JSON-LD repeats it."""
    secret = (
        "The names of the two sailors who were hurt are known to this newspaper and to the court."
    )
    stated = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{secret * 9}"}}</script>'
    for marked in (
        f"<p data-nosnippet>{secret}</p>",
        f'<p DATA-NOSNIPPET="true">{secret}</p>',
        f"<div data-nosnippet><section><p>{secret}</p></section></div>",
        f"<p>Before. <span data-nosnippet>{secret}</span> After.</p>",
    ):
        article = read_html(page(stated, REPORT + marked), "a.html")
        assert "sailors" not in article.text
        assert "Divers recovered" in article.text
    heading = read_html(
        page("", "<h1 data-nosnippet>Ferry hits secret wall</h1>" + REPORT), "a.html"
    )
    assert heading.title == "Ferry hits wall"


def test_a_page_that_marks_all_of_itself_has_no_text():
    """And is an error, not an empty article."""
    for attributes in ("<html data-nosnippet><body>", "<html><body data-nosnippet>"):
        with pytest.raises(ReadError):
            read_html(f"{attributes}{REPORT}</body></html>", "a.html")


def test_a_header_of_any_length_is_taken():
    """Neither names without end nor white space without end take long."""
    assert told(robots=("a:" * 20_000, "b" + " " * 500_000 + "c", "nosnippet")) == (
        ("nosnippet",),
        0,
    )


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_header_is_taken(values):
    """Whatever it holds, it gives no error and no limit below nothing."""
    _, words = told(robots=values)
    assert words is None or words >= 0
