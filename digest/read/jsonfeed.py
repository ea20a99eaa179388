"""JSON Feed 1.0 and 1.1 → `RawFeed`.  Fields of a wrong type count as missing."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from digest.errors import ReadError
from digest.read.rawfeed import Content, RawEntry, RawFeed

_VALUES_LIMIT = (
    1_000_000  # values that a document may hold: each takes far more memory than it shows
)


def read_json(text: str, source: str, most: int) -> RawFeed:
    """The feed, with no more than its first `most` items.  ReadError where it is none."""
    document = _document(text, source)
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or not _is_feed(document):
        raise ReadError(source, "JSON, but no JSON Feed")
    return RawFeed(
        entries=tuple(_item(item) for item in items[:most] if isinstance(item, dict)),
        title=_text(document, "title"),
        link=_text(document, "home_page_url"),
        language=_text(document, "language"),
        authors=tuple(_authors(document)),
    )


def _document(text: str, source: str) -> Any:
    if sum(map(text.count, ",[{:")) > _VALUES_LIMIT:
        raise ReadError(source, "JSON of more values than a feed has")
    try:
        # Numbers stay as they are written: ten thousand digits cost nothing, and NaN is none.
        return json.loads(
            text, parse_int=str, parse_float=str, parse_constant=lambda name: None, strict=False
        )
    except (ValueError, RecursionError) as error:
        flaw = "too deeply nested" if isinstance(error, RecursionError) else str(error)
        raise ReadError(source, f"broken JSON: {flaw}") from error


def _is_feed(document: Mapping[str, Any]) -> bool:
    return "jsonfeed.org/version" in _text(document, "version")


def _item(item: Mapping[str, Any]) -> RawEntry:
    full = (
        Content(_text(item, "content_html")),
        Content(_text(item, "content_text"), "text"),
    )
    return RawEntry(
        key=_text(item, "id"),
        links=(_text(item, "url"), _text(item, "external_url"), _text(item, "id")),
        title=_text(item, "title"),
        full=tuple(content for content in full if content.value),
        summaries=(Content(_text(item, "summary"), "text"),),
        authors=tuple(_authors(item)),
        published=_moment(_text(item, "date_published")),
        updated=_moment(_text(item, "date_modified")),
        language=_text(item, "language"),
    )


def _authors(context: Mapping[str, Any]) -> Iterator[str]:
    """Of version 1.1, else the one of version 1.0."""
    told = context.get("authors")
    for author in told if isinstance(told, list) else [context.get("author")]:
        if isinstance(author, dict):
            yield _text(author, "name")


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _text(context: Mapping[str, Any], name: str) -> str:
    value = context.get(name)
    return value if isinstance(value, str) else ""
