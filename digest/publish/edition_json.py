"""`edition.json`: the edition as data, for the archive with article text, for the site without."""

import re
from typing import Any

import msgspec

from digest.errors import EditionError
from digest.models import Edition
from digest.publish.press import Press
from digest.publish.rendition import Rendition, edition_folder
from digest.publish.text import FORBIDDEN, instant

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")

# What the format lets a file leave out.
_STORY_DEFAULTS: dict[str, Any] = {
    "standfirst": None,
    "timeline": (),
    "first_edition": None,
    "new": (),
    "place": None,
    "section": None,
    "importance": {},
}


def archive_copy(edition: Edition) -> bytes:
    """The full edition, with the text and asides of its articles."""
    return _written(msgspec.to_builtins(edition))


def public_copy(edition: Edition) -> bytes:
    """The edition as it is published: without the text and asides of its articles."""
    record = msgspec.to_builtins(edition)
    for article in record["articles"]:
        article["text"] = article["asides"] = None
    return _written(record)


def edition_page(edition: Edition, press: Press) -> Rendition:
    """The published copy."""
    return Rendition(f"site/{edition_folder(edition)}edition.json", public_copy(edition))


def load(data: bytes) -> Edition:
    """An edition from its file, either copy.  Raises `EditionError` naming what is wrong."""
    try:
        edition = msgspec.convert(_completed(msgspec.json.decode(data)), Edition)
    except msgspec.MsgspecError as error:
        raise EditionError(f"not an edition: {error}") from error
    for wrong in _wrong(edition):
        raise EditionError(f"not an edition: {wrong}")
    return edition


def _written(record: dict[str, Any]) -> bytes:
    for article in record["articles"]:
        for key in ("text", "asides"):
            if article[key] is None:
                del article[key]
    written = msgspec.json.format(msgspec.json.encode(record), indent=1).decode("utf-8")
    # Escaped, those characters are the same data and cannot turn around what a viewer shows.
    return (FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written) + "\n").encode("utf-8")


def _completed(record: object) -> object:
    """The record with every key that the format makes optional."""
    if not isinstance(record, dict):
        return record
    authority = f"tag:localhost,{record.get('date')}"
    record.setdefault("tag", f"{authority}:digest")
    for article in _records(record, "articles"):
        article.setdefault("author", None)
    for story in _records(record, "stories"):
        for key, value in _STORY_DEFAULTS.items():
            story.setdefault(key, value)
        story.setdefault("tag", f"{authority}:{story.get('id')}")
        for difference in _records(story, "differences"):
            difference.setdefault("confidence", 1.0)
    return record


def _records(record: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The records under a key; what is none is left for the type check to name."""
    found = record.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _wrong(edition: Edition) -> list[str]:
    """What the types do not hold: dates, names that become paths, references between the parts."""
    articles = {article.id for article in edition.articles}
    wrong = [f"version is {edition.version}, this program reads 1"] * (edition.version != 1)
    if not _ID.fullmatch(edition.id):
        wrong.append(f"id {edition.id!r} cannot name a folder")
    if instant(edition.date) is None or len(edition.date) != len("2000-01-01"):
        wrong.append(f"date {edition.date!r} is no day (YYYY-MM-DD)")
    for story in edition.stories:
        if not _SLUG.fullmatch(story.slug):
            wrong.append(f"slug {story.slug!r} of story {story.id!r} cannot name a folder")
        parted = {article for origin in story.origins for article in origin}
        for article in sorted({*story.articles, *parted} - articles):
            wrong.append(f"story {story.id!r} names article {article!r}, which is not listed")
    for forward in edition.forwards:
        if not _SLUG.fullmatch(forward.slug):
            wrong.append(f"slug {forward.slug!r} of forward {forward.story!r} cannot name a folder")
    return wrong
