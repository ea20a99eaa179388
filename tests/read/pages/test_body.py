"""The text of a page."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from digest.errors import ReadError
from digest.read.decode import decode_page
from digest.read.html import read_html
from tests.memory import lines_and_peak

LINES = [
    "A ferry hit the northern breakwater of Drasna harbour on Wednesday evening, the coastguard said.",
    "It was arriving from the island of Vesk with more than two hundred passengers on board.",
    "Divers recovered the voyage recorder on Thursday morning and took it to the capital, Ostrel.",
    "The harbour master, Ilo Brandt, said that ferries to the island would run again on Saturday.",
]
REPORT = "".join(f"<p>{line}</p>" for line in LINES)


def read(body, head=""):
    page = f"<html><head><title>Ferry hits wall</title>{head}</head><body><article>{body}</article></body></html>"
    return read_html(page, "a.html")


def test_a_paragraph_is_a_line():
    """In the order of the page."""
    assert read(REPORT).text.splitlines() == LINES


@pytest.mark.parametrize(
    "extra",
    [
        "<p>Related: <a href='/x'>Ten ferries that hit a wall</a></p>",
        "<p><strong>Also read: <a href='/x'>Ten ferries that hit a wall</a></strong></p>",
        "<p><a href='/x'>See how ten other ferries hit a wall last year</a></p>",
        "<div class='newsletter-signup'><p>Ten ferries a week in your inbox, every Friday morning.</p></div>",
        "<div class='author-bio'><p>Jonas Abrell has seen ten ferries hit a wall in his time here.</p></div>",
        "<div><a href='/x'><span>Read more</span></a></div>",
        "<script>document.write('ten ferries that hit a wall')</script>",
        "<style>.ten { content: 'ferries' }</style>",
    ],
)
def test_what_leads_on_to_others_is_no_text(extra):
    """Pointers, prompts and boxes about the author."""
    middle = "".join(f"<p>{line}</p>" for line in LINES[:2]) + extra
    assert read(middle + "".join(f"<p>{line}</p>" for line in LINES[2:])).text.splitlines() == LINES


def test_a_link_within_a_sentence_is_text():
    """Only what stands alone leads on."""
    line = "The ferry, <a href='/x'>which was built in the yard of Ostrel</a>, was towed away."
    assert "built in the yard" in read(f"{REPORT}<p>{line}</p>").text


def test_title_byline_and_day_at_the_top_are_not_repeated():
    """They are known of the article already."""
    top = "<h1>Ferry hits wall</h1><p>Written by</p><p class='author-name'>Jonas Abrell</p>"
    article = read(top + REPORT)
    assert article.author == "Jonas Abrell"
    assert article.text.splitlines() == LINES


def test_what_follows_the_report_is_cut_off_under_its_heading():
    """Only where most of the words stand before it."""
    after = "<h2>About the author</h2><p>Jonas Abrell writes on harbours for this newspaper.</p>"
    assert read(REPORT + after).text.splitlines() == LINES
    assert "writes on harbours" in read(after + REPORT).text


def body_of(**more):
    stated = {"@type": "NewsArticle", "articleBody": "\n".join(LINES * 4), **more}
    return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


def test_a_stated_body_takes_the_place_of_a_teaser():
    """Where the page shows but its beginning."""
    teaser = "".join(f"<p>{line}</p>" for line in LINES[:2])
    assert read(teaser, body_of()).text.splitlines() == LINES * 4


def test_a_stated_body_that_is_not_free_to_read_is_not_taken():
    """What is sold is not shown."""
    teaser = "".join(f"<p>{line}</p>" for line in LINES[:2])
    for closed in (False, "False"):
        assert read(teaser, body_of(isAccessibleForFree=closed)).text.splitlines() == LINES[:2]


def test_a_stated_body_of_something_else_is_not_taken():
    """It must hold what the page shows."""
    other = "<p>Nobody at all would guess why those seven bakers chose purple aprons yesterday.</p>"
    assert "purple aprons" in read(other * 2, body_of()).text


def test_a_page_reads_the_same_twice():
    """Nothing is kept between two pages."""
    assert read(REPORT, body_of()) == read(REPORT, body_of())


def test_rows_of_a_table_are_kept_and_are_no_report():
    """They are marked where they stand."""
    table = "<table><tr><th>Ferry</th><th>Year</th></tr><tr><td>Vesk</td><td>2011</td></tr></table>"
    article = read(REPORT + table)
    marked = [article.text[a.start : a.end].split() for a in article.asides]
    assert marked == [["|", "Ferry", "|", "Year", "|"], ["|", "Vesk", "|", "2011", "|"]]
    assert {a.kind for a in article.asides} == {"label"}


# ---- odd pages -------------------------------------------------------------------------------

PIECES = [
    "<html>", "<body>", "<p>", "</p>", "<div class='author byline'>", "<article>", "<h1>", "<a href='http://['>",
    "<meta property='og:title' content='", "'>", "<script type='application/ld+json'>", "</script>", "<!--", "-->",
    '{"@type":"NewsArticle","author":', '{"@graph":[', "[", "]", "}", '"x"', "1e999", "\0", "\ud800", "<![CDATA[",
    "<time datetime='9999-12-31T23:59:60Z'>", "<time>31 February 2026", "&#0;", "&#xd800;", "<svg>", "<table><td>",
    "<?xml version='1.0' encoding='utf-16'?>", "<base href='::'>", "<link rel='canonical' href='", "a word. ",
    "<meta name='robots' content='max-snippet:", "<p data-nosnippet>", "<frameset>", "<plaintext>", "\x0c\x1b\x85",
]  # fmt: skip


@settings(
    deadline=None, max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=40).map("".join))
@example("<")
@example("<a>" * 400)
@example("<p>x" * 300 + "<h1>" * 300)
def test_any_page_is_an_article_or_a_read_error(page):
    """Nothing else is raised, whatever the page holds."""
    try:
        article = read_html(page, "a.html", "https://courier.example/a", ("nosnippet",))
    except ReadError as error:
        assert error.source == "a.html"
    else:
        assert article.text.strip()
        article.text.encode(), article.title.encode(), (article.author or "").encode()


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_are_a_page(data, content_type):
    """Decoded somehow, in whatever encoding they are said to be."""
    assert isinstance(decode_page(data, content_type), str)


HUGE = """
from digest.errors import ReadError
from digest.read.html import read_html
line = "<p>Ferry number {0} hit the wall, and <a href=/x>some more</a> of it.</p>"
pages = {
    "long": "<body><article>" + "".join(map(line.format, range(140_000))),
    "deep": "<body>" + "<div>" * 100_000 + "<p>Hello.",
    "wide": "<body>" + "<br>" * 2_500_000,
    "attributes": "<body><p " + " ".join(f"a{n}=1" for n in range(400_000)) + ">",
    "nested": "<script type='application/ld+json'>" + "[" * 900_000 + "</script><p>Hello.",
    "titles": "<head>" + "<meta property='og:title' content='a | b | c'>" * 30_000,
    "bars": "<title>" + "a | " * 200_000,
}
for name, page in pages.items():
    try:
        read_html(page, name)
    except ReadError:
        pass
"""


def test_huge_and_hostile_pages_are_read_in_bounded_memory():
    """Ten megabytes of them, one after another, in a process that stays under 300 MB."""
    _, peak = lines_and_peak(HUGE, 300)
    assert peak < 300
