"""Articles read from web pages against gold: ours beside trafilatura's own extraction.

Both are given the bytes of the same pages.  "trafilatura" is `bare_extraction` with `with_metadata`
and otherwise its defaults; "text alone" is the same without metadata, for its speed.  Our rules were
chosen while looking at all of these pages, so that the figures flatter us: the halves show only that
neither carries them alone, and what counts is taken on pages that are not here.

`F1`, `P` and `R` compare words: runs of letters and figures, small, each counted as often as it
stands in both texts (multiset overlap); a mean over pages, a page without text in both being right.
`titles`, `authors` and `dates` are shares of those that the gold gives, found exactly: white space
and the form of quotation marks do not count, and of a date the day alone.  `made up` is the share
of pages of which the gold gives no author where one is found.  `pages/s` counts decoding too.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from benchmarks import data
from benchmarks.data import GoldPage
from benchmarks.report import Cell, Column, Table, progress

COLUMNS = (
    Column("part"),
    Column("system"),
    Column("pages"),
    Column("F1", 4),
    Column("P", 3),
    Column("R", 3),
    Column("titles", 3),
    Column("authors", 3),
    Column("made up", 3),
    Column("dates", 3),
    Column("pages/s", 1),
)
PARTS = ("all", "even", "odd")

_WORD = re.compile(r"\w+")
_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛′`", "'"), **dict.fromkeys("“”„‟″", '"')})


@dataclass(frozen=True, slots=True)
class Found:
    """What a system makes of a page."""

    title: str = ""
    author: str = ""
    date: str = ""  # YYYY-MM-DD
    text: str = ""


System = Callable[[bytes, str], Found]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Words of two texts that are the same, as shares."""

    precision: float
    recall: float
    f1: float


def run(sets: Sequence[str], systems: frozenset[str]) -> Table:
    """A row for each system and part of the pages; `sets` is ("pages",) where they are there."""
    gold = data.load_pages() if sets else ()
    rows: list[tuple[Cell, ...]] = []
    measured = [(name, *measure(name, system, gold)) for name, system in chosen(systems).items()]
    for part in PARTS:
        for name, found, seconds in measured:
            rows.append((part, name, *score(part, gold, found), len(gold) / seconds))
    return Table("Pages: articles against gold", COLUMNS, tuple(rows))


def available() -> tuple[str, ...]:
    """The one set, where it is there."""
    return ("pages",) if data.page_files() else ()


def chosen(systems: frozenset[str]) -> dict[str, System]:
    """The systems to run, by the name they are printed under."""
    named: dict[str, System] = {"digest": ours} if "ours" in systems else {}
    if "baselines" in systems:
        named |= {"trafilatura": trafilatura_with_metadata, "text alone": trafilatura_text}
    return named


def measure(name: str, system: System, gold: Sequence[GoldPage]) -> tuple[dict[str, Found], float]:
    """What the system finds, by page, and the seconds it took once it was loaded."""
    progress(f"pages: {name}")
    system(b"<html><body><article><h1>Warm</h1><p>Once, to load.</p></article></body></html>", "")
    start = time.perf_counter()
    found = {page.name: system(page.data, page.name) for page in gold}
    return found, time.perf_counter() - start


def ours(page: bytes, name: str) -> Found:
    """Our reader."""
    from digest.errors import ReadError
    from digest.read.decode import decode_page
    from digest.read.html import read_html

    try:
        article = read_html(decode_page(page), name)
    except ReadError:
        return Found()
    date = (article.published or "")[:10]
    return Found(article.title, article.author or "", date, article.text)


def trafilatura_with_metadata(page: bytes, _: str) -> Found:
    """Its defaults, with metadata."""
    import trafilatura

    found = trafilatura.bare_extraction(page, with_metadata=True)
    if found is None:
        return Found()
    return Found(found.title or "", found.author or "", found.date or "", found.text or "")


def trafilatura_text(page: bytes, _: str) -> Found:
    """Its defaults."""
    import trafilatura

    found = trafilatura.bare_extraction(page)
    return Found(text=found.text or "") if found is not None else Found()


def score(part: str, gold: Sequence[GoldPage], found: dict[str, Found]) -> Iterator[Cell]:
    """Cells of a row, from the number of pages on."""
    pages = [page for page in gold if part == "all" or (number(page) % 2 == 1) == (part == "odd")]
    pairs = [(page, found[page.name]) for page in pages]
    overlaps = [overlap(f.text, page.text) for page, f in pairs]
    yield len(pages)
    yield _mean(o.f1 for o in overlaps)
    yield _mean(o.precision for o in overlaps)
    yield _mean(o.recall for o in overlaps)
    yield _mean(same(f.title, page.title) for page, f in pairs if page.title)
    yield _mean(same(f.author, page.author) for page, f in pairs if page.author)
    yield _mean(bool(f.author) for page, f in pairs if not page.author)
    yield _mean(f.date == page.published[:10] for page, f in pairs if page.published)


def number(page: GoldPage) -> int:
    """The number in a page's name."""
    return int("".join(filter(str.isdigit, page.name)) or 0)


def overlap(found: str, gold: str) -> Overlap:
    """Multiset overlap of words; 1 throughout where both have none."""
    a, b = (Counter(_WORD.findall(text.lower())) for text in (found, gold))
    shared = (a & b).total()
    if not a and not b:
        return Overlap(1.0, 1.0, 1.0)
    return Overlap(
        shared / max(1, a.total()), shared / max(1, b.total()), 2 * shared / (a.total() + b.total())
    )


def same(found: str, gold: str) -> bool:
    """Whether two lines are the same but for white space and the form of quotation marks."""
    one, other = (" ".join(line.translate(_QUOTES).split()) for line in (found, gold))
    return one == other


def _mean(values: Iterator[float]) -> float:
    listed = list(values)
    return float(mean(listed)) if listed else 0.0
