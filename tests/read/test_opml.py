"""OPML lists: the feeds in them, their sections, and nothing that they could do to the reader."""

import pytest

from digest.errors import ReadError
from digest.read.opml import MOST_SUBSCRIPTIONS, Subscription, read_opml


def opml(body: str, before: str = "", version: str = "2.0") -> bytes:
    return f'{before}<opml version="{version}"><head><title>L</title></head><body>{body}</body></opml>'.encode()


def feed(name: str, address: str, more: str = "") -> str:
    return f'<outline type="rss" text="{name}" xmlUrl="{address}" {more}/>'


def test_feeds_are_listed_with_their_sections() -> None:
    """Nested outlines, categories, names from either attribute, and the host where there is none."""
    data = opml(
        feed("Top", "http://a.example/feed")
        + '<outline text="News"><outline title="Sea &amp;amp; shore">'
        + feed("Lantern", "https://lantern.example/rss", 'title="Drasna Lantern"')
        + "</outline>"
        + feed("Post", "https://post.example/rss")
        + "</outline>"
        + feed("", "https://www.c.example/", 'category="/tech/ships,/front"'),
        version="1.0",
    )
    assert read_opml(data, "list.opml") == (
        Subscription("Top", "http://a.example/feed", None),
        Subscription("Drasna Lantern", "https://lantern.example/rss", "News / Sea & shore"),
        Subscription("Post", "https://post.example/rss", "News"),
        Subscription("c.example", "https://www.c.example/", "tech / ships"),
    )


def test_addresses_are_http_and_each_is_listed_once() -> None:
    """file:, javascript: and what is malformed is passed over; attributes in any case are read."""
    data = opml(
        feed("A", "file:///etc/passwd")
        + feed("B", "javascript:alert(1)")
        + feed("C", "http://[::1")
        + '<outline TEXT="D" XMLURL="http://d.example/"/>'
        + feed("D again", "http://d.example/")
        + '<outline type="link" text="E" url="http://e.example/"/>'
    )
    assert read_opml(data, "l") == (Subscription("D", "http://d.example/", None),)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"  ", "empty"),
        (b"words", "no OPML"),
        (b"<rss/>", "no OPML"),
        (b"<!doctype html><html>", "no OPML"),
        (bytes(range(256)), "no OPML"),
    ],
)
def test_what_is_no_opml_says_so(data: bytes, reason: str) -> None:
    """With the source named."""
    with pytest.raises(ReadError, match=f"^list: {reason}"):
        read_opml(data, "list")


def test_entities_are_never_expanded() -> None:
    """Nested or external, in attributes or in text."""
    laughs = "<!ENTITY a0 'HA'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 11)
    )
    doctype = f"<!DOCTYPE opml [{laughs}<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    listed = read_opml(opml(feed("Sea&a10;&x;", "http://a.example/&a10;"), doctype), "l")
    assert listed == (Subscription("Sea", "http://a.example/", None),)


def test_a_list_is_bounded() -> None:
    """In feeds and in depth; what breaks off is read as far as it goes."""
    many = opml("".join(feed("N", f"http://a.example/{n}") for n in range(MOST_SUBSCRIPTIONS + 50)))
    assert len(read_opml(many, "l")) == MOST_SUBSCRIPTIONS
    deep = opml(
        '<outline text="x">' * 50_000 + feed("N", "http://a.example/") + "</outline>" * 50_000
    )
    assert len(read_opml(deep, "l")) <= 1
    broken = opml(feed("Salt & sea", "http://a.example/?a=1&b=2") + feed("B", "http://b.example/"))
    assert next(s.address for s in read_opml(broken[:-40], "l")) == "http://a.example/?a=1&b=2"
