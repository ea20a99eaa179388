"""RSS 2.0 and Atom 1.0."""

import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING

from digest.models import Edition
from digest.publish.entries import Entry, entries, feed_updated
from digest.publish.press import Press
from digest.publish.rendition import Rendition, Site
from digest.publish.text import language_tag, one_line

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator
    from lxml.etree import _Element

RSS_PATH = "feed.xml"
ATOM_PATH = "atom.xml"

_ATOM = "{http://www.w3.org/2005/Atom}"
_WOULD_BE_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")


def rss(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """`feed.xml`."""
    from lxml import etree

    site = press.site
    feed = _feed(editions, site)
    feed.link(href=site.address(RSS_PATH), rel="self", type="application/rss+xml")
    feed.link(href=site.address(), rel="alternate")  # last: feedgen's RSS takes the last one
    feed.ttl(site.ttl_minutes)
    told = entries(editions, press)
    for entry in sorted(told, key=lambda each: each.published, reverse=True):
        item = feed.add_entry(order="append")
        item.guid(entry.id, permalink=False)
        item.title(_markup_as_text(entry.title))
        item.link(href=entry.link)
        item.description(escape(entry.summary, quote=False))  # which readers take for HTML
        item.content(entry.content, type="html")
        item.published(entry.published)
    root = etree.fromstring(feed.rss_str())
    if site.hub:  # which feedgen leaves out of RSS
        own = root.find(f"channel/{_ATOM}link")
        own.addnext(etree.Element(f"{_ATOM}link", {"href": site.hub, "rel": "hub"}))
    yield _xml(RSS_PATH, root)


def atom(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """`atom.xml`."""
    from lxml import etree

    site = press.site
    feed = _feed(editions, site)
    told = [(entry, _told_apart(entry)) for entry in entries(editions, press)]
    told.sort(key=lambda pair: pair[1], reverse=True)
    feed.updated(max([feed_updated(editions), *(updated for _, updated in told)]))
    feed.author(name=one_line(site.title), uri=site.address())
    feed.link(href=site.address(), rel="alternate", type="text/html")
    feed.link(href=site.address(ATOM_PATH), rel="self", type="application/atom+xml")
    if site.hub:
        feed.link(href=site.hub, rel="hub")
    for entry, updated in told:
        item = feed.add_entry(order="append")
        item.id(entry.id)
        item.title(entry.title)
        item.link(href=entry.link)
        item.summary(entry.summary)
        item.content(entry.content, type="html")
        item.published(entry.published)
        item.updated(updated)
    root = etree.fromstring(feed.atom_str())
    for element, (entry, _) in zip(root.iterfind(f"{_ATOM}entry"), told, strict=True):
        _link_sources(element, entry)
        for text in ("title", "summary"):
            _as_html(element.find(f"{_ATOM}{text}"))
    yield _xml(ATOM_PATH, root)


def _feed(editions: Sequence[Edition], site: Site) -> "FeedGenerator":
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.id(editions[0].tag)
    feed.title(one_line(site.title))
    feed.description(described(site))
    feed.generator("digest")
    feed.lastBuildDate(feed_updated(editions))
    if language := language_tag(site.language):
        feed.language(language)
    return feed


def described(site: Site) -> str:
    """One line on what the feeds of a site hold."""
    return f"{one_line(site.title)}: briefings cut word for word from their sources."


def _told_apart(entry: Entry) -> datetime:
    """When an entry changed, with a fraction of a second that is its own.

    Many stories change at the same instant, above all those that know only their day.  Atom
    readers order entries by this time and validators warn of equal ones.
    """
    return entry.updated + timedelta(microseconds=zlib.crc32(entry.id.encode()) % 999_999 + 1)


def _link_sources(element: "_Element", entry: Entry) -> None:
    """The links of an Atom entry: its page, and its sources; feedgen loses their kinds."""
    from lxml import etree

    page = element.find(f"{_ATOM}link")
    page.set("rel", "alternate")
    page.set("type", "text/html")
    leaders = {origin.sources[0].number for origin in entry.view.origins}
    linked = {source.link: source for source in reversed(entry.view.sources) if source.link}
    for source in reversed(linked.values()):
        # `via` is where the words come from; a copy of the same text is only related.
        kind = "via" if source.number in leaders else "related"
        title = one_line(source.article.outlet)
        attributes = {"href": source.link or "", "rel": kind, "title": title}
        page.addnext(etree.Element(f"{_ATOM}link", attributes))
        page = page.getnext()


def _as_html(element: "_Element") -> None:
    """Marks an Atom text that could be taken for markup as the HTML of that text."""
    if "<" in element.text or "&" in element.text:
        element.text = escape(element.text, quote=False)
        element.set("type", "html")


def _markup_as_text(text: str) -> str:
    """Text that stays text in readers that take what RSS gives them for HTML."""
    return _WOULD_BE_MARKUP.sub("&lt;", text)


def _xml(path: str, root: "_Element") -> Rendition:
    from lxml import etree

    etree.indent(root)
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return Rendition(f"site/{path}", written + b"\n")
