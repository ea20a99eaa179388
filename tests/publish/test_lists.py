"""Sources and sitemap."""

import invented_editions as invented
from lxml import etree

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_the_outlets_are_listed_by_name_with_their_addresses(files):
    """An outlet without an address is still listed."""
    root = etree.fromstring(files(invented.full())["site/sources.opml"].encode())
    outlines = {each.get("text"): each.get("url") for each in root.iter("outline")}
    assert root.get("version") == "2.0"
    assert outlines["Vellmar Courier"] == "https://courier.example/"
    assert outlines["Ostend Notes"] is None
    assert list(outlines) == sorted(outlines, key=str.casefold)


def test_without_sources_the_list_is_still_one(files):
    """OPML wants an outline."""
    root = etree.fromstring(files(invented.empty())["site/sources.opml"].encode())
    assert len(list(root.iter("outline"))) == 1


def test_the_sitemap_says_when_each_page_changed(files):
    """An old edition keeps its time; a story has its own."""
    made = files(invented.full(), invented.earlier())
    root = etree.fromstring(made["site/sitemap.xml"].encode())
    changed = {
        each.findtext("s:loc", None, SITEMAP): each.findtext("s:lastmod", None, SITEMAP)
        for each in root.iterfind("s:url", SITEMAP)
    }
    at = "https://lantern.example/"
    assert changed[at] == "2031-03-04T09:00:00Z"
    assert changed[at + "editions/2031-03-03/"] == "2031-03-03T22:00:00Z"
    assert changed[at + "stories/goats-cheese-wins/"] == "2031-03-02T00:00:00Z"
    pages = {path for path in made if path.endswith("index.html")}
    assert len(changed) == len(pages)


def test_robots_are_shown_the_sitemap(files):
    """By its full address."""
    text = files(invented.full())["site/robots.txt"]
    assert "Sitemap: https://lantern.example/sitemap.xml\n" in text
