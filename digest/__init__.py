"""Briefings cut word for word from what many outlets publish.

The few names that a program needs:

>>> from pathlib import Path
>>> import tempfile, digest
>>> folder = Path(tempfile.mkdtemp())
>>> _ = (folder / "one.txt").write_text('''Bridge at Tolmin closes for repairs
... The old bridge at Tolmin will close on Monday, the town council said.
... Repairs to its northern pier are expected to take six weeks.''')
>>> reading = digest.read_articles([folder])
>>> edition = digest.make_edition(reading, date="2026-03-14")
>>> edition.stories[0].headline.text
'Bridge at Tolmin closes for repairs'
>>> digest.verify_edition(edition)
[]
>>> written = digest.publish_editions([edition], folder / "out")
>>> "site/index.html" in written.changed
True

Importing this package imports nothing heavy: each name loads what it needs when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest.api import make_edition, publish_editions, read_articles, verify_edition
    from digest.errors import DigestError
    from digest.models import Article, Brief, Edition, Passage, Statement, Story

__all__ = [
    "Article",
    "Brief",
    "DigestError",
    "Edition",
    "Passage",
    "Statement",
    "Story",
    "make_edition",
    "publish_editions",
    "read_articles",
    "verify_edition",
]

_HOMES = {
    "digest.api": ("make_edition", "publish_editions", "read_articles", "verify_edition"),
    "digest.errors": ("DigestError",),
    "digest.models": ("Article", "Brief", "Edition", "Passage", "Statement", "Story"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'digest' has no attribute {name!r}")
