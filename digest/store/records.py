"""What goes into the store and comes out of it.

Times are RFC 3339 in UTC with seconds ("2026-03-14T07:00:00Z"); the store reads no clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from digest.models import Article

SourceKind = Literal["feed", "page"]


# ---- sources ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConfiguredSource:
    """A source as the configuration names it."""

    name: str
    kind: SourceKind
    address: str


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source, and how reading it has gone."""

    name: str
    kind: SourceKind
    address: str  # as configured
    moved_to: str | None  # where it moved for good since
    etag: str | None
    last_modified: str | None
    added: str
    configured: bool  # still, as of the last `sync_sources`
    gone: bool  # it said so (410)
    last_attempt: str | None
    last_success: str | None
    last_error: str | None  # None again after a success
    failures: int  # in a row
    not_before: str | None  # its host asked to be left alone until then

    @property
    def url(self) -> str:
        """The address to ask."""
        return self.moved_to or self.address


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """What `digest status` says of a source."""

    name: str
    address: str
    kind: SourceKind
    configured: bool
    last_success: str | None
    last_error: str | None
    failures: int
    gone: bool
    not_before: str | None
    articles: int
    articles_last_week: int  # published in it, or first seen where they have no date
    interval_hours: float | None  # mean time between two articles of the last 90 days
    pending: int  # pages still to be read


# ---- taking in -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageToRead:
    """A page that a feed lists and that is still to be read, and what the feed says of it."""

    url: str
    entry: Article


@dataclass(frozen=True, slots=True)
class Success:
    """A source answered."""

    articles: Sequence[Article] = ()
    pages: Sequence[PageToRead] = ()
    listed: Mapping[str, str] = field(default_factory=dict)
    """Fingerprint of each article as its list has it, by id: a page may say more than that."""
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None  # None: it did not move further
    modified: bool = True  # False: "not modified", all that it listed before it still lists


@dataclass(frozen=True, slots=True)
class Failure:
    """A source did not answer, or not with what it should."""

    reason: str
    gone: bool = False
    not_before: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Ids of the articles that were new and that had changed, and how many had not."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class PendingPage:
    """A page that is still to be read."""

    source: str
    url: str
    entry: Article
    added: str
    attempts: int
    last_error: str | None


# ---- articles --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it stood from `seen_at` on."""

    number: int  # from 1
    sha256: str  # of title and text
    seen_at: str
    article: Article


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with its history."""

    id: str
    sources: tuple[str, ...]  # the first is the one whose word on it counts
    first_seen: str
    last_seen: str  # right to the day
    current: int  # number of the version that stands; an earlier one where a change was undone
    versions: tuple[Version, ...]

    @property
    def article(self) -> Article:
        """As it stands."""
        return next(v.article for v in self.versions if v.number == self.current)


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found."""

    id: str
    title: str
    outlet: str
    published: str | None
    snippet: str


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was removed, or would be."""

    articles: int
    versions: int
    bytes: int  # of the versions


# ---- what was published ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StoryIdentity:
    """A story as the newest edition that carried it left it."""

    id: str
    slug: str
    tag: str
    articles: tuple[str, ...]
    first_edition: str | None


@dataclass(frozen=True, slots=True)
class Identities:
    """The tag of the feed, of its first edition, and every story, the first to appear first."""

    tag: str | None
    stories: tuple[StoryIdentity, ...]


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """An edition that was made."""

    id: str
    date: str
    updated: str
    sha256: str  # of its file in the archive
    recorded: str
