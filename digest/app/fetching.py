"""`digest fetch`, and the articles that a build takes from sources on the web."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from digest.app.console import Console
from digest.config import Config, Source, load_config
from digest.errors import NothingRead, UsageError
from digest.models import Article, LeftOut
from digest.moments import rfc3339
from digest.read.files import Reading

if TYPE_CHECKING:
    from digest.fetch import Fetched, FullText, Target
    from digest.read.web import FetchOptions
    from digest.store import Store

DATABASE = "digest.db"


def fetch(
    config_file: Path | None, out: Path, names: Sequence[str], console: Console
) -> "list[Fetched]":
    """Reads the named sources, or all, into the store; what became of each, in their order.

    NothingRead where none of them could be read.
    """
    from digest.store import Store

    config = load_config(config_file)
    targets = targets_of(config)
    if not targets:
        raise UsageError(
            f"{config_file or 'digest.toml'}: no feed or page among its [[sources]]; add one:"
            " digest sources add ADDRESS"
        )
    chosen = _named(targets, names)
    with Store.open(out / DATABASE, write=True) as store:
        synchronised(store, targets)
        fetched = fetch_into(store, chosen, options_of(config, chosen), console, warn=True)
    if fetched and all(each.failed for each in fetched):
        raise NothingRead(fetched[0].name, f"no source could be read: {fetched[0].failed}")
    return fetched


def fetch_into(
    store: "Store",
    targets: "Sequence[Target]",
    options: "FetchOptions",
    console: Console,
    warn: bool = False,
) -> "list[Fetched]":
    """Reads the targets into an open store; with `warn`, each that fails is named in one line."""
    from digest.fetch import Fetcher
    from digest.read.web import Client

    done = 0

    def tell(fetched: "Fetched") -> None:
        nonlocal done
        done += 1
        console.progress("Fetching sources", done, len(targets))
        if warn and fetched.failed:
            console.warn(f"digest: {fetched.name}: not read: {fetched.failed}")

    async def run() -> "list[Fetched]":
        async with Client(options) as client:
            return await Fetcher(client, store, lambda: datetime.now(UTC)).run(targets, tell)

    console.progress("Fetching sources", 0, len(targets))
    return asyncio.run(run())


def synchronised(store: "Store", targets: "Sequence[Target]") -> None:
    """Makes the sources of the store those that are configured."""
    from digest.store import ConfiguredSource

    configured = [
        ConfiguredSource(t.name, "page" if t.kind == "page" else "feed", t.address) for t in targets
    ]
    store.sync_sources(configured, rfc3339(datetime.now(UTC)))


def targets_of(config: Config) -> "list[Target]":
    """The sources of a configuration that are on the web."""
    from digest.fetch import Target

    return [
        Target(
            name=str(source.name),
            address=str(source.place),
            kind="page" if source.page else "feed",
            full_text=cast("FullText", str(source.full_text)),
            language=str(source.language or "")[:2].lower(),
        )
        for source in config.sources
        if source.path is None
    ]


def _named(targets: "Sequence[Target]", names: Sequence[str]) -> "list[Target]":
    known = {target.name: target for target in targets}
    for name in names:
        if name not in known:
            raise UsageError(f'no source "{name}" on the web; there are: {", ".join(known)}')
    return [known[name] for name in dict.fromkeys(names)] if names else list(targets)


def options_of(
    config: Config, targets: "Sequence[Target]", allow_private: bool = False
) -> "FetchOptions":
    """How the client behaves; of private hosts, those that the targets name are admitted."""
    from digest.read.web import FetchOptions

    fetch = config.fetch
    return FetchOptions(
        contact=str(fetch.contact) if fetch.contact else None,
        delay=fetch.delay,
        concurrency=fetch.concurrency,
        max_bytes=fetch.max_bytes,
        timeout=fetch.timeout,
        allow_private=fetch.allow_private or allow_private,
        private=frozenset(filter(None, (_host_and_port(t.address) for t in targets))),
        offline=fetch.offline,
    )


def _host_and_port(address: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(address)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname else None


# ---- what a build takes ----------------------------------------------------------------------


def read_addresses(
    addresses: Sequence[str], config: Config, allow_private: bool, console: Console
) -> Reading:
    """The articles of feeds and pages, read now, through a store that is gone afterwards."""
    from digest.fetch import Target
    from digest.store import Store

    targets = [Target(address, address) for address in dict.fromkeys(addresses)]
    options = options_of(config, targets, allow_private)
    with TemporaryDirectory() as folder, Store.open(Path(folder) / DATABASE, write=True) as store:
        synchronised(store, targets)
        fetched = fetch_into(store, targets, options, console)
        articles = tuple(store.articles())
    left_out = tuple(LeftOut(f.name, "fetch", f.failed) for f in fetched if f.failed)
    return Reading(articles, left_out, answered=len(left_out) < len(fetched))


def read_stored(
    config: Config, out: Path, day: str | None, newest: str | None, console: Console
) -> Reading:
    """The stored articles of the days up to `day` that an edition holds.

    Without a `day`, up to that of the newest article stored, or `newest` where that is later.  Where
    nothing was ever fetched, it is now.
    """
    targets = targets_of(config)
    with _ready(out, targets, config, console) as store:
        by_name = {str(source.name): source for source in config.sources if source.path is None}
        last = day or max(newest or "", store.newest_day(by_name) or "")
        first = _days_before(last, config.limits.max_age_days - 1) if last else None
        # Articles without a date have the day on which they were first seen, which may be later.
        found = store.by_source(first, day, by_name)
        articles = [of_source(article, by_name[name]) for name, article in found if name in by_name]
        states = [state for state in store.sources() if state.name in by_name]
        failed = [(state.name, state.last_error) for state in states if state.last_error]
    left_out = tuple(LeftOut(name, "fetch", reason) for name, reason in failed)
    return Reading(tuple(articles), left_out, last or None, answered=len(failed) < len(targets))


def named_in_store(config: Config, out: Path, ids: Sequence[str]) -> list[Article]:
    """Of those articles, the stored ones, by id."""
    from digest.store import Store

    by_name = {str(source.name): source for source in config.sources}
    with Store.open(out / DATABASE) as store:
        return [
            of_source(article, by_name[name]) if name in by_name else article
            for name, article in store.named(ids)
        ]


@contextmanager
def _ready(
    out: Path, targets: "Sequence[Target]", config: Config, console: Console
) -> "Iterator[Store]":
    """The store, with something in it where there is anything to be had."""
    from digest.store import Store

    if not _was_fetched(out / DATABASE, targets):
        console.warn(f"digest: nothing fetched yet: reading {len(targets)} sources now")
        with Store.open(out / DATABASE, write=True) as store:
            synchronised(store, targets)
            fetch_into(store, targets, options_of(config, targets), console)
    with Store.open(out / DATABASE) as store:
        yield store


def _was_fetched(database: Path, targets: "Sequence[Target]") -> bool:
    """Whether any of the targets has been asked before."""
    from digest.store import Store

    if not database.exists():
        return False
    names = {target.name for target in targets}
    with Store.open(database) as store:
        return any(s.last_attempt for s in store.sources() if s.name in names and s.configured)


def of_source(article: Article, source: Source) -> Article:
    """The article as the configuration of its source has it."""
    allowed = [n for n in (article.may_quote, source.max_words_shown) if n is not None]
    return replace(
        article,
        configured=str(source.name),
        section=str(source.section) if source.section else article.section,
        language=article.language or str(source.language or "")[:2].lower(),
        weight=source.weight,
        may_quote=min(allowed, default=None),
    )


def _days_before(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    except OverflowError:
        return day
