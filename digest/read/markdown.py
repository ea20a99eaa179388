"""Markdown with front matter, YAML (`---`) or TOML (`+++`) → `Article`."""

import datetime
import re
import tomllib
from typing import Any

from digest.errors import ReadError
from digest.language.lines import dateline
from digest.models import Article
from digest.read.dates import normalised
from digest.read.identity import article_id, host_of, language_code, unknown_outlet

_FRONT = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<matter>.*?)^(?P=fence)[ \t]*(?:\n|\Z)", re.S | re.M
)
_HEADING = re.compile(
    r"^#[ \t]+(?P<marked>.+?)[ \t]*#*[ \t]*$|^(?P<underlined>\S.*)\n=+[ \t]*$", re.M
)
_OUTLET_KEYS = ("outlet", "publisher", "site", "sitename", "site_name", "publication", "source")
_DATE_KEYS = ("published", "date", "pubdate", "publish_date")


def read_markdown(text: str, source: str) -> Article:
    """The article; its text is what follows the front matter, untouched."""
    front = _FRONT.match(text)
    matter = _matter(front, source) if front else None
    # Two rules across the page hold no front matter: what stands between them is text.
    body = text[front.end() :] if front and matter is not None else text
    matter = matter or {}
    heading = _HEADING.search(body)
    title = _string(matter, "title") or (heading[1] or heading[2] if heading else "")
    url = _string(matter, "url", "link", "canonical")
    outlet = _string(matter, *_OUTLET_KEYS) or host_of(url) or unknown_outlet(source)
    return Article(
        id=article_id(url, outlet, title, body),
        title=" ".join(title.split()),
        text=body,
        outlet=outlet,
        source=source,
        author=_string(matter, "author", "authors", "byline"),
        url=url if host_of(url) else None,
        published=normalised(_string(matter, *_DATE_KEYS)),
        language=language_code(_string(matter, "language", "lang")),
        place=_string(matter, "place", "location", "dateline") or _place(body),
    )


def _matter(front: re.Match[str], source: str) -> dict[str, Any] | None:
    """The keys of the front matter; None where it is no table of keys."""
    import yaml

    try:
        found = (
            tomllib.loads(front["matter"])
            if front["fence"] == "+++"
            else yaml.safe_load(front["matter"])
        )
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise ReadError(source, f"its front matter cannot be read: {_first_line(error)}") from error
    if found is None:
        return {}
    return {str(k).casefold(): v for k, v in found.items()} if isinstance(found, dict) else None


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:160]


def _string(matter: dict[str, Any], *keys: str) -> str | None:
    """The first of the keys that holds something, as a string: dates in ISO form, lists joined."""
    for key in keys:
        value = matter.get(key)
        values = value if isinstance(value, list) else [value]
        if found := ", ".join(filter(None, map(_scalar, values))):
            return found
    return None


def _scalar(value: Any) -> str:
    """One value in one line; of a table its name; "" for what is neither."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return " ".join(str(value).split()) if isinstance(value, str | int | float) and value else ""


def _place(body: str) -> str | None:
    for line in body.splitlines()[:6]:
        if found := dateline(line.strip()):
            return found.place
    return None
