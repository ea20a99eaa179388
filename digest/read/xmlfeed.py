"""RSS 0.9x, 1.0, 2.0 and Atom 0.3, 1.0 → `RawFeed`, through feedparser.

feedparser holds whatever a document nests or names, and asks the disk for a file that is called as
the bytes it is given.  It is handed a stream of bounded, repaired text, so that its strict parser
takes nearly all of it.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from xml.parsers import expat

from digest.errors import ReadError
from digest.read.dates import normalised
from digest.read.rawfeed import Content, RawEntry, RawFeed
from digest.read.xmltext import Root, repaired, root_of

ROOTS = frozenset(("rss", "feed", "rdf"))
TAGS_LIMIT = 200_000  # tags beyond which a document is no feed

_DEPTH_LIMIT = 1_000
_AUTHOR_LIMIT = 5_000  # characters
_AUTHORS = frozenset(("author", "creator", "managingeditor", "webmaster", "publisher"))
_AUTHOR = re.compile(rf"<(?:[\w.-]{{1,40}}:)?(?:{'|'.join(sorted(_AUTHORS))})\b", re.I)
_LONGEST_DATE = 100  # characters
_ATTRIBUTES_LIMIT = 1_000
_LOOSE_LIMIT = 500_000  # characters of broken XML that are searched for entries
_JUNK = 20_000  # characters before the root that a broken server may have sent
_LATE_ROOT = re.compile(r"<(?P<prefix>[\w.-]{1,40}:)?(?P<name>rss|feed|rdf)(?=[\s>])", re.I)
_YEAR_ZERO = re.compile(r"\b0000\b")  # which the standard library takes for 2000
_MARKS = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|<(?P<end>/)?(?:[\w.-]{1,40}:)?(?P<entry>item|entry)(?=[\s/>])|(?P<other><)",
    re.S | re.I,
)
_MEDIA = re.compile(
    r"xmlns:([\w.-]{1,40})\s*=\s*[\"']https?://(?:search\.yahoo\.com/mrss|video\.search\.yahoo\.com/mrss)"
)


def find_root(text: str) -> Root | None:
    """The root of a feed; None where the document is none."""
    root = root_of(text)
    if root and root.name in ROOTS:
        return root
    if re.search(r"<(?:!doctype\s+)?html\b", text[:_JUNK], re.I):
        return None
    late = _LATE_ROOT.search(text[:_JUNK])
    if late is None:
        return None
    return Root(late["name"].casefold(), (late["prefix"] or "") + late["name"], late.start())


def read_xml(text: str, root: Root, source: str, base: str | None, most: int) -> RawFeed:
    """The feed, with no more than its first `most` entries.  ReadError where it cannot be read."""
    document = _without_media(repaired(_first_entries(text[root.start :], root, source, most)))
    data = f'<?xml version="1.0" encoding="utf-8"?>\n{document}'.encode("utf-8", "replace")
    if flaw := _flaw(data, source):
        _check_loose(document, flaw, source)
    found = _parsed(data, source, base)
    if not found["version"]:
        raise ReadError(source, "XML, but no feed")
    return _feed(found, most)


def _first_entries(text: str, root: Root, source: str, most: int) -> str:
    """The document up to the end of its entry `most`, or of the last one that is whole.

    feedparser builds every entry before it returns any; a hundred thousand do not fit in memory.
    """
    entries = tags = whole = 0
    for mark in _MARKS.finditer(text):
        tags += bool(mark["entry"] or mark["other"])
        if tags > TAGS_LIMIT:
            raise ReadError(source, f"over {TAGS_LIMIT:,} tags: no feed has so many")
        if mark["entry"] and mark["end"]:
            whole = text.find(">", mark.end()) + 1
        elif mark["entry"]:
            entries += 1
            if entries > most:
                return _closed(text[: mark.start()], root)
    return _closed(text[:whole], root) if whole and not _is_closed(text, root) else text


def _is_closed(text: str, root: Root) -> bool:
    return f"</{root.tag}" in text[-200:]


def _closed(text: str, root: Root) -> str:
    """A document that ends after an entry, its open elements closed."""
    channel = "" if root.name != "rss" or "</channel>" in text else "</channel>"
    return f"{text}{channel}</{root.tag}>"


def _without_media(text: str) -> str:
    """Titles and descriptions of pictures and films renamed: feedparser takes them for the entry's."""
    prefix = _MEDIA.search(text)
    if not prefix:
        return text
    name = re.escape(prefix[1])
    return re.sub(rf"(</?){name}:(?=title\b|description\b|text\b)", r"\1pictured-", text)


class _Bounds:
    """Refuses what takes feedparser time that grows with its square: depth, attributes, long authors."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._depth = self._author = 0
        self._is_author = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEPTH_LIMIT or len(attributes) > _ATTRIBUTES_LIMIT:
            raise ReadError(self._source, "XML too deeply nested, or of too many attributes")
        if _is_author(name):
            self._is_author, self._author = True, 0

    def end(self, name: str) -> None:
        self._depth -= 1
        self._is_author = self._is_author and not _is_author(name)

    def data(self, text: str) -> None:
        self._author += self._is_author * len(text)
        if self._is_author and self._author > _AUTHOR_LIMIT:
            raise ReadError(self._source, "an author's name is longer than an article")


def _is_author(name: str) -> bool:
    return name.rpartition(" ")[2].casefold() in _AUTHORS


def _flaw(data: bytes, source: str) -> str:
    """Why a strict parser does not take it; "" where it does."""
    parser, bounds = expat.ParserCreate(namespace_separator=" "), _Bounds(source)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = bounds.start, bounds.end
    parser.CharacterDataHandler = bounds.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return str(error)
    return ""


def _check_loose(text: str, flaw: str, source: str) -> None:
    """ReadError for what the loose parser could not read in time."""
    if len(text) > _LOOSE_LIMIT:
        raise ReadError(source, f"broken XML: {flaw}")
    for opening in _AUTHOR.finditer(text):
        end = opening.end()
        if "</" not in text[end : end + _AUTHOR_LIMIT] and len(text) - end > _AUTHOR_LIMIT:
            raise ReadError(source, f"broken XML: {flaw}")


def _parsed(data: bytes, source: str, base: str | None) -> Any:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base or ""}
    try:
        return feedparser.parse(
            io.BytesIO(data),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    # Elements that are named like its own fields make feedparser fail in any way.
    except Exception as error:
        raise ReadError(source, f"no feed that can be read: {type(error).__name__}") from error


def _feed(found: Any, most: int) -> RawFeed:
    feed = found["feed"]
    entries = [entry for entry in found["entries"][:most] if isinstance(entry, dict)]
    return RawFeed(
        entries=tuple(_entry(entry) for entry in entries),
        title=_text(feed, "title"),
        link=_text(feed, "link"),
        language=_text(feed, "language"),
        ttl=_text(feed, "ttl"),
        authors=tuple(_authors(feed)),
    )


def _entry(entry: Mapping[str, Any]) -> RawEntry:
    return RawEntry(
        key=_text(entry, "id"),
        links=tuple(_links(entry)),
        title=_text(entry, "title"),
        full=tuple(_contents(entry)),
        summaries=tuple(_summaries(entry)),
        authors=tuple(_authors(entry)),
        source=_text(_dict(entry, "source"), "title"),
        published=_moment(entry, "published") or _moment(entry, "created"),
        updated=_moment(entry, "updated"),
        language=_language(entry),
    )


def _links(entry: Mapping[str, Any]) -> Iterator[str]:
    """What Feedburner put aside is the true address; then the link, then an id that is an address."""
    yield _text(entry, "feedburner_origlink")
    yield _text(entry, "link")
    for link in _dicts(entry, "links"):
        if _text(link, "rel") == "alternate":
            yield _text(link, "href")
    if entry.get("guidislink"):
        yield _text(entry, "id")


def _contents(entry: Mapping[str, Any]) -> Iterator[Content]:
    for content in _dicts(entry, "content"):
        if value := _text(content, "value"):
            yield Content(value, _kind(content))


def _summaries(entry: Mapping[str, Any]) -> Iterator[Content]:
    if value := _text(entry, "summary"):
        yield Content(value, _kind(_dict(entry, "summary_detail")))


def _kind(detail: Mapping[str, Any]) -> Any:
    return "text" if _text(detail, "type") == "text/plain" else "html"


def _authors(context: Mapping[str, Any]) -> list[str]:
    """Names; the last one as written where it holds an address, which feedparser cuts in the wrong place."""
    names = [_text(author, "name") for author in _dicts(context, "authors")]
    written = _text(context, "author")
    return [*names[:-1], written] if "@" in written else names


def _language(entry: Mapping[str, Any]) -> str:
    details = [_dict(entry, "title_detail"), _dict(entry, "summary_detail")]
    told: Iterable[Mapping[str, Any]] = [*_dicts(entry, "content"), *details]
    return _text(entry, "language") or next(filter(None, (_text(t, "language") for t in told)), "")


def _moment(entry: Mapping[str, Any], name: str) -> datetime | None:
    """A moment in UTC; what feedparser does not understand is tried as others write dates."""
    told, written = (dict.get(entry, key) for key in (f"{name}_parsed", name))  # type: ignore[call-overload]  # its own `get` warns
    try:
        year, month, day, hour, minute, second = (int(part) for part in told[:6])
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        pass
    if not isinstance(written, str) or len(written) > _LONGEST_DATE or _YEAR_ZERO.search(written):
        return None
    return _utc(normalised(written.replace(":60", ":59")))  # a leap second


def _utc(moment: str | None) -> datetime | None:
    try:
        told = datetime.fromisoformat(moment or "")
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _text(context: Mapping[str, Any], name: str) -> str:
    value = context.get(name)
    return value if isinstance(value, str) else ""


def _dict(context: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = context.get(name)
    return value if isinstance(value, dict) else {}


def _dicts(context: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = context.get(name)
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []
