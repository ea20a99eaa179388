"""OPML 1 and 2 → the feeds that it lists.  Pure, bounded; no entity of it is ever expanded."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from digest.errors import ReadError
from digest.read.identity import host_of
from digest.read.links import web_address
from digest.read.markup import plain_line
from digest.read.xmltext import decoded, repaired, root_of

OPML_LIMIT = 5_000_000  # bytes that are looked at
MOST_SUBSCRIPTIONS = 5_000

_BETWEEN = " / "  # nested sections


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed of a list."""

    name: str  # the host of its address where the list gives it none
    address: str  # absolute, http(s)
    section: str | None  # the outlines that it stands in, the outermost first; else its category


def read_opml(data: bytes, source: str, content_type: str = "") -> tuple[Subscription, ...]:
    """The feeds in their order, each address once; what is no http(s) address is passed over.

    ReadError where the bytes are no OPML.
    """
    text = decoded(data[:OPML_LIMIT], content_type).strip()
    root = root_of(text)
    if root is None or root.name != "opml":
        raise ReadError(source, "empty" if not text else "no OPML: export the list again as OPML")
    found: dict[str, Subscription] = {}
    for listed in _listed(_body(repaired(text[root.start :]), source)):
        found.setdefault(listed.address, listed)
    return tuple(islice(found.values(), MOST_SUBSCRIPTIONS))


def _body(text: str, source: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise ReadError(source, f"broken OPML: {error}") from error
    if root is None:
        raise ReadError(source, "broken OPML")
    return root


def _listed(root: Any) -> Iterator[Subscription]:
    """Outlines in reading order; one with an address is a feed, one without a section of what it holds."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, sections = waiting.pop()
        attributes = {str(name).casefold(): value for name, value in element.attrib.items()}
        name = plain_line(attributes.get("title")) or plain_line(attributes.get("text"))
        address = web_address(attributes.get("xmlurl"))
        if address:
            section = _BETWEEN.join(sections) or _category(attributes.get("category"))
            yield Subscription(name or host_of(address) or address, address, section or None)
        elif name and "xmlurl" not in attributes:
            sections = (*sections, name)
        inner = [
            e for e in element if isinstance(e.tag, str) and e.tag.lower() in ("body", "outline")
        ]
        waiting += [(e, sections) for e in reversed(inner)]


def _category(value: str | None) -> str:
    """The first of several: "/news/world,/front" is "news / world"."""
    first = plain_line(value).split(",")[0]
    return _BETWEEN.join(part.strip() for part in first.split("/") if part.strip())
