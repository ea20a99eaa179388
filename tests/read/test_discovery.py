"""Feeds that a page advertises: absolute, in its order, each once."""

from digest.read.discovery import MOST, Advertised, advertised_feeds

BASE = "https://lantern.example/news/today"


def link(
    href: str, kind: str = "application/rss+xml", rel: str = "alternate", title: str = ""
) -> str:
    return f'<link rel="{rel}" type="{kind}" href="{href}" title="{title}">'


def addresses(page: str, base: str | None = BASE) -> list[str]:
    return [feed.address for feed in advertised_feeds(page, base)]


def test_links_of_every_kind_of_feed_are_found_in_order() -> None:
    """RSS, Atom and JSON; relative addresses made absolute; titles plain; none twice."""
    page = (
        "<!doctype html><html><head>"
        + link("/rss.xml", title="News &amp;amp; views")
        + link("atom.xml", "application/atom+xml; charset=utf-8", "ALTERNATE home")
        + link("//cdn.example/feed.json", "application/feed+json")
        + link("/rss.xml")
        + "<body>"
    )
    assert advertised_feeds(page, BASE) == (
        Advertised("https://lantern.example/rss.xml", "News & views"),
        Advertised("https://lantern.example/news/atom.xml", ""),
        Advertised("https://cdn.example/feed.json", ""),
    )


def test_what_is_no_feed_is_not_told_of() -> None:
    """Style sheets, translations, other schemes, links without an address."""
    page = (
        link("/style.css", "text/css", "alternate stylesheet")
        + link("/de", "text/html")
        + link("javascript:alert(1)")
        + link("file:///etc/passwd")
        + link("")
        + '<link rel="alternate" type="application/rss+xml">'
        + link("http://[::1")
    )
    assert addresses(page) == []


def test_the_base_of_the_page_counts() -> None:
    """Itself against the address of the page; one of another scheme does not."""
    assert addresses('<base href="/x/">' + link("feed")) == ["https://lantern.example/x/feed"]
    assert addresses('<base href="javascript:1">' + link("/feed")) == [
        "https://lantern.example/feed"
    ]
    assert addresses(link("/feed"), base=None) == []
    assert addresses(link("http://a.example/feed"), base=None) == ["http://a.example/feed"]


def test_plain_links_to_feeds_stand_in_where_nothing_else_is() -> None:
    """Addresses that are plainly feeds, and only without a `<link>`."""
    anchors = (
        "<a href='/feed/'>RSS</a><a href='/feeding-time'>x</a><a href='/index.xml'>All <b>news</b></a>"
        "<a href='/rss-explained.html'>x</a><a href='http://['>x</a><a href='/sea/atom.xml'>Sea</a>"
    )
    assert advertised_feeds(anchors, BASE) == (
        Advertised("https://lantern.example/feed/", "RSS"),
        Advertised("https://lantern.example/index.xml", "All news"),
        Advertised("https://lantern.example/sea/atom.xml", "Sea"),
    )
    assert addresses(link("/real.xml") + anchors) == ["https://lantern.example/real.xml"]


def test_any_page_is_bounded() -> None:
    """Empty, deep, endless, with characters that no page should hold."""
    assert addresses("") == addresses(" \0 ") == addresses("plain words") == []
    assert addresses("<div>" * 50_000 + link("/feed")) in ([], ["https://lantern.example/feed"])
    assert len(addresses("".join(link(f"/{n}") for n in range(500)))) == MOST
    assert addresses(link("/a\ud800\x08b")) == ["https://lantern.example/a\ufffdb"]
