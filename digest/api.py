"""What a program calls: read, make an edition, publish, verify."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from digest.app import day_of, limits_of, masthead_of, renditions, sections_of
from digest.config import Config
from digest.models import Edition
from digest.output import Written, alone, write
from digest.overrides import NO_OVERRIDES, Overrides
from digest.pipeline import Options
from digest.pipeline import make_edition as edition_of
from digest.publish.edition_json import archive_copy
from digest.read.files import Reading, read_paths
from digest.verify import Finding
from digest.verify import verify as findings_in

__all__ = ["make_edition", "publish_editions", "read_articles", "verify_edition"]


def read_articles(paths: Iterable[Path | str]) -> Reading:
    """The articles below files and folders, and what was left out of them.

    Raises `NothingRead` for a path that does not exist.
    """
    return read_paths([Path(path) for path in paths])


def make_edition(
    reading: Reading,
    *,
    date: str | None = None,
    config: Config | None = None,
    overrides: Overrides = NO_OVERRIDES,
) -> Edition:
    """The edition of what was read; `date` is YYYY-MM-DD, else that of the newest article, else today."""
    config = config or Config()
    options = Options(
        masthead=masthead_of(config, date or day_of(reading.articles)),
        limits=limits_of(config),
        summarizer=str(config.summarizer),
        overrides=overrides,
        sections=sections_of(config),
    )
    return edition_of(reading.articles, reading.left_out, options)


def publish_editions(
    editions: Sequence[Edition], out: Path | str, *, config: Config | None = None
) -> Written:
    """Writes the archive and the site of these editions below `out`; what changed, by path.

    Raises `WriteError` where the folder cannot be written, which is then as it was.
    """
    newest_first = sorted(editions, key=lambda e: (e.date, e.id), reverse=True)
    files = {f"editions/{e.id}.json": archive_copy(e) for e in newest_first}
    files |= {r.path: r.data for r in renditions(newest_first, config or Config())}
    with alone(Path(out)):
        return write(Path(out), files, below="site/")


def verify_edition(edition: Edition) -> list[Finding]:
    """Everything in an edition that its article texts do not prove; empty where all is."""
    return findings_in(edition)
