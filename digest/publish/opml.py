"""OPML 2.0: the outlets that the editions were made from."""

from collections.abc import Iterator, Sequence
from email.utils import format_datetime
from urllib.parse import urlsplit

from digest.models import Edition
from digest.publish.entries import feed_updated
from digest.publish.press import Press
from digest.publish.rendition import Rendition
from digest.publish.text import one_line, safe_url

PATH = "sources.opml"


def sources(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """`sources.opml`: an outline for each outlet, by name, with its address where one is known."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = f"Sources of {one_line(press.site.title)}"
    etree.SubElement(head, "dateModified").text = format_datetime(feed_updated(editions))
    body = etree.SubElement(root, "body")
    known = outlets(editions)
    for outlet in sorted(known, key=lambda name: (name.casefold(), name)):
        address = known[outlet]
        link = {"type": "link", "url": address} if address else {}
        etree.SubElement(body, "outline", {"text": outlet, **link})
    if not known:  # a body needs an outline
        etree.SubElement(body, "outline", text="No sources yet")
    etree.indent(root)
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    yield Rendition(f"site/{PATH}", written + b"\n")


def outlets(editions: Sequence[Edition]) -> dict[str, str | None]:
    """The outlets of all editions with the addresses of their sites."""
    known: dict[str, str | None] = {}
    for article in (article for edition in editions for article in edition.articles):
        outlet = one_line(article.outlet)
        known[outlet] = known.get(outlet) or _home(article.url)
    return known


def _home(url: str | None) -> str | None:
    address = safe_url(url)
    return "{0.scheme}://{0.netloc}/".format(urlsplit(address)) if address else None
