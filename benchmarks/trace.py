"""What is found by holding the articles of a story side by side, and what that costs.

- `pairs`, `backtranslations`, `stories`: the sets of `data/provenance`, compared as `digest compare`
  does and scored by the `score.py` that lies beside them, in its words
- `speed`: real articles of incidents in stories of 5 (median of 20 stories), 50 and 500 articles,
  sentences known, to their trace, and to what differs in them; seconds as a clock shows them
- `across`: 10,000 and 100,000 invented articles, a fiftieth of them with a copy: processor seconds to
  find copies among all of them, and the share that is found
"""

import io
import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from itertools import chain, islice
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.invented import collection
from benchmarks.report import Column, Table, progress
from digest.app.console import Console
from digest.app.stories import articles_in, compare
from digest.group import chronological
from digest.models import Document
from digest.pipeline import prepared
from digest.trace import compared, trace
from digest.trace.across import copies_across

SCORED = {
    "pairs": ("pairs", "pairs.gold.dev.jsonl"),
    "backtranslations": ("pairs", "backtranslations.gold.dev.jsonl"),
    "stories": ("stories", "gold.dev.jsonl"),
}
SIZES = (5, 50, 500)
STORIES = 20  # of the smallest size
ACROSS = (10_000, 100_000)
COPIED = 50  # one article in so many has a copy

COLUMNS = (Column("set"), Column("measure"), Column("figure"))
Row = tuple[str, str, str]


def available() -> tuple[str, ...]:
    """The sets that can be measured here."""
    scored = SCORED if (_provenance() / "score.py").is_file() else {}
    timed = ("speed",) if "incidents" in data.grouping_sets() else ()
    return (*scored, *timed, "across")


def run(sets: Sequence[str], systems: frozenset[str]) -> Table:
    """The rows of each set."""
    measures: dict[str, Callable[[], Iterator[Row]]] = {
        "speed": speeds,
        "across": lambda: chain.from_iterable(map(across, ACROSS)),
    }
    rows: list[Row] = []
    for name in sets:
        progress(f"trace: {name}")
        rows += measures[name]() if name in measures else scored(name)
    return Table("Tracing", COLUMNS, tuple(rows))


def scored(name: str) -> Iterator[Row]:
    """A row a line of what the scorer prints."""
    kind, gold = SCORED[name]
    with (_provenance() / f"{name}.dev.jsonl").open("rb") as lines:
        articles = articles_in(lines, name, Console())
    found = {str(told["story"]): told for told in compare(articles, False, Console())}
    found = json.loads(json.dumps(found))
    scorer = _scorer()
    printed = io.StringIO()
    with redirect_stdout(printed):
        if kind == "pairs":
            scorer.pairs(scorer.rows(_provenance() / gold), found)
        else:
            scorer.stories(scorer.rows(_provenance() / gold), found, 0)
    for line in printed.getvalue().splitlines():
        measure, _, figure = line.partition(":") if ":" in line else line.partition("recall")
        yield name, " ".join(measure.split()), figure.strip()


def speeds() -> Iterator[Row]:
    """Seconds to trace a story, by its number of articles."""
    stories = _incidents()
    for size in SIZES:
        of_size = list(islice(_of_size(stories, size), STORIES if size == min(SIZES) else 1))
        trace(of_size[0][:2])  # libraries and tables are loaded
        costs = [_seconds(story) for story in of_size]
        traced, differing = (statistics.median(each) for each in zip(*costs, strict=True))
        yield "speed", f"{size} articles, trace", f"{1000 * traced:.0f} ms"
        yield "speed", f"{size} articles, differences", f"{1000 * differing:.0f} ms"


def across(articles: int) -> Iterator[Row]:
    """Seconds to find the copies among so many articles, and the share found."""
    documents = collection(articles).documents
    copies = [
        replace(each, article=replace(each.article, id=f"{each.article.id}-copy"))
        for each in documents[::COPIED]
    ]
    started = time.process_time()
    pairs = {(one, other) for one, other, _ in copies_across([*documents, *copies])}
    seconds = time.process_time() - started
    known = {(each.article.id.removesuffix("-copy"), each.article.id) for each in copies}
    yield "across", f"{articles} articles, CPU", f"{seconds:.1f} s"
    yield "across", f"{articles} articles, copies found", f"{len(known & pairs) / len(known):.3f}"


def _seconds(story: Sequence[Document]) -> tuple[float, float]:
    """To its trace, and from there to what differs."""
    started = time.perf_counter()
    found = trace(story)
    traced = time.perf_counter()
    compared(story, found)
    return traced - started, time.perf_counter() - traced


def _incidents() -> list[list[Document]]:
    """The incidents as their gold tells stories, those with most articles first."""
    incidents = data.load_grouping("incidents", data.grouping_sets()["incidents"])
    stories: dict[str, list[Document]] = {}
    documents = prepared(incidents.articles)
    for article, story in zip(incidents.articles, incidents.gold, strict=True):
        stories.setdefault(story, []).append(documents[article.id])
    return sorted(stories.values(), key=lambda story: (-len(story), story[0].article.id))


def _of_size(stories: Sequence[Sequence[Document]], size: int) -> Iterator[list[Document]]:
    """Stories of exactly so many articles: of one where it is long enough, else of several as one."""
    gathered: list[Document] = []
    for story in stories:
        gathered += story
        if len(gathered) >= size:
            yield sorted(gathered[:size], key=chronological)
            gathered = []


def _provenance() -> Path:
    return data.folder() / "data" / "provenance"


def _scorer() -> Any:
    spec = spec_from_file_location("score", _provenance() / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(_provenance() / "score.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
