"""`digest status`, `check`, `articles`, `prune`, `sources` and `init`: what is read, and how it does."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from digest.app.console import Console
from digest.app.fetching import DATABASE, options_of, targets_of
from digest.app.site import shipped, template_folders
from digest.config import DEFAULT_FILE, Config, load_config
from digest.errors import ConfigError, NothingRead, ReadError, WriteError
from digest.moments import rfc3339
from digest.output import replaced, write_new
from digest.overrides import NO_OVERRIDES, load_overrides

if TYPE_CHECKING:
    from digest.fetch import Target
    from digest.sources import Imported
    from digest.store import EditionRecord, Hit, Pruned, SourceHealth, StoredArticle

_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)  # a clock that says less has not been set


# ---- what is stored --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Status:
    """How the sources do, and what was made of them last."""

    sources: "tuple[SourceHealth, ...]"
    editions: int
    newest: "EditionRecord | None"

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "sources": [asdict(source) for source in self.sources],
            "editions": self.editions,
            "newest_edition": asdict(self.newest) if self.newest else None,
        }


def status(config_file: Path | None, out: Path) -> Status:
    """The health of every source that is configured, or was."""
    from digest.store import Store

    load_config(config_file)
    with Store.open(out / DATABASE) as store:
        editions = store.editions()
        sources = tuple(store.health(rfc3339(datetime.now(UTC))))
    return Status(sources, len(editions), editions[0] if editions else None)


def search(out: Path, query: str, limit: int) -> "list[Hit]":
    """Stored articles that hold every term of the query, the best first."""
    from digest.store import Store

    with Store.open(out / DATABASE) as store:
        return store.search(query, limit)


def newest(out: Path, limit: int) -> "list[Hit]":
    """The newest articles stored, the newest first."""
    from digest.store import Store

    with Store.open(out / DATABASE) as store:
        return store.newest(limit)


def article(out: Path, article_id: str) -> "StoredArticle":
    """One stored article with all its versions; NothingRead where there is none."""
    from digest.store import Store

    with Store.open(out / DATABASE) as store:
        found = store.article(article_id)
    if found is None:
        raise NothingRead(article_id, f"no such article in {out / DATABASE}; see digest articles")
    return found


def prune(config_file: Path | None, out: Path, really: bool) -> "Pruned":
    """Removes what no source has listed for `store.keep_days`, or says what that would be."""
    from digest.store import Store

    keep = load_config(config_file).store.keep_days
    with Store.open(out / DATABASE, write=really) as store:
        return store.prune(keep, rfc3339(datetime.now(UTC)), dry_run=not really)


# ---- is all well? ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    wrong: str | None  # None: it is well
    note: str | None = None  # worth knowing, though nothing is wrong


def check(config_file: Path | None, out: Path, console: Console) -> Iterator[Finding]:
    """Looks at configuration, clock, templates, output folder and every source."""
    config = load_config(config_file)
    yield Finding(str(config_file or DEFAULT_FILE), None)
    yield from _overrides(config_file, config, out, console)
    yield _clock()
    yield from _templates(config)
    yield _output(out)
    yield from _paths(config)
    yield from _addresses(config, console)


def _overrides(
    config_file: Path | None, config: Config, out: Path, console: Console
) -> Iterator[Finding]:
    """What in the overrides names nothing that the newest edition holds; nothing without a file."""
    from digest.app.archive import age, archived, known_before
    from digest.editing import unapplied
    from digest.edition import whereabouts

    overrides = load_overrides(config_file, config)
    if overrides is NO_OVERRIDES:
        return
    yield Finding(overrides.file, None)
    archive = archived(out, console)
    if archive:
        newest = max(archive.values(), key=age)
        found = partial(whereabouts, known=known_before(archive))
        for line in unapplied(overrides, newest, found):
            yield Finding(overrides.file, None, f"{line} ({newest.id})")


def _clock() -> Finding:
    now = datetime.now(UTC)
    wrong = f"it says {now:%Y-%m-%d}: set it" if now < _EARLIEST else None
    return Finding("the clock", wrong)


def _templates(config: Config) -> Iterator[Finding]:
    from jinja2 import TemplateError

    from digest.publish import environment

    made = environment(template_folders(config))
    for name in sorted(made.list_templates()):
        if not name.endswith((".html", ".md")) or name == "README.md":
            continue
        try:
            made.get_template(name)
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            yield Finding(f"template {name}", f"line {line}: {error}" if line else str(error))
    yield Finding("templates", None)


def _output(out: Path) -> Finding:
    """Whether a file can be made there; none is left."""
    there = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return Finding(str(out), None)
    except OSError as error:
        return Finding(str(out), f"cannot be written: {error.strerror}; allow it, or choose --out")


def _paths(config: Config) -> Iterator[Finding]:
    for source in config.sources:
        if source.path is not None:
            readable = os.access(source.path, os.R_OK)
            yield Finding(
                f"{source.name} ({source.path})", None if readable else "is not there to be read"
            )


def _addresses(config: Config, console: Console) -> Iterator[Finding]:
    import asyncio

    targets = targets_of(config)
    reasons = asyncio.run(_asked(config, targets, console)) if targets else []
    for target, reason in zip(targets, reasons, strict=True):
        yield Finding(f"{target.name} ({target.address})", reason)


async def _asked(config: Config, targets: "Sequence[Target]", console: Console) -> list[str | None]:
    """For each target, why it cannot be read; None where it can."""
    import asyncio

    from digest.fetch import readable
    from digest.read.web import Client

    done = 0

    async def one(client: Client, target: "Target") -> str | None:
        nonlocal done
        try:
            await readable(client, target, rfc3339(datetime.now(UTC)))
            return None
        except ReadError as error:
            return error.reason
        finally:
            done += 1
            console.progress("Asking sources", done, len(targets))

    async with Client(options_of(config, targets)) as client:
        return list(await asyncio.gather(*(one(client, target) for target in targets)))


# ---- the list of sources ---------------------------------------------------------------------


def listed(config_file: Path | None) -> Config:
    """The configuration, for its sources."""
    return load_config(config_file)


@dataclass(frozen=True, slots=True)
class Addition:
    """A source to add."""

    place: str  # an address or a path
    name: str | None = None
    section: str | None = None
    allow_private: bool = False


def add_source(config_file: Path | None, asked: Addition, console: Console) -> str:
    """Adds a path, or the feed that is at an address or that the page there advertises; its name."""
    from digest import sources

    file = config_file or DEFAULT_FILE
    config = load_config(config_file)
    if "://" in asked.place:
        kind, found, title = _found_at(asked, config, console)
        source = sources.new_source(kind, found, asked.name or title, asked.section)
    else:
        source = sources.new_source("path", asked.place, asked.name, asked.section)
    _rewrite(file, sources.add(_text(file), source, file))
    return f"{source.name} ({source.place})"


def remove_source(config_file: Path | None, which: str) -> None:
    """Removes the source of that name, path or address."""
    from digest import sources

    file = config_file or DEFAULT_FILE
    _rewrite(file, sources.remove(_text(file), which, file))


def import_sources(config_file: Path | None, opml_file: Path) -> "Imported":
    """Adds the feeds of an OPML file that are not there yet."""
    from digest import sources
    from digest.read.opml import read_opml

    file = config_file or DEFAULT_FILE
    try:
        data = opml_file.read_bytes()
    except OSError as error:
        raise NothingRead(str(opml_file), f"cannot be read: {error.strerror}") from error
    imported = sources.import_opml(_text(file), read_opml(data, str(opml_file)), file)
    _rewrite(file, imported.text)
    return imported


def export_sources(config_file: Path | None) -> str:
    """The sources on the web as OPML."""
    from digest import sources

    config = load_config(config_file)
    return sources.export_opml(config.sources, str(config.title))


def _found_at(
    asked: Addition, config: Config, console: Console
) -> "tuple[Literal['feed', 'page'], str, str | None]":
    """What there is at an address: "feed" or "page", its address, and what it is called."""
    import asyncio

    from digest.fetch import Target, found_at
    from digest.read.web import Client

    target = Target(asked.place, asked.place)
    options = options_of(config, [target], asked.allow_private)

    async def ask() -> "tuple[Literal['feed', 'page'], str, str | None]":
        async with Client(options) as client:
            return await found_at(client, target, rfc3339(datetime.now(UTC)))

    console.progress("Asking", 0, 1)
    return asyncio.run(ask())


def _text(file: Path) -> str:
    if not file.exists():
        return ""
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not UTF-8; save the file as UTF-8") from error


def _rewrite(file: Path, text: str) -> None:
    try:
        replaced(file, text.encode("utf-8"))
    except OSError as error:
        raise WriteError(f"{file}: cannot be written: {error.strerror}") from error


# ---- a new digest ----------------------------------------------------------------------------


def init(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Writes what a new digest begins with; which files were written, and which were there."""
    from digest.start import starting_files

    sample = shipped("digest.toml").read_text(encoding="utf-8")
    templates: Mapping[str, bytes] = {
        file.name: file.read_bytes() for file in sorted(shipped("templates").iterdir())
    }
    return write_new(folder, starting_files(sample, templates))
