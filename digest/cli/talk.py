"""Talking to people on standard error, and to programs on standard output."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from digest.errors import WriteError

if TYPE_CHECKING:
    from digest.app import Console


def say(line: str) -> None:
    """One line to people; control characters in it cannot reach their terminal."""
    print(_printable(line), file=sys.stderr, flush=True)


def clean(line: str) -> bytes:
    """A line for standard output; control characters in it cannot reach a terminal."""
    return _printable(line).encode("utf-8", "backslashreplace")


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


def count(number: int, one: str, many: str | None = None) -> str:
    """The number with its noun, such as "1 story" or "2 stories"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


@contextmanager
def console() -> Iterator["Console"]:
    """Progress where standard error is a terminal, nothing else in its place."""
    from digest.app import Console

    if not sys.stderr.isatty():
        yield Console(warn=say)
        return
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Terminal(stderr=True), transient=True) as shown:
        yield Console(warn=say, progress=_shown_in(shown))


def _shown_in(shown: Any) -> Callable[[str, int, int], None]:
    tasks: dict[str, Any] = {}

    def progress(stage: str, done: int, of: int) -> None:
        if stage not in tasks:
            tasks[stage] = shown.add_task(stage, total=of or None)
        shown.update(tasks[stage], completed=done)

    return progress


@contextmanager
def article_lines(file: Path | None) -> Iterator[tuple[BinaryIO, str]]:
    """The file that was named, else standard input, and what it is called in messages."""
    from digest.errors import NothingRead

    if file is None or str(file) == "-":
        yield sys.stdin.buffer, "standard input"
        return
    try:
        with file.open("rb") as stream:
            yield stream, file.name
    except OSError as error:
        raise NothingRead(str(file), f"cannot be read: {error.strerror}") from error


def records(found: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """Each as a line of JSON."""
    import msgspec

    return map(msgspec.json.encode, found)


def print_lines(lines: Iterable[bytes]) -> None:
    """Data, for programs; whoever reads it may stop when they have enough."""
    for line in lines:
        try:
            sys.stdout.buffer.write(line + b"\n")
            sys.stdout.buffer.flush()
        except OSError as error:
            # What is still buffered would be tried again at the end, and fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(error, BrokenPipeError):
                return
            raise WriteError(f"standard output: cannot be written: {error.strerror}") from error


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on standard output: as wide as it needs to be, so that other programs can read it."""
    lines = [[_cell(each) for each in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(head, *lines, strict=True)]
    numbers = [lines and all(row[i].isdigit() for row in lines) for i in range(len(head))]
    print_lines(
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, numbers, strict=True)
        )
        .rstrip()
        .encode("utf-8", "replace")
        for row in [list(head), *lines]
    )


def _cell(value: object) -> str:
    """What a cell shows, on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
