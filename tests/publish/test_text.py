"""Words, dates and addresses."""

import pytest

from digest.publish.text import (
    at_passage,
    clean,
    full_date,
    instant,
    is_other_language,
    plain_date,
    rfc3339,
    safe_url,
    support,
)


def test_characters_that_xml_forbids_are_dropped():
    """Control characters and bidirectional overrides go, letters and line ends stay."""
    assert clean("a\x00b\x1bc\u202ed\u2066e\n\tf é 😀") == "abcde\n\tf é 😀"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host/x", "mailto:a@b.c",
     "http://", "http://[::1", "http://a b.example/", "ftp://h.example/", "", None,
     "java\nscript:alert(1)", " JaVaScRiPt:alert(1)"],
)  # fmt: skip
def test_only_http_addresses_become_links(url):
    """Anything else is no link at all."""
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://h.example/a?b=c&d=e#f", "https://h.example/a?b=c&d=e#f"),
        ("HTTPS://H.Example/A", "https://h.example/A"),
        ("https://h.example/é (1)", "https://h.example/%C3%A9%20%281%29"),
        ("https://h.example/%c3%a9%zz", "https://h.example/%c3%a9%25zz"),
        ("https://münch.example/", "https://xn--mnch-0ra.example/"),
        ("https://user:secret@h.example:8080/", "https://h.example:8080/"),
        ('https://h.example/"><script>', "https://h.example/%22%3E%3Cscript%3E"),
    ],
)
def test_an_address_is_plain_ascii(url, safe):
    """It means the same in HTML, XML and Markdown, and names no user."""
    assert safe_url(url) == safe


def test_a_text_fragment_names_the_words():
    """What would end a fragment's text is encoded."""
    assert at_passage("https://h.example/", "one-two, three & four") == (
        "https://h.example/#:~:text=one%2Dtwo%2C%20three%20%26%20four"
    )


def test_a_long_passage_is_named_by_its_ends():
    """Five words from either end find it."""
    words = "a b c d e f g h i j k"
    assert at_passage("https://h.example/#x", words).endswith(
        "#x:~:text=a%20b%20c%20d%20e,g%20h%20i%20j%20k"
    )


def test_dates_are_plain_words():
    """As far as the source gives them, in its own zone."""
    assert plain_date("2031-03-04T00:30:00+09:00") == "4 March 2031"
    assert plain_date("2031-03") == "March 2031"
    assert plain_date("1974") == "1974"
    assert plain_date("yesterday") == plain_date(None) == plain_date("0001-01-01") == ""
    assert full_date("2031-03-04") == "Tuesday, 4 March 2031"


def test_a_moment_without_a_zone_is_utc():
    """A plain date is its midnight."""
    assert rfc3339(instant("2031-03-04")) == "2031-03-04T00:00:00Z"
    assert rfc3339(instant("2031-03-04T10:00:00")) == "2031-03-04T10:00:00Z"
    assert rfc3339(instant("2031-03-04T10:00:00+02:00")) == "2031-03-04T08:00:00Z"
    assert instant("0001-01-01T00:00:00+14:00") is None


def test_one_outlet_is_one_outlet():
    """The support behind words, in words."""
    assert support(1, 1) == "1 outlet"
    assert support(5, 3) == "5 outlets, 3 independent"


def test_only_another_known_language_is_marked():
    """Dialects of the page's language and unknown languages are not."""
    assert is_other_language("de", "en")
    assert not is_other_language("en-GB", "en")
    assert not is_other_language("und", "en")
    assert not is_other_language('"><script>', "en")
