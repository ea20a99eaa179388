"""Whole processes from start to exit: a site made by `digest build`, and by `baseline`.

Every run is a new process that writes to a new folder; seconds are medians.  `cpu` is user and
system time of the process and its children, `MB` the highest resident size of any one of them.
Both make a page for every story: the limit on stories is raised for the measurement, and `pages`
shows how many came out.  This module imports nothing heavy, as a child's peak begins at the size
of the process that starts it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks import data
from benchmarks.report import Cell, Column, Table, progress

ARTICLES = 1000  # taken of the incidents
CONFIG = "[limits]\nmax_stories = 1000000\n"

COLUMNS = (
    Column("input"),
    Column("system"),
    Column("runs"),
    Column("seconds", 2),
    Column("cpu", 2),
    Column("MB", 0),
    Column("pages"),
)

# The source and the empty folder to fill, to a command.
Command = Callable[[Path, Path], list[str]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took."""

    seconds: float
    cpu: float
    megabytes: float
    pages: int


def run(inputs: Sequence[str], systems: frozenset[str], runs: int) -> Table:
    """A row for each of the `inputs` and systems ("ours", "baselines")."""
    rows: list[tuple[Cell, ...]] = []
    for name in inputs:
        with source(name) as path:
            for system, command in chosen(systems).items():
                progress(f"speed: {name}, {system}, {runs} runs")
                costs = [cost(command, path) for _ in range(runs)]
                rows.append((name, system, runs, *middle(costs)))
    return Table("Speed: from articles to a site, whole processes", COLUMNS, tuple(rows))


def available() -> tuple[str, ...]:
    """The inputs that are there."""
    seeds = ("seeds",) if _seeds().is_dir() else ()
    return (*seeds, *(name for name in ("incidents",) if name in data.grouping_sets()))


def chosen(systems: frozenset[str]) -> dict[str, Command]:
    """The commands to run, by the name they are printed under."""
    commands: dict[str, Command] = {"digest build": digest_build} if "ours" in systems else {}
    if "baselines" in systems:
        commands["library script"] = baseline
    return commands


@contextmanager
def source(name: str) -> Iterator[Path]:
    """The folder of seeds, or a file of the first articles of the incidents."""
    if name == "seeds":
        yield _seeds()
        return
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "articles.jsonl"
        with data.grouping_sets()[name].open("rb") as lines, path.open("wb") as file:
            file.writelines(islice(lines, ARTICLES))
        yield path


def digest_build(path: Path, out: Path) -> list[str]:
    """Our command, run from the project's own files whether installed or not."""
    config = out.with_name("digest.toml")
    config.write_text(CONFIG, encoding="utf-8")
    start = "from digest.cli import main; raise SystemExit(main())"
    options = ["--out", str(out), "--config", str(config)]
    return [sys.executable, "-c", start, "build", str(path), *options]


def baseline(path: Path, out: Path) -> list[str]:
    """The script to compare with."""
    return [sys.executable, "-m", "benchmarks.baseline", str(path), str(out)]


def cost(command: Command, path: Path) -> Cost:
    """One run of it; `RuntimeError` with its last words where it fails."""
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryFile() as said:
        out = Path(made) / "out"
        start = time.perf_counter()
        process = subprocess.Popen(command(path, out), cwd=data.ROOT, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{command.__name__} {path} failed:\n{words}")
        return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, _pages(out))


def middle(costs: Sequence[Cost]) -> tuple[Cell, ...]:
    """Medians of times, the highest memory, and the pages made."""
    return (
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.megabytes for cost in costs),
        costs[0].pages,
    )


def _seeds() -> Path:
    return data.folder() / "seeds" / "articles"


def _pages(out: Path) -> int:
    """Pages of stories, wherever below `out` they lie."""
    return sum("stories" in path.relative_to(out).parts for path in out.rglob("*.html"))
