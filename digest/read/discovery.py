"""The feeds that a web page advertises."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from digest.read.links import web_address
from digest.read.markup import clean, plain_line

PAGE_LIMIT = 2_000_000  # characters of a page that are looked at
MOST = 20  # feeds that are told of

_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/json",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
        "application/rss",
        "text/rss+xml",
    )
)
_FEED_PATH = re.compile(
    r"(?:^|/)(?:(?:rss|atom|feeds?|index|main|news|all)(?:\.xml|\.rss|\.atom|\.rdf)|feed\.json|rss|atom|feed)/?$"
    r"|\.(?:rss|atom|rdf)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Advertised:
    """A feed as a page names it."""

    address: str  # absolute, http(s)
    title: str = ""  # "" where the page gives none


def advertised_feeds(page: str, base: str | None = None) -> tuple[Advertised, ...]:
    """The feeds a page names in its `<link>`s, in its order; where it names none, plain links to some.

    `base` is the address of the page.  Links that are relative are lost without it.
    """
    root = _tree(page)
    if root is None:
        return ()
    base = web_address(next(iter(root.xpath("//base/@href")), None), base) or base
    found = list(_distinct(_alternates(root), base)) or list(_distinct(_anchors(root), base))
    return tuple(found[:MOST])


def _tree(page: str) -> Any:
    from lxml import etree

    data = clean(page[:PAGE_LIMIT]).encode("utf-8")
    if not data.strip():
        return None
    try:
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.LxmlError:
        return None


def _alternates(root: Any) -> Iterator[tuple[str, str]]:
    for link in root.iter("link"):
        kinds = (link.get("rel") or "").casefold().split()
        of_type = (link.get("type") or "").split(";")[0].strip().casefold()
        if "alternate" in kinds and "stylesheet" not in kinds and of_type in _TYPES:
            yield link.get("href") or "", link.get("title") or ""


def _anchors(root: Any) -> Iterator[tuple[str, str]]:
    for link in root.iter("a"):
        href = link.get("href") or ""
        if _leads_to_feed(href):
            yield href, link.get("title") or "".join(link.itertext())


def _leads_to_feed(href: str) -> bool:
    try:
        return bool(_FEED_PATH.search(urlsplit(href).path))
    except ValueError:
        return False


def _distinct(links: Iterator[tuple[str, str]], base: str | None) -> Iterator[Advertised]:
    seen: set[str] = set()
    for href, title in links:
        address = web_address(href, base)
        if address and address not in seen:
            seen.add(address)
            yield Advertised(address, plain_line(title))
