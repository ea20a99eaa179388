"""OPML 2.0: the outlets that the editions were made from."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from digest.models import Edition
from digest.opml import Outline, opml
from digest.publish.entries import feed_updated
from digest.publish.press import Press
from digest.publish.rendition import Rendition
from digest.publish.text import one_line, safe_url

PATH = "sources.opml"


def sources(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """`sources.opml`: an outline for each outlet, by name, with its address where one is known."""
    known = outlets(editions)
    outlines = [
        Outline(outlet, {"type": "link", "url": address} if address else {})
        for outlet, address in sorted(known.items(), key=lambda item: (item[0].casefold(), item[0]))
    ]
    title = f"Sources of {one_line(press.site.title)}"
    yield Rendition(f"site/{PATH}", opml(title, outlines, feed_updated(editions)))


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
