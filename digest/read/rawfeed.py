"""A feed as its format gives it, whichever that is: markup not yet read, nothing yet checked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MarkupKind = Literal["html", "text"]


@dataclass(frozen=True, slots=True)
class Content:
    """A text, and whether it is HTML."""

    value: str
    kind: MarkupKind = "html"


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry; what it does not carry is "", None or empty."""

    key: str = ""
    links: tuple[str, ...] = ()  # the best first; not checked
    title: str = ""
    full: tuple[Content, ...] = ()
    summaries: tuple[Content, ...] = ()
    authors: tuple[str, ...] = ()
    source: str = ""  # the feed or outlet that it was taken from
    published: datetime | None = None
    updated: datetime | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed."""

    entries: tuple[RawEntry, ...]
    title: str = ""
    link: str = ""
    language: str = ""
    ttl: str = ""
    authors: tuple[str, ...] = ()
