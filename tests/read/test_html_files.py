"""Saved web pages."""

import pytest

from digest.errors import ReadError
from digest.read.html import read_html

PARAGRAPHS = "".join(
    f"<p>{text}</p>"
    for text in (
        "A ferry hit the northern breakwater of Drasna harbour on Wednesday evening, the coastguard said.",
        "It was arriving from the island of Vesk with more than two hundred passengers on board.",
        "Divers recovered the voyage recorder on Thursday morning and took it to the capital, Ostrel.",
    )
)


def page(
    head: str = "", body: str = f"<article><h1>Ferry hits wall</h1>{PARAGRAPHS}</article>"
) -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def test_the_outlet_is_the_name_that_the_page_gives_its_site() -> None:
    """With title, author, date and address."""
    article = read_html(
        page(
            '<meta property="og:site_name" content="The Drasna Courier">'
            '<meta property="og:title" content="Ferry hits wall">'
            '<meta name="author" content="Jonas Abrell">'
            '<link rel="canonical" href="https://courier.example/a">'
            '<meta property="article:published_time" content="2026-03-13T07:15:00+01:00">'
        ),
        "a.html",
    )
    assert article.outlet == "The Drasna Courier"
    assert (article.title, article.author) == ("Ferry hits wall", "Jonas Abrell")
    assert article.url == "https://courier.example/a"
    assert (article.published or "")[:10] == "2026-03-13"
    assert "Divers recovered" in article.text


def test_the_outlet_is_the_host_where_the_page_names_no_site() -> None:
    """Without www."""
    assert read_html(page(), "a.html", "https://www.courier.example/a").outlet == "courier.example"


def test_the_outlet_is_unknown_where_nothing_tells() -> None:
    """It is called after the file."""
    assert read_html(page(), "b/a.html").outlet == "Unknown outlet (b/a.html)"


@pytest.mark.parametrize(
    "text", ["", " ", "<html></html>", page(body=""), "<!-- nothing -->", "\x00"]
)
def test_a_page_without_an_article_is_an_error_that_names_it(text: str) -> None:
    """Nothing is made up."""
    with pytest.raises(ReadError, match=r"^a\.html: no article text on this page$"):
        read_html(text, "a.html")


def test_the_same_page_has_the_same_id() -> None:
    """Of its canonical address where it has one: tracking is no part of it."""
    one = read_html(page(), "a.html", "https://www.courier.example/a?utm_source=mail")
    other = read_html(page(), "b.html", "http://courier.example/a/")
    assert one.id == other.id


PROSE = page(
    body=f"<article><h1>Ferry hits wall</h1><p>It was rebuilt in 2011, and on 12 March 2014.</p>{PARAGRAPHS}</article>"
)


def test_a_day_of_the_report_is_not_the_day_of_publication() -> None:
    """A page that does not tell when it was published has no date."""
    assert read_html(PROSE, "a.html").published is None


@pytest.mark.parametrize(
    "told",
    [
        '<meta property="article:published_time" content="2026-03-13T07:15:00Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-13"}</script>',
        '<time datetime="2026-03-13T07:15:00Z">Friday</time>',
    ],
)
def test_metadata_and_time_tell_the_day(told: str) -> None:
    """Whatever days the report names."""
    text = PROSE.replace("<h1>", f"{told}<h1>") if told.startswith("<time") else PROSE
    text = text if told.startswith("<time") else text.replace("<head>", f"<head>{told}")
    assert (read_html(text, "a.html").published or "")[:10] == "2026-03-13"


def test_the_address_tells_the_day() -> None:
    """Where it holds one."""
    url = "https://courier.example/2026/03/13/ferry"
    assert read_html(PROSE, "a.html", url).published == "2026-03-13"


def test_the_outlet_is_called_as_the_page_prints_it() -> None:
    """No letter of it is recased."""
    head = '<meta property="og:site_name" content="the drasna courier iNews">'
    assert read_html(page(head), "a.html").outlet == "the drasna courier iNews"
