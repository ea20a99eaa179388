"""JSON Lines, one article a line → `Article`s."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from digest.errors import ReadError
from digest.models import Article
from digest.read.dates import normalised
from digest.read.identity import host_of, language_code, unknown_outlet

LINE_LIMIT = 5_000_000  # bytes of one article


class _Line(msgspec.Struct):
    """What a line may hold; other keys are passed over."""

    id: str | int
    title: str
    text: str
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    story: str | int | None = None
    may_quote: int | None = None


def read_lines(lines: Iterable[bytes], source: str) -> Iterator[Article | ReadError]:
    """An article a line, in order; a line that is none is a ReadError that names its number."""
    decoder = msgspec.json.Decoder(_Line)
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{source}:{number}"
        try:
            article = _article(_decoded(decoder, line, where), where)
        except ReadError as error:
            yield error
            continue
        if article.id in seen:
            yield ReadError(where, f"id {article.id!r} is that of line {seen[article.id]} already")
            continue
        seen[article.id] = number
        yield article


def _decoded(decoder: msgspec.json.Decoder[_Line], line: bytes, where: str) -> _Line:
    if len(line) > LINE_LIMIT:
        raise ReadError(where, f"over {LINE_LIMIT // 1_000_000} MB")
    try:
        return decoder.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ReadError(where, f"not an article: {error}") from error


def _article(line: _Line, where: str) -> Article:
    if not str(line.id).strip():
        raise ReadError(where, "the id is empty: give each article one of its own")
    title = " ".join(line.title.split())
    if not title and not line.text.strip():
        raise ReadError(where, "title and text are both empty")
    url = line.url if host_of(line.url) else None
    return Article(
        id=str(line.id),
        title=line.title,
        text=line.text.replace("\r\n", "\n").replace("\r", "\n"),
        outlet=line.outlet or host_of(url) or unknown_outlet(where),
        source=where,
        author=line.author,
        url=url,
        published=normalised(line.published),
        language=language_code(line.language),
        may_quote=line.may_quote,
        story=None if line.story is None else str(line.story),
    )


def bounded_lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines, of each of which no more is held than tells that it is too long."""
    while line := file.readline(LINE_LIMIT + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = file.readline(LINE_LIMIT)
