"""Files and folders → articles.  What cannot be read is left out, with its reason, and the rest goes on."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from digest.errors import NothingRead, ReadError
from digest.language.lines import furniture
from digest.language.sentences import paragraphs
from digest.models import Article, LeftOut
from digest.read.decode import decode, decode_page
from digest.read.html import read_html
from digest.read.identity import article_id
from digest.read.jsonl import bounded_lines, read_lines
from digest.read.markdown import read_markdown
from digest.read.plain import read_plain, with_credits

LEDGER = ".digest-ledger.json"  # in a folder that an earlier build made
SIZE_LIMIT = 5_000_000  # bytes of a file that is one article

_ONE_ARTICLE: dict[str, Callable[[str, str], Article]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, in a fixed order, and what was not."""

    articles: tuple[Article, ...]
    left_out: tuple[LeftOut, ...]
    newest: str | None = None  # day that it reaches to, where that was settled in reading
    answered: bool = False  # a source answered that it has nothing to say


@dataclass(frozen=True, slots=True)
class _Found:
    """A file, and its path below the path given."""

    path: Path
    source: str
    root: Path  # the folder that was given, or that holds the file given
    given: Path


Adapt = Callable[[Path, Article], Article]
"""The path given, and an article read below it → the article as it is to be taken."""


def read_paths(
    paths: Sequence[Path],
    seen: Callable[[str], None] = lambda source: None,
    adapt: Adapt = lambda given, article: article,
) -> Reading:
    """Every article below the paths; `seen` is told of each file before it is read.

    NothingRead where a path does not exist; a file that cannot be read is in `left_out`.
    """
    results: list[Article | ReadError] = []
    for found in _sources_told_apart(_walk(paths)):
        if isinstance(found, ReadError):
            results.append(found)
        else:
            seen(found.source)
            results.extend(
                adapt(found.given, read) if isinstance(read, Article) else read
                for read in _read_file(found)
            )
    return _told_apart(results)


def together(*readings: Reading) -> Reading:
    """What was read at several places, as if at one; the same article read twice is left out once."""
    joined = _told_apart(article for reading in readings for article in reading.articles)
    before = tuple(left for reading in readings for left in reading.left_out)
    newest = max((reading.newest for reading in readings if reading.newest), default=None)
    answered = any(reading.answered for reading in readings)
    return Reading(joined.articles, (*before, *joined.left_out), newest, answered)


def _walk(paths: Sequence[Path]) -> Iterator[_Found | ReadError]:
    """The files below the paths, sorted; README files and hidden ones are passed over."""
    for path in paths:
        if path.is_dir():
            errors: list[OSError] = []
            for file in sorted(_below(path, errors), key=lambda f: f.relative_to(path).as_posix()):
                yield _Found(file, _printable(file.relative_to(path).as_posix()), path, path)
            for error in errors:
                yield ReadError(_name_below(path, error), f"cannot be read: {error.strerror}")
        elif path.exists():
            yield _Found(path, _printable(path.name), path.parent, path)
        else:
            raise NothingRead(str(path), "no such file or folder: name one that holds articles")


def _below(folder: Path, errors: list[OSError]) -> Iterator[Path]:
    """Follows links, but enters no folder twice, so that a link to a folder above it ends there.

    What an earlier build made is no article: what its ledger lists is passed over.
    """
    entered = {os.path.realpath(folder)}
    made: set[Path] = set()
    for here, folders, names in os.walk(folder, onerror=errors.append, followlinks=True):
        kept = []
        for name in sorted(f for f in folders if not f.startswith(".")):
            real = os.path.realpath(Path(here) / name)
            if real not in entered:
                entered.add(real)
                kept.append(name)
        folders[:] = kept
        if LEDGER in names:
            made |= _made(Path(here))
        for name in names:
            if Path(here) / name in made:
                continue
            if not name.startswith(".") and Path(name).stem.upper() != "README":
                yield Path(here) / name


def _made(out: Path) -> set[Path]:
    """The files that the ledger in an output folder lists; none where it cannot be read."""
    try:
        paths = msgspec.json.decode((out / LEDGER).read_bytes(), type=list[str])
    except (OSError, msgspec.MsgspecError):
        return set()
    return {out / path for path in paths}


def _name_below(folder: Path, error: OSError) -> str:
    return _printable(os.path.relpath(error.filename or folder, folder))


def _printable(name: str) -> str:
    """A name as it can be published: bytes of it that are no UTF-8 are replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


def _sources_told_apart(walked: Iterable[_Found | ReadError]) -> Iterator[_Found | ReadError]:
    """Two paths that hold a file of the same name: the second is called after its folder as well."""
    taken: set[str] = set()
    for found in walked:
        if isinstance(found, _Found):
            source, number = found.source, 1
            while source in taken:
                folder = _printable(found.root.resolve().name)
                source = (
                    f"{folder}/{found.source}"
                    if number == 1
                    else f"{folder}-{number}/{found.source}"
                )
                number += 1
            taken.add(source)
            found = replace(found, source=source)
        yield found


def _read_file(found: _Found) -> Iterator[Article | ReadError]:
    kind = found.path.suffix.lower()
    try:
        if kind not in _ONE_ARTICLE and kind not in _MANY_ARTICLES:
            yield ReadError(found.source, f"no reader for {kind or 'files without an ending'}")
        elif not stat.S_ISREG(found.path.stat().st_mode):
            yield ReadError(found.source, "cannot be read: not a regular file")
        elif kind in _MANY_ARTICLES:
            yield from _MANY_ARTICLES[kind](found)
        else:
            yield _one_article(found, _ONE_ARTICLE[kind])
    except ReadError as error:
        yield error
    except OSError as error:
        yield ReadError(found.source, f"cannot be read: {error.strerror or error}")


def _lines(found: _Found) -> Iterator[Article | ReadError]:
    with found.path.open("rb") as file:
        for result in read_lines(bounded_lines(file), found.source):
            yield with_credits(result) if isinstance(result, Article) else result


def _entries(found: _Found) -> Iterator[Article]:
    """Of a feed, from what it carries alone: what its entries link to is not asked for."""
    from digest.read.feeds import FEED_LIMIT, articles_of, read_feed

    with found.path.open("rb") as file:
        data = file.read(FEED_LIMIT + 1)
    yield from articles_of(read_feed(data, found.source), found.source)


_MANY_ARTICLES: dict[str, Callable[[_Found], Iterator[Article | ReadError]]] = {
    **dict.fromkeys((".jsonl", ".ndjson"), _lines),
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf", ".json"), _entries),
}


def _one_article(found: _Found, read: Callable[[str, str], Article]) -> Article:
    with found.path.open("rb") as file:
        data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise ReadError(found.source, f"over {SIZE_LIMIT // 1_000_000} MB: no article is so long")
    if not data.strip():
        raise ReadError(found.source, "empty")
    text = decode_page(data) if read is read_html else decode(data, found.source)
    article = with_credits(read(text, found.source))
    if not has_report(article):
        raise ReadError(found.source, "no text left once titles, prompts and appeals are set aside")
    return article


def has_report(article: Article) -> bool:
    """Whether any line of the text is neither marked nor furniture."""
    marked = {(a.start, a.end) for a in article.asides}
    return any(
        (start, end) not in marked and not furniture(article.text[start:end])
        for start, end in paragraphs(article.text)
    )


def _told_apart(results: Iterable[Article | ReadError]) -> Reading:
    """Articles with ids of their own; the same article read twice is left out once."""
    articles: dict[str, Article] = {}
    left_out: list[LeftOut] = []
    for result in results:
        if isinstance(result, ReadError):
            left_out.append(LeftOut(result.source, "read", result.reason))
            continue
        known = articles.get(result.id)
        if known and (known.outlet, known.text) == (result.outlet, result.text):
            left_out.append(LeftOut(result.source, "read", f"the same article as {known.source}"))
            continue
        if known:
            result = replace(result, id=article_id(None, result.id, result.source))
        articles[result.id] = result
    return Reading(tuple(articles.values()), tuple(left_out))
