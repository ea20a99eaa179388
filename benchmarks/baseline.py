"""A news digest as one writes it in an afternoon from libraries, to measure speed against.

    python -m benchmarks.baseline PATH OUT      PATH: a folder of .txt files, or a .jsonl file

scikit-learn groups (TF-IDF, average link on cosine distances), sumy's LexRank picks eight sentences
of each group, feedgen writes the feed, and each group gets a page.  No copies are traced, nothing
is cited, no difference is found.
"""

import html
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feedgen.feed import FeedGenerator
from sentencex import segment
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_distances
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.utils import get_stop_words

DISTANCE = 0.77
SENTENCES = 8
SITE = "http://localhost/"


@dataclass(frozen=True, slots=True)
class Item:
    """An article, as far as this script cares."""

    title: str
    text: str


class Words:
    """sumy's own tokenizer needs data that has to be fetched; this one does not."""

    def to_words(self, sentence: str) -> list[str]:
        """Whatever white space parts and holds a letter."""
        return [word for word in sentence.split() if any(map(str.isalpha, word))]


def main(source: Path, out: Path) -> None:
    """Reads `source`, writes feed and pages below `out`."""
    items = read(source)
    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    feed = new_feed()
    (out / "stories").mkdir(parents=True)
    for number, group in enumerate(grouped(items), start=1):
        title, sentences = group[0].title, summary(summarizer, group)
        address = f"stories/{number}.html"
        (out / address).write_text(page(title, sentences, group), encoding="utf-8")
        add_entry(feed, SITE + address, title, sentences)
    feed.rss_file(str(out / "feed.xml"))


def read(source: Path) -> list[Item]:
    if source.is_dir():
        texts = (path.read_text(encoding="utf-8") for path in sorted(source.glob("*.txt")))
        return [Item(text.strip().split("\n", 1)[0], text) for text in texts]
    with source.open(encoding="utf-8") as lines:
        return [Item(row["title"], row["text"]) for row in map(json.loads, lines)]


def grouped(items: Sequence[Item]) -> list[list[Item]]:
    texts = [f"{item.title}\n{item.text}" for item in items]
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2)
    labels = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=DISTANCE
    ).fit_predict(cosine_distances(vectors.fit_transform(texts)))
    groups: dict[int, list[Item]] = {}
    for label, item in zip(labels, items, strict=True):
        groups.setdefault(label, []).append(item)
    return list(groups.values())


def summary(summarizer: LexRankSummarizer, group: Sequence[Item]) -> list[str]:
    words = Words()
    lines = [line for item in group for line in item.text.splitlines() if line.strip()]
    sentences = [Sentence(text, words) for line in lines for text in segment("en", line)]
    return [str(one) for one in summarizer(ObjectDocumentModel([Paragraph(sentences)]), SENTENCES)]


def new_feed() -> FeedGenerator:
    feed = FeedGenerator()
    feed.title("Digest")
    feed.link(href=SITE)
    feed.description("News of the day")
    return feed


def add_entry(feed: FeedGenerator, address: str, title: str, sentences: Sequence[str]) -> None:
    entry = feed.add_entry(order="append")
    entry.id(address)
    entry.title(title or "Untitled")
    entry.link(href=address)
    entry.description("\n".join(sentences))
    entry.published(datetime.now(UTC))


def page(title: str, sentences: Sequence[str], group: Sequence[Item]) -> str:
    bullets = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in sentences)
    sources = "".join(f"<li>{html.escape(item.title)}</li>" for item in group)
    head = html.escape(title)
    return (
        f"<!doctype html><meta charset=utf-8><title>{head}</title><h1>{head}</h1>"
        f"<ul>{bullets}</ul><h2>Sources</h2><ul>{sources}</ul>"
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
