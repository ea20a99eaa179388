"""Bytes of a feed → `Feed`, and its entries → `Article`s.  Nothing here asks the network.

Whatever the bytes hold, time and memory are bounded: at most `FEED_LIMIT` of them are looked at and
at most `most` entries built.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from urllib.parse import urldefrag

from digest.errors import ReadError
from digest.language.lines import dateline
from digest.models import Article
from digest.read.discovery import advertised_feeds
from digest.read.identity import (
    article_id,
    canonical,
    host_of,
    language_code,
    same_site,
    unknown_outlet,
)
from digest.read.jsonfeed import read_json
from digest.read.links import web_address
from digest.read.markup import plain_line, plain_lines, plain_text
from digest.read.plain import with_credits
from digest.read.rawfeed import Content, RawEntry, RawFeed
from digest.read.xmlfeed import find_root, read_xml
from digest.read.xmltext import decoded, root_of

FEED_LIMIT = 10_000_000  # bytes of a feed that are looked at
MOST_ENTRIES = 500

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LEEWAY = timedelta(days=1)  # clocks are wrong, and zones left out
_MOST_AUTHORS = 20
_LONGEST_KEY = 500  # characters of an identity that are kept as they are
_SPACE = " \t\r\n\f\ufeff"
_DOCTYPE = re.compile(r"\s*(?:<[?!](?!doctype)[^>]*>\s*)*<!doctype\s+html\b", re.I)
_HTML_ELEMENTS = frozenset(
    "html head body title meta link script style div p h1 br b a table center main".split()
)
_MAIL = re.compile(r"[(<\[]?\s*(?:mailto:)?[^\s@<>()\[\]]+@[^\s@<>()\[\]]+\s*[)>\]]?")
_TTL = re.compile(r"\s*(\d{1,6})\s*", re.A)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; its text is plain."""

    key: str  # its id, else its address, else of its content: the same at each reading
    url: str | None  # http(s), absolute
    title: str  # "" where it has none
    text: str  # of the fullest content that it carries, paragraphs parted by a blank line
    is_full: bool  # of what the format calls content, not of a summary alone
    author: str | None
    outlet: str | None  # the source that it names, where that is another than the feed
    published: str | None  # RFC 3339, UTC; None where missing or absurd
    updated: str | None
    language: str  # ISO 639-1, or ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and its entries, in the order in which it serves them."""

    title: str
    url: str | None  # of the site
    language: str  # ISO 639-1, or ""
    ttl: int | None  # minutes for which it may be kept
    entries: tuple[Entry, ...]


def read_feed(  # noqa: PLR0913
    data: bytes,
    source: str,
    base: str | None = None,
    *,
    most: int = MOST_ENTRIES,
    content_type: str = "",
    now: str | None = None,
) -> Feed:
    """The feed in RSS, Atom or JSON; ReadError where the bytes hold none.

    `base` is the address it came from, against which links are resolved; `content_type` the header
    it came with.  With `now` (RFC 3339), dates over a day later are absurd; without, none is late.
    """
    text = decoded(data[:FEED_LIMIT], content_type).strip(_SPACE)
    if not text:
        raise ReadError(source, "empty")
    if text[0] in "{[":
        if len(data) > FEED_LIMIT:
            raise ReadError(source, f"over {FEED_LIMIT // 1_000_000} MB of JSON")
        return _feed(read_json(text, source, most), base, now)
    root = find_root(text)
    if root is None:
        raise ReadError(source, _what_it_is(text, base))
    return _feed(read_xml(text, root, source, base, most), base, now)


def _what_it_is(text: str, base: str | None) -> str:
    """Why a document is no feed, and where the page that it is has some."""
    root = root_of(text[:100_000]) if text[0] == "<" else None
    if _DOCTYPE.match(text[:2_000]) or (root and root.name in _HTML_ELEMENTS):
        named = ", ".join(feed.address for feed in advertised_feeds(text, base)[:3])
        return "is a web page, not a feed; " + (
            f"feeds it names: {named}" if named else "it names no feed"
        )
    if root:
        return f"XML, but no feed: its root element is <{root.tag}>"
    return "no feed: neither XML nor JSON"


# ---- raw → plain -----------------------------------------------------------------------------


def _feed(raw: RawFeed, base: str | None, now: str | None) -> Feed:
    latest = datetime.fromisoformat(now).astimezone(UTC) + _LEEWAY if now else None
    url = web_address(raw.link, base)
    feed = Feed(plain_line(raw.title), url, language_code(raw.language), _ttl(raw.ttl), ())
    entries: dict[str, Entry] = {}
    for entry in (_entry(e, feed, base, latest) for e in raw.entries):
        if entry.title or entry.text:
            entries.setdefault(entry.key, entry)
    return replace(feed, entries=tuple(entries.values()))


def _ttl(value: str) -> int | None:
    found = _TTL.fullmatch(value)
    return int(found[1]) if found and int(found[1]) else None


def _entry(raw: RawEntry, feed: Feed, base: str | None, latest: datetime | None) -> Entry:
    url = next(filter(None, (web_address(link, feed.url or base) for link in raw.links)), None)
    outlet = plain_line(raw.source)
    title = _without_outlet(plain_line(raw.title), outlet)
    text, is_full = _fullest(raw)
    updated = _moment(raw.updated, latest)
    return Entry(
        key=_key(raw.key, url, title, text),
        url=url,
        title=title,
        text=text,
        is_full=is_full,
        author=_names(raw.authors),
        outlet=outlet if outlet and not _same(outlet, feed.title) else None,
        published=_moment(raw.published, latest) or updated,
        updated=updated,
        language=language_code(raw.language) or feed.language,
    )


def _key(key: str, url: str | None, title: str, text: str) -> str:
    key = plain_line(key) if len(key) <= _LONGEST_KEY else ""
    if key or url:
        return key or str(url)
    return hashlib.sha256(f"{title}\0{text}".encode("utf-8", "replace")).hexdigest()


def _without_outlet(title: str, outlet: str) -> str:
    """Aggregators print "Title - Outlet" where they name the outlet beside it as well."""
    for dash in (" - ", " – ", " — ", " | "):
        head, parted, tail = title.rpartition(dash)
        if parted and head.strip() and outlet and _same(tail, outlet):
            return head.strip()
    return title


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _fullest(raw: RawEntry) -> tuple[str, bool]:
    """The longest content, or a summary that is longer still; and whether it was content."""
    full = max((_plain(content) for content in raw.full), key=len, default="")
    summary = max((_plain(content) for content in raw.summaries), key=len, default="")
    return (summary, False) if len(summary) > len(full) else (full, bool(full))


def _plain(content: Content) -> str:
    return plain_text(content.value) if content.kind == "html" else plain_lines(content.value)


def _names(authors: Iterable[str]) -> str | None:
    """Names in their order, each once; a mail address is no name."""
    names = (_name(plain_line(author)) for author in authors)
    return ", ".join(islice(dict.fromkeys(filter(None, names)), _MOST_AUTHORS)) or None


def _name(author: str) -> str:
    """The name beside a mail address ("a@b (Name)", "Name <a@b>"), or what there is."""
    if "@" not in author:
        return author
    return " ".join(_MAIL.sub(" ", author[:200]).split()).strip(' ()<>,;"')


def _moment(moment: datetime | None, latest: datetime | None) -> str | None:
    if moment is None or moment < _EARLIEST or (latest and moment > latest):
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


# ---- entries → articles ----------------------------------------------------------------------


def articles_of(feed: Feed, source: str) -> list[Article]:
    """The entries as articles, from what the feed carries alone; the same address only once."""
    parts = _told_apart_by_fragment(feed.entries)
    articles: dict[str, Article] = {}
    for entry in feed.entries:
        url = None if entry.url in parts else entry.url
        identity = article_id(url, entry.url or source, "" if entry.url else entry.key)
        articles.setdefault(identity, _article(entry, identity, feed, source))
    return list(articles.values())


def _told_apart_by_fragment(entries: Iterable[Entry]) -> set[str]:
    """Addresses of parts of one page (`#comment-2`), where the feed serves several of them."""
    pages: dict[str, set[str]] = {}
    for entry in entries:
        if entry.url:
            pages.setdefault(canonical(entry.url), set()).add(entry.url)
    shared = [urls for urls in pages.values() if len({urldefrag(u).fragment for u in urls}) > 1]
    return {url for urls in shared for url in urls if urldefrag(url).fragment}


def _outlet(entry: Entry, feed: Feed) -> str | None:
    """Who reports it: a feed that only points to other sites speaks for none of them."""
    at, of = host_of(entry.url), host_of(feed.url)
    points_away = at is not None and of is not None and not same_site(at, of)
    return entry.outlet or (at if points_away else feed.title or at)


def _article(entry: Entry, identity: str, feed: Feed, source: str) -> Article:
    opening = dateline(entry.text)
    return with_credits(
        Article(
            id=identity,
            title=entry.title,
            text=entry.text,
            outlet=_outlet(entry, feed) or unknown_outlet(source),
            source=entry.url or f"{source}#{entry.key}",
            author=entry.author,
            url=entry.url,
            published=entry.published,
            language=entry.language,
            place=opening.place if opening else None,
        )
    )
