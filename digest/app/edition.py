"""`digest build` and `digest publish`."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from digest.app.archive import age, archive_path, archived, earlier, known_before, newest_states
from digest.app.console import QUIET, Console
from digest.app.fetching import (
    DATABASE,
    named_in_store,
    of_source,
    read_addresses,
    read_stored,
    targets_of,
)
from digest.app.growing import growing, only_archived, resume
from digest.app.site import limits_of, masthead_of, renditions, sections_of, shipped
from digest.app.workers import mapped
from digest.config import Config, load_config
from digest.corrections import corrected
from digest.edition import moved_on, newest_day
from digest.errors import NothingRead, StoreError, UsageError
from digest.group.stream import Stream
from digest.models import Article, Edition
from digest.moments import rfc3339
from digest.output import Written, alone, write
from digest.overrides import Overrides, load_overrides
from digest.pipeline import Options, make_edition, prepared, ranking_named
from digest.publish.edition_json import archive_copy
from digest.read.files import Reading, read_paths, together


@dataclass(frozen=True, slots=True)
class Build:
    """What `digest build` is asked for."""

    paths: tuple[str, ...] = ()
    out: Path = Path("output")
    config: Path | None = None
    day: str | None = None  # YYYY-MM-DD
    jobs: int = 0  # 0: as many as there are processors, where that pays
    summarizer: str | None = None
    allow_private: bool = False  # hosts of one's own network, where `paths` name them


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    edition: Edition
    written: Written
    is_new: bool  # the archive did not hold this very edition


def build(asked: Build, console: Console = QUIET) -> Built:
    """Reads, makes an edition, archives and publishes it."""
    config = load_config(asked.config)
    ranking_named(asked.summarizer or config.summarizer)
    _checked_day(asked.day)
    overrides = load_overrides(asked.config, config)
    reading = _read(asked, config, console)
    for left in reading.left_out:
        console.warn(f"digest: {left.source}: left out: {left.reason}")
    if not reading.articles and not reading.answered:
        raise NothingRead(
            _asked_for(asked, config), "nothing in it could be read; see digest build --help"
        )
    with alone(asked.out, console.warn):
        archive = archived(asked.out, console)
        edition = _made(asked, _Told(config, overrides), reading, archive, console)
        shown = {**archive, edition.id: edition}
        written = _publish(asked.out, config, shown, archive, console)
    return Built(edition, written, archive.get(edition.id) != edition)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the files of the digest say: its configuration, and its editor."""

    config: Config
    overrides: Overrides


def _made(
    asked: Build,
    told: _Told,
    reading: Reading,
    archive: Mapping[str, Edition],
    console: Console,
) -> Edition:
    config = told.config
    day = _checked_day(asked.day) or reading.newest or day_of(reading.articles)
    with (
        mapped(asked.jobs, len(reading.articles)) as run,
        _stream(asked, config, console) as stream,
    ):
        if stream is not None:
            _take_over(stream, asked, config, reading, archive)
        options = Options(
            masthead=masthead_of(config, day),
            limits=limits_of(config),
            summarizer=asked.summarizer or config.summarizer,
            known=known_before(archive),
            map=run,
            progress=console.progress,
            overrides=told.overrides,
            sections=sections_of(config),
            note=lambda line: console.warn(f"digest: {line}"),
            stream=stream,
        )
        edition = make_edition(reading.articles, reading.left_out, options)
    before = earlier(edition, archive)
    edition = corrected(edition, before)
    return moved_on(edition, archive.get(edition.id), newest_states(before))


def _take_over(
    stream: Stream, asked: Build, config: Config, reading: Reading, archive: Mapping[str, Edition]
) -> None:
    """Gives the stream the stories that the archive alone knows."""
    told = only_archived(stream, archive)
    if not told:
        return
    read = {article.id: article for article in reading.articles if article.id in told}
    missing = [article for article in told if article not in read]
    found = [*read.values(), *named_in_store(config, asked.out, missing)]
    with mapped(asked.jobs, len(found)) as run:
        resume(stream, told, prepared(found, run))


def _stream(
    asked: Build, config: Config, console: Console
) -> AbstractContextManager[Stream | None]:
    """The store's stories, where articles come out of the store; without, they are found at once."""
    if asked.paths or not targets_of(config):
        return nullcontext()
    return growing(asked.out, console)


def _checked_day(day: str | None) -> str | None:
    if day is None:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise UsageError(f"--date {day}: not a date; write it as YYYY-MM-DD") from error


def day_of(articles: Iterable[Article]) -> str:
    """The day of the newest article, else today."""
    return newest_day(a.published for a in articles) or datetime.now(UTC).date().isoformat()


def _read(asked: Build, config: Config, console: Console) -> Reading:
    """What was named, else the configured sources, else the sample articles."""
    seen = 0

    def tell(source: str) -> None:
        nonlocal seen
        seen += 1
        console.progress("Reading files", seen, 0)

    if asked.paths or not config.sources:
        addresses = [path for path in asked.paths if "://" in path]
        files = [Path(path) for path in asked.paths if "://" not in path]
        files = files if asked.paths else [_samples()]
        readings = [read_paths(files, tell)] if files else []
        if addresses:
            readings.append(read_addresses(addresses, config, asked.allow_private, console))
        return together(*readings)
    return _read_sources(asked, config, tell, console)


def _read_sources(
    asked: Build, config: Config, tell: Callable[[str], None], console: Console
) -> Reading:
    """The configured sources: files and folders as they are, the rest as the store has it."""
    by_path = {source.path: source for source in config.sources if source.path}
    readings = []
    if by_path:
        readings.append(
            read_paths(list(by_path), tell, lambda path, read: of_source(read, by_path[path]))
        )
    if len(by_path) == len(config.sources):
        return together(*readings)
    newest = newest_day(a.published for r in readings for a in r.articles)
    return together(*readings, read_stored(config, asked.out, asked.day, newest, console))


def _samples() -> Path:
    here = Path("seeds")
    return here if here.is_dir() else shipped("seeds")


def _asked_for(asked: Build, config: Config) -> str:
    named = asked.paths or [str(source.place) for source in config.sources] or [str(_samples())]
    return ", ".join(named)


def publish(
    out: Path, config_file: Path | None, edition_id: str | None, console: Console = QUIET
) -> Written:
    """Makes the site and feeds again from the archive; with an id, as they were at that edition."""
    config = load_config(config_file)
    with alone(out, console.warn):
        archive = archived(out, console)
        if edition_id is not None and edition_id not in archive:
            held = ", ".join(sorted(archive)[-5:]) or "none"
            raise UsageError(
                f"{out / 'editions'}: no edition {edition_id!r}; the newest there are: {held}"
            )
        if not archive:
            raise NothingRead(str(out / "editions"), "no edition there: run digest build first")
        last = age(archive[edition_id]) if edition_id else max(map(age, archive.values()))
        shown = {i: e for i, e in archive.items() if age(e) <= last}
        return _publish(out, config, shown, archive, console)


def _publish(
    out: Path,
    config: Config,
    shown: Mapping[str, Edition],
    archive: Mapping[str, Edition],
    console: Console,
) -> Written:
    """Archives what is shown, and makes the site of it."""
    console.progress("Publishing", 0, 1)
    editions = sorted(shown.values(), key=age, reverse=True)
    made = {archive_path(edition.id): archive_copy(edition) for edition in editions}
    made |= {r.path: r.data for r in renditions(editions, config)}
    written = write(out, made, below="site/", held=[archive_path(i) for i in archive])
    _remember(out, editions[0], made, console)
    console.progress("Publishing", 1, 1)
    return written


def _remember(out: Path, edition: Edition, made: Mapping[str, bytes], console: Console) -> None:
    """Tells the store, where there is one, what was published."""
    if not (out / DATABASE).exists():
        return
    from digest.store import Store

    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in made.items()}
    now = rfc3339(datetime.now(UTC))
    try:
        with Store.open(out / DATABASE, write=True) as store:
            store.record_edition(edition, hashes[archive_path(edition.id)], now, hashes)
    except StoreError as error:
        console.warn(f"digest: {error}; {edition.id} is published, and not noted there")
