"""The only place that builds things: clock, files, executor, templates; each command is one function."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from digest.brief.allowance import Limits
from digest.config import Config, load_config
from digest.edition import Known, KnownStory, Masthead, moved_on, newest_day
from digest.errors import DigestError, EditionError, NothingRead, SendError, UsageError
from digest.models import Article, Edition, Story
from digest.output import Written, alone, write
from digest.pipeline import (
    Map,
    Options,
    Progress,
    grouped,
    make_edition,
    prepared,
    ranking_named,
    summarize_articles,
)
from digest.publish import Rendition, Site, environment, render
from digest.publish.edition_json import archive_copy, load
from digest.read.files import Reading, read_paths
from digest.read.jsonl import bounded_lines, read_lines

_WORTH_PROCESSES = 400  # articles from which a second process pays for its start


@dataclass(frozen=True, slots=True)
class Console:
    """What a command says to people, and how far it is."""

    warn: Callable[[str], None] = lambda line: print(line, file=sys.stderr)
    progress: Progress = lambda stage, done, of: None


@dataclass(frozen=True, slots=True)
class Build:
    """What `digest build` is asked for."""

    paths: tuple[str, ...] = ()
    out: Path = Path("output")
    config: Path | None = None
    day: str | None = None  # YYYY-MM-DD
    jobs: int = 0  # 0: as many as there are processors, where that pays
    summarizer: str | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    edition: Edition
    written: Written
    is_new: bool  # the archive did not hold this very edition


# ---- build and publish -----------------------------------------------------------------------


def build(asked: Build, console: Console = Console()) -> Built:
    """Reads, makes an edition, archives and publishes it."""
    config = load_config(asked.config)
    ranking_named(asked.summarizer or config.summarizer)
    _checked_day(asked.day)
    reading = _read(asked, config, console)
    for left in reading.left_out:
        console.warn(f"digest: {left.source}: left out: {left.reason}")
    if not reading.articles:
        raise NothingRead(
            _asked_for(asked, config), "nothing in it could be read; see digest build --help"
        )
    with alone(asked.out, console.warn):
        archive = _archived(asked.out, console)
        edition = _made(asked, config, reading, archive, console)
        shown = {**archive, edition.id: edition}
        written = _publish(asked.out, config, shown, archive, console)
    return Built(edition, written, archive.get(edition.id) != edition)


def _made(
    asked: Build, config: Config, reading: Reading, archive: Mapping[str, Edition], console: Console
) -> Edition:
    day = _checked_day(asked.day) or day_of(reading.articles)
    with _mapped(asked.jobs, len(reading.articles)) as run:
        options = Options(
            masthead=masthead_of(config, day),
            limits=limits_of(config),
            summarizer=asked.summarizer or config.summarizer,
            known=known_before(archive),
            map=run,
            progress=console.progress,
        )
        edition = make_edition(reading.articles, reading.left_out, options)
    return moved_on(edition, archive.get(edition.id), _states_before(edition, archive))


def publish(
    out: Path, config_file: Path | None, edition_id: str | None, console: Console = Console()
) -> Written:
    """Makes the site and feeds again from the archive; with an id, as they were at that edition."""
    config = load_config(config_file)
    with alone(out, console.warn):
        archive = _archived(out, console)
        if edition_id is not None and edition_id not in archive:
            held = ", ".join(sorted(archive)[-5:]) or "none"
            raise UsageError(
                f"{out / 'editions'}: no edition {edition_id!r}; the newest there are: {held}"
            )
        if not archive:
            raise NothingRead(str(out / "editions"), "no edition there: run digest build first")
        last = _age(archive[edition_id]) if edition_id else max(map(_age, archive.values()))
        shown = {i: e for i, e in archive.items() if _age(e) <= last}
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
    editions = sorted(shown.values(), key=_age, reverse=True)
    made = {_archive_path(edition.id): archive_copy(edition) for edition in editions}
    made |= {r.path: r.data for r in renditions(editions, config)}
    written = write(out, made, below="site/", held=[_archive_path(i) for i in archive])
    console.progress("Publishing", 1, 1)
    return written


def _archive_path(edition_id: str) -> str:
    return f"editions/{edition_id}.json"


def renditions(editions: Sequence[Edition], config: Config) -> Iterator[Rendition]:
    """Every file of the site; `editions` newest first."""
    return render(editions, _site(config), environment(_template_folders(config)))


def known_before(archive: Mapping[str, Edition]) -> Known:
    """The identities that archived editions settled; the newest state of each story."""
    stories: dict[str, KnownStory] = {}
    editions = sorted(archive.values(), key=_age)
    for edition in editions:
        for story in edition.stories:
            articles = frozenset(story.articles)
            stories[story.id] = KnownStory(
                story.id, story.slug, story.tag, articles, story.first_edition
            )
    return Known(editions[0].tag if editions else None, tuple(stories.values()))


def _states_before(edition: Edition, archive: Mapping[str, Edition]) -> dict[str, Story]:
    """The newest state of each story in the editions before this one, by id."""
    earlier = sorted((e for e in archive.values() if _age(e) < _age(edition)), key=_age)
    return {story.id: story for each in earlier for story in each.stories}


def _age(edition: Edition) -> tuple[str, str]:
    return (edition.date, edition.id)


def _archived(out: Path, console: Console) -> dict[str, Edition]:
    """The archived editions by id; a file that is none is named and passed over."""
    found = {}
    for file in sorted((out / "editions").glob("*.json")):
        try:
            edition = load(file.read_bytes())
            found[edition.id] = edition
        except (OSError, EditionError) as error:
            console.warn(f"digest: {file}: passed over: {error}")
    return found


def masthead_of(config: Config, day: str) -> Masthead:
    """What an edition of that day is called."""
    host = urlsplit(config.site.url).hostname or "localhost"
    return Masthead(str(config.title), day, str(config.language), host, config.limits.max_stories)


def limits_of(config: Config) -> Limits:
    """How much a brief may hold."""
    limits = config.limits
    return Limits(limits.bullets, limits.max_words_shown, limits.max_share_shown)


def _site(config: Config) -> Site:
    return Site(
        url=str(config.site.url),
        title=str(config.title),
        language=str(config.language),
        max_words_shown=config.limits.max_words_shown,
        max_share_shown=config.limits.max_share_shown,
    )


def _template_folders(config: Config) -> list[Path]:
    own = [config.site.templates] if config.site.templates else []
    return [*own, _shipped("templates")]


def _shipped(folder: str) -> Path:
    """A folder that lies inside an installed package, and beside it in a checkout."""
    here = Path(__file__).parent
    inside = here / folder
    return inside if inside.is_dir() else here.parent / folder


# ---- reading ---------------------------------------------------------------------------------


def _read(asked: Build, config: Config, console: Console) -> Reading:
    paths = _paths(asked, config)
    seen = 0

    def tell(source: str) -> None:
        nonlocal seen
        seen += 1
        console.progress("Reading files", seen, 0)

    return read_paths(paths, tell)


def _paths(asked: Build, config: Config) -> list[Path]:
    """What was named, else the configured sources, else the sample articles."""
    for path in asked.paths:
        if "://" in path:
            raise UsageError(f"{path}: addresses are not read yet; name a file or folder")
    if asked.paths:
        return [Path(path) for path in asked.paths]
    if config.sources:
        return [source.path for source in config.sources]
    here = Path("seeds")
    return [here if here.is_dir() else _shipped("seeds")]


def _asked_for(asked: Build, config: Config) -> str:
    return ", ".join(str(path) for path in _paths(asked, config))


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


@contextmanager
def _mapped(jobs: int, articles: int) -> Iterator[Map]:
    """`map` in this process, or over several."""
    workers = jobs or (os.cpu_count() or 1 if articles >= _WORTH_PROCESSES else 1)
    workers = min(workers, articles)
    if workers <= 1:
        yield map
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    _start_deaf()
    with ProcessPoolExecutor(workers, get_context("forkserver")) as executor:
        yield partial(executor.map, chunksize=max(1, min(64, articles // (4 * workers))))


def _start_deaf() -> None:
    """Starts what forks the workers with interrupts blocked: they are for this process to answer.

    The block is inherited, so that a worker is deaf from its first instant; one that had to make
    itself so could be killed before it was, and the executor would wait for it for ever.
    """
    from multiprocessing import forkserver, resource_tracker

    forkserver.set_forkserver_preload(["numpy", "digest.pipeline"])  # once, not in each worker
    resource_tracker.ensure_running()  # first: starting it unblocks interrupts again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ---- JSON Lines in, JSON Lines out -----------------------------------------------------------


def articles_in(stream: BinaryIO, source: str, console: Console) -> list[Article]:
    """The articles of JSON Lines; a line that is none is named, and the rest is read."""
    articles = []
    for result in read_lines(bounded_lines(stream), source):
        if isinstance(result, Article):
            articles.append(result)
        else:
            console.warn(f"digest: {result}")
    if not articles:
        raise NothingRead(source, "no article in it: give JSON Lines with id, title and text")
    return articles


def group(
    articles: Sequence[Article], explain: bool, console: Console
) -> Iterator[dict[str, object]]:
    """A record an article, in the order given; with `explain`, why it is where it is."""
    clusters = grouped(prepared(articles, progress=console.progress), console.progress)
    story = {a: f"s-{c.articles[0]}" for c in clusters for a in c.articles}
    ties = {t.articles: t for c in clusters for t in c.ties}
    for article in articles:
        record: dict[str, object] = {"article": article.id, "story": story[article.id]}
        if explain:
            record["why"] = [
                {"article": other, "score": tie.score, "terms": list(tie.terms)}
                for pair, tie in ties.items()
                if article.id in pair
                for other in pair
                if other != article.id
            ]
        yield record


def by_story(articles: Sequence[Article]) -> dict[str, list[Article]]:
    """The articles by their given story, in order; grouped first where no article has one."""
    stories: dict[str, list[Article]] = {}
    found: Mapping[str, str] = {}
    if all(a.story is None for a in articles):
        from digest.pipeline import group_articles

        found = group_articles(articles)
    for article in articles:
        given = f"s-{article.id}" if article.story is None else article.story
        stories.setdefault(found.get(article.id, given), []).append(article)
    return stories


def summarize(
    articles: Sequence[Article], words: int, summarizer: str
) -> Iterator[dict[str, object]]:
    """A record a story: its summary as text and as statements."""
    import msgspec

    ranking_named(summarizer)
    for story, members in by_story(articles).items():
        statements = summarize_articles(
            [replace(a, story=None) for a in members], words, summarizer
        )
        text = " ".join(s.text for s in statements)
        yield {"story": story, "text": text, "statements": msgspec.to_builtins(statements)}


# ---- on the clock, and by mail ---------------------------------------------------------------


def run(config_file: Path | None, out: Path, console: Console) -> None:
    """Builds, publishes and mails at the configured times, until SIGTERM or SIGINT."""
    from digest.schedule import next_due, run_until, timetable

    config = load_config(config_file)
    if not config.schedule.build:
        raise UsageError(
            f'{config_file or "digest.toml"}: nothing to wait for; set [schedule] build = ["07:00"]'
        )
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())

    def job() -> None:
        built = build(Build(out=out, config=config_file), console)
        console.warn(f"digest: {built.edition.id}: published, {len(built.edition.stories)} stories")
        if config.mail and built.is_new:
            send(config_file, out, console)

    def failed(error: Exception) -> None:
        reason = (
            str(error) if isinstance(error, DigestError) else f"{type(error).__name__}: {error}"
        )
        console.warn(f"digest: this run failed, the next will be tried: {reason}")

    scheduler = timetable(config.schedule.build, config.timezone, job, failed=failed)
    due = next_due(config.schedule.build, config.timezone, datetime.now(UTC))
    console.warn(f"digest: waiting; the next build is due at {due:%Y-%m-%d %H:%M} UTC")
    run_until(stopped, scheduler)
    console.warn("digest: stopped")


def send(config_file: Path | None, out: Path, console: Console) -> int:
    """Mails the newest edition, one message a recipient; how many were accepted."""
    from digest.publish.markdown import markdown
    from digest.send.mail import compose, deliver, letter

    config = load_config(config_file)
    if config.mail is None:
        raise UsageError(f"{config_file or 'digest.toml'}: no [mail] table: name host, from and to")
    archive = _archived(out, console)
    if not archive:
        raise NothingRead(str(out / "editions"), "no edition there to send: run digest build first")
    edition = max(archive.values(), key=_age)
    site, templates = _site(config), environment(_template_folders(config))
    written = letter(
        edition, markdown(edition, site, templates), site, templates.get_template("mail.html")
    )
    outcomes = deliver([compose(written, config.mail, to) for to in config.mail.to], config.mail)
    for outcome in outcomes:
        said = "sent" if outcome.ok else f"not sent: {outcome.reason}"
        console.warn(f"digest: {edition.id} to {outcome.recipient}: {said}")
    refused = [o for o in outcomes if not o.ok]
    if refused:
        raise SendError(f"{len(refused)} of {len(outcomes)} recipients did not get {edition.id}")
    return len(outcomes)


def edition_at(path: Path) -> Edition:
    """The edition in a file."""
    try:
        return load(path.read_bytes())
    except OSError as error:
        raise NothingRead(str(path), f"cannot be read: {error.strerror}") from error
    except EditionError as error:
        raise EditionError(f"{path}: {error}") from error
