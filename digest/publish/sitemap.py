"""What crawlers are told: the sitemap and robots.txt."""

from collections.abc import Iterator, Sequence

from digest.models import Edition
from digest.publish.entries import feed_updated
from digest.publish.forwarding import leading
from digest.publish.press import Press
from digest.publish.rendition import Rendition, edition_folder, page, story_path
from digest.publish.text import instant, midnight, rfc3339
from digest.publish.view import times

PATH = "sitemap.xml"

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """`sitemap.xml`, every page with the time its content last changed."""
    from lxml import etree

    root = etree.Element("urlset", nsmap={None: _NAMESPACE})
    for path, changed in changes(editions).items():
        url = etree.SubElement(root, "url")
        etree.SubElement(url, "loc").text = press.site.address(path)
        etree.SubElement(url, "lastmod").text = changed
    etree.indent(root)
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    yield Rendition(f"site/{PATH}", written + b"\n")


def robots(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """`robots.txt`: all may be read."""
    yield page("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {press.site.address(PATH)}\n")


def changes(editions: Sequence[Edition]) -> dict[str, str]:
    """When each page last changed, by its path (RFC 3339)."""
    newest = rfc3339(feed_updated(editions))
    changed = {"index.html": newest, "archive/index.html": newest}
    for edition in editions:
        moment = instant(edition.updated) or midnight(edition.date)
        changed[edition_folder(edition) + "index.html"] = rfc3339(moment)
    gone = leading(editions)
    for edition in editions:
        for story in (s for s in edition.stories if s.id not in gone):
            changed.setdefault(story_path(story.slug), rfc3339(times(story, edition)[1]))
    return changed
