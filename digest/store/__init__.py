"""What has been read and published: the one place where state lives, a file of SQLite.

>>> from pathlib import Path
>>> import tempfile
>>> from digest.models import Article
>>> file = Path(tempfile.mkdtemp()) / "digest.db"
>>> now = "2026-03-14T07:00:00Z"
>>> bridge = Article("a-1", "Bridge closes", "It closes on Monday.", "Courier", "https://c.example/1")
>>> with Store.open(file, write=True) as store:
...     store.sync_sources([ConfiguredSource("courier", "feed", "https://c.example/feed")], now)
...     store.take_in("courier", Success([bridge], etag='"1"'), now)
Taken(new=('a-1',), changed=(), unchanged=0)
>>> with Store.open(file) as store:
...     [hit.title for hit in store.search("monday")]
['Bridge closes']

One process writes at a time; any number read, and are never kept waiting.  What a method that
writes has returned from is on the disk.  Every error is a `StoreError` of one line.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from digest.store.articles import Articles
from digest.store.database import PATIENCE, Database, opened
from digest.store.editions import Editions
from digest.store.intake import MOST_ATTEMPTS, fingerprint
from digest.store.records import (
    ConfiguredSource,
    EditionRecord,
    Failure,
    Hit,
    Identities,
    PageToRead,
    PendingPage,
    Pruned,
    SourceHealth,
    SourceKind,
    SourceState,
    StoredArticle,
    StoryIdentity,
    Success,
    Taken,
    Version,
)
from digest.store.stories import Stories

__all__ = [
    "MOST_ATTEMPTS",
    "ConfiguredSource",
    "EditionRecord",
    "Failure",
    "Hit",
    "Identities",
    "PageToRead",
    "PendingPage",
    "Pruned",
    "SourceHealth",
    "SourceKind",
    "SourceState",
    "Store",
    "StoredArticle",
    "StoryIdentity",
    "Success",
    "Taken",
    "Version",
    "fingerprint",
]


class Store(Articles, Editions, Stories):
    """An open database."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @classmethod
    @contextmanager
    def open(cls, path: Path, write: bool = False, patience: float = PATIENCE) -> Iterator[Self]:
        """The store at `path`; a writer makes it where it is missing, and is the only one.

        StoreError where it cannot be opened, or where another process is still writing to it
        after `patience` seconds.
        """
        with opened(path, write, patience) as database:
            yield cls(database)
