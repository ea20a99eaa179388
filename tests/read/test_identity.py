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
