"""robots.txt, as RFC 9309 has it: whose rules, which pattern, how often."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.read.web.robots import read_robots

FILE = b"""
# Everybody
User-agent: *
Disallow: /

User-agent: other
User-agent: Digest
Allow: /news/
Disallow: /news/archive/
Disallow: /*.pdf$
Disallow: /search?*q=
Crawl-delay: 4
Sitemap: https://news.example/sitemap.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/news/1", True),
        ("/news/archive/1", False),
        ("/news/%61rchive/1", False),
        ("/report.pdf", False),
        ("/report.pdf?page=2", True),
        ("/search?lang=en&q=storm", False),
        ("/search?lang=en", True),
    ],
)
def test_our_own_group_counts_and_in_it_the_longest_pattern(path, allowed):
    """Not what is said to everybody; `*` stands for anything, `$` for the end."""
    assert read_robots(FILE).allows(f"https://news.example{path}") is allowed


def test_without_a_group_of_our_own_that_for_everybody_counts():
    """And of one that forbids and one that allows alike, the one that allows."""
    robots = read_robots(b"User-agent: *\nDisallow: /a\nAllow: /a\nDisallow: /b\n")
    assert robots.allows("https://news.example/a")
    assert not robots.allows("https://news.example/b")


def test_a_delay_is_kept_within_bounds():
    """A minute at most; nonsense is none."""
    assert read_robots(FILE).delay == 4
    for asked, kept in ((b"9999", 60), (b"-1", 0), (b"soon", 0), (b"nan", 0), (b"inf", 60)):
        assert read_robots(b"User-agent: *\nCrawl-delay: " + asked).delay == kept


def test_what_is_no_robots_txt_forbids_nothing():
    """A page in its place, or nothing at all."""
    for body in (b"", b"<html><body>User-agent: here</body></html>", b"Disallow: /", b"\xff\xfe\0"):
        assert read_robots(body).allows("https://news.example/news")


def test_a_file_made_to_be_slow_is_not():
    """Thousands of programs times thousands of rules, and patterns that regular expressions choke on."""
    crowd = b"".join(b"User-agent: a%d\n" % n for n in range(8000))
    rules = b"".join(b"Disallow: /x%d\n" % n for n in range(20000))
    assert read_robots(crowd + rules).rules == ()
    robots = read_robots(b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*b$\n" * 3000)
    assert robots.allows("https://news.example/" + "a" * 3000)


@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_bytes_are_read(body, path):
    """Whatever they are, there is an answer."""
    assert read_robots(b"User-agent: *\nDisallow: " + body).allows(
        "https://news.example/" + path
    ) in (True, False)
