"""Figures as plain aligned tables, and as JSON."""

import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

LIBRARIES = (
    "numpy",
    "scipy",
    "scikit-learn",
    "sumy",
    "sentencex",
    "rouge-score",
    "feedgen",
    "trafilatura",
)

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head and, for floats, how many decimals it prints."""

    head: str
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One benchmark's figures: at least one row, each with a cell a column."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def render(table: Table) -> str:
    """Title, heads and rows: words to the left, figures to the right, a gap between blocks."""
    heads = tuple(column.head for column in table.columns)
    body = [tuple(map(_printed, row, table.columns)) for row in table.rows]
    widths = [max(map(len, cells)) for cells in zip(heads, *body, strict=True)]
    is_word = [isinstance(cell, str) for cell in table.rows[0]]
    lines = [_line(cells, widths, is_word) for cells in (heads, *body)]
    rule = "-" * max(map(len, lines))
    return "\n".join((table.title, rule, lines[0], rule, *_parted(body, lines[1:])))


def as_json(tables: Sequence[Table]) -> dict[str, Any]:
    """The tables as lists of objects, with machine and versions."""
    return {
        "machine": machine(),
        "versions": versions(),
        "tables": [
            {
                "title": table.title,
                "rows": [
                    {column.head: cell for column, cell in zip(table.columns, row, strict=True)}
                    for row in table.rows
                ],
            }
            for table in tables
        ],
    }


def machine() -> str:
    """Interpreter, system and cores in a line."""
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores"
    )


def versions() -> dict[str, str]:
    """What is installed of the libraries that the figures depend on."""
    found = {}
    for name in ("digest", *LIBRARIES):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def progress(line: str) -> None:
    """Says on standard error what is being measured."""
    print(line, file=sys.stderr, flush=True)


def _printed(cell: Cell, column: Column) -> str:
    return f"{cell:.{column.decimals}f}" if isinstance(cell, float) else str(cell)


def _line(cells: Iterable[str], widths: Sequence[int], is_word: Sequence[bool]) -> str:
    padded = (
        cell.ljust(width) if word else cell.rjust(width)
        for cell, width, word in zip(cells, widths, is_word, strict=True)
    )
    return "  ".join(padded).rstrip()


def _parted(body: Sequence[tuple[str, ...]], lines: Sequence[str]) -> list[str]:
    """An empty line wherever the first cell changes."""
    parted: list[str] = []
    for number, line in enumerate(lines):
        if number and body[number][0] != body[number - 1][0]:
            parted.append("")
        parted.append(line)
    return parted
