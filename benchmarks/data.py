"""Finds and reads the sets that the benchmarks are taken on."""

import gzip
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from digest.models import Article

ROOT = Path(__file__).resolve().parent.parent

# Their dates are those of the round-up that gathered them, which would give the story away.
UNDATED = {"roundups"}


@dataclass(frozen=True, slots=True)
class GroupingSet:
    """Articles and, in the same order, the gold story of each."""

    name: str
    articles: tuple[Article, ...]
    gold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryToSum:
    """The articles of one story and what people wrote of it."""

    articles: tuple[Article, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A web page as it was served, and what people read on it; "" where it gives none."""

    name: str
    data: bytes
    title: str
    author: str
    published: str
    text: str


def folder() -> Path:
    """The folder named by DIGEST_DATA, else `../shared` beside the project."""
    return Path(os.environ.get("DIGEST_DATA") or ROOT.parent / "shared").resolve()


def grouping_sets() -> dict[str, Path]:
    """Name → file of articles; the articles of the summary sets are grouping sets too."""
    return _named("grouping/*.dev.jsonl") | _named("summaries/*.dev.articles.jsonl")


def summary_sets() -> dict[str, Path]:
    """Name → file of articles, whose references lie beside it."""
    return _named("summaries/*.dev.articles.jsonl")


def load_grouping(name: str, path: Path) -> GroupingSet:
    """A set for grouping: no article shows its gold story."""
    read = list(_articles(path))
    hidden = (replace(article, story=None) for article in read)
    if name in UNDATED:
        hidden = (replace(article, published=None) for article in hidden)
    return GroupingSet(name, tuple(hidden), tuple(article.story or "" for article in read))


def load_summaries(path: Path) -> tuple[StoryToSum, ...]:
    """The stories of a summary set that have both articles and a reference."""
    stories: dict[str, list[Article]] = {}
    for article in _articles(path):
        stories.setdefault(article.story or "", []).append(article)
    references = path.with_name(path.name.replace(".articles.", ".references."))
    return tuple(
        StoryToSum(tuple(stories[row["story"]]), tuple(row["references"]))
        for row in _rows(references)
        if row["story"] in stories
    )


def page_files() -> list[Path]:
    """The files of gold, each with a page of the same name beside it."""
    return sorted((folder() / "data" / "pages").glob("*.json"))


def load_pages() -> tuple[GoldPage, ...]:
    """Every page with its gold."""
    pages = []
    for path in page_files():
        gold = json.loads(path.read_text(encoding="utf-8"))
        told = (gold.get(key) or "" for key in ("title", "author", "published", "text"))
        page = gzip.decompress(path.with_suffix(".html.gz").read_bytes())
        pages.append(GoldPage(path.stem, page, *told))
    return tuple(pages)


def _named(pattern: str) -> dict[str, Path]:
    paths = sorted((folder() / "data").glob(pattern))
    return {path.name.split(".")[0]: path for path in paths}


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _articles(path: Path) -> Iterator[Article]:
    for number, row in enumerate(_rows(path), start=1):
        source = f"{path.name}:{number}"
        yield Article(
            id=row["id"],
            title=row["title"],
            text=row["text"],
            outlet=row.get("outlet") or f"Unknown outlet ({source})",
            source=source,
            published=row.get("published"),
            language=row.get("language", ""),
            story=row["story"],
        )
