"""What an article is called."""

import pytest

from digest.read.identity import article_id, canonical, host_of, language_code


@pytest.mark.parametrize(
    "url",
    [
        "http://lantern.example/a",
        "https://www.Lantern.example/a/",
        "https://lantern.example/a?utm_source=mail&fbclid=1",
        " https://lantern.example:443/a#part ",
    ],
)
def test_addresses_of_one_article_are_one(url: str) -> None:
    """Scheme, case of the host, tracking and fragment tell nothing."""
    assert canonical(url) == "https://lantern.example/a"


def test_addresses_of_two_articles_are_two() -> None:
    """The query and the path tell."""
    assert canonical("https://lantern.example/?id=1") != canonical("https://lantern.example/?id=2")
    assert canonical("https://lantern.example/A") != canonical("https://lantern.example/a")


@pytest.mark.parametrize(
    "url", ["", "mailto:a@b.example", "javascript:x", "http://[", "//a.example", None]
)
def test_what_is_no_web_address_has_no_host(url: str | None) -> None:
    """And breaks nothing."""
    assert host_of(url) is None


def test_an_id_is_that_of_the_address_or_else_of_the_content() -> None:
    """Short, and the same on every machine."""
    assert article_id("https://a.example/1", "x") == article_id("http://www.a.example/1", "y")
    assert article_id(None, "a", "b") != article_id(None, "ab")
    assert article_id(None, "\ud800") == article_id(None, "\ud800")
    assert article_id(None, "a") == "a-ca978112ca1bbdca"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "en"), ("EN-gb", "en"), ("pt_BR", "pt"), ("eng", ""), ("", ""), (None, ""), ("..", "")],
)
def test_language_tags(tag: str | None, code: str) -> None:
    """ISO 639-1, or nothing."""
    assert language_code(tag) == code


@pytest.mark.parametrize(
    "url",
    [
        "https://lantern.example/news/a/amp",
        "https://lantern.example/news/a/amp/",
        "https://amp.lantern.example/news/a",
        "https://lantern.example/news/a.amp",
        "https://lantern.example/news/a?amp=1",
        "https://lantern.example/news/a?outputType=amp&utm_medium=x",
        "https://lantern-example.cdn.ampproject.org/c/s/lantern.example/news/a?usqp=mq331",
        "https://lantern-example.cdn.ampproject.org/v/s/www.lantern.example/news/a/amp/?amp_js_v=0.1",
        "https://www.google.com/amp/s/lantern.example/news/a.amp",
        "https://lantern.example/news/a?gclid=1&_ga=2&msclkid=3&smid=4",
    ],
)
def test_the_form_of_an_article_for_phones_is_the_article(url: str) -> None:
    """AMP, its caches, and what tells who sent a reader, change nothing."""
    assert canonical(url) == "https://lantern.example/news/a"


def test_an_ending_of_the_form_for_phones_leaves_the_page_its_own() -> None:
    """`a.amp.html` is `a.html`."""
    assert canonical("https://lantern.example/a.amp.html") == "https://lantern.example/a.html"


@pytest.mark.parametrize(
    "url",
    [
        "https://lantern.example/amp",
        "https://amp.example",
        "https://lantern.example/amp/volts",
        "https://lantern.example/guitar-amp",
        "https://lantern.example/a?amp=marshall",
        "https://lantern.example/a?item=3&itok=2",
        "https://google.com/amp/volts",
    ],
)
def test_what_is_but_called_amp_is_kept(url: str) -> None:
    """An amplifier is no form of a page."""
    assert canonical(url) == url
